package paper

import (
	"strconv"
	"strings"

	"rapport/app/page"
)

// palette is the colours of a paper; every meaning they carry has a second carrier, for black and white printing.
type palette struct {
	ink, sec, acc, warn, mid, hair, soft, fill page.Color

	hairline float64 // thickness of the rule between rows, mm
	thrifty  bool    // for poor lasers and fax: black, no fills

	base page.Face // the regular face of the family the paper is set in
}

const white = page.Color(0xffffff)

// paletteOf is the palette with the firm's own accent (RRGGBB), darkened until it reads on white.
func paletteOf(accent string, thrifty bool) palette {
	p := palette{ink: 0x15191e, sec: 0x4a5560, acc: readable(accent, 0x1f4d5c), warn: 0x9a3412,
		mid: 0x8a949e, hair: 0xaeb6bd, soft: 0xb4c2c8, fill: 0xeef1f3, hairline: 0.15}
	if thrifty {
		p.ink, p.sec, p.acc, p.warn, p.mid, p.hair, p.soft, p.fill = 0, 0, 0, 0, 0, 0, white, white
		p.hairline, p.thrifty = 0.1, true
	}
	return p
}

// readable is the colour written as RRGGBB, in steps of 5 % darkened to at least 4.5:1 against white; or the other one.
func readable(hex string, otherwise page.Color) page.Color {
	n, err := strconv.ParseUint(strings.TrimPrefix(strings.TrimSpace(hex), "#"), 16, 24)
	if err != nil || len(strings.TrimPrefix(strings.TrimSpace(hex), "#")) != 6 {
		return otherwise
	}
	c := page.Color(n)
	for c.Contrast() < 4.5 {
		c = darker(c)
	}
	return c
}

func darker(c page.Color) page.Color {
	channel := func(shift uint) page.Color { return page.Color(float64(c>>shift&0xff)*0.95) << shift }
	return channel(16) | channel(8) | channel(0)
}

// The styles of a paper, by use.
func (h palette) title() style   { return style{h.base.As(page.Bold), 18, 8.0, h.ink} }
func (h palette) subject() style { return style{h.base.As(page.Bold), 11, 5.4, h.acc} }
func (h palette) grand() style   { return style{h.base.As(page.Bold), 11, 5.0, h.ink} }
func (h palette) heading() style { return style{h.base.As(page.Bold), 10.5, 5.0, h.ink} }
func (h palette) letter() style  { return style{h.base.As(page.Regular), 9.5, 4.9, h.ink} }
func (h palette) plain() style   { return style{h.base.As(page.Regular), 9, 4.5, h.ink} }
func (h palette) row() style     { return style{h.base.As(page.Regular), 8.5, 4.0, h.ink} }
func (h palette) cell() style    { return style{h.base.As(page.Regular), 8, 3.8, h.ink} }
func (h palette) small() style   { return style{h.base.As(page.Regular), 7.5, 3.5, h.sec} }
func (h palette) caption() style { return style{h.base.As(page.Regular), 7, 3.3, h.sec} }
func (h palette) tiny() style    { return style{h.base.As(page.Regular), 6.5, 2.9, h.ink} }
func (h palette) kind() style    { return style{h.base.As(page.Bold), 12, 5.6, h.ink} }
