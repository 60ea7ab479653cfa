//go:build (!gles && !arm && !arm64 && !android && !ios && !mobile && !test_web_driver && !wasm) || (darwin && !mobile && !ios && !wasm && !test_web_driver)

package kit

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/go-gl/gl/v2.1/gl"
)

// readable tells whether the window is painted with the OpenGL that readFrame reads from. The toolkit has loaded it by
// the time it paints, under the same build constraint as this file's.
func readable() bool {
	_, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok
}

// finishPainting waits until what has been told to paint is painted; it may be called in the middle of a frame only.
func finishPainting() {
	if readable() {
		gl.Finish()
	}
}

// readFrame reads what has been painted of the frame so far; it may be called in the middle of a frame only. The
// toolkit's own capture reads the frame before, which drivers without hardware do not keep.
func readFrame(c fyne.Canvas) *image.RGBA {
	if c == nil || !readable() {
		return nil
	}
	w, h := c.PixelCoordinateForPosition(fyne.NewPos(c.Size().Width, c.Size().Height))
	if w <= 0 || h <= 0 {
		return nil
	}
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	gl.ReadPixels(0, 0, int32(w), int32(h), gl.RGBA, gl.UNSIGNED_BYTE, gl.Ptr(m.Pix))
	turnOver(m)
	return m
}

// turnOver puts the lowest row on top and makes every pixel opaque, as it is on the screen.
func turnOver(m *image.RGBA) {
	row := make([]uint8, m.Stride)
	for y := range m.Rect.Dy() / 2 {
		a, b := m.Pix[y*m.Stride:][:m.Stride], m.Pix[(m.Rect.Dy()-1-y)*m.Stride:][:m.Stride]
		copy(row, a)
		copy(a, b)
		copy(b, row)
	}
	for i := 3; i < len(m.Pix); i += 4 {
		m.Pix[i] = 0xFF
	}
}
