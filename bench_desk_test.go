//go:build bench

package main_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"rapport/app/crm"
	"rapport/app/desk"
)

// What the screens ask for at once, in rows: a page of the grid, of a column, of the search palette.
const (
	gridPage    = 100
	columnPage  = 30 // as screens/board has it
	palettePage = 30
)

// typings are what a user types letter by letter: names, parts of words, several words, a telephone number in groups,
// an e-mail address, an identifier, the wrong keyboard layout, and what is not there at all.
var typings = []string{
	"иванов", "ромаш", "строй сервис", "тверь", "916 658", "+7 916", "info@", "bdfyjd", "ковальчук", "ґрунт", "smith",
	"7701", "снаб", "елена петр", "ооо ", "щщщщ", "ал", "торговый дом",
}

// letters are all that stands in the field while they are typed.
func letters() []string {
	var all []string
	for _, typing := range typings {
		runes := []rune(typing)
		for n := range runes {
			all = append(all, string(runes[:n+1]))
		}
	}
	return all
}

// must ends the measuring at an error.
func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// searching is what typing and scrolling cost on one base.
type searching struct{ rows, counts, palette, page, jump []time.Duration }

// benchSearch measures a search at every letter and the pages of the grid, on the biggest base and on a small one.
func benchSearch(t *testing.T, f *figures) {
	small, _ := opened(t, base(t, few))
	big, _ := opened(t, base(t, most))
	var at, before searching
	const rounds = 3
	for range rounds {
		before.measure(t, small, few)
		at.measure(t, big, most)
	}
	row := func(what string, a, b []time.Duration) {
		p := share(a, 0.95)
		f.hold(what+", p95 with 1,000,000 clients", ms(p), 16, "ms", fmt.Sprintf(" (median %.1f, worst %.1f)", ms(median(a)), ms(share(a, 1))))
		f.hold("  ÷ with 1,000, p95", ratio(p, share(b, 0.95)), 2, "", fmt.Sprintf(" (%.2f ÷ %.2f ms; median %.2f ÷ %.2f)", ms(p), ms(share(b, 0.95)), ms(median(a)), ms(median(b))))
	}
	row("search at each letter: first page of the grid", at.rows, before.rows)
	row("search at each letter: counts of all, of types, of stages", at.counts, before.counts)
	row("search palette at each letter", at.palette, before.palette)
	row("page of the grid, scrolling", at.page, before.page)
	row("page of the grid, jump to anywhere", at.jump, before.jump)
}

// measure types and scrolls once.
func (s *searching) measure(t *testing.T, d *desk.Desk, n int64) {
	ctx := context.Background()
	rows, count, types, rungs, hits := must[[]crm.ClientRow](t), must[crm.Count](t), must[[]crm.TypeCount](t), must[[]crm.RungCount](t), must[[]crm.Hit](t)
	for _, typed := range letters() {
		q := crm.ClientQuery{Search: typed, Sort: crm.SortName}
		s.rows = append(s.rows, spent(func() { rows(d.Clients(ctx, q, crm.Page{Limit: gridPage})) }))
		s.counts = append(s.counts, spent(func() {
			count(d.CountClients(ctx, q))
			types(d.TypeCounts(ctx, q))
			rungs(d.RungCounts(ctx, q))
		}))
		s.palette = append(s.palette, spent(func() { hits(d.Find(ctx, typed, palettePage)) }))
	}
	r := rand.New(rand.NewPCG(1, uint64(n)))
	for _, q := range gridQueries() {
		total := count(d.CountClients(ctx, q)).N
		var page []crm.ClientRow
		for range 12 {
			skip := r.Int64N(max(1, total-gridPage))
			s.jump = append(s.jump, spent(func() { page = rows(d.Clients(ctx, q, crm.Page{Skip: skip, Limit: gridPage})) }))
			if len(page) == 0 {
				continue
			}
			from := page[len(page)-1].Anchor
			s.page = append(s.page, spent(func() { rows(d.Clients(ctx, q, crm.Page{From: &from, Limit: gridPage})) }))
		}
	}
}

// gridQueries are the grid in every order, whole and narrowed.
func gridQueries() []crm.ClientQuery {
	var all []crm.ClientQuery
	for _, sort := range []crm.Sort{crm.SortName, crm.SortCreated, crm.SortTouch, crm.SortOpen, crm.SortCity, crm.SortRung, crm.SortType} {
		for _, desc := range []bool{false, true} {
			all = append(all, crm.ClientQuery{Sort: sort, Desc: desc},
				crm.ClientQuery{Sort: sort, Desc: desc, Types: []crm.RelType{crm.Business}},
				crm.ClientQuery{Sort: sort, Desc: desc, Rungs: []crm.Rung{crm.Prospect, crm.RepeatBuyer}})
		}
	}
	return all
}

// boarding is what the stage board costs on one base.
type boarding struct {
	d          *desk.Desk
	open, move []time.Duration
}

// benchBoard measures opening the stage board and moving a card, on a big base and on a small one, by turns.
func benchBoard(t *testing.T, f *figures) {
	smallDesk, _ := opened(t, copied(t, few))
	bigDesk, _ := opened(t, copied(t, many))
	small, big := boarding{d: smallDesk}, boarding{d: bigDesk}
	for range 60 {
		small.measure(t)
		big.measure(t)
	}
	row := func(what string, a, b []time.Duration) {
		f.hold(what, ratio(median(a), median(b)), 1.5, "", fmt.Sprintf(" (%.1f ÷ %.1f ms; p95 %.1f ÷ %.1f)", ms(median(a)), ms(median(b)), ms(share(a, 0.95)), ms(share(b, 0.95))))
	}
	row("stage board opened, 100,000 clients ÷ 1,000", big.open, small.open)
	row("card moved on the stage board, 100,000 ÷ 1,000", big.move, small.move)
}

// read reads all that the board shows: counts, sums, and the first page of every column.
func (b *boarding) read(t *testing.T) (cards []crm.ClientRow) {
	ctx := context.Background()
	must[[]crm.RungCount](t)(b.d.RungCounts(ctx, crm.ClientQuery{}))
	must[[]crm.TypeCount](t)(b.d.TypeCounts(ctx, crm.ClientQuery{}))
	for _, column := range crm.ShippedLenses()[0].Columns {
		q := crm.ClientQuery{Rungs: column.Rungs, Sort: crm.SortName}
		cards = append(cards, must[[]crm.ClientRow](t)(b.d.Clients(ctx, q, crm.Page{Limit: columnPage}))...)
	}
	return cards
}

// measure opens the board, and moves a card one stage and reads again what that changed.
func (b *boarding) measure(t *testing.T) {
	ctx := context.Background()
	var cards []crm.ClientRow
	b.open = append(b.open, spent(func() { cards = b.read(t) }))
	card := cards[len(b.open)%len(cards)]
	to := crm.Prospect
	if card.Rung == to {
		to = crm.FirstTimeBuyer
	}
	b.move = append(b.move, spent(func() {
		must[crm.Move](t)(b.d.MoveClient(ctx, card.ID, to, "", "as dragged"))
		b.read(t)
	}))
}

// benchEdit measures an edit of one client until it is acknowledged, that is, safe on the disk.
func benchEdit(t *testing.T, f *figures) {
	d, _ := opened(t, copied(t, most))
	ctx := context.Background()
	r := rand.New(rand.NewPCG(2, 3))
	client := must[crm.Client](t)
	var took []time.Duration
	for i := range 300 {
		row := must[[]crm.ClientRow](t)(d.Clients(ctx, crm.ClientQuery{Sort: crm.SortName}, crm.Page{Skip: r.Int64N(most), Limit: 1}))
		was := client(d.Client(ctx, row[0].ID))
		now := was
		now.Notes = fmt.Sprintf("%s\nedit %d", was.Notes, i)
		if i%3 == 0 {
			now.Name = fmt.Sprintf("%s %d", was.Name, i) // changes every order and the index of the search
		}
		took = append(took, spent(func() { client(d.SaveClient(ctx, &was, now)) }))
	}
	f.hold("one acknowledged edit with 1,000,000 clients, p95", ms(share(took, 0.95)), 10, "ms", fmt.Sprintf(" (median %.1f, worst %.1f)", ms(median(took)), ms(share(took, 1))))
	f.tell("  of which the disk: write and sync of 4 KB, p95", fmt.Sprintf("%.1f ms", ms(share(syncs(t), 0.95))))
}

// syncs times what the disk alone takes to keep a page.
func syncs(t *testing.T) []time.Duration {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "page"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	page := make([]byte, 4096)
	var took []time.Duration
	for range 200 {
		took = append(took, spent(func() {
			if _, err = f.WriteAt(page, 0); err == nil {
				err = f.Sync()
			}
		}))
		if err != nil {
			t.Fatal(err)
		}
	}
	return took
}
