package offers

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/screens/kit"
)

// readyTerms are what offers usually say terms about; their words are in the language of the paper.
var readyTerms = []string{"payment", "delivery", "place", "warranty", "excluded", "currency", "staff", "secrecy"}

// terms is the list of conditions of the offer.
type terms struct {
	e      *Editor
	rows   *fyne.Container
	add    *kit.Button
	fields *inserter
	said   []*kit.TextArea // what is agreed, by row
	keeps  []func()        // show which conditions are in the library
	object fyne.CanvasObject
	locked bool
}

// titleWide is the width of the title of a condition, in units.
const titleWide float32 = 168

func newTerms(e *Editor, fields *inserter) *terms {
	w := &terms{e: e, rows: kit.VBox(8), fields: fields}
	w.add = kit.NewButton(kit.Ghost, e.env.T.T("offers.term.add"), w.offer).WithIcon("plus").Sized(kit.ControlSmall)
	w.object = kit.VBox(8, w.rows, kit.Left(w.add))
	return w
}

// fill shows the conditions of the offer.
func (w *terms) fill() {
	w.rows.Objects, w.keeps, w.said = nil, nil, nil
	w.fields.into = nil // it may be one of the rows that go
	for i := range w.e.offer.Terms {
		w.rows.Add(w.row(i))
	}
	w.rows.Refresh()
	w.e.sheet.refit()
}

// row is one condition: what it is about, what is agreed, and its place.
func (w *terms) row(i int) fyne.CanvasObject {
	t, one := w.e.env.T, w.e.offer.Terms[i]
	title := kit.NewEntry(t.T("offers.term.title"))
	title.SetValue(one.Title)
	words := kit.NewTextArea(t.T("offers.term.text"), 2, t.T("parts.text.long"))
	words.SetValue(one.Text)
	take := func() {
		now := trade.Term{Title: title.Value(), Text: words.Value()}
		if w.e.offer.Terms[i] != now {
			w.e.offer.Terms[i] = now
			w.showKept()
			w.e.changed()
		}
	}
	title.OnInput(take)
	words.OnInput(take)
	w.said = append(w.said, words)
	w.fields.watch(title)
	w.fields.watch(words)
	for _, o := range []interface{ OnFocus(func(bool)) }{title, words} {
		w.e.preview.watch(o, termTag(i))
	}
	keep := kit.NewIconButton("save", t.T("offers.term.keep"), func() { w.keep(w.e.offer.Terms[i]) })
	w.keeps = append(w.keeps, func() { keep.SetEnabled(w.mayKeep(w.e.offer.Terms[i])) })
	w.keeps[i]()
	up := kit.NewIconButton("up", t.T("offers.up"), func() { w.move(i, i-1) })
	down := kit.NewIconButton("down", t.T("offers.down"), func() { w.move(i, i+1) })
	remove := kit.NewIconButton("x", t.T("text.remove"), func() { w.remove(i) })
	up.SetEnabled(i > 0 && !w.locked)
	down.SetEnabled(i < len(w.e.offer.Terms)-1 && !w.locked)
	remove.SetEnabled(!w.locked)
	if w.locked {
		title.Disable()
		words.Disable()
	}
	return kit.HBox(4, kit.Fixed(title, titleWide, 0), kit.Grow(words), up, down, keep, remove)
}

// offer shows what a condition may be about.
func (w *terms) offer() {
	say := w.e.desk.PaperWords(w.e.offer.Lang)
	items := w.stocked()
	for _, key := range readyTerms {
		title := say.T("offers.term." + key)
		had := slices.ContainsFunc(w.e.offer.Terms, func(t trade.Term) bool { return t.Title == title })
		items = append(items, kit.MenuItem{Label: title, Checked: had, Do: func() { w.append(trade.Term{Title: title}) }})
	}
	items = append(items, kit.Separator(), kit.MenuItem{Icon: "edit", Label: w.e.env.T.T("offers.term.own"), Do: func() { w.append(trade.Term{}) }})
	kit.ShowMenu(w.add, items...)
}

// stocked are the conditions of the library in the language of the offer, with what they say.
func (w *terms) stocked() []kit.MenuItem {
	var items []kit.MenuItem
	for _, one := range w.e.around.stock {
		if one.Lang == w.e.offer.Lang {
			items = append(items, kit.MenuItem{Icon: "save", Label: stockLabel(one), Checked: slices.Contains(w.e.offer.Terms, one.Term()),
				Do: func() { w.append(one.Term()) }})
		}
	}
	if len(items) > 0 {
		items = append(items, kit.Separator())
	}
	return items
}

// stockLetters is how much of a condition of the library is told where it is chosen.
const stockLetters = 48

// stockLabel is a condition of the library as it is offered: its title and how it begins.
func stockLabel(one trade.StockTerm) string {
	words := strings.Join(strings.Fields(one.Text), " ")
	if words != "" {
		words = ": " + words
	}
	if all := []rune(one.Title + words); len(all) > stockLetters {
		return strings.TrimSpace(string(all[:stockLetters])) + "…"
	}
	return one.Title + words
}

// mayKeep reports whether a condition can be put into the library: it is about something, and not there yet.
func (w *terms) mayKeep(one trade.Term) bool {
	in := func(s trade.StockTerm) bool { return s.Lang == w.e.offer.Lang && s.Term() == one }
	return strings.TrimSpace(one.Title) != "" && !slices.ContainsFunc(w.e.around.stock, in)
}

// remark marks the conditions whose fields are unknown or empty, and says so when the pointer rests on them.
func (w *terms) remark(remarks []crm.Fault) {
	for i, area := range w.said {
		if area.TooLong() {
			continue
		}
		words := fieldRemarks(w.e.env.T, remarks, "term "+strconv.Itoa(i))
		area.SetTip(words)
		if area.Mark(kit.Good); words != "" {
			area.Mark(kit.Warning)
		}
	}
}

// showKept shows which conditions can still be put into the library.
func (w *terms) showKept() {
	for _, show := range w.keeps {
		show()
	}
}

// keep puts a condition into the library, for other offers and for templates.
func (w *terms) keep(one trade.Term) {
	e, lang := w.e, w.e.offer.Lang
	kit.Commit(&e.saver, "keep term", func(ctx context.Context) (trade.StockTerm, error) {
		return e.desk.SaveStockTerm(ctx, nil, trade.StockTerm{Lang: lang, Title: one.Title, Text: one.Text})
	}, func(kept trade.StockTerm, err error) {
		if err != nil {
			e.env.Fail(err)
			return
		}
		if !slices.ContainsFunc(e.around.stock, func(s trade.StockTerm) bool { return s.ID == kept.ID }) {
			e.around.stock = append(slices.Clone(e.around.stock), kept)
		}
		w.showKept()
	})
}

func (w *terms) append(one trade.Term) {
	w.e.offer.Terms = append(slices.Clone(w.e.offer.Terms), one)
	w.changed()
}

func (w *terms) move(i, to int) {
	if to < 0 || to >= len(w.e.offer.Terms) {
		return
	}
	w.e.offer.Terms = slices.Clone(w.e.offer.Terms)
	w.e.offer.Terms[i], w.e.offer.Terms[to] = w.e.offer.Terms[to], w.e.offer.Terms[i]
	w.changed()
}

func (w *terms) remove(i int) {
	w.e.offer.Terms = slices.Delete(slices.Clone(w.e.offer.Terms), i, i+1)
	w.changed()
}

func (w *terms) changed() {
	w.fill()
	w.e.changed()
}

func (w *terms) lock(on bool) {
	w.locked = on
	w.add.SetEnabled(!on)
	w.fill()
}
