package data

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

// filled is a base of invented clients, kept for the tests that only read it.
func filled(t testing.TB, n int) *Store {
	t.Helper()
	s := openTemp(t)
	if err := s.Fill(context.Background(), n, 3, nil); err != nil {
		t.Fatal(err)
	}
	return s
}

// everybody reads all rows of the base in no order, and their tags.
func everybody(t testing.TB, s *Store) []clientRow {
	t.Helper()
	var all []clientRow
	err := s.db.Read(context.Background(), func(tx *session) error {
		return tx.Each(context.Background(), "SELECT "+clientColumns("c.")+" FROM client c", nil, func(r *rows) error {
			var row clientRow
			err := r.Scan(row.fields()...)
			all = append(all, row)
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// expected sorts and filters rows in memory, as plainly as can be.
func expected(all []clientRow, q crm.ClientQuery) []int64 {
	var kept []clientRow
	for _, r := range all {
		row := r.view(nil)
		typed := len(q.Types) == 0 && !q.Untyped || slices.Contains(q.Types, row.Type) || q.Untyped && row.Type == ""
		owned := q.Owner == 0 && !q.NoOwner || row.Owner == q.Owner || q.NoOwner && row.Owner == 0
		tagged := q.Tag == "" || slices.ContainsFunc(row.Tags, func(t string) bool { return foldTag(t) == foldTag(q.Tag) })
		if typed && owned && tagged && (len(q.Rungs) == 0 || slices.Contains(q.Rungs, row.Rung)) {
			kept = append(kept, r)
		}
	}
	slices.SortFunc(kept, func(a, b clientRow) int {
		if q.Desc {
			a, b = b, a
		}
		group := 0
		switch q.Sort {
		case crm.SortRung:
			group = cmp.Compare(a.rung, b.rung)
		case crm.SortType:
			group = cmp.Compare(a.typ, b.typ)
		}
		o := orderOf(q.Sort)
		return cmp.Or(group, comparePlaces(o.key(&a), a.id, o.key(&b), b.id))
	})
	out := make([]int64, len(kept))
	for i, r := range kept {
		out[i] = r.id
	}
	return out
}

var allSorts = []crm.Sort{crm.SortName, crm.SortCreated, crm.SortTouch, crm.SortOpen, crm.SortCity, crm.SortRung, crm.SortType}

func someQueries() []crm.ClientQuery {
	return []crm.ClientQuery{
		{},
		{Types: []crm.RelType{crm.Business, crm.Strategic}},
		{Untyped: true},
		{Untyped: true, Types: []crm.RelType{crm.MarketExchange}, Rungs: []crm.Rung{crm.Suspect, crm.Ended}},
		{Rungs: []crm.Rung{crm.Partner, crm.Advocate}},
		{Owner: 2},
		{NoOwner: true, Types: []crm.RelType{crm.Business}},
		{Owner: 3, NoOwner: true},
		{Tag: "ОПТ"},
		{Tag: "зима", Owner: 1},
		{Tag: "тендер", Rungs: []crm.Rung{crm.Prospect}},
		{Owner: 77},
		{Tag: "такого нет"},
	}
}

// TestPagesAgainstMemory compares every sort, filter, direction, skip and way of paging with sorting in memory.
func TestPagesAgainstMemory(t *testing.T) {
	s := filled(t, 5000)
	all := everybody(t, s)
	for i, q := range someQueries() {
		sorts := allSorts
		if i%3 > 0 { // the filters do not care which order it is
			sorts = []crm.Sort{allSorts[i%len(allSorts)], crm.SortRung}
		}
		for _, q.Sort = range sorts {
			for _, q.Desc = range []bool{false, true} {
				comparePages(t, s, q, expected(all, q))
			}
		}
	}
}

func comparePages(t *testing.T, s *Store, q crm.ClientQuery, want []int64) {
	t.Helper()
	n := len(want)
	name := fmt.Sprintf("%+v of %d", q, n)
	count, err := s.CountClients(context.Background(), q)
	if err != nil || count.More && count.N > int64(n) || !count.More && count.N != int64(n) {
		t.Errorf("%s: counted %+v %v", name, count, err)
	}
	const limit = 7
	for _, skip := range []int{0, n / 2, n - 3, n + 9} {
		if skip < 0 {
			continue
		}
		got := mustClients(t, s, q, crm.Page{Skip: int64(skip), Limit: limit})
		same(t, fmt.Sprint(name, " skipping ", skip), ids(got), part(want, skip, skip+limit))
		got = mustClients(t, s, q, crm.Page{Skip: int64(skip), Limit: limit, Back: true})
		same(t, fmt.Sprint(name, " skipping back ", skip), ids(got), part(want, n-skip-limit, n-skip))
		if len(got) == 0 {
			continue
		}
		at := n - skip - len(got) // the place of the first row
		for _, further := range []int{0, n / 2} {
			next := mustClients(t, s, q, crm.Page{From: &got[0].Anchor, Skip: int64(further), Limit: limit})
			same(t, fmt.Sprint(name, " from ", at, " skipping ", further), ids(next), part(want, at+1+further, at+1+further+limit))
			prior := mustClients(t, s, q, crm.Page{From: &got[0].Anchor, Skip: int64(further), Limit: limit, Back: true})
			same(t, fmt.Sprint(name, " back from ", at, " skipping ", further), ids(prior), part(want, at-further-limit, at-further))
		}
	}
}

func part(all []int64, from, to int) []int64 {
	from, to = max(0, from), min(len(all), to)
	if from >= to {
		return []int64{}
	}
	return all[from:to]
}

// TestPagesAfterEdits makes sure that milestones follow what happens to the rows.
func TestPagesAfterEdits(t *testing.T) {
	s := filled(t, 4500)
	d := newDice(8)
	all := everybody(t, s)
	for round := range 2 {
		var changes []crm.Change
		seen := map[int64]bool{}
		for i := range 700 { // some go, some change, many come to one place
			r := all[d.IntN(len(all))]
			c, err := s.Client(t.Context(), crm.ClientID(r.id))
			if err != nil {
				t.Fatal(err)
			}
			if seen[r.id] {
				continue
			}
			seen[r.id] = true
			now := d.client(r.id)
			changes = append(changes, crm.Alter(c, now), crm.Add(d.client(int64(round+1)<<50+int64(i))))
		}
		do(t, s, changes...)
		all = everybody(t, s)
		for _, q := range []crm.ClientQuery{{}, {Sort: crm.SortCreated, Desc: true}, {Sort: crm.SortOpen, Types: []crm.RelType{crm.Business}}} {
			comparePages(t, s, q, expected(all, q))
		}
	}
	sound(t, s)
	for range 2 {
		if _, _, err := s.Undo(t.Context(), when(1)); err != nil {
			t.Fatal(err)
		}
	}
	all = everybody(t, s)
	comparePages(t, s, crm.ClientQuery{}, expected(all, crm.ClientQuery{}))
	sound(t, s)
}

func TestCountsAgainstMemory(t *testing.T) {
	ctx := t.Context()
	s := filled(t, 3000)
	all := everybody(t, s)
	for _, q := range someQueries() {
		kept := map[int64]bool{}
		for _, id := range expected(all, q) {
			kept[id] = true
		}
		byLane, open := map[lane]int64{}, map[lane]int64{}
		for _, r := range all {
			if kept[r.id] {
				byLane[lane{r.rung, r.typ}]++
				open[lane{r.rung, r.typ}] += r.open
			}
		}
		counts, err := s.RungCounts(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		n := int64(0)
		for _, c := range counts {
			ln := lane{int64(c.Rung), typeCode(c.Type)}
			if c.N != byLane[ln] || q.Tag == "" && c.Open != open[ln] {
				t.Errorf("%+v: %+v, want %d and %d", q, c, byLane[ln], open[ln])
			}
			n += c.N
		}
		if n != int64(len(kept)) {
			t.Errorf("%+v: rungs hold %d of %d", q, n, len(kept))
		}
		types, err := s.TypeCounts(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		q.Types, q.Untyped = nil, false
		n = 0
		for _, c := range types {
			n += c.N
		}
		if want := int64(len(expected(all, q))); n != want {
			t.Errorf("%+v: types hold %d of %d", q, n, want)
		}
	}
}

func TestTags(t *testing.T) {
	ctx := t.Context()
	s := openTemp(t)
	a, b := aClient(1, "А"), aClient(2, "Б")
	a.Tags, b.Tags = []string{"Опт", "Ёлка"}, []string{"опт", "ель"}
	do(t, s, crm.Add(a), crm.Add(b))
	check := func(prefix string, want ...crm.Tag) {
		t.Helper()
		got, err := s.Tags(ctx, prefix, 10)
		if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("tags %q: %v %v, want %v", prefix, got, err, want)
		}
	}
	check("", crm.Tag{Name: "Опт", N: 2}, crm.Tag{Name: "ель", N: 1}, crm.Tag{Name: "Ёлка", N: 1})
	check("е", crm.Tag{Name: "Ёлка", N: 1}, crm.Tag{Name: "ель", N: 1})
	bare := a
	bare.Tags = nil
	do(t, s, crm.Alter(a, bare))
	check("", crm.Tag{Name: "Опт", N: 1}, crm.Tag{Name: "ель", N: 1})
	sound(t, s)
}

// TestOrderOfLetters checks that lists go by the alphabet and not by code points.
func TestOrderOfLetters(t *testing.T) {
	s := openTemp(t)
	want := []string{"Дом 2", "Дом 10", "Дон", "Егор", "Ёлка", "Ельник", "Жук"}
	for i, name := range slices.Backward(want) {
		do(t, s, crm.Add(aClient(int64(i+1), name)))
	}
	same(t, "names", names(mustClients(t, s, crm.ClientQuery{}, crm.Page{Limit: 20})), want)
}

func TestOfferLists(t *testing.T) {
	ctx := t.Context()
	s := openTemp(t)
	d := newDice(4)
	do(t, s, crm.Add(crm.Firm{ID: 1, Currency: "RUB"}))
	var all []trade.Offer
	for i := range int64(60) {
		c := d.client(i + 1)
		changes := []crm.Change{crm.Add(c)}
		for k := range int64(3) {
			o := anOffer(1000+10*i+k, i+1, fmt.Sprintf("КП-%04d", 10*i+k), pick(d.Rand, trade.States), money.RUB, 5)
			o.Day = crm.Day("2026-01-01").Plus(d.IntN(30))
			all = append(all, o)
			changes = append(changes, crm.Add(o))
		}
		do(t, s, changes...)
	}
	types := map[crm.ClientID]crm.RelType{}
	for _, r := range everybody(t, s) {
		types[crm.ClientID(r.id)] = typeOf(r.typ)
	}
	for _, q := range []trade.OfferQuery{{}, {Client: 5}, {States: []trade.State{trade.Draft, trade.Sent}}, {Types: []crm.RelType{crm.Business}}, {Client: 7, States: []trade.State{trade.Draft}, Types: []crm.RelType{crm.Strategic, crm.Business}}} {
		var want []int64
		kept := slices.DeleteFunc(slices.Clone(all), func(o trade.Offer) bool {
			return q.Client != 0 && o.Client != q.Client || len(q.States) > 0 && !slices.Contains(q.States, o.State) || len(q.Types) > 0 && !slices.Contains(q.Types, types[o.Client])
		})
		slices.SortFunc(kept, func(a, b trade.Offer) int { return cmp.Or(cmp.Compare(b.Day, a.Day), cmp.Compare(b.ID, a.ID)) })
		for _, o := range kept {
			want = append(want, int64(o.ID))
		}
		compareOffers(t, s, q, want)
	}
	rows, err := s.Offers(ctx, trade.OfferQuery{Search: "0031"}, crm.Page{Limit: 9})
	if err != nil || len(rows) != 1 || rows[0].Number != "КП-0031" {
		t.Errorf("by number: %v %v", rows, err)
	}
	n, err := s.CountOffers(ctx, trade.OfferQuery{Search: "дос пост", States: []trade.State{trade.Draft}})
	rows, err2 := s.Offers(ctx, trade.OfferQuery{Search: "дос пост", States: []trade.State{trade.Draft}}, crm.Page{Limit: 999})
	if err != nil || err2 != nil || int(n.N) != len(rows) || n.N == 0 {
		t.Errorf("by subject: %d and %d, %v %v", n.N, len(rows), err, err2)
	}
	back, err := s.Offers(ctx, trade.OfferQuery{Search: "дос", States: []trade.State{trade.Draft}}, crm.Page{Limit: 3, From: &rows[5].Anchor, Back: true})
	if err != nil || fmt.Sprint(offerIDs(back)) != fmt.Sprint(offerIDs(rows[2:5])) {
		t.Errorf("back from a hit: %v %v", offerIDs(back), err)
	}
}

func offerIDs(rows []trade.OfferRow) []int64 {
	out := []int64{}
	for _, r := range rows {
		out = append(out, int64(r.ID))
	}
	return out
}

func compareOffers(t *testing.T, s *Store, q trade.OfferQuery, want []int64) {
	t.Helper()
	if n, err := s.CountOffers(t.Context(), q); err != nil || n.N != int64(len(want)) {
		t.Errorf("%+v: counted %v %v of %d", q, n, err, len(want))
	}
	var got []int64
	page := crm.Page{Limit: 7}
	for {
		rows, err := s.Offers(t.Context(), q, page)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, offerIDs(rows)...)
		if len(rows) < page.Limit {
			break
		}
		page.From = &rows[len(rows)-1].Anchor
	}
	if !slices.Equal(got, want) {
		t.Errorf("%+v\n got %v\nwant %v", q, got, want)
	}
	last, err := s.Offers(t.Context(), q, crm.Page{Limit: 4, Back: true, Skip: 2})
	if w := part(want, len(want)-6, len(want)-2); err != nil || !slices.Equal(offerIDs(last), w) {
		t.Errorf("%+v: last %v %v, want %v", q, offerIDs(last), err, w)
	}
}

// TestNoQueryScans explains every list query over a base of some size: none may scan a big table or sort rows.
func TestNoQueryScans(t *testing.T) {
	s := filled(t, 20000)
	ctx := t.Context()
	explain := func(tx *session, what, query string, args []any) {
		noScan(t, tx, what, query, args, "SCAN offer USING COVERING INDEX offer_listed_by_", "SCAN tally", "SCAN tag USING INDEX tag_by_use")
	}

	err := s.db.Read(ctx, func(tx *session) error {
		for _, sort := range allSorts {
			for _, q := range someQueries() {
				q.Sort = sort
				l, err := newListing(ctx, tx, q)
				if err != nil {
					return err
				}
				if len(l.lanes) == 0 {
					continue
				}
				for _, desc := range []bool{false, true} {
					for _, from := range []*crm.Anchor{nil, {Key: l.order.lowest, ID: 5}} {
						query, args := l.walk(l.lanes).rowsQuery(stretchOf{from: from, desc: desc, limit: 50}, clientColumns("c."))
						explain(tx, fmt.Sprint("walk ", sort), query, args)
					}
				}
				query, args := l.candidateQuery(l.order.column)
				explain(tx, fmt.Sprint("gather ", sort), query, args)
			}
		}
		tagged := &listing{q: crm.ClientQuery{Tag: "опт"}, order: orders[0], tag: "опт"}
		for _, desc := range []bool{false, true} {
			query, args := tagged.tagQuery(laneGroup{}, stretchOf{from: &crm.Anchor{Key: noKey, ID: 1}, limit: 5, desc: desc})
			explain(tx, "tag", query, args)
		}
		a := attemptsFor("иванов 495 12")[0]
		match, err := tx.Match(ctx, clientSeek, a.terms)
		if err != nil {
			return err
		}
		for _, l := range []*listing{{}, {tag: "опт"}} {
			for _, from := range []*searchKey{nil, {bare: "а", seq: 3}} {
				for _, back := range []bool{false, true} {
					query, args := l.namesQuery(foundFirst, a, from, 1, back)
					explain(tx, "names", query, args)
					query, args = l.restQuery(foundColumns, a, match, from, back)
					explain(tx, "rest", query, args)
				}
			}
		}
		for _, q := range someOfferQueries() {
			for _, q.Sort = range trade.OfferSorts {
				e, err := newOfferEntries(ctx, tx, q)
				if err != nil {
					return err
				}
				explainOffers(e, func(query string, args []any) { explain(tx, fmt.Sprintf("offers %+v", q), query, args) })
			}
		}
		found, args := offersOffered(a, match, 9)
		explain(tx, "offer search", found, args)
		explain(tx, "people", peopleQuery, []any{"а", "я", 5})
		explain(tx, "offer numbers", offerNumberQuery, []any{"а", "я", 5})
		for _, query := range []string{nextUndo, nextRedo, historyQuery("client"), historyQuery(""), tagsByUse, tagsByName,
			interactionQuery(&crm.Page{From: &crm.Anchor{}}), interactionQuery(&crm.Page{Back: true}),
			"SELECT body FROM contact WHERE client = $1 ORDER BY id", "SELECT body FROM move WHERE client = $1 ORDER BY at, id",
			"SELECT client FROM mark WHERE kind = $1 AND value = $2", "SELECT id FROM client WHERE code = $1 AND code <> ''", "SELECT id FROM client WHERE bare_key = $1",
			"SELECT number FROM offer WHERE number >= $1 AND number < $2", versionsQuery, overdueQuery, milestoneQuery} {
			explain(tx, "query", query, []any{1, 2, 3, 4, 5}[:strings.Count(query, "$")])
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestFillIsReproducible(t *testing.T) {
	one, two := filled(t, 1500), filled(t, 1500)
	if a, b := dump(t, one), dump(t, two); !bytes.Equal([]byte(a), []byte(b)) {
		t.Error("the same seed gave another base")
	}
	if err := one.Fill(t.Context(), 5, 1, nil); err == nil {
		t.Error("a base that is not empty was filled")
	}
}
