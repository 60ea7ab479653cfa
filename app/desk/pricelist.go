package desk

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strconv"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/page"
	"rapport/app/paper"
	"rapport/app/text"
	"rapport/app/trade"
)

// PriceListAsked says whose prices shall be printed, and how.
type PriceListAsked struct {
	Client   crm.ClientID    // what this client pays
	Segment  crm.SegmentID   // or what anybody of a segment pays; with neither: everybody's prices
	Items    trade.ItemQuery // narrows what is on the list
	Day      crm.Day         // empty: today
	Until    crm.Day         // how long the prices are promised; empty: until further notice
	Currency money.Currency  // empty: the firm's
	Gross    bool            // prices include VAT
	Unpriced bool            // items without a price are listed as well, to be asked for
	Pictures bool            // of the items, small, beside their lines
	Lang     text.Lang       // of the paper; empty: of the window
}

// noPrices is the fault of a price list with nothing on it.
var noPrices = crm.Fault{Field: "items", Reason: "desk.pricelist.empty"}

// PriceListLike is what a price list for a client, or nobody, is usually printed with: the terms of the main list.
func (d *Desk) PriceListLike(ctx context.Context, client crm.ClientID) (PriceListAsked, error) {
	a := PriceListAsked{Client: client, Day: d.Today()}
	lists, err := d.PriceLists(ctx)
	if err != nil {
		return a, err
	}
	firm, _, err := d.OwnFirm(ctx)
	if err != nil {
		return a, err
	}
	a.Currency = money.Currency(firm.Currency)
	if main, ok := trade.MainList(lists, a.Currency, a.Day); ok {
		a.Gross, a.Currency = main.Gross, main.Currency
	}
	return a, nil
}

// PrintPriceList prints what a client, a segment or everybody pays for the items of the catalogue, in the order of its groups.
func (d *Desk) PrintPriceList(ctx context.Context, a PriceListAsked) (Print, error) {
	doc, remarks, whose, err := d.layPriceList(ctx, a)
	if err != nil {
		return Print{}, err
	}
	if err := ctx.Err(); err != nil { // called off: to write the file takes seconds
		return Print{}, err
	}
	return printed(doc, remarks, paper.PriceListFile(whose, a.day(d), d.Words.In(d.paperLang(ctx, a.Lang))))
}

func (a PriceListAsked) day(d *Desk) crm.Day {
	if a.Day == "" {
		return d.Today()
	}
	return a.Day
}

// paperLang is the language of a paper that belongs to no offer.
func (d *Desk) paperLang(ctx context.Context, asked text.Lang) text.Lang {
	if asked != "" {
		return asked
	}
	return d.lang(ctx)
}

func (d *Desk) layPriceList(ctx context.Context, a PriceListAsked) (doc *page.Document, remarks []Remark, whose string, err error) {
	lang := d.paperLang(ctx, a.Lang)
	facts := paper.PriceListFacts{Day: a.day(d), Until: a.Until}
	if facts.Firm, _, err = d.OwnFirm(ctx); err != nil {
		return nil, nil, "", err
	}
	if err = a.check(facts.Day); err != nil {
		return nil, nil, "", err
	}
	if begun, ok := facts.Day.Time(); ok {
		facts.Created = crm.At(begun) // the same list is the same file all day long
	}
	client, whose, err := d.whosePrices(ctx, a)
	if err != nil {
		return nil, nil, "", err
	}
	if client.ID > 0 {
		facts.Buyer = client
	}
	if facts.Look, err = d.usualLetterhead(ctx, facts.Firm.ID); err != nil {
		return nil, nil, "", err
	}
	facts.For = whose
	if a.Currency == "" {
		a.Currency = money.Currency(facts.Firm.Currency)
	}
	facts.Currency, facts.Gross = a.Currency, a.Gross
	if facts.Sections, err = d.priceSections(ctx, a, client); err != nil {
		return nil, nil, "", err
	}
	var broken []Remark
	if a.Pictures {
		if facts.Pictures, broken, err = d.smallPictures(ctx, facts.Sections); err != nil {
			return nil, nil, "", err
		}
	}
	doc, remarks, err = paper.PriceList(facts, d.Words.In(lang))
	if errors.Is(err, paper.ErrNoLines) {
		err = noPrices
	}
	return doc, append(broken, remarks...), whose, err
}

func (a PriceListAsked) check(day crm.Day) error {
	switch _, ok := day.Time(); {
	case !ok:
		return crm.Fault{Field: "day", Reason: "text.wrong.date"}
	case a.Until == "":
		return nil
	}
	if _, ok := a.Until.Time(); !ok {
		return crm.Fault{Field: "until", Reason: "text.wrong.date"}
	}
	if a.Until < day {
		return crm.Fault{Field: "until", Reason: "desk.pricelist.until"}
	}
	return nil
}

// whosePrices is the client whose prices are asked for, one imagined for a segment, with the name to print.
func (d *Desk) whosePrices(ctx context.Context, a PriceListAsked) (crm.Client, string, error) {
	if a.Client != 0 {
		c, err := d.Client(ctx, a.Client)
		return c, firstOf(c.LegalName, c.Name), err
	}
	if a.Segment == 0 {
		return crm.Client{}, "", nil
	}
	s, err := d.segment(ctx, a.Segment)
	return memberOf(s), s.Name, err
}

func (d *Desk) segment(ctx context.Context, id crm.SegmentID) (crm.Segment, error) {
	all, err := d.Segments(ctx)
	if err != nil {
		return crm.Segment{}, err
	}
	if i := slices.IndexFunc(all, func(s crm.Segment) bool { return s.ID == id }); i >= 0 {
		return all[i], nil
	}
	return crm.Segment{}, crm.ErrNotFound
}

// SegmentNamed finds a segment by its name, whatever the case of its letters.
func (d *Desk) SegmentNamed(ctx context.Context, name string) (crm.Segment, error) {
	all, err := d.Segments(ctx)
	if err != nil {
		return crm.Segment{}, err
	}
	wanted := text.Fold(name)
	if i := slices.IndexFunc(all, func(s crm.Segment) bool { return text.Fold(s.Name) == wanted }); i >= 0 {
		return all[i], nil
	}
	return crm.Segment{}, crm.Fault{Field: "segment", Reason: "desk.segment.none", Args: []string{"Name", name}}
}

// imagined is the id of a client that is none of the base.
const imagined crm.ClientID = -1

// memberOf is a client for whom a segment holds and of whom nothing else is known.
func memberOf(s crm.Segment) crm.Client {
	c := crm.Client{ID: imagined}
	if len(s.Types) > 0 {
		c.Type = s.Types[0]
	}
	if len(s.Rungs) > 0 {
		c.Rung = s.Rungs[0]
	}
	if len(s.Kinds) > 0 {
		c.Kind = s.Kinds[0]
	}
	if len(s.Cities) > 0 {
		c.City = s.Cities[0]
	}
	if len(s.Tags) > 0 {
		c.Tags = s.Tags[:1]
	}
	return c
}

// groupedRow is a row with the keys it is put in order by.
type groupedRow struct {
	paper.PriceRow
	key []byte
	id  trade.ItemID
}

// priceSections are the items with their prices, under their groups in the order of the tree.
func (d *Desk) priceSections(ctx context.Context, a PriceListAsked, client crm.Client) ([]paper.PriceSection, error) {
	rows := map[trade.GroupID][]groupedRow{}
	asked := Asked{Client: client.ID, Quantity: money.DecInt(1), Day: a.Day, Currency: a.Currency, Gross: a.Gross}
	err := d.askAll(ctx, a.Items, asked, client, func(book *trade.PriceBook, q trade.Inquiry, vat trade.TaxRate) error {
		row := priceRow(book, q, vat)
		if !a.Unpriced && !row.AnyPrice() {
			return nil
		}
		rows[q.Item.Group] = append(rows[q.Item.Group], groupedRow{key: text.SortKey(q.Item.Name), id: q.Item.ID, PriceRow: row})
		return nil
	})
	if err != nil {
		return nil, err
	}
	groups, err := d.ItemGroups(ctx)
	if err != nil {
		return nil, err
	}
	var all []paper.PriceSection
	walkGroups(groups, func(g trade.Group, path []string) {
		if len(rows[g.ID]) > 0 {
			all = append(all, paper.PriceSection{Path: path, Rows: inOrder(rows[g.ID])})
			delete(rows, g.ID)
		}
	})
	var rest []groupedRow // in no group, or in one that is gone
	for _, some := range rows {
		rest = append(rest, some...)
	}
	if len(rest) > 0 {
		all = append(all, paper.PriceSection{Rows: inOrder(rest)})
	}
	return all, nil
}

func inOrder(rows []groupedRow) []paper.PriceRow {
	slices.SortFunc(rows, func(a, b groupedRow) int {
		if n := bytes.Compare(a.key, b.key); n != 0 {
			return n
		}
		return int(min(max(a.id-b.id, -1), 1))
	})
	out := make([]paper.PriceRow, len(rows))
	for i, r := range rows {
		out[i] = r.PriceRow
	}
	return out
}

// walkGroups calls f with every group, each before those within it, and with the names down to it. The groups come by
// place and name; one whose parent is gone stands at the top, and of a circle none is lost.
func walkGroups(groups []trade.Group, f func(g trade.Group, path []string)) {
	known, within := map[trade.GroupID]bool{}, map[trade.GroupID][]trade.Group{}
	for _, g := range groups {
		known[g.ID] = true
	}
	for _, g := range groups {
		parent := g.Parent
		if !known[parent] {
			parent = 0
		}
		within[parent] = append(within[parent], g)
	}
	seen := map[trade.GroupID]bool{}
	var visit func(g trade.Group, path []string)
	visit = func(g trade.Group, path []string) {
		if seen[g.ID] {
			return
		}
		seen[g.ID] = true
		path = append(path[:len(path):len(path)], firstOf(g.Name, strconv.FormatInt(int64(g.ID), 10)))
		f(g, path)
		for _, child := range within[g.ID] {
			visit(child, path)
		}
	}
	for _, g := range within[0] {
		visit(g, nil)
	}
	for _, g := range groups {
		visit(g, nil)
	}
}
