package kit

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// iconUnit is the side of the box the icons are drawn in.
const iconUnit = 24

var (
	fineMu     sync.Mutex
	fineCache  = map[string]fyne.Resource{}
	plainIcons = map[string][]byte{} // the drawings as they came, by plain name
)

// setIcon gives the image the named icon in the token's present colour; "" hides it.
func setIcon(img *canvas.Image, name string, t Token) {
	img.FillMode = canvas.ImageFillContain
	img.Hidden = name == ""
	if name == "" {
		return
	}
	res := Icon(name, t)
	if img.Resource != nil && plainName(img.Resource) == res.Name() {
		return
	}
	img.Resource = res
	if side := img.Size().Height; side > 0 {
		img.Resource = fineIcon(res, side)
	}
	img.Refresh()
}

// refineIcon draws the icon of an image with lines fit for its size. Fyne's painter scales the shape of a drawing and
// not the width of its lines, so that a small icon would turn out too heavy.
func refineIcon(img *canvas.Image) {
	side := img.Size().Height
	if img.Hidden || img.Resource == nil || side <= 0 || !isIcon(img.Resource) {
		return
	}
	if fine := fineIcon(img.Resource, side); fine != img.Resource {
		img.Resource = fine
		img.Refresh()
	}
}

// isIcon tells our icons from pictures by the colour in the name.
func isIcon(r fyne.Resource) bool { return strings.Contains(r.Name(), "@#") }

// plainName is the name of the icon before it was drawn for a size.
func plainName(r fyne.Resource) string {
	parts := strings.Split(strings.TrimSuffix(r.Name(), ".svg"), "@")
	if len(parts) < 2 {
		return r.Name()
	}
	return parts[0] + "@" + parts[1] + ".svg"
}

// fineIcon is the icon with lines fit for a side of so many units on the present screen.
func fineIcon(r fyne.Resource, side float32) fyne.Resource {
	share := float64(side*screenScale()) / iconUnit
	key := strings.TrimSuffix(plainName(r), ".svg") + "@" + strconv.FormatFloat(share, 'f', 3, 64)
	if r.Name() == key+".svg" || share == 1 && plainName(r) == r.Name() {
		return r
	}
	fineMu.Lock()
	defer fineMu.Unlock()
	if fine, ok := fineCache[key]; ok {
		return fine
	}
	plain := r.Content()
	if p, ok := plainIcons[plainName(r)]; ok {
		plain = p
	}
	plainIcons[plainName(r)] = plain
	fine := fyne.NewStaticResource(key+".svg", restroke(plain, share))
	fineCache[key] = fine
	return fine
}

var strokeWidth = regexp.MustCompile(`stroke-width="([0-9.]+)"`)

// restroke makes all lines so many times as wide.
func restroke(svg []byte, share float64) []byte {
	return strokeWidth.ReplaceAllFunc(svg, func(attribute []byte) []byte {
		width, err := strconv.ParseFloat(string(strokeWidth.FindSubmatch(attribute)[1]), 64)
		if err != nil {
			return attribute
		}
		return []byte(`stroke-width="` + strconv.FormatFloat(width*share, 'f', 3, 64) + `"`)
	})
}

// screenScale is how many pixels a unit of the window has.
func screenScale() float32 {
	if c := windowCanvas(); c != nil && c.Scale() > 0 {
		return c.Scale()
	}
	return 1
}
