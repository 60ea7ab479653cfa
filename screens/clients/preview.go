package clients

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// Measures of the preview, in units: its width, the gap before it, and how much the table needs to leave room for it.
const (
	previewWidth float32 = 312
	previewGap   float32 = 16
	tableLeast   float32 = 620
	labelWidth   float32 = 104
)

// peopleShown is how many people the preview names.
const peopleShown = 3

// preview is the card beside the grid: who it is, how far it has come, how to reach them, and what happened last.
type preview struct {
	s      *Screen
	id     crm.ClientID
	shown  bool // wanted; in a narrow window it is not seen all the same
	object *fyne.Container
}

func newPreview(s *Screen) *preview {
	p := &preview{s: s, object: container.NewStack()}
	p.object.Hide()
	return p
}

// known is what the preview tells.
type known struct {
	row    crm.ClientRow
	people []crm.Contact
	last   []crm.Interaction
}

// client is whose preview is shown, 0 when it is closed.
func (p *preview) client() crm.ClientID {
	if !p.shown {
		return 0
	}
	return p.id
}

// visible reports whether the preview is seen.
func (p *preview) visible() bool { return p.shown && p.object.Visible() }

func (p *preview) show(id crm.ClientID) {
	p.id, p.shown = id, true
	p.reload()
}

// restore takes up again what was shown, without reading: Show does that.
func (p *preview) restore(id crm.ClientID) {
	if id != p.client() {
		p.close()
	}
	p.id, p.shown = id, id != 0
}

func (p *preview) reload() {
	if !p.shown {
		return
	}
	id := p.id
	kit.Load(&p.s.loader, "preview", func(ctx context.Context) (known, error) { return p.read(ctx, id) }, func(k known, err error) {
		switch {
		case errors.Is(err, crm.ErrNotFound):
			p.close()
		case err != nil:
			p.s.env.Fail(err)
		default:
			p.draw(k)
		}
	})
}

func (p *preview) read(ctx context.Context, id crm.ClientID) (known, error) {
	row, err := p.s.desk.ClientRow(ctx, id)
	if err != nil {
		return known{}, err
	}
	people, err := p.s.desk.Contacts(ctx, id)
	if err != nil {
		return known{}, err
	}
	last, err := p.s.desk.Interactions(ctx, id, crm.Page{Limit: 1})
	return known{row, people, last}, err
}

func (p *preview) close() {
	p.s.loader.Drop("preview")
	p.shown = false
	p.object.Hide()
	p.s.body.Refresh()
}

func (p *preview) draw(k known) {
	r := k.row
	body := kit.VBox(0, kit.Pad(kit.VBox(12, p.head(r), p.stage(r)), 16, 16, 16, 14), kit.NewDivider(), kit.Pad(p.facts(k), 16, 12, 16, 12))
	if len(k.last) > 0 {
		body.Add(kit.NewDivider())
		body.Add(kit.Pad(p.lastContact(k.last[0]), 16, 12, 16, 12))
	}
	t := p.s.env.T
	buttons := kit.Columns(8, []float32{1, 1}, kit.NewButton(kit.Plain, t.T("clients.menu.open"), func() { p.s.open(r.ID, "") }),
		kit.NewButton(kit.Soft, t.T("clients.contact"), func() { p.s.open(r.ID, "record") }).WithIcon("chat"))
	foot := kit.VBox(0, kit.NewDivider(), kit.Pad(buttons, 16, 12, 16, 12))
	p.object.Objects = []fyne.CanvasObject{kit.NewBareCard(kit.VBox(0, kit.Grow(kit.NewScrollMemory(body)), foot))}
	p.object.Refresh()
	if p.object.Hidden {
		p.object.Hidden = false
		p.s.body.Refresh()
	}
}

// head names the client and its type.
func (p *preview) head(r crm.ClientRow) fyne.CanvasObject {
	t := p.s.env.T
	name := kit.VBox(0, kit.NewTipText(r.Name, kit.Sub|kit.Bold, kit.Text))
	if under := joined(r.Industry, r.City); under != "" {
		name.Add(kit.NewTipText(under, kit.Dense, kit.Text3))
	}
	line := kit.HBox(12, kit.NewAvatar(text.Initials(r.Name), parts.TypeTone(r.Type), 40), kit.Grow(name),
		kit.NewIconButton("x", t.T("text.close"), p.close))
	return kit.VBox(12, line, kit.Left(kit.NewChip(parts.TypeIcon(r.Type), parts.TypeName(t, r.Type), parts.TypeTone(r.Type))))
}

// stage draws how far the client has come.
func (p *preview) stage(r crm.ClientRow) fyne.CanvasObject {
	t := p.s.env.T
	ladder := kit.NewLadderGlyph(8, 108, 32)
	now, highest := parts.LadderPlace(r.Rung, r.Highest)
	ladder.Set(now, highest, parts.TypeTone(r.Type).Fill)
	words := kit.VBox(2, kit.NewTipWrap(parts.StageName(t, p.s.env.Lens(), r.Rung), kit.Body|kit.Bold, kit.Text, 2))
	if highest > now {
		words.Add(kit.HBox(4, kit.NewGlyph("flag", kit.Text3, 12),
			kit.Grow(kit.NewTipText(t.T("clients.highest", "Rung", parts.RungShort(t, r.Highest)), kit.Caption, kit.Text3))))
	}
	return kit.HBox(12, ladder, kit.Grow(words))
}

// joined writes two things beside each other, or the one there is.
func joined(a, b string) string {
	if a != "" && b != "" {
		return a + ", " + b
	}
	return a + b
}

// facts are the lines of label and value.
func (p *preview) facts(k known) fyne.CanvasObject {
	t, r := p.s.env.T, k.row
	var rows []fyne.CanvasObject
	add := func(label, value string) {
		if value != "" {
			rows = append(rows, kit.HBox(8, kit.Fixed(kit.NewTipText(label, kit.Dense, kit.Text3), labelWidth, 18), kit.Grow(kit.NewTipText(value, kit.Dense, kit.Text))))
		}
	}
	add(t.T("clients.col.touch"), parts.Ago(p.s.env, r.Touch))
	add(t.T("clients.col.owner"), p.s.env.Reps()[r.Owner].Name)
	label := t.T("clients.col.person")
	for i, c := range k.people {
		if i == peopleShown {
			add("", t.N("clients.people.more", len(k.people)-peopleShown))
			break
		}
		add(label, joined(c.Name, c.Post))
		label = "" // one word for all of them
	}
	add(t.T("clients.col.phone"), parts.Phone(r.Phone))
	add(t.T("clients.col.email"), r.Email)
	add(t.T("clients.col.next"), joined(r.NextStep, parts.DayWord(p.s.env, r.NextDay)))
	if r.Open != 0 {
		add(t.T("clients.col.open"), parts.Sum(t, r.Open, p.s.env.Currency()))
	}
	add(t.T("clients.col.tags"), strings.Join(r.Tags, ", "))
	if len(rows) == 0 {
		return kit.NewWrap(t.T("clients.preview.bare"), kit.Dense, kit.Text3, 0)
	}
	return kit.VBox(8, rows...)
}

// lastContact is the last interaction, three lines of it.
func (p *preview) lastContact(i crm.Interaction) fyne.CanvasObject {
	t := p.s.env.T
	head := kit.HBox(6, kit.NewGlyph(parts.WayIcon(i.Way), kit.Text3, 14), kit.Grow(kit.NewText(t.T("crm.way."+string(i.Way)), kit.Dense|kit.Bold, kit.Text)),
		kit.NewText(t.Relative(i.When.Time(p.s.env.Now().Location()), p.s.env.Now()), kit.Caption, kit.Text3))
	return kit.VBox(4, head, kit.NewTipWrap(i.Said, kit.Dense, kit.Text2, 3))
}

// besideLayout puts a card of fixed width beside a table that takes the rest; where that would leave the table less
// than it needs, or nobody wants the card, it is left out.
type besideLayout struct{ wanted func() bool }

func (l *besideLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 200) }

func (l *besideLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	table, card := o[0], o[1]
	left := size.Width - previewWidth - previewGap
	if !l.wanted() || left < tableLeast {
		card.Hide()
		table.Resize(size)
		return
	}
	card.Move(fyne.NewPos(left+previewGap, 0))
	card.Resize(fyne.NewSize(previewWidth, size.Height))
	card.Show()
	table.Resize(fyne.NewSize(left, size.Height))
}
