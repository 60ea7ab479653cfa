package intake

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// ordersIn reads a table of orders that must be readable.
func ordersIn(t testing.TB, f File, opts OrderOptions) OrderBook {
	t.Helper()
	if opts.Currency == "" {
		opts.Currency = money.RUB
	}
	b, err := ReadOrders(f, opts)
	if err != nil {
		t.Fatalf("%s: %v", f.Name, err)
	}
	for _, c := range b.Complaints {
		if said := c.Say(tongue(t, text.EN)); strings.Contains(said, "intake.") || strings.Contains(said, "{{") || strings.Contains(said, "<no value>") {
			t.Errorf("complaint %+v reads %q", c, said)
		}
	}
	return b
}

// showOrders writes what was read in lines that can be checked by eye.
func showOrders(b OrderBook) string {
	var s strings.Builder
	for _, d := range b.Orders {
		o := d.Order
		fmt.Fprintf(&s, "%d %q %s %s %d %s", d.Line, o.Number, o.Day, o.State, o.Once.Gross, o.Currency)
		facts(&s, "code", d.ClientCode, "client", d.Client, "inn", d.INN, "rep", d.Rep, "promised", string(o.Promised), "kept", string(o.Kept), "notes", o.Notes)
		if o.Freight != 0 {
			fmt.Fprintf(&s, " freight %d", o.Freight)
		}
		for _, l := range o.Lines {
			fmt.Fprintf(&s, "\n  %s %q %s × %s", l.Article, l.Name, l.Quantity, l.Price)
			if !l.Discount.IsZero() {
				fmt.Fprintf(&s, " -%s%%", l.Discount)
			}
			if !l.VAT.IsZero() {
				fmt.Fprintf(&s, " VAT %s", l.VAT)
			}
			fmt.Fprintf(&s, " = %d", l.Sum.Gross)
		}
		s.WriteString("\n")
	}
	for _, x := range b.Complaints {
		fmt.Fprintf(&s, "! %d %s %s %q\n", x.Line, x.Column, x.Reason, x.Args)
	}
	return s.String()
}

func TestOrdersWithTablesBeside(t *testing.T) {
	f, beside := besideIn(t, "testdata/shop", "orders.csv")
	b := ordersIn(t, f, OrderOptions{Beside: beside, Currency: money.USD, Options: Options{Tongue: tongue(t, text.EN)}})
	want := `2 "1001" 2026-01-05 fulfilled 26440 USD code="OAKEN" rep="Kay Stone" promised="2026-01-10" kept="2026-01-12" freight 1250
  1 "Oak shelf" 2 × 120.5 -10% = 21690
  3 "Screws, 5 x 40" 10 × 4.75 = 4750
3 "1002" 2026-02-01 placed 7999 USD code="NEWCO" promised="2026-02-15"
  2 "Pine shelf" 1 × 79.99 = 7999
! 1 discount intake.orders.beside ["File" "order-details.csv" "Text" "Column “discount”: discounts are written as parts of one. They were taken as per cent: 0.25 is 25%."]
! 5  intake.orders.beside ["File" "order-details.csv" "Text" "Line 5: there is no order 1009. The line was left out."]
`
	if got := strings.ReplaceAll(showOrders(b), "25\u00a0%", "25%"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if b.Lines != "order-details.csv" || b.Orders[0].Order.Late("2026-03-01") != 2 {
		t.Errorf("lines of %q, late %d", b.Lines, b.Orders[0].Order.Late("2026-03-01"))
	}
}

func TestNorthwindOrders(t *testing.T) {
	f, beside := besideIn(t, shared(t, "data/northwind"), "orders.csv")
	b := ordersIn(t, f, OrderOptions{Beside: beside, Currency: money.USD})
	lines, late, open, sum, freight := 0, 0, 0, int64(0), int64(0)
	for _, d := range b.Orders {
		o := d.Order
		lines += len(o.Lines)
		sum += o.Once.Gross
		freight += o.Freight
		if o.Kept == "" {
			open++
		} else if o.Late(o.Kept) > 0 {
			late++
		}
		if len(d.ClientCode) != 5 || d.Client == "" || d.Rep == "" || o.Promised == "" || len(o.Lines) == 0 || o.Lines[0].Name == "" {
			t.Errorf("line %d: %+v", d.Line, d)
		}
	}
	if len(b.Orders) != 830 || lines != 2155 || late != 37 || open != 21 {
		t.Errorf("%d orders, %d lines, %d late, %d never kept", len(b.Orders), lines, late, open)
	}
	// The discounts of all lines by themselves, each rounded to cents: 0.28 less than unrounded.
	if sum != 126579276 || freight != 6494269 {
		t.Errorf("orders come to %d, freight to %d", sum, freight)
	}
	first := b.Orders[0]
	if first.Order.Number != "10248" || first.Order.Day != "1996-07-04" || first.Order.Promised != "1996-08-01" || first.Order.Kept != "1996-07-16" ||
		first.ClientCode != "VINET" || first.Order.Once.Gross != 44000 || first.Order.Freight != 3238 {
		t.Errorf("%+v", first)
	}
	for _, c := range b.Complaints {
		if c.Level != Note {
			t.Errorf("%+v", c)
		}
	}
}

var orderTables = []struct{ name, file, want string }{
	{"a row for each line", "Номер заказа;Дата;Клиент;ИНН;Товар;Артикул;Количество;Цена, руб.;Скидка, %;НДС;Срок;Статус\n" +
		"З-1;05.01.2026;ООО «Дом»;7707083893;Полка;П-1;2;1 200,50;10;22%;10.01.2026;выполнен\n" +
		";;;;Стойка;С-1;1,5;100;;без НДС;;\n" +
		"З-2;06.01.2026;ИП Клён;;Сборка;;1;500;;;;\n" +
		"Итого;;;;;;;2 810,90;;;;\n",
		`2 "З-1" 2026-01-05 fulfilled 231090 RUB client="ООО «Дом»" inn="7707083893" promised="2026-01-10"
  П-1 "Полка" 2 × 1200.5 -10% VAT 22 = 216090
  С-1 "Стойка" 1.5 × 100 = 15000
4 "З-2" 2026-01-06 placed 50000 RUB client="ИП Клён"
   "Сборка" 1 × 500 = 50000
! 5  intake.total ["Text" "Итого, 2 810,90"]
`},
	{"a row for each order", "Date,Client,Amount,Order no\n2026-01-05,Oak Ltd,\"1,200.50 USD\",7\n1/31/2026,Oak Ltd,5,8\n02/03/2026,Pine,6.25,9\n2026-01-06,Pine,1,7\n",
		`2 "7" 2026-01-05 placed 120050 USD client="Oak Ltd"
3 "8" 2026-01-31 placed 500 RUB client="Oak Ltd"
4 "9" 2026-02-03 placed 625 RUB client="Pine"
! 5  intake.orders.twice ["Order" "7" "Before" "2"]
`},
	{"no numbers", "Дата;Покупатель;Сумма\n01.02.2026;Север;10\n02.02.2026;Север;\n",
		`2 "" 2026-02-01 placed 1000 RUB client="Север"
3 "" 2026-02-02 placed 0 RUB client="Север"
! 3  intake.orders.empty ["Order" ""]
`},
	{"ukrainian", "№;Дата замовлення;Клієнт;Назва товару;Кількість;Сума, грн\n5;03.02.2026;ТОВ «Гай»;Чай;3;100\n",
		`2 "5" 2026-02-03 placed 10000 UAH client="ТОВ «Гай»"
   "Чай" 3 × 33.3333333333 = 10000
`},
	{"bad values", "Заказ;Дата;Клиент;Товар;Количество;Цена;Скидка;Отгружено;Статус\n" +
		"1;когда-нибудь;А;Х;1;1;;;\n1;05.01.2026;А;Х;1;1;;;\n" +
		"2;05.01.2026;;Х;1;1;;;\n" +
		"3;05.01.2026;А;Х;много;1;;;\n3;06.01.2026;Б;У;1;дорого;;;\n3;;;Ц;2;5;120;;\n" +
		"4;05.01.2026;А;Х;1;99999999999999999999;;;\n" +
		"5;05.01.2026;А;Х;1;5;;01.01.2026;парит\n" +
		"6;05.01.2026;А;Х;-1;5;;завтра;возврат\n" +
		";05.01.2026;А;Х;1;5;;;\n",
		`5 "3" 2026-01-05 placed 1000 RUB client="А"
   "Ц" 2 × 5 = 1000
9 "5" 2026-01-05 fulfilled 500 RUB client="А" kept="2026-01-01"
   "Х" 1 × 5 = 500
10 "6" 2026-01-05 cancelled -500 RUB client="А"
   "Х" -1 × 5 = -500
! 2 Дата intake.orders.date ["Text" "когда-нибудь" "Order" "1"]
! 4  intake.orders.client ["Order" "2"]
! 5 Количество intake.orders.line ["Text" "много" "Order" "3"]
! 6 Дата intake.orders.other ["Text" "06.01.2026" "Order" "3"]
! 6 Клиент intake.orders.other ["Text" "Б" "Order" "3"]
! 6 Цена intake.orders.line ["Text" "дорого" "Order" "3"]
! 7 Скидка intake.orders.discount ["Text" "120"]
! 9 Отгружено intake.orders.before ["Text" "01.01.2026"]
! 9 Статус intake.own.value ["Text" "парит"]
! 10 Отгружено intake.orders.day ["Text" "завтра"]
! 11  intake.orders.nameless ["Text" "05.01.2026, А, Х, 1, 5"]
! 8  intake.orders.large ["Order" "4"]
`},
	{"no dates", "Заказ;Клиент\n1;А\n", `! 1  intake.table.lacks ["Wanted" "orderday" "Headings" "Заказ, Клиент"]
`},
}

func TestOrderTables(t *testing.T) {
	for _, c := range orderTables {
		t.Run(c.name, func(t *testing.T) {
			if got := showOrders(ordersIn(t, File{"o.csv", []byte(c.file)}, OrderOptions{})); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// The amount that a file gives is compared with what the lines beside come to.
func TestAmountAgainstLines(t *testing.T) {
	orders := File{"o.csv", []byte("order,date,client,total\n1,2026-01-05,A,12\n2,2026-01-06,A,10\n")}
	lines := File{"l.csv", []byte("order,item,quantity,price\n1,x,2,5\n2,x,2,5\n")}
	b := ordersIn(t, orders, OrderOptions{Beside: []File{lines}})
	if len(b.Complaints) != 1 || b.Complaints[0].Reason != "intake.orders.amount" || b.Complaints[0].Line != 2 || b.Orders[0].Order.Once.Gross != 1000 {
		t.Errorf("%s", showOrders(b))
	}
}

func TestWorkbookOfOrders(t *testing.T) {
	data := workbook(t, [][]any{{"Заказ", "Дата", "Клиент", "Товар", "Количество", "Цена", "Скидка"}, {1, "2026-01-05", "А", "Х", 2, 1234.5, "10%"}}, nil)
	b := ordersIn(t, File{"o.xlsx", data}, OrderOptions{})
	if len(b.Orders) != 1 || b.Orders[0].Order.Once.Gross != 222210 || b.Orders[0].Order.Number != "1" {
		t.Errorf("%s", showOrders(b))
	}
}

// TestOrderHeadingsAreUnderstood keeps the names of the fields and the words read in step.
func TestOrderHeadingsAreUnderstood(t *testing.T) {
	for _, lang := range text.Langs {
		say := tongue(t, lang)
		for _, f := range OrderChoices[2:] {
			if f == FieldVAT {
				continue // a rate here, a class among items
			}
			if got, _ := understandOrder(say.T(f.NameKey())); got.field != f {
				t.Errorf("%s: %q is read as %q, not as %q", lang, say.T(f.NameKey()), got.field, f)
			}
		}
		for _, s := range trade.OrderStates {
			if got, ok := wordCode(orderStateWords, say.T("trade.order."+string(s))); got != s || !ok {
				t.Errorf("%s: state %q is read as %q", lang, s, got)
			}
		}
	}
}

// FuzzReadOrders feeds any bytes: nothing may panic, and whatever is read must be fit to keep.
func FuzzReadOrders(f *testing.F) {
	for _, c := range orderTables {
		f.Add([]byte(c.file), []byte("order,item,quantity,price\n1,x,2,5\n"))
	}
	f.Fuzz(func(t *testing.T, data, beside []byte) {
		limits := Limits{Bytes: 1 << 20, Rows: 5000, Columns: 200, Cell: 2000}
		b, err := ReadOrders(File{"fuzz", data}, OrderOptions{Options: Options{Limits: limits}, Currency: money.RUB, Beside: []File{{"beside", beside}}})
		var refusal *Refusal
		if err != nil && !errors.As(err, &refusal) {
			t.Fatalf("an error without a reason: %v", err)
		}
		for _, d := range b.Orders {
			blocks := slices.DeleteFunc(trade.CheckOrder(d.Order), func(f crm.Fault) bool {
				return f.Reason != "trade.order.day" && f.Reason != "trade.order.currency" && f.Reason != "trade.line.discount"
			})
			if len(blocks) > 0 || d.Line < 1 || d.Client+d.ClientCode+d.INN == "" {
				t.Fatalf("order %+v: %v", d, blocks)
			}
		}
	})
}
