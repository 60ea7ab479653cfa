package paper

import (
	"slices"
	"strings"

	"rapport/app/page"
)

// Places on a cover, in mm from the top of the sheet; art is the room of the picture.
const (
	coverLogoTop  = 20.0
	coverLogoWide = 70.0
	coverLogoHigh = 28.0
	coverArtTop   = 60.0
	coverArtHigh  = 92.0
	coverTitleTop = 104.0 // without a picture
)

// putCover draws the page before the offer and stands it there.
func (w *writing) putCover() {
	if w.front == 0 {
		return
	}
	leaf := &page.Page{}
	w.leaf = leaf
	w.drawCover()
	w.doc.Pages = slices.Insert(w.doc.Pages, 0, *leaf)
	for i := range w.doc.Marks {
		w.doc.Marks[i].Page++
	}
	w.doc.Marks = slices.Insert(w.doc.Marks, 0, page.Mark{Title: w.say.T("paper.mark.cover")})
}

func (w *writing) drawCover() {
	w.coverHead()
	y := coverTitleTop
	if art, ok := w.find(w.look.t.CoverArt, "cover"); ok {
		high := coverArtHigh - (a4.height-w.sheet.height)*1.5
		if bottom, ok := w.put("cover", art, frame{left, coverArtTop, wide, high, 0, 0}, "cover"); ok {
			y = bottom + 12
		}
	}
	y = w.coverTitle(y)
	y = w.coverFor(y + 8)
	w.coverText(y + 7)
	w.coverFoot()
}

// coverHead is the logo, or the firm's name, at the top.
func (w *writing) coverHead() {
	w.tag = "firm"
	if p, ok := w.logo(); !ok || !w.fits("logo", p, frame{left, coverLogoTop, coverLogoWide, coverLogoHigh, 0, 0}) {
		st := style{w.hue.base.As(page.Bold), 16, 7.2, w.hue.ink}
		w.column(left, coverLogoTop, w.capped(w.lines(w.firmName(), st, 120), 3, st, 120, "firm"), st)
	}
	w.tag = ""
}

// coverTitle is what the paper is and what it is about; it returns the bottom of the rule under it.
func (w *writing) coverTitle(y float64) float64 {
	title := w.look.said.CoverTitle
	if title == "" {
		title = w.kind()
	}
	st := style{w.hue.base.As(page.Bold), 26, 11.4, w.hue.ink}
	lines := w.lines(title, st, wide)
	for len(lines) > 3 && st.size > 16 {
		st = st.sized(st.size-2, (st.size-2)*0.44)
		lines = w.lines(title, st, wide)
	}
	w.tag = "cover"
	y = w.column(left, y, w.capped(lines, 3, st, wide, "cover"), st)
	if w.draft() {
		box := w.hue.plain().bold()
		w.boxed(left, y+2, 5, w.say.T("paper.draft"), box, 0.35, 2)
		y += 8
	}
	if about := w.coverAbout(title); about != "" {
		sub := w.hue.subject().sized(14, 6.6)
		w.tag = "subject"
		y = w.column(left, y+3, w.capped(w.lines(about, sub, wide), 4, sub, wide, "subject"), sub)
	}
	w.tag = ""
	w.rule(left, y+6, 32, 0.6, w.hue.acc)
	return y + 6.6
}

// coverAbout is the line under the title: the subject, or what the paper is where the title says the subject already.
func (w *writing) coverAbout(title string) string {
	if strings.EqualFold(strings.TrimRight(title, ". "), strings.TrimRight(w.o.Subject, ". ")) {
		return unlessSame(w.kind(), title)
	}
	return w.o.Subject
}

// coverFor is whom the offer is for, its number and day.
func (w *writing) coverFor(y float64) float64 {
	st, label := w.hue.letter().sized(11, 5.4), w.hue.small()
	w.tag = "to"
	if who := joined(", ", w.client(), unlessSame(w.o.To.Person, w.client())); who != "" {
		w.text(left, y+0.9, w.say.T("paper.cover.for"), label)
		y = w.column(left+26, y, w.capped(w.lines(w.client(), st.bold(), wide-26), 3, st.bold(), wide-26, "to"), st.bold())
	}
	w.tag = ""
	for _, row := range []struct{ key, tag, value string }{
		{"paper.offer.number", "number", w.o.FullNumber()}, {"paper.offer.date", "day", w.coverDay()},
	} {
		if row.value == "" {
			continue
		}
		w.tag = row.tag
		w.text(left, y+1.5, w.say.T(row.key), label)
		y = w.column(left+26, y+0.6, w.capped(w.lines(row.value, st, wide-26), 2, st, wide-26, row.tag), st)
	}
	w.tag = ""
	return y
}

func (w *writing) coverDay() string {
	if w.o.Day == "" {
		return ""
	}
	return joined(", ", w.longDay(w.o.Day), w.o.Place)
}

func unlessSame(s, other string) string { return unless(s == other, s) }

// coverText is the template's own text, as much of it as the page holds.
func (w *writing) coverText(y float64) {
	if w.look.said.CoverText == "" {
		return
	}
	st := w.hue.letter()
	const width = 140.0
	most := int((w.sheet.foot - 28 - y) / st.lead)
	lines := w.lines(w.look.said.CoverText, st, width)
	if most < 1 {
		w.remark("cover", "paper.remark.cut")
		return
	}
	w.tag = "cover"
	w.column(left, y, w.capped(lines, most, st, width, "cover"), st)
	w.tag = ""
}

// coverFoot is who offers, at the end of the page.
func (w *writing) coverFoot() {
	st := w.hue.plain().bold()
	rows := w.contactRows(w.about.Firm, 3)
	y := w.sheet.foot - 4 - float64(len(rows))*4 - st.lead
	w.tag = "firm"
	w.text(left, y, w.shorten(w.firmName(), st, wide), st)
	y += st.lead
	small := w.hue.small()
	for _, row := range rows {
		x := left
		for _, r := range row {
			x = w.linked(x, y, w.shorten(r.s, small, right-x), small, r.link)
		}
		y += 4
	}
	w.tag = ""
	w.rule(left, w.sheet.foot, wide, 0.6, w.hue.acc)
	w.drawFooter(w.sheet.foot + 4.6 - small.lead/2 - rise*small.size)
}
