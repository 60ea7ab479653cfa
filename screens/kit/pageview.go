package kit

import (
	"math"
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"rapport/app/page"
)

// PageView shows a laid-out paper as it will be printed: white sheets on a desk, in both themes. It zooms, scrolls
// through the pages and follows the thing being edited.
type PageView struct {
	control

	// OnPage is told the page in view, from 1, and the number of pages, when either changes.
	OnPage func(page, pages int)
	// OnZoom is told the zoom in percent when it changes.
	OnZoom func(percent int)

	loader Loader
	shelf  pageShelf
	doc    *page.Document
	fit    bool
	zoom   float64 // 1: a point of the paper is a unit of the window
	x, y   float32 // scrolled away, in units
	tag    string
	toldAt [2]int
	toldZ  int

	sheets map[int]*pageSheet
	spare  []*pageSheet
	papers *fyne.Container
	desk   *canvas.Rectangle
	band   *canvas.Rectangle
	bar    *figThumb
}

// Measures of the desk, in units, and of the zoom.
const (
	pageMargin   = 16
	unitsPerMM   = 72 / 25.4
	zoomLeast    = 0.5
	zoomMost     = 2.0
	zoomFitLeast = 0.2
	pageLineStep = 40
)

// NewPageView makes an empty desk whose sheets fit the width.
func NewPageView() *PageView {
	v := &PageView{
		fit: true, zoom: 1, sheets: map[int]*pageSheet{}, papers: &fyne.Container{},
		desk: &canvas.Rectangle{}, band: &canvas.Rectangle{CornerRadius: 2}, bar: newFigThumb(),
	}
	v.extend(v)
	return v
}

// PaintAtOnce makes the view paint on the calling goroutine instead of in the background, for tests and pictures.
func (v *PageView) PaintAtOnce() { v.loader.Sync = true }

// SetDocument shows a paper; nil clears the desk. The place on the page is kept, and pages that did not change are
// not painted again. The document must not be changed afterwards.
func (v *PageView) SetDocument(doc *page.Document) {
	was := v.doc
	v.doc = doc
	for i, s := range v.sheets {
		if !samePage(was, doc, i) {
			s.stale = true
		}
	}
	v.arrange()
	for _, s := range v.sheets {
		if s.stale && s.want.X > 0 {
			v.order(s)
		}
	}
}

// samePage tells whether a page looks alike in both papers.
func samePage(a, b *page.Document, i int) bool {
	if a == nil || b == nil || i >= len(a.Pages) || i >= len(b.Pages) {
		return false
	}
	if a.Width != b.Width || a.Height != b.Height || !samePictures(a.Pictures, b.Pictures) {
		return false
	}
	return reflect.DeepEqual(a.Pages[i].Marks, b.Pages[i].Marks)
}

func samePictures(a, b map[string][]byte) bool {
	if len(a) != len(b) {
		return false
	}
	for name, data := range a {
		other := b[name]
		if len(other) != len(data) || (len(data) > 0 && &other[0] != &data[0]) {
			return false
		}
	}
	return true
}

// Pages is the number of pages shown.
func (v *PageView) Pages() int {
	if v.doc == nil {
		return 0
	}
	return len(v.doc.Pages)
}

// Page is the page in the middle of the view, from 1; 0 when there is none.
func (v *PageView) Page() int {
	_, h := v.sheetSize()
	if v.Pages() == 0 || h == 0 {
		return 0
	}
	n := int((v.y+v.Size().Height/2-pageMargin)/(h+pageMargin)) + 1
	return min(max(n, 1), v.Pages())
}

// GoTo brings the beginning of a page, from 1, to the upper edge.
func (v *PageView) GoTo(n int) {
	v.y = v.sheetTop(min(max(n, 1), max(v.Pages(), 1))-1) - pageMargin
	v.arrange()
}

// Zoom is the size of the sheets in percent; at 100 a point of the paper takes a unit of the window.
func (v *PageView) Zoom() int { return int(math.Round(v.zoom * 100)) }

// SetZoom sets the size of the sheets in percent, 50 to 200, and stops fitting the width.
func (v *PageView) SetZoom(percent int) {
	v.zoomAround(float64(percent)/100, v.Size().Height/2)
}

// ZoomIn and ZoomOut go to the next ten percent.
func (v *PageView) ZoomIn() { v.SetZoom(v.Zoom()/10*10 + 10) }

// ZoomOut goes to the next ten percent below.
func (v *PageView) ZoomOut() { v.SetZoom((v.Zoom()+9)/10*10 - 10) }

// FitWidth makes the sheets as wide as the desk, now and after each resize.
func (v *PageView) FitWidth() {
	v.fit = true
	v.arrange()
}

// Fits tells whether the sheets follow the width of the desk.
func (v *PageView) Fits() bool { return v.fit }

// zoomAround keeps the point of the paper at a height of the view where it is.
func (v *PageView) zoomAround(zoom float64, at float32) {
	zoom = min(max(zoom, zoomLeast), zoomMost)
	grown := float32(zoom / v.zoom)
	v.fit = false
	v.y = (v.y+at)*grown - at
	v.x = (v.x+v.Size().Width/2)*grown - v.Size().Width/2
	v.zoom = zoom
	v.arrange()
}

// ScrollToTag marks what bears the tag on the paper and brings it into view; "" removes the mark. It reports whether
// something bears the tag. The mark stays with the tag when the document changes.
func (v *PageView) ScrollToTag(tag string) bool {
	v.tag = tag
	box, n, ok := v.tagged()
	if ok {
		k := float32(unitsPerMM * v.zoom)
		top := v.sheetTop(n) + float32(box.Y)*k
		bottom := top + float32(box.H)*k
		if top-pageLineStep < v.y || bottom+pageLineStep > v.y+v.Size().Height {
			v.y = top - v.Size().Height/3
		}
	}
	v.arrange()
	return ok
}

// TagSeen reports whether something on the paper bears the tag marked last, and whether it is in view.
func (v *PageView) TagSeen() (there, seen bool) {
	box, n, ok := v.tagged()
	if !ok {
		return false, false
	}
	k := float32(unitsPerMM * v.zoom)
	top := v.sheetTop(n) + float32(box.Y)*k
	return true, top >= v.y && top+float32(box.H)*k <= v.y+v.Size().Height
}

// tagged is the box around the texts with the tag on the first page that has any, in millimetres.
func (v *PageView) tagged() (box page.Rect, n int, ok bool) {
	if v.doc == nil || v.tag == "" {
		return box, 0, false
	}
	for n := range v.doc.Pages {
		if box, ok := tagBox(v.doc.Pages[n].Marks, v.tag); ok {
			return box, n, true
		}
	}
	return box, 0, false
}

func tagBox(marks []any, tag string) (box page.Rect, found bool) {
	var x1, y1 float64
	for _, m := range marks {
		t, ok := m.(page.Text)
		if !ok || t.Tag != tag {
			continue
		}
		high := t.Size * mmPerPoint
		if !found {
			box.X, box.Y, x1, y1 = t.X, t.Y-high, t.X+t.Width, t.Y+0.35*high
		}
		found = true
		box.X, box.Y = min(box.X, t.X), min(box.Y, t.Y-high)
		x1, y1 = max(x1, t.X+t.Width), max(y1, t.Y+0.35*high)
	}
	const air = 1.2
	box.X, box.Y, box.W, box.H = box.X-air, box.Y-air/2, x1-box.X+2*air, y1-box.Y+air
	return box, found
}

// sheetSize is the size of a sheet at the present zoom, in whole units.
func (v *PageView) sheetSize() (w, h float32) {
	if v.doc == nil {
		return 0, 0
	}
	k := unitsPerMM * v.zoom
	return figWhole(float32(v.doc.Width * k)), figWhole(float32(v.doc.Height * k))
}

// sheetTop is the upper edge of a page, from 0, on the whole desk.
func (v *PageView) sheetTop(i int) float32 {
	_, h := v.sheetSize()
	return pageMargin + float32(i)*(h+pageMargin)
}

// contentSize is the size of the desk with all sheets.
func (v *PageView) contentSize() (w, h float32) {
	w, _ = v.sheetSize()
	return w + 2*pageMargin, v.sheetTop(v.Pages())
}

// MinSize leaves room for a narrow sheet.
func (v *PageView) MinSize() fyne.Size { return fyne.NewSize(160, 160) }

// CreateRenderer is called by Fyne.
func (v *PageView) CreateRenderer() fyne.WidgetRenderer {
	return figClip{newSketch(v, v.MinSize, func(fyne.Size) { v.arrange() }, v.paint, v.desk, v.papers, v.band, v.bar.rect)}
}

func (v *PageView) paint() {
	figPaint(v.desk, C(Well), 0)
	v.band.FillColor = figShade(AccentFill, 0x1C)
}

// arrange places the sheets in view and tells the listeners what changed.
func (v *PageView) arrange() {
	size := v.Size()
	if size.Width <= 0 || size.Height <= 0 {
		return
	}
	if v.fit && v.doc != nil && v.doc.Width > 0 {
		zoom := float64(size.Width-2*pageMargin) / (v.doc.Width * unitsPerMM)
		zoom = min(max(zoom, zoomFitLeast), zoomMost)
		v.y *= float32(zoom / v.zoom)
		v.zoom = zoom
	}
	w, h := v.contentSize()
	v.x = min(max(v.x, 0), max(w-size.Width, 0))
	v.y = min(max(v.y, 0), max(h-size.Height, 0))
	place(v.desk, 0, 0, size.Width, size.Height)
	v.papers.Resize(size)
	v.placeSheets(size)
	v.placeBand()
	v.bar.set(size.Width, 4, size.Height-8, float64(size.Height), float64(h), float64(v.y))
	v.tell()
}

// left is the left edge of the sheets: in the middle while there is room.
func (v *PageView) left() float32 {
	w, _ := v.sheetSize()
	return figWhole(max(pageMargin-v.x, (v.Size().Width-w)/2))
}

func (v *PageView) placeSheets(size fyne.Size) {
	w, h := v.sheetSize()
	first, end := 0, 0
	if v.Pages() > 0 && h > 0 {
		first = max(int((v.y-pageMargin)/(h+pageMargin)), 0)
		end = min(int((v.y+size.Height-pageMargin)/(h+pageMargin))+1, v.Pages())
	}
	for i, s := range v.sheets {
		if i < first || i >= end {
			v.putAside(i, s)
		}
	}
	for i := first; i < end; i++ {
		s := v.sheet(i)
		s.place(v.left(), figWhole(v.sheetTop(i)-v.y), w, h)
	}
}

func (v *PageView) placeBand() {
	box, n, ok := v.tagged()
	figShow(v.band, ok)
	if !ok {
		return
	}
	k := float32(unitsPerMM * v.zoom)
	place(v.band, v.left()+float32(box.X)*k, v.sheetTop(n)-v.y+float32(box.Y)*k, float32(box.W)*k, float32(box.H)*k)
}

func (v *PageView) tell() {
	if at := [2]int{v.Page(), v.Pages()}; at != v.toldAt {
		v.toldAt = at
		if v.OnPage != nil {
			v.OnPage(at[0], at[1])
		}
	}
	if z := v.Zoom(); z != v.toldZ {
		v.toldZ = z
		if v.OnZoom != nil {
			v.OnZoom(z)
		}
	}
}
