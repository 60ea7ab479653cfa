package paper

import (
	"rapport/app/trade"
)

// manner is how a paper built like an offer differs from one.
type manner struct {
	title  string                                 // what it calls itself; empty: an offer
	rows   func(st style) []headRow               // number, date and what else its head tells; nil: those of an offer
	sold   bool                                   // its lines were ordered: what is taken off is off an order
	after  func(columns []totalColumn) []totalRow // what stands under the totals
	blocks func() []*block                        // the body; nil: that of an offer
	fields func(what string) string               // what the fields of an offer stand for in its footer; nil: what they do in one
}

// Letterhead is what papers other than offers take of a template: logo, accent, font, sheet and footer. Their texts,
// their blocks and who signs them are their own.
type Letterhead struct {
	Template *trade.Template // nil is the default look
	Gone     bool            // a template is named that is there no more
	Pictures map[trade.PictureID]trade.Picture
}

// onto puts the letterhead into the facts of a paper built like an offer.
func (l Letterhead) onto(a *OfferFacts) {
	a.LookGone, a.Pictures = l.Gone, l.Pictures
	if l.Template == nil {
		return
	}
	t := *l.Template
	a.Look = &trade.Template{ID: t.ID, Name: t.Name, Firm: t.Firm, Logo: t.Logo, Accent: t.Accent, Font: t.Font, Letter: t.Letter,
		Blocks: trade.StandardBlocks(), Texts: map[string]trade.TemplateTexts{}}
	for lang, said := range t.Texts {
		a.Look.Texts[lang] = trade.TemplateTexts{Footer: said.Footer}
	}
}

// dressOther settles the look of a paper that is no offer: its letterhead, with the fields filled in its footer and in the
// texts it has of an offer.
func (w *writing) dressOther() {
	w.dress()
	w.fillFields()
	c := cleaner{faults: w.faults}
	w.o, w.look.said = c.offer(w.o), c.said(w.look.said)
	w.faults = c.faults
	w.takeSheet()
}

// headRow is one of the facts beside the addressee: the key of its label, what an editor follows it by, what it says.
type headRow struct {
	key, tag, value string
	st              style
}
