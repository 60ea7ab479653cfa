package stand

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// Open puts a screen into the window as the shell does, right of the rail, gives it the keys and shows it a place.
func (st *Stand) Open(s parts.Screen, to route.Route) {
	st.Screen = s
	ground := container.NewStack(kit.NewGround(kit.Bg, 0), kit.Pad(s.Object(), kit.RailWidth, 0, 0, 0))
	st.OpenBare(ground)
	kit.SetRouter(func(ev *fyne.KeyEvent) bool {
		taker, ok := s.(parts.KeyTaker)
		return ok && taker.Key(ev)
	})
	kit.AttachKeys(st.Window.Canvas())
	st.T.Cleanup(func() { kit.SetRouter(nil) })
	s.Show(to)
}

// OpenBare fills the window with an object under the layers of the kit; no keys reach it but by the keyboard's focus.
func (st *Stand) OpenBare(o fyne.CanvasObject) {
	st.Window.SetContent(kit.NewLayers(o))
	st.Window.Resize(fyne.NewSize(1360, 860))
}

// Top is what is on top: the window, or what lies over it.
func (st *Stand) Top() fyne.CanvasObject {
	if top := st.Window.Canvas().Overlays().Top(); top != nil {
		return top
	}
	return st.Window.Content()
}

// CloseAll closes what lies over the window: the keys belong to it otherwise.
func (st *Stand) CloseAll() {
	for _, o := range slices.Backward(st.Window.Canvas().Overlays().List()) {
		if open, ok := o.(interface{ Close() }); ok {
			open.Close()
		}
	}
}

// leave gets out of what was left open, as a user does: it would take the keys of the next test.
func (st *Stand) leave() {
	for range 20 {
		over := len(st.Window.Canvas().Overlays().List())
		if over == 0 {
			return
		}
		kit.RouteKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if len(st.Window.Canvas().Overlays().List()) > over { // what was typed is asked about
			st.CloseAll()
		}
	}
	st.T.Error("what lies over the window does not heed Escape")
}

// Shot draws the window in a size, and writes the picture into the folder of RAPPORT_SHOTS; without a folder the test
// ends here, skipped.
func (st *Stand) Shot(w, h float32, name string) {
	st.T.Helper()
	st.Window.Resize(fyne.NewSize(w, h))
	st.Window.Canvas().Capture()
	kit.WaitIdle(5 * time.Second)
	NeedShots(st.T)
	st.Picture(fmt.Sprintf("%s-%dx%d", name, int(w), int(h)))
}

// NeedShots skips a test when RAPPORT_SHOTS names no folder for pictures.
func NeedShots(t testing.TB) {
	t.Helper()
	if os.Getenv("RAPPORT_SHOTS") == "" {
		t.Skip("RAPPORT_SHOTS names no folder for pictures")
	}
}

// Picture writes the window as it is drawn now to <name>.png in the folder of RAPPORT_SHOTS.
func (st *Stand) Picture(name string) {
	st.T.Helper()
	folder := os.Getenv("RAPPORT_SHOTS")
	st.must(os.MkdirAll(folder, 0o755))
	file, err := os.Create(filepath.Join(folder, name+".png"))
	st.must(err)
	defer file.Close()
	st.must(png.Encode(file, st.Window.Canvas().Capture()))
}
