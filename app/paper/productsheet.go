package paper

import (
	"slices"
	"strconv"
	"strings"

	"rapport/app/trade"
)

// Places on a sheet of a product, in mm.
const (
	sheetPicture = 62.0 // side of the square the picture fits into
	sheetGutter  = 6.0
	sheetPad     = 3.0
)

// sheetBlocks tell more of the items offered, each once, in the order of the lines: picture, description, features.
func (w *writing) sheetBlocks() []*block {
	items := w.offeredItems()
	if len(items) == 0 {
		if len(w.about.Items) > 0 {
			w.remark("sheets", "paper.remark.sheets.bare")
		} else {
			w.remark("sheets", "paper.remark.sheets")
		}
		return nil
	}
	st := w.hue.subject().sized(14, 6.6).in(w.hue.ink)
	title := w.say.T("paper.sheets")
	all := []*block{{turn: true, keep: true, height: st.lead + 3, mark: title, draw: func(y float64) { w.text(left, y, title, st) }}}
	for i, item := range items {
		b := w.sheetBlock(item)
		if i > 0 {
			b.gap = 6
		}
		all = append(all, b)
	}
	return all
}

// offeredItems are the items of the lines that the base still has and of which there is more to tell than their line does.
func (w *writing) offeredItems() []trade.Item {
	var all []trade.Item
	for _, s := range w.o.Sections {
		for _, l := range s.Lines {
			item, ok := w.about.Items[l.Item]
			if ok && !l.Text && w.tellsMore(item) && !slices.ContainsFunc(all, func(had trade.Item) bool { return had.ID == item.ID }) {
				all = append(all, item)
			}
		}
	}
	return all
}

// tellsMore reports whether the sheet of an item would hold more than its name and article.
func (w *writing) tellsMore(item trade.Item) bool {
	return strings.TrimSpace(item.Description) != "" || len(item.Features) > 0 || item.Picture != 0 && !w.look.t.Bare
}

// sheetLine is one line of the text of a sheet: a label may stand before it.
type sheetLine struct {
	label, s string
	st       style
}

// sheetBlock is the sheet of one item. One higher than a page goes on over it, with the picture on the first part.
func (w *writing) sheetBlock(item trade.Item) *block {
	room, side := wide, 0.0
	picture, shown := trade.Picture{}, false
	if !w.look.t.Bare && item.Picture != 0 {
		picture, shown = w.find(item.Picture, "sheets")
	}
	name := "item " + strconv.FormatInt(int64(item.ID), 10)
	if shown {
		if _, high, ok := w.measured(name, picture, sheetPicture, sheetPicture, "sheets"); ok {
			room, side = wide-sheetPicture-sheetGutter, high
		} else {
			shown = false
		}
	}
	b := w.sheetPart(w.sheetLines(item, room), side, func(y float64) {
		if shown {
			w.put(name, picture, frame{right - sheetPicture, y, sheetPicture, sheetPicture, 1, 0}, "sheets")
		}
	})
	b.mark, b.level = item.Name, 1
	return b
}

// sheetLines are name, article, description and features of an item, broken for a column.
func (w *writing) sheetLines(item trade.Item, room float64) []sheetLine {
	var all []sheetLine
	add := func(s string, st style) {
		for _, l := range w.linesOf(s, st, room) {
			all = append(all, sheetLine{s: l, st: st})
		}
	}
	add(item.Name, w.hue.subject().in(w.hue.ink))
	if item.Article != "" {
		add(w.say.T("paper.table.article", "A", item.Article), w.hue.small())
	}
	text := w.hue.plain()
	if item.Description != "" {
		all = append(all, sheetLine{st: style{lead: 1.6, face: text.face, size: text.size}})
		add(item.Description, text)
	}
	for i, f := range item.Features {
		if i == 0 {
			all = append(all, sheetLine{st: style{lead: 1.6, face: text.face, size: text.size}})
		}
		names := make([]string, len(f.Choices))
		for j, c := range f.Choices {
			names[j] = c.Name
		}
		const indent = 34.0
		label := w.hue.row().in(w.hue.sec)
		values := w.lines(joined(", ", names...), w.hue.row(), room-indent)
		for j, l := range w.lines(f.Name, label, indent-2) {
			line := sheetLine{label: l, st: w.hue.row()}
			if j < len(values) {
				line.s = values[j]
			}
			all = append(all, line)
		}
		for _, l := range values[min(len(values), len(w.lines(f.Name, label, indent-2))):] {
			all = append(all, sheetLine{label: " ", s: l, st: w.hue.row()})
		}
	}
	return all
}

// sheetPart sets lines beside a picture of a height under a rule; before draws the picture.
func (w *writing) sheetPart(lines []sheetLine, side float64, before func(y float64)) *block {
	text := 0.0
	for _, l := range lines {
		text += l.st.lead
	}
	height := max(text, side) + 2*sheetPad
	b := &block{height: height, draw: func(y float64) {
		w.rule(left, y, wide, 0.35, w.hue.ink)
		before(y + sheetPad)
		w.tag = "sheets"
		y += sheetPad
		for _, l := range lines {
			x := left
			if l.label != "" {
				w.text(x, y, strings.TrimSpace(l.label), l.st.in(w.hue.sec))
				x += 34
			}
			w.text(x, y, l.s, l.st)
			y += l.st.lead
		}
		w.tag = ""
	}}
	if height <= w.sheet.bottom-20-12 {
		return b
	}
	b.split = func(room float64) (*block, *block) {
		n, used := 0, 2*sheetPad
		for n < len(lines) && used+lines[n].st.lead <= room {
			used += lines[n].st.lead
			n++
		}
		if n = min(n, len(lines)-2); n < 4 || side+2*sheetPad > room {
			return nil, nil
		}
		first := w.sheetPart(lines[:n], side, before)
		first.split = nil
		first.gap, first.mark, first.level = b.gap, b.mark, b.level
		return first, w.sheetPart(lines[n:], 0, func(float64) {})
	}
	return b
}
