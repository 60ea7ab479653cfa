package kit

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestTimelineReturnsToItsPlace(t *testing.T) {
	dress(t, false)
	items := func(n int) []TimelineItem {
		var list []TimelineItem
		for i := range n {
			list = append(list, TimelineItem{Key: int64(i + 1), Title: "событие", Text: "что было"})
		}
		return list
	}
	line := NewTimeline()
	line.SetItems(items(60), false)
	stage(t, line, 400, 300)
	if line.Place() != (TimelinePlace{}) {
		t.Errorf("begins at %+v", line.Place())
	}
	line.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -700)})
	was := line.Place()
	if was.Key < 2 {
		t.Fatalf("scrolled to %+v", was)
	}
	line.SetItems(items(60), false)
	line.Return(was)
	if line.Place() != was {
		t.Errorf("returns to %+v, was at %+v", line.Place(), was)
	}
	line.SetItems(items(2), false)
	line.Return(was)
	if line.Place() != (TimelinePlace{}) {
		t.Errorf("an item that is gone leads to %+v", line.Place())
	}
}
