package kit

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// editGrid is a grid whose columns name and sum can be edited, and what was handed over.
func editGrid(t *testing.T) (g *DataGrid, w fyne.Window, kept *[]string) {
	t.Helper()
	g, w = showGrid(t, &gridTestSource{n: 100})
	columns := gridTestColumns()
	columns[0].Draft = func(r Row) string { return r.(*gridTestRow).name }
	columns[2].Draft = func(r Row) string { return fmt.Sprint(r.Key() * 1000) }
	g.SetColumns(columns)
	kept = &[]string{}
	g.OnEdit = func(r Row, id, typed string) error {
		if strings.Contains(typed, "x") {
			return errors.New("no number")
		}
		*kept = append(*kept, fmt.Sprint(r.Key(), " ", id, " ", typed))
		return nil
	}
	return g, w, kept
}

func (g *DataGrid) typeInto(t *testing.T, s string) {
	t.Helper()
	if !g.edit.on {
		t.Fatal("no cell is open")
	}
	for _, r := range s {
		g.edit.field.TypedRune(r)
	}
}

func TestGridEditsWithTheKeyboard(t *testing.T) {
	g, w, kept := editGrid(t)
	w.Canvas().Focus(g)
	g.SelectRow(3)
	g.TypedKey(key(fyne.KeyF2))
	if k, id, on := g.Editing(); !on || k != 3 || id != "name" || g.edit.field.Text != "row 3" {
		t.Fatal(k, id, on, g.edit.field.Text)
	}
	if w.Canvas().Focused() != fyne.Focusable(g.edit.field) {
		t.Fatal("the keyboard is elsewhere")
	}
	g.typeInto(t, "new")
	g.edit.field.TypedKey(key(fyne.KeyTab))
	if k, id, on := g.Editing(); !on || k != 3 || id != "sum" {
		t.Fatal(k, id, on)
	}
	g.edit.field.TypedKey(key(fyne.KeyTab))
	if k, id, _ := g.Editing(); k != 4 || id != "name" {
		t.Fatal("after the last cell of a row", k, id)
	}
	release := HoldModifiers(fyne.KeyModifierShift)
	g.edit.field.TypedKey(key(fyne.KeyTab))
	release()
	if k, id, _ := g.Editing(); k != 3 || id != "sum" {
		t.Fatal("back with Shift", k, id)
	}
	g.typeInto(t, "7x")
	g.edit.field.TypedKey(key(fyne.KeyReturn))
	if !g.edit.on || g.edit.fault != "no number" || !g.edit.says.Visible() {
		t.Fatal("what is refused stays open with the reason")
	}
	g.edit.field.TypedKey(key(fyne.KeyEscape))
	if g.edit.on || w.Canvas().Focused() != fyne.Focusable(g) {
		t.Error("Esc leaves the cell open, or the keyboard nowhere")
	}
	if !slices.Equal(*kept, []string{"3 name new"}) {
		t.Errorf("kept %q: an unchanged cell, or one dropped, is not handed over", *kept)
	}
	g.TypedKey(key(fyne.KeyF2))
	if _, id, _ := g.Editing(); id != "sum" {
		t.Error("F2 does not open the column edited last, but", id)
	}
	g.edit.field.TypedKey(key(fyne.KeyDown))
	if k, id, on := g.Editing(); !on || k != 4 || id != "sum" {
		t.Error("Down leads to", k, id, on)
	}
}

func TestGridEditsAtADoubleClick(t *testing.T) {
	g, w, kept := editGrid(t)
	opened := 0
	g.OnOpen = func(Row) { opened++ }
	twice := func(x float32, row int) {
		clickGrid(g, x, rowMiddle(row), 0)
		clickGrid(g, x, rowMiddle(row), 0)
	}
	sum, _ := g.shownColumn("sum")
	kind, _ := g.shownColumn("kind")
	twice(kind.x+10, 1)
	if opened != 1 || g.edit.on {
		t.Fatal("a cell that cannot be edited opens its row:", opened, g.edit.on)
	}
	twice(sum.x+10, 2)
	if k, id, on := g.Editing(); !on || k != 2 || id != "sum" || opened != 1 {
		t.Fatal(k, id, on, opened)
	}
	g.typeInto(t, "55")
	at := g.edit.field.Position()
	if at.Y < g.rowTop(2) || at.Y > g.rowTop(3) || at.X+g.edit.field.Size().Width > g.Size().Width {
		t.Errorf("the field stands at %v", at)
	}
	w.Canvas().Focus(g) // a click elsewhere
	if g.edit.on || !slices.Equal(*kept, []string{"2 sum 55"}) {
		t.Errorf("kept %q", *kept)
	}
	g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -400)})
	g.SelectRow(12)
	if !g.EditCell("name") || g.EditCell("kind") {
		t.Error("name can be edited, kind cannot")
	}
}

func TestGridTellsOfPressedCells(t *testing.T) {
	g, _, _ := editGrid(t)
	var pressed []string
	g.OnCell = func(r Row, id string, x float32) bool {
		pressed = append(pressed, fmt.Sprint(r.Key(), id, x))
		return x < 20
	}
	name, _ := g.shownColumn("name")
	g.SelectRow(5)
	clickGrid(g, name.x+10, rowMiddle(1), 0)
	if row, _ := g.Current(); row.Key() != 5 {
		t.Error("a press that was taken chose a row")
	}
	clickGrid(g, name.x+30, rowMiddle(1), 0)
	if row, _ := g.Current(); row.Key() != 1 || !slices.Equal(pressed, []string{"1name10", "1name30"}) {
		t.Error(pressed)
	}
	var left []fyne.KeyName
	g.OnKey = func(ev *fyne.KeyEvent) bool { left = append(left, ev.Name); return true }
	g.TypedKey(key(fyne.KeyLeft))
	if !slices.Equal(left, []fyne.KeyName{fyne.KeyLeft}) {
		t.Error("a grid that cannot scroll sideways keeps the key", left)
	}
}
