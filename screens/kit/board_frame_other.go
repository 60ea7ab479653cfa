//go:build !((!gles && !arm && !arm64 && !android && !ios && !mobile && !test_web_driver && !wasm) || (darwin && !mobile && !ios && !wasm && !test_web_driver))

package kit

import (
	"image"

	"fyne.io/fyne/v2"
)

// readable tells that frames cannot be read here.
func readable() bool { return false }

// finishPainting waits for nothing.
func finishPainting() {}

// readFrame reads nothing.
func readFrame(fyne.Canvas) *image.RGBA { return nil }
