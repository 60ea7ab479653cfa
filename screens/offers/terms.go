package offers

import (
	"slices"

	"fyne.io/fyne/v2"

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
	object fyne.CanvasObject
	locked bool
}

// titleWide is the width of the title of a condition, in units.
const titleWide float32 = 168

func newTerms(e *Editor) *terms {
	w := &terms{e: e, rows: kit.VBox(8)}
	w.add = kit.NewButton(kit.Ghost, e.env.T.T("offers.term.add"), w.offer).WithIcon("plus").Sized(kit.ControlSmall)
	w.object = kit.VBox(8, w.rows, kit.Left(w.add))
	return w
}

// fill shows the conditions of the offer.
func (w *terms) fill() {
	w.rows.Objects = nil
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
			w.e.changed()
		}
	}
	title.OnInput(take)
	words.OnInput(take)
	for _, o := range []interface{ OnFocus(func(bool)) }{title, words} {
		o.OnFocus(func(gained bool) {
			if gained {
				w.e.preview.point(termTag(i))
			}
		})
	}
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
	return kit.HBox(4, kit.Fixed(title, titleWide, 0), kit.Grow(words), up, down, remove)
}

// offer shows what a condition may be about.
func (w *terms) offer() {
	say := w.e.desk.PaperWords(w.e.offer.Lang)
	var items []kit.MenuItem
	for _, key := range readyTerms {
		title := say.T("offers.term." + key)
		had := slices.ContainsFunc(w.e.offer.Terms, func(t trade.Term) bool { return t.Title == title })
		items = append(items, kit.MenuItem{Label: title, Checked: had, Do: func() { w.append(title) }})
	}
	items = append(items, kit.Separator(), kit.MenuItem{Icon: "edit", Label: w.e.env.T.T("offers.term.own"), Do: func() { w.append("") }})
	kit.ShowMenu(w.add, items...)
}

func (w *terms) append(title string) {
	w.e.offer.Terms = append(slices.Clone(w.e.offer.Terms), trade.Term{Title: title})
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
