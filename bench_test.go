//go:build bench

package main_test

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"
	"time"
)

// figure is one line of the table of figures.
type figure struct {
	what     string
	measured string
	bound    string
	ok       bool
}

// figures are all that was measured, in order.
type figures struct{ rows []figure }

// hold adds a figure that a bound is set for.
func (f *figures) hold(what string, value, bound float64, unit, detail string) {
	f.rows = append(f.rows, figure{what, measure(value, unit) + detail, "≤ " + measure(bound, unit), value <= bound})
}

// tell adds a figure without a bound, or why there is none.
func (f *figures) tell(what, measured string) {
	f.rows = append(f.rows, figure{what: what, measured: measured, ok: true})
}

func measure(v float64, unit string) string {
	if unit == "" {
		return fmt.Sprintf("%.2f", v)
	}
	return fmt.Sprintf("%.1f %s", v, unit)
}

// write prints the table.
func (f *figures) write() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 2, 4, 2, ' ', 0)
	fmt.Fprintln(w, "what\tmeasured\tbound\t")
	for _, r := range f.rows {
		verdict := "ok"
		switch {
		case r.bound == "":
			verdict = ""
		case !r.ok:
			verdict = "over"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", r.what, r.measured, r.bound, verdict)
	}
	_ = w.Flush() // into memory
	return b.String()
}

// TestBench measures the figures of the program and prints them as one table. It fails when something cannot be
// measured; a figure over its bound is told in the table. Parts can be run alone: -run Bench/board.
func TestBench(t *testing.T) {
	f := &figures{}
	for _, part := range []struct {
		name string
		run  func(*testing.T, *figures)
	}{
		{"start", benchStart}, {"search", benchSearch}, {"board", benchBoard}, {"edit", benchEdit}, {"price", benchPrice}, {"sale", benchSale}, {"paper", benchPaper}, {"drag", benchDrag},
	} {
		t.Run(part.name, func(t *testing.T) { part.run(t, f) })
	}
	fmt.Print("\n", f.write(), "\n")
}

// program is the binary that is measured, built as it is handed out; RAPPORT_BENCH_PROGRAM names another.
var program = sync.OnceValues(func() (string, error) {
	if other := os.Getenv("RAPPORT_BENCH_PROGRAM"); other != "" {
		return other, nil
	}
	return compile(".", "build/bench-rapport")
})

// rapport is the path of the binary that is measured.
func rapport(t *testing.T) string {
	t.Helper()
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// compile builds a package of the project with the tags and flags of what is handed out.
func compile(pkg, path string) (string, error) {
	out, err := exec.Command("go", "build", "-trimpath", "-tags", "x11 migrated_fynedo", "-ldflags", "-s -w", "-o", path, pkg).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build %s: %w\n%s", pkg, err, out)
	}
	return path, nil
}

// spent times one act.
func spent(act func()) time.Duration {
	begun := time.Now()
	act()
	return time.Since(begun)
}

// share is the value that so much of the times do not exceed: 0.5 for the median, 0.95 for p95.
func share(times []time.Duration, part float64) time.Duration {
	if len(times) == 0 {
		return 0
	}
	sorted := slices.Clone(times)
	slices.Sort(sorted)
	return sorted[min(len(sorted)-1, int(float64(len(sorted))*part))]
}

func median(times []time.Duration) time.Duration { return share(times, 0.5) }

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func ratio(a, b time.Duration) float64 { return float64(a) / float64(b) }
