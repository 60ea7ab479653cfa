package paper

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"

	"rapport/app/crm"
	"rapport/app/trade"
)

// Bounds of the pictures taken into the base. A larger one is scaled down: none is printed larger than a page.
const (
	MaxPictureFile = 64 << 20 // bytes read from a file
	keptBytes      = 4 << 20
	keptPixels     = 12_000_000
	keptDots       = 2400 // across or down, once a picture is scaled
)

// TakePicture makes of the bytes of a file a picture as the base keeps it: PNG or JPEG that every printer takes, upright,
// of at most 4 MB and 12 megapixels; an SVG of paths as it is, any other SVG as dots. What is no picture, or a too large
// one, is a crm.Fault that says so.
func TakePicture(name string, data []byte) (trade.Picture, error) {
	if looksLikeSVG(data) {
		return takeDrawing(name, data)
	}
	kind, refused := measure(data)
	if refused != "" {
		return trade.Picture{}, pictureFault(refused, name)
	}
	src, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return trade.Picture{}, pictureFault("paper.picture.broken", name)
	}
	return keep(name, kind, data, src)
}

// taken tells the formats that papers take; what else can be decoded depends on the other parts of the program.
func taken(kind string) bool { return kind == "png" || kind == "jpeg" }

func pictureFault(reason, name string) error {
	return crm.Fault{Field: "picture", Reason: reason, Args: []string{"File", name}}
}

// keep makes a decoded picture fit for the base; bytes that are fit already stay as they are.
func keep(name, kind string, data []byte, src image.Image) (trade.Picture, error) {
	turn := 1
	if kind == "jpeg" {
		turn = orientation(data)
	}
	size := src.Bounds().Size()
	by := 1
	if len(data) > keptBytes || size.X*size.Y > keptPixels {
		by = max(shrinking(size, keptDots), shrinking(image.Pt(size.Y, size.X), keptDots))
	}
	_, inks := src.(*image.CMYK)
	if by == 1 && turn == 1 && len(data) <= keptBytes && (kind == "jpeg" && !inks || kind == "png" && plainPNG(data)) {
		return trade.Picture{Name: name, Kind: trade.PictureKind(kind), Width: size.X, Height: size.Y, Bytes: data}, nil
	}
	for ; ; by++ {
		small := turned(shrunk(src, by), turn)
		kept, as, err := encoded(small, kind)
		if err != nil {
			return trade.Picture{}, pictureFault("paper.picture.broken", name)
		}
		if len(kept) <= keptBytes {
			size = small.Rect.Size()
			return trade.Picture{Name: name, Kind: as, Width: size.X, Height: size.Y, Bytes: kept}, nil
		}
	}
}

// encoded writes a picture: a photograph as JPEG, what has transparency or came as PNG as PNG, unless it grows too large
// for it.
func encoded(m *image.NRGBA, kind string) ([]byte, trade.PictureKind, error) {
	var b bytes.Buffer
	if kind == "png" {
		if err := png.Encode(&b, m); err != nil {
			return nil, "", err
		}
		if b.Len() <= keptBytes || !m.Opaque() {
			return b.Bytes(), trade.PNG, nil
		}
		b.Reset()
	}
	err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 90})
	return b.Bytes(), trade.JPEG, err
}

// rowReader gives the rows of a picture as 8-bit colours times opacity; each row is good until the next.
func rowReader(src image.Image) func(y int) []uint8 {
	b := src.Bounds()
	row := image.NewRGBA(image.Rect(0, 0, b.Dx(), 1))
	return func(y int) []uint8 {
		draw.Draw(row, row.Rect, src, image.Pt(b.Min.X, b.Min.Y+y), draw.Src)
		return row.Pix
	}
}

// turned is the picture upright, given how it lies by the rules of Exif: 1 to 8.
func turned(m *image.NRGBA, how int) *image.NRGBA {
	if how <= 1 || how > 8 {
		return m
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	if how >= 5 {
		out = image.NewNRGBA(image.Rect(0, 0, h, w))
	}
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			fx, fy := x, y
			if how >= 5 {
				fx, fy = y, x
			}
			switch how {
			case 2, 7, 8:
				fx = w - 1 - fx
			case 3:
				fx, fy = w-1-fx, h-1-fy
			case 4:
				fy = h - 1 - fy
			}
			if how == 6 || how == 7 {
				fy = h - 1 - fy
			}
			copy(out.Pix[out.PixOffset(x, y):][:4], m.Pix[m.PixOffset(fx, fy):][:4])
		}
	}
	return out
}

// orientation reads from the Exif part of a JPEG how the picture lies; 1, upright, when it does not say.
func orientation(data []byte) int {
	for at := 2; at+4 <= len(data) && data[at] == 0xff; {
		kind, size := data[at+1], int(binary.BigEndian.Uint16(data[at+2:]))
		if kind == 0xda || size < 2 || at+2+size > len(data) {
			break
		}
		if part := data[at+4 : at+2+size]; kind == 0xe1 && bytes.HasPrefix(part, []byte("Exif\x00\x00")) {
			return exifOrientation(part[6:])
		}
		at += 2 + size
	}
	return 1
}

func exifOrientation(tiff []byte) int {
	var order binary.ByteOrder = binary.BigEndian
	if bytes.HasPrefix(tiff, []byte("II")) {
		order = binary.LittleEndian
	}
	if len(tiff) < 10 {
		return 1
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 1
	}
	for i := range int64(order.Uint16(tiff[at:])) {
		entry := at + 2 + 12*i
		if entry+12 > int64(len(tiff)) {
			break
		}
		if order.Uint16(tiff[entry:]) == 0x0112 {
			if n := int(order.Uint16(tiff[entry+8:])); n >= 1 && n <= 8 {
				return n
			}
		}
	}
	return 1
}
