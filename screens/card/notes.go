package card

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/screens/kit"
)

// Texts of the client that are edited on the card.
const (
	noteLines   = 8    // shown before a text is cut
	longText    = 1200 // runes from which on there is a way to read the whole
	readerRunes = 4000 // on a page of the reader
)

// notes are the texts of the client: the suppliers, the manners, the remarks.
type notes struct {
	s        *Screen
	editors  []*noteEditor
	dealings *kit.Card
	remarks  *kit.Card
}

func newNotes(s *Screen) *notes {
	n := &notes{s: s}
	t := s.env.T
	suppliers := n.editor("suppliers", func(c *crm.Client) *string { return &c.Suppliers })
	manners := n.editor("manners", func(c *crm.Client) *string { return &c.Manners })
	remarks := n.editor("notes", func(c *crm.Client) *string { return &c.Notes })
	both := kit.VBox(12, suppliers.object, manners.object)
	suppliers.around, manners.around = both, both
	n.dealings = kit.NewCard(t.T("card.dealings"), both)
	n.remarks = kit.NewCard("", remarks.object)
	return n
}

func (n *notes) editor(name string, of func(*crm.Client) *string) *noteEditor {
	e := newNoteEditor(n.s, name, of)
	n.editors = append(n.editors, e)
	return e
}

func (n *notes) draw(c crm.Client) {
	for _, e := range n.editors {
		e.draw(c)
	}
}

func (n *notes) forget() {
	for _, e := range n.editors {
		e.editing = false
	}
}

// dirty reports whether a text was changed and not kept.
func (n *notes) dirty() bool {
	for _, e := range n.editors {
		if e.dirty() {
			return true
		}
	}
	return false
}

// ask asks what shall become of the changed texts before the card is left.
func (n *notes) ask(leave func()) {
	t := n.s.env.T
	m := kit.NewModal(t.T("card.notes.unsaved"), kit.NewWrap(t.T("card.notes.unsaved.ask"), kit.Body, kit.Text2, 0)).CancelButton(t.T("card.stay"))
	m.Width = 440
	m.Action(kit.Plain, t.T("card.unsaved.drop"), func() bool {
		n.forget()
		leave()
		return true
	})
	m.Action(kit.Primary, t.T("text.save"), func() bool {
		n.saveAll(leave)
		return true
	})
	m.Show()
}

// saveAll keeps all changed texts as one act and then calls then.
func (n *notes) saveAll(then func()) {
	was := n.s.known.client
	now := was
	for _, e := range n.editors {
		if e.dirty() {
			*e.of(&now) = e.area.Value()
		}
	}
	n.s.saveClient(was, now, func() { n.forget(); then() })
}

// saveClient keeps a changed client; saved is called when that is done.
func (s *Screen) saveClient(was, now crm.Client, saved func()) {
	kit.Commit(&s.keeper, "client", func(ctx context.Context) (crm.Client, error) { return s.desk.SaveClient(ctx, &was, now) },
		func(kept crm.Client, err error) {
			if err != nil {
				s.env.Fail(err)
				return
			}
			if s.known != nil && s.id == kept.ID {
				s.known.client = kept // the next text is compared with this one
			}
			saved()
		})
}

// noteEditor shows one text with a pencil, and edits it in place.
type noteEditor struct {
	s       *Screen
	title   string
	hint    string
	of      func(*crm.Client) *string
	text    string
	editing bool
	area    *kit.TextArea
	object  *fyne.Container
	around  *fyne.Container // what the text stands in, where that is more than itself
}

func newNoteEditor(s *Screen, name string, of func(*crm.Client) *string) *noteEditor {
	t := s.env.T
	e := &noteEditor{s: s, title: t.T("card.note." + name), hint: t.T("card.note." + name + ".hint"), of: of, object: kit.VBox(6)}
	e.area = kit.NewTextArea(e.hint, 5, t.T("parts.text.long"))
	e.area.OnEsc = e.stop
	return e
}

func (e *noteEditor) dirty() bool { return e.editing && e.area.Value() != e.text }

// draw shows the text of the client; while it is being edited only what it is compared with changes.
func (e *noteEditor) draw(c crm.Client) {
	e.text = *e.of(&c)
	if !e.editing {
		e.showText()
	}
}

func (e *noteEditor) showText() {
	t := e.s.env.T
	pencil := kit.NewIconButton("edit", t.T("text.edit"), e.start).Sized(kit.ControlSmall)
	rows := []fyne.CanvasObject{kit.HBox(8, kit.Grow(kit.NewText(e.title, kit.Body|kit.Bold, kit.Text).Shrinks()), pencil)}
	switch body := strings.TrimSpace(e.text); {
	case body == "":
		rows = append(rows, kit.NewWrap(e.hint, kit.Dense, kit.Text3, 3))
	case len([]rune(beginning(body, longText+1))) > longText:
		pencil.Hidden = len(body) > editable
		rows = append(rows, kit.NewWrap(beginning(body, longText), kit.Dense, kit.Text2, noteLines),
			kit.Left(kit.NewLink(t.T("card.note.read"), func() { readText(e.s.env.T, e.title, body) })))
	default:
		rows = append(rows, kit.NewTipWrap(body, kit.Dense, kit.Text2, noteLines*2))
	}
	e.set(rows)
}

// editable is how many bytes a text area edits; a longer text is read on pages.
const editable = 16 << 10

// beginning is the first n runes of a text.
func beginning(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

func (e *noteEditor) set(rows []fyne.CanvasObject) {
	e.object.Objects = rows
	e.object.Refresh()
	if e.around != nil {
		e.around.Refresh()
	}
	if e.s.left != nil {
		e.s.left.scroll.Refit()
		e.s.right.scroll.Refit()
	}
}

// start opens the text for editing.
func (e *noteEditor) start() {
	t := e.s.env.T
	e.editing = true
	e.area.SetValue(e.text)
	keep := kit.NewButton(kit.Primary, t.T("text.save"), e.save).Sized(kit.ControlSmall)
	drop := kit.NewButton(kit.Plain, t.T("text.cancel"), e.stop).Sized(kit.ControlSmall)
	e.set([]fyne.CanvasObject{kit.NewText(e.title, kit.Body|kit.Bold, kit.Text).Shrinks(), e.area, kit.HBox(8, kit.Spacer(), drop, keep)})
	e.s.env.Window.Canvas().Focus(e.area)
}

// stop shows the text as it was before.
func (e *noteEditor) stop() {
	e.editing = false
	e.showText()
}

func (e *noteEditor) save() {
	if !e.dirty() {
		e.stop()
		return
	}
	was := e.s.known.client
	now := was
	*e.of(&now) = e.area.Value()
	e.s.saveClient(was, now, func() {
		e.text = *e.of(&now)
		e.stop()
	})
}
