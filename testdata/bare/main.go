// Bare is the least window the toolkit can show, as big as Rapport's own: what the benches measure Rapport against.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	w := app.NewWithID("io.rapport.bare").NewWindow("Bare")
	w.SetContent(widget.NewLabel("Bare"))
	w.Resize(fyne.NewSize(1360, 860))
	w.ShowAndRun()
}
