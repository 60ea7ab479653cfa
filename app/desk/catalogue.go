package desk

import (
	"context"
	"strconv"
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// SaveItem adds an item (was nil) or changes it, and gives it prices from today on the lists named, all in one step. The
// prices of before stay as its history. An article that another item bears is a fault.
func (d *Desk) SaveItem(ctx context.Context, was *trade.Item, now trade.Item, prices map[trade.ListID]money.Dec) (trade.Item, error) {
	now = tidyItem(now)
	if now.Name == "" {
		return now, crm.Fault{Field: "name", Reason: "desk.item.name"}
	}
	if err := d.freeArticle(ctx, now); err != nil {
		return now, err
	}
	var changes []crm.Change
	what := "act.item.edit"
	switch {
	case was == nil:
		what = "act.item.add"
		now.ID, now.Created = trade.ItemID(d.ids.next()), crm.At(d.now())
		changes = append(changes, crm.Add(now))
	case !sameJSON(*was, now):
		changes = append(changes, crm.Alter(*was, now))
	}
	for list, price := range prices {
		c, err := d.priceChange(ctx, now.ID, list, price, d.Today())
		if err != nil {
			return now, err
		}
		changes = append(changes, c...)
	}
	return now, d.apply(ctx, what, []string{"Name", shownItem(now)}, changes...)
}

// freeArticle is a fault when another item bears the article.
func (d *Desk) freeArticle(ctx context.Context, item trade.Item) error {
	if item.Article == "" {
		return nil
	}
	same, err := d.ItemsByArticle(ctx, item.Article, 2)
	if err != nil {
		return err
	}
	for _, other := range same {
		if other.ID != item.ID {
			return crm.Fault{Field: "article", Reason: "desk.item.article", Args: []string{"Article", item.Article, "Name", other.Name}}
		}
	}
	return nil
}

// priceChange is the edit that makes a price hold from a day on; none when it holds already.
func (d *Desk) priceChange(ctx context.Context, item trade.ItemID, list trade.ListID, price money.Dec, from crm.Day) ([]crm.Change, error) {
	if price.Sign() < 0 {
		return nil, crm.Fault{Field: "price", Reason: "desk.item.price"}
	}
	all, err := d.ItemPrices(ctx, item)
	if err != nil {
		return nil, err
	}
	return d.priceEdit(all, item, list, price, from), nil
}

// priceEdit makes a price hold from a day on, knowing those the item has had.
func (d *Desk) priceEdit(all []trade.ItemPrice, item trade.ItemID, list trade.ListID, price money.Dec, from crm.Day) []crm.Change {
	held, holds := trade.PriceIn(all, list, from)
	if holds && held.Price == price {
		return nil
	}
	if holds && held.From == from {
		now := held
		now.Price, now.Set = price, crm.At(d.now())
		return []crm.Change{crm.Alter(held, now)}
	}
	return []crm.Change{crm.Add(trade.ItemPrice{ID: trade.PriceID(d.ids.next()), List: list, Item: item, From: from, Price: price, Set: crm.At(d.now())})}
}

func tidyItem(i trade.Item) trade.Item {
	for _, s := range []*string{&i.Article, &i.Name, &i.Unit, &i.Supplier} {
		*s = strings.TrimSpace(text.Clean(*s, maxLine))
	}
	i.Description = strings.TrimSpace(text.Clean(i.Description, maxNotes))
	if i.Kind == "" {
		i.Kind = trade.Goods
	}
	return i
}

// shownItem is how an item is called in sentences.
func shownItem(i trade.Item) string { return firstOf(i.Name, i.Article) }

// RemoveItems removes items with their prices in one step; offers keep their lines.
func (d *Desk) RemoveItems(ctx context.Context, ids []trade.ItemID) error {
	var changes []crm.Change
	name := ""
	for _, id := range ids {
		item, known, err := found(d.Item(ctx, id))
		if err != nil {
			return err
		}
		if !known {
			continue
		}
		prices, err := d.ItemPrices(ctx, id)
		if err != nil {
			return err
		}
		for _, p := range prices {
			changes = append(changes, crm.Remove(p))
		}
		changes, name = append(changes, crm.Remove(item)), shownItem(item)
	}
	if len(ids) == 1 {
		return d.apply(ctx, "act.item.remove", []string{"Name", name}, changes...)
	}
	return d.apply(ctx, "act.item.remove.many", []string{"N", strconv.Itoa(len(ids))}, changes...)
}

// SellItems marks items as sold again, or as no longer sold, in one step.
func (d *Desk) SellItems(ctx context.Context, ids []trade.ItemID, sold bool) error {
	what := "act.item.stop"
	if sold {
		what = "act.item.sell"
	}
	return d.alterItems(ctx, what, ids, func(i *trade.Item) { i.Inactive = !sold })
}

// GroupItems moves items into a group in one step.
func (d *Desk) GroupItems(ctx context.Context, ids []trade.ItemID, group trade.GroupID) error {
	return d.alterItems(ctx, "act.item.group", ids, func(i *trade.Item) { i.Group = group })
}

func (d *Desk) alterItems(ctx context.Context, what string, ids []trade.ItemID, alter func(*trade.Item)) error {
	var changes []crm.Change
	for _, id := range ids {
		was, known, err := found(d.Item(ctx, id))
		if err != nil {
			return err
		}
		now := was
		if alter(&now); known && !sameJSON(was, now) {
			changes = append(changes, crm.Alter(was, now))
		}
	}
	return d.apply(ctx, what, []string{"N", strconv.Itoa(len(changes))}, changes...)
}

// SaveGroup adds a group (ID 0) or changes it. A group that would lie within itself is a fault.
func (d *Desk) SaveGroup(ctx context.Context, g trade.Group) (trade.Group, error) {
	g.Name = strings.TrimSpace(text.Clean(g.Name, maxLine))
	if g.Name == "" {
		return g, crm.Fault{Field: "name", Reason: "desk.group.name"}
	}
	all, err := d.ItemGroups(ctx)
	if err != nil {
		return g, err
	}
	if g.ID != 0 && trade.Lies(all, g.Parent, g.ID) {
		return g, crm.Fault{Field: "parent", Reason: "desk.group.within"}
	}
	if g.ID == 0 {
		g.ID = trade.GroupID(d.ids.next())
	}
	return g, keep(ctx, d, "act.group", g.Name, all, g)
}

// RemoveGroup removes a group; its items and the groups in it move to the group above, in the same step.
func (d *Desk) RemoveGroup(ctx context.Context, id trade.GroupID) error {
	all, err := d.ItemGroups(ctx)
	if err != nil {
		return err
	}
	var gone trade.Group
	for _, g := range all {
		if g.ID == id {
			gone = g
		}
	}
	if gone.ID == 0 {
		return crm.ErrNotFound
	}
	changes := []crm.Change{}
	for _, g := range all {
		if g.Parent == id {
			up := g
			up.Parent = gone.Parent
			changes = append(changes, crm.Alter(g, up))
		}
	}
	err = d.EachItem(ctx, trade.ItemQuery{Groups: []trade.GroupID{id}, Inactive: true}, func(i trade.Item) error {
		up := i
		up.Group = gone.Parent
		changes = append(changes, crm.Alter(i, up))
		return nil
	})
	if err != nil {
		return err
	}
	return d.apply(ctx, "act.group.remove", []string{"Name", gone.Name}, append(changes, crm.Remove(gone))...)
}
