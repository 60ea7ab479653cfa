package data

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/data/schema"
)

// papers makes offers at random for the clients 1 to 6, one in four with a second version.
type papers struct{ dice }

func (d papers) offer(id int64, number string) trade.Offer {
	o := anOffer(id, int64(1+d.IntN(6)), number, pick(d.Rand, trade.States), pick(d.Rand, []money.Currency{money.RUB, money.EUR}), int64(d.IntN(40)))
	o.Subject = pick(d.Rand, []string{"Вентиляция цеха", "Ёлки к празднику", "Ремонт", "", "Ґанок", "Дом 2", "Дом 10"}) + pick(d.Rand, []string{"", " и доски"})
	o.Day = crm.Day("2026-03-01").Plus(d.IntN(30))
	o.ValidUntil = pick(d.Rand, []crm.Day{"", o.Day.Plus(10), o.Day.Plus(d.IntN(40))})
	return o
}

func (d papers) some(n int) []trade.Offer {
	var all []trade.Offer
	for i := range int64(n) {
		o := d.offer(1000+i, fmt.Sprintf("КП-%d", i))
		if last := len(all) - 1; last >= 0 && all[last].Number != "" && d.IntN(4) == 0 {
			o.Number, o.Version, o.Client = all[last].Number, all[last].VersionNo()+1, all[last].Client
		} else if d.IntN(20) == 0 {
			o.Number, o.State = "", trade.Draft
		}
		all = append(all, o)
	}
	return all
}

// offered is a base with offers.
func offered(t testing.TB, n int) (*Store, []trade.Offer, map[crm.ClientID]crm.Client) {
	t.Helper()
	s, _, _, clients := sold(t, 0, 0)
	all := papers{newDice(11)}.some(n)
	var changes []crm.Change
	for _, o := range all {
		changes = append(changes, crm.Add(o))
	}
	do(t, s, changes...)
	return s, all, clients
}

func someOfferQueries() []trade.OfferQuery {
	return []trade.OfferQuery{{}, {Client: 2}, {States: []trade.State{trade.Draft}}, {States: trade.States[1:4], Types: []crm.RelType{crm.Business, ""}}, {Newest: true},
		{Newest: true, Client: 3, Types: crm.RelTypes, States: trade.States[:4]}, {Types: []crm.RelType{crm.Strategic}}, {Types: []crm.RelType{crm.Strategic}, States: []trade.State{trade.Draft}},
		{Types: []crm.RelType{crm.Strategic}, States: []trade.State{trade.Sent}, Newest: true, Search: "дос"}, {Search: "дос"}, {Search: "кп ремонт", Newest: true},
		{Search: "ёж вент"}, {Search: "ремонт", Client: 2, States: trade.States[:5]}, {Search: "lev"}, {Search: "щщщ"}, {Client: 88}}
}

// explainOffers gives the queries of the pages of a list.
func explainOffers(e *entries, explain func(query string, args []any)) {
	for _, e.few = range []bool{false, true} {
		for _, from := range []*crm.Anchor{nil, {Key: "", ID: 5}} {
			for _, desc := range []bool{false, true} {
				if e.walked() {
					explain(e.walk().query(stretchOf{from: from, desc: desc, limit: 9}))
				}
			}
		}
		switch {
		case e.few:
			explain("SELECT "+e.key+", tie FROM offer WHERE true"+e.all.where+" AND id IN (1, 2)", e.all.args)
		case e.client != 0:
			explain("SELECT "+e.key+", tie FROM offer WHERE true"+e.all.where, e.all.args)
		case len(e.lanes) > 0:
			explain("SELECT "+e.key+", tie FROM offer WHERE "+e.conditions()[0]+e.beyond.where, e.beyond.args)
		}
	}
}

func offerTakes(o trade.Offer, past bool, c crm.Client, q trade.OfferQuery) bool {
	sought := q.Search == "" || holds(q.Search, o.Number, o.Subject, c.Name)
	for _, other := range text.SwapLayout(q.Search) {
		sought = sought || holds(other, o.Number, o.Subject, c.Name)
	}
	return sought && (q.Client == 0 || o.Client == q.Client) && (len(q.States) == 0 || slices.Contains(q.States, o.State)) &&
		(len(q.Types) == 0 || slices.Contains(q.Types, c.Type)) && !(q.Newest && past)
}

// keyOf is what an offer is sorted by, as the base compares it: bytes.
func keyOf(o trade.Offer, c crm.Client, by trade.OfferSort) string {
	switch by {
	case trade.OffersByNumber:
		return string(text.SortKey(o.FullNumber()))
	case trade.OffersByClient:
		return string(text.SortKey(c.Name))
	case trade.OffersBySubject:
		return string(text.SortKey(o.Subject))
	case trade.OffersByValid:
		return string(cmp.Or(o.ValidUntil, "~"))
	case trade.OffersByState:
		return fmt.Sprint(slices.Index(trade.States, o.State), o.Day)
	case trade.OffersByTotal:
		sums, _ := trade.Count(o)
		return fmt.Sprintf("%020d", sums.Main().Gross)
	}
	return string(o.Day)
}

func expectedOffers(all []trade.Offer, clients map[crm.ClientID]crm.Client, q trade.OfferQuery) []int64 {
	newest := map[string]int{}
	for _, o := range all {
		newest[o.Number] = max(newest[o.Number], o.VersionNo())
	}
	by, desc := q.Sort, q.Desc
	if by == "" {
		by, desc = trade.OffersByDay, !desc
	}
	type keyed struct {
		key string
		id  int64
	}
	var some []keyed
	for _, o := range all {
		if c := clients[o.Client]; offerTakes(o, o.Number != "" && o.VersionNo() < newest[o.Number], c, q) {
			some = append(some, keyed{keyOf(o, c, by), int64(o.ID)})
		}
	}
	slices.SortFunc(some, func(a, b keyed) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.id, b.id)) })
	if desc {
		slices.Reverse(some)
	}
	return idsOf(some, func(k keyed) int64 { return k.id })
}

func compareOfferPages(t *testing.T, s *Store, all []trade.Offer, clients map[crm.ClientID]crm.Client, queries []trade.OfferQuery) {
	t.Helper()
	for _, q := range queries {
		for _, q.Sort = range append(slices.Clone(trade.OfferSorts), "") {
			for _, q.Desc = range []bool{false, true} {
				want := expectedOffers(all, clients, q)
				comparePaging(t, fmt.Sprintf("%+v", q), want, func(p crm.Page) ([]int64, []crm.Anchor) {
					rows, err := s.Offers(t.Context(), q, p)
					return seats(t, rows, err, func(r trade.OfferRow) (int64, crm.Anchor) { return int64(r.ID), r.Anchor })
				})
				count := crm.Count{N: int64(len(want))}
				if q.Search != "" && q.Client == 0 && len(want) > countMost {
					count = crm.Count{N: countMost, More: true}
				}
				if n, err := s.CountOffers(t.Context(), q); err != nil || n != count {
					t.Errorf("%+v: counted %+v, want %+v, %v", q, n, count, err)
				}
			}
		}
	}
}

// TestOfferPagesAgainstMemory compares every sort, filter, direction and way of paging with sorting in memory, as the
// offers are made, after acts, and after those were taken back and done again.
func TestOfferPagesAgainstMemory(t *testing.T) {
	s, all, clients := offered(t, 300)
	compareOfferPages(t, s, all, clients, someOfferQueries())
	was, whose := slices.Clone(all), clients
	steps, clients := 0, map[crm.ClientID]crm.Client{}
	for id, c := range whose {
		clients[id] = c
	}
	d := papers{newDice(5)}
	step := func(changes ...crm.Change) {
		t.Helper()
		do(t, s, changes...)
		steps++
	}
	for i := range 60 {
		k := d.IntN(len(all))
		now := all[k]
		switch i % 6 {
		case 0: // it comes behind the others, or before them
			now.Number, now.Version = fmt.Sprint("А-", i), 0
		case 1:
			other := d.offer(int64(now.ID), now.Number)
			now.State, now.Day, now.ValidUntil, now.Sections, now.Subject = other.State, other.Day, other.ValidUntil, other.Sections, other.Subject
		case 2:
			c := clients[now.Client]
			c.Name, c.Type = pick(d.Rand, []string{"Анна", "Ящер", "Ёлка", "Дом 3"}), typeOf(int64(d.IntN(4)))
			step(crm.Alter(clients[now.Client], c))
			clients[c.ID] = c
			continue
		case 3:
			step(crm.Remove(now))
			all = slices.Delete(all, k, k+1)
			continue
		case 4: // many at once, as when their time is over
			var changes []crm.Change
			for j, o := range all {
				if o.State == trade.Sent && d.IntN(2) == 0 {
					all[j].State = trade.Expired
					changes = append(changes, crm.Alter(o, all[j]))
				}
			}
			if len(changes) > 0 {
				step(changes...)
			}
			continue
		default:
			now = d.offer(int64(5000+i), fmt.Sprint("Б-", i))
			step(crm.Add(now))
			all = append(all, now)
			continue
		}
		step(crm.Alter(all[k], now))
		all[k] = now
	}
	sound(t, s)
	compareOfferPages(t, s, all, clients, someOfferQueries())
	some := someOfferQueries()[:5]
	walkBack(t, s, steps, func() { compareOfferPages(t, s, was, whose, some) }, func() { compareOfferPages(t, s, all, clients, some) })
}

// TestManyOffersFound searches for what more offers hold than are sorted in memory: the list is walked then.
func TestManyOffersFound(t *testing.T) {
	s, all, clients := offered(t, soughtMost+400)
	compareOfferPages(t, s, all, clients, []trade.OfferQuery{{Search: "кп"}, {Search: "кп", Client: 3}, {Search: "кп дос", Newest: true, States: trade.States[:3]}})
}

// TestVersionsStandByTheirNumbers lists versions between the numbers before and after theirs.
func TestVersionsStandByTheirNumbers(t *testing.T) {
	s := openTemp(t)
	do(t, s, crm.Add(aClient(1, "Берёзка")))
	for i, number := range []string{"КП-10", "КП-2/11", "КП-2", "КП-1", "КП-2/2", ""} {
		o := anOffer(int64(10+i), 1, number, trade.Draft, money.RUB, 5)
		if at := strings.Index(number, "/"); at > 0 {
			o.Number = number[:at]
			o.Version, _ = strconv.Atoi(number[at+1:])
		}
		do(t, s, crm.Add(o))
	}
	compareIDs(t, s, "by number", trade.OfferQuery{Sort: trade.OffersByNumber}, []int64{15, 13, 12, 14, 11, 10})
}

// withOfferKeys does something in a base older than the keys of offers, which what is done writes: they are there meanwhile.
func withOfferKeys(t *testing.T, s *Store, do func()) {
	t.Helper()
	change := func(statement func(column, whole string) string) {
		err := s.db.Write(t.Context(), func(tx *session) error {
			for _, whole := range schema.Migrations()[8].Statements() {
				_, rest, is := strings.Cut(whole, "ALTER TABLE offer ADD COLUMN ")
				if !is {
					continue
				}
				if err := tx.Plain(t.Context(), statement(strings.Fields(rest)[0], whole)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	change(func(_, whole string) string { return whole })
	do()
	change(func(column, _ string) string { return "ALTER TABLE offer DROP COLUMN " + column })
}

// TestOffersGetTheirKeys opens a base made when offers were listed by day alone.
func TestOffersGetTheirKeys(t *testing.T) {
	dir := t.TempDir()
	s, err := open(t.Context(), dir, Options{}, schema.Migrations()[:8])
	if err != nil {
		t.Fatal(err)
	}
	clients := map[crm.ClientID]crm.Client{}
	var changes []crm.Change
	for id := range crm.ClientID(6) {
		c := aClient(int64(id+1), fmt.Sprint(pick(newDice(uint64(id)).Rand, []string{"Ёж", "Анна", "Яхонт"}), id))
		clients[c.ID] = c
		changes = append(changes, crm.Add(c))
	}
	all := papers{newDice(3)}.some(keyedAtOnce + 50)
	for _, o := range all {
		changes = append(changes, crm.Add(o))
	}
	withOfferKeys(t, s, func() { do(t, s, changes...) })
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(t.Context(), dir, Options{}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	sound(t, s)
	compareOfferPages(t, s, all, clients, []trade.OfferQuery{{}, {Newest: true, States: trade.States[:3]}})
	if _, _, err := s.Undo(t.Context(), when(5)); err != nil {
		t.Fatal(err)
	}
	sound(t, s)
}

// TestVerifyFindsWrongOfferKeys breaks what offers are sorted by and expects to be told.
func TestVerifyFindsWrongOfferKeys(t *testing.T) {
	s, _, _ := offered(t, 20)
	for _, column := range []string{"number_key = x'01'", "subject_key = x'01'", "client_key = x'01'", "valid_key = '2031-01-01'", "state_key = 'q'", "tie = 5", "type = 9", "succeeded = 1 - succeeded"} {
		at := strings.Fields(column)[0]
		var was any
		err := s.db.Outside(t.Context(), func(tx *session) error {
			if err := tx.Get(t.Context(), "SELECT "+at+" FROM offer WHERE id = 1003", nil, &was); err != nil {
				return err
			}
			return tx.Plain(t.Context(), "UPDATE offer SET "+column+" WHERE id = 1003")
		})
		if err != nil {
			t.Fatal(err)
		}
		if faults, err := s.Verify(t.Context()); err != nil || len(faults) == 0 {
			t.Errorf("%s was not found: %v", column, err)
		}
		if err := s.db.Write(t.Context(), func(tx *session) error {
			return tx.Exec(t.Context(), "UPDATE offer SET "+at+" = $1 WHERE id = 1003", was)
		}); err != nil {
			t.Fatal(err)
		}
	}
	sound(t, s)
}
