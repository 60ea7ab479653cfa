package offers

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/assets"
	"rapport/screens/parts"
)

func aLine(name string) trade.Line {
	return trade.Line{Name: name, Quantity: money.DecInt(1), Price: money.DecInt(10)}
}

func aLedger() *ledger {
	l := &ledger{}
	l.fill([]trade.Section{
		{Title: "А", Lines: []trade.Line{aLine("1"), aLine("2")}},
		{Title: "Б", Period: trade.Monthly, Lines: []trade.Line{aLine("3")}},
	})
	return l
}

// inShort is a ledger in short: sections with their lines.
func inShort(l *ledger) string {
	var out []string
	sections, _, _ := l.sections()
	for _, s := range sections {
		var names []string
		for _, line := range s.Lines {
			names = append(names, line.Name)
		}
		out = append(out, s.Title+"("+strings.Join(names, " ")+")")
	}
	return strings.Join(out, " ")
}

// keyOf is the key of the line of a name, or of the section.
func keyOf(l *ledger, name string) int64 {
	for _, b := range l.blocks {
		if b.title == name {
			return b.key
		}
		for _, it := range b.items {
			if it.line.Name == name {
				return it.key
			}
		}
	}
	return 0
}

func TestLedgerActs(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(l *ledger)
		want string
	}{
		"nothing":                      {func(*ledger) {}, "А(1 2) Б(3)"},
		"behind a line":                {func(l *ledger) { l.add(keyOf(l, "1"), aLine("x"), aLine("y")) }, "А(1 x y 2) Б(3)"},
		"at the end of a section":      {func(l *ledger) { l.add(keyOf(l, "А"), aLine("x")) }, "А(1 2 x) Б(3)"},
		"at the very end":              {func(l *ledger) { l.add(0, aLine("x")) }, "А(1 2) Б(3 x)"},
		"blank lines are not saved":    {func(l *ledger) { l.add(0, trade.Line{Unit: "шт", Quantity: money.DecInt(1)}) }, "А(1 2) Б(3)"},
		"in place of a blank line":     {func(l *ledger) { l.add(l.add(keyOf(l, "1"), trade.Line{Unit: "шт"}), aLine("x"), aLine("y")) }, "А(1 x y 2) Б(3)"},
		"a blank one behind a blank":   {func(l *ledger) { l.add(l.add(keyOf(l, "1"), trade.Line{}), trade.Line{}) }, "А(1 2) Б(3)"},
		"section behind":               {func(l *ledger) { l.addSection(keyOf(l, "1"), "В", trade.Yearly) }, "А(1 2) В() Б(3)"},
		"section at the end":           {func(l *ledger) { l.addSection(0, "В", trade.Once) }, "А(1 2) Б(3) В()"},
		"down":                         {func(l *ledger) { l.move(keyOf(l, "1"), keyOf(l, "А"), 1) }, "А(2 1) Б(3)"},
		"into another section":         {func(l *ledger) { l.move(keyOf(l, "1"), keyOf(l, "Б"), 0) }, "А(2) Б(1 3)"},
		"far beyond the end":           {func(l *ledger) { l.move(keyOf(l, "1"), keyOf(l, "Б"), 99) }, "А(2) Б(3 1)"},
		"into the first by nought":     {func(l *ledger) { l.move(keyOf(l, "3"), 0, 0) }, "А(3 1 2) Б()"},
		"section down":                 {func(l *ledger) { l.shift(keyOf(l, "А"), 1) }, "Б(3) А(1 2)"},
		"section beyond the end":       {func(l *ledger) { l.shift(keyOf(l, "Б"), 1) }, "А(1 2) Б(3)"},
		"a line away":                  {func(l *ledger) { l.remove(keyOf(l, "2")) }, "А(1) Б(3)"},
		"a section away":               {func(l *ledger) { l.remove(keyOf(l, "А")) }, "Б(3)"},
		"all sections away":            {func(l *ledger) { l.remove(keyOf(l, "А")); l.remove(keyOf(l, "Б")) }, "()"},
		"line twice":                   {func(l *ledger) { l.duplicate(keyOf(l, "1")) }, "А(1 1 2) Б(3)"},
		"section twice":                {func(l *ledger) { l.duplicate(keyOf(l, "А")) }, "А(1 2) А(1 2) Б(3)"},
		"unknown keys change nothing":  {func(l *ledger) { l.remove(99); l.move(99, 1, 0); l.duplicate(99); l.shift(99, 1) }, "А(1 2) Б(3)"},
		"the copy is a line of itself": {func(l *ledger) { l.line(l.duplicate(keyOf(l, "1"))).line.Name = "x" }, "А(1 x 2) Б(3)"},
	} {
		l := aLedger()
		if c.do(l); inShort(l) != c.want {
			t.Errorf("%s: %s, want %s", name, inShort(l), c.want)
		}
	}
}

func TestNamelessSectionGivesWay(t *testing.T) {
	l := &ledger{}
	l.fill(nil)
	l.add(0, trade.Line{Quantity: money.DecInt(1)})
	l.addSection(0, "А", trade.Once)
	if got := inShort(l); got != "А()" {
		t.Errorf("left %s", got)
	}
	l = &ledger{}
	l.fill([]trade.Section{{Lines: []trade.Line{aLine("1")}}})
	l.addSection(0, "А", trade.Once)
	if got := inShort(l); got != "(1) А()" {
		t.Errorf("with lines: %s", got)
	}
}

func TestKeysStayWhenReadAnew(t *testing.T) {
	l := aLedger()
	one, section := keyOf(l, "2"), keyOf(l, "Б")
	sections, places, keys := l.sections()
	sections[0].Lines[1].Name = "изменено"
	l.fill(sections)
	if got := l.line(one); got == nil || got.line.Name != "изменено" {
		t.Errorf("line %d is %+v", one, got)
	}
	if b, i := l.find(section); b == nil || i != -1 || b.title != "Б" {
		t.Errorf("section %d is lost", section)
	}
	if at := places[one]; at != (place{0, 1}) || keys[0][1] != one || places[section] != (place{1, -1}) {
		t.Errorf("places %v, keys %v", places, keys)
	}
	if n := number(sections, place{1, 0}); n != 3 {
		t.Errorf("the first line of the second section is number %d", n)
	}
}

func TestFreshLineFollowsItsModel(t *testing.T) {
	l := aLedger()
	l.line(keyOf(l, "2")).line.Unit = "м"
	l.line(keyOf(l, "3")).line.Unit = "мес"
	for after, want := range map[int64]string{keyOf(l, "2"): "м", keyOf(l, "А"): "м", 0: "мес", keyOf(l, "Б"): "мес"} {
		if got, ok := l.model(after); !ok || got.Unit != want {
			t.Errorf("after %d: %q, want %q", after, got.Unit, want)
		}
	}
	empty := &ledger{}
	empty.fill(nil)
	if _, ok := empty.model(0); ok || empty.written() {
		t.Error("an empty offer has a model")
	}
}

func TestCellsAreReadInTheLanguage(t *testing.T) {
	dec := money.MustDec
	for _, c := range []struct {
		col, typed, lang, want, err string
	}{
		{colQuantity, "1 250,5", "ru", "1250.5", ""},
		{colQuantity, "1,250", "en", "1250", ""},
		{colQuantity, "1,250", "ru", "1.25", ""},
		{colQuantity, "", "ru", "0", ""},
		{colQuantity, "два", "ru", "", "parts.typed.number"},
		{colPrice, "12.5", "uk", "12.5", ""},
		{colPrice, strings.Repeat("9", 31), "ru", "", "parts.typed.long"},
		{colDiscount, "5 %", "ru", "5", ""},
		{colDiscount, "101", "ru", "", "trade.line.discount"},
		{colDiscount, "-1", "ru", "", "trade.line.discount"},
		{colDiscount, "—", "ru", "0", ""},
		{colVAT, "22%", "ru", "22", ""},
		{colVAT, "122", "ru", "", "trade.line.vat"},
		{colVAT, "без НДС", "ru", "exempt", ""},
		{colVAT, "0", "ru", "0", ""},
		{colArticle, " ВУ\t1 ", "ru", "ВУ 1", ""},
		{colUnit, "шт", "ru", "шт", ""},
		{colName, "Насос\nтихий", "ru", "Насос тихий", ""},
	} {
		l, err := rewritten(spoken(t, c.lang), trade.Line{VAT: dec("20")}, c.col, c.typed)
		got := map[string]string{colQuantity: l.Quantity.String(), colPrice: l.Price.String(), colDiscount: l.Discount.String(), colVAT: l.VAT.String(),
			colArticle: l.Article, colUnit: l.Unit, colName: l.Name}[c.col]
		if l.Exempt {
			got = "exempt"
		}
		if c.err != "" {
			var fault crm.Fault
			if !errors.As(err, &fault) || fault.Reason != c.err {
				t.Errorf("%s %q: error %v, want %s", c.col, c.typed, err, c.err)
			}
			continue
		}
		if err != nil || got != c.want {
			t.Errorf("%s %q in %s: %q %v, want %q", c.col, c.typed, c.lang, got, err, c.want)
		}
	}
}

func TestPastedRowsBecomeLines(t *testing.T) {
	fresh := trade.Line{Quantity: money.DecInt(1), Unit: "шт", VAT: money.MustDec("22")}
	for name, c := range map[string]struct {
		copied, want string
	}{
		"name alone":         {"Насос", "Насос|1 шт|0|0|22"},
		"name and price":     {"Насос\t1 250,50\nКлапан\t300", "Насос|1 шт|1250.5|0|22 Клапан|1 шт|300|0|22"},
		"quantity and price": {"Насос\t2\t1250", "Насос|2 шт|1250|0|22"},
		"with unit and sum":  {"Насос\tшт.\t2\t1 250,00 ₽\t2 500,00 ₽", "Насос|2 шт.|1250|0|22"},
		"with article":       {"Н-1\tНасос тихий\tм\t2\t100", "Н-1 Насос тихий|2 м|100|0|22"},
		"with row numbers":   {"1\tНасос\t2\t100\n2\tКлапан\t3\t50", "Насос|2 шт|100|0|22 Клапан|3 шт|50|0|22"},
		"with discount":      {"Насос\t2\t100\t5%", "Насос|2 шт|100|5|22"},
		"headings decide":    {"Цена, руб.\tНаименование\tКол-во\tНДС\n100\tНасос\t4\t10%\n50\tКлапан\t1\tбез НДС", "Насос|4 шт|100|0|10 Клапан|1 шт|50|0|exempt"},
		"Ukrainian headings": {"Найменування\tОд.\tК-сть\tЦіна, грн\tСума\nНасос\tкомпл\t2\t10,5\t21", "Насос|2 компл|10.5|0|22"},
		"lines in a cell":    {"\"Насос\nтихий\"\t2\t100", "Насос тихий|2 шт|100|0|22"},
		"an empty first":     {"\tНасос\t2\t100\n\tКлапан\t1\t5", "Насос|2 шт|100|0|22 Клапан|1 шт|5|0|22"},
		"Windows ends":       {"Насос\t100\r\n\r\nКлапан\t5\r\n", "Насос|1 шт|100|0|22 Клапан|1 шт|5|0|22"},
		"numbers alone":      {"100\t200", ""},
		"nothing":            {"  \n\t\n", ""},
	} {
		var got []string
		lines, _, _ := pasted(c.copied, "ru", fresh)
		for _, l := range lines {
			vat := l.VAT.String()
			if l.Exempt {
				vat = "exempt"
			}
			got = append(got, strings.TrimSpace(l.Article+" "+l.Name)+fmt.Sprintf("|%s %s|%s|%s|%s", l.Quantity, l.Unit, l.Price, l.Discount, vat))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s\nwant %s", name, s, c.want)
		}
	}
}

func TestPasteTakesNoMoreThanItSays(t *testing.T) {
	if lines, cut, _ := pasted(strings.Repeat("Насос\t1\n", mostPasted+5), "ru", trade.Line{}); len(lines) != mostPasted+5 || cut != 0 {
		t.Errorf("%d lines, %d cut", len(lines), cut)
	}
}

func TestPasteTellsOfWhatIsNoNumber(t *testing.T) {
	head := "Наименование\tКол-во\tЦена\tСкидка\tНДС\n"
	for row, want := range map[string]int{"Насос\t2\t100\t5%\t20": 0, "Насос\t—\t-\t\tбез НДС": 0, "Насос\tдва\t1OO\t150%\t200": 4, "\tдва\t100": 0} {
		if _, _, unread := pasted(head+row, "ru", trade.Line{}); unread != want {
			t.Errorf("%q: %d cells unread", row, unread)
		}
	}
}

func TestWhatIsPickedTakesTheBlankLine(t *testing.T) {
	l := aLedger()
	blank := l.add(keyOf(l, "2"), trade.Line{Unit: "шт"})
	l.add(blank, aLine("x"))
	if n := len(l.blocks[0].items); n != 3 || l.line(blank) != nil {
		t.Errorf("%d lines, the blank one is %v", n, l.line(blank))
	}
	l.add(l.add(0, trade.Line{}), trade.Line{})
	if n := len(l.blocks[1].items); n != 3 {
		t.Errorf("a blank line gave way to another: %d lines", n)
	}
}

// spoken is a window's surroundings in a language, as reading what was typed needs them.
func spoken(t *testing.T, lang string) *parts.Env {
	t.Helper()
	words, err := text.Load(assets.Messages, "messages")
	if err != nil {
		t.Fatal(err)
	}
	return &parts.Env{T: words.In(text.Lang(lang))}
}
