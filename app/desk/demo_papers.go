package desk

import (
	"context"
	"fmt"
	"strings"

	"rapport/app/trade"
	"rapport/assets"
)

// addPapers gives the firm what its papers are made with: a logo, a template with a cover and sheets of
// products, and its usual terms in store.
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

// coverTemplate is a template for large offers, with a cover and sheets of products; others look as papers do without one.
func (b *demo) coverTemplate() trade.Template {
	w := b.words.Template
	t := b.desk.NewTemplate()
	t.ID, t.Place, t.Name, t.Cover = trade.TemplateID(b.desk.ids.next()), 1, w.Name, true
	for i := range t.Blocks {
		if t.Blocks[i].Kind == trade.BlockSheets {
			t.Blocks[i].Off = false
		}
	}
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

// demoDrawings tell which items each drawing shows, by their keys.
var demoDrawings = []struct{ name, items string }{
	{"unit", "vu600 vu1200 vu2500"}, {"fan", "vk160 vk250 vk400"}, {"duct", "duct150 duct250"}, {"cooler", "ox09 ox18"},
	{"radiator", "rad conv"}, {"lamp", "uf2"}, {"filter", "f7 g4"}, {"sensor", "dt4 dco"},
}

// addPictures shows what the firm sells. Pictures lie beside the acts: those of a demo firm taken back go as unused ones.
func (b *demo) addPictures(ctx context.Context) error {
	shown := map[trade.ItemID]trade.PictureID{}
	for _, d := range demoDrawings {
		body, err := assets.DemoDrawing(d.name)
		if err != nil {
			return err
		}
		p, err := b.desk.KeepPicture(ctx, d.name+".svg", body)
		if err != nil {
			return fmt.Errorf("drawing %s: %w", d.name, err)
		}
		for _, key := range strings.Fields(d.items) {
			shown[b.shop.byKey[key]] = p.ID
		}
	}
	for i := range b.shop.items {
		b.shop.items[i].Picture = shown[b.shop.items[i].ID]
	}
	return nil
}
