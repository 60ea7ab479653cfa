package paper

import (
	"strings"

	"rapport/app/page"
	"rapport/app/trade"
)

// look is what a template makes of a paper.
type look struct {
	t     trade.Template
	kinds []trade.BlockKind // the blocks shown, in order
	said  trade.TemplateTexts
	hue   palette
}

// footerLines is how many lines of a template's footer fit under a page.
const footerLines = 3

// dress settles how the paper looks: as the template has it, or as always.
func (w *writing) dress() {
	t := trade.Template{Blocks: trade.StandardBlocks()}
	if w.about.LookGone {
		w.remark("template", "paper.remark.template")
	}
	if w.about.Look != nil {
		t = *w.about.Look
	}
	w.look = look{t: t, said: t.In(w.lang)}
	for _, b := range t.Ordered() {
		if !b.Off || ownSwitch(b.Kind) {
			w.look.kinds = append(w.look.kinds, b.Kind)
		}
	}
	accent := w.about.Firm.Accent
	if t.Accent != "" {
		accent = t.Accent
	}
	w.look.hue = paletteOf(accent, w.about.Thrifty)
	if t.Font == trade.Serif {
		w.look.hue.base = page.SerifRegular
	}
	w.hue = w.look.hue
	w.sheet = sheetOf(w.about.Letter || t.Letter)
	if t.Cover {
		w.front = 1
	}
}

// ownSwitch tells the blocks that each offer switches itself; the template gives their place alone.
func ownSwitch(k trade.BlockKind) bool {
	return k == trade.BlockWords || k == trade.BlockPayment || k == trade.BlockAcceptance
}

// opensWith reports whether a block is the first one shown.
func (l look) opensWith(k trade.BlockKind) bool { return len(l.kinds) > 0 && l.kinds[0] == k }

// takeSheet leaves room for the footer at the end of each page.
func (w *writing) takeSheet() {
	up := w.hue.small().lead * float64(len(w.footer()))
	w.sheet.bottom -= up
	w.sheet.foot -= up
}

// footer is the template's text at the foot of each page.
func (w *writing) footer() []string {
	if strings.TrimSpace(w.look.said.Footer) == "" {
		return nil
	}
	st := w.hue.small()
	return w.capped(w.lines(w.look.said.Footer, st, wide), footerLines, st, wide, "footer")
}

func (w *writing) drawFooter(top float64) {
	w.tag = "footer"
	w.column(left, top, w.footer(), w.hue.small())
	w.tag = ""
}

// accentLogo is the picture at the head of the paper: the template's, else the firm's own; false when there is none.
func (w *writing) logo() (trade.Picture, bool) {
	if id := w.look.t.Logo; id != 0 {
		return w.find(id, "logo")
	}
	return trade.Picture{Bytes: w.about.Firm.Logo}, len(w.about.Firm.Logo) > 0
}

// find is a picture by its id; one that is not there gets a remark.
func (w *writing) find(id trade.PictureID, field string) (trade.Picture, bool) {
	if id == 0 {
		return trade.Picture{}, false
	}
	p, ok := w.about.Pictures[id]
	if !ok {
		w.remark(field, "paper.remark.picture.gone")
	}
	return p, ok
}

// Places of scans around the line to sign on, in mm.
const (
	signatureUsual  = 40.0
	signatureHigh   = 18.0
	signatureIndent = 10.0
	signatureUnder  = 3.0 // it ends so much below the line
	stampUsual      = 40.0
	stampCentre     = 22.0
	stampUnder      = 12.0
	stampAbove      = 28.5 // free above the line
)

// scanSpace is how much the scans need above and below the line to sign on.
func (w *writing) scanSpace() (above, below float64) {
	if w.look.t.Signature.On && w.look.t.Signature.Picture != 0 {
		above, below = signatureHigh-signatureUnder, signatureUnder
	}
	if w.look.t.Stamp.On && w.look.t.Stamp.Picture != 0 {
		above, below = stampAbove, stampUnder
	}
	return above, below
}

// drawScans lays the scans of signature and stamp around the line to sign on, which begins at x.
func (w *writing) drawScans(x, line float64) {
	if s := w.look.t.Stamp; s.On && s.Picture != 0 {
		side := scanWidth(s, stampUsual, trade.MaxStamp)
		if p, ok := w.find(s.Picture, "stamp"); ok {
			w.put("stamp", p, frame{x + stampCentre - side/2, line + stampUnder - side, side, side, 0.5, 0.5}, "stamp")
		}
	}
	if s := w.look.t.Signature; s.On && s.Picture != 0 {
		width := scanWidth(s, signatureUsual, trade.MaxSignature)
		if p, ok := w.find(s.Picture, "signature"); ok {
			w.put("signature", p, frame{x + signatureIndent, line + signatureUnder - signatureHigh, width, signatureHigh, 0, 1}, "signature")
		}
	}
}

// scanWidth is the width a scan is printed at.
func scanWidth(s trade.Scan, usual, most float64) float64 {
	if s.Width <= 0 {
		return usual
	}
	return min(s.Width, most)
}
