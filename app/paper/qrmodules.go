package paper

// The modules of a code: its fixed patterns, the way the bits take, and the masks (ISO/IEC 18004, 6.3 and 7.7 to 7.10).

// newQR draws what every code of a version has.
func newQR(version int) *qrCode {
	q := &qrCode{version: version, size: 4*version + 17}
	for range q.size {
		q.black, q.fixed = append(q.black, make([]bool, q.size)), append(q.fixed, make([]bool, q.size))
	}
	for i := range q.size {
		q.set(6, i, i%2 == 0)
		q.set(i, 6, i%2 == 0)
	}
	for _, at := range [][2]int{{3, 3}, {q.size - 4, 3}, {3, q.size - 4}} {
		q.finder(at[0], at[1])
	}
	for i, centres := 0, q.alignments(); i < len(centres); i++ {
		for j := range centres {
			corner := i == 0 && j == 0 || i == 0 && j == len(centres)-1 || i == len(centres)-1 && j == 0
			if !corner {
				q.alignment(centres[i], centres[j])
			}
		}
	}
	q.format(eccM, 0) // keeps the place
	q.tellVersion()
	return q
}

// set blackens a module that no data may take.
func (q *qrCode) set(x, y int, black bool) { q.black[y][x], q.fixed[y][x] = black, true }

func (q *qrCode) finder(x, y int) {
	for dy := -4; dy <= 4; dy++ {
		for dx := -4; dx <= 4; dx++ {
			if px, py := x+dx, y+dy; px >= 0 && px < q.size && py >= 0 && py < q.size {
				ring := max(dx, -dx, dy, -dy)
				q.set(px, py, ring != 2 && ring != 4)
			}
		}
	}
}

func (q *qrCode) alignment(x, y int) {
	for dy := -2; dy <= 2; dy++ {
		for dx := -2; dx <= 2; dx++ {
			q.set(x+dx, y+dy, max(dx, -dx, dy, -dy) != 1)
		}
	}
}

// alignments are the rows and columns that alignment patterns stand on.
func (q *qrCode) alignments() []int {
	if q.version == 1 {
		return nil
	}
	n := q.version/7 + 2
	step := (q.version*4 + n*2 + 1) / (n*2 - 2) * 2
	at := make([]int, n)
	at[0] = 6
	for i, pos := n-1, q.size-7; i > 0; i, pos = i-1, pos-step {
		at[i] = pos
	}
	return at
}

// format writes level and mask, twice.
func (q *qrCode) format(level eccLevel, mask int) {
	data := formatBits[level]<<3 | mask
	rest := data
	for range 10 {
		rest = rest<<1 ^ rest>>9*0x537
	}
	bits := (data<<10 | rest) ^ 0x5412
	bit := func(i int) bool { return bits>>i&1 == 1 }
	for i := range 6 {
		q.set(8, i, bit(i))
	}
	q.set(8, 7, bit(6))
	q.set(8, 8, bit(7))
	q.set(7, 8, bit(8))
	for i := 9; i < 15; i++ {
		q.set(14-i, 8, bit(i))
	}
	for i := range 8 {
		q.set(q.size-1-i, 8, bit(i))
	}
	for i := 8; i < 15; i++ {
		q.set(8, q.size-15+i, bit(i))
	}
	q.set(8, q.size-8, true)
}

// tellVersion writes the version, twice, which codes from version 7 on do.
func (q *qrCode) tellVersion() {
	if q.version < 7 {
		return
	}
	rest := q.version
	for range 12 {
		rest = rest<<1 ^ rest>>11*0x1f25
	}
	bits := q.version<<12 | rest
	for i := range 18 {
		a, b := q.size-11+i%3, i/3
		q.set(a, b, bits>>i&1 == 1)
		q.set(b, a, bits>>i&1 == 1)
	}
}

// place lays the bits in columns of two, up and down from the right.
func (q *qrCode) place(words []byte) {
	i := 0
	for right := q.size - 1; right >= 1; right -= 2 {
		if right == 6 {
			right = 5
		}
		for n := range q.size {
			y := n
			if (right+1)&2 == 0 {
				y = q.size - 1 - n
			}
			for _, x := range []int{right, right - 1} {
				if !q.fixed[y][x] && i < 8*len(words) {
					q.black[y][x] = words[i/8]>>(7-i%8)&1 == 1
					i++
				}
			}
		}
	}
}

// mask inverts the data by the one of eight patterns that leaves the code easiest to read.
func (q *qrCode) mask(level eccLevel) {
	best, least := 0, -1
	for m := range 8 {
		q.invert(m)
		q.format(level, m)
		if p := q.penalty(); least < 0 || p < least {
			best, least = m, p
		}
		q.invert(m)
	}
	q.invert(best)
	q.format(level, best)
}

func (q *qrCode) invert(mask int) {
	for y, row := range q.black {
		fixed := q.fixed[y]
		for x := range row {
			if !fixed[x] && flips(mask, x, y) {
				row[x] = !row[x]
			}
		}
	}
}

// flips tells whether a mask inverts a module.
func flips(mask, x, y int) bool {
	switch mask {
	case 0:
		return (x+y)%2 == 0
	case 1:
		return y%2 == 0
	case 2:
		return x%3 == 0
	case 3:
		return (x+y)%3 == 0
	case 4:
		return (x/3+y/2)%2 == 0
	case 5:
		return x*y%6 == 0
	case 6:
		return (x*y%2+x*y%3)%2 == 0
	}
	return ((x+y)%2+x*y%3)%2 == 0
}

// penalty counts what makes a code hard to read: runs of five, squares of four, shapes like a finder, too much of one
// colour.
func (q *qrCode) penalty() int {
	sum, dark := 0, 0
	column := make([]bool, q.size)
	for i, row := range q.black {
		for j := range column {
			column[j] = q.black[j][i]
		}
		sum += linePenalty(row) + linePenalty(column)
		for j, on := range row {
			if on {
				dark++
			}
			if i > 0 && j > 0 && on == row[j-1] && on == q.black[i-1][j] && on == q.black[i-1][j-1] {
				sum += 3
			}
		}
	}
	total := q.size * q.size
	return sum + max(dark*20-total*10, total*10-dark*20)/total*10
}

func linePenalty(line []bool) int {
	sum, run, window := 0, 0, 0
	for j, on := range line {
		if j > 0 && on == line[j-1] {
			run++
		} else {
			run = 1
		}
		switch {
		case run == 5:
			sum += 3
		case run > 5:
			sum++
		}
		window = window << 1 & 0x7ff
		if on {
			window |= 1
		}
		if j >= 10 && (window == 0b10111010000 || window == 0b00001011101) {
			sum += 40
		}
	}
	return sum
}
