package kit

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestIconChoice(t *testing.T) {
	dress(t, false)
	var chosen []string
	inputs := 0
	c := NewIconChoice([]Option{{ID: "call", Label: "Звонок", Icon: "phone"}, {ID: "meet", Label: "Встреча", Icon: "meet"}, {ID: "mail", Label: "Письмо", Icon: "mail"}},
		func(id string) { chosen = append(chosen, id) })
	c.OnInput(func() { inputs++ })
	win := stage(t, VBox(0, c), 320, 60)
	if c.Value() != "call" {
		t.Fatalf("begins with %q", c.Value())
	}
	win.Canvas().Focus(c)
	for _, key := range []fyne.KeyName{fyne.KeyLeft, fyne.KeyRight, fyne.KeyEnd, fyne.KeyRight, fyne.KeyHome} {
		c.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if len(chosen) != 3 || chosen[0] != "meet" || chosen[1] != "mail" || chosen[2] != "call" || inputs != 3 {
		t.Errorf("chose %v, %d inputs", chosen, inputs)
	}
	e := c.edges()
	c.Tapped(&fyne.PointEvent{Position: fyne.NewPos((e[1]+e[2])/2, 10)})
	if c.Value() != "meet" {
		t.Errorf("a tap on the second chose %q", c.Value())
	}
	c.SetValue("mail")
	c.SetValue("nothing of the kind")
	if c.Value() != "mail" || len(chosen) != 4 {
		t.Errorf("%q after setting, %v told", c.Value(), chosen)
	}
}

// The cells stay within the widget however narrow it is made, down to its smallest size.
func TestIconChoiceFits(t *testing.T) {
	dress(t, false)
	var options []Option
	for _, id := range []string{"а", "б", "в", "г", "д", "е", "ж", "з", "и"} {
		options = append(options, Option{ID: id, Label: "Повідомлення", Icon: "chat"})
	}
	c := NewIconChoice(options, nil)
	for w := c.MinSize().Width; w < 600; w += 31 {
		c.Resize(fyne.NewSize(w, ControlHeight))
		if e := c.edges(); e[len(e)-1] > w {
			t.Errorf("%v wide, the cells end at %v", w, e[len(e)-1])
		}
	}
}
