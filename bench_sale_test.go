//go:build bench

package main_test

import (
	"context"
	"fmt"
	"os/exec"
	"regexp"
	"runtime"
	"strconv"
	"testing"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/trade"
)

// batched is how many offers the batch of the benches makes.
const batched = 1_000

// benchSale measures the preview of an offer after a keystroke, and a batch of offers.
func benchSale(t *testing.T, f *figures) {
	for _, preview := range []struct {
		lines int
		bound float64
	}{{30, 16}, {300, 50}} {
		median, p95 := keystroke(t, preview.lines)
		f.hold(fmt.Sprintf("preview of an offer of %d lines after a keystroke, p95", preview.lines), p95, preview.bound, "ms", fmt.Sprintf(" (median %.1f)", median))
	}
	benchBatch(t, f)
}

// keystroke runs the benchmark of the offer editor: a cell is changed until sums, paper and picture of the page are new.
func keystroke(t *testing.T, lines int) (median, p95 float64) {
	t.Helper()
	c := exec.Command("go", "test", "-tags", "x11", "-run", "^$", "-bench", fmt.Sprintf("Change/%d$", lines), "-benchtime", "200x", "./screens/offers")
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	read := func(unit string) float64 {
		found := regexp.MustCompile(`([0-9.]+) ` + unit).FindSubmatch(out)
		if found == nil {
			t.Fatalf("no %s in\n%s", unit, out)
		}
		v, err := strconv.ParseFloat(string(found[1]), 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	return read("p50-ms"), read("p95-ms")
}

// benchBatch makes an offer of thirty lines to a thousand clients and weighs the memory after the first and the last step.
func benchBatch(t *testing.T, f *figures) {
	d, _ := opened(t, copied(t, few))
	ctx := context.Background()
	if _, have, err := d.OwnFirm(ctx); err != nil {
		t.Fatal(err)
	} else if !have {
		firm := crm.Firm{Name: "Bench", Country: "RU", Currency: "RUB", City: "Лесогорск", VATPayer: true, VATRate: "22", Signatory: "И. Б. Белов", SignPost: "Директор"}
		if err := d.BeginFirm(ctx, firm, "Ирина Белова"); err != nil {
			t.Fatal(err)
		}
	}
	var clients []crm.ClientID
	for _, row := range must[[]crm.ClientRow](t)(d.Clients(ctx, crm.ClientQuery{Sort: crm.SortName}, crm.Page{Limit: batched})) {
		clients = append(clients, row.ID)
	}
	pattern := must[trade.Offer](t)(d.NewOffer(ctx, clients[0]))
	pattern.Subject, pattern.Sections = "Сотня вещей", []trade.Section{{Lines: benchLines(offerLines)}}
	heap := map[int]uint64{}
	weigh := func(p desk.BatchProgress) {
		if p.Done == batched/4 || p.Done == batched {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			heap[p.Done] = m.HeapAlloc
		}
	}
	var made desk.Batch
	took := spent(func() {
		made = must[desk.Batch](t)(d.MakeBatch(ctx, pattern, clients, desk.BatchInto{Folder: t.TempDir()}, weigh))
	})
	if made.Made != len(clients) {
		t.Errorf("%d offers were made for %d clients", made.Made, len(clients))
	}
	f.hold(fmt.Sprintf("batch of %d offers of %d lines, each", len(clients), offerLines), ms(took)/float64(max(1, made.Made)), 15, "ms", fmt.Sprintf(" (%.1f s)", took.Seconds()))
	f.hold("memory of the batch at its end ÷ after a quarter", float64(heap[batched])/float64(max(1, heap[batched/4])), 1.5, "",
		fmt.Sprintf(" (%d ÷ %d MB)", heap[batched]>>20, heap[batched/4]>>20))
}

func benchLines(n int) []trade.Line {
	lines := make([]trade.Line, n)
	for i := range lines {
		lines[i] = trade.Line{Article: fmt.Sprintf("A-%d", i), Name: fmt.Sprintf("Кофе в зёрнах «Утренняя смена %d»", i), Description: "Смесь 70/30, средняя обжарка, упаковка 1 кг",
			Quantity: money.DecInt(int64(i + 1)), Unit: "кг", Price: money.DecInt(int64(1000 + i)), VAT: money.DecInt(22)}
	}
	return lines
}
