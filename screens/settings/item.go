package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/screens/kit"
)

// sectionItem is one line of the list of sections.
type sectionItem struct {
	object fyne.CanvasObject
	button *kit.Button
}

func newSectionItem(icon, word string, choose func()) *sectionItem {
	b := kit.NewButton(kit.Ghost, word, choose).WithIcon(icon)
	return &sectionItem{object: container.New(&leading{}, b), button: b}
}

// SetChosen marks the section shown.
func (i *sectionItem) SetChosen(on bool) {
	if on {
		i.button.SetKind(kit.Soft)
	} else {
		i.button.SetKind(kit.Ghost)
	}
}

// leading stands a button at the left of its line.
type leading struct{}

func (leading) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }
func (leading) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(min(o[0].MinSize().Width, size.Width), size.Height))
}
