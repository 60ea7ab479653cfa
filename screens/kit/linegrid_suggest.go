package kit

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// suggestFrom is how many letters are typed before anything is suggested.
const suggestFrom = 2

// LGSuggest proposes what a cell may become while one types in it. What is typed stands until a proposal is chosen.
type LGSuggest struct {
	// Find looks for what fits a text and hands it to show, at once or later.
	Find func(typed string, show func([]Option))
	// Take is told the proposal chosen for a row; the cell is closed by then and keeps nothing of what was typed.
	Take func(row LGRow, chosen Option)
}

// lgProposals is the list below the cell being edited.
type lgProposals struct {
	grid  *LineGrid
	found []Option
	popup *Popup
	list  *choiceList
}

// suggestion is what the column being edited proposes with, nil when it does not; a row of words alone gets no proposals.
func (g *LineGrid) suggestion() *LGSuggest {
	e := &g.edit
	if i := g.rowIndex(e.key); e.on && e.col >= 0 && e.col < len(g.columns) && i >= 0 && !g.rows[i].Wide {
		return g.columns[e.col].Suggest
	}
	return nil
}

// suggest looks for proposals for what was typed.
func (g *LineGrid) suggest(typed string) {
	s := g.suggestion()
	if s == nil {
		return
	}
	if utf8.RuneCountInString(strings.TrimSpace(typed)) < suggestFrom {
		g.proposals.close()
		return
	}
	key, col := g.edit.key, g.edit.col
	s.Find(typed, func(found []Option) {
		if g.edit.on && g.edit.key == key && g.edit.col == col && g.edit.field.Text == typed {
			g.proposals.show(found)
		}
	})
}

// show lists what was found, none of it chosen.
func (p *lgProposals) show(found []Option) {
	if len(found) == 0 {
		p.close()
		return
	}
	p.found = found
	rows := make([]choice, len(found))
	for i, o := range found {
		rows[i] = choice{icon: o.Icon, title: o.Label, note: o.Note}
	}
	if p.popup == nil || !p.popup.Open() {
		p.popup, p.list = newChoicePopup(p.grid.edit.field, true, p.take)
		p.popup.Keys, p.popup.unasked, p.popup.outside = p.key, true, p.grid.clickedAt
	}
	p.list.set(rows, -1)
	if p.popup.Open() {
		p.popup.Refit()
		return
	}
	p.popup.Show()
}

// key walks the list; Enter without a choice and Tab leave the cell as they do without a list.
func (p *lgProposals) key(ev *fyne.KeyEvent) bool {
	if p.list.typedKey(ev) {
		return true
	}
	if ev.Name != fyne.KeyTab && !isEnter(ev) {
		return false
	}
	p.close()
	p.grid.edit.field.TypedKey(ev)
	return true
}

func (p *lgProposals) close() {
	if p.popup != nil {
		p.popup.Close()
	}
}

// HideProposals takes the list below the cell away, so that the keyboard can go elsewhere; what was typed stays.
func (g *LineGrid) HideProposals() { g.proposals.close() }

// clickedAt does what a click at a place of the window would do in the grid: the list that came up unasked takes no click.
func (g *LineGrid) clickedAt(at fyne.Position) {
	in := at.Subtract(absolute(g))
	if size := g.Size(); in.X < 0 || in.Y < 0 || in.X >= size.Width || in.Y >= size.Height {
		return
	}
	g.Tapped(&fyne.PointEvent{AbsolutePosition: at, Position: in})
}

// take gives the row what was chosen.
func (p *lgProposals) take(i int) {
	g, s := p.grid, p.grid.suggestion()
	at := g.rowIndex(g.edit.key)
	if s == nil || at < 0 || i >= len(p.found) {
		return
	}
	row := g.rows[at]
	g.closeEdit()
	s.Take(row, p.found[i])
}
