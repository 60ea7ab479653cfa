package desk

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/page"
	"rapport/app/paper"
	"rapport/app/text"
	"rapport/app/trade"
)

// OfferFields are the names that stand in braces in the texts of offers and templates, in the order they are offered for
// choice.
func OfferFields() []string { return slices.Clone(paper.Fields) }

// NewTemplate is a template that looks as papers do without one. It is not saved.
func (d *Desk) NewTemplate() trade.Template {
	return trade.Template{Blocks: trade.StandardBlocks(), Texts: map[string]trade.TemplateTexts{}}
}

// SaveTemplate adds a template behind the others (was nil) or changes it. A template made the default one of a firm takes
// that from the one that was. Without a name, or with a colour that is none, it is a fault.
func (d *Desk) SaveTemplate(ctx context.Context, was *trade.Template, now trade.Template) (trade.Template, error) {
	now, err := tidyTemplate(now)
	if err != nil {
		return now, err
	}
	all, err := d.Templates(ctx)
	if err != nil {
		return now, err
	}
	what, change := "act.template.edit", crm.Change(nil)
	switch {
	case was == nil:
		what = "act.template.add"
		now.ID, now.Place = trade.TemplateID(d.ids.next()), 0
		for _, t := range all {
			now.Place = max(now.Place, t.Place+1)
		}
		change = crm.Add(now)
	case sameJSON(*was, now):
		return now, nil
	default:
		change = crm.Alter(*was, now)
	}
	changes := []crm.Change{change}
	for _, t := range all {
		if now.Default && t.Default && t.ID != now.ID && t.Firm == now.Firm {
			plain := t
			plain.Default = false
			changes = append(changes, crm.Alter(t, plain))
		}
	}
	return now, d.apply(ctx, what, []string{"Name", now.Name}, changes...)
}

var colourForm = regexp.MustCompile(`^[0-9A-F]{6}$`)

// tidyTemplate cleans what was typed of a template.
func tidyTemplate(t trade.Template) (trade.Template, error) {
	if t.Name = text.Line(t.Name, maxName); t.Name == "" {
		return t, crm.Fault{Field: "name", Reason: "desk.record.name"}
	}
	t.Accent = strings.ToUpper(strings.TrimPrefix(strings.TrimSpace(t.Accent), "#"))
	if t.Accent != "" && !colourForm.MatchString(t.Accent) {
		return t, crm.Fault{Field: "accent", Reason: "desk.template.colour"}
	}
	if !slices.Contains(trade.FontFamilies, t.Font) {
		t.Font = trade.Sans
	}
	t.Blocks = t.Ordered()
	t.Signature.Width = min(max(t.Signature.Width, 0), trade.MaxSignature)
	t.Stamp.Width = min(max(t.Stamp.Width, 0), trade.MaxStamp)
	texts := map[string]trade.TemplateTexts{}
	for lang, said := range t.Texts {
		tidyLines(&said.Subject, &said.Greeting, &said.CoverTitle)
		tidyTexts(&said.Letter, &said.Note, &said.Footer, &said.CoverText)
		said.Terms = tidyTerms(said.Terms)
		if !said.Empty() {
			texts[lang] = said
		}
	}
	t.Texts = texts
	return t, nil
}

// tidyTerms cleans terms and leaves out those without a word.
func tidyTerms(terms []trade.Term) []trade.Term {
	var all []trade.Term
	for _, t := range terms {
		tidyLines(&t.Title)
		tidyTexts(&t.Text)
		if t.Title+t.Text != "" {
			all = append(all, t)
		}
	}
	return all
}

// RemoveTemplate removes a template. Offers that name it are printed in the default look, with a remark.
func (d *Desk) RemoveTemplate(ctx context.Context, t trade.Template) error {
	return d.apply(ctx, "act.template.remove", []string{"Name", t.Name}, crm.Remove(t))
}

// MoveTemplate moves a template so many places on in the list, back when by is below zero.
func (d *Desk) MoveTemplate(ctx context.Context, id trade.TemplateID, by int) error {
	all, err := d.Templates(ctx)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(t trade.Template) bool { return t.ID == id })
	to := min(max(at+by, 0), len(all)-1)
	if at < 0 || to == at {
		return nil
	}
	moved := slices.Clone(all)
	t := moved[at]
	moved = slices.Insert(slices.Delete(moved, at, at+1), to, t)
	var changes []crm.Change
	for i, t := range moved {
		if t.Place != i+1 {
			placed := t
			placed.Place = i + 1
			changes = append(changes, crm.Alter(t, placed))
		}
	}
	return d.apply(ctx, "act.template.move", []string{"Name", t.Name}, changes...)
}

// DressOffer gives an offer a template with its texts, in the offer's language; 0 is the default look, which changes no
// text. It is not saved.
func (d *Desk) DressOffer(ctx context.Context, o trade.Offer, id trade.TemplateID) (trade.Offer, error) {
	if id == 0 {
		o.Template = 0
		return o, nil
	}
	t, err := d.Template(ctx, id)
	if err != nil {
		return o, err
	}
	return t.Dress(o), nil
}

// HeadOffer makes an offer one of another of our firms: its tax, rounding, place and signatory, and the firm's default
// template in place of one that is another firm's. It is not saved.
func (d *Desk) HeadOffer(ctx context.Context, o trade.Offer, id int64) (trade.Offer, error) {
	firm, have, err := d.FirmByID(ctx, id)
	if err != nil || !have {
		return o, err
	}
	o.Firm = offerFirm(firm.ID)
	o.Place, o.SignPost, o.Signatory = firm.City, firm.SignPost, firm.Signatory
	o.Rounding = money.DefaultRounding(firm.Country)
	switch {
	case !firm.VATPayer:
		o.Tax, o.NoTaxLine = trade.TaxNone, firm.NoVATLine
	case o.Tax == trade.TaxNone:
		if o.Tax, err = d.usualTax(ctx, firm); err != nil {
			return o, err
		}
		o.NoTaxLine = ""
	}
	all, err := d.Templates(ctx)
	if err != nil {
		return o, err
	}
	t, known := templateAt(all, o.Template)
	if next, ok := trade.DefaultTemplate(all, firm.ID); ok && (!known || t.Firm != 0 && t.Firm != firm.ID) {
		return next.Dress(o), nil
	}
	return o, nil
}

func templateAt(all []trade.Template, id trade.TemplateID) (trade.Template, bool) {
	i := slices.IndexFunc(all, func(t trade.Template) bool { return t.ID == id })
	if i < 0 {
		return trade.Template{}, false
	}
	return all[i], true
}

// dressNew gives a new offer of a firm the template that new ones begin with.
func (d *Desk) dressNew(ctx context.Context, o trade.Offer, firm int64) (trade.Offer, error) {
	all, err := d.Templates(ctx)
	if err != nil {
		return o, err
	}
	if t, ok := trade.DefaultTemplate(all, firm); ok {
		return t.Dress(o), nil
	}
	return o, nil
}

// LayTemplate lays out an offer dressed in a template, saved or not, to show what it makes of papers: the newest offer of
// the base in the language, else an example.
func (d *Desk) LayTemplate(ctx context.Context, t trade.Template, lang text.Lang) (*page.Document, []Remark, error) {
	o, err := d.example(ctx, lang)
	if err != nil {
		return nil, nil, err
	}
	o = t.Dress(o)
	if t.Firm != 0 {
		if o, err = d.headed(ctx, o, t.Firm); err != nil {
			return nil, nil, err
		}
	}
	return d.layDressed(ctx, o, &t)
}

// headed is an offer as one of our firms would write it, its template left as it is.
func (d *Desk) headed(ctx context.Context, o trade.Offer, id int64) (trade.Offer, error) {
	firm, have, err := d.FirmByID(ctx, id)
	if err != nil || !have {
		return o, err
	}
	o.Firm = offerFirm(firm.ID)
	o.Place, o.SignPost, o.Signatory = firm.City, firm.SignPost, firm.Signatory
	return o, nil
}

// exampleRows is how many of the newest offers are looked at for one in a language.
const exampleRows = 20

// example is an offer to show a template on.
func (d *Desk) example(ctx context.Context, lang text.Lang) (trade.Offer, error) {
	rows, err := d.Offers(ctx, trade.OfferQuery{}, crm.Page{Limit: exampleRows})
	if err != nil {
		return trade.Offer{}, err
	}
	for _, r := range rows {
		o, have, err := found(d.Offer(ctx, r.ID))
		if err != nil {
			return o, err
		}
		if have && o.Lang == string(lang) && trade.HasLines(o) {
			return takenBack(o), nil
		}
	}
	return d.invented(ctx, lang)
}

// invented is an offer with two lines of nothing in particular.
func (d *Desk) invented(ctx context.Context, lang text.Lang) (trade.Offer, error) {
	firm, _, err := d.OwnFirm(ctx)
	if err != nil {
		return trade.Offer{}, err
	}
	say := d.Words.In(lang)
	today := d.Today()
	currency := money.Currency(firm.Currency)
	if currency == "" {
		currency = money.EUR
	}
	line := func(key, price string, n int64) trade.Line {
		return trade.Line{Name: say.T(key), Description: say.T("desk.example.description"), Unit: say.T("desk.example.unit"), Quantity: money.DecInt(n),
			Price: money.MustDec(price), VAT: money.DecInt(20)}
	}
	o := trade.Offer{Number: "2026-0001", Day: today, ValidUntil: today.Plus(validDays), Place: firm.City, State: trade.Draft, Lang: string(lang),
		Currency: currency, Tax: trade.TaxNet, Rounding: money.DefaultRounding(firm.Country), Public: "not-public",
		To: trade.Addressee{Firm: say.T("desk.example.client"), Person: say.T("desk.example.person")}, Subject: say.T("desk.example.subject"),
		Sections: []trade.Section{{Lines: []trade.Line{line("desk.example.first", "12500", 2), line("desk.example.second", "3400.50", 5)}}},
		Words:    lang != text.EN, Acceptance: true}
	if !firm.VATPayer {
		o.Tax, o.NoTaxLine = trade.TaxNone, firm.NoVATLine
	}
	return o, nil
}

// SaveStockTerm adds a term to those in store (was nil) or changes it.
func (d *Desk) SaveStockTerm(ctx context.Context, was *trade.StockTerm, now trade.StockTerm) (trade.StockTerm, error) {
	tidyLines(&now.Title)
	tidyTexts(&now.Text)
	if now.Title == "" {
		return now, crm.Fault{Field: "title", Reason: "desk.record.name"}
	}
	if was != nil {
		if *was == now {
			return now, nil
		}
		return now, d.apply(ctx, "act.term.edit", []string{"Name", now.Title}, crm.Alter(*was, now))
	}
	all, err := d.StockTerms(ctx)
	if err != nil {
		return now, err
	}
	now.ID = trade.StockTermID(d.ids.next())
	for _, t := range all {
		now.Place = max(now.Place, t.Place+1)
	}
	return now, d.apply(ctx, "act.term.add", []string{"Name", now.Title}, crm.Add(now))
}

// RemoveStockTerm removes a term from those in store; offers and templates that took it keep their copy.
func (d *Desk) RemoveStockTerm(ctx context.Context, t trade.StockTerm) error {
	return d.apply(ctx, "act.term.remove", []string{"Name", t.Title}, crm.Remove(t))
}
