package paper

import (
	"strings"

	"rapport/app/text"
)

// marks is the room of a column of prices of one unit, in mm. They have as many digits as they are reckoned with, mostly
// two and sometimes four; their decimal marks stand under each other.
type marks struct {
	whole, tail float64 // the widest part before a decimal mark, and from one on
	words       float64 // the widest that is no figure
}

// room is the width in which every price finds room.
func (m marks) room() float64 { return max(m.whole+m.tail, m.words) }

// take makes room for a price.
func (m *marks) take(p *press, price string, st style) {
	width := p.width(price, st)
	tail, figure := p.markTail(price, st)
	if !figure {
		m.words = max(m.words, width)
		return
	}
	m.whole, m.tail = max(m.whole, width-tail), max(m.tail, tail)
}

// draw sets a price so that the longest ends at an edge, small enough for a column of some width.
func (m marks) draw(p *press, edge, top, width float64, price string, st style) {
	if tail, figure := p.markTail(price, st); figure {
		edge, width = edge-(m.tail-tail), width-(m.tail-tail)
	}
	p.right(edge, top, price, p.fit(price, st, width))
}

// markTail is how wide a figure is from its decimal mark on; false for words.
func (p *press) markTail(s string, st style) (float64, bool) {
	if !strings.ContainsAny(s, "0123456789") {
		return 0, false
	}
	mark := ","
	if p.say.Lang() == text.EN {
		mark = "."
	}
	if i := strings.LastIndex(s, mark); i >= 0 {
		return p.width(s[i:], st), true
	}
	return 0, true
}
