package parts

import (
	"errors"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
)

func TestFilterTextNarrowsAsOneTypes(t *testing.T) {
	env := newEnv(t, text.RU)
	taken := []string{}
	behind := kit.NewEntry("")
	var f *FilterText
	f = NewFilterText(env, &kit.Loader{Sync: true}, "", func() fyne.Focusable { return behind }, func() { taken = append(taken, f.Text.Value()) })
	env.Window.SetContent(kit.NewLayers(kit.VBox(8, f.Text, behind)))
	f.Typed('а')
	f.Text.TypedRune('б')
	if !slices.Equal(taken, []string{"а", "аб"}) || env.Window.Canvas().Focused() != fyne.Focusable(f.Text) {
		t.Fatalf("took %q", taken)
	}
	f.ShowText("вид")
	f.Quietly(func() {
		f.Quietly(func() {})
		if !f.Quiet() {
			t.Error("what is set within ends the quiet")
		}
	})
	if len(taken) != 2 || f.Text.Value() != "вид" || f.Quiet() {
		t.Errorf("what the program shows narrows: %q", taken)
	}
	f.Text.OnEsc()
	if len(taken) != 3 || taken[2] != "" {
		t.Errorf("Esc took %q", taken)
	}
	f.Text.OnEsc()
	if len(taken) != 3 || env.Window.Canvas().Focused() != fyne.Focusable(behind) {
		t.Error("Esc in an empty field does not lead into the list")
	}
	f.Find()
	if !f.Text.OnKey(&fyne.KeyEvent{Name: fyne.KeyDown}) || env.Window.Canvas().Focused() != fyne.Focusable(behind) {
		t.Error("Down does not lead into the list")
	}
}

func TestStateChips(t *testing.T) {
	env := newEnv(t, text.EN)
	var chosen []trade.OrderState
	told := 0
	c := NewStateChips(env, "All", trade.OrderStates, func(s trade.OrderState) string { return env.T.T("trade.order." + string(s)) }, OrderTone,
		func(s []trade.OrderState) { chosen, told = s, told+1 })
	if c.Chosen() != 0 || len(c.Objects()) != len(trade.OrderStates)+1 {
		t.Fatalf("%d chips, %d chosen", len(c.Objects()), c.Chosen())
	}
	c.Pick(2)
	if !slices.Equal(chosen, trade.OrderStates[1:2]) || c.Chosen() != 2 {
		t.Errorf("narrowed to %v", chosen)
	}
	c.Pick(2)
	if chosen != nil || c.Chosen() != 0 {
		t.Errorf("a second press narrows to %v", chosen)
	}
	c.Set(trade.OrderStates[2:3])
	if c.Chosen() != 3 || told != 2 {
		t.Errorf("the query is shown at %d, told %d", c.Chosen(), told)
	}
	came := 0
	c.Load(&kit.Loader{Sync: true}, func(_ Context, states []trade.OrderState) (crm.Count, error) {
		return crm.Count{N: int64(7 - len(states)), More: len(states) == 0}, nil
	}, func() { came++ })
	env.Window.SetContent(kit.NewLayers(kit.HBox(8, c.Objects()...)))
	var words []string
	for _, w := range find[*canvas.Text](env.Window.Content()) {
		words = append(words, w.Text)
	}
	if !slices.Contains(words, "7+") || !slices.Contains(words, "6") || came != 1 {
		t.Errorf("the chips say %q, came %d", words, came)
	}
	var failed error
	env.Fail = func(err error) { failed = err }
	c.Load(&kit.Loader{Sync: true}, func(Context, []trade.OrderState) (crm.Count, error) { return crm.Count{}, errors.New("no base") }, func() { came++ })
	if failed == nil || came != 1 {
		t.Error("counts that fail are not told of")
	}
}
