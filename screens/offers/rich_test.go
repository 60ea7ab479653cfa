package offers

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// rich saves an offer that has a bit of everything: options, an alternative, words between, notes, a discount on the whole.
func (st *stand) rich(client crm.ClientID) trade.Offer {
	st.t.Helper()
	o, err := st.desk.NewOffer(ctx, client)
	if err != nil {
		st.t.Fatal(err)
	}
	line := func(name string, n, price int64) trade.Line {
		return trade.Line{Name: name, Quantity: money.DecInt(n), Unit: "шт", Price: money.DecInt(price), VAT: money.DecInt(22)}
	}
	pump, better, filter, visit, head := line("Насос", 2, 10000), line("Насос тихий", 2, 15000), line("Фильтр", 1, 3000), line("Выезд", 1, 2000), trade.Line{Name: "Оборудование в наличии на складе в Лесогорске", Text: true}
	better.Alternative, filter.Optional, pump.Note = true, true, "Гарантия завода"
	o.Subject = "Насосная"
	o.Sections = []trade.Section{{Title: "Оборудование", Lines: []trade.Line{head, pump, better, filter}}, {Title: "Обслуживание", Period: trade.Monthly, Break: true, Lines: []trade.Line{visit}}}
	o.Discount = trade.Discount{Percent: money.DecInt(5)}
	if o, err = st.desk.SaveOffer(ctx, nil, o); err != nil {
		st.t.Fatal(err)
	}
	st.acts = nil
	return o
}

// TestRichShots draws the parts of an offer that are met more rarely, and the dialogs of its states.
func TestRichShots(t *testing.T) {
	for _, lang := range text.Langs {
		for _, dark := range []bool{false, true} {
			name := "rich-" + string(lang)
			if dark {
				name += "-dark"
			}
			t.Run(name, func(t *testing.T) {
				st := newStand(t, lang, true)
				kit.NewTheme(dark)
				o := st.rich(st.client("Тонкая Нить"))
				e := st.editor(route.Route{Offer: o.ID})
				st.shot(1360, 860, name)
				st.shot(1100, 700, name)
				e.askDiscount()
				st.shot(1360, 860, name+"-discount")
				st.key(fyne.KeyEscape)
				if err := st.desk.SetExchange(ctx, money.USD, "2026-11-20", money.MustDec("92.5")); err != nil {
					t.Fatal(err)
				}
				e.sheet.unfold("tax")
				e.fields.inputs["currency"].SetValue("USD")
				e.fields.typed()
				st.shot(1360, 860, name+"-currency")
				e.sheet.unfold("terms")
				e.fields.inputs[fieldCode].SetValue("1")
				e.fields.typed()
				e.sheet.scroll.SetOffset(1000)
				st.shot(1360, 860, name+"-code")
				e.fields.inputs["currency"].SetValue("RUB")
				e.fields.typed()
				e.sheet.unfold("terms")
				e.borrowFrom(st.offerOf(map[text.Lang]string{text.RU: "ткацкого", text.UK: "ткацького", text.EN: "weaving"}[lang]).ID)
				st.shot(1360, 860, name+"-borrow")
				st.key(fyne.KeyEscape)
				e.mark(trade.Sent)
				st.shot(1360, 860, name+"-sent")
				e.mark(trade.Accepted)
				st.shot(1360, 860, name+"-accept")
				st.key(fyne.KeyEscape)
				e.mark(trade.Viewed)
				e.mark(trade.Answered)
				st.shot(1100, 700, name+"-answer")
				st.key(fyne.KeyEscape)
				if _, err := st.desk.AnswerOffer(ctx, o.ID, "Подумаем до пятницы: хотят рассрочку и свой кабель"); err != nil {
					t.Fatal(err)
				}
				e.mark(trade.Declined)
				st.shot(1100, 700, name+"-decline")
				st.key(fyne.KeyEscape)
				next, err := st.desk.NextVersion(ctx, o.ID)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := st.desk.SaveOffer(ctx, nil, next); err != nil {
					t.Fatal(err)
				}
				st.editor(route.Route{Offer: o.ID})
				st.shot(1360, 860, name+"-answered")
				st.list()
				st.shot(1360, 860, name+"-list")
				st.well()
			})
		}
	}
}

// richEditor opens an offer with a bit of everything.
func (st *stand) richEditor() (*Editor, trade.Offer) {
	o := st.rich(st.client("Тонкая Нить"))
	return st.editor(route.Route{Offer: o.ID}), o
}

// on makes a line the current one.
func (e *Editor) on(section, line int) *item {
	key := e.keys[section][line]
	e.focusLines()
	e.grid.Select(key)
	return e.ledger.line(key)
}

func TestEverythingComesBack(t *testing.T) {
	st := newStand(t, text.RU, false)
	e, o := st.richEditor()
	st.wantSeen("вместо строки 1", "с примечанием", "ежемесячно, отдельный итог · с новой страницы", "Скидка 5 % на всё", "-1 000,00 ₽", "Изменить скидку на всё…")
	e.fields.inputs[fieldSubject].(*kit.Entry).SetText("О насосах")
	now := st.read(o.ID)
	if now.Subject != "О насосах" || !reflect.DeepEqual(now.Sections, o.Sections) || now.Discount != o.Discount {
		t.Errorf("got  %+v\nwant %+v", now.Sections, o.Sections)
	}
	st.well()
}

func TestKeysChangeALine(t *testing.T) {
	st := newStand(t, text.RU, false)
	e, o := st.richEditor()
	line := func() trade.Line { return st.read(o.ID).Sections[0].Lines[2] }
	e.on(0, 2)
	for _, want := range []string{kindNote, kindLine, kindOptional, kindAlternative} {
		st.key(fyne.KeyF6)
		if got := line(); got.Kind() != want || got.Price != money.DecInt(15000) {
			t.Errorf("it is %s at %s, want %s", got.Kind(), got.Price, want)
		}
	}
	st.key(fyne.KeyF8)
	if !line().Break {
		t.Error("no page begins")
	}
	st.key(fyne.KeyF7)
	st.typed("Тише")
	st.press(st.env.T.T("text.apply"))
	if line().Note != "Тише" {
		t.Errorf("the note is %q", line().Note)
	}
	e.on(0, 1)
	if items := e.kindItems(e.ledger.line(e.grid.Current())); !items[2].Disabled || items[2].Label != "Вместо другой строки" {
		t.Errorf("the first line can be instead of another: %+v", items[2])
	}
	st.key(fyne.KeyF6, fyne.KeyF6)
	if got := st.read(o.ID).Sections[0].Lines[1]; got.Kind() != kindNote {
		t.Errorf("a line with none before it became %s", got.Kind())
	}
	e.grid.Select(e.ledger.blocks[1].key)
	st.key(fyne.KeyF8)
	if st.read(o.ID).Sections[1].Break {
		t.Error("the section begins a page still")
	}
	st.well()
}

func TestALineOfTextHasAName(t *testing.T) {
	st := newStand(t, text.RU, false)
	e, o := st.richEditor()
	e.on(0, 3)
	e.addText()
	st.typed("Сроки обсудим")
	st.key(fyne.KeyReturn)
	lines := st.read(o.ID).Sections[0].Lines
	if len(lines) != 5 || !lines[4].Text || lines[4].Name != "Сроки обсудим" {
		t.Fatalf("lines %+v", lines)
	}
	for _, col := range []string{colQuantity, colPrice, colVAT, colArticle} {
		if e.grid.Edit(e.keys[0][4], col) {
			t.Errorf("%s of a line of text is edited", col)
		}
	}
	e.on(0, 4)
	st.typed("О")
	if key, col, open := e.grid.Editing(); !open || key != e.keys[0][4] || col != colName {
		t.Errorf("a letter opened %d %s", key, col)
	}
	st.key(fyne.KeyEscape)
	if l, ok := e.ledger.model(e.keys[0][4]); !ok || l.Unit != "шт" {
		t.Errorf("the next line follows %+v", l)
	}
	st.well()
}

func TestDiscountOnTheWhole(t *testing.T) {
	st := newStand(t, text.RU, false)
	e, o := st.richEditor()
	e.askDiscount()
	st.wantSeen("Скидка по строкам", "-100,00 ₽")
	amount := find[*kit.NumberField](st)[0]
	amount.SetText("120")
	st.wantSeen("Скидка на всё предложение: от 0 до 100")
	st.press(st.env.T.T("text.apply"))
	if st.read(o.ID).Discount != o.Discount {
		t.Error("120 % were taken")
	}
	find[*kit.Segmented](st)[0].TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	amount.SetText("1234,56")
	st.wantSeen("-1 234,56 ₽")
	st.press(st.env.T.T("text.apply"))
	now := st.read(o.ID)
	if now.Discount != (trade.Discount{Sum: money.MustDec("1234.56")}) {
		t.Errorf("discount %+v", now.Discount)
	}
	st.wantSeen("Скидка на всё")
	e.askDiscount()
	find[*kit.NumberField](st)[0].SetText("")
	st.press(st.env.T.T("text.apply"))
	if now = st.read(o.ID); now.Discount != (trade.Discount{}) {
		t.Errorf("discount %+v", now.Discount)
	}
	st.wantSeen("Скидка на всё…")
	st.well()
}

func TestForeignCurrencyHasARate(t *testing.T) {
	st := newStand(t, text.RU, false)
	if err := st.desk.SetExchange(ctx, money.USD, "2026-11-20", money.MustDec("92.5")); err != nil {
		t.Fatal(err)
	}
	e, o := st.richEditor()
	e.sheet.unfold("tax")
	choose := func(c string) {
		e.fields.inputs["currency"].SetValue(c)
		e.fields.typed()
	}
	choose("USD")
	if got := st.read(o.ID); got.Rate != (trade.OfferRate{Value: money.MustDec("92.5"), Day: "2026-11-20"}) {
		t.Errorf("rate %+v", got.Rate)
	}
	st.wantSeen("₽ за 1 $", "В ₽ по курсу на 20.11", "2 144 150 ₽")
	e.fields.inputs[fieldRate].(*kit.NumberField).SetText("100")
	if got := st.read(o.ID); got.Rate.Value != money.DecInt(100) {
		t.Errorf("rate %+v", got.Rate)
	}
	st.wantSeen("2 318 000 ₽")
	choose("EUR")
	if got := st.read(o.ID); !got.Rate.Value.IsZero() || got.Rate.Day != got.Day {
		t.Errorf("of a currency without a rate %+v", got.Rate)
	}
	choose("RUB")
	if got := st.read(o.ID); got.Rate != (trade.OfferRate{}) || e.fields.tax.Has(fieldRate) && st.sees("Курс на день") {
		t.Errorf("of our own currency %+v", got.Rate)
	}
	st.well()
}

func TestPaymentCodeAndNote(t *testing.T) {
	st := newStand(t, text.RU, false)
	e, o := st.richEditor()
	e.sheet.unfold("terms")
	e.fields.inputs[fieldNote].(*kit.TextArea).SetText("Цены без доставки")
	e.fields.inputs[fieldCode].(*kit.Check).Tapped(nil)
	st.wantSeen("Предоплата", "Кода для оплаты нет: в реквизитах фирмы не хватает")
	e.fields.inputs[fieldPrepay].(*kit.NumberField).SetText("140")
	if level, _ := e.fields.closing.Message(fieldPrepay); level != kit.Error {
		t.Error("140 % are not refused")
	}
	e.fields.inputs[fieldPrepay].(*kit.NumberField).SetText("60")
	if got := st.read(o.ID); !got.QR || got.Prepay != money.DecInt(60) || got.Note != "Цены без доставки" {
		t.Errorf("%v %s %q", got.QR, got.Prepay, got.Note)
	}
	st.well()
}

func TestLinesAreBorrowed(t *testing.T) {
	st := newStand(t, text.RU, false)
	e, o := st.withLine()
	other := st.rich(st.client("Берег"))
	found, err := e.findLenders(ctx, "берег")
	if err != nil || len(found) != 1 || !strings.HasPrefix(found[0].Title, other.Number) {
		t.Fatalf("%+v, %v", found, err)
	}
	e.on(0, 0)
	found[0].Open()
	boxes := find[*kit.Check](st)
	boxes[2].Tapped(nil) // the pump: the first is for all, the second the words above it
	st.press("Взять строки")
	lines := st.read(o.ID).Sections[0].Lines
	if len(lines) != 2 || lines[1].Name != "Насос" || lines[1].Note != "Гарантия завода" {
		t.Fatalf("lines %+v", lines)
	}
	e.borrowFrom(other.ID)
	find[*kit.Check](st)[0].Tapped(nil)
	st.press("Взять строки")
	got := st.read(o.ID).Sections
	if len(got) != 3 || got[1].Title != "Оборудование" || len(got[1].Lines) != 4 || got[2].Period != trade.Monthly || !got[1].Lines[2].Alternative {
		t.Fatalf("sections %+v", got)
	}
	if !slices.Contains(st.said, "Взято 5 строк") {
		t.Errorf("said %q", st.said)
	}
	st.well()
}

func TestAcceptingAsksWhatWasChosen(t *testing.T) {
	st := newStand(t, text.RU, false)
	e, o := st.richEditor()
	e.mark(trade.Sent)
	e.mark(trade.Accepted)
	if st.read(o.ID).State != trade.Sent {
		t.Fatal("accepted without asking")
	}
	st.wantSeen("вместо: Насос", "23 180 ₽")
	boxes := find[*kit.Check](st)
	boxes[0].Tapped(nil)
	st.wantSeen("34 770 ₽")
	boxes[1].Tapped(nil)
	st.wantSeen("38 247 ₽")
	st.press("Отметить принятым")
	got := st.read(o.ID)
	if got.State != trade.Accepted || !got.Sections[0].Lines[2].Chosen || !got.Sections[0].Lines[3].Chosen {
		t.Errorf("%+v", got.Sections[0])
	}
	st.wantSeen("выбрано клиентом", "38 247 ₽")
	st.well()
}

func TestOneOfTwoAlternatives(t *testing.T) {
	st := newStand(t, text.RU, false)
	o := st.rich(st.client("Тонкая Нить"))
	was := o
	o.Sections = []trade.Section{{Lines: append(slices.Clone(o.Sections[0].Lines), o.Sections[0].Lines[2])}}
	if _, err := st.desk.SaveOffer(ctx, &was, o); err != nil {
		t.Fatal(err)
	}
	e := st.editor(route.Route{Offer: o.ID})
	e.mark(trade.Sent)
	e.mark(trade.Accepted)
	boxes := find[*kit.Check](st)
	boxes[0].Tapped(nil)
	boxes[2].Tapped(nil)
	if boxes[0].Checked() || !boxes[2].Checked() {
		t.Error("two alternatives of one line are ticked")
	}
	st.press("Отметить принятым")
	if got := st.read(o.ID).Sections[0].Lines; got[2].Chosen || !got[4].Chosen {
		t.Errorf("%+v", got)
	}
	st.well()
}

func TestAnswerAndRefusal(t *testing.T) {
	st := newStand(t, text.RU, false)
	e, o := st.richEditor()
	e.mark(trade.Sent)
	e.mark(trade.Viewed)
	e.mark(trade.Answered)
	st.typed("Дороговато")
	st.press("Записать ответ")
	if got := st.read(o.ID); got.State != trade.Answered || got.Answer != "Дороговато" {
		t.Errorf("%s %q", got.State, got.Answer)
	}
	st.wantSeen("Есть ответ: сегодня", "Отправлено сегодня · Просмотрено сегодня", "Ответ: Дороговато")
	e.mark(trade.Declined)
	find[*kit.Select](st)[0].SetValue("price")
	find[*kit.TextArea](st)[0].SetText("Нашли дешевле")
	st.press("Отметить отказ")
	if got := st.read(o.ID); got.State != trade.Declined || got.Lost != "price" || got.Reason != "Нашли дешевле" {
		t.Errorf("%+v", got)
	}
	st.wantSeen("Причина: Дорого. Нашли дешевле")
	st.well()
}

func TestStatesAreAskedInTheList(t *testing.T) {
	st := newStand(t, text.RU, false)
	o := st.rich(st.client("Тонкая Нить"))
	s := st.list()
	s.turn(o.ID, trade.Sent)
	s.turn(o.ID, trade.Declined)
	st.wantSeen("Отказ от " + o.Number)
	st.press("Отметить отказ")
	if got := st.read(o.ID); got.State != trade.Declined || got.Lost != "" {
		t.Errorf("%+v", got)
	}
	st.well()
}

func TestSentPaperIsWhatIsPrinted(t *testing.T) {
	st := newStand(t, text.RU, false)
	e, o := st.richEditor()
	e.mark(trade.Sent)
	st.wantSeen("Хранится тот самый PDF, 2 страницы")
	sent, kept, err := st.desk.SentPaper(ctx, o.ID)
	if err != nil || !kept {
		t.Fatal(kept, err)
	}
	if err := st.desk.SaveFirm(ctx, crm.Firm{ID: 1, Name: "Другая", Country: "RU", Currency: "RUB", VATPayer: true}); err != nil {
		t.Fatal(err)
	}
	st.wantSeen("Предпросмотр собран заново и от него отличается")
	e.Print()
	if len(st.opened) != 1 || !sameFile(t, st.opened[0], sent) {
		t.Errorf("printed %v", st.opened)
	}
	st.saveTo = t.TempDir()
	e.savePDF()
	if !sameFile(t, filepath.Join(st.saveTo, sent.Name), sent) {
		t.Error("saved another paper")
	}
	if _, err := st.desk.Undo(ctx); err != nil { // of the firm
		t.Fatal(err)
	}
	if _, err := st.desk.Undo(ctx); err != nil { // of sending
		t.Fatal(err)
	}
	if !e.editable() || st.sees("Хранится тот самый PDF") {
		t.Error("after undo the offer is locked still")
	}
	st.well()
}

func sameFile(t *testing.T, path string, p desk.Print) bool {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Equal(b, p.PDF)
}

func TestVersionsAndDealAreLedTo(t *testing.T) {
	st := newStand(t, text.RU, false)
	client := st.client("Тонкая Нить")
	deal, err := st.desk.NewDeal(ctx, client)
	if err != nil {
		t.Fatal(err)
	}
	deal.Title = "Насосная у реки"
	if deal, err = st.desk.SaveDeal(ctx, nil, deal); err != nil {
		t.Fatal(err)
	}
	o := st.rich(client)
	if _, err := st.desk.PutOffer(ctx, deal.ID, o.ID); err != nil {
		t.Fatal(err)
	}
	e := st.editor(route.Route{Offer: o.ID})
	st.press("Сделка: Насосная у реки")
	if want := (route.Route{Room: route.Deal, Deal: deal.ID}); len(st.went) != 1 || st.went[0] != want {
		t.Errorf("went to %+v", st.went)
	}
	e.mark(trade.Sent)
	next, err := st.desk.NextVersion(ctx, o.ID)
	if err != nil {
		t.Fatal(err)
	}
	if next, err = st.desk.SaveOffer(ctx, nil, next); err != nil {
		t.Fatal(err)
	}
	st.editor(route.Route{Offer: o.ID})
	st.press("Открыть версию 2")
	if want := (route.Route{Room: route.Offer, Offer: next.ID}); st.went[len(st.went)-1] != want {
		t.Errorf("went to %+v", st.went)
	}
	st.press("Версия 1 из 2")
	st.wantSeen(o.Number+"/2, Черновик", o.Number+", Отправлено")
	st.key(fyne.KeyEscape)
	st.list()
	st.wantSeen("В работе 1 предложение: 23 180 ₽")
	st.well()
}

func TestAnOfferForADeal(t *testing.T) {
	st := newStand(t, text.RU, false)
	deal, err := st.desk.NewDeal(ctx, st.client("Тонкая Нить"))
	if err != nil {
		t.Fatal(err)
	}
	deal.Title = "Насосная у реки"
	if deal, err = st.desk.SaveDeal(ctx, nil, deal); err != nil {
		t.Fatal(err)
	}
	e := st.editor(route.Route{Deal: deal.ID})
	e.Save()
	if e.was == nil {
		t.Fatal("not saved")
	}
	if got, belongs, err := st.desk.DealOfOffer(ctx, e.was.ID); err != nil || !belongs || got.ID != deal.ID {
		t.Errorf("%+v, %v, %v", got, belongs, err)
	}
	e.paste("Насос\t100")
	if got := st.read(e.was.ID); len(got.Sections[0].Lines) != 1 {
		t.Errorf("lines %+v", got.Sections)
	}
	st.well()
}

func TestTablesAreSaved(t *testing.T) {
	st := newStand(t, text.RU, false)
	e, o := st.richEditor()
	st.saveTo = t.TempDir()
	e.export()
	b, err := os.ReadFile(filepath.Join(st.saveTo, o.Number+" строки.csv"))
	if err != nil || !strings.Contains(string(b), "Насос тихий") {
		t.Errorf("%s, %v", b, err)
	}
	st.list().export()
	b, err = os.ReadFile(filepath.Join(st.saveTo, "Предложения.csv"))
	if err != nil || !strings.Contains(string(b), o.Number) || !strings.Contains(string(b), "23180") {
		t.Errorf("%s, %v", b, err)
	}
	st.well()
}

func TestOurFirmsAndTemplates(t *testing.T) {
	st := newStand(t, text.RU, false)
	second, err := st.desk.AddFirm(ctx, crm.Firm{Name: "ИП Вересова", Country: "RU", Currency: "RUB", NoVATLine: "НДС не облагается", Signatory: "О. В.", SignPost: "ИП"})
	if err != nil {
		t.Fatal(err)
	}
	e, o := st.richEditor()
	e.sheet.unfold("tax")
	st.wantSeen("Наша фирма")
	e.fields.inputs[fieldFirm].SetValue(parts.ID(second.ID))
	e.fields.typed()
	got := st.read(o.ID)
	if got.Firm != second.ID || got.Signatory != "О. В." || got.Tax != trade.TaxNone || got.NoTaxLine != "НДС не облагается" {
		t.Errorf("%+v", got)
	}
	e.fields.inputs[fieldFirm].SetValue("1")
	e.fields.typed()
	if got = st.read(o.ID); got.Firm != 0 || got.Tax != trade.TaxNet || got.Signatory != "И. А. Вересова" {
		t.Errorf("%+v", got)
	}
	st.well()
}
