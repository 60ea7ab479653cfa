package kit

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// Shot draws an object at a size through the software painter and writes name.png into the folder of the variable
// RAPPORT_SHOTS; without that variable the test is skipped.
func Shot(t *testing.T, obj fyne.CanvasObject, w, h float32, name string) {
	t.Helper()
	win := stage(t, obj, w, h)
	shotWindow(t, win, name)
}

// shotWindow writes the present picture of a window with its overlays.
func shotWindow(t *testing.T, win fyne.Window, name string) {
	t.Helper()
	folder := os.Getenv("RAPPORT_SHOTS")
	if folder == "" {
		t.Skip("RAPPORT_SHOTS names no folder for pictures")
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(filepath.Join(folder, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, win.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}

// stage shows an object in an unpadded test window of that size, in the theme now set.
func stage(t testing.TB, obj fyne.CanvasObject, w, h float32) fyne.Window {
	t.Helper()
	win := test.NewWindow(obj)
	t.Cleanup(win.Close)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(w, h))
	return win
}

// dress gives the test program our theme, and its own again afterwards.
func dress(t testing.TB, darkSide bool) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(NewTheme(darkSide))
	keyFloors = nil
	t.Cleanup(func() {
		NewTheme(false)
		keyFloors = nil
	})
}

// bothThemes runs a drawing in the light and in the dark theme.
func bothThemes(t *testing.T, draw func(t *testing.T, suffix string)) {
	t.Run("light", func(t *testing.T) {
		dress(t, false)
		draw(t, "")
	})
	t.Run("dark", func(t *testing.T) {
		dress(t, true)
		draw(t, "-dark")
	})
}
