package kit

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"rapport/app/text"
)

// wheelOver is the part of a field that takes the wheel.
func wheelOver(t *testing.T, e fyne.Widget) *entryWheel {
	t.Helper()
	for _, o := range test.WidgetRenderer(e).Objects() {
		if w, ok := o.(*entryWheel); ok {
			return w
		}
	}
	t.Fatal("the field has no wheel")
	return nil
}

func TestWheelOverAFieldTurnsThePage(t *testing.T) {
	test.NewTempApp(t)
	line, short, long := NewEntry(""), NewTextArea("", 3, ""), NewTextArea("", 3, "")
	long.SetText(strings.Repeat("line\n", 40))
	page := NewScrollMemory(VBox(10, line, short, long, Fixed(Spacer(), 10, 2000)))
	w := test.NewTempWindow(t, container.NewStack())
	w.SetPadded(false)
	w.SetContent(Pad(page, 40, 40, 0, 0))
	w.Resize(fyne.NewSize(400, 300))
	for name, e := range map[string]fyne.Widget{"line": line, "short": short, "long": long} {
		page.SetOffset(0)
		w.Canvas().Focus(e.(fyne.Focusable))
		wheel := wheelOver(t, e)
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(e).AddXY(5, 5)
		wheel.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{AbsolutePosition: at}, Scrolled: fyne.NewDelta(0, -30)})
		if moved := page.Offset() > 0; moved != (name != "long") {
			t.Errorf("%s: the page stands at %v", name, page.Offset())
		}
		if name == "long" {
			for range 40 {
				wheel.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{AbsolutePosition: at}, Scrolled: fyne.NewDelta(0, -100)})
			}
			if page.Offset() == 0 {
				t.Error("at the end of a long text the page does not go on")
			}
		}
	}
}

func TestDateFieldKeepsWhatIsNoDate(t *testing.T) {
	test.NewTempApp(t)
	d := NewDateField(text.RU, func() time.Time { return time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC) })
	for value, wrong := range map[string]bool{"2026-05-01": false, "весной": true, "": false} {
		d.SetValue(value)
		if d.Value() != value || d.Wrong() != wrong {
			t.Errorf("%q came back as %q, wrong %v", value, d.Value(), d.Wrong())
		}
	}
}
