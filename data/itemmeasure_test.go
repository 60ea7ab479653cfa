package data

import (
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

var itemKeystrokes = []string{
	"б", "бо", "бол", "болт", "болт ", "болт м", "болт м8", "болт м8 оц", "к", "ка", "кабель", "кабель медн", "ghjd", "провод",
	"бл", "бл-", "бл-0", "бл-01", "бл-0123", "000", "1", "12", "123", "м6", "нерпо", "kestrel", "ст", "stainless", "и", "ж", "монтаж", "світ", "оцинкованный м10 ладо", "щщщ", "ооо", "берегснаб",
}

// TestMeasureItems prints how fast a base with RAPPORT_MEASURE_ITEMS items answers, and how long mass acts take.
func TestMeasureItems(t *testing.T) {
	n, err := strconv.Atoi(os.Getenv("RAPPORT_MEASURE_ITEMS"))
	if err != nil {
		t.Skip("RAPPORT_MEASURE_ITEMS gives no number")
	}
	s := openTemp(t)
	measure(t, fmt.Sprint("fill ", n, " items"), 1, func(int) error { return s.FillItems(t.Context(), n, 1, nil) })
	t.Run("lists", func(t *testing.T) { measureItems(t, s, int64(n)) })
	t.Run("mass", func(t *testing.T) { measureItemActs(t, s) })
}

func measureItems(t *testing.T, s *Store, n int64) {
	d := newDice(1)
	worst := func(what string, q trade.ItemQuery) {
		var all timings
		for _, q.Search = range itemKeystrokes {
			var took timings
			for range 6 {
				start := time.Now()
				if _, err := s.Items(t.Context(), q, fillDay, crm.Page{Limit: 50}); err != nil {
					t.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			all = append(all, took...)
			if took.at(0.5) > 8*time.Millisecond {
				t.Logf("%s %q %s", what, q.Search, took)
			}
		}
		t.Logf("%-34s %s", what, all)
	}
	worst("search", trade.ItemQuery{})
	worst("search by name", trade.ItemQuery{Sort: trade.ItemsByName})
	worst("search by price", trade.ItemQuery{Sort: trade.ItemsByPrice, Desc: true})
	worst("search in three groups", trade.ItemQuery{Groups: []trade.GroupID{2, 3, 4}})
	worst("search in one of works", trade.ItemQuery{Kinds: []trade.ItemKind{trade.Work}, Sort: trade.ItemsByCost})
	measure(t, "count of a search", 5*len(itemKeystrokes), func(i int) error {
		_, err := s.CountItems(t.Context(), trade.ItemQuery{Search: itemKeystrokes[i%len(itemKeystrokes)]})
		return err
	})
	measure(t, "groups of a search", 2*len(itemKeystrokes), func(i int) error {
		_, err := s.ItemGroupCounts(t.Context(), trade.ItemQuery{Search: itemKeystrokes[i%len(itemKeystrokes)]})
		return err
	})
	measure(t, "palette", 5*len(itemKeystrokes), func(i int) error {
		_, err := s.Find(t.Context(), itemKeystrokes[i%len(itemKeystrokes)], 20)
		return err
	})
	measure(t, "first sort by margin", 1, func(int) error {
		_, err := s.Items(t.Context(), trade.ItemQuery{Sort: trade.ItemsByMargin}, fillDay, crm.Page{Limit: 50})
		return err
	})
	for i, q := range someItemQueries() {
		for _, q.Sort = range allItemSorts {
			measure(t, fmt.Sprintf("pages of query %d by %s", i, q.Sort), 40, func(k int) error {
				q.Desc = k%4 > 1
				p := crm.Page{Limit: 50}
				if k%2 == 1 {
					p.Skip = d.Int64N(n)
				}
				_, err := s.Items(t.Context(), q, fillDay, p)
				return err
			})
		}
	}
	measure(t, "groups", 20, func(int) error {
		_, err := s.ItemGroupCounts(t.Context(), trade.ItemQuery{})
		return err
	})
	measure(t, "prices of all", 3, func(int) error {
		_, err := s.PricesFrom(t.Context(), 1, fillDay, nil)
		return err
	})
	measure(t, "each item", 2, func(int) error {
		return s.EachItem(t.Context(), trade.ItemQuery{}, func(trade.Item) error { return nil })
	})
	measure(t, "sort by margin on another day", 3, func(i int) error {
		_, err := s.Items(t.Context(), trade.ItemQuery{Sort: trade.ItemsByMargin}, fillDay.Plus(-i-1), crm.Page{Limit: 50})
		return err
	})
	measure(t, "sort by price on another day", 3, func(i int) error {
		_, err := s.Items(t.Context(), trade.ItemQuery{Sort: trade.ItemsByPrice}, fillDay.Plus(-i-1), crm.Page{Limit: 50})
		return err
	})
}

func measureItemActs(t *testing.T, s *Store) {
	all, prices := everyItem(t, s, fillDay)
	var costs, groups, names, dearer, later []crm.Change
	for i, item := range all {
		now := item
		now.Cost = item.Cost.Add(money.DecInt(1))
		moved := now
		moved.Group = trade.GroupID(1 + i%30)
		named := moved
		named.Name += " новый"
		if len(costs) < 20000 {
			costs, groups, names = append(costs, crm.Alter(item, now)), append(groups, crm.Alter(now, moved)), append(names, crm.Alter(moved, named))
		}
		p, ok := prices[item.ID]
		if !ok {
			p = trade.ItemPrice{ID: 1<<60 + trade.PriceID(i), List: 1, Item: item.ID, Price: item.Cost}
			continue
		}
		up := p
		up.Price = p.Price.Add(money.DecInt(1))
		dearer = append(dearer, crm.Alter(p, up))
		next := up
		next.ID, next.From = 1<<61+trade.PriceID(i), fillDay.Plus(30)
		later = append(later, crm.Add(next))
	}
	for _, m := range []struct {
		what    string
		changes []crm.Change
	}{{"costs", costs}, {"groups", groups}, {"names", names}, {"prices", dearer}, {"prices from a later day", later}} {
		start := time.Now()
		if _, err := s.Apply(t.Context(), act(1), m.changes...); err != nil {
			t.Fatal(err)
		}
		took := time.Since(start)
		t.Logf("%-34s %d in %v, %v each", m.what, len(m.changes), took, took/time.Duration(len(m.changes)))
	}
	for range 5 {
		start := time.Now()
		_, changes, err := s.Undo(t.Context(), when(1))
		if err != nil {
			t.Fatal(err)
		}
		took := time.Since(start)
		t.Logf("%-34s %d in %v, %v each", "undo", len(changes), took, took/time.Duration(len(changes)))
	}
	measure(t, "one item's name", 100, func(i int) error {
		now := all[i]
		now.Name += "!"
		_, err := s.Apply(t.Context(), act(i), crm.Alter(all[i], now))
		return err
	})
	sound(t, s)
}
