package paper

import (
	"fmt"
	"maps"
	"slices"

	"rapport/app/crm"
	"rapport/app/trade"
)

// cleaner makes texts fit for paper and remarks on what they lost.
type cleaner struct{ faults []Remark }

func (c *cleaner) note(field string, lost []rune) {
	if len(lost) > 0 {
		c.faults = append(c.faults, Remark{Field: field, Reason: "paper.remark.lost", Args: []string{"Text", string(lost)}})
	}
}

// line cleans a text of one line in place, body one of many.
func (c *cleaner) line(field string, texts ...*string) {
	for _, s := range texts {
		clean, lost := metrics.CleanLine(*s)
		*s = clean
		c.note(field, lost)
	}
}

// shown is a text without a field of its own, cleaned in silence.
func shown(s string) string {
	clean, _ := metrics.CleanLine(s)
	return clean
}

func (c *cleaner) body(field string, s *string) {
	clean, lost := metrics.Clean(*s)
	*s = trimBlank(clean)
	c.note(field, lost)
}

// offer is a copy of the offer with clean texts.
func (c *cleaner) offer(o trade.Offer) trade.Offer {
	c.line("number", &o.Number)
	c.line("to", &o.To.Post, &o.To.Firm, &o.To.Person, &o.To.Address)
	c.line("request", &o.Request)
	c.line("place", &o.Place)
	c.line("subject", &o.Subject)
	c.line("greeting", &o.Greeting)
	c.body("letter", &o.Letter)
	c.body("note", &o.Note)
	c.line("sign", &o.SignPost, &o.Signatory)
	c.line("tax", &o.NoTaxLine)
	o.Sections = slices.Clone(o.Sections)
	for i := range o.Sections {
		c.section(i, &o.Sections[i])
	}
	o.Terms = slices.Clone(o.Terms)
	for i := range o.Terms {
		field := fmt.Sprintf("term %d", i)
		c.line(field, &o.Terms[i].Title)
		c.body(field, &o.Terms[i].Text)
	}
	return o
}

func (c *cleaner) section(i int, s *trade.Section) {
	c.line(fmt.Sprintf("section %d", i), &s.Title)
	s.Lines = slices.Clone(s.Lines)
	for j := range s.Lines {
		l, field := &s.Lines[j], fmt.Sprintf("line %d.%d", i, j)
		c.line(field, &l.Article, &l.Name, &l.Unit)
		c.body(field, &l.Description)
		c.body(field, &l.Note)
		l.Choices = slices.Clone(l.Choices)
		for k := range l.Choices {
			c.line(field, &l.Choices[k])
		}
	}
}

func (c *cleaner) about(a OfferFacts) OfferFacts {
	f := &a.Firm
	c.line("firm", &a.Client, &f.Name, &f.LegalName, &f.Address, &f.City, &f.Phone, &f.Email, &f.Site, &f.Signatory, &f.SignPost)
	c.requisites("firm", &f.Requisites)
	a.Items = c.items(a.Items)
	return a
}

// items are copies of items with clean texts.
func (c *cleaner) items(items map[trade.ItemID]trade.Item) map[trade.ItemID]trade.Item {
	if len(items) == 0 {
		return nil
	}
	clean := make(map[trade.ItemID]trade.Item, len(items))
	for _, id := range slices.Sorted(maps.Keys(items)) {
		item := items[id]
		c.line("sheets", &item.Name, &item.Article, &item.Unit)
		c.body("sheets", &item.Description)
		item.Features = slices.Clone(item.Features)
		for i := range item.Features {
			f := &item.Features[i]
			c.line("sheets", &f.Name)
			f.Choices = slices.Clone(f.Choices)
			for j := range f.Choices {
				c.line("sheets", &f.Choices[j].Name)
			}
		}
		clean[id] = item
	}
	return clean
}

// said are the texts of a template that stand on the paper itself, clean.
func (c *cleaner) said(t trade.TemplateTexts) trade.TemplateTexts {
	c.body("footer", &t.Footer)
	c.line("cover", &t.CoverTitle)
	c.body("cover", &t.CoverText)
	return t
}

func (c *cleaner) requisites(field string, r *crm.Requisites) {
	c.line(field, &r.INN, &r.KPP, &r.OGRN, &r.EDRPOU, &r.IPN, &r.VATID, &r.RegNo, &r.IBAN, &r.Account, &r.Bank, &r.BIK, &r.Corr, &r.BIC)
}

// dossier is a copy of the facts with clean texts.
func (c *cleaner) dossier(d DossierFacts) DossierFacts {
	d.Firm = c.about(OfferFacts{Firm: d.Firm}).Firm
	c.line("by", &d.By)
	d.Client = c.client(d.Client)
	d.People = slices.Clone(d.People)
	for i := range d.People {
		p := &d.People[i]
		field := fmt.Sprintf("person %d", i)
		c.line(field, &p.Name, &p.Post, &p.Birthday)
		c.body(field, &p.Notes)
		p.Phones, p.Emails = c.reach(field, p.Phones, p.Emails)
	}
	reps := make(map[crm.RepID]string, len(d.Reps))
	for id, name := range d.Reps {
		c.line("rep", &name)
		reps[id] = name
	}
	d.Reps = reps
	d.Assessments = slices.Clone(d.Assessments)
	for i := range d.Assessments {
		c.body("assessment", &d.Assessments[i].Reason)
		c.body("assessment", &d.Assessments[i].Grounds)
	}
	d.Moves = slices.Clone(d.Moves)
	for i := range d.Moves {
		c.line("move", &d.Moves[i].Reason)
		c.body("move", &d.Moves[i].Note)
		c.body("move", &d.Moves[i].Evidence)
	}
	d.Interactions = slices.Clone(d.Interactions)
	for i := range d.Interactions {
		t := &d.Interactions[i]
		c.body("interaction", &t.Said)
		c.body("interaction", &t.Outcome)
		c.line("interaction", &t.NextStep)
	}
	d.Offers = slices.Clone(d.Offers)
	for i := range d.Offers {
		c.line("offer", &d.Offers[i].Number, &d.Offers[i].Subject)
	}
	c.sales(&d)
	d.Fields = slices.Clone(d.Fields)
	for i := range d.Fields {
		c.line("field", &d.Fields[i].Name)
	}
	c.line("lens", &d.Lens.Name)
	d.Lens.Columns = slices.Clone(d.Lens.Columns)
	for i := range d.Lens.Columns {
		c.line("lens", &d.Lens.Columns[i].Name)
	}
	return d
}

// sales cleans the deals and orders of a dossier.
func (c *cleaner) sales(d *DossierFacts) {
	d.Deals, d.Pipelines, d.Orders = slices.Clone(d.Deals), slices.Clone(d.Pipelines), slices.Clone(d.Orders)
	for i := range d.Deals {
		deal := &d.Deals[i]
		c.line("deal", &deal.Title, &deal.Rival, &deal.NextStep)
		c.body("deal", &deal.LostNote)
		deal.LostReason = shown(deal.LostReason)
	}
	for i := range d.Pipelines {
		stages := slices.Clone(d.Pipelines[i].Stages)
		for j := range stages {
			c.line("deal", &stages[j].Name)
		}
		d.Pipelines[i].Stages = stages
	}
	for i := range d.Orders {
		c.line("order", &d.Orders[i].Number)
		lines := slices.Clone(d.Orders[i].Lines)
		for j := range lines {
			c.line("order", &lines[j].Name)
		}
		d.Orders[i].Lines = lines
	}
}

func (c *cleaner) client(k crm.Client) crm.Client {
	c.line("client", &k.Name, &k.LegalName, &k.Industry, &k.City, &k.Country, &k.Source, &k.Code)
	c.body("notes", &k.Notes)
	c.body("suppliers", &k.Suppliers)
	c.body("manners", &k.Manners)
	k.Phones, k.Emails = c.reach("client", k.Phones, k.Emails)
	k.Tags, k.Sites = slices.Clone(k.Tags), slices.Clone(k.Sites)
	for _, list := range [][]string{k.Tags, k.Sites} {
		for i := range list {
			c.line("client", &list[i])
		}
	}
	k.Addresses = slices.Clone(k.Addresses)
	for i := range k.Addresses {
		a := &k.Addresses[i]
		c.line("client", &a.Label, &a.Street, &a.City, &a.Region, &a.Zip, &a.Country)
	}
	k.Requisites = slices.Clone(k.Requisites)
	for i := range k.Requisites {
		c.requisites("client", &k.Requisites[i])
	}
	k.Fields = slices.Clone(k.Fields)
	for i := range k.Fields {
		c.body("field", &k.Fields[i].Value)
	}
	return k
}

func (c *cleaner) reach(field string, phones []crm.Phone, emails []crm.Email) ([]crm.Phone, []crm.Email) {
	phones, emails = slices.Clone(phones), slices.Clone(emails)
	for i := range phones {
		c.line(field, &phones[i].Label, &phones[i].Raw, &phones[i].Ext)
	}
	for i := range emails {
		c.line(field, &emails[i].Label, &emails[i].Address)
	}
	return phones, emails
}
