package desk

import (
	"rapport/app/trade"
	"rapport/assets"
)

// addPapers gives the firm what its papers are made with: a logo, a template with a cover, and its usual terms in store.
func (b *demo) addPapers() error {
	logo, err := assets.DemoLogo(string(b.lang))
	if err != nil {
		return err
	}
	b.firm.Logo = logo
	b.template = b.coverTemplate()
	for i, t := range b.terms("usual") {
		b.stored = append(b.stored, trade.StockTerm{ID: trade.StockTermID(b.desk.ids.next()), Place: i + 1, Lang: string(b.lang), Title: t.Title, Text: t.Text})
	}
	return nil
}

// coverTemplate is a template for large offers; others look as papers do without one.
func (b *demo) coverTemplate() trade.Template {
	w := b.words.Template
	t := b.desk.NewTemplate()
	t.ID, t.Place, t.Name, t.Cover = trade.TemplateID(b.desk.ids.next()), 1, w.Name, true
	t.Texts[string(b.lang)] = trade.TemplateTexts{CoverTitle: w.Title, CoverText: w.Text, Terms: b.terms("usual")}
	return t
}

// terms are those the words of the demo firm hold under a key.
func (b *demo) terms(key string) []trade.Term {
	var all []trade.Term
	for _, row := range b.words.Terms[key] {
		t := columns(row, 2)
		all = append(all, trade.Term{Title: t[0], Text: t[1]})
	}
	return all
}
