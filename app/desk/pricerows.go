package desk

import (
	"slices"

	"rapport/app/money"
	"rapport/app/paper"
	"rapport/app/trade"
)

// Bounds of how many ways of choosing among the features of an item are quoted, and how many of them a price list shows.
const (
	mostChoices = 120
	mostForms   = 40
)

// priceRow is what a price list says of an item: one price, or one for each of its forms where what is chosen changes it.
func priceRow(book *trade.PriceBook, q trade.Inquiry, vat trade.TaxRate) paper.PriceRow {
	item := q.Item
	row := paper.PriceRow{Article: item.Article, Name: item.Name, Unit: item.Unit, VAT: vat.Rate, Exempt: vat.Exempt,
		Period: item.Period, Picture: item.Picture}
	if dearer(item) {
		forms, fits := priceForms(book, q)
		switch {
		case !fits:
			q.Choices, row.Options = leastChoices(book, q), true
		case len(forms) > 1:
			row.Forms = forms
			return row
		default:
			row.Price, row.Priced, row.Tiers = forms[0].Price, forms[0].Priced, forms[0].Tiers
			return row
		}
	}
	row.Price, row.Priced, row.Tiers = priceAndTiers(book, q)
	return row
}

// dearer tells whether what is chosen among the features of an item may change its price or article.
func dearer(i trade.Item) bool {
	for _, f := range i.Features {
		for _, c := range f.Choices {
			if !c.Add.IsZero() {
				return true
			}
		}
	}
	return slices.ContainsFunc(i.Variants, func(v trade.Variant) bool { return v.Priced || v.Article != "" })
}

// priceAndTiers is the price of one unit as Quote answers, and what it is from the quantities on from which it is another.
func priceAndTiers(book *trade.PriceBook, q trade.Inquiry) (price money.Dec, found bool, tiers []paper.PriceTier) {
	answer := book.Quote(q)
	if !answer.Found {
		return price, false, nil
	}
	last := answer.Price
	for _, from := range book.Thresholds(q) {
		more := q
		more.Quantity = from
		if a := book.Quote(more); a.Found && a.Price.Cmp(last) != 0 {
			tiers = append(tiers, paper.PriceTier{From: from, Price: a.Price})
			last = a.Price
		}
	}
	return answer.Price, true, tiers
}

// priceForms are the ways of choosing among the features that differ in price or article; false when there are too many
// to show. A feature that makes no difference is not told of.
func priceForms(book *trade.PriceBook, q trade.Inquiry) ([]paper.PriceForm, bool) {
	all, fits := everyChoice(q.Item.Features)
	if !fits {
		return nil, false
	}
	forms := make([]paper.PriceForm, len(all))
	for i, choices := range all {
		ask := q
		ask.Choices = choices
		forms[i].Price, forms[i].Priced, forms[i].Tiers = priceAndTiers(book, ask)
		if v, is := q.Item.Variant(choices); is {
			forms[i].Article = v.Article
		}
	}
	matters := make([]bool, len(q.Item.Features))
	for i := range matters {
		matters[i] = differs(all, forms, i)
	}
	var kept []paper.PriceForm
	seen := map[string]bool{}
	for i, choices := range all {
		told := slices.Clone(choices)
		for j := range told {
			if !matters[j] {
				told[j] = ""
			}
		}
		if name := chosen(q.Item, told); !seen[name] {
			seen[name] = true
			forms[i].Name = name
			kept = append(kept, forms[i])
		}
	}
	return kept, len(kept) <= mostForms
}

// differs tells whether two ways of choosing that are the same but for one feature differ in price or article.
func differs(all [][]string, forms []paper.PriceForm, feature int) bool {
	first := map[string]int{}
	for i, choices := range all {
		key := ""
		for j, c := range choices {
			if j != feature {
				key += c + "\x00"
			}
		}
		was, known := first[key]
		if !known {
			first[key] = i
		} else if !sameForm(forms[was], forms[i]) {
			return true
		}
	}
	return false
}

func sameForm(a, b paper.PriceForm) bool {
	return a.Article == b.Article && a.Priced == b.Priced && a.Price.Cmp(b.Price) == 0 &&
		slices.EqualFunc(a.Tiers, b.Tiers, func(x, y paper.PriceTier) bool { return x.From.Cmp(y.From) == 0 && x.Price.Cmp(y.Price) == 0 })
}

// everyChoice are all ways of choosing one of each feature, in the order of features and choices; false when there are more
// than are quoted.
func everyChoice(features []trade.Feature) ([][]string, bool) {
	all := [][]string{{}}
	for _, f := range features {
		var next [][]string
		for _, before := range all {
			for _, name := range namesOf(f) {
				next = append(next, append(slices.Clone(before), name))
			}
		}
		if all = next; len(all) > mostChoices {
			return nil, false
		}
	}
	return all, true
}

// namesOf are the choices of a feature, "" among them where nothing need be chosen.
func namesOf(f trade.Feature) []string {
	var names []string
	if f.Optional || len(f.Choices) == 0 {
		names = append(names, "")
	}
	for _, c := range f.Choices {
		names = append(names, c.Name)
	}
	return names
}

// leastChoices are the choices of an item that cost the least, looked for feature by feature: what they add does not depend
// on the others. A variant with a lower price of its own comes before them.
func leastChoices(book *trade.PriceBook, q trade.Inquiry) []string {
	var best []string
	var least money.Dec
	try := func(choices []string) bool {
		q.Choices = choices
		a := book.Quote(q)
		if !a.Found || best != nil && a.Price.Cmp(least) >= 0 {
			return false
		}
		best, least = choices, a.Price
		return true
	}
	start := make([]string, len(q.Item.Features))
	for i, f := range q.Item.Features {
		start[i] = namesOf(f)[0]
	}
	try(start)
	for i, f := range q.Item.Features {
		for _, name := range namesOf(f) {
			if best != nil {
				other := slices.Clone(best)
				other[i] = name
				try(other)
			}
		}
	}
	for _, v := range q.Item.Variants {
		try(v.Choices)
	}
	return best
}
