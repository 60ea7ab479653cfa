package catalogue

import (
	"context"

	"rapport/app/desk"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// picked is what is chosen in the grid; nothing chosen stands for all that the filter holds.
func (s *Screen) picked() desk.PickedItems {
	all, ids := parts.PickedIDs[trade.ItemID](s.Listing)
	return desk.PickedItems{All: all, IDs: ids, Query: s.Query}
}

// pickedSentence says how many are chosen.
func (s *Screen) pickedSentence() string { return s.PickedWords("catalogue.picked.more") }

// onPicked does something with the ids of the picked items. what is the act's name in menus.
func (s *Screen) onPicked(what string, do func(ctx context.Context, ids []trade.ItemID) error) {
	p := s.picked()
	s.ActOnPicked(what, s.pickedSentence(), func(ctx context.Context) error {
		ids, err := s.desk.ItemIDs(ctx, p)
		if err != nil {
			return err
		}
		return do(ctx, ids)
	}, nil)
}

// sell marks the picked items as sold again, or as no longer sold.
func (s *Screen) sell(sold bool) {
	what := s.env.T.T("catalogue.act.stop")
	if sold {
		what = s.env.T.T("catalogue.act.sell")
	}
	s.onPicked(what, func(ctx context.Context, ids []trade.ItemID) error { return s.desk.SellItems(ctx, ids, sold) })
}

func (s *Screen) askGroup() {
	t := s.env.T
	into := kit.NewSelect(groupOptions(s.env, s.around.groups, 0, t.T("catalogue.groups.none")), nil)
	into.SetValue(parts.ID(trade.GroupID(max(s.group, 0))))
	form := kit.NewForm(1, kit.Field{ID: "group", Label: s.AboutPicked("catalogue.group.into"), Input: into})
	m := kit.NewModal(t.T("catalogue.act.group"), form).CancelButton(t.T("text.cancel"))
	m.Action(kit.Primary, t.T("catalogue.group.move"), func() bool {
		group := trade.GroupID(number(into.Value()))
		s.onPicked(t.T("catalogue.act.group"), func(ctx context.Context, ids []trade.ItemID) error { return s.desk.GroupItems(ctx, ids, group) })
		return true
	})
	m.StartWith(into).Show()
}

func (s *Screen) askRemove() {
	t := s.env.T
	sentence := s.AboutPicked("catalogue.remove.ask")
	if r, ok := s.Grid.Current(); ok && !s.ManyPicked() {
		sentence = t.T("catalogue.remove.one", "Name", r.(row).Name)
	}
	kit.Ask(t.T("catalogue.act.remove"), sentence, t.T("text.delete"), t.T("text.cancel"), func() {
		s.onPicked(t.T("catalogue.act.remove"), s.desk.RemoveItems)
		s.Grid.ClearSelection()
	})
}

// rowMenu is what can be done with one item, or with all the picked ones when it is one of several.
func (s *Screen) rowMenu(r trade.ItemRow) []kit.MenuItem {
	t := s.env.T
	remove := kit.MenuItem{Icon: "trash", Label: t.T("catalogue.act.remove"), Shortcut: "Del", Danger: true, Do: s.askRemove}
	reprice := kit.MenuItem{Icon: "tag", Label: t.T("catalogue.act.reprice"), Do: s.askReprice}
	group := kit.MenuItem{Icon: "list", Label: t.T("catalogue.act.group"), Do: s.askGroup}
	stop := kit.MenuItem{Icon: "minus", Label: t.T("catalogue.act.stop"), Do: func() { s.sell(false) }}
	sell := kit.MenuItem{Icon: "plus", Label: t.T("catalogue.act.sell"), Do: func() { s.sell(true) }}
	if s.ManyPicked() {
		return []kit.MenuItem{reprice, group, stop, sell, kit.Separator(), remove}
	}
	items := []kit.MenuItem{
		{Icon: "eye", Label: t.T("catalogue.menu.open"), Shortcut: "Enter", Do: func() { s.open(r.ID) }},
		{Icon: "edit", Label: t.T("catalogue.menu.cell"), Shortcut: "F2", Do: func() { s.Grid.EditCell("") }},
		{Icon: "user", Label: t.T("catalogue.pays"), Shortcut: "F3", Do: func() { s.askPays(r.ID) }},
		kit.Separator(), reprice, group,
	}
	if r.Inactive {
		items = append(items, sell)
	} else {
		items = append(items, stop)
	}
	return append(items, kit.Separator(), remove)
}
