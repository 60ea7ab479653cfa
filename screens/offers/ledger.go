package offers

import (
	"slices"
	"strings"

	"rapport/app/money"
	"rapport/app/trade"
)

// item is a line as the editor holds it.
type item struct {
	key    int64
	line   trade.Line
	choice bool // was by choice in this sitting: it keeps its check box when it is taken into the total
}

// block is a section as the editor holds it.
type block struct {
	key    int64
	title  string
	period trade.Period
	turn   bool // begins a page
	items  []*item
}

// silent reports whether the section has no head of its own: an offer with lines only.
func (b *block) silent() bool { return b.title == "" && b.period == trade.Once }

// ledger holds the sections and lines of an offer under keys that stay the same while they are edited, moved and
// read anew. There is always at least one section.
type ledger struct {
	blocks []*block
	last   int64
}

// place is where a line stands in the offer that is saved and printed.
type place struct{ section, line int }

func (l *ledger) key() int64 {
	l.last++
	return l.last
}

// fill takes the sections of an offer; what stands where something stood before keeps its key.
func (l *ledger) fill(sections []trade.Section) {
	old := l.blocks
	l.blocks = nil
	for i, s := range sections {
		b := &block{title: s.Title, period: s.Period, turn: s.Break}
		var was *block
		if i < len(old) {
			was = old[i]
			b.key = was.key
		} else {
			b.key = l.key()
		}
		for j, line := range s.Lines {
			it := &item{line: line, choice: line.Optional}
			if was != nil && j < len(was.items) {
				it.key = was.items[j].key
			} else {
				it.key = l.key()
			}
			b.items = append(b.items, it)
		}
		l.blocks = append(l.blocks, b)
	}
	l.atLeastOne()
}

func (l *ledger) atLeastOne() {
	if len(l.blocks) == 0 {
		l.blocks = []*block{{key: l.key()}}
	}
}

// sections are the sections as they are saved, with the place of each key (line -1 for a section) and the key at each
// place. Lines on which
// nothing is written yet are left out, and so is a nameless section without lines beside others.
func (l *ledger) sections() ([]trade.Section, map[int64]place, [][]int64) {
	var out []trade.Section
	places := map[int64]place{}
	var keys [][]int64
	for _, b := range l.blocks {
		s := trade.Section{Title: b.title, Period: b.period, Break: b.turn, Lines: []trade.Line{}}
		var row []int64
		for _, it := range b.items {
			if blank(it.line) {
				continue
			}
			places[it.key] = place{len(out), len(s.Lines)}
			s.Lines = append(s.Lines, it.line)
			row = append(row, it.key)
		}
		if b.silent() && len(s.Lines) == 0 && len(l.blocks) > 1 {
			continue
		}
		places[b.key] = place{len(out), -1}
		out, keys = append(out, s), append(keys, row)
	}
	return out, places, keys
}

// blank reports whether nothing was written on a line that says anything.
func blank(l trade.Line) bool {
	return strings.TrimSpace(l.Name+l.Article+l.Description+l.Note) == "" && (l.Text || l.Price.IsZero())
}

// written reports whether there is a line to save.
func (l *ledger) written() bool {
	return slices.ContainsFunc(l.blocks, func(b *block) bool {
		return slices.ContainsFunc(b.items, func(it *item) bool { return !blank(it.line) })
	})
}

// find is the section of a key and the place of the line in it, -1 for the section itself; nil when there is neither.
func (l *ledger) find(key int64) (*block, int) {
	for _, b := range l.blocks {
		if b.key == key {
			return b, -1
		}
		for i, it := range b.items {
			if it.key == key {
				return b, i
			}
		}
	}
	return nil, -1
}

// line is the line of a key, nil when there is none.
func (l *ledger) line(key int64) *item {
	if b, i := l.find(key); b != nil && i >= 0 {
		return b.items[i]
	}
	return nil
}

// add puts lines behind a line, in its place when nothing is written on it, at the end of a section, or with an unknown
// key at the very end, and returns the key of the first.
func (l *ledger) add(after int64, lines ...trade.Line) int64 {
	b, i := l.find(after)
	switch {
	case b == nil:
		b = l.blocks[len(l.blocks)-1]
		i = len(b.items)
	case i < 0:
		i = len(b.items)
	case len(lines) > 0 && !blank(lines[0]) && blank(b.items[i].line):
		b.items = slices.Delete(b.items, i, i+1)
	default:
		i++
	}
	fresh := make([]*item, len(lines))
	for n, line := range lines {
		fresh[n] = &item{key: l.key(), line: line, choice: line.Optional}
	}
	b.items = slices.Insert(b.items, i, fresh...)
	if len(fresh) == 0 {
		return 0
	}
	return fresh[0].key
}

// addSection puts a section behind the one of a key, or at the end; a nameless section on which nothing is written
// gives way to it.
func (l *ledger) addSection(after int64, title string, period trade.Period) int64 {
	fresh := &block{key: l.key(), title: title, period: period}
	at := len(l.blocks)
	if b, _ := l.find(after); b != nil {
		at = slices.Index(l.blocks, b) + 1
	}
	l.blocks = slices.Insert(l.blocks, at, fresh)
	l.blocks = slices.DeleteFunc(l.blocks, func(b *block) bool {
		return b.silent() && !slices.ContainsFunc(b.items, func(it *item) bool { return !blank(it.line) })
	})
	return fresh.key
}

// appendSection puts a section at the end and returns its key.
func (l *ledger) appendSection(title string, period trade.Period) int64 {
	return l.addSection(l.blocks[len(l.blocks)-1].key, title, period)
}

// sectionsOnly are the sections as they are saved.
func (l *ledger) sectionsOnly() []trade.Section {
	sections, _, _ := l.sections()
	return sections
}

// move puts a line into a section (0: the nameless first one) before its index-th other line.
func (l *ledger) move(key, section int64, index int) {
	from, i := l.find(key)
	to, _ := l.find(section)
	if section == 0 {
		to = l.blocks[0]
	}
	if from == nil || i < 0 || to == nil {
		return
	}
	it := from.items[i]
	from.items = slices.Delete(from.items, i, i+1)
	to.items = slices.Insert(to.items, min(max(index, 0), len(to.items)), it)
}

// shift moves a section one place up or down and reports whether there was one.
func (l *ledger) shift(key int64, by int) bool {
	b, _ := l.find(key)
	at := slices.Index(l.blocks, b)
	to := at + by
	if at < 0 || to < 0 || to >= len(l.blocks) {
		return false
	}
	l.blocks[at], l.blocks[to] = l.blocks[to], l.blocks[at]
	return true
}

// remove takes a line away, or a section with its lines.
func (l *ledger) remove(key int64) {
	b, i := l.find(key)
	switch {
	case b == nil:
	case i >= 0:
		b.items = slices.Delete(b.items, i, i+1)
	default:
		l.blocks = slices.DeleteFunc(l.blocks, func(o *block) bool { return o == b })
		l.atLeastOne()
	}
}

// duplicate puts a copy behind a line, or of a section behind it, and returns its key.
func (l *ledger) duplicate(key int64) int64 {
	b, i := l.find(key)
	switch {
	case b == nil:
		return 0
	case i >= 0:
		return l.add(key, b.items[i].line)
	}
	fresh := &block{key: l.key(), title: b.title, period: b.period}
	for _, it := range b.items {
		fresh.items = append(fresh.items, &item{key: l.key(), line: it.line, choice: it.choice})
	}
	l.blocks = slices.Insert(l.blocks, slices.Index(l.blocks, b)+1, fresh)
	return fresh.key
}

// model is the line whose rate and unit a new line after a key takes: the one before it, else the last of all.
func (l *ledger) model(after int64) (trade.Line, bool) {
	b, i := l.find(after)
	if b != nil {
		if i < 0 {
			i = len(b.items) - 1
		}
		for ; i >= 0; i-- {
			if l := b.items[i].line; !blank(l) && !l.Text {
				return l, true
			}
		}
	}
	for _, b := range slices.Backward(l.blocks) {
		for _, it := range slices.Backward(b.items) {
			if !blank(it.line) && !it.line.Text {
				return it.line, true
			}
		}
	}
	return trade.Line{Quantity: money.DecInt(1)}, false
}

// number is the number of a line as the paper counts them, from 1: lines of text have none.
func number(sections []trade.Section, at place) int {
	n := 0
	for i, s := range sections[:min(at.section+1, len(sections))] {
		for j, l := range s.Lines {
			if !l.Text {
				n++
			}
			if i == at.section && j == at.line {
				return n
			}
		}
	}
	return n
}
