package clients

import (
	"context"
	"path/filepath"
	"strings"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// picked is what is chosen in the grid.
func (s *Screen) picked() desk.Picked {
	all, ids := parts.PickedIDs[crm.ClientID](s.Listing)
	return desk.Picked{All: all, IDs: ids, Query: s.Query}
}

// pickedSentence says how many are chosen.
func (s *Screen) pickedSentence() string { return s.PickedWords("clients.picked.more") }

// act does something to the picked clients; the news announce it. what is the act's name in menus.
func (s *Screen) act(what string, do func(ctx context.Context, p desk.Picked) error, done func()) {
	p := s.picked()
	s.ActOnPicked(what, s.pickedSentence(), func(ctx context.Context) error { return do(ctx, p) }, done)
}

func (s *Screen) askTag() {
	t := s.env.T
	tag := kit.NewComboBox(&s.loader, t.T("clients.tag.hint"), parts.ComboWords(s.env), s.findTags)
	tag.Free = true
	form := kit.NewForm(1, kit.Field{ID: "tag", Label: s.AboutPicked("clients.tag.for"), Input: tag, Check: func(v string) (kit.Level, string) {
		if strings.TrimSpace(v) == "" {
			return kit.Error, t.T("clients.tag.none")
		}
		return kit.Good, ""
	}})
	m := kit.NewModal(t.T("clients.act.tag"), form).CancelButton(t.T("text.cancel"))
	set := func(off bool) func() bool {
		return func() bool {
			if !form.Validate() {
				return false
			}
			word := tag.Value()
			s.act(s.env.T.T("clients.act.tag"), func(ctx context.Context, p desk.Picked) error {
				_, err := s.desk.TagClients(ctx, p, word, off)
				return err
			}, nil)
			return true
		}
	}
	m.Action(kit.Plain, t.T("clients.tag.off"), set(true))
	m.Action(kit.Primary, t.T("clients.tag.on"), set(false))
	m.StartWith(tag).Show()
}

func (s *Screen) findTags(ctx context.Context, q string) ([]kit.Option, error) {
	tags, err := s.desk.Tags(ctx, q, tagsShown)
	options := make([]kit.Option, len(tags))
	for i, g := range tags {
		options[i] = kit.Option{ID: g.Name, Label: g.Name, Note: s.env.T.N("text.clients", int(g.N))}
	}
	return options, err
}

func (s *Screen) askKeeper() {
	t := s.env.T
	keeper := kit.NewSelect(parts.KeeperOptions(s.env, t.T("clients.give.nobody"), true), nil).WithHint(t.T("clients.give.hint"))
	form := kit.NewForm(1, kit.Field{ID: "owner", Label: s.AboutPicked("clients.give.to"), Input: keeper, Check: func(v string) (kit.Level, string) {
		if v == "" {
			return kit.Error, t.T("clients.give.none")
		}
		return kit.Good, ""
	}})
	m := kit.NewModal(t.T("clients.act.give"), form).CancelButton(t.T("text.cancel"))
	m.Action(kit.Primary, t.T("clients.give.do"), func() bool {
		if !form.Validate() {
			return false
		}
		rep, _ := parts.ReadKeeper(s.env, keeper.Value())
		s.act(s.env.T.T("clients.act.give"), func(ctx context.Context, p desk.Picked) error {
			_, err := s.desk.GiveClients(ctx, p, rep)
			return err
		}, nil)
		return true
	})
	m.StartWith(keeper).Show()
}

func (s *Screen) askRemove() {
	t := s.env.T
	sentence := s.AboutPicked("clients.remove.ask")
	if r, ok := s.Grid.Current(); ok && !s.ManyPicked() {
		sentence = t.T("clients.remove.one", "Name", r.(row).Name)
	}
	kit.Ask(t.T("clients.act.remove"), sentence, t.T("text.delete"), t.T("text.cancel"), func() {
		s.act(s.env.T.T("clients.act.remove"), func(ctx context.Context, p desk.Picked) error {
			_, err := s.desk.RemoveClients(ctx, p)
			return err
		}, nil)
		s.Grid.ClearSelection()
	})
}

func (s *Screen) exportPicked() {
	lang := string(s.env.T.Lang())
	s.env.SaveFile(s.env.T.T("clients.act.export"), s.env.T.T("clients.export.name")+".csv", func(path string) {
		s.act(s.env.T.T("clients.act.export"), func(ctx context.Context, p desk.Picked) error { return s.desk.ExportPicked(ctx, p, lang, path) },
			func() { s.env.Say(s.env.T.T("clients.exported", "File", filepath.Base(path))) })
	})
}

// rowMenu is what can be done with one client, or with all the picked ones when it is one of several.
func (s *Screen) rowMenu(r crm.ClientRow) []kit.MenuItem {
	t := s.env.T
	if s.ManyPicked() {
		return []kit.MenuItem{{Icon: "flag", Label: t.T("clients.act.tag"), Do: s.askTag}, {Icon: "user", Label: t.T("clients.act.give"), Do: s.askKeeper},
			{Icon: "dl", Label: t.T("clients.act.export"), Do: s.exportPicked}, {Icon: "doc", Label: t.T("clients.act.offer"), Do: s.offerPicked},
			kit.Separator(), s.removeItem()}
	}
	items := []kit.MenuItem{
		{Icon: "eye", Label: t.T("clients.menu.open"), Shortcut: "Enter", Do: func() { s.open(r.ID, "") }},
		{Icon: "edit", Label: t.T("text.edit"), Do: func() { s.env.Go(route.Route{Room: route.Form, Client: r.ID}) }},
		{Icon: "chat", Label: t.T("clients.menu.record"), Do: func() { s.open(r.ID, "record") }},
		kit.Separator(),
	}
	items = append(items, parts.MoveMenu(s.env, &s.acts, s.desk, r, func() {})...)
	return append(items, kit.Separator(), kit.MenuItem{Icon: "flag", Label: t.T("clients.act.tag"), Do: s.askTag},
		kit.MenuItem{Icon: "user", Label: t.T("clients.act.give"), Do: s.askKeeper}, s.removeItem())
}

func (s *Screen) removeItem() kit.MenuItem {
	return kit.MenuItem{Icon: "trash", Label: s.env.T.T("clients.act.remove"), Shortcut: "Del", Danger: true, Do: s.askRemove}
}
