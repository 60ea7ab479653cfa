package kit

import (
	"context"
	"image"
	"strconv"

	"fyne.io/fyne/v2/canvas"

	"rapport/app/page"
)

// pageSheet is one page in view: its paper with the shadow, and the picture painted for it.
type pageSheet struct {
	index  int
	paper  *canvas.Rectangle
	raster *canvas.Raster
	img    *image.RGBA
	old    *image.RGBA // free to be painted on again
	want   image.Point // pixels the window shows the sheet with
	asked  image.Point // pixels ordered last
	stale  bool        // the picture shows an older text
}

func (v *PageView) sheet(i int) *pageSheet {
	if s := v.sheets[i]; s != nil {
		return s
	}
	var s *pageSheet
	if n := len(v.spare); n > 0 {
		s, v.spare = v.spare[n-1], v.spare[:n-1]
	} else {
		s = v.newSheet()
	}
	s.index, s.stale, s.asked, s.want = i, true, image.Point{}, image.Point{}
	s.img = nil
	v.sheets[i] = s
	figShow(s.paper, true)
	figShow(s.raster, true)
	s.raster.Refresh()
	return s
}

func (v *PageView) newSheet() *pageSheet {
	s := &pageSheet{paper: canvas.NewRectangle(image.White.C)}
	s.paper.Shadow = figShadow(12, 2, 0x24)
	s.raster = canvas.NewRaster(func(w, h int) image.Image { return v.picture(s, w, h) })
	v.papers.Objects = append(v.papers.Objects, s.paper, s.raster)
	return s
}

func (v *PageView) putAside(i int, s *pageSheet) {
	delete(v.sheets, i)
	figShow(s.paper, false)
	figShow(s.raster, false)
	v.spare = append(v.spare, s)
}

func (s *pageSheet) place(x, y, w, h float32) {
	place(s.paper, x, y, w, h)
	place(s.raster, x, y, w, h)
}

// pageBlank is shown until the first picture of a sheet is painted.
var pageBlank = &image.RGBA{Pix: []uint8{255, 255, 255, 255}, Stride: 4, Rect: image.Rect(0, 0, 1, 1)}

// picture answers the window at once with what there is, and orders what is missing.
func (v *PageView) picture(s *pageSheet, w, h int) image.Image {
	s.want = image.Pt(w, h)
	if w <= 0 || h <= 0 {
		return pageBlank
	}
	if (s.stale || s.img == nil || s.img.Rect.Size() != s.want) && s.asked != s.want {
		v.order(s)
	}
	if s.img == nil {
		return pageBlank
	}
	return s.img
}

// pageResult is a finished picture with the paper it shows.
type pageResult struct {
	img *image.RGBA
	doc *page.Document
}

// order paints the sheet in the background; a picture overtaken by a newer order is dropped.
func (v *PageView) order(s *pageSheet) {
	doc, size, index := v.doc, s.want, s.index
	if doc == nil || index >= len(doc.Pages) {
		return
	}
	s.asked = size
	canvasOn := s.take(size)
	work := func(ctx context.Context) (pageResult, error) {
		p := pagePainter{
			dst: canvasOn, scale: float64(size.X) / doc.Width,
			pictures: doc.Pictures, shelf: &v.shelf, fonts: pageFonts,
		}
		err := p.paint(ctx, doc.Pages[index].Marks)
		return pageResult{img: canvasOn, doc: doc}, err
	}
	Load(&v.loader, "page "+strconv.Itoa(index), work, func(r pageResult, err error) { v.hang(s, index, r, err) })
}

// take finds a picture of the size that is not shown, or makes one.
func (s *pageSheet) take(size image.Point) *image.RGBA {
	img := s.old
	s.old = nil
	if img != nil && img.Rect.Size() == size {
		return img
	}
	return image.NewRGBA(image.Rectangle{Max: size})
}

// hang shows a finished picture, unless the sheet has become another page meanwhile.
func (v *PageView) hang(s *pageSheet, index int, r pageResult, err error) {
	if err != nil || v.sheets[index] != s {
		return
	}
	s.old, s.img = s.img, r.img
	s.stale = r.doc != v.doc && !samePage(r.doc, v.doc, index)
	s.asked = image.Point{}
	s.raster.Refresh()
}
