package paper

import (
	"testing"

	"rapport/app/page"
)

func TestAccentReadsOnWhite(t *testing.T) {
	for hex, want := range map[string]page.Color{"": 0x1f4d5c, "1f4d5c": 0x1f4d5c, "#9A3412": 0x9a3412, "nonsense": 0x1f4d5c, "fff": 0x1f4d5c} {
		if got := paletteOf(hex, false).acc; got != want {
			t.Errorf("%q gives %06x, want %06x", hex, got, want)
		}
	}
	for _, hex := range []string{"ffffff", "ffff00", "00ff00", "aabbcc", "777777"} {
		if c := paletteOf(hex, false).acc; c.Contrast() < 4.5 {
			t.Errorf("%q gives %06x with %.2f:1", hex, c, c.Contrast())
		}
	}
}

// TestFlowKeepsWhatIsTied lays plain blocks out and looks where they stand.
func TestFlowKeepsWhatIsTied(t *testing.T) {
	none := func(float64) {}
	box := func(h float64, keep bool) *block { return &block{height: h, keep: keep, draw: none} }
	head := box(10, false)
	row := func(h float64) *block { return &block{height: h, draw: none, head: head} }
	for _, c := range []struct {
		name   string
		blocks []*block
		pages  []int // of each placed block, heads included
	}{
		{"fits", []*block{box(50, false), box(40, false)}, []int{0, 0}},
		{"turns", []*block{box(60, false), box(60, false)}, []int{0, 1}},
		{"tied go together", []*block{box(30, false), box(30, true), box(60, false)}, []int{0, 1, 1}},
		{"tied beyond a page are put all the same", []*block{box(60, true), box(60, true), box(60, false)}, []int{0, 1, 2}},
		{"heads are repeated", []*block{row(50), row(50), row(30)}, []int{0, 0, 1, 1, 1}},
		{"a low first page is left when that helps", []*block{box(95, false)}, []int{1}},
	} {
		f := flow{first: 10, next: 0, bottom: 100}
		f.place(c.blocks)
		for i, p := range f.placed {
			if i >= len(c.pages) || p.page != c.pages[i] {
				t.Errorf("%s: block %d of %d is on page %d, want %v", c.name, i, len(f.placed), p.page, c.pages)
			}
		}
	}
}
