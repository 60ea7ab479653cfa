package trade

import (
	"slices"

	"rapport/app/crm"
)

// Ids of stationery: templates of papers, pictures on them, terms in store.
type (
	TemplateID  int64
	PictureID   int64
	StockTermID int64
)

// PictureKind is the format a picture is kept in.
type PictureKind string

// The formats of pictures.
const (
	PNG  PictureKind = "png"
	JPEG PictureKind = "jpeg"
	SVG  PictureKind = "svg" // filled and stroked paths alone
)

// Picture is a logo, a stamp, a signature or the look of an item, kept once in the base and never changed: who names its
// id always finds the same one.
type Picture struct {
	ID            PictureID   `json:"id"`
	Name          string      `json:"name"` // of the file it came from
	Kind          PictureKind `json:"kind"`
	Width, Height int         // in dots; of an SVG in its own units
	Bytes         []byte      `json:"bytes"`
}

// BlockKind is a part of an offer's paper that a template may move or leave out.
type BlockKind string

// The blocks of an offer's paper.
const (
	BlockLetter     BlockKind = "letter"
	BlockTable      BlockKind = "table"
	BlockTotals     BlockKind = "totals"
	BlockWords      BlockKind = "words"
	BlockNote       BlockKind = "note"
	BlockTerms      BlockKind = "terms"
	BlockRequisites BlockKind = "requisites"
	BlockPayment    BlockKind = "payment"
	BlockSignature  BlockKind = "signature"
	BlockAcceptance BlockKind = "acceptance"
	BlockSheets     BlockKind = "sheets"
)

// BlockKinds lists the blocks in the order of the default look. The sheets of products end the paper.
var BlockKinds = []BlockKind{BlockLetter, BlockTable, BlockTotals, BlockWords, BlockNote, BlockTerms, BlockRequisites, BlockPayment,
	BlockSignature, BlockAcceptance, BlockSheets}

// startsOff are the blocks that a new template leaves out: an offer is not a bill, and not every item is worth a page.
var startsOff = []BlockKind{BlockPayment, BlockSheets}

// Block is one block of a template.
type Block struct {
	Kind BlockKind `json:"kind"`
	Off  bool      `json:"off,omitempty"`
}

// StandardBlocks are the blocks of a new template.
func StandardBlocks() []Block {
	all := make([]Block, len(BlockKinds))
	for i, k := range BlockKinds {
		all[i] = Block{Kind: k, Off: slices.Contains(startsOff, k)}
	}
	return all
}

// FontFamily names the faces a paper is set in.
type FontFamily string

// The families there are: each has a regular, a bold and an italic face with Latin and Cyrillic letters and the signs of
// currencies.
const (
	Sans  FontFamily = ""
	Serif FontFamily = "serif"
)

// FontFamilies lists the families in the order they are offered for choice.
var FontFamilies = []FontFamily{Sans, Serif}

// Word is the family as the keys of messages have it.
func (f FontFamily) Word() string {
	if f == Sans {
		return "sans"
	}
	return string(f)
}

// Accents are the colours offered for papers, RRGGBB; each reads on white and stays dark when printed black.
var Accents = []string{"1F4D5C", "1E3A5F", "2A4B8D", "22543D", "3F5B1F", "7A1F2B", "8A3B12", "5B2A6E", "8C2F5E", "37474F", "15191E"}

// Scan is a picture of a signature or a stamp, laid over the place to sign.
type Scan struct {
	Picture PictureID `json:"picture,omitempty"`
	Width   float64   `json:"width,omitempty"` // mm; 0: the usual size
	On      bool      `json:"on,omitempty"`
}

// The widest that scans may stand on a paper, in mm: a signature ends before the name, a stamp is as stamps are.
const (
	MaxSignature = 45.0
	MaxStamp     = 42.0
)

// Template is how papers of the firm are dressed, and the texts new offers begin with.
type Template struct {
	ID      TemplateID `json:"id"`
	Name    string     `json:"name"`
	Place   int        `json:"place,omitempty"`
	Firm    int64      `json:"firm,omitempty"`    // the own firm it is the stationery of; 0: of all
	Default bool       `json:"default,omitempty"` // new offers begin with it

	Logo      PictureID  `json:"logo,omitempty"`      // 0: the firm's own
	Accent    string     `json:"accent,omitempty"`    // RRGGBB; empty: the firm's own
	Font      FontFamily `json:"font,omitempty"`      // of all texts
	Letter    bool       `json:"us_letter,omitempty"` // US Letter instead of A4
	Blocks    []Block    `json:"blocks"`
	Cover     bool       `json:"cover,omitempty"` // a page before the offer
	CoverArt  PictureID  `json:"cover_art,omitempty"`
	Bare      bool       `json:"bare,omitempty"` // product sheets without their pictures
	Signature Scan       `json:"signature,omitzero"`
	Stamp     Scan       `json:"stamp,omitzero"`

	Texts map[string]TemplateTexts `json:"texts,omitempty"` // by the language of the offer: ru, uk, en
}

// TemplateTexts are the words of a template in one language. They may hold fields in braces: {client.name}.
type TemplateTexts struct {
	Subject    string `json:"subject,omitempty"`
	Greeting   string `json:"greeting,omitempty"` // empty: the one the program writes
	Letter     string `json:"letter,omitempty"`
	Note       string `json:"note,omitempty"`
	Terms      []Term `json:"terms,omitempty"`
	Footer     string `json:"footer,omitempty"` // at the foot of each page
	CoverTitle string `json:"cover_title,omitempty"`
	CoverText  string `json:"cover_text,omitempty"`
}

// Empty reports whether there is no text.
func (t TemplateTexts) Empty() bool {
	return t.Subject+t.Greeting+t.Letter+t.Note+t.Footer+t.CoverTitle+t.CoverText == "" && len(t.Terms) == 0
}

// HasLines reports whether an offer has lines that are no mere text.
func HasLines(o Offer) bool {
	for _, s := range o.Sections {
		if slices.ContainsFunc(s.Lines, func(l Line) bool { return !l.Text }) {
			return true
		}
	}
	return false
}

// Noun names the template for the journal.
func (t Template) Noun() crm.Noun { return crm.NounTemplate }

// Key is the template's id.
func (t Template) Key() int64 { return int64(t.ID) }

// About is nobody: a template belongs to no client.
func (t Template) About() crm.ClientID { return 0 }

// Ordered are the blocks of the template, each once: those it names in its order, then those it does not know, which are
// off.
func (t Template) Ordered() []Block {
	var all []Block
	had := func(k BlockKind) bool { return slices.ContainsFunc(all, func(b Block) bool { return b.Kind == k }) }
	for _, b := range t.Blocks {
		if slices.Contains(BlockKinds, b.Kind) && !had(b.Kind) {
			all = append(all, b)
		}
	}
	for _, k := range BlockKinds {
		if !had(k) {
			all = append(all, Block{Kind: k, Off: true})
		}
	}
	return all
}

// Shows reports whether the template has a block switched on.
func (t Template) Shows(k BlockKind) bool {
	return slices.ContainsFunc(t.Blocks, func(b Block) bool { return b.Kind == k && !b.Off })
}

// In are the texts of a language, empty where there are none.
func (t Template) In(lang string) TemplateTexts { return t.Texts[lang] }

// Pictures are the pictures the template names, each once.
func (t Template) Pictures() []PictureID {
	var all []PictureID
	for _, id := range []PictureID{t.Logo, t.CoverArt, t.Signature.Picture, t.Stamp.Picture} {
		if id != 0 && !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	return all
}

// Dress gives an offer a template with its texts in the offer's language; what the template does not say stays as it was.
// The offer's own switches become those of the template's blocks.
func (t Template) Dress(o Offer) Offer {
	o.Template = t.ID
	said := t.In(o.Lang)
	for _, pair := range []struct {
		to   *string
		from string
	}{{&o.Subject, said.Subject}, {&o.Greeting, said.Greeting}, {&o.Letter, said.Letter}, {&o.Note, said.Note}} {
		if pair.from != "" {
			*pair.to = pair.from
		}
	}
	if len(said.Terms) > 0 {
		o.Terms = slices.Clone(said.Terms)
	}
	o.Words, o.QR, o.Acceptance = t.Shows(BlockWords), t.Shows(BlockPayment), t.Shows(BlockAcceptance)
	return o
}

// DefaultTemplate is the template that new offers of an own firm begin with: the firm's own default, else the one of all
// firms; false when there is none.
func DefaultTemplate(all []Template, firm int64) (Template, bool) {
	for _, of := range []int64{firm, 0} {
		for _, t := range all {
			if t.Default && t.Firm == of {
				return t, true
			}
		}
	}
	return Template{}, false
}

// StockTerm is a condition kept in store for offers and templates, in one language.
type StockTerm struct {
	ID    StockTermID `json:"id"`
	Place int         `json:"place,omitempty"`
	Lang  string      `json:"lang"`
	Title string      `json:"title"`
	Text  string      `json:"text"`
}

// Noun names the term for the journal.
func (t StockTerm) Noun() crm.Noun { return crm.NounStockTerm }

// Key is the term's id.
func (t StockTerm) Key() int64 { return int64(t.ID) }

// About is nobody: a term in store belongs to no client.
func (t StockTerm) About() crm.ClientID { return 0 }

// Term is the condition as offers have it.
func (t StockTerm) Term() Term { return Term{Title: t.Title, Text: t.Text} }
