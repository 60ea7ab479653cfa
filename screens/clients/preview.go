package clients

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/text"
	places "rapport/screens/route"

	"rapport/screens/kit"
	"rapport/screens/parts"
)

// previewWidth is the width of the preview, in units.
const previewWidth float32 = 312

// formOf is the form of a client.
func formOf(id crm.ClientID) places.Route { return places.Route{Room: places.Form, Client: id} }

// preview is the card beside the grid: who it is, how far it has come, how to reach them, and what happened last.
type preview struct {
	s      *Screen
	row    crm.ClientRow
	shown  bool
	object *fyne.Container
}

func newPreview(s *Screen) *preview {
	p := &preview{s: s, object: container.NewStack()}
	p.object.Hide()
	return p
}

// known is what the preview reads beside the row.
type known struct {
	people []crm.Contact
	last   []crm.Interaction
}

func (p *preview) show(r crm.ClientRow) {
	p.row, p.shown = r, true
	p.draw(known{})
	p.reload()
}

func (p *preview) reload() {
	if !p.shown {
		return
	}
	id := p.row.ID
	kit.Load(&p.s.loader, "preview", func(ctx context.Context) (known, error) {
		people, err := p.s.desk.Contacts(ctx, id)
		if err != nil {
			return known{}, err
		}
		last, err := p.s.desk.Interactions(ctx, id, crm.Page{Limit: 1})
		return known{people, last}, err
	}, func(k known, err error) {
		if err == nil {
			p.draw(k)
		}
	})
}

func (p *preview) close() {
	p.shown = false
	p.object.Hide()
	p.s.object.Refresh()
}

func (p *preview) draw(k known) {
	t, r := p.s.env.T, p.row
	head := kit.HBox(12, kit.NewAvatar(text.Initials(r.Name), parts.TypeTone(r.Type), 40),
		kit.Grow(kit.VBox(0, kit.NewTipText(r.Name, kit.Sub|kit.Bold, kit.Text), kit.NewText(joined(r.Industry, r.City), kit.Dense, kit.Text3).Shrinks())),
		kit.NewIconButton("x", t.T("text.close"), p.close))
	ladder := kit.NewLadderGlyph(8, 108, 32)
	now, highest := parts.LadderPlace(r.Rung, r.Highest)
	ladder.Set(now, highest, parts.TypeTone(r.Type).Fill)
	stage := []fyne.CanvasObject{kit.NewText(parts.StageName(t, p.s.env.Lens(), r.Rung), kit.Body|kit.Bold, kit.Text).Shrinks()}
	if highest > now {
		stage = append(stage, kit.HBox(4, kit.NewGlyph("flag", kit.Text3, 12), kit.NewText(t.T("clients.highest", "Rung", parts.RungShort(t, r.Highest)), kit.Caption, kit.Text3).Shrinks()))
	}
	top := kit.Pad(kit.VBox(12, head, kit.Left(kit.NewChip(parts.TypeIcon(r.Type), parts.TypeName(t, r.Type), parts.TypeTone(r.Type))),
		kit.HBox(12, ladder, kit.Grow(kit.VBox(2, stage...)))), 16, 16, 16, 14)
	body := kit.VBox(0, top, kit.NewDivider(), kit.Pad(p.facts(k), 16, 12, 16, 12))
	if len(k.last) > 0 {
		body.Add(kit.NewDivider())
		body.Add(kit.Pad(p.lastContact(k.last[0]), 16, 12, 16, 12))
	}
	buttons := kit.Columns(8, []float32{1, 1}, kit.NewButton(kit.Plain, t.T("clients.menu.open"), func() { p.s.open(r.ID, "") }),
		kit.NewButton(kit.Soft, t.T("clients.contact"), func() { p.s.open(r.ID, "record") }).WithIcon("chat"))
	foot := kit.VBox(0, kit.NewDivider(), kit.Pad(buttons, 16, 12, 16, 12))
	p.object.Objects = []fyne.CanvasObject{kit.NewBareCard(container.NewBorder(nil, foot, nil, nil, kit.NewScrollMemory(body)))}
	wasHidden := p.object.Hidden
	p.object.Hidden = false
	p.object.Refresh()
	if wasHidden {
		p.s.object.Refresh()
	}
}

func joined(a, b string) string {
	if a != "" && b != "" {
		return a + ", " + b
	}
	return a + b
}

// facts are the lines of label and value.
func (p *preview) facts(k known) fyne.CanvasObject {
	t, r := p.s.env.T, p.row
	var rows []fyne.CanvasObject
	add := func(key, value string) {
		if value != "" {
			rows = append(rows, kit.HBox(8, kit.Fixed(kit.NewText(t.T(key), kit.Dense, kit.Text3), 96, 18), kit.Grow(kit.NewTipText(value, kit.Dense, kit.Text))))
		}
	}
	add("clients.col.touch", parts.Ago(p.s.env, r.Touch))
	add("clients.col.owner", p.s.env.Reps()[r.Owner].Name)
	for i, c := range k.people {
		if i == 3 {
			break
		}
		add("clients.col.person", joined(c.Name, c.Post))
	}
	add("clients.col.phone", parts.Phone(r.Phone))
	add("clients.col.email", r.Email)
	add("clients.col.next", joined(r.NextStep, parts.DayWord(p.s.env, r.NextDay)))
	if r.Open != 0 {
		add("clients.col.open", parts.Sum(t, r.Open, p.s.env.Currency()))
	}
	if len(rows) == 0 {
		return kit.NewWrap(t.T("clients.preview.bare"), kit.Dense, kit.Text3, 0)
	}
	return kit.VBox(8, rows...)
}

// lastContact is the last interaction, two lines of it.
func (p *preview) lastContact(i crm.Interaction) fyne.CanvasObject {
	t := p.s.env.T
	head := kit.HBox(6, kit.NewGlyph(parts.WayIcon(i.Way), kit.Text3, 14), kit.Grow(kit.NewText(t.T("crm.way."+string(i.Way)), kit.Dense|kit.Bold, kit.Text)),
		kit.NewText(t.Relative(i.When.Time(p.s.env.Now().Location()), p.s.env.Now()), kit.Caption, kit.Text3))
	return kit.VBox(4, head, kit.NewTipWrap(i.Said, kit.Dense, kit.Text2, 3))
}

// besideLayout puts a card of fixed width beside a table that takes the rest; where that would leave the table less
// than it needs, the card is left out.
type besideLayout struct{ side, gap, least float32 }

func (l *besideLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 200) }

func (l *besideLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	table, card := o[0], o[1]
	if !card.Visible() || size.Width-l.side-l.gap < l.least {
		table.Move(fyne.NewPos(0, 0))
		table.Resize(size)
		card.Move(fyne.NewPos(size.Width+l.gap, 0)) // beyond the edge: hiding it would forget that it is wanted
		card.Resize(fyne.NewSize(l.side, size.Height))
		return
	}
	table.Move(fyne.NewPos(0, 0))
	table.Resize(fyne.NewSize(size.Width-l.side-l.gap, size.Height))
	card.Move(fyne.NewPos(size.Width-l.side, 0))
	card.Resize(fyne.NewSize(l.side, size.Height))
}
