package paper

// Places of a row in mm, and how high the name of an item may become.
const (
	mostNameLines = 6
	rowPad        = 0.95
	formIndent    = 3.0
	sidePad       = 0.5 // more above and under a picture
)

// setPrice is a line of a price list broken into the lines of its cells.
type setPrice struct {
	line   priceLine
	names  []string
	notes  []string
	cells  [][]string // by column; none for the name
	height float64
}

// set breaks a line into its cells.
func (p *pricing) set(l priceLine) setPrice {
	st, sub := p.hue.row(), p.hue.small()
	field := "item " + l.Article
	room := p.named().w - 3.4
	if l.form {
		room -= formIndent
	}
	s := setPrice{line: l, names: p.capped(p.lines(l.Name, st, room), mostNameLines, st, room, field), cells: make([][]string, len(p.cols))}
	if l.Note != "" {
		s.notes = p.capped(p.lines(l.Note, sub, room), mostNameLines, sub, room, field)
	}
	s.height = float64(len(s.names))*st.lead + float64(len(s.notes))*sub.lead
	for i, c := range p.cols {
		if c.kind == priceName || c.w == 0 {
			continue
		}
		said := c.of(l)
		s.cells[i] = []string{said}
		if !c.right {
			s.cells[i] = p.capped(p.linesOf(said, st, c.w-1.8), 3, st, c.w-1.8, field)
		}
		deep := float64(len(s.cells[i])) * st.lead
		if c.kind == priceMoney {
			if len(l.Tiers) > mostTiers {
				p.remark(field, "paper.remark.cut")
			}
			deep += float64(len(p.under(l))) * p.tierStyle().lead
			if p.period(l) != "" {
				deep += p.hue.small().lead
			}
		}
		s.height = max(s.height, deep)
	}
	return s
}

// rowBlocks are an item and its forms. As many of them as stand beside its picture, and two at least, stay on one page.
func (p *pricing) rowBlocks(r PriceRow) []*block {
	lines := p.linesFor(r)
	all := make([]setPrice, len(lines))
	for i, l := range lines {
		all[i] = p.set(l)
	}
	side := p.pictureHeight(r)
	n, height := 0, 0.0
	for n < len(all) && (n < 2 || height < side) {
		height += all[n].height
		n++
	}
	if side > 0 {
		side += 2 * sidePad
	}
	first := p.linesBlock(all[:n], max(height, side), func(y float64) { p.drawPicture(r, y+sidePad) }, n == len(all))
	blocks := []*block{first}
	for i := n; i < len(all); i++ {
		b := p.linesBlock(all[i:i+1], all[i].height, nil, i == len(all)-1)
		b.keep = i == len(all)-2 // the last form does not stand alone on a page
		blocks = append(blocks, b)
	}
	first.keep = len(all)-n == 1
	return blocks
}

// linesBlock stands lines under each other on one page; the last of an item has a rule under it.
func (p *pricing) linesBlock(lines []setPrice, height float64, before func(y float64), ruled bool) *block {
	top, foot := rowPad, rowPad
	if lines[0].line.form {
		top = 0
	}
	if !ruled {
		foot = 0
	}
	height += top + foot
	return &block{height: height, draw: func(y float64) {
		if before != nil {
			before(y + top)
		}
		at := y + top
		for _, l := range lines {
			p.drawLine(l, at)
			at += l.height
		}
		if ruled {
			p.rule(left, y+height, wide, p.hue.hairline, p.hue.hair)
		}
	}}
}

func (p *pricing) drawLine(s setPrice, top float64) {
	st := p.hue.row()
	for i, c := range p.cols {
		if c.w == 0 {
			continue
		}
		if c.kind == priceName {
			x := c.x + 1.2
			if s.line.form {
				x += formIndent
			}
			p.column(x, p.column(x, top, s.names, st), s.notes, p.hue.small())
			continue
		}
		if st := p.cellStyle(c.kind, s.line); c.priced() {
			c.marks.draw(&p.press, c.x+c.w-1.2, top, c.w-1.2, s.cells[i][0], st)
		} else {
			p.drawCell(c, top, s.cells[i], st)
		}
		if c.kind == priceMoney {
			p.drawUnder(c, top+st.lead, s.line)
		}
	}
}
