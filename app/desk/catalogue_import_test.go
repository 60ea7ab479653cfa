package desk_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// wares is all of a catalogue as text.
func wares(t *testing.T, d *desk.Desk) string {
	t.Helper()
	ctx := t.Context()
	groups, err := d.ItemGroups(ctx)
	if err != nil {
		t.Fatal(err)
	}
	lists, err := d.PriceLists(ctx)
	if err != nil {
		t.Fatal(err)
	}
	all := []any{groups, lists}
	err = d.EachItem(ctx, trade.ItemQuery{Inactive: true}, func(i trade.Item) error {
		prices, err := d.ItemPrices(ctx, i.ID)
		all = append(all, i, prices)
		return err
	})
	body, errJSON := json.Marshal(all)
	if err != nil || errJSON != nil {
		t.Fatal(err, errJSON)
	}
	return string(body)
}

// itemsFile writes a table in the test and imports it, after a dry run that has to foretell the same.
func itemsFile(t *testing.T, d *desk.Desk, body string) desk.ItemIntake {
	t.Helper()
	path := filepath.Join(t.TempDir(), "items.csv")
	if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	return itemsImported(t, d, path)
}

func itemsImported(t *testing.T, d *desk.Desk, path string) desk.ItemIntake {
	t.Helper()
	before := wares(t, d)
	would, err := d.ImportItemsFile(t.Context(), path, desk.ItemImport{DryRun: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if wares(t, d) != before {
		t.Fatal("a dry run wrote into the base")
	}
	heard := 0
	done, err := d.ImportItemsFile(t.Context(), path, desk.ItemImport{}, func(n, all int) { heard = n })
	if err != nil {
		t.Fatal(err)
	}
	if heard != done.Added+done.Changed+done.Same {
		t.Errorf("progress heard of %d of %+v", heard, done)
	}
	would.DryRun = false
	like(t, "foretold and done", would, done)
	return done
}

func TestImportNorthwindProducts(t *testing.T) {
	d := withFirm(t)
	path := shared(t, "data", "northwind", "products.csv")
	empty := wares(t, d)
	done := itemsImported(t, d, path)
	if done.Added != 77 || done.Groups != 8 || done.Lists != 1 || done.Prices != 77 || done.Changed+done.Same != 0 {
		t.Errorf("%+v", done)
	}
	full := wares(t, d)
	if again := itemsImported(t, d, path); again.Same != 77 || again.Added+again.Changed+again.Prices+again.Groups+again.Lists != 0 || wares(t, d) != full {
		t.Errorf("the second time: %+v", again)
	}
	sound(t, d)
	if step, err := d.Undo(t.Context()); err != nil || step.Act.What != "act.import" || wares(t, d) != empty {
		t.Errorf("one undo does not take the import back: %v", err)
	}
	sound(t, d)
}

func TestImportItemsMergesByArticle(t *testing.T) {
	d, list, item := priced(t)
	done := itemsFile(t, d, "Артикул;Наименование;Ед. изм.;Цена;Оптовая цена, €;Группа;Вид\n"+
		"ст-1;Стеллаж новый;;1 100,50;9,5;Склад / Стеллажи;\n"+
		";Монтаж;час;500;;склад;услуга\n")
	if done.Changed != 1 || done.Added != 1 || done.Groups != 2 || done.Lists != 1 || done.Prices != 3 {
		t.Errorf("%+v", done)
	}
	now, err := d.Item(t.Context(), item.ID)
	if err != nil || now.Article != "ст-1" || now.Name != "Стеллаж новый" || now.Unit != "шт" || now.Cost != money.DecInt(600) || now.Kind != trade.Goods || now.Group == 0 {
		t.Errorf("%+v, %v", now, err)
	}
	lists, err := d.PriceLists(t.Context())
	if err != nil || len(lists) != 2 || lists[1].Name != "Оптовая цена, €" || lists[1].Currency != money.EUR || lists[1].Main {
		t.Errorf("%+v, %v", lists, err)
	}
	prices, err := d.PricesFrom(t.Context(), list.ID, d.Today(), nil)
	if err != nil || len(prices) != 2 || prices[item.ID].Price != money.MustDec("1100.5") {
		t.Errorf("%+v, %v", prices, err)
	}
	if again := itemsFile(t, d, "Наименование;Цена\nМонтаж;500\nНовое;\n"); again.Same != 1 || again.Added != 1 {
		t.Errorf("by name: %+v", again)
	}
	sound(t, d)
}

func TestImportItemsKeepsTheHistoryOfPrices(t *testing.T) {
	d, clock := clocked(t)
	itemsFile(t, d, "Артикул;Наименование;Цена, USD\n1;Стол;10\n")
	clock.at = clock.at.AddDate(0, 0, 5)
	if done := itemsFile(t, d, "Артикул;Наименование;Цена, USD\n1;Стол;12\n"); done.Changed != 1 || done.Prices != 1 || done.Lists != 0 {
		t.Errorf("%+v", done)
	}
	same, err := d.ItemsByArticle(t.Context(), "1", 9)
	if err != nil || len(same) != 1 {
		t.Fatal(same, err)
	}
	prices, err := d.ItemPrices(t.Context(), same[0].ID)
	if err != nil || len(prices) != 2 || prices[0].From != "2026-11-29" || prices[1].From != "2026-11-24" || prices[1].Price != money.DecInt(10) {
		t.Errorf("%+v, %v", prices, err)
	}
}

// Prices with VAT do not go onto a list without it.
func TestImportItemsMindsVAT(t *testing.T) {
	d, list, item := priced(t)
	done := itemsFile(t, d, "Артикул;Наименование;Цена с НДС\nСТ-1;Стеллаж;1220\n")
	if done.Prices != 0 || done.Same != 1 || len(done.Complaint) != 1 || done.Complaint[0].Reason != "intake.items.basis" || done.Complaint[0].Column != "Цена с НДС" {
		t.Errorf("%+v", done)
	}
	prices, err := d.PricesFrom(t.Context(), list.ID, d.Today(), nil)
	if err != nil || prices[item.ID].Price != money.DecInt(1000) {
		t.Errorf("%+v, %v", prices, err)
	}
}

// A catalogue written and read again changes nothing; in another base it is the same catalogue.
func TestExportItemsComesBack(t *testing.T) {
	for name, workbook := range map[string]bool{"own.csv": false, "own.xlsx": true} {
		for _, lang := range text.Langs {
			d := withFirm(t)
			if err := d.SampleItems(t.Context(), text.RU); err != nil {
				t.Fatal(err)
			}
			var body bytes.Buffer
			if err := d.ExportItems(t.Context(), trade.ItemQuery{Inactive: true}, d.Words.In(lang), workbook, &body); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), name)
			if err := os.WriteFile(path, body.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
			full := wares(t, d)
			n, err := d.CountItems(t.Context(), trade.ItemQuery{Inactive: true})
			if err != nil || n.N == 0 {
				t.Fatal(n, err)
			}
			if done := itemsImported(t, d, path); done.Same != int(n.N) || done.Added+done.Changed+done.Prices+done.Groups+done.Lists != 0 || len(done.Complaint) != 0 || wares(t, d) != full {
				t.Errorf("%s %s: %+v", name, lang, done)
			}
			there := withFirm(t)
			if done := itemsImported(t, there, path); done.Added != int(n.N) {
				t.Errorf("%s %s into another base: %+v", name, lang, done)
			}
			sound(t, there)
		}
	}
}

func TestRefusedItemsLeaveNothing(t *testing.T) {
	d := withFirm(t)
	before := wares(t, d)
	dir := t.TempDir()
	for name, body := range map[string]string{"empty.csv": "", "cards.csv": "BEGIN:VCARD\nFN:x\nEND:VCARD\n", "picture.xlsx": "\x89PNG\r\n\x1a\n"} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := d.ImportItemsFile(t.Context(), path, desk.ItemImport{}, nil); err == nil || !strings.Contains(err.Error(), "intake.refused.") {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := d.ImportItemsFile(t.Context(), dir, desk.ItemImport{}, nil)
	faulty(t, err, "desk.file.folder")
	_, err = d.ImportItemsFile(t.Context(), filepath.Join(dir, "none.csv"), desk.ItemImport{}, nil)
	faulty(t, err, "desk.file.missing")
	if wares(t, d) != before {
		t.Error("something was written")
	}
}
