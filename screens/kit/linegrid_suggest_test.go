package kit

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// proposing is a grid of two lines whose name proposes what begins with "pu", and what was taken.
func proposing(t *testing.T) (g *LineGrid, taken *[]string, saved *[]string) {
	t.Helper()
	taken, saved = new([]string), new([]string)
	name := LGColumn{ID: "name", Set: func(_ LGRow, s string) error { *saved = append(*saved, s); return nil }, Suggest: &LGSuggest{
		Find: func(typed string, show func([]Option)) {
			if typed[:2] == "pu" {
				show([]Option{{ID: "1", Label: "pump"}, {ID: "2", Label: "pulley"}})
				return
			}
			show(nil)
		},
		Take: func(_ LGRow, o Option) { *taken = append(*taken, o.ID) }}}
	g = NewLineGrid(name, LGColumn{ID: "price", Width: 60, Set: func(LGRow, string) error { return nil }})
	g.SetRows([]LGRow{{Key: 1, Values: map[string]string{}}, {Key: 2, Wide: true, Values: map[string]string{}}})
	w := test.NewTempWindow(t, g)
	w.Resize(fyne.NewSize(600, 400))
	return g, taken, saved
}

func (g *LineGrid) typeIn(s string) {
	for _, r := range s {
		canvasOf(g).Focused().TypedRune(r)
	}
}

func (g *LineGrid) pressKeys(keys ...fyne.KeyName) {
	for _, k := range keys {
		canvasOf(g).Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func TestProposalsOfACell(t *testing.T) {
	for name, c := range map[string]struct {
		typed        string
		keys         []fyne.KeyName
		taken, saved string
	}{
		"chosen":        {"pu", []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn}, "2", ""},
		"not chosen":    {"pu", []fyne.KeyName{fyne.KeyReturn}, "", "pu"},
		"put away":      {"pu", []fyne.KeyName{fyne.KeyDown, fyne.KeyEscape, fyne.KeyReturn}, "", "pu"},
		"given up":      {"pu", []fyne.KeyName{fyne.KeyEscape, fyne.KeyEscape}, "", ""},
		"nothing found": {"pux", []fyne.KeyName{fyne.KeyReturn}, "", "pux"},
		"Tab":           {"pu", []fyne.KeyName{fyne.KeyTab}, "", "pu"},
	} {
		g, taken, saved := proposing(t)
		g.Edit(1, "name")
		g.typeIn(c.typed)
		g.pressKeys(c.keys...)
		if got := only(*taken); got != c.taken {
			t.Errorf("%s: took %q", name, got)
		}
		if got := only(*saved); got != c.saved {
			t.Errorf("%s: saved %q", name, got)
		}
		if g.proposals.popup != nil && g.proposals.popup.Open() {
			t.Errorf("%s: the list is still open", name)
		}
	}
}

func TestProposalsTakeNoKeyAndNoClickOfOthers(t *testing.T) {
	var routed []fyne.KeyName
	SetRouter(func(ev *fyne.KeyEvent) bool { routed = append(routed, ev.Name); return true })
	t.Cleanup(func() { SetRouter(nil) })
	g, taken, saved := proposing(t)
	g.Edit(1, "name")
	g.typeIn("pu")
	g.pressKeys(fyne.KeyF6)
	if len(routed) != 1 || routed[0] != fyne.KeyF6 || g.proposals.popup.Open() {
		t.Errorf("F6 came to the program as %v", routed)
	}
	g.typeIn("l")
	g.proposals.show([]Option{{ID: "2", Label: "pulley"}})
	x, w := g.cellBox(g.rows[0], 1)
	at := absolute(g).AddXY(x+w/2, lgHeadHigh+g.tops[0]+8)
	g.proposals.popup.Tapped(&fyne.PointEvent{AbsolutePosition: at, Position: at})
	if _, _, open := g.Editing(); open || g.column != 1 || only(*saved) != "pul" || len(*taken) != 0 {
		t.Errorf("a click on another cell: column %d, saved %q, took %q, still editing %v", g.column, *saved, *taken, open)
	}
}

func TestFaultOfASingleLineIsSeen(t *testing.T) {
	refuse := func(LGRow, string) error { return errors.New("a price has no letters") }
	g := NewLineGrid(LGColumn{ID: "name", Set: refuse}, LGColumn{ID: "price", Width: 60, Set: refuse})
	g.SetRows([]LGRow{{Key: 1, Values: map[string]string{}}})
	test.NewTempWindow(t, g).Resize(fyne.NewSize(600, lgHeadHigh+lgLineHigh+8)) // the window pads its content
	for _, col := range []string{"name", "price"} {
		g.Edit(1, col)
		g.typeIn("x")
		g.pressKeys(fyne.KeyReturn)
		note, cell := g.edit.note, g.edit.box.edge
		if bottom := note.Position().Y + note.Size().Height; g.edit.fault == "" || note.Hidden || note.Position().Y < 0 || bottom > g.viewHeight() {
			t.Errorf("%s: the fault stands from %g to %g of %g", col, note.Position().Y, bottom, g.viewHeight())
		}
		if from, to := note.Position().X, note.Position().X+note.Size().Width; from < cell.Position().X+cell.Size().Width && to > cell.Position().X && col == "price" {
			t.Errorf("%s: the fault covers the cell", col)
		}
		g.closeEdit()
	}
}

func TestWordsAloneGetNoProposals(t *testing.T) {
	g, _, _ := proposing(t)
	g.Edit(2, "name")
	g.typeIn("pu")
	if g.proposals.popup != nil {
		t.Error("proposed")
	}
}

func only(all []string) string {
	if len(all) == 1 {
		return all[0]
	}
	if len(all) == 0 {
		return ""
	}
	return "many"
}
