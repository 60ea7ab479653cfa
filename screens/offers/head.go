package offers

import (
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// roomForBoth is the width from which the lines and the paper stand side by side; roomForWords that from which the
// buttons of the head bear words. In units.
const (
	roomForBoth  float32 = 1080
	roomForWords float32 = 1180
)

// head is the head of the editor: number, state, whether it is saved, and what can be done with the whole offer.
type head struct {
	e      *Editor
	title  *kit.Label
	state  *kit.Chip
	saved  *stamp
	look   *kit.Button // lines or paper, where there is room for one
	toCopy [2]*kit.Button
	print  [2]*kit.Button
	pdf    [2]*kit.Button
	mark   *kit.Button
	row    *fyne.Container
	object fyne.CanvasObject
}

func newHead(e *Editor) *head {
	t := e.env.T
	h := &head{e: e, title: kit.NewText("", kit.Heading|kit.Bold, kit.Text), state: kit.NewChip("", "", kit.ToneNeutral).Large(), saved: newStamp(e.env)}
	h.state.Hide()
	both := func(kind kit.ButtonKind, icon, key, tip string, do func()) [2]*kit.Button {
		wide := kit.NewButton(kind, t.T(key), do).WithIcon(icon).WithTip(tip)
		return [2]*kit.Button{wide, kit.NewButton(kind, "", do).WithIcon(icon).WithTip(t.T(key))}
	}
	h.toCopy = both(kit.Ghost, "copy", "offers.copy", "", e.Copy)
	h.print = both(kit.Plain, "print", "offers.print", parts.CommandKey("P"), e.Print)
	h.pdf = both(kit.Plain, "dl", "offers.pdf", "", e.savePDF)
	h.mark = kit.NewButton(kit.Primary, t.T("offers.mark.sent"), h.tapMark).WithIcon("send").WithTip(parts.CommandKey("E"))
	h.look = kit.NewButton(kit.Plain, t.T("offers.preview"), e.turn).WithIcon("eye")
	back := kit.NewIconButton("left", t.T("text.back"), e.env.Back)
	h.row = kit.HBox(12, back, h.title, h.state, kit.Grow(h.saved.box), h.toCopy[0], h.toCopy[1], h.look,
		h.print[0], h.print[1], h.pdf[0], h.pdf[1], e.sendButton(), h.mark)
	h.object = kit.Pad(h.row, 16, 12, 16, 12)
	h.row.Layout = &headLayout{h: h, row: h.row.Layout}
	return h
}

// headLayout gives the buttons words where there is room for them.
type headLayout struct {
	h   *head
	row fyne.Layout
}

// MinSize is that of the buttons without words: the head never keeps the window wide.
func (l *headLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(320, l.row.MinSize(o).Height)
}

// Layout chooses the buttons that fit and places them.
func (l *headLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	h := l.h
	narrow := size.Width < roomForWords-32
	for _, b := range [][2]*kit.Button{h.toCopy, h.print, h.pdf} {
		b[0].Hidden, b[1].Hidden = narrow, !narrow
	}
	h.look.Hidden = size.Width >= roomForBoth-32
	l.row.Layout(o, size)
}

// show tells number and state, and what can be done next.
func (h *head) show() {
	e, t := h.e, h.e.env.T
	h.title.SetText("")
	if e.offer.Currency != "" {
		h.title.SetText(kit.CutText(headline(t, e.offer.FullNumber()), kit.Heading|kit.Bold, 300))
	}
	h.state.Hidden = e.offer.State == ""
	if e.offer.State != "" {
		h.state.Set(parts.StateIcon(e.offer.State), t.T("trade.state."+string(e.offer.State)), parts.StateTone(e.offer.State))
	}
	if !e.editable() {
		h.saved.hide()
	}
	h.showMark()
	h.row.Refresh()
}

// headline names the offer by its number: one that begins with a word of its own stands alone.
func headline(t *text.Tongue, number string) string {
	first, _ := utf8.DecodeRuneInString(number)
	switch {
	case number == "":
		return t.T("offers.head.new")
	case unicode.IsDigit(first):
		return t.T("offers.head", "Number", number)
	}
	return number
}

// showMark makes the last button the next step of the offer.
func (h *head) showMark() {
	t := h.e.env.T
	switch h.e.offer.State {
	case trade.Draft, "":
		h.mark.SetKind(kit.Primary)
		h.mark.SetLabel(t.T("offers.mark.sent"))
		h.mark.SetIcon("send")
	case trade.Sent:
		h.mark.SetKind(kit.Primary)
		h.mark.SetLabel(t.T("offers.mark"))
		h.mark.SetIcon("flag")
	default:
		h.mark.SetKind(kit.Plain)
		h.mark.SetLabel(t.T("offers.mark"))
		h.mark.SetIcon("flag")
	}
	h.mark.Hidden = len(h.e.offer.State.Next()) == 0 // what was decided stays so
	h.mark.WithTrailing(map[bool]string{true: "chd"}[h.e.offer.State != trade.Draft && h.e.offer.State != ""])
	h.mark.Refresh()
}

// Mark takes the offer to its next state, or asks which where there are several.
func (e *Editor) Mark() { e.head.tapMark() }

func (h *head) tapMark() {
	e := h.e
	if e.offer.Currency == "" || h.mark.Hidden {
		return
	}
	if e.editable() {
		e.mark(trade.Sent)
		return
	}
	kit.ShowMenu(h.mark, markMenu(e.env, e.offer.State, e.mark)...)
}

// markMenu offers the states that may follow the present one; a wrong step is taken back by undo.
func markMenu(env *parts.Env, now trade.State, mark func(trade.State)) []kit.MenuItem {
	var items []kit.MenuItem
	for _, s := range now.Next() {
		items = append(items, kit.MenuItem{Icon: parts.StateIcon(s), Label: env.T.T("offers.mark." + string(s)), Do: func() { mark(s) }})
	}
	return items
}

// mark sets how far the offer has come, once what was typed is saved.
func (e *Editor) mark(state trade.State) {
	e.settled(func(err error) {
		if err == nil && state != trade.Draft {
			err = e.blocked()
		}
		if err != nil || e.was == nil {
			e.env.Fail(err)
			return
		}
		turner{e.env, &e.saver, e.desk}.turn(*e.was, state)
	})
}

// blocked is the fault that keeps the offer from being sent, nil when there is none.
func (e *Editor) blocked() error {
	for _, f := range trade.Check(e.snapshot()) {
		if trade.Blocks(f) {
			return f
		}
	}
	return nil
}

// succeed opens the next version of an offer that has left the house; the one that was sent stays as it is.
func (e *Editor) succeed() {
	if e.was != nil {
		e.env.Go(route.Route{Room: route.Offer, Offer: e.was.ID, Sub: versionSub})
	}
}

// Copy opens a new draft with the same lines and texts.
func (e *Editor) Copy() {
	e.settled(func(err error) {
		if err != nil || e.was == nil {
			e.env.Fail(err)
			return
		}
		e.env.Go(route.Route{Room: route.Offer, Offer: e.was.ID, Sub: copySub})
	})
}

// New begins another offer.
func (e *Editor) New() {
	e.env.Go(route.Route{Room: route.Offer, Sub: e.env.Now().Format("20060102150405.000")})
}
