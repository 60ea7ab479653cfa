package data

import (
	"encoding/json"
	"fmt"
	"reflect"

	"rapport/app/crm"
	"rapport/app/trade"
)

// shelf is how the records of a noun are kept: its table, its columns besides id and body, and their values.
type shelf struct {
	table   string
	columns []string
	values  func(crm.Record) []any
	decode  func(was, now []byte) (crm.Change, error)

	pictured bool // its records can name pictures
}

// shelves are the nouns whose rows depend on nothing but the record. Clients and offers also hold derived columns and
// are written by settle, items by writeItems, deals and orders by writeSales.
var shelves = map[crm.Noun]shelf{
	crm.NounClient: shelfOf("client", nil, func(crm.Client) []any { return nil }),
	crm.NounOffer:  shelfOf("offer", nil, func(trade.Offer) []any { return nil }),
	crm.NounContact: shelfOf("contact", []string{"client", "name_key"}, func(c crm.Contact) []any {
		return []any{int64(c.Client), bareKey(c.Name)}
	}),
	crm.NounInteraction: shelfOf("interaction", []string{"client", "at", "next_step", "next_day"}, func(i crm.Interaction) []any {
		return []any{int64(i.Client), int64(i.When), column(i.NextStep), column(string(i.NextDay))}
	}),
	crm.NounMove: shelfOf("move", []string{"client", "at"}, func(m crm.Move) []any {
		return []any{int64(m.Client), int64(m.When)}
	}),
	crm.NounTypeAssessment: shelfOf("type_assessment", []string{"client", "day"}, func(a crm.TypeAssessment) []any {
		return []any{int64(a.Client), column(string(a.Day))}
	}),
	crm.NounRep:   shelfOf("rep", nil, func(crm.Rep) []any { return nil }),
	crm.NounField: shelfOf("field", []string{"place"}, func(f crm.Field) []any { return []any{f.Place} }),
	crm.NounLens:  shelfOf("lens", nil, func(crm.Lens) []any { return nil }),
	crm.NounFirm:  shelfOf("firm", []string{"place"}, func(f crm.Firm) []any { return []any{f.Place} }),

	crm.NounTemplate:  shelfOf("template", []string{"place"}, func(t trade.Template) []any { return []any{t.Place} }),
	crm.NounStockTerm: shelfOf("stock_term", []string{"place"}, func(t trade.StockTerm) []any { return []any{t.Place} }),

	crm.NounItem: shelfOf("item", nil, func(trade.Item) []any { return nil }),
	crm.NounGroup: shelfOf("item_group", []string{"parent", "place", "name_key"}, func(g trade.Group) []any {
		return []any{orNull(int64(g.Parent)), g.Place, sortKey(g.Name)}
	}),
	crm.NounPriceList: shelfOf("price_list", []string{"place", "name_key"}, func(l trade.PriceList) []any {
		return []any{l.Place, sortKey(l.Name)}
	}),
	crm.NounPrice: shelfOf("item_price", []string{"list", "item", "since", "until", "set_at", "amount"}, func(p trade.ItemPrice) []any {
		return []any{int64(p.List), int64(p.Item), column(string(p.From)), column(string(p.Until)), int64(p.Set), amount(p.Price)}
	}),
	crm.NounPriceRule: shelfOf("price_rule", []string{"place", "client"}, func(r trade.Rule) []any {
		return []any{r.Place, orNull(int64(r.About()))}
	}),
	crm.NounIndex:    shelfOf("price_index", []string{"name_key"}, func(i trade.Index) []any { return []any{sortKey(i.Name)} }),
	crm.NounCapacity: shelfOf("capacity", []string{"name_key"}, func(c trade.Capacity) []any { return []any{sortKey(c.Name)} }),
	crm.NounSegment:  shelfOf("segment", []string{"name_key"}, func(s crm.Segment) []any { return []any{sortKey(s.Name)} }),
	crm.NounTaxRate: shelfOf("tax_rate", []string{"country", "class", "since"}, func(r trade.TaxRate) []any {
		return []any{column(r.Country), column(string(r.Class)), column(string(r.From))}
	}),
	crm.NounExchange: shelfOf("exchange", []string{"currency", "day"}, func(e trade.Exchange) []any {
		return []any{column(string(e.Currency)), column(string(e.Day))}
	}),
	crm.NounSentPaper: shelfOf("sent_paper", nil, func(trade.SentPaper) []any { return nil }),

	crm.NounPipeline: shelfOf("pipeline", []string{"place"}, func(p trade.Pipeline) []any { return []any{p.Place} }),
	crm.NounDeal:     shelfOf("deal", nil, func(trade.Deal) []any { return nil }),
	crm.NounOrder:    shelfOf("sale", nil, func(trade.Order) []any { return nil }),
}

// orNull is the id of another record, NULL when it is none.
func orNull(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

func shelfOf[T crm.Record](table string, columns []string, values func(T) []any) shelf {
	return shelf{
		table: table, columns: columns,
		values: func(r crm.Record) []any { return values(r.(T)) },
		decode: decodeEdit[T], pictured: namesPictures(reflect.TypeFor[T]()),
	}
}

// decodeEdit reads an edit as the journal keeps it.
func decodeEdit[T crm.Record](was, now []byte) (crm.Change, error) {
	var e crm.Edit[T]
	for _, side := range []struct {
		body []byte
		into **T
	}{{was, &e.Was}, {now, &e.Now}} {
		if side.body == nil {
			continue
		}
		*side.into = new(T)
		if err := json.Unmarshal(side.body, *side.into); err != nil {
			return nil, fmt.Errorf("read the journal: %w", err)
		}
	}
	return e, nil
}

// shelfFor finds the shelf of a noun.
func shelfFor(n crm.Noun) (shelf, error) {
	sh, ok := shelves[n]
	if !ok {
		return shelf{}, fmt.Errorf("no table for %q", n)
	}
	return sh, nil
}
