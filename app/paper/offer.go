package paper

import (
	"errors"
	"fmt"
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/page"
	"rapport/app/text"
	"rapport/app/trade"
)

// OfferFacts is what an offer's paper needs beside the offer.
type OfferFacts struct {
	Firm   crm.Firm
	Client string // the client's name as the acceptance and the title of the file bear it; empty: the addressee's firm
	Letter bool   // US Letter instead of A4
	// Thrifty prints for poor lasers and fax: black, no fills.
	Thrifty bool

	Person crm.Contact // whom the offer is for
	Rep    crm.Rep     // who writes it
	Buyer  crm.Client  // as the base knows it

	// Look is the template the paper is dressed in; nil is the default look.
	Look     *trade.Template
	LookGone bool // the offer names a template that is there no more
	Pictures map[trade.PictureID]trade.Picture
	Items    map[trade.ItemID]trade.Item // what the sheets of products tell of
}

// ErrNoLines is returned for an offer without lines that is no draft: there is nothing to offer.
var ErrNoLines = errors.New("the offer has no lines")

// ErrSums is returned when the sums handed over are not those of the offer.
var ErrSums = errors.New("the sums do not belong to the offer")

// Offer lays an offer out in the language of the tongue, which must be the offer's own, with the sums that trade.Count
// gave. Remarks tell what the paper could not show as it was written.
func Offer(o trade.Offer, sums trade.Sums, about OfferFacts, tongue *text.Tongue) (*page.Document, []Remark, error) {
	if err := checkSums(o, sums); err != nil {
		return nil, nil, err
	}
	w := &writing{o: o, sums: sums, about: about, lang: string(tongue.Lang())}
	w.us = strings.EqualFold(about.Firm.Country, "US") && w.lang == "en"
	w.say = tongue
	w.press.faults = &w.faults
	w.dress()
	w.fillFields()
	c := cleaner{faults: w.faults}
	w.o, w.about, w.look.said = c.offer(w.o), c.about(w.about), c.said(w.look.said)
	w.faults = c.faults
	w.takeSheet()
	w.code = w.makeCode()
	doc := w.best()
	return doc, w.faults, nil
}

func checkSums(o trade.Offer, sums trade.Sums) error {
	lines := 0
	if len(sums.Sections) != len(o.Sections) {
		return ErrSums
	}
	for i, s := range o.Sections {
		if len(sums.Sections[i].Lines) != len(s.Lines) {
			return ErrSums
		}
		for _, l := range s.Lines {
			if !l.Text {
				lines++
			}
		}
	}
	if lines == 0 && o.State != trade.Draft && o.State != "" {
		return ErrNoLines
	}
	return nil
}

// writing is one offer being laid out.
type writing struct {
	press
	o      trade.Offer
	sums   trade.Sums
	about  OfferFacts
	lang   string
	us     bool
	sheet  sheet
	faults []Remark
	look   look
	front  int    // pages before the first one of the offer
	as     manner // where the paper is another one built like an offer

	tight     bool // the denser layout that may save a page
	signRoom  bool // though tight, there is the usual room to sign
	subtotals bool // sections show their sums
	code      *payCode
	rows      *offerTable
	flow      flow
}

// best lays the offer out normally, with subtotals when it runs over several pages, and tight when that saves a page
// that would be nearly empty.
func (w *writing) best() *page.Document {
	if w.look.kinds == nil {
		w.dress()
	}
	doc := w.layout(false)
	if w.flow.pages() == 1 || !w.nearlyEmpty() {
		return doc
	}
	pages := w.flow.pages()
	if dense := w.layout(true); w.flow.pages() < pages {
		return w.withRoomToSign(dense)
	}
	return doc
}

// withRoomToSign is a tight paper with the usual room for pen and stamp, where its last page has that left over.
func (w *writing) withRoomToSign(dense *page.Document) *page.Document {
	pages := w.flow.pages()
	w.signRoom = true
	airy := w.compose()
	w.signRoom = false
	if w.flow.pages() == pages {
		return airy
	}
	return dense
}

// nearlyEmpty tells whether the last page is worth an attempt to do without it: less than half full when the paper has
// two pages, little more than the closing when it has more.
func (w *writing) nearlyEmpty() bool {
	if w.flow.pages() > 2 {
		return w.flow.tail() < 112
	}
	return w.flow.tail() < (w.sheet.bottom-20)/2
}

// layout lays the offer out in one density; a paper of several pages is laid out again with subtotals.
func (w *writing) layout(tight bool) *page.Document {
	w.tight, w.subtotals = tight, w.sameKinds()
	doc := w.compose()
	if w.flow.pages() > 1 && !w.subtotals && len(w.o.Sections) > 1 {
		w.subtotals = true
		doc = w.compose()
	}
	return doc
}

// sameKinds tells whether two sections are paid alike, so that the totals do not show the sum of each.
func (w *writing) sameKinds() bool {
	seen := map[trade.Period]bool{}
	for _, s := range w.o.Sections {
		if seen[s.Period] {
			return true
		}
		seen[s.Period] = true
	}
	return false
}

// compose builds the pages.
func (w *writing) compose() *page.Document {
	w.press = press{doc: w.blank(), say: w.say, hue: w.look.hue, faults: &w.faults}
	top := &page.Page{}
	w.leaf = top
	w.flow = flow{first: w.drawTop(), next: 20, bottom: w.sheet.bottom}
	w.flow.place(w.blocks())
	w.flow.ink(&w.press, func(n, of int) {
		if n == 0 {
			w.leaf.Marks = append(w.leaf.Marks, top.Marks...)
			return
		}
		w.drawRunningHead()
	}, w.drawFoot)
	w.putCover()
	return w.doc
}

// blank is the document with what the file says of itself.
func (w *writing) blank() *page.Document {
	title := w.kind()
	if w.o.Number != "" {
		title += " " + w.say.T("paper.offer.no", "N", w.o.FullNumber())
	}
	lang := map[string]string{"ru": "ru-RU", "uk": "uk-UA"}[w.lang]
	if lang == "" {
		lang = "en-GB"
	}
	if w.us {
		lang = "en-US"
	}
	return &page.Document{
		Title: joined(" — ", title, w.client()), Author: w.firmName(), Subject: w.o.Subject, Keywords: w.o.FullNumber(),
		Lang: lang, Created: int64(w.o.Created), Width: w.sheet.width, Height: w.sheet.height,
		Pictures: map[string][]byte{},
	}
}

// kind is what the paper calls itself.
func (w *writing) kind() string {
	if w.as.title != "" {
		return w.as.title
	}
	if w.us {
		return w.say.T("paper.offer.title.us")
	}
	return w.say.T("paper.offer.title")
}

// firmName is our own legal name.
func (w *writing) firmName() string { return legalName(w.about.Firm) }

func legalName(f crm.Firm) string {
	if f.LegalName != "" {
		return f.LegalName
	}
	return f.Name
}

func (w *writing) client() string {
	if w.about.Client != "" {
		return w.about.Client
	}
	if w.o.To.Firm != "" {
		return w.o.To.Firm
	}
	return w.o.To.Person
}

func (w *writing) draft() bool { return w.o.State == trade.Draft || w.o.State == "" }

// wordsLang is the language of sums in words, which tells American from British.
func (w *writing) wordsLang() string {
	if w.lang != "en" {
		return w.lang
	}
	if w.us || w.o.Currency == money.USD {
		return "en-US"
	}
	return "en-GB"
}

// plain is a sum without its currency, as tables show it.
func (w *writing) plain(minor int64) string {
	return money.Paper(money.FormatPlain(money.New(minor, w.o.Currency), w.lang))
}

// full is a sum with its currency.
func (w *writing) full(minor int64) string {
	return money.FormatPaper(money.New(minor, w.o.Currency), w.lang)
}

func (w *writing) currency() string { return w.o.Currency.PaperSymbol(w.lang) }

// longDay is a day as letters write it; what is no day is printed as it stands.
func (w *writing) longDay(d crm.Day) string {
	t, ok := d.Time()
	if !ok {
		return shown(string(d))
	}
	if w.us {
		return t.Format("January 2, 2006")
	}
	return w.say.LongDate(t)
}

func (w *writing) shortDay(d crm.Day) string {
	t, ok := d.Time()
	if !ok {
		return shown(string(d))
	}
	if w.us {
		return t.Format("01/02/2006")
	}
	return w.say.Date(t)
}

// blocks are the parts of the offer in the order they are read: that of the look.
func (w *writing) blocks() []*block {
	if w.as.blocks != nil {
		return w.as.blocks()
	}
	w.rows = w.measure()
	kinds := w.look.kinds
	var all []*block
	for i := 0; i < len(kinds); {
		part, n := w.part(kinds[i:])
		if closes(kinds[i]) && len(all) > 0 && len(part) > 0 {
			all[len(all)-1].keep = true // a signature never stands on a page without text of the offer
		}
		all = append(all, part...)
		i += n
	}
	return all
}

// part are the blocks that some kinds begin with, and how many of the kinds they are.
func (w *writing) part(kinds []trade.BlockKind) (part []*block, n int) {
	next := trade.BlockKind("")
	if len(kinds) > 1 {
		next = kinds[1]
	}
	switch kinds[0] {
	case trade.BlockLetter:
		return w.letterBlocks(), 1
	case trade.BlockTable:
		part = w.tableBlocks()
		if len(part) > 0 && next == trade.BlockTotals {
			part[len(part)-1].keep = true // totals never stand alone
		}
		return part, 1
	case trade.BlockTotals:
		if next == trade.BlockWords {
			return w.totalBlocks(true), 2
		}
		return w.totalBlocks(false), 1
	case trade.BlockWords:
		return w.wordsAlone(), 1
	case trade.BlockNote:
		return w.noteBlocks(), 1
	case trade.BlockTerms:
		return w.termBlocks(), 1
	case trade.BlockSheets:
		return w.sheetBlocks(), 1
	}
	for n < len(kinds) && closes(kinds[n]) {
		n++
	}
	return w.closingBlocks(kinds[:n]), max(n, 1)
}

// tagOf names a line of the offer, so that an editor can follow it.
func tagOf(section, line int) string { return fmt.Sprintf("line:%d.%d", section, line) }
