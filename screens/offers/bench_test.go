package offers

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"rapport/app/text"
	"rapport/screens/route"
)

// BenchmarkChange measures a change of one cell in an offer until its sums, its paper and the picture of the page are new.
// It reports the median and the 95th percentile in milliseconds.
func BenchmarkChange(b *testing.B) {
	for _, lines := range []int{30, 300} {
		b.Run(fmt.Sprint(lines), func(b *testing.B) { benchChange(b, lines) })
	}
}

func benchChange(b *testing.B, lines int) {
	st := newRig(b, text.RU, false)
	id := st.client("Тонкая Нить")
	e := st.editor(route.Route{Client: id})
	var rows strings.Builder
	for i := range lines {
		fmt.Fprintf(&rows, "А-%d\tНаименование работы или товара %d\tшт\t%d\t%d,50\n", i, i, i+1, 1000+i)
	}
	e.paste(rows.String())
	e.offer.Letter = strings.Repeat("Предлагаем решение, которое удержит влажность. ", 6)
	e.saver.Sync, e.loader.Sync = false, false
	st.Window.Canvas().Capture()
	key := e.keys[0][3]
	var took []time.Duration
	i := 0
	for b.Loop() {
		i++
		start := time.Now()
		if err := e.setCell(key, colPrice, fmt.Sprint(1000+i)); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
		e.loader.Drop("keep")
	}
	b.StopTimer()
	slices.Sort(took)
	at := func(share float64) float64 {
		return took[int(share*float64(len(took)-1))].Seconds() * 1000
	}
	b.ReportMetric(at(0.5), "p50-ms")
	b.ReportMetric(at(0.95), "p95-ms")
	e.Hide()
}
