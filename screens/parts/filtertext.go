package parts

import (
	"time"

	"fyne.io/fyne/v2"

	"rapport/screens/kit"
)

// typingPause is how long a filter waits for the next letter.
const typingPause = 120 * time.Millisecond

// typing is the work that waits for the next letter.
const typing = "type"

// FilterText is the text in the rows above a list that narrows the list as one types. The filters of a screen embed it.
type FilterText struct {
	Text *kit.Entry

	env    *Env
	loader *kit.Loader
	quiet  bool // the rows are being set by the program
}

// NewFilterText makes the field with its hint. view is what the keyboard goes to behind it; take narrows the list to what
// the rows say.
func NewFilterText(env *Env, l *kit.Loader, hint string, view func() fyne.Focusable, take func()) *FilterText {
	f := &FilterText{env: env, loader: l}
	leave := func() { env.Window.Canvas().Focus(view()) }
	f.Text = kit.NewEntry(hint).WithIcon("filter").OnType(func(string) {
		if !f.quiet {
			l.Debounce(typing, typingPause, take)
		}
	})
	f.Text.OnEsc = func() {
		if f.Text.Value() == "" {
			leave()
			return
		}
		f.ShowText("")
		take()
	}
	f.Text.OnKey = func(ev *fyne.KeyEvent) bool {
		if ev.Name == fyne.KeyDown || ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter {
			leave()
			return true
		}
		return false
	}
	return f
}

// Quiet reports whether the rows are being set by the program: that narrows nothing.
func (f *FilterText) Quiet() bool { return f.quiet }

// Quietly sets the rows.
func (f *FilterText) Quietly(set func()) {
	was := f.quiet
	f.quiet = true
	defer func() { f.quiet = was }()
	set()
}

// ShowText shows a text that the list is narrowed to already; one still being typed is dropped.
func (f *FilterText) ShowText(s string) {
	f.loader.Drop(typing)
	f.Quietly(func() {
		if f.Text.Value() != s {
			f.Text.SetValue(s)
		}
	})
}

// Find puts the keyboard into the field.
func (f *FilterText) Find() { f.env.Window.Canvas().Focus(f.Text) }

// Typed takes a letter typed into the list as the beginning of a filter.
func (f *FilterText) Typed(r rune) {
	f.Find()
	f.Text.TypedRune(r)
}
