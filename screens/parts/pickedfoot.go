package parts

import (
	"fyne.io/fyne/v2"

	"rapport/screens/kit"
)

// FootHeight is the height of the line under a list, in units; it stays when the buttons come and go.
const FootHeight float32 = 30

// FootAct is something that can be done with the picked rows of a list.
type FootAct struct {
	Icon, Label string
	Do          func()
}

// PickedFoot is the line under a list: how many rows there are, and what can be done with the picked ones. While something
// is being done to many of them, nothing more is begun.
type PickedFoot struct {
	Left   *kit.Label
	Acts   *fyne.Container // the buttons; shown while several rows are picked
	Right  *kit.Label
	Object *fyne.Container

	busy    bool
	buttons []*kit.Button
}

// NewPickedFoot makes the line; right is how its end is written, more stands behind the buttons. changed is called when the
// work on many rows, done through acts, began or ended.
func NewPickedFoot(acts *kit.Loader, right kit.Token, changed func(), do []FootAct, more ...fyne.CanvasObject) *PickedFoot {
	f := &PickedFoot{Left: kit.NewText("", kit.Dense, kit.Text2), Right: kit.NewText("", kit.Dense, right), Acts: kit.HBox(8)}
	for _, a := range do {
		b := kit.NewButton(kit.Plain, a.Label, a.Do).WithIcon(a.Icon).Sized(kit.ControlSmall)
		f.buttons = append(f.buttons, b)
		f.Acts.Add(b)
	}
	f.Acts.Hide()
	line := append([]fyne.CanvasObject{f.Left, f.Acts}, more...)
	line = append(line, kit.Spacer(), f.Right)
	f.Object = kit.VBox(0, kit.NewDivider(), kit.Fixed(kit.Pad(kit.HBox(16, line...), 16, 3, 16, 3), 0, FootHeight))
	acts.OnBusy = func(busy bool) {
		f.busy = busy
		changed()
	}
	return f
}

// Tell says at the left how many rows there are: busy while something is being done to many of them, picked where several
// are picked, else all.
func (f *PickedFoot) Tell(many bool, busy string, picked func() string, all string) {
	words := all
	switch {
	case f.busy:
		words = busy
	case many:
		words = picked()
	}
	f.Left.SetText(words)
	f.Acts.Hidden, f.Right.Hidden = !many, many
	for _, b := range f.buttons {
		b.SetEnabled(!f.busy)
	}
}
