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
	"rapport/screens/stand"
)

// rich saves an offer that has a bit of everything: options, an alternative, words between, notes, a discount on the whole.
func (st *rig) rich(client crm.ClientID) trade.Offer {
	st.T.Helper()
	o, err := st.Desk.NewOffer(ctx, client)
	if err != nil {
		st.T.Fatal(err)
	}
	line := func(name string, n, price int64) trade.Line {
		return trade.Line{Name: name, Quantity: money.DecInt(n), Unit: "шт", Price: money.DecInt(price), VAT: money.DecInt(22)}
	}
	pump, better, filter, visit, head := line("Насос", 2, 10000), line("Насос тихий", 2, 15000), line("Фильтр", 1, 3000), line("Выезд", 1, 2000), trade.Line{Name: "Оборудование в наличии на складе в Лесогорске", Text: true}
	better.Alternative, filter.Optional, pump.Note = true, true, "Гарантия завода"
	o.Subject = "Насосная"
	o.Sections = []trade.Section{{Title: "Оборудование", Lines: []trade.Line{head, pump, better, filter}}, {Title: "Обслуживание", Period: trade.Monthly, Break: true, Lines: []trade.Line{visit}}}
	o.Discount = trade.Discount{Percent: money.DecInt(5)}
	if o, err = st.Desk.SaveOffer(ctx, nil, o); err != nil {
		st.T.Fatal(err)
	}
	st.Acts = nil
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
				st := newRig(t, lang, true)
				kit.NewTheme(dark)
				o := st.rich(st.client("Тонкая Нить"))
				e := st.editor(route.Route{Offer: o.ID})
				st.Shot(1360, 860, name)
				st.Shot(1100, 700, name)
				e.askDiscount()
				st.Shot(1360, 860, name+"-discount")
				st.Keys(fyne.KeyEscape)
				if err := st.Desk.SetExchange(ctx, money.USD, "2026-11-20", money.MustDec("92.5")); err != nil {
					t.Fatal(err)
				}
				e.sheet.unfold("tax")
				e.fields.inputs["currency"].SetValue("USD")
				e.fields.typed()
				st.Shot(1360, 860, name+"-currency")
				e.sheet.unfold("terms")
				e.fields.inputs[fieldCode].SetValue("1")
				e.fields.typed()
				e.sheet.scroll.SetOffset(1000)
				st.Shot(1360, 860, name+"-code")
				e.fields.inputs["currency"].SetValue("RUB")
				e.fields.typed()
				e.sheet.unfold("terms")
				e.borrowFrom(st.offerOf(map[text.Lang]string{text.RU: "ткацкого", text.UK: "ткацького", text.EN: "weaving"}[lang]).ID)
				st.Shot(1360, 860, name+"-borrow")
				st.Keys(fyne.KeyEscape)
				e.mark(trade.Sent)
				st.Shot(1360, 860, name+"-sent")
				e.mark(trade.Accepted)
				st.Shot(1360, 860, name+"-accept")
				st.Keys(fyne.KeyEscape)
				e.mark(trade.Viewed)
				e.mark(trade.Answered)
				st.Shot(1100, 700, name+"-answer")
				st.Keys(fyne.KeyEscape)
				if _, err := st.Desk.AnswerOffer(ctx, o.ID, "Подумаем до пятницы: хотят рассрочку и свой кабель"); err != nil {
					t.Fatal(err)
				}
				e.mark(trade.Declined)
				st.Shot(1100, 700, name+"-decline")
				st.Keys(fyne.KeyEscape)
				next, err := st.Desk.NextVersion(ctx, o.ID)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := st.Desk.SaveOffer(ctx, nil, next); err != nil {
					t.Fatal(err)
				}
				st.editor(route.Route{Offer: o.ID})
				st.Shot(1360, 860, name+"-answered")
				st.list()
				st.Shot(1360, 860, name+"-list")
				st.Well()
			})
		}
	}
}

// richEditor opens an offer with a bit of everything.
func (st *rig) richEditor() (*Editor, trade.Offer) {
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
	st := newRig(t, text.RU, false)
	e, o := st.richEditor()
	st.WantSeen("вместо строки 1", "с примечанием", "ежемесячно, отдельный итог · с новой страницы", "Скидка 5 % на всё", "-1 000,00 ₽", "Изменить скидку на всё…")
	e.fields.inputs[fieldSubject].(*kit.Entry).SetText("О насосах")
	now := st.read(o.ID)
	if now.Subject != "О насосах" || !reflect.DeepEqual(now.Sections, o.Sections) || now.Discount != o.Discount {
		t.Errorf("got  %+v\nwant %+v", now.Sections, o.Sections)
	}
	st.Well()
}

func TestKeysChangeALine(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.richEditor()
	line := func() trade.Line { return st.read(o.ID).Sections[0].Lines[2] }
	e.on(0, 2)
	for _, want := range []string{kindNote, kindLine, kindOptional, kindAlternative} {
		st.Keys(fyne.KeyF6)
		if got := line(); got.Kind() != want || got.Price != money.DecInt(15000) {
			t.Errorf("it is %s at %s, want %s", got.Kind(), got.Price, want)
		}
	}
	st.Keys(fyne.KeyF8)
	if !line().Break {
		t.Error("no page begins")
	}
	st.Keys(fyne.KeyF7)
	st.Types("Тише")
	st.Press(st.Env.T.T("text.apply"))
	if line().Note != "Тише" {
		t.Errorf("the note is %q", line().Note)
	}
	e.on(0, 1)
	if items := e.kindItems(e.ledger.line(e.grid.Current())); !items[2].Disabled || items[2].Label != "Вместо другой строки" {
		t.Errorf("the first line can be instead of another: %+v", items[2])
	}
	st.Keys(fyne.KeyF6, fyne.KeyF6)
	if got := st.read(o.ID).Sections[0].Lines[1]; got.Kind() != kindNote {
		t.Errorf("a line with none before it became %s", got.Kind())
	}
	e.grid.Select(e.ledger.blocks[1].key)
	st.Keys(fyne.KeyF8)
	if st.read(o.ID).Sections[1].Break {
		t.Error("the section begins a page still")
	}
	st.Well()
}

func TestALineOfTextHasAName(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.richEditor()
	e.on(0, 3)
	e.addText()
	st.Types("Сроки обсудим")
	st.Keys(fyne.KeyReturn)
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
	st.Types("О")
	if key, col, open := e.grid.Editing(); !open || key != e.keys[0][4] || col != colName {
		t.Errorf("a letter opened %d %s", key, col)
	}
	st.Keys(fyne.KeyEscape)
	if l, ok := e.ledger.model(e.keys[0][4]); !ok || l.Unit != "шт" {
		t.Errorf("the next line follows %+v", l)
	}
	st.Well()
}

func TestDiscountOnTheWhole(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.richEditor()
	e.askDiscount()
	st.WantSeen("Скидка по строкам", "-100,00 ₽")
	amount := stand.Find[*kit.NumberField](st.Top())[0]
	amount.SetText("120")
	st.WantSeen("Скидка на всё предложение: от 0 до 100")
	if st.Sees("Скидка по строкам") {
		t.Error("what 120 % takes off is counted")
	}
	st.Press(st.Env.T.T("text.apply"))
	if st.read(o.ID).Discount != o.Discount {
		t.Error("120 % were taken")
	}
	stand.Find[*kit.Segmented](st.Top())[0].TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	amount.SetText("1234,56")
	st.WantSeen("-1 234,56 ₽")
	st.Press(st.Env.T.T("text.apply"))
	now := st.read(o.ID)
	if now.Discount != (trade.Discount{Sum: money.MustDec("1234.56")}) {
		t.Errorf("discount %+v", now.Discount)
	}
	st.WantSeen("Скидка на всё")
	e.askDiscount()
	st.Types("7")
	if v := stand.Find[*kit.NumberField](st.Top())[0].Value(); v != "7" {
		t.Errorf("what is typed over the discount there is: %q", v)
	}
	kit.RouteKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	st.WantSeen(st.Env.T.T("parts.unsaved.dialog"))
	st.Press(st.Env.T.T("parts.unsaved.stay"))
	stand.Find[*kit.NumberField](st.Top())[0].SetText("")
	st.Press(st.Env.T.T("text.apply"))
	if now = st.read(o.ID); now.Discount != (trade.Discount{}) {
		t.Errorf("discount %+v", now.Discount)
	}
	st.WantSeen("Скидка на всё…")
	st.Well()
}

func TestForeignCurrencyHasARate(t *testing.T) {
	st := newRig(t, text.RU, false)
	if err := st.Desk.SetExchange(ctx, money.USD, "2026-11-20", money.MustDec("92.5")); err != nil {
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
	st.WantSeen("₽ за 1 $", "В ₽ по курсу на 20.11", "2 144 150 ₽")
	e.fields.inputs[fieldRate].(*kit.NumberField).SetText("100")
	if got := st.read(o.ID); got.Rate.Value != money.DecInt(100) {
		t.Errorf("rate %+v", got.Rate)
	}
	st.WantSeen("2 318 000 ₽")
	choose("EUR")
	if got := st.read(o.ID); !got.Rate.Value.IsZero() || got.Rate.Day != got.Day {
		t.Errorf("of a currency without a rate %+v", got.Rate)
	}
	choose("RUB")
	if got := st.read(o.ID); got.Rate != (trade.OfferRate{}) || e.fields.tax.Has(fieldRate) && st.Sees("Курс на день") {
		t.Errorf("of our own currency %+v", got.Rate)
	}
	st.Well()
}

func TestPaymentCodeAndNote(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.richEditor()
	e.sheet.unfold("terms")
	e.fields.inputs[fieldNote].(*kit.TextArea).SetText("Цены без доставки")
	e.fields.inputs[fieldCode].(*kit.Check).Tapped(nil)
	st.WantSeen("Предоплата", "Кода для оплаты нет: в реквизитах фирмы не хватает")
	e.fields.inputs[fieldPrepay].(*kit.NumberField).SetText("140")
	if level, _ := e.fields.closing.Message(fieldPrepay); level != kit.Error {
		t.Error("140 % are not refused")
	}
	e.fields.inputs[fieldPrepay].(*kit.NumberField).SetText("60")
	if got := st.read(o.ID); !got.QR || got.Prepay != money.DecInt(60) || got.Note != "Цены без доставки" {
		t.Errorf("%v %s %q", got.QR, got.Prepay, got.Note)
	}
	st.Well()
}

func TestLinesAreBorrowed(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.withLine()
	other := st.rich(st.client("Берег"))
	found, err := e.findLenders(ctx, "берег")
	if err != nil || len(found) != 1 || !strings.HasPrefix(found[0].Title, other.Number) {
		t.Fatalf("%+v, %v", found, err)
	}
	e.on(0, 0)
	found[0].Open()
	boxes := stand.Find[*kit.Check](st.Top())
	boxes[2].Tapped(nil) // the pump: the first is for all, the second the words above it
	st.Press("Взять строки")
	lines := st.read(o.ID).Sections[0].Lines
	if len(lines) != 2 || lines[1].Name != "Насос" || lines[1].Note != "Гарантия завода" {
		t.Fatalf("lines %+v", lines)
	}
	e.borrowFrom(other.ID)
	stand.Find[*kit.Check](st.Top())[0].Tapped(nil)
	st.Press("Взять строки")
	got := st.read(o.ID).Sections
	if len(got) != 3 || got[1].Title != "Оборудование" || len(got[1].Lines) != 4 || got[2].Period != trade.Monthly || !got[1].Lines[2].Alternative {
		t.Fatalf("sections %+v", got)
	}
	if !slices.Contains(st.Said, "Взято 5 строк") {
		t.Errorf("said %q", st.Said)
	}
	st.Well()
}

func TestAcceptingAsksWhatWasChosen(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.richEditor()
	e.mark(trade.Sent)
	e.mark(trade.Accepted)
	if st.read(o.ID).State != trade.Sent {
		t.Fatal("accepted without asking")
	}
	st.WantSeen("вместо: Насос", "23 180 ₽")
	boxes := stand.Find[*kit.Check](st.Top())
	boxes[0].Tapped(nil)
	st.WantSeen("34 770 ₽")
	boxes[1].Tapped(nil)
	st.WantSeen("38 247 ₽")
	st.Press("Отметить принятым")
	got := st.read(o.ID)
	if got.State != trade.Accepted || !got.Sections[0].Lines[2].Chosen || !got.Sections[0].Lines[3].Chosen {
		t.Errorf("%+v", got.Sections[0])
	}
	st.WantSeen("выбрано клиентом", "38 247 ₽")
	st.Well()
}

func TestOneOfTwoAlternatives(t *testing.T) {
	st := newRig(t, text.RU, false)
	o := st.rich(st.client("Тонкая Нить"))
	was := o
	o.Sections = []trade.Section{{Lines: append(slices.Clone(o.Sections[0].Lines), o.Sections[0].Lines[2])}}
	if _, err := st.Desk.SaveOffer(ctx, &was, o); err != nil {
		t.Fatal(err)
	}
	e := st.editor(route.Route{Offer: o.ID})
	e.mark(trade.Sent)
	e.mark(trade.Accepted)
	boxes := stand.Find[*kit.Check](st.Top())
	boxes[0].Tapped(nil)
	boxes[2].Tapped(nil)
	if boxes[0].Checked() || !boxes[2].Checked() {
		t.Error("two alternatives of one line are ticked")
	}
	st.Press("Отметить принятым")
	if got := st.read(o.ID).Sections[0].Lines; got[2].Chosen || !got[4].Chosen {
		t.Errorf("%+v", got)
	}
	st.Well()
}

func TestAnswerAndRefusal(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.richEditor()
	e.mark(trade.Sent)
	e.mark(trade.Viewed)
	e.mark(trade.Answered)
	st.Types("Дороговато")
	st.Press("Записать ответ")
	if got := st.read(o.ID); got.State != trade.Answered || got.Answer != "Дороговато" {
		t.Errorf("%s %q", got.State, got.Answer)
	}
	st.WantSeen("Есть ответ: сегодня", "Отправлено сегодня · Просмотрено сегодня", "Ответ: Дороговато")
	e.mark(trade.Declined)
	stand.Find[*kit.Select](st.Top())[0].SetValue("price")
	stand.Find[*kit.TextArea](st.Top())[0].SetText("Нашли дешевле")
	st.Press("Отметить отказ")
	if got := st.read(o.ID); got.State != trade.Declined || got.Lost != "price" || got.Reason != "Нашли дешевле" {
		t.Errorf("%+v", got)
	}
	st.WantSeen("Причина: Дорого. Нашли дешевле")
	st.Well()
}

func TestStatesAreAskedInTheList(t *testing.T) {
	st := newRig(t, text.RU, false)
	o := st.rich(st.client("Тонкая Нить"))
	s := st.list()
	s.turn(o.ID, trade.Sent)
	s.turn(o.ID, trade.Declined)
	st.WantSeen("Отказ от " + o.Number)
	st.Press("Отметить отказ")
	if got := st.read(o.ID); got.State != trade.Declined || got.Lost != "" {
		t.Errorf("%+v", got)
	}
	st.Well()
}

func TestSentPaperIsWhatIsPrinted(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.richEditor()
	e.mark(trade.Sent)
	st.WantSeen("Хранится тот самый PDF, 2 страницы")
	sent, kept, err := st.Desk.SentPaper(ctx, o.ID)
	if err != nil || !kept {
		t.Fatal(kept, err)
	}
	if err := st.Desk.SaveFirm(ctx, crm.Firm{ID: 1, Name: "Другая", Country: "RU", Currency: "RUB", VATPayer: true}); err != nil {
		t.Fatal(err)
	}
	st.WantSeen("Предпросмотр собран заново и от него отличается")
	e.Print()
	if len(st.Opened) != 1 || !sameFile(t, st.Opened[0], sent) {
		t.Errorf("printed %v", st.Opened)
	}
	st.saveTo = t.TempDir()
	e.savePDF()
	if !sameFile(t, filepath.Join(st.saveTo, sent.Name), sent) {
		t.Error("saved another paper")
	}
	if _, err := st.Desk.Undo(ctx); err != nil { // of the firm
		t.Fatal(err)
	}
	if _, err := st.Desk.Undo(ctx); err != nil { // of sending
		t.Fatal(err)
	}
	if !e.editable() || st.Sees("Хранится тот самый PDF") {
		t.Error("after undo the offer is locked still")
	}
	st.Well()
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
	st := newRig(t, text.RU, false)
	client := st.client("Тонкая Нить")
	deal, err := st.Desk.NewDeal(ctx, client)
	if err != nil {
		t.Fatal(err)
	}
	deal.Title = "Насосная у реки"
	if deal, err = st.Desk.SaveDeal(ctx, nil, deal); err != nil {
		t.Fatal(err)
	}
	o := st.rich(client)
	if _, err := st.Desk.PutOffer(ctx, deal.ID, o.ID); err != nil {
		t.Fatal(err)
	}
	e := st.editor(route.Route{Offer: o.ID})
	st.Press("Сделка: Насосная у реки")
	if want := (route.Route{Room: route.Deal, Deal: deal.ID}); len(st.Went) != 1 || st.Went[0] != want {
		t.Errorf("went to %+v", st.Went)
	}
	e.mark(trade.Sent)
	next, err := st.Desk.NextVersion(ctx, o.ID)
	if err != nil {
		t.Fatal(err)
	}
	if next, err = st.Desk.SaveOffer(ctx, nil, next); err != nil {
		t.Fatal(err)
	}
	st.editor(route.Route{Offer: o.ID})
	st.Press("Открыть версию 2")
	if want := (route.Route{Room: route.Offer, Offer: next.ID}); st.Went[len(st.Went)-1] != want {
		t.Errorf("went to %+v", st.Went)
	}
	st.Press("Версия 1 из 2")
	st.WantSeen(o.Number+"/2, Черновик", o.Number+", Отправлено")
	st.Keys(fyne.KeyEscape)
	st.list()
	st.WantSeen("В работе 1 предложение: 23 180 ₽")
	st.Well()
}

func TestAnOfferForADeal(t *testing.T) {
	st := newRig(t, text.RU, false)
	deal, err := st.Desk.NewDeal(ctx, st.client("Тонкая Нить"))
	if err != nil {
		t.Fatal(err)
	}
	deal.Title = "Насосная у реки"
	if deal, err = st.Desk.SaveDeal(ctx, nil, deal); err != nil {
		t.Fatal(err)
	}
	e := st.editor(route.Route{Deal: deal.ID})
	e.Save()
	if e.was == nil {
		t.Fatal("not saved")
	}
	if got, belongs, err := st.Desk.DealOfOffer(ctx, e.was.ID); err != nil || !belongs || got.ID != deal.ID {
		t.Errorf("%+v, %v, %v", got, belongs, err)
	}
	e.paste("Насос\t100")
	if got := st.read(e.was.ID); len(got.Sections[0].Lines) != 1 {
		t.Errorf("lines %+v", got.Sections)
	}
	st.Well()
}

func TestTablesAreSaved(t *testing.T) {
	st := newRig(t, text.RU, false)
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
	st.Well()
}

func TestOurFirmsAndTemplates(t *testing.T) {
	st := newRig(t, text.RU, false)
	second, err := st.Desk.AddFirm(ctx, crm.Firm{Name: "ИП Вересова", Country: "RU", Currency: "RUB", NoVATLine: "НДС не облагается", Signatory: "О. В.", SignPost: "ИП"})
	if err != nil {
		t.Fatal(err)
	}
	e, o := st.richEditor()
	e.sheet.unfold("tax")
	st.WantSeen("Наша фирма")
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
	st.Well()
}
