package help

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"rapport/app/text"
	"rapport/assets"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

func TestKeysAndGuideInEveryLanguage(t *testing.T) {
	words, err := text.Load(assets.Messages, "messages")
	if err != nil {
		t.Fatal(err)
	}
	app := test.NewTempApp(t)
	app.Settings().SetTheme(kit.NewTheme(false))
	for _, lang := range text.Langs {
		tongue := words.In(lang)
		w := test.NewTempWindow(t, container.NewStack())
		backs := 0
		s := New(&parts.Env{T: tongue, Window: w, Go: func(route.Route) {}, Back: func() { backs++ }, Search: func() {}})
		w.SetContent(s.Object())
		w.Resize(fyne.NewSize(1360, 860))
		heights := map[string]float32{}
		for _, sub := range []string{"", "guide"} {
			s.Show(route.Route{Room: route.Help, Sub: sub})
			heights[sub] = kit.HeightAt(s.page.Objects[0], 800)
		}
		if heights["guide"] < 1000 || heights[""] < 200 {
			t.Errorf("%s: pages %v high", lang, heights)
		}
		if !s.Key(&fyne.KeyEvent{Name: fyne.KeyEscape}) || s.Key(&fyne.KeyEvent{Name: fyne.KeyF2}) || backs != 1 {
			t.Errorf("%s: Esc went back %d times", lang, backs)
		}
		if missing := tongue.Missing(); len(missing) > 0 {
			t.Errorf("%s: words missing: %v", lang, missing)
		}
	}
}

func TestEveryKeyIsListedOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, g := range groups {
		for _, k := range g.keys {
			if seen[k.says] {
				t.Errorf("%s is listed twice", k.says)
			}
			seen[k.says] = true
		}
	}
}
