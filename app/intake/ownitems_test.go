package intake

import (
	"bytes"
	"errors"
	"math/rand"
	"reflect"
	"slices"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// anyItem is an item on which everything can go wrong.
func anyItem(r *rand.Rand, id int64, groups []trade.Group) trade.Item {
	item := trade.Item{ID: trade.ItemID(id), Article: text.Line(anyText(r), 0), Name: text.Line("Товар "+anyText(r), 0), Description: text.Clean(anyText(r), 0),
		Unit: []string{"", "шт", "=м²", "10 boxes x 20 bags"}[r.Intn(4)], Kind: trade.ItemKinds[r.Intn(3)], Tax: append(trade.TaxClasses, "", "льготная")[r.Intn(7)],
		Supplier: text.Line(anyText(r), 0), Stream: append(trade.Streams, "")[r.Intn(8)], Period: []trade.Period{trade.Once, trade.Monthly, trade.Yearly}[r.Intn(3)],
		Inactive: r.Intn(2) == 0, Created: crm.Moment(r.Int63n(2e12)), PictureFile: []string{"", "-a.png"}[r.Intn(2)]}
	if r.Intn(2) == 0 {
		item.Cost, item.CostIn = anyPrice(r), []money.Currency{"", money.UAH}[r.Intn(2)]
	}
	if len(groups) > 0 && r.Intn(4) > 0 {
		item.Group = groups[r.Intn(len(groups))].ID
	}
	if r.Intn(3) == 0 {
		item.Features = []trade.Feature{{Name: anyText(r), Choices: []trade.Choice{{Name: "белый"}, {Name: "=1", Add: anyPrice(r), Percent: true}}}}
		item.Variants = []trade.Variant{{Choices: []string{"белый"}, Article: "В-1", Priced: true, Price: anyPrice(r)}}
	}
	return item
}

func anyPrice(r *rand.Rand) money.Dec {
	return money.MustDec([]string{"0", "1", "1234.5", "0.001", "1.234", "12.345", "999999999999999.99", "123456789012345678901234567890", "0.123456789012345678", "100000000000",
		"12345678901234", "1000000"}[r.Intn(12)])
}

// TestOwnCatalogueChangesNothing writes items of every kind and reads them back, in each language and format.
func TestOwnCatalogueChangesNothing(t *testing.T) {
	for _, lang := range text.Langs {
		r := rand.New(rand.NewSource(int64(len(lang)) + 7))
		groups := []trade.Group{{ID: 1, Name: "Склад"}, {ID: 2, Name: "Стеллажи / полки", Parent: 1}, {ID: 3, Name: `Meat/Poultry \ 5`, Parent: 2}, {ID: 4, Name: "=x"}, {ID: 5, Name: "/"}}
		lists := []trade.PriceList{{ID: 1, Name: "Розница (главная)", Currency: money.RUB, Main: true}, {ID: 2, Name: "=Опт; EU", Currency: money.EUR, Gross: true}}
		w, err := NewItemWriter(tongue(t, lang), groups, lists)
		if err != nil {
			t.Fatal(err)
		}
		var items []trade.Item
		prices := map[trade.ItemID][]trade.ItemPrice{}
		for i := range int64(300) {
			item := anyItem(r, 1000+i, groups)
			for _, l := range lists {
				if r.Intn(3) > 0 {
					prices[item.ID] = append(prices[item.ID], trade.ItemPrice{List: l.ID, Item: item.ID, Price: anyPrice(r)})
				}
			}
			items = append(items, item)
			w.Write(item, prices[item.ID])
		}
		for format, write := range map[string]func(*bytes.Buffer) error{
			"CSV": func(b *bytes.Buffer) error { return w.CSV(b) }, "XLSX": func(b *bytes.Buffer) error { return w.XLSX(b) }} {
			var file bytes.Buffer
			if err := write(&file); err != nil {
				t.Fatal(err)
			}
			c := itemsIn(t, File{"own", file.Bytes()}, ItemOptions{})
			if !c.Own() || c.Format != "Rapport "+format || len(c.Items) != len(items) || len(c.Complaints) > 0 {
				t.Fatalf("%s %s: %s with %d items, complaints %v", lang, format, c.Format, len(c.Items), c.Complaints)
			}
			for i, d := range c.Items {
				checkBack(t, c, d, items[i], prices[items[i].ID], groups, lists)
			}
		}
	}
}

func checkBack(t *testing.T, c Catalogue, d ItemDraft, want trade.Item, prices []trade.ItemPrice, groups []trade.Group, lists []trade.PriceList) {
	t.Helper()
	if path := GroupPaths(groups)[want.Group]; !slices.Equal(d.Group, path) {
		t.Fatalf("group %q, want %q", d.Group, path)
	}
	d.Item.Group = want.Group
	if got, wanted := asJSON(d.Item), asJSON(want); got != wanted {
		t.Fatalf("item\n got %s\nwant %s", got, wanted)
	}
	var got []trade.ItemPrice
	for _, p := range d.Prices {
		for _, l := range lists {
			if list := c.Lists[p.List]; l.Name == list.Name && l.Currency == p.Currency && (list.Basis == money.Gross) == l.Gross {
				got = append(got, trade.ItemPrice{List: l.ID, Item: want.ID, Price: p.Price})
			}
		}
	}
	if !reflect.DeepEqual(got, prices) {
		t.Fatalf("prices %+v, want %+v", got, prices)
	}
}

func TestFormulasInACatalogueAreGuarded(t *testing.T) {
	w, err := NewItemWriter(tongue(t, text.EN), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	w.Write(trade.Item{ID: 1, Article: "=1+1", Name: "@SUM(A1)", Unit: "+cmd|'/C calc'!A0"}, nil)
	var csv, book bytes.Buffer
	if err := errors.Join(w.CSV(&csv), w.XLSX(&book)); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(csv.String(), "\r\n1,'=1+1,'@SUM(A1),\"'+cmd|'/C calc'!A0\",,\r\n") {
		t.Errorf("%q", csv.String())
	}
	var c complaints
	_, records, err := workbookRecords("x", book.Bytes(), Options{}, &c)
	if err != nil || records[1].cells[1] != "'=1+1" || records[1].cells[2] != "'@SUM(A1)" {
		t.Errorf("%v, %v", records, err)
	}
}
