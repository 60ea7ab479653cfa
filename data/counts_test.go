package data

import (
	"context"
	"testing"

	"rapport/app/crm"
)

// Where counting stops early, the counts of the types say so, and are no more than there are.
func TestTypeCountsSayWhenTheyStopped(t *testing.T) {
	s := filled(t, 5000)
	for _, c := range []struct {
		q    crm.ClientQuery
		more bool
	}{{crm.ClientQuery{}, false}, {crm.ClientQuery{Search: "ооо"}, true}, {crm.ClientQuery{Search: "нет такого слова"}, false}, {crm.ClientQuery{Owner: 2}, false}} {
		counts, err := s.TypeCounts(context.Background(), c.q)
		if err != nil {
			t.Fatal(err)
		}
		total := int64(0)
		for _, n := range counts {
			total += n.N
			if n.More != c.more {
				t.Errorf("%+v: %s counts %d, more %v", c.q, n.Type, n.N, n.More)
			}
		}
		if c.more && total != countMost {
			t.Errorf("%+v: counted %d", c.q, total)
		}
		if count, err := s.CountClients(context.Background(), c.q); err != nil || count.N != total || count.More != c.more {
			t.Errorf("%+v: %d by type, %+v together %v", c.q, total, count, err)
		}
	}
}

// Few hits are listed in the order that was asked for, page by page and from both ends; many come as they are found.
func TestSearchIsSorted(t *testing.T) {
	s := filled(t, 5000)
	ctx := context.Background()
	for _, sort := range allSorts {
		for _, desc := range []bool{false, true} {
			if sort == crm.SortName && !desc {
				continue
			}
			q := crm.ClientQuery{Search: "снаб", Sort: sort, Desc: desc}
			found := mustClients(t, s, q, crm.Page{Limit: 2000})
			if len(found) < 20 || len(found) > countMost {
				t.Fatalf("%d hits", len(found))
			}
			hits := map[int64]bool{}
			for _, r := range found {
				hits[int64(r.ID)] = true
			}
			var want []int64
			for _, id := range expected(everybody(t, s), crm.ClientQuery{Sort: sort, Desc: desc}) {
				if hits[id] {
					want = append(want, id)
				}
			}
			same(t, string(sort), ids(found), want)
			second := mustClients(t, s, q, crm.Page{From: &found[6].Anchor, Limit: 7})
			same(t, string(sort)+" second page", ids(second), want[7:14])
			last := mustClients(t, s, q, crm.Page{Back: true, Limit: 7})
			same(t, string(sort)+" last page", ids(last), want[len(want)-7:])
			before := mustClients(t, s, q, crm.Page{From: &last[0].Anchor, Back: true, Limit: 7})
			same(t, string(sort)+" page before the last", ids(before), want[len(want)-14:len(want)-7])
		}
	}
	many := crm.ClientQuery{Search: "ооо", Sort: crm.SortOpen, Desc: true}
	plain := many
	plain.Sort, plain.Desc = crm.SortName, false
	same(t, "many hits", ids(mustClients(t, s, many, crm.Page{Limit: 50})), ids(mustClients(t, s, plain, crm.Page{Limit: 50})))
	if n, err := s.CountClients(ctx, many); err != nil || !n.More {
		t.Errorf("counted %+v %v", n, err)
	}
}
