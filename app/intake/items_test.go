package intake

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// besideIn reads a file of a folder, and the tables beside it.
func besideIn(t testing.TB, folder, name string) (File, []File) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	load := func(name string) File {
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		return File{name, data}
	}
	var beside []File
	for _, n := range Beside(name, names) {
		beside = append(beside, load(n))
	}
	return load(name), beside
}

// itemsIn reads a catalogue that must be readable.
func itemsIn(t testing.TB, f File, opts ItemOptions) Catalogue {
	t.Helper()
	if opts.Country == "" {
		opts.Country = "RU"
	}
	opts.Rates, opts.Day = trade.ShippedTaxRates(), "2026-11-22"
	c, err := ReadItems(f, opts)
	if err != nil {
		t.Fatalf("%s: %v", f.Name, err)
	}
	for _, c := range c.Complaints {
		if said := c.Say(tongue(t, text.RU)); strings.Contains(said, "intake.") || strings.Contains(said, "{{") || strings.Contains(said, "<no value>") {
			t.Errorf("complaint %+v reads %q", c, said)
		}
	}
	return c
}

// showItems writes what was read in lines that can be checked by eye.
func showItems(c Catalogue) string {
	var s strings.Builder
	for _, d := range c.Items {
		i := d.Item
		fmt.Fprintf(&s, "%d %q", d.Line, i.Name)
		facts(&s, "article", i.Article, "unit", i.Unit, "group", strings.Join(d.Group, " > "), "supplier", i.Supplier, "tax", string(i.Tax), "stream", string(i.Stream),
			"period", string(i.Period), "about", text.Ellipsis(i.Description, 60), "in", string(i.CostIn))
		if i.Kind != trade.Goods && i.Kind != "" {
			s.WriteString(" " + string(i.Kind))
		}
		if !i.Cost.IsZero() {
			s.WriteString(" cost " + i.Cost.String())
		}
		if i.Inactive {
			s.WriteString(" inactive")
		}
		for _, p := range d.Prices {
			fmt.Fprintf(&s, " [%s%s%s %s]", c.Lists[p.List].Name, c.Lists[p.List].Basis, p.Currency, p.Price)
		}
		s.WriteString("\n")
	}
	for _, x := range c.Complaints {
		fmt.Fprintf(&s, "! %d %s %s %q\n", x.Line, x.Column, x.Reason, x.Args)
	}
	return s.String()
}

func TestShopWithTablesBeside(t *testing.T) {
	f, beside := besideIn(t, "testdata/shop", "products.csv")
	got := showItems(itemsIn(t, f, ItemOptions{Beside: beside}))
	want := `2 "Oak shelf" article="1" unit="1 piece" group="Shelves/Racks" supplier="Forest & Sons" [ 120.5]
3 "Pine shelf" article="2" unit="1 piece" group="Shelves/Racks" supplier="Forest & Sons" inactive [ 80]
4 "Screws, 5 x 40" article="3" unit="box of 200" group="Fasteners" supplier="Iron Works" [ 4.75]
5 "Mystery crate" article="4" unit="1 crate" [ 0]
! 5 supplierID intake.table.key ["Text" "9"]
! 5 categoryID intake.table.key ["Text" "7"]
! 1  intake.table.unused ["Columns" "unitsInStock"]
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	alone := itemsIn(t, f, ItemOptions{})
	if n := len(alone.Items); n != 4 || alone.Items[0].Item.Supplier != "" || alone.Items[0].Group != nil {
		t.Errorf("without the files beside: %s", showItems(alone))
	}
	told := 0
	for _, c := range alone.Complaints {
		if c.Reason == "intake.table.keys" {
			told++
		}
	}
	if told != 2 {
		t.Errorf("%d columns of keys are told, want 2", told)
	}
}

func TestNorthwindProducts(t *testing.T) {
	f, beside := besideIn(t, shared(t, "data/northwind"), "products.csv")
	c := itemsIn(t, f, ItemOptions{Beside: beside})
	if len(c.Items) != 77 || len(c.Groups) != 8 {
		t.Fatalf("%d items, %d groups", len(c.Items), len(c.Groups))
	}
	gone, total := 0, money.Dec{}
	for _, d := range c.Items {
		if d.Item.Article == "" || d.Item.Unit == "" || d.Item.Supplier == "" || len(d.Group) != 1 || len(d.Prices) != 1 {
			t.Errorf("line %d: %+v", d.Line, d)
		}
		total = total.Add(d.Prices[0].Price)
		if d.Item.Inactive {
			gone++
		}
	}
	if gone != 8 || total != money.MustDec("2222.71") {
		t.Errorf("%d discontinued, prices add up to %s", gone, total)
	}
	chai := c.Items[0]
	if chai.Item.Name != "Chai" || chai.Item.Unit != "10 boxes x 20 bags" || chai.Item.Supplier != "Exotic Liquids" || chai.Group[0] != "Beverages" ||
		chai.Prices[0].Price != money.DecInt(18) {
		t.Errorf("%+v", chai)
	}
	for _, x := range c.Complaints {
		if x.Level != Note {
			t.Errorf("%+v", x)
		}
	}
}

var catalogues = []struct{ name, file, want string }{
	{"russian", "Прайс-лист на 22.11.2026;;;;;;;;\n" +
		"Артикул;Наименование;Описание;Ед. изм.;Цена, руб.;НДС;Группа;Вид;Активен\n" +
		"СТ-01;Стеллаж «Лес»;прочный;шт;12 345,50;22%;Склад / Стеллажи;товар;да\n" +
		"УС-1;Монтаж;;час;1 200;без НДС;Услуги;услуга;1\n" +
		"СТ-02;Полка;;шт;99,90;10;Склад > Стеллажи > Полки;;нет\n" +
		"Итого;;;;13 645,40;;;;\n",
		`3 "Стеллаж «Лес»" article="СТ-01" unit="шт" group="Склад > Стеллажи" tax="standard" about="прочный" [RUB 12345.5]
4 "Монтаж" article="УС-1" unit="час" group="Услуги" tax="exempt" service [RUB 1200]
5 "Полка" article="СТ-02" unit="шт" group="Склад > Стеллажи > Полки" tax="reduced" inactive [RUB 99.9]
! 1  intake.title ["Text" "Прайс-лист на 22.11.2026"]
! 6  intake.total ["Text" "Итого, 13 645,40"]
`},
	{"ukrainian", "Код;Назва товару;Одиниця виміру;Ціна з ПДВ, грн;Оптова ціна;Категорія;Постачальник\n1;Чай;уп;45,5;40;Їжа;ТОВ «Гай»\n",
		`2 "Чай" article="1" unit="уп" group="Їжа" supplier="ТОВ «Гай»" [grossUAH 45.5] [Оптова ціна 40]
`},
	{"english", "SKU,Product name,Unit price,Currency,Cost,Category,Subcategory,Barcode\nA-1,Lamp,\"1,234.50\",USD,800,Light,Desk,4600000000001\nA-2,Bulb,\"1,234\",€,,Light,,\n",
		`2 "Lamp" article="A-1" group="Light > Desk" in="USD" cost 800 [USD 1234.5]
3 "Bulb" article="A-2" group="Light" [EUR 1234]
! 1  intake.table.unused ["Columns" "Barcode"]
`},
	{"bad values", "Артикул;Наименование;Цена;Валюта;НДС;Себестоимость;Вид;Активен\n" +
		"1;Один;договорная;RUB;20;-5;чудо;может быть\n" +
		"2;Два;-10;XX1;много;1,2,3;;\n" +
		"3;;100;;;;;\n" +
		"1;Ещё один;100;;;;;\n" +
		"5,00101E+11;Пять;5,00101E+11;;;;;\n" +
		"=1+1;=HYPERLINK(\"http://x\");=A1*2;;;;;\n" +
		"7;Семь;от 100 до 200;;;;;\n" +
		"8;Восемь;100 abc;;;;;\n",
		`2 "Один" article="1"
3 "Два" article="2"
6 "Пять" article="5,00101E+11"
7 "=HYPERLINK(\"http://x\")" article="=1+1"
8 "Семь" article="7"
9 "Восемь" article="8"
! 2 Вид intake.own.value ["Text" "чудо"]
! 2 Активен intake.own.value ["Text" "может быть"]
! 2 НДС intake.items.rate ["Text" "20"]
! 2 Себестоимость intake.items.negative ["Text" "-5"]
! 2 Цена intake.items.price ["Text" "договорная"]
! 3 НДС intake.items.vat ["Text" "много"]
! 3 Себестоимость intake.items.price ["Text" "1,2,3"]
! 3 Валюта intake.items.currency ["Text" "XX1"]
! 3 Цена intake.items.negative ["Text" "-10"]
! 4 Наименование intake.items.nameless ["Text" "3, 100"]
! 5 Артикул intake.items.twice ["Text" "1" "Before" "2"]
! 6 Артикул intake.items.damaged ["Text" "5,00101E+11"]
! 6 Цена intake.items.price ["Text" "5,00101E+11"]
! 7 Наименование intake.table.formula ["Text" "=HYPERLINK(\"http://x\")"]
! 7 Артикул intake.table.formula ["Text" "=1+1"]
! 7 Цена intake.items.price ["Text" "=A1*2"]
! 8 Цена intake.items.price ["Text" "от 100 до 200"]
! 9 Цена intake.items.price ["Text" "100 abc"]
`},
	{"sections among the rows", "Наименование;Ед.;Цена\nСтеллажи;;\nСтеллаж;шт;10\nПолка;шт;5\nУслуги;;\nСборка;час;7\n",
		`3 "Стеллаж" unit="шт" group="Стеллажи" [ 10]
4 "Полка" unit="шт" group="Стеллажи" [ 5]
6 "Сборка" unit="час" group="Услуги" [ 7]
! 2  intake.items.section ["Text" "Стеллажи"]
! 5  intake.items.section ["Text" "Услуги"]
`},
	{"either mark", "Название;Цена\nА;1,234\nБ;5\n",
		`2 "А" [ 1.234]
3 "Б" [ 5]
! 2 Цена intake.number.either ["Text" "1,234" "Now" "1.234"]
`},
	{"groups of points", "Название;Цена €\nА;1.234\nБ;1.234,50\nВ;12 € / шт\nГ;15,-\n",
		`2 "А" [EUR 1234]
3 "Б" [EUR 1234.5]
4 "В" [EUR 12]
5 "Г" [EUR 15]
`},
	{"code beside article", "Код;Артикул;Номенклатура;Вид номенклатуры;Цена розничная;Цена дилерская (без НДС)\n0001;А-1;Стол;Товар;100;80\n0002;;Стул;Запас;50;\n",
		`2 "Стол" article="А-1" [ 100] [Цена дилерская (без НДС)net 80]
3 "Стул" [ 50]
! 1  intake.table.unused ["Columns" "Код"]
`},
	{"same name", "Name\tPrice\nLamp\t1\nlamp\t2\n",
		`2 "Lamp" [ 1]
! 3  intake.items.same ["Text" "lamp" "Before" "2"]
`},
	{"nothing known", "a;b\n1;2\n", `! 1  intake.table.nothing ["Headings" "a, b"]
`},
	{"no names", "Артикул;Цена\n1;2\n", `! 1  intake.table.lacks ["Wanted" "itemname" "Headings" "Артикул, Цена"]
`},
}

func TestCatalogues(t *testing.T) {
	for _, c := range catalogues {
		t.Run(c.name, func(t *testing.T) {
			for encoding, encode := range map[string]func(string) ([]byte, error){
				"UTF-8": func(s string) ([]byte, error) { return []byte(s), nil }, "windows-1251": encodedIn(charmap.Windows1251)} {
				data, err := encode(c.file)
				if err != nil || encoding != "UTF-8" && !strings.ContainsFunc(c.file, isCyrillic) {
					continue // signs that the page has not, or no letters to know it by
				}
				if got := showItems(itemsIn(t, File{"p.csv", data}, ItemOptions{})); got != c.want {
					t.Errorf("%s: got\n%s\nwant\n%s", encoding, got, c.want)
				}
			}
		})
	}
}

func TestLongNamesAreTold(t *testing.T) {
	long := strings.Repeat("длинное имя ", 900)
	c := itemsIn(t, File{"p.csv", []byte("Наименование;Цена;Описание\n" + long + ";5;и ещё\n")}, ItemOptions{})
	if len(c.Items) != 1 || len([]rune(c.Items[0].Item.Name)) > longestName || c.Items[0].Item.Description != strings.TrimSpace(long)+"\nи ещё" {
		t.Errorf("%s", showItems(c))
	}
	if len(c.Complaints) != 1 || c.Complaints[0].Reason != "intake.items.long" || c.Complaints[0].Line != 2 {
		t.Errorf("%+v", c.Complaints)
	}
}

func TestBrokenLettersAreTold(t *testing.T) {
	c := itemsIn(t, File{"p.csv", []byte("Наименование;Цена\nСтол;5\nСту\xd0;6\nПолка настенная дубовая;7\n")}, ItemOptions{})
	if len(c.Items) != 3 || len(c.Complaints) != 1 || c.Complaints[0].Reason != "intake.letters" || c.Complaints[0].Line != 3 {
		t.Errorf("%s", showItems(c))
	}
}

func TestNoCatalogue(t *testing.T) {
	for name, f := range map[string]struct {
		data string
		want error
	}{"empty": {"", ErrEmpty}, "picture": {"\x89PNG\r\n\x1a\n", ErrFormat}, "cards": {"BEGIN:VCARD\nFN:x\nEND:VCARD\n", ErrFormat}} {
		_, err := ReadItems(File{name, []byte(f.data)}, ItemOptions{})
		var refusal *Refusal
		if !errors.Is(err, f.want) || !errors.As(err, &refusal) || strings.Contains(refusal.Say(tongue(t, text.RU)), "intake.") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheUserSaysWhatColumnsHold(t *testing.T) {
	c := itemsIn(t, File{"p.csv", []byte("x;y;z\nСтол;5;1\n")}, ItemOptions{Options: Options{Fields: map[int]Field{0: FieldItemName, 1: FieldPrice, 2: FieldSkip}}})
	if got, want := showItems(c), "2 \"Стол\" [ 5]\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestWorkbookOfItems(t *testing.T) {
	data := workbook(t, [][]any{{"Артикул", "Наименование", "Цена", "НДС", "В продаже"}, {101, "Стол", 1234567.891, 0.22, true}, {"0102", "Стул", 0.1, "10%", "нет"}}, nil)
	got := showItems(itemsIn(t, File{"p.xlsx", data}, ItemOptions{}))
	want := `2 "Стол" article="101" tax="standard" [ 1234567.891]
3 "Стул" article="0102" tax="reduced" inactive [ 0.1]
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestItemHeadingsAreUnderstood keeps the words written and the words read in step.
func TestItemHeadingsAreUnderstood(t *testing.T) {
	own := []Field{FieldItemID, FieldPicture, FieldFeatures, FieldVariants, FieldItemCreated}
	for _, lang := range text.Langs {
		say := tongue(t, lang)
		for _, f := range slices.Concat(ItemChoices[2:], own) {
			if got, _ := understandItem(say.T(f.NameKey())); got.field != f {
				t.Errorf("%s: %q is read as %q, not as %q", lang, say.T(f.NameKey()), got.field, f)
			}
		}
		for _, k := range trade.ItemKinds {
			if got, _ := wordCode(itemKindWords, say.T("trade.kind."+string(k))); got != k {
				t.Errorf("%s: kind %q is read as %q", lang, k, got)
			}
		}
		for _, s := range trade.Streams {
			if got, _ := wordCode(streamWords, say.T("trade.stream."+s.Word())); got != s {
				t.Errorf("%s: stream %q is read as %q", lang, s, got)
			}
		}
		for _, c := range trade.TaxClasses {
			if got, _ := wordCode(taxWords, say.T("trade.class."+string(c))); got != c {
				t.Errorf("%s: class %q is read as %q", lang, c, got)
			}
		}
		for _, p := range []trade.Period{trade.Monthly, trade.Yearly} {
			if got, ok := wordCode(periodWords, say.T("trade.period."+string(p))); got != p || !ok {
				t.Errorf("%s: period %q is read as %q", lang, p, got)
			}
		}
	}
}

// FuzzReadItems feeds any bytes: nothing may panic, and whatever is read must be fit to keep.
func FuzzReadItems(f *testing.F) {
	for _, c := range catalogues {
		f.Add([]byte(c.file))
	}
	f.Add([]byte("Rapport ID товара;Наименование;Цена: А (RUB, с НДС);Свойства (JSON)\n1;Стол;1,5;[{}]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := ReadItems(File{"fuzz", data}, ItemOptions{Options: Options{Limits: Limits{Bytes: 1 << 20, Rows: 5000, Columns: 200, Cell: 2000}}})
		var refusal *Refusal
		if err != nil && !errors.As(err, &refusal) {
			t.Fatalf("an error without a reason: %v", err)
		}
		for _, d := range c.Items {
			if d.Item.Name == "" || d.Line < 1 || d.Item.Name != strings.ToValidUTF8(d.Item.Name, "?") {
				t.Fatalf("item %q in line %d", d.Item.Name, d.Line)
			}
			for _, p := range d.Prices {
				if p.Price.Sign() < 0 || p.List >= len(c.Lists) {
					t.Fatalf("price %+v", p)
				}
			}
		}
	})
}
