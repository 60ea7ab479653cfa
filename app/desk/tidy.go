package desk

import (
	"context"
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/app/ident"
	"rapport/app/text"
)

// Limits of what a field keeps, in runes; longer input is cut, and the form says so beforehand.
const (
	maxName  = 10_000
	maxLine  = 10_000
	maxNotes = 1_000_000
)

// tidyLines makes texts of one line fit to be kept.
func tidyLines(lines ...*string) {
	for _, s := range lines {
		*s = text.Line(*s, maxLine)
	}
}

// tidyTexts makes texts of several lines fit to be kept.
func tidyTexts(texts ...*string) {
	for _, s := range texts {
		*s = text.Clean(*s, maxNotes)
	}
}

// tidyClient cleans what was typed or read of a client and leaves out what is empty; without a name it fails with crm.Fault.
func (d *Desk) tidyClient(ctx context.Context, c crm.Client) (crm.Client, error) {
	if c.Name = text.Line(c.Name, maxName); c.Name == "" {
		return c, crm.Fault{Field: "name", Reason: "desk.client.name"}
	}
	if c.Kind == "" {
		c.Kind = crm.Company
	}
	tidyLines(&c.LegalName, &c.Industry, &c.City, &c.Country, &c.Source, &c.Code)
	tidyTexts(&c.Notes, &c.Suppliers, &c.Manners)
	c.Tags, c.Sites = distinctLines(c.Tags), distinctLines(c.Sites)
	c.Phones = d.tidyPhones(ctx, c.Phones, c.Country)
	c.Emails = tidyEmails(c.Emails)
	c.Addresses = tidyAddresses(c.Addresses)
	c.Requisites = tidyRequisites(c.Requisites)
	c.Fields = tidyFields(c.Fields)
	return c, nil
}

// tidyContact cleans what was typed or read of a person; without a name it fails with crm.Fault.
func (d *Desk) tidyContact(ctx context.Context, c crm.Contact, country string) (crm.Contact, error) {
	if c.Name = text.Line(c.Name, maxName); c.Name == "" {
		return c, crm.Fault{Field: "name", Reason: "desk.contact.name"}
	}
	tidyLines(&c.Given, &c.Dative, &c.Post, &c.PostTo, &c.Birthday)
	tidyTexts(&c.Notes)
	c.Phones, c.Emails = d.tidyPhones(ctx, c.Phones, country), tidyEmails(c.Emails)
	return c, nil
}

// distinctLines are the lines that hold anything, each once.
func distinctLines(list []string) []string {
	var out []string
	for _, s := range list {
		if s = text.Line(s, maxLine); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// tidyPhones reads the numbers by the customs of the client's country, or of our own where it is unknown.
func (d *Desk) tidyPhones(ctx context.Context, phones []crm.Phone, country string) []crm.Phone {
	var out []crm.Phone
	for _, p := range phones {
		raw := text.Clean(p.Raw, maxLine) // line ends part numbers
		if raw == "" {
			continue
		}
		for _, q := range ident.ParsePhones(raw, d.country(ctx, country)) {
			out = append(out, crm.Phone{Label: text.Line(p.Label, maxLine), Raw: q.Raw, E164: q.E164, Ext: q.Ext, Key: q.Key})
		}
	}
	return out
}

// country is the country by whose customs numbers are read: the one given, or our own.
func (d *Desk) country(ctx context.Context, country string) string {
	if len(country) == 2 {
		return strings.ToUpper(country)
	}
	firm, _, _ := found(d.Firm(ctx)) // without a firm numbers are read by no customs
	return firm.Country
}

func tidyEmails(emails []crm.Email) []crm.Email {
	var out []crm.Email
	for _, e := range emails {
		tidyLines(&e.Address, &e.Label)
		if e.Address != "" {
			out = append(out, e)
		}
	}
	return out
}

func tidyAddresses(list []crm.Address) []crm.Address {
	var out []crm.Address
	for _, a := range list {
		tidyLines(&a.Label, &a.Street, &a.City, &a.Region, &a.Zip, &a.Country)
		if a.Line() != "" {
			out = append(out, a)
		}
	}
	return out
}

func tidyRequisites(list []crm.Requisites) []crm.Requisites {
	var out []crm.Requisites
	for _, r := range list {
		tidyLines(&r.Country, &r.INN, &r.KPP, &r.OGRN, &r.EDRPOU, &r.IPN, &r.VATID, &r.RegNo, &r.IBAN, &r.Account, &r.Bank, &r.BIK, &r.Corr, &r.BIC)
		if !r.Empty() {
			out = append(out, r)
		}
	}
	return out
}

func tidyFields(list []crm.FieldValue) []crm.FieldValue {
	var out []crm.FieldValue
	for _, f := range list {
		if tidyTexts(&f.Value); f.Value != "" {
			out = append(out, f)
		}
	}
	return out
}

// readField turns the words of a table into what an own field keeps: days as YYYY-MM-DD, yes and no, the choice as it
// is written in the settings. What cannot be read is kept as it is.
func (d *Desk) readField(f crm.Field, value string) string {
	value = strings.TrimSpace(value)
	folded := text.Fold(value)
	switch f.Kind {
	case crm.FieldDay:
		if _, ok := crm.Day(value).Time(); ok {
			return value
		}
		if day, ok := text.ParseDay(value, text.RU, d.now()); ok {
			return string(crm.DayOf(day))
		}
	case crm.FieldYesNo:
		switch {
		case slices.Contains(yesWords, folded):
			return crm.Yes
		case slices.Contains(noWords, folded):
			return crm.No
		}
	case crm.FieldChoice:
		for _, c := range f.Choices {
			if text.Fold(c) == folded {
				return c
			}
		}
	}
	return value
}

// Words for yes and no in tables, folded.
var (
	yesWords = []string{"1", "да", "так", "yes", "y", "true", "истина", "+"}
	noWords  = []string{"0", "нет", "ні", "no", "n", "false", "ложь", "-"}
)
