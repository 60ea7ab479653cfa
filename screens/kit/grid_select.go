package kit

import (
	"maps"
	"slices"
)

// KeyFinder is an ability of a source: the number of a loaded row by its key.
type KeyFinder interface {
	Find(key int64) (int64, bool)
}

// KeyLister is an ability of a source: it reads the keys of the rows from, … to-1 and hands them over on the UI
// goroutine, for a selection that reaches over rows not in memory.
type KeyLister interface {
	Keys(from, to int64, got func(keys []int64))
}

// gridSpanMost is the longest run of rows that Shift selects; whoever means more takes Ctrl A.
const gridSpanMost = 100_000

// Selection is what the user selected: keys, or everything that matches but the keys taken out again.
type Selection struct {
	All     bool
	Keys    []int64 // ascending; empty when All
	Except  []int64 // ascending; only when All
	Pending bool    // keys of a long run are still being read
}

type gridSelection struct {
	all       bool
	keys      map[int64]struct{}
	except    map[int64]struct{}
	anchor    int64 // number of the row a run begins at, -1 when there is none
	anchorKey int64
	from, to  int64 // run whose keys are being read: from ≤ i < to
	token     int
}

// clear selects nothing; the anchor of runs stays.
func (s *gridSelection) clear() {
	s.all, s.keys, s.except = false, map[int64]struct{}{}, map[int64]struct{}{}
	s.stopRun()
}

func (s *gridSelection) stopRun() {
	s.from, s.to = 0, 0
	s.token++
}

func (s *gridSelection) only(i, key int64) {
	s.clear()
	s.anchor, s.anchorKey = i, key
	s.keys[key] = struct{}{}
}

func (s *gridSelection) has(key int64) bool {
	if s.all {
		_, out := s.except[key]
		return !out
	}
	_, in := s.keys[key]
	return in
}

func (s *gridSelection) add(key int64) {
	if s.all {
		delete(s.except, key)
		return
	}
	s.keys[key] = struct{}{}
}

func (s *gridSelection) remove(key int64) {
	if s.all {
		s.except[key] = struct{}{}
		return
	}
	delete(s.keys, key)
}

func (s *gridSelection) toggle(i, key int64) {
	s.anchor, s.anchorKey = i, key
	if s.has(key) {
		s.remove(key)
		return
	}
	s.add(key)
}

// spans tells whether a row that is not loaded belongs to the selection.
func (s *gridSelection) spans(i int64) bool { return s.all || (i >= s.from && i < s.to) }

// met learns the key of a row that came into view.
func (s *gridSelection) met(i, key int64) {
	if key == s.anchorKey && s.anchor >= 0 {
		s.anchor = i
	}
	if i >= s.from && i < s.to {
		s.add(key)
	}
}

// Selected tells the present selection.
func (g *DataGrid) Selected() Selection {
	s := Selection{All: g.sel.all, Pending: g.sel.to > g.sel.from}
	if s.All {
		s.Except = slices.Sorted(maps.Keys(g.sel.except))
	} else {
		s.Keys = slices.Sorted(maps.Keys(g.sel.keys))
	}
	return s
}

// SelectedCount is the number of rows selected; -1 when everything is and the number of rows is not known.
func (g *DataGrid) SelectedCount() int64 {
	switch n := g.Count(); {
	case !g.sel.all:
		return max(int64(len(g.sel.keys)), g.sel.to-g.sel.from)
	case n < 0:
		return -1
	default:
		return n - int64(len(g.sel.except))
	}
}

// Current is the current row, when it is in memory.
func (g *DataGrid) Current() (Row, bool) {
	if !g.hasCur || g.announce || g.source == nil || g.cur < 0 {
		return nil, false
	}
	row, ok := g.source.Row(g.cur)
	if !ok || row.Key() != g.curKey {
		return nil, false
	}
	return row, true
}

// SelectAll selects all matching rows, as one flag and not as a list.
func (g *DataGrid) SelectAll() {
	g.sel.clear()
	g.sel.all = true
	g.selectionChanged()
}

// ClearSelection selects nothing; the current row stays.
func (g *DataGrid) ClearSelection() {
	g.sel.clear()
	g.selectionChanged()
}

// SetSelected selects the rows with the keys, loaded or not; it calls nothing back.
func (g *DataGrid) SetSelected(keys []int64) {
	g.sel.clear()
	for _, k := range keys {
		g.sel.add(k)
	}
	g.repaint()
}

// SetSelection selects what was selected before, as Selected told it; it calls nothing back.
func (g *DataGrid) SetSelection(s Selection) {
	g.SetSelected(s.Keys)
	g.sel.all = s.All
	for _, k := range s.Except {
		g.sel.except[k] = struct{}{}
	}
	g.repaint()
}

// SelectRow makes the row current and selects it alone, as a click does.
func (g *DataGrid) SelectRow(i int64) { g.choose(i, chooseOnly) }

func (g *DataGrid) selectionChanged() {
	g.repaint()
	if g.OnSelection != nil {
		g.OnSelection()
	}
}

// gridChoice is what becoming current does to the selection.
type gridChoice int

const (
	chooseOnly   gridChoice = iota // select it alone
	chooseRun                      // select from the anchor to it
	chooseToggle                   // select or take out
	chooseWalk                     // leave the selection
)

// choose makes the row current, brings it into view and selects as told.
func (g *DataGrid) choose(i int64, how gridChoice) {
	n := g.Count()
	if g.source == nil || n == 0 {
		return
	}
	if i = max(0, i); n > 0 {
		i = min(i, n-1)
	}
	from := g.cur
	g.cur, g.hasCur, g.announce = i, true, false
	g.bringIntoView(i)
	row, ok := g.source.Row(i)
	if !ok {
		g.chooseAbsent(i, how, from)
		return
	}
	g.curKey = row.Key()
	g.chooseLoaded(i, how, from)
	g.place(false)
	if how != chooseWalk {
		g.tellSelect(row)
	}
}

func (g *DataGrid) chooseLoaded(i int64, how gridChoice, from int64) {
	switch how {
	case chooseOnly:
		g.sel.only(i, g.curKey)
	case chooseToggle:
		g.sel.toggle(i, g.curKey)
	case chooseRun:
		g.selectRun(from, i)
	}
}

// chooseAbsent remembers a choice whose row is still being read.
func (g *DataGrid) chooseAbsent(i int64, how gridChoice, from int64) {
	g.announce = true
	switch how {
	case chooseOnly:
		g.sel.clear()
		g.sel.anchor = i
	case chooseRun:
		g.selectRun(from, i)
	}
	g.place(false)
}

func (g *DataGrid) tellSelect(row Row) {
	if g.OnSelect != nil {
		g.OnSelect(row)
	}
	if g.OnSelection != nil {
		g.OnSelection()
	}
}

// metCurrent learns where the current row is, and tells of one that was chosen before it was read.
func (g *DataGrid) metCurrent(i int64, row Row) {
	if !g.hasCur {
		return
	}
	if !g.announce {
		if row.Key() == g.curKey {
			g.cur = i
		}
		return
	}
	if i != g.cur {
		return
	}
	g.announce = false
	g.curKey = row.Key()
	if g.sel.anchor == i && len(g.sel.keys) == 0 && !g.sel.all {
		g.sel.only(i, g.curKey)
	}
	g.tellSelect(row)
}

// followCurrent finds the current row again after a reload or another sort.
func (g *DataGrid) followCurrent(rebind bool) {
	if !rebind || !g.hasCur || g.announce || g.source == nil {
		return
	}
	if g.cur >= 0 {
		row, ok := g.source.Row(g.cur)
		if ok && row.Key() == g.curKey {
			return
		}
	}
	if f, can := g.source.(KeyFinder); can {
		if i, ok := f.Find(g.curKey); ok {
			g.cur = i
			return
		}
	}
	if g.cur >= 0 {
		if _, ok := g.source.Row(g.cur); ok {
			g.cur = -1
		}
	}
}

// selectRun selects from the anchor (or the row that was current) to the row i.
func (g *DataGrid) selectRun(from, i int64) {
	anchor, key := g.sel.anchor, g.sel.anchorKey
	if anchor < 0 {
		anchor = max(0, from)
		if row, ok := g.source.Row(anchor); ok {
			key = row.Key()
		}
	}
	g.sel.clear()
	g.sel.anchor, g.sel.anchorKey = anchor, key
	a, b := min(anchor, i), max(anchor, i)+1
	if b-a > gridSpanMost {
		if i > anchor {
			b = a + gridSpanMost
		} else {
			a = b - gridSpanMost
		}
	}
	g.addRun(a, b)
}

func (g *DataGrid) addRun(a, b int64) {
	missing := false
	for i := a; i < b; i++ {
		row, ok := g.source.Row(i)
		if ok {
			g.sel.add(row.Key())
		}
		missing = missing || !ok
	}
	if !missing {
		return
	}
	g.sel.from, g.sel.to = a, b
	lister, ok := g.source.(KeyLister)
	if !ok {
		return
	}
	token := g.sel.token
	lister.Keys(a, b, func(keys []int64) { g.endRun(token, keys) })
}

func (g *DataGrid) endRun(token int, keys []int64) {
	if token != g.sel.token {
		return
	}
	g.sel.stopRun()
	for _, k := range keys {
		g.sel.add(k)
	}
	g.selectionChanged()
}
