package kit

import (
	"bytes"
	"strconv"
	"strings"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// iconUnit is the side of the box the icons are drawn in, iconStroke the width of their lines there.
const (
	iconUnit   = 24
	iconStroke = 1.75
)

var (
	fineMu    sync.Mutex
	fineCache = map[string]fyne.Resource{}
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
	width := strconv.FormatFloat(float64(side*screenScale())*iconStroke/iconUnit, 'f', 3, 64)
	key := strings.TrimSuffix(plainName(r), ".svg") + "@" + width
	if r.Name() == key+".svg" {
		return r
	}
	fineMu.Lock()
	defer fineMu.Unlock()
	if fine, ok := fineCache[key]; ok {
		return fine
	}
	fine := fyne.NewStaticResource(key+".svg", restroke(r.Content(), width))
	fineCache[key] = fine
	return fine
}

// restroke exchanges the width of all lines.
func restroke(svg []byte, width string) []byte {
	const mark = `stroke-width="`
	var out bytes.Buffer
	for {
		i := bytes.Index(svg, []byte(mark))
		if i < 0 {
			out.Write(svg)
			return out.Bytes()
		}
		rest := svg[i+len(mark):]
		end := bytes.IndexByte(rest, '"')
		if end < 0 {
			out.Write(svg)
			return out.Bytes()
		}
		out.Write(svg[:i+len(mark)])
		out.WriteString(width)
		svg = rest[end:]
	}
}

// screenScale is how many pixels a unit of the window has.
func screenScale() float32 {
	if c := windowCanvas(); c != nil && c.Scale() > 0 {
		return c.Scale()
	}
	return 1
}
