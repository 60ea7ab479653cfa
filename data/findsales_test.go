package data

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

func mustFind(t testing.TB, s *Store, typed string, limit int) []crm.Hit {
	t.Helper()
	hits, err := s.Find(t.Context(), typed, limit)
	if err != nil {
		t.Fatalf("find %q: %v", typed, err)
	}
	return hits
}

// hitsOf are the ids of one kind of find, in their order.
func hitsOf(hits []crm.Hit, noun crm.Noun) []int64 {
	ids := []int64{}
	for _, h := range hits {
		if h.Noun == noun {
			ids = append(ids, h.ID)
		}
	}
	return ids
}

// trading is a base with a client of each kind of find.
func trading(t testing.TB) *Store {
	s := openTemp(t)
	p := aPipeline(1, "Продажи")
	deal := func(id int64, client crm.ClientID, title string, stage trade.StageID, rival string) crm.Change {
		st, _ := p.Stage(stage)
		return crm.Add(trade.Deal{ID: trade.DealID(id), Client: client, Title: title, Pipeline: 1, Stage: stage, Outcome: st.Mark, Currency: money.RUB, Amount: 100, Rival: rival, Created: when(int(id))})
	}
	order := func(id int64, client crm.ClientID, number string, lines ...trade.OrderLine) crm.Change {
		return crm.Add(trade.Order{ID: trade.OrderID(id), Number: number, Client: client, Day: "2026-03-01", State: trade.Placed, Currency: money.RUB, Lines: lines, Created: when(1)})
	}
	kedr, yakhont := aClient(1, "ООО «Кедр»"), aClient(2, "Яхонт")
	kedr.Type = crm.Business
	do(t, s, crm.Add(p), crm.Add(kedr), crm.Add(yakhont),
		deal(11, 1, "Вентиляция цеха", 7, ""), deal(12, 1, "Вентиляция склада", 2, ""), deal(13, 2, "Новая вентиляция", 2, ""), deal(14, 2, "Ёлки", 2, "Вентиляция-Юг"),
		order(21, 1, "ЗК-2026-0008"), order(22, 2, "ЗК-2026-00081"), order(23, 2, "ЗК-2025-0008"), order(24, 2, "10248", trade.OrderLine{Article: "ЗК-2026-0009", Name: "Вентиляция"}),
		crm.Add(trade.Item{ID: 31, Article: "10248", Name: "Вентилятор", Unit: "шт"}))
	return s
}

func TestPaletteFindsDeals(t *testing.T) {
	s := trading(t)
	for typed, want := range map[string][]int64{
		"вентиляция":     {12, 11, 13, 14}, // begins and runs, begins and ended, holds, is the rival's
		"вентиляция цех": {11},
		"кедр":           {12, 11}, // by client; what runs first
		"dtynbkzwbz":     {12, 11, 13, 14},
		"елки":           {14},
		"в":              {12, 11, 13, 14},
		"щщщ":            {},
	} {
		if got := hitsOf(mustFind(t, s, typed, 50), crm.NounDeal); !slices.Equal(got, want) {
			t.Errorf("%q found %v, want %v", typed, got, want)
		}
	}
	i := slices.IndexFunc(mustFind(t, s, "кедр", 50), func(h crm.Hit) bool { return h.Noun == crm.NounDeal })
	want := crm.Hit{Noun: crm.NounDeal, ID: 12, Client: 1, Title: "Вентиляция склада", Sub: "ООО «Кедр»", Type: crm.Business}
	if got := mustFind(t, s, "кедр", 50)[i]; got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestPaletteFindsOrdersByNumber(t *testing.T) {
	s := trading(t)
	for typed, want := range map[string][]int64{
		"ЗК-2026-0008": {21, 22},
		"зк-2026-0008": {21, 22},
		"зк 2026 0008": {21, 22},
		"PR-2026-0008": {21, 22},     // the other layout
		"0008":         {23, 21, 22}, // without the year
		"ЗК-2026":      {22, 21},
		"1024":         {24},
		"10248":        {24},
		"0009":         {}, // what an article holds is not the order's number
		"вентиляция":   {},
		"зк":           {22, 21, 23},
		"-":            {},
	} {
		if got := hitsOf(mustFind(t, s, typed, 50), crm.NounOrder); !slices.Equal(got, want) {
			t.Errorf("%q found %v, want %v", typed, got, want)
		}
	}
}

// TestVeryNumberComesFirst holds that the kind with the number typed stands before the clients.
func TestVeryNumberComesFirst(t *testing.T) {
	s := trading(t)
	c := aClient(3, "ЗК-2026-0008")
	do(t, s, crm.Add(c))
	hits := mustFind(t, s, "зк-2026-0008", 50)
	if len(hits) != 3 || hits[0].Noun != crm.NounOrder || hits[0].Title != "ЗК-2026-0008" || hits[2].Noun != crm.NounClient {
		t.Errorf("%+v", hits)
	}
	if hits := mustFind(t, s, "зк-2026-000", 50); hits[0].Noun != crm.NounClient {
		t.Errorf("a part of a number came first: %+v", hits)
	}
	if got := mustFind(t, s, "10248", 50); len(got) != 2 || got[0].Noun != crm.NounOrder || got[1] != (crm.Hit{Noun: crm.NounItem, ID: 31, Title: "10248 Вентилятор", Sub: "шт"}) {
		t.Errorf("%+v", got)
	}
}

// TestPaletteLeavesRoom holds that no kind crowds another out, and that the limit holds.
func TestPaletteLeavesRoom(t *testing.T) {
	s, _, _, _ := sold(t, 400, 800)
	p := aClient(900, "Вент")
	do(t, s, crm.Add(p))
	for _, limit := range []int{1, 2, 5, 8, 20, 50} {
		for _, typed := range []string{"в", "вент", "з", "з-0", "0042", "борей"} {
			hits := mustFind(t, s, typed, limit)
			if len(hits) > limit {
				t.Errorf("%q: %d hits of %d", typed, len(hits), limit)
			}
			if limit >= 20 && typed == "вент" && (len(hitsOf(hits, crm.NounClient)) != 1 || len(hitsOf(hits, crm.NounDeal)) == 0) {
				t.Errorf("%q: %+v", typed, hits)
			}
			if n := len(hitsOf(hits, crm.NounDeal)); n > fewHits {
				t.Errorf("%q: %d deals", typed, n)
			}
		}
	}
}

func TestFoundSalesGoWithTheirRecords(t *testing.T) {
	s := trading(t)
	deal, err := s.Deal(t.Context(), 12)
	if err != nil {
		t.Fatal(err)
	}
	order, err := s.Order(t.Context(), 21)
	if err != nil {
		t.Fatal(err)
	}
	do(t, s, crm.Remove(deal), crm.Remove(order))
	if got := hitsOf(mustFind(t, s, "кедр", 50), crm.NounDeal); !slices.Equal(got, []int64{11}) {
		t.Errorf("deals %v", got)
	}
	if got := hitsOf(mustFind(t, s, "зк-2026-0008", 50), crm.NounOrder); !slices.Equal(got, []int64{22}) {
		t.Errorf("orders %v", got)
	}
}

// paletteTypings are typed letter by letter at the palette.
var paletteTypings = []string{"иванов", "строй сервис", "вентиляция цеха", "поставка досок", "болт м8 оц", "кабель медный", "бл-0123", "з-0042", "зк-2026-000451", "2026-0007", "10248", "916 658", "bdfyjd", "dtyn", "щщщ", "торговый дом"}

// TestMeasurePalette prints how fast the palette answers at each letter, over a copy of the base in the folder RAPPORT_PALETTE
// to which RAPPORT_PALETTE_SALES orders, as many items and as many deals are added where it has none.
func TestMeasurePalette(t *testing.T) {
	dir, n := os.Getenv("RAPPORT_PALETTE"), 0
	if dir == "" {
		t.Skip("RAPPORT_PALETTE names no folder")
	}
	s, err := Open(t.Context(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if n, err = strconv.Atoi(os.Getenv("RAPPORT_PALETTE_SALES")); err == nil {
		stockPalette(t, s, n)
	}
	var all []string
	for _, typing := range paletteTypings {
		for i := range []rune(typing) {
			all = append(all, string([]rune(typing)[:i+1]))
		}
	}
	var slow timings
	for _, typed := range all {
		var took timings
		for range 6 {
			start := time.Now()
			mustFind(t, s, typed, 50)
			took = append(took, time.Since(start))
		}
		slow = append(slow, took...)
		if took.at(0.5) > 8*time.Millisecond {
			t.Logf("%-20q %s", typed, took)
		}
	}
	t.Logf("%-20s %s", "palette", slow)
}

// stockPalette adds items, orders and deals, numbered and named as firms do.
func stockPalette(t *testing.T, s *Store, n int) {
	t.Helper()
	if count, err := s.CountOrders(t.Context(), trade.OrderQuery{}); err != nil || count.N > 0 {
		t.Log(count.N, "orders are there", err)
		return
	}
	if err := s.FillItems(t.Context(), n, 1, nil); err != nil {
		t.Fatal(err)
	}
	clients, err := s.Clients(t.Context(), crm.ClientQuery{}, crm.Page{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	p := aPipeline(1, "Продажи")
	changes := []crm.Change{crm.Add(p)}
	d := sales{newDice(5)}
	for i := range int64(n) {
		client := clients[d.IntN(len(clients))].ID
		deal, order := d.deal(1_000_000+i), d.order(2_000_000+i)
		deal.Client, deal.Pipeline, order.Client, order.Number = client, 1, client, fmt.Sprintf("ЗК-%d-%06d", 2020+i*7/int64(n), i)
		if changes = append(changes, crm.Add(deal), crm.Add(order)); len(changes) > 4000 || i == int64(n)-1 {
			do(t, s, changes...)
			changes = nil
		}
	}
}
