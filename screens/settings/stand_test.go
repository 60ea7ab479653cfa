package settings

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/text"
	"rapport/assets"
	"rapport/data"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

var (
	morning = time.Date(2026, 11, 24, 11, 42, 0, 0, time.Local)
	ctx     = context.Background()
)

// stand is the screen in a window over a real base, and what it asked of the shell.
type stand struct {
	*Screen
	t      *testing.T
	desk   *desk.Desk
	window fyne.Window
	env    *parts.Env
	went   []route.Route
	said   []string
	failed []error
	pick   string // the file the dialog gives
	saveTo string
	shell  *house
}

func newStand(t *testing.T, lang text.Lang) *stand {
	t.Helper()
	dir := t.TempDir()
	store, err := data.Open(ctx, dir, data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	words, err := text.Load(assets.Messages, "messages")
	if err != nil {
		t.Fatal(err)
	}
	st := &stand{t: t, desk: desk.New(store, words, func() time.Time { return morning })}
	t.Cleanup(kit.WorkInline())
	app := test.NewTempApp(t)
	app.Settings().SetTheme(kit.NewTheme(false))
	st.window = test.NewTempWindow(t, container.NewStack())
	tongue := words.In(lang)
	st.env = &parts.Env{T: tongue, Window: st.window,
		Replace: func(r route.Route) { st.went = append(st.went, r) },
		Back:    func() {}, Search: func() {}, Now: func() time.Time { return morning },
		Go:        func(r route.Route) { st.went = append(st.went, r) },
		Say:       func(s string) { st.said = append(st.said, s) },
		Fail:      func(err error) { st.failed = append(st.failed, err) },
		PickFile:  func(_ string, _ []string, picked func(string)) { picked(st.pick) },
		SaveFile:  func(_, _ string, picked func(string)) { picked(st.saveTo) },
		Reps:      func() map[crm.RepID]crm.Rep { return nil },
		Me:        func() crm.RepID { return st.shell.now.Me },
		Lens:      func() crm.Lens { return st.shell.lens(st.t) },
		OutFolder: func() string { return "/papers" },
	}
	t.Cleanup(func() {
		for st.window.Canvas().Overlays().Top() != nil {
			kit.RouteKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		}
		if missing := tongue.Missing(); len(missing) > 0 {
			t.Errorf("words missing: %v", missing)
		}
	})
	return st
}

// show puts the screen into the window.
func (st *stand) show(s *Screen, to route.Route) {
	st.Screen = s
	st.window.SetContent(kit.NewLayers(s.Object()))
	st.window.Resize(fyne.NewSize(1360, 860))
	s.Show(to)
}

// root is what is on top of the window.
func (st *stand) root() fyne.CanvasObject {
	if top := st.window.Canvas().Overlays().Top(); top != nil {
		return top
	}
	return st.window.Content()
}

// press presses the n-th button of a label of what is on top.
func (st *stand) press(label string, n int) {
	st.t.Helper()
	for _, b := range find[*kit.Button](st.root()) {
		if b.Label() != label {
			continue
		}
		if n == 0 {
			b.Tapped(nil)
			return
		}
		n--
	}
	st.t.Fatalf("there is no button %q", label)
}

// sees reports whether words are drawn.
func (st *stand) sees(words string) bool {
	return slices.ContainsFunc(find[*canvas.Text](st.root()), func(t *canvas.Text) bool {
		return strings.Contains(strings.ReplaceAll(t.Text, "\u00a0", " "), words)
	})
}

func find[T fyne.CanvasObject](o fyne.CanvasObject) []T {
	if !o.Visible() {
		return nil
	}
	var list []T
	if v, ok := o.(T); ok {
		list = append(list, v)
	}
	var within []fyne.CanvasObject
	switch v := o.(type) {
	case *fyne.Container:
		within = v.Objects
	case fyne.Widget:
		within = test.WidgetRenderer(v).Objects()
	}
	for _, child := range within {
		list = append(list, find[T](child)...)
	}
	return list
}
