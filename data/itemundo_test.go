package data

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

// shop is what a random play over the catalogue knows to be there.
type shop struct {
	dice
	items  map[int64]trade.Item
	prices map[int64]trade.ItemPrice
	groups []trade.Group
	lists  []trade.PriceList
	next   int64
}

// turn makes the changes of one random act.
func (w *shop) turn() []crm.Change {
	w.next++
	id := 1000 + w.next
	if len(w.lists) == 0 {
		w.lists = []trade.PriceList{{ID: 1, Name: "А", Main: true, Currency: money.RUB}, {ID: 2, Name: "Б", Currency: money.RUB, Main: true, From: "2026-06-01"}}
		return []crm.Change{crm.Add(w.lists[0]), crm.Add(w.lists[1])}
	}
	keys := slices.Sorted(maps.Keys(w.items))
	switch w.IntN(7) {
	case 0:
		g := trade.Group{ID: trade.GroupID(id), Name: "Группа"}
		if len(w.groups) > 0 {
			g.Parent = pick(w.Rand, w.groups).ID
		}
		w.groups = append(w.groups, g)
		return []crm.Change{crm.Add(g)}
	case 1, 2:
		i, p := w.item(id), w.price(id, id)
		w.items[id], w.prices[id] = i, p
		return []crm.Change{crm.Add(p), crm.Add(i)}
	case 3:
		if len(keys) > 0 {
			k := pick(w.Rand, keys)
			was := w.items[k]
			w.items[k] = w.item(k)
			return []crm.Change{crm.Alter(was, w.items[k])}
		}
	case 4:
		if len(keys) > 0 {
			p := w.price(id, pick(w.Rand, keys))
			w.prices[id] = p
			return []crm.Change{crm.Add(p)}
		}
	case 5:
		if len(keys) > 0 {
			return w.remove(pick(w.Rand, keys))
		}
	}
	k := w.IntN(len(w.lists))
	was := w.lists[k]
	w.lists[k].Main, w.lists[k].Place = !was.Main, w.IntN(3)
	return []crm.Change{crm.Alter(was, w.lists[k])}
}

func (w *shop) item(id int64) trade.Item {
	i := anItem(id, fmt.Sprint(pick(w.Rand, []string{"", "А", "Б-"}), w.IntN(9)), pick(w.Rand, []string{"Болт", "Ёлка", "", "Гайка"}))
	i.Kind, i.Stream, i.Inactive, i.Cost = pick(w.Rand, trade.ItemKinds), pick(w.Rand, trade.Streams), w.IntN(3) == 0, money.DecInt(int64(w.IntN(50)))
	if len(w.groups) > 0 && w.IntN(2) == 0 {
		i.Group = pick(w.Rand, w.groups).ID
	}
	return i
}

func (w *shop) price(id, item int64) trade.ItemPrice {
	return aPrice(id, int64(1+w.IntN(2)), item, crm.Day("2026-02-01").Plus(w.IntN(60)), pick(w.Rand, []crm.Day{"", "2026-03-15"}), fmt.Sprint(w.IntN(100)))
}

// remove removes an item with its prices.
func (w *shop) remove(id int64) []crm.Change {
	out := []crm.Change{crm.Remove(w.items[id])}
	delete(w.items, id)
	for k, p := range w.prices {
		if int64(p.Item) == id {
			out = append(out, crm.Remove(p))
			delete(w.prices, k)
		}
	}
	return out
}

// TestUndoAllOfTheCatalogue plays at random, takes everything back and does it again; both ends are as they were.
func TestUndoAllOfTheCatalogue(t *testing.T) {
	for seed := range uint64(4) {
		s := openTemp(t)
		w := &shop{dice: newDice(seed), items: map[int64]trade.Item{}, prices: map[int64]trade.ItemPrice{}}
		const turns = 80
		start := dump(t, s)
		for range turns {
			do(t, s, w.turn()...)
		}
		sound(t, s)
		rows := mustItems(t, s, trade.ItemQuery{Inactive: true, Sort: trade.ItemsByPrice}, "2026-03-10", crm.Page{Limit: 999})
		if len(rows) != len(w.items) {
			t.Fatalf("%d items, want %d", len(rows), len(w.items))
		}
		sound(t, s)
		backAndForth(t, s, fmt.Sprint("seed ", seed), turns, dump, start)
	}
}
