package kit

import (
	"bytes"
	"fmt"
	"image/color"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"rapport/assets"
)

var (
	iconMu    sync.Mutex
	iconCache = map[string]fyne.Resource{}
)

// Icon returns the line icon drawn in the token's present colour; the resource name carries the colour,
// since Fyne caches drawings by name and recolours fills only. An unknown name gives the "info" icon.
func Icon(name string, t Token) fyne.Resource {
	hex := hexOf(C(t))
	key := name + "@" + hex
	iconMu.Lock()
	defer iconMu.Unlock()
	if r, ok := iconCache[key]; ok {
		return r
	}
	svg := assets.Icon(name)
	if svg == nil {
		svg = assets.Icon("info")
	}
	r := fyne.NewStaticResource(key+".svg", bytes.ReplaceAll(svg, []byte("#000000"), []byte(hex)))
	iconCache[key] = r
	return r
}

// NewIcon returns an image of the icon in a square box of the given side, in units.
func NewIcon(name string, t Token, side float32) *canvas.Image {
	img := canvas.NewImageFromResource(fineIcon(Icon(name, t), side))
	img.FillMode = canvas.ImageFillContain
	img.SetMinSize(fyne.NewSquareSize(side))
	img.Resize(fyne.NewSquareSize(side))
	return img
}

func hexOf(c color.Color) string {
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

// NewLogo returns the program's sign in a square of the given side, in units; it has its own colours.
func NewLogo(side float32) *canvas.Image {
	img := canvas.NewImageFromResource(fyne.NewStaticResource("logo.svg", assets.Icon("logo")))
	img.FillMode = canvas.ImageFillContain
	img.SetMinSize(fyne.NewSquareSize(side))
	return img
}
