package paper

import "strings"

// fitColumns gives the columns their widths and reports whether all have the room they need: figures whole, words at least
// a part of what they would like.
func (w *listing) fitColumns() bool {
	n := len(w.list.Columns)
	w.widths = make([]float64, n)
	rest, like, keep, shown := w.sheet.wide, make([]float64, n), make([]float64, n), 0.0
	need := 0.0
	for i, c := range w.list.Columns {
		widest := w.widest(i) + 2*listSide
		if c.Right {
			widest += w.apart(i)
			w.widths[i] = max(min(widest, mostFigure), w.longestWord(c.Head)+2*listSide+w.apart(i))
			rest -= w.widths[i]
			continue
		}
		like[i] = max(widest, w.longestWord(c.Head)+2*listSide)
		keep[i] = w.unbroken(i, like[i])
		need += max(keep[i], min(like[i], max(leastText, min(like[i]*0.8, 46))))
		shown += max(c.Width, 1)
	}
	if need > rest {
		return false
	}
	w.share(rest, like, keep, shown)
	return true
}

// unbroken is the width at which no word of a column breaks, where it likes one: a short column stays whole.
func (w *listing) unbroken(i int, like float64) float64 {
	if like <= mostWhole {
		return like
	}
	most := w.longestWord(w.list.Columns[i].Head)
	for _, r := range w.list.Rows {
		if i >= len(r) {
			continue
		}
		for word := range strings.FieldsSeq(r[i]) {
			most = max(most, w.width(word, w.st))
		}
	}
	return min(like, most+2*listSide, mostWord)
}

// share gives the columns of words what they must keep, and what the figures and that leave over in the proportions of the
// screen, none more than it likes while another lacks.
func (w *listing) share(rest float64, likes, keep []float64, shown float64) {
	open, like := map[int]bool{}, make([]float64, len(likes))
	for i, c := range w.list.Columns {
		if !c.Right {
			open[i], like[i] = true, likes[i]-keep[i]
			rest -= keep[i]
		}
	}
	for again := true; again && len(open) > 0; {
		again = false
		for i, c := range w.list.Columns {
			if open[i] && rest*max(c.Width, 1)/shown >= like[i] {
				w.widths[i] = like[i]
				rest, shown, again = rest-like[i], shown-max(c.Width, 1), true
				delete(open, i)
			}
		}
	}
	for i, c := range w.list.Columns {
		if open[i] {
			w.widths[i] = rest * max(c.Width, 1) / shown
		}
		w.widths[i] += keep[i]
	}
	if len(open) == 0 {
		w.spreadOut()
	}
}

// apart is what keeps figures away from the words of the next column.
func (w *listing) apart(i int) float64 {
	if c := w.list.Columns; c[i].Right && i+1 < len(c) && !c[i+1].Right {
		return 1.6
	}
	return 0
}

// spreadOut gives the room that nobody needs to the heads of figures that would break, then to the columns of words, or to
// all where there are none.
func (w *listing) spreadOut() {
	used, words := 0.0, 0
	for i, c := range w.list.Columns {
		used += w.widths[i]
		if !c.Right {
			words++
		}
	}
	for i, c := range w.list.Columns {
		whole := w.width(c.Head, w.headStyle()) + 2*listSide + w.apart(i) + 0.1
		if more := whole - w.widths[i]; c.Right && more > 0 && used+more <= w.sheet.wide {
			w.widths[i], used = whole, used+more
		}
	}
	for i, c := range w.list.Columns {
		if !c.Right || words == 0 {
			w.widths[i] += (w.sheet.wide - used) / float64(max(words, 1)) * share(words == 0, len(w.list.Columns))
		}
	}
}

func share(among bool, n int) float64 {
	if among {
		return 1 / float64(n)
	}
	return 1
}

// squeeze narrows all columns in proportion where even the smallest type needs more than the sheet has.
func (w *listing) squeeze() {
	sum := 0.0
	for i, c := range w.list.Columns {
		if w.widths[i] == 0 {
			w.widths[i] = max(leastText, min(w.longestWord(c.Head)+2*listSide, 30))
		}
		sum += w.widths[i]
	}
	for i := range w.widths {
		w.widths[i] *= w.sheet.wide / sum
	}
}

// widest is the width of the widest text of a column.
func (w *listing) widest(i int) float64 {
	most := 0.0
	for _, r := range w.list.Rows {
		if i < len(r) {
			most = max(most, w.width(r[i], w.st))
		}
	}
	if i < len(w.list.Foot) {
		most = max(most, w.width(w.list.Foot[i], w.st.bold()))
	}
	return most
}

func (w *listing) longestWord(head string) float64 {
	most := 0.0
	for _, word := range strings.Fields(head) {
		most = max(most, w.width(word, w.headStyle()))
	}
	return most
}
