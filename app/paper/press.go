// Package paper lays offers and dossiers out into pages, once: the preview draws those pages and the PDF is made of them.
package paper

import (
	"strings"

	"rapport/app/crm"
	"rapport/app/page"
	"rapport/app/text"
	"rapport/assets"
)

// Remark is something the user should know of a laid-out paper: a character the font lacks, a logo that is no picture,
// a text that was cut. Field names the place as trade.Check does ("letter", "line 0.2"), Reason is a message key.
type Remark = crm.Fault

// metrics are read once for the whole program; reading is lazy and they never change.
var metrics = page.NewMetrics(assets.Font)

// Metrics are the advance widths the papers are laid out with.
func Metrics() *page.Metrics { return metrics }

// style is a way to set type: face, size in points, height of a line in mm, colour.
type style struct {
	face  page.Face
	size  float64
	lead  float64
	color page.Color
}

// bold, italic, in and sized are variants of a style.
func (s style) bold() style   { s.face = s.face.As(page.Bold); return s }
func (s style) italic() style { s.face = s.face.As(page.Italic); return s }

func (s style) in(c page.Color) style { s.color = c; return s }

func (s style) sized(size, lead float64) style { s.size, s.lead = size, lead; return s }

// rise is how far the baseline lies under the top of a line of Noto Sans set in points, beside half the line's height.
const rise = 0.388 * page.MMPerPoint

// press draws on the current page of a document.
type press struct {
	doc    *page.Document
	leaf   *page.Page
	hue    palette
	say    *text.Tongue
	faults *[]Remark
	tag    string // given to every text drawn
}

func (p *press) add(mark any) { p.leaf.Marks = append(p.leaf.Marks, mark) }

func (p *press) width(s string, st style) float64 { return metrics.Width(s, st.face, st.size) }

func (p *press) lines(s string, st style, width float64) []string {
	return metrics.Break(s, st.face, st.size, width)
}

// text draws one line, its left end at x, its top at top.
func (p *press) text(x, top float64, s string, st style) float64 { return p.linked(x, top, s, st, "") }

func (p *press) linked(x, top float64, s string, st style, link string) float64 {
	if s == "" {
		return x
	}
	w := p.width(s, st)
	p.add(page.Text{X: x, Y: top + st.lead/2 + rise*st.size, S: s, Face: st.face, Size: st.size, Color: st.color, Width: w, Link: link, Tag: p.tag})
	return x + w
}

func (p *press) right(x, top float64, s string, st style) { p.text(x-p.width(s, st), top, s, st) }

func (p *press) centre(x, w, top float64, s string, st style) {
	p.text(x+(w-p.width(s, st))/2, top, s, st)
}

// column draws lines one under the other and returns the bottom of the last.
func (p *press) column(x, top float64, lines []string, st style) float64 {
	for _, l := range lines {
		p.text(x, top, l, st)
		top += st.lead
	}
	return top
}

func (p *press) rule(x, y, w, thick float64, c page.Color) {
	p.add(page.Line{X1: x, Y1: y, X2: x + w, Y2: y, Thick: thick, Color: c})
}

// band fills a bar across the text block; a thrifty paper leaves it white.
func (p *press) band(x, y, w, h float64) {
	if p.hue.thrifty {
		return
	}
	const clear = 0.15 // the rules above and below stay whole
	p.add(page.Rect{X: x, Y: y + clear, W: w, H: h - 2*clear, Fill: p.hue.fill, Filled: true})
}

// boxed draws a word in an outlined box whose left top corner is given, and returns the right end of the box.
func (p *press) boxed(x, top, h float64, s string, st style, thick, pad float64) float64 {
	w := p.width(s, st) + 2*pad
	p.add(page.Rect{X: x, Y: top, W: w, H: h, Stroke: st.color, Thick: thick})
	p.text(x+pad, top+(h-st.lead)/2, s, st)
	return x + w
}

// fit is the style made small enough for the text to be no wider than width.
func (p *press) fit(s string, st style, width float64) style {
	if w := p.width(s, st); w > width && w > 0 {
		st.size *= width / w
	}
	return st
}

// shorten cuts a line with "…" so that it is no wider than width.
func (p *press) shorten(s string, st style, width float64) string {
	if p.width(s, st) <= width {
		return s
	}
	runes := []rune(s)
	room := width - p.width("…", st)
	n, used := 0, 0.0
	for _, r := range runes {
		if used += p.width(string(r), st); used > room {
			break
		}
		n++
	}
	return strings.TrimRight(string(runes[:n]), " ,.;:-—") + "…"
}

// capped keeps the first n lines; when there were more, the last one kept ends in "…" and a remark names the field.
func (p *press) capped(lines []string, n int, st style, width float64, field string) []string {
	if len(lines) <= n {
		return lines
	}
	p.remark(field, "paper.remark.cut")
	kept := append([]string(nil), lines[:n]...)
	kept[n-1] = p.shorten(kept[n-1]+"………", st, width)
	return kept
}

func (p *press) remark(field, reason string, args ...string) {
	for _, f := range *p.faults {
		if f.Field == field && f.Reason == reason {
			return
		}
	}
	*p.faults = append(*p.faults, Remark{Field: field, Reason: reason, Args: args})
}

// joined joins what is not empty.
func joined(separator string, parts ...string) string {
	var kept []string
	for _, s := range parts {
		if s = strings.TrimSpace(s); s != "" {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, separator)
}
