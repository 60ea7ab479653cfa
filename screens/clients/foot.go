package clients

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// foot is the line under the grid: how many there are, what their open offers come to, and what can be done with the
// picked ones.
type foot struct {
	s      *Screen
	left   *kit.Label
	right  *kit.Label
	acts   *fyne.Container
	object fyne.CanvasObject
	open   int64
}

func newFoot(s *Screen) *foot {
	f := &foot{s: s, left: kit.NewText("", kit.Dense, kit.Text2), right: kit.NewText("", kit.Dense, kit.Text2)}
	t := s.env.T
	button := func(icon, key string, do func()) fyne.CanvasObject {
		return kit.NewButton(kit.Plain, t.T(key), do).WithIcon(icon).Sized(kit.ControlSmall)
	}
	f.acts = kit.HBox(8, button("flag", "clients.act.tag", s.askTag), button("user", "clients.act.give", s.askOwner),
		button("dl", "clients.act.export", s.exportPicked), button("trash", "clients.act.remove", s.askRemove))
	f.acts.Hide()
	f.object = kit.VBox(0, kit.NewDivider(), kit.Pad(kit.HBox(16, f.left, f.acts, kit.Spacer(), f.right), 16, 4, 16, 4))
	return f
}

// show tells the present numbers.
func (f *foot) show() {
	t := f.s.env.T
	total := f.s.source.Count()
	if total < 0 {
		f.left.SetText("")
		return
	}
	picked := f.s.grid.SelectedCount()
	if picked > 1 {
		f.left.SetText(t.N("text.selected", int(picked)))
	} else {
		f.left.SetText(t.N("text.clients", int(total)))
	}
	f.acts.Hidden = picked < 2
	f.s.top.SetSub(t.N("text.clients", int(total)))
	f.object.Refresh()
	f.loadOpen()
}

func (f *foot) loadOpen() {
	q := f.s.query
	kit.Load(&f.s.loader, "open sum", func(ctx context.Context) (int64, error) {
		counts, err := f.s.desk.RungCounts(ctx, q)
		sum := int64(0)
		for _, c := range counts {
			sum += c.Open
		}
		return sum, err
	}, func(sum int64, err error) {
		if err != nil || sum == 0 {
			f.right.SetText("")
			return
		}
		f.right.SetText(f.s.env.T.T("clients.open", "Sum", parts.ShortSum(f.s.env.T, sum, f.s.env.Currency())))
	})
}

// picked is what is chosen in the grid.
func (s *Screen) picked() desk.Picked {
	sel := s.grid.Selected()
	p := desk.Picked{All: sel.All, Query: s.query}
	for _, k := range sel.Keys {
		p.IDs = append(p.IDs, crm.ClientID(k))
	}
	if sel.All {
		for _, k := range sel.Except {
			p.IDs = append(p.IDs, crm.ClientID(k))
		}
	}
	return p
}

func (s *Screen) pickedCount() int { return int(s.grid.SelectedCount()) }

// act does something to the picked clients in the background; the news announce it.
func (s *Screen) act(do func(ctx context.Context, p desk.Picked) (int, error)) {
	p := s.picked()
	kit.Load(&s.loader, "act", func(ctx context.Context) (int, error) { return do(ctx, p) }, func(_ int, err error) {
		if err != nil {
			s.env.Fail(err)
		}
	})
}

func (s *Screen) askTag() {
	t := s.env.T
	tag := kit.NewComboBox(&s.loader, t.T("clients.tag.hint"), parts.ComboWords(s.env), func(ctx context.Context, q string) ([]kit.Option, error) {
		tags, err := s.desk.Tags(ctx, q, tagsShown)
		options := make([]kit.Option, len(tags))
		for i, g := range tags {
			options[i] = kit.Option{ID: g.Name, Label: g.Name, Note: t.N("text.clients", int(g.N))}
		}
		return options, err
	})
	tag.Free = true
	form := kit.NewForm(1, kit.Field{ID: "tag", Label: t.N("clients.tag.for", s.pickedCount()), Input: tag})
	m := kit.NewModal(t.T("clients.act.tag"), form).CancelButton(t.T("text.cancel"))
	set := func(off bool) func() bool {
		return func() bool {
			word := tag.Value()
			s.act(func(ctx context.Context, p desk.Picked) (int, error) { return s.desk.TagClients(ctx, p, word, off) })
			return true
		}
	}
	m.Action(kit.Plain, t.T("clients.tag.off"), set(true))
	m.Action(kit.Primary, t.T("clients.tag.on"), set(false))
	m.Show()
}

func (s *Screen) askOwner() {
	t := s.env.T
	options := s.filters.owners()[1:]
	owner := kit.NewSelect(options, nil)
	form := kit.NewForm(1, kit.Field{ID: "owner", Label: t.N("clients.give.to", s.pickedCount()), Input: owner})
	m := kit.NewModal(t.T("clients.act.give"), form).CancelButton(t.T("text.cancel"))
	m.Action(kit.Primary, t.T("clients.give.do"), func() bool {
		rep := crm.RepID(0)
		for id := range s.env.Reps() {
			if parts.ID(id) == owner.Value() {
				rep = id
			}
		}
		s.act(func(ctx context.Context, p desk.Picked) (int, error) { return s.desk.GiveClients(ctx, p, rep) })
		return true
	})
	m.Show()
}

func (s *Screen) askRemove() {
	t := s.env.T
	kit.Ask(t.T("clients.act.remove"), t.N("clients.remove.ask", s.pickedCount()), t.T("text.delete"), t.T("text.cancel"), func() {
		s.act(s.desk.RemoveClients)
		s.grid.ClearSelection()
	})
}

func (s *Screen) exportPicked() {
	p, lang := s.picked(), string(s.env.T.Lang())
	s.env.SaveFile(s.env.T.T("clients.act.export"), s.env.T.T("clients.export.name")+".csv", func(path string) {
		kit.Load(&s.loader, "export", func(ctx context.Context) (struct{}, error) {
			return struct{}{}, s.desk.ExportPicked(ctx, p, lang, path)
		}, func(_ struct{}, err error) {
			if err != nil {
				s.env.Fail(err)
				return
			}
			s.env.Say(s.env.T.T("clients.exported", "File", filepath.Base(path)))
		})
	})
}

// rowMenu is what can be done with one client.
func (s *Screen) rowMenu(r crm.ClientRow) []kit.MenuItem {
	t := s.env.T
	items := []kit.MenuItem{
		{Icon: "eye", Label: t.T("clients.menu.open"), Do: func() { s.open(r.ID, "") }},
		{Icon: "edit", Label: t.T("text.edit"), Do: func() { s.env.Go(formOf(r.ID)) }},
		{Icon: "chat", Label: t.T("clients.menu.record"), Do: func() { s.open(r.ID, "record") }},
		kit.Separator(),
	}
	items = append(items, parts.MoveMenu(s.env, &s.loader, s.desk, r, func() {})...)
	return append(items, kit.Separator(),
		kit.MenuItem{Icon: "flag", Label: t.T("clients.act.tag"), Do: s.askTag},
		kit.MenuItem{Icon: "trash", Label: t.T("clients.act.remove"), Danger: true, Do: s.askRemove})
}

// columnMenu shows and hides columns.
func (s *Screen) columnMenu() []kit.MenuItem {
	var items []kit.MenuItem
	for _, c := range s.grid.Columns() {
		items = append(items, kit.MenuItem{Label: c.Title, Checked: !c.Hidden, Do: func() { s.grid.ShowColumn(c.ID, c.Hidden); s.keepLayout() }})
	}
	return items
}
