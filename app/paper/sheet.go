package paper

import "rapport/app/page"

// The text block is the same on every sheet: 176 mm wide, 20 mm from the left for the punch.
const (
	left  = 20.0
	wide  = 176.0
	right = left + wide
)

// sheet is the size of the paper and the heights that hang on it, in mm.
type sheet struct {
	width, height float64
	bottom        float64 // the body ends here
	foot          float64 // rule of the foot
}

var (
	a4     = sheet{width: 210, height: 297, bottom: 277, foot: 281}
	letter = sheet{width: 215.9, height: 279.4, bottom: 259.4, foot: 263.4}
)

func sheetOf(us bool) sheet {
	if us {
		return letter
	}
	return a4
}

// block is one piece of a paper that stands on one page unless it knows how to split.
type block struct {
	gap    float64 // space above, not at the top of a page
	height float64
	keep   bool // stays on the page of the next block
	turn   bool // begins a page
	draw   func(y float64)
	split  func(room float64) (first, rest *block) // nil, or returns nil when it will not split there

	head *block // head of the table it is a row of, repeated on every page that has a row
	band *block // what is repeated under the head after a break: the section goes on
	open bool   // the row opens its section, so the band is not repeated before it

	mark  string // heading in the document outline
	level int
	under string // a second heading, one level down, at the same place
}

// placing is where a block came to stand.
type placing struct {
	block *block
	page  int
	y     float64
}

// flow puts blocks on pages.
type flow struct {
	first, next, bottom float64 // top of the body of page 1 and of the others; end of the body
	placed              []placing
	page                int
	y                   float64
	fresh               bool // nothing stands on the page yet
	last                *block
}

// place lays the blocks out one after the other. Blocks tied by keep go to the next page together.
func (f *flow) place(blocks []*block) {
	f.y, f.fresh = f.first, true
	for len(blocks) > 0 {
		if blocks[0].turn && !f.fresh {
			f.turn()
		}
		n := chain(blocks)
		switch {
		case f.fits(blocks[:n]):
			f.putAll(blocks[:n])
			blocks = blocks[n:]
		case f.cut(blocks[:n], &blocks):
			f.turn()
		case !f.fresh || f.betterOver(blocks[:n]):
			f.turn()
		default:
			blocks = f.force(blocks)
		}
	}
}

// betterOver reports whether blocks that do not fit on a fresh page would fit on the next one, whose body is higher.
func (f *flow) betterOver(blocks []*block) bool {
	if f.page > 0 || f.first <= f.next {
		return false
	}
	probe := *f
	probe.y, probe.last = f.next, nil
	return probe.fits(blocks)
}

// chain is the number of blocks that begin the list and are tied together; one that begins a page is tied to none before.
func chain(blocks []*block) int {
	n := 1
	for n < len(blocks) && blocks[n-1].keep && !blocks[n].turn {
		n++
	}
	return n
}

// fits tells whether all the blocks fit on the page.
func (f *flow) fits(blocks []*block) bool {
	probe := *f
	for _, b := range blocks {
		probe.y += probe.lead(b) + b.height
		probe.fresh, probe.last = false, b
	}
	return probe.y <= f.bottom+0.001
}

// lead is the space a block needs above itself: its gap, and the head and band of its table.
func (f *flow) lead(b *block) float64 {
	h := 0.0
	if !f.fresh {
		h += b.gap
	}
	if f.needsHead(b) {
		h += b.head.height
	}
	if f.needsBand(b) {
		h += b.band.height
	}
	return h
}

func (f *flow) needsHead(b *block) bool {
	return b.head != nil && (f.fresh || f.last == nil || f.last.head != b.head)
}

func (f *flow) needsBand(b *block) bool { return b.band != nil && !b.open && f.needsHead(b) }

// cut looks for a block among the tied ones that splits at the end of the page, puts what comes before it and its
// first part, and leaves the rest in the list.
func (f *flow) cut(tied []*block, rest *[]*block) bool {
	probe := *f
	for i, b := range tied {
		space := probe.lead(b)
		if probe.y+space+b.height <= f.bottom {
			probe.y += space + b.height
			probe.fresh, probe.last = false, b
			continue
		}
		if b.split == nil {
			return false
		}
		first, left := b.split(f.bottom - probe.y - space)
		if first == nil {
			return false
		}
		f.putAll(tied[:i])
		f.put(first)
		*rest = append([]*block{left}, (*rest)[i+1:]...)
		return true
	}
	return false
}

// force puts what fits of a chain that is higher than a page, at least its first block.
func (f *flow) force(blocks []*block) []*block {
	n := 1
	f.put(blocks[0])
	for n < len(blocks) && !blocks[n].turn && f.fits(blocks[n:n+1]) {
		f.put(blocks[n])
		n++
	}
	return blocks[n:]
}

func (f *flow) putAll(blocks []*block) {
	for _, b := range blocks {
		f.put(b)
	}
}

// put stands a block on the page, with the head of its table when it begins the table or the page.
func (f *flow) put(b *block) {
	head, band := f.needsHead(b), f.needsBand(b)
	if !f.fresh {
		f.y += b.gap
	}
	if head {
		f.stand(b.head)
	}
	if band {
		f.stand(b.band)
	}
	f.stand(b)
	f.fresh, f.last = false, b
}

func (f *flow) stand(b *block) {
	f.placed = append(f.placed, placing{b, f.page, f.y})
	f.y += b.height
}

func (f *flow) turn() {
	f.page++
	f.y, f.fresh, f.last = f.next, true, nil
}

// pages is the number of pages used.
func (f *flow) pages() int { return f.page + 1 }

// tail is the height of what stands on the last page.
func (f *flow) tail() float64 {
	if f.page == 0 {
		return f.y - f.first
	}
	return f.y - f.next
}

// goesOn reports whether a table runs from the page over to the next one.
func (f *flow) goesOn(n int) bool {
	var last, first *block
	for _, p := range f.placed {
		if p.block.draw == nil {
			continue
		}
		if p.page == n {
			last = p.block
		}
		if p.page == n+1 && first == nil {
			first = p.block
		}
	}
	return last != nil && first != nil && last.head != nil && (first == last.head)
}

// ink draws the placed blocks of all pages; before and after draw what stands above and under them.
func (f *flow) ink(p *press, before, after func(n, of int)) {
	p.doc.Pages = make([]page.Page, f.pages())
	i := 0
	for n := range p.doc.Pages {
		p.leaf = &p.doc.Pages[n]
		before(n, f.pages())
		for ; i < len(f.placed) && f.placed[i].page == n; i++ {
			at := f.placed[i]
			if at.block.mark != "" {
				p.doc.Marks = append(p.doc.Marks, page.Mark{Title: at.block.mark, Level: at.block.level, Page: n, Y: at.y})
			}
			if at.block.under != "" {
				p.doc.Marks = append(p.doc.Marks, page.Mark{Title: at.block.under, Level: at.block.level + 1, Page: n, Y: at.y})
			}
			if at.block.draw != nil {
				at.block.draw(at.y)
			}
		}
		p.tag = ""
		after(n, f.pages())
	}
}
