package stand

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// Find lists the visible objects of a kind within others, each before what it holds; a nil object holds nothing.
func Find[O fyne.CanvasObject](within ...fyne.CanvasObject) []O {
	var all []O
	for _, o := range within {
		if o == nil || !o.Visible() {
			continue
		}
		if x, ok := o.(O); ok {
			all = append(all, x)
		}
		all = append(all, Find[O](children(o)...)...)
	}
	return all
}

func children(o fyne.CanvasObject) []fyne.CanvasObject {
	switch x := o.(type) {
	case *fyne.Container:
		return x.Objects
	case fyne.Widget:
		return test.WidgetRenderer(x).Objects()
	}
	return nil
}

// Texts are the texts drawn within objects, in order, without those that are empty; their spaces are plain ones.
func Texts(within ...fyne.CanvasObject) []string {
	var all []string
	for _, t := range Find[*canvas.Text](within...) {
		if t.Text != "" {
			all = append(all, plain(t.Text))
		}
	}
	return all
}

// plain makes non-breaking spaces plain ones.
func plain(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

// Seen are the texts Sees looks at: those of what is on top, or Everywhere.
func (st *Stand) Seen() []string {
	if !st.Everywhere {
		return Texts(st.Top())
	}
	return Texts(append([]fyne.CanvasObject{st.Window.Content()}, st.Window.Canvas().Overlays().List()...)...)
}

// Sees reports whether the words are drawn, on one line or on several unless texts are taken Apart; spaces of all kinds
// are alike.
func (st *Stand) Sees(words string) bool {
	if words = plain(words); st.Apart {
		return slices.ContainsFunc(st.Seen(), func(t string) bool { return strings.Contains(t, words) })
	}
	return strings.Contains(strings.Join(st.Seen(), " "), words)
}

// WantSeen fails the test for words that are not drawn.
func (st *Stand) WantSeen(words ...string) {
	st.T.Helper()
	for _, w := range words {
		if !st.Sees(w) {
			st.T.Errorf("%q is not shown", w)
		}
	}
}

// Well fails the test when the screen told of an error.
func (st *Stand) Well() {
	st.T.Helper()
	for _, err := range st.Failed {
		st.T.Errorf("told: %v", err)
	}
}

// Did fails the test unless these acts were done, the last ones.
func (st *Stand) Did(acts ...string) {
	st.T.Helper()
	from := max(0, len(st.Acts)-len(acts))
	if !slices.Equal(st.Acts[from:], acts) {
		st.T.Errorf("done %v, want %v", st.Acts[from:], acts)
	}
}
