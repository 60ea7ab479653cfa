package page

import (
	"encoding/binary"
	"errors"
)

// glyphs holds the advance of every character of the basic plane that a face draws, in thousandths of the type size.
type glyphs struct {
	advance [1 << 16]int16 // absent where the face has no glyph
}

const absent = int16(-1)

var errFont = errors.New("not a TrueType font with a Unicode table")

// parseFont reads the tables head, hhea, hmtx and cmap (format 4) of a TrueType file and nothing else.
func parseFont(data []byte) (g *glyphs, err error) {
	defer func() {
		if recover() != nil {
			g, err = nil, errFont
		}
	}()
	head, hhea, hmtx, cmap := table(data, "head"), table(data, "hhea"), table(data, "hmtx"), table(data, "cmap")
	if head == nil || hhea == nil || hmtx == nil || cmap == nil {
		return nil, errFont
	}
	f := metricTables{
		perEm:  int(u16(head, 18)),
		counts: int(u16(hhea, 34)),
		hmtx:   hmtx,
	}
	sub := unicodeTable(cmap)
	if sub == nil || f.perEm == 0 || f.counts == 0 {
		return nil, errFont
	}
	g = &glyphs{}
	for i := range g.advance {
		g.advance[i] = absent
	}
	f.walk(sub, g)
	return g, nil
}

type metricTables struct {
	perEm, counts int
	hmtx          []byte
}

// advance is the width of a glyph in thousandths of an em; glyphs past the last entry share its width.
func (f metricTables) advance(glyph int) int16 {
	raw := int(u16(f.hmtx, 4*min(glyph, f.counts-1)))
	return int16((raw*1000 + f.perEm/2) / f.perEm)
}

// walk goes through the segments of a format 4 table.
func (f metricTables) walk(sub []byte, g *glyphs) {
	segments := int(u16(sub, 6)) / 2
	ends, starts := 14, 16+2*segments
	deltas, offsets := starts+2*segments, starts+4*segments
	for s := range segments {
		first, last := int(u16(sub, starts+2*s)), int(u16(sub, ends+2*s))
		delta, offset := int(u16(sub, deltas+2*s)), int(u16(sub, offsets+2*s))
		for c := first; c <= last && c < 0xffff; c++ {
			glyph := (c + delta) & 0xffff
			if offset != 0 {
				if glyph = int(u16(sub, offsets+2*s+offset+2*(c-first))); glyph != 0 {
					glyph = (glyph + delta) & 0xffff
				}
			}
			if glyph != 0 {
				g.advance[c] = f.advance(glyph)
			}
		}
	}
}

// unicodeTable finds the subtable of format 4 for Unicode, or nil.
func unicodeTable(cmap []byte) []byte {
	for i := range int(u16(cmap, 2)) {
		record := cmap[4+8*i:]
		platform, offset := u16(record, 0), binary.BigEndian.Uint32(record[4:])
		sub := cmap[offset:]
		if (platform == 0 || platform == 3) && u16(sub, 0) == 4 {
			return sub
		}
	}
	return nil
}

// table finds a table of the font file by its tag, or nil.
func table(data []byte, tag string) []byte {
	for i := range int(u16(data, 4)) {
		record := data[12+16*i:]
		if string(record[:4]) == tag {
			at, size := binary.BigEndian.Uint32(record[8:]), binary.BigEndian.Uint32(record[12:])
			return data[at : at+size]
		}
	}
	return nil
}

func u16(b []byte, at int) uint16 { return binary.BigEndian.Uint16(b[at:]) }
