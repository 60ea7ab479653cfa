package paper

import (
	"fmt"
	"slices"

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
	}
}

func (c *cleaner) about(a OfferFacts) OfferFacts {
	f := &a.Firm
	c.line("firm", &a.Client, &f.Name, &f.LegalName, &f.Address, &f.City, &f.Phone, &f.Email, &f.Site, &f.Signatory, &f.SignPost)
	r := &f.Requisites
	c.line("firm", &r.INN, &r.KPP, &r.OGRN, &r.EDRPOU, &r.IPN, &r.VATID, &r.RegNo, &r.IBAN, &r.Account, &r.Bank, &r.BIK, &r.Corr, &r.BIC)
	return a
}
