package command_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

const (
	fewItems  = "SKU,Name,Group,Unit,Price\nA1,Board,Wood,pc,1200.50\nA2,Nail,Iron,kg,3\nA2,Nail,Iron,kg,4\n"
	fewOrders = "Order no,Order date,Customer,Item,Quantity,Price\n7,2026-02-01,Zed Ltd,Board,3,100\n7,2026-02-01,Zed Ltd,Nail,1,20\n8,2026-02-02,Nobody,Board,1,1\n"
)

func TestImportGuessesWhatAFileIsAbout(t *testing.T) {
	s := withClients(t)
	code, out, errs := s.call("import", s.file("items.csv", fewItems))
	if code != 0 || !strings.Contains(out, "items added 2") || !strings.Contains(errs, "4") {
		t.Errorf("items: %d, %q, %q", code, out, errs)
	}
	code, out, errs = s.call("import", s.file("orders.csv", fewOrders))
	if code != 0 || !strings.Contains(out, "orders added 1") || !strings.Contains(out, "lines 2") || !strings.Contains(errs, "Nobody") {
		t.Errorf("orders: %d, %q, %q", code, out, errs)
	}
	if list := s.lists("import", "--as", "items", "--dry-run", s.file("names.csv", "Name,Description\nX,y\n")); list[0]["kind"] != "items" || list[0]["added"] != 1.0 {
		t.Errorf("--as items: %v", list)
	}
	if list := s.lists("import", "--dry-run", s.file("names.csv", "Name,Description\nX,y\n")); list[0]["kind"] != "clients" {
		t.Errorf("guessed: %v", list)
	}
	if code, _, errs := s.call("import", "--as", "deals", s.file("a.csv", fewItems)); code != 2 || !strings.Contains(errs, "deals") {
		t.Errorf("--as deals: %d, %q", code, errs)
	}
	path := filepath.Join(t.TempDir(), "items.xlsx")
	s.does("export", "items", "-o", path)
	if list := s.lists("import", "--dry-run", path); list[0]["kind"] != "items" || list[0]["same"] != 2.0 || list[0]["added"] != 0.0 {
		t.Errorf("exported items come back as %v", list)
	}
}

func TestImportOfWhatCannotBeReadLeavesNoBase(t *testing.T) {
	s := newStage(t)
	gone, junk := filepath.Join(t.TempDir(), "gone.csv"), s.file("junk.pdf", "%PDF-1.4 nothing")
	for _, paths := range [][]string{{gone}, {gone, junk}, {s.dir}, {"--dry-run", gone}} {
		code, out, errs := s.call(append([]string{"import"}, paths...)...)
		if code != 1 || out != "" || !strings.Contains(errs, "Files not read") {
			t.Errorf("%q: %d, %q, %q", paths, code, out, errs)
		}
		if _, err := os.Stat(s.dir); !os.IsNotExist(err) {
			t.Fatalf("%q made a base", paths)
		}
	}
}

func TestImportOfASheet(t *testing.T) {
	s := newStage(t)
	f := excelize.NewFile()
	for sheet, name := range map[string]string{"Sheet1": "First", "Other": "Second"} {
		if sheet != "Sheet1" {
			if _, err := f.NewSheet(sheet); err != nil {
				t.Fatal(err)
			}
		}
		for cell, v := range map[string]string{"A1": "Company", "B1": "Phone", "A2": name, "B2": "+44 20 7946 0000"} {
			if err := f.SetCellStr(sheet, cell, v); err != nil {
				t.Fatal(err)
			}
		}
	}
	path := filepath.Join(t.TempDir(), "book.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := s.call("import", "--sheet", "None", path); code != 1 || !strings.Contains(errs, "Sheet1, Other") {
		t.Errorf("a sheet that is not there: %d, %q", code, errs)
	}
	if code, _, errs := s.call("import", "--sheet", "Other", path); code != 0 {
		t.Fatalf("%d, %q", code, errs)
	}
	if list := s.lists("list", "clients"); len(list) != 1 || list[0]["name"] != "Second" {
		t.Errorf("%v", list)
	}
}

func TestImportTellsWhichCurrencyItTook(t *testing.T) {
	s := withClients(t)
	items, orders := s.file("items.csv", fewItems), s.file("orders.csv", fewOrders)
	for _, lang := range []struct{ code, items, orders string }{
		{"en", "No currency in the file: 2 prices are taken in", "the sum of 1 order"},
		{"ru", "В файле нет валюты: 2 цены взяты в", "сумма 1 заказа"},
		{"uk", "У файлі немає валюти: 2 ціни взято в", "суму 1 замовлення"},
	} {
		code, _, errs := s.call("import", "--lang", lang.code, "--dry-run", items)
		if code != 0 || !strings.Contains(errs, lang.items) {
			t.Errorf("%s items: %d, %q", lang.code, code, errs)
		}
		if code, _, errs = s.call("import", "--lang", lang.code, "--dry-run", orders); code != 0 || !strings.Contains(errs, lang.orders) {
			t.Errorf("%s orders: %d, %q", lang.code, code, errs)
		}
	}
	list := s.lists("import", "--dry-run", "--currency", "EUR", items)
	if in, _ := list[0]["bare_in"].([]any); list[0]["bare"] != 2.0 || len(in) != 1 || in[0] != "EUR" {
		t.Errorf("%v", list[0])
	}
	for _, good := range []string{"eur", "€", "JPY", "руб."} {
		if code, _, errs := s.call("import", "--dry-run", "--currency", good, items); code != 0 {
			t.Errorf("--currency %s: %d, %q", good, code, errs)
		}
	}
	for _, bad := range []string{"", "EURO", "XYZ", "12", "money", "E R", strings.Repeat("€", 5000)} {
		if code, out, errs := s.call("import", "--currency", bad, items); code != 2 || out != "" || !strings.Contains(errs, "ISO 4217") {
			t.Errorf("--currency %.20q: %d, %q, %.80q", bad, code, out, errs)
		}
	}
	if list := s.lists("list", "clients"); len(list) == 0 {
		t.Error("a bad currency emptied the base")
	}
	if _, _, errs := s.call("import", "--currency", "EUR", orders); strings.Contains(errs, "No currency") {
		t.Errorf("what was said is told: %q", errs)
	}
	if found := s.lists("orders"); len(found) != 1 || found[0]["currency"] != "EUR" {
		t.Errorf("%v", found)
	}
}

func TestImportOfOrdersAddsClientsWhenAsked(t *testing.T) {
	s := withClients(t)
	orders := s.file("orders.csv", fewOrders)
	before := len(s.lists("list", "clients"))
	if list := s.lists("import", "--as", "orders", orders); list[0]["added"] != 1.0 || list[0]["clients"] != nil {
		t.Errorf("without the flag: %v", list)
	}
	if list := s.lists("import", "--as", "orders", "--add-clients", "--dry-run", orders); list[0]["added"] != 1.0 || list[0]["clients"] != 1.0 {
		t.Errorf("a dry run with the flag: %v", list)
	}
	if list := s.lists("import", "--as", "orders", "--add-clients", orders); list[0]["added"] != 1.0 || list[0]["same"] != 1.0 || list[0]["clients"] != 1.0 {
		t.Errorf("with the flag: %v", list)
	}
	if now := len(s.lists("list", "clients")); now != before+1 {
		t.Errorf("%d clients, there were %d", now, before)
	}
	for _, lang := range []string{"ru", "uk", "en"} {
		if _, out, _ := s.call("help", "import", "--lang", lang); !strings.Contains(out, "--add-clients") || !strings.Contains(out, "--currency") || strings.Contains(out, "[command.") {
			t.Errorf("help in %s:\n%s", lang, out)
		}
	}
}
