package paper

// pair is how a label with its text is set.
type pair struct {
	label, st style
	indent    float64 // where the text begins, from the left margin
	pad       float64 // above and under
	tag       string
	ruled     bool // a hairline under it
}

// splitPair is the height from which a pair may be split between pages.
const splitPair = 40.0

// pairBlock is a label with its text beside it; a high one may be split, at least two lines on each side.
func (p *press) pairBlock(r pair, labels, lines []string) *block {
	deep := max(len(labels), len(lines))
	height := float64(deep)*r.st.lead + 2*r.pad
	b := &block{height: height, draw: func(y float64) {
		p.tag = r.tag
		p.column(left, y+r.pad, labels, r.label)
		p.column(left+r.indent, y+r.pad, lines, r.st)
		p.tag = ""
		if r.ruled {
			p.rule(left, y+height, wide, p.hue.hairline, p.hue.hair)
		}
	}}
	if height <= splitPair {
		return b
	}
	b.split = func(room float64) (*block, *block) {
		n := min(int((room-2*r.pad)/r.st.lead+0.001), deep-2)
		if n < 2 {
			return nil, nil
		}
		upper := r
		upper.ruled = false
		first := p.pairBlock(upper, upTo(labels, n), upTo(lines, n))
		rest := p.pairBlock(r, beyond(labels, n), beyond(lines, n))
		first.gap, first.mark, first.level, rest.keep = b.gap, b.mark, b.level, b.keep
		return first, rest
	}
	return b
}

func upTo(lines []string, n int) []string { return lines[:min(n, len(lines))] }

func beyond(lines []string, n int) []string { return lines[min(n, len(lines)):] }
