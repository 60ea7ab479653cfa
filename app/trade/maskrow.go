package trade

import "strconv"

// NumberRow hands out many numbers of one mask and period, one after the other, as Mask.Next would.
type NumberRow struct {
	mask Mask
	used map[int]bool    // running numbers
	all  map[string]bool // whole numbers, of any shape
	at   int             // no free running number stands before it
}

// Row reads the numbers that are taken on a day.
func (m Mask) Row(f NumberFacts, taken []string) *NumberRow {
	r := &NumberRow{mask: m, used: map[int]bool{}, all: make(map[string]bool, len(taken))}
	shape := m.shape(f)
	var row []int
	for _, number := range taken {
		r.all[number] = true
		found := shape.FindStringSubmatch(number)
		if found == nil {
			continue
		}
		if n, err := strconv.Atoi(found[1]); err == nil && n > 0 && !r.used[n] {
			r.used[n] = true
			row = append(row, n)
		}
	}
	r.at = rowStart(row)
	return r
}

// Next is the next free number; it stays free until Take.
func (r *NumberRow) Next(f NumberFacts) string { return r.mask.Format(f, r.free(f)) }

func (r *NumberRow) free(f NumberFacts) int {
	for r.used[r.at] {
		r.at++
	}
	n := r.at
	for r.used[n] || r.all[r.mask.Format(f, n)] {
		n++
	}
	return n
}

// Take is Next, and the number is taken from now on.
func (r *NumberRow) Take(f NumberFacts) string {
	n := r.free(f)
	number := r.mask.Format(f, n)
	r.used[n], r.all[number] = true, true
	return number
}
