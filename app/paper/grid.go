package paper

// gridColumn is a column of a dossier's table.
type gridColumn struct {
	head  string
	w     float64
	right bool    // numbers
	clear float64 // kept free on the right, where a column of words begins beside one of numbers
}

// gridCell is a cell: pieces of text one under the other, on a pale ground when it is chosen.
type gridCell struct {
	pieces []piece
	chosen bool
	shape  func(x, y float64) // drawn before the first line, in the indent
	indent float64
}

// piece is a text with its style.
type piece struct {
	s  string
	st style
}

// grid is a table of a dossier, its columns beside each other over the whole width.
type grid struct {
	p       *press
	columns []gridColumn
	head    *block
}

const (
	gridSide = 1.0
	gridPad  = 1.05
	splitRow = 100.0 // a row higher than this may be split between pages
)

func (p *press) newGrid(columns ...gridColumn) *grid {
	g := &grid{p: p, columns: columns}
	g.head = g.headBlock()
	return g
}

// inner is where the text of column i begins and how wide it may be; the outer columns touch the margins.
func (g *grid) inner(i int) (x, w float64) {
	x = left
	for _, c := range g.columns[:i] {
		x += c.w
	}
	w = g.columns[i].w - 2*gridSide - g.columns[i].clear
	if i == 0 {
		return x, w + gridSide
	}
	return x + gridSide, w
}

func (g *grid) headBlock() *block {
	st := g.p.hue.small()
	deep := 1
	lines := make([][]string, len(g.columns))
	for i, c := range g.columns {
		_, w := g.inner(i)
		lines[i] = g.p.lines(c.head, st, w)
		deep = max(deep, len(lines[i]))
	}
	height := float64(deep)*st.lead + 2*gridPad
	return &block{height: height, draw: func(y float64) {
		for i, c := range g.columns {
			x, w := g.inner(i)
			top := y + height - gridPad - float64(len(lines[i]))*st.lead
			for _, l := range lines[i] {
				if c.right {
					g.p.right(x+w, top, l, st)
				} else {
					g.p.text(x, top, l, st)
				}
				top += st.lead
			}
		}
		g.p.rule(left, y+height, wide, 0.2, g.p.hue.mid)
	}}
}

// setLine is one line of a cell, ready to be drawn.
type setLine struct {
	s  string
	st style
}

// setCell is a cell broken into lines.
type setCell struct {
	lines  []setLine
	chosen bool
	shape  func(x, y float64)
	indent float64
}

func (c setCell) height() float64 {
	h := 0.0
	for _, l := range c.lines {
		h += l.st.lead
	}
	return h
}

// row makes the block of a row.
func (g *grid) row(cells ...gridCell) *block { return g.rowOf(g.set(cells), true) }

// open makes a row that goes on in the block after it, so it has no rule under it.
func (g *grid) open(cells ...gridCell) *block { return g.rowOf(g.set(cells), false) }

// set breaks the cells into lines.
func (g *grid) set(cells []gridCell) []setCell {
	set := make([]setCell, len(cells))
	for i, c := range cells {
		_, w := g.inner(i)
		set[i] = setCell{chosen: c.chosen, shape: c.shape, indent: c.indent}
		for _, part := range c.pieces {
			if part.s == "" {
				continue
			}
			for _, l := range g.p.lines(part.s, part.st, w-c.indent) {
				set[i].lines = append(set[i].lines, setLine{l, part.st})
			}
		}
	}
	return set
}

func (g *grid) rowOf(cells []setCell, ruled bool) *block {
	deep := g.p.hue.cell().lead
	for _, c := range cells {
		deep = max(deep, c.height())
	}
	height := deep + 2*gridPad
	b := &block{height: height, head: g.head, draw: func(y float64) { g.draw(cells, y, height, ruled) }}
	if height > splitRow {
		b.split = func(room float64) (*block, *block) { return g.split(b, cells, room-2*gridPad, ruled) }
	}
	return b
}

// split cuts a high row: of every cell the lines that fit, at least three on each side of the longest.
func (g *grid) split(whole *block, cells []setCell, room float64, ruled bool) (*block, *block) {
	first, rest := make([]setCell, len(cells)), make([]setCell, len(cells))
	longest, kept := 0, 0
	for i, c := range cells {
		n, used := 0, 0.0
		for n < len(c.lines) && used+c.lines[n].st.lead <= room {
			used += c.lines[n].st.lead
			n++
		}
		if len(c.lines)-n > 0 && len(c.lines)-n < 3 {
			n = max(len(c.lines)-3, 0)
		}
		first[i], rest[i] = c, c
		first[i].lines, rest[i].lines, rest[i].shape = c.lines[:n], c.lines[n:], nil
		if len(c.lines) > longest {
			longest, kept = len(c.lines), n
		}
	}
	if kept < 3 {
		return nil, nil
	}
	a, b := g.rowOf(first, true), g.rowOf(rest, ruled)
	a.gap, b.keep = whole.gap, whole.keep
	return a, b
}

func (g *grid) draw(cells []setCell, y, height float64, ruled bool) {
	p := g.p
	for i, c := range cells {
		x, w := g.inner(i)
		if c.chosen {
			p.band(x-gridSide, y, g.columns[i].w, height)
		}
		top := y + gridPad
		if c.shape != nil && len(c.lines) > 0 {
			c.shape(x, top+c.lines[0].st.lead/2)
		}
		for _, l := range c.lines {
			if g.columns[i].right {
				p.right(x+w, top, l.s, p.fit(l.s, l.st, w+gridSide))
			} else {
				p.text(x+c.indent, top, l.s, l.st)
			}
			top += l.st.lead
		}
	}
	if ruled {
		p.rule(left, y+height, wide, p.hue.hairline, p.hue.hair)
	}
}

// cellOf is a cell of one text in the table's own style.
func (p *press) cellOf(s string) gridCell { return gridCell{pieces: []piece{{s, p.hue.cell()}}} }

// table puts rows under a heading, which stays with the first two of them.
func table(heading *block, rows []*block) []*block {
	tie(rows)
	return append([]*block{heading}, rows...)
}

// tie keeps the first two rows together, and the last two.
func tie(rows []*block) {
	if n := len(rows); n > 1 {
		rows[0].keep, rows[n-2].keep = true, true
	}
}
