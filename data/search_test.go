package data

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

// searchBase holds a handful of clients that searches tell apart.
func searchBase(t *testing.T) *Store {
	t.Helper()
	s := openTemp(t)
	plain := func(id int64, name string) crm.Client {
		return crm.Client{ID: crm.ClientID(id), Kind: crm.Company, Name: name, Rung: crm.Prospect, Created: when(int(id))}
	}
	rogа := plain(1, "ООО «Рога и Копыта»")
	rogа.Phones = []crm.Phone{{Raw: "8 (495) 123-45-67", E164: "+74951234567", Key: "74951234567"}}
	rogа.Emails = []crm.Email{{Address: "director@roga.ru"}}
	rogа.Requisites = []crm.Requisites{{INN: "7701234560"}}
	rogа.City, rogа.Tags, rogа.Notes = "Тверь", []string{"Опт"}, "любят берёзовый сок"
	ivanov := plain(2, "Иванов Пётр")
	ivanov.Kind = crm.Person
	sea := plain(3, "ТОВ «Галаґан і Ко»")
	sea.Phones = []crm.Phone{{Raw: "050 765-43-21", E164: "+380507654321", Key: "380507654321"}}
	sea.Requisites = []crm.Requisites{{EDRPOU: "32855961"}}
	north := plain(4, "Север")
	north.Type = crm.Business
	tov := plain(5, "ТОВ «Рогатин»")
	do(t, s, crm.Add(rogа), crm.Add(ivanov), crm.Add(sea), crm.Add(north), crm.Add(tov), crm.Add(crm.Contact{ID: 40, Client: 4, Name: "Иванова Ольга", Emails: []crm.Email{{Address: "olga@sever.ru"}}}),
		crm.Add(anOffer(50, 1, "КП-2026-0031", trade.Sent, money.RUB, 10)))
	return s
}

func TestSearch(t *testing.T) {
	s := searchBase(t)
	for typed, want := range map[string][]int64{
		"рога":                   {1, 5}, // both names begin so, in their order
		"ооо рога":               {1},
		"ООО":                    {1},
		"копыт":                  {1},
		"пыт":                    {1}, // any part of a word
		"рога копыта":            {1},
		"копыта тверь опт":       {1},
		"копыта псков":           nil,
		"и":                      {2, 1, 4}, // the name first, then words of others
		"ив":                     {2, 4},
		"иванов":                 {2, 4},
		"ИВАНОВ ПЕТР":            {2},
		"иванова сев":            {4},
		"495 123":                {1},
		"8495123":                {1},
		"8 (495) 123-45":         {1},
		"+7 495":                 {1},
		"1234567":                {1},
		"4567":                   {1},
		"0507654":                {3},
		"380 50 765":             {3},
		"7701234560":             {1},
		"3285":                   {3},
		"director@roga.ru":       {1},
		"olga":                   {4},
		"березовый":              {1},
		"галаган":                {3},
		"Ґалаґан":                {3},
		"bdfyjd":                 {2, 4}, // иванов on the Latin layout
		"hjuf":                   {1, 5}, // рога
		"нет такого":             nil,
		"«»":                     {4, 2, 5, 1, 3}, // nothing to search for: the list itself
		"":                       {4, 2, 5, 1, 3},
		strings.Repeat("я", 500): nil,
	} {
		got := ids(mustClients(t, s, crm.ClientQuery{Search: typed}, crm.Page{Limit: 20}))
		if typed == "" || typed == "«»" {
			slices.Sort(got)
			want = []int64{1, 2, 3, 4, 5}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q found %v, want %v", typed, got, want)
		}
		n, err := s.CountClients(t.Context(), crm.ClientQuery{Search: typed})
		if err != nil || n.N != int64(len(want)) {
			t.Errorf("%q counted %v %v, want %d", typed, n, err, len(want))
		}
	}
	got := ids(mustClients(t, s, crm.ClientQuery{Search: "и", Types: []crm.RelType{crm.Business}}, crm.Page{Limit: 20}))
	same(t, "search with a filter", got, []int64{4})
}

func TestFind(t *testing.T) {
	s := searchBase(t)
	for typed, want := range map[string]string{
		"иванов":  "client 2 Иванов Пётр; contact 40 Иванова Ольга;",
		"рога":    "client 1 ООО «Рога и Копыта»; client 5 ТОВ «Рогатин»; offer 50 КП-2026-0031 Поставка досок;",
		"кп-2026": "offer 50 КП-2026-0031 Поставка досок;",
		"досок":   "offer 50 КП-2026-0031 Поставка досок;",
		"olga":    "contact 40 Иванова Ольга;",
		"сев ив":  "client 4 Север;",
		"  ":      "",
	} {
		hits, err := s.Find(context.Background(), typed, 12)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, h := range hits {
			got += fmt.Sprintf("%s %d %s; ", h.Noun, h.ID, h.Title)
		}
		if strings.TrimSpace(got) != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
	if hits, err := s.Find(t.Context(), "рога", 1); err != nil || len(hits) != 1 {
		t.Errorf("limit 1: %v %v", hits, err)
	}
}

// TestSearchAgainstMemory compares searches over a filled base with looking at every text.
func TestSearchAgainstMemory(t *testing.T) {
	s := filled(t, 4000)
	all := foundAll(t, s)
	for _, typed := range []string{"и", "ив", "ива", "иванов", "иванов сергей", "ооо", "ооо р", "ооо ла", "495", "495 1", "916 55", "8495", "тендер москва", "example", "bdf", "шев київ", "77", "ладо-1", "мар"} {
		for _, q := range []crm.ClientQuery{{}, {Types: []crm.RelType{crm.MarketExchange}}, {Owner: 1}, {Rungs: []crm.Rung{crm.Suspect}, NoOwner: true}, {Tag: "опт"}} {
			q.Search = typed
			want := expectedHits(all, q)
			got := pageThrough(t, s, q, false)
			if !slices.Equal(got, want) {
				t.Errorf("%+v: %d found, want %d\n got %v\nwant %v", q, len(got), len(want), part(got, 0, 10), part(want, 0, 10))
			}
			back := pageThrough(t, s, q, true)
			slices.Reverse(back)
			if !slices.Equal(back, want) {
				t.Errorf("%+v backwards: %d found, want %d", q, len(back), len(want))
			}
			skipped := ids(mustClients(t, s, q, crm.Page{Skip: 11, Limit: 5}))
			same(t, fmt.Sprintf("%+v skipping", q), skipped, part(want, 11, 16))
		}
	}
}

// foundAll reads all that a search looks at.
func foundAll(t *testing.T, s *Store) []found {
	t.Helper()
	var all []found
	err := s.db.Read(t.Context(), func(tx *session) error {
		return tx.Each(t.Context(), "SELECT "+foundColumns+" FROM client c JOIN client_text t ON t.client = c.id", nil, func(r *rows) error {
			var c found
			err := r.Scan(&c.key.seq, &c.id, &c.lane.rung, &c.lane.typ, &c.owner, &c.bare, &c.form, &c.body)
			all = append(all, c)
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func expectedHits(all []found, q crm.ClientQuery) []int64 {
	attempts := attemptsFor(q.Search)
	l := &listing{q: q}
	var hits []hit
	for _, c := range all {
		c.key.bare = c.bare
		tagged := q.Tag == "" || strings.Contains(c.body+"  ", "  "+q.Tag+"  ")
		if c.key.stretch = firstStretch(attempts, c); c.key.stretch >= 0 && l.takes(c) && tagged {
			hits = append(hits, c.hit)
		}
	}
	slices.SortFunc(hits, compareHits)
	out := []int64{}
	for _, h := range hits {
		out = append(out, h.id)
	}
	return out
}

// pageThrough reads a list page by page, backwards in the reverse order.
func pageThrough(t *testing.T, s *Store, q crm.ClientQuery, back bool) []int64 {
	t.Helper()
	out := []int64{}
	p := crm.Page{Limit: 60, Back: back}
	for {
		rows := mustClients(t, s, q, p)
		page := ids(rows)
		if back {
			slices.Reverse(page)
		}
		out = append(out, page...)
		if len(rows) < p.Limit {
			return out
		}
		p.From = &rows[len(rows)-1].Anchor
		if back {
			p.From = &rows[0].Anchor
		}
	}
}
