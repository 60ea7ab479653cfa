package settings

import (
	"fyne.io/fyne/v2"

	"rapport/screens/kit"
)

// sectionItem is one line of the list of sections.
type sectionItem struct {
	object fyne.CanvasObject
	button *kit.Button
}

func newSectionItem(icon, word string, choose func()) *sectionItem {
	b := kit.NewButton(kit.Ghost, word, choose).WithIcon(icon)
	return &sectionItem{object: b, button: b.Leading()}
}

// SetChosen marks the section shown.
func (i *sectionItem) SetChosen(on bool) {
	if on {
		i.button.SetKind(kit.Soft)
	} else {
		i.button.SetKind(kit.Ghost)
	}
}
