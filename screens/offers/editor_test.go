package offers

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

var _ interface {
	parts.Screen
	parts.Leaver
	parts.Maker
	parts.Saver
	parts.Printer
	parts.KeyTaker
	parts.Rememberer
	parts.Keeper
} = (*Editor)(nil)

// withLine is a new offer for a new client with one line, saved.
func (st *stand) withLine() (*Editor, trade.Offer) {
	st.t.Helper()
	id := st.client("Тонкая Нить")
	e := st.editor(route.Route{Client: id})
	e.paste("Насос\t2\t100")
	st.well()
	st.said = nil
	return e, st.read(e.was.ID)
}

// TestOfferAfterAnotherWithSections opens an offer of many lines where one of several sections was shown.
func TestOfferAfterAnotherWithSections(t *testing.T) {
	st := newStand(t, text.RU, false)
	id := st.client("Тонкая Нить")
	e := st.editor(route.Route{Client: id})
	e.paste("Насос\t2\t100")
	e.addSection()
	st.typed("Работы")
	st.key(fyne.KeyReturn, fyne.KeyEscape)
	e.paste("Кран\t1\t10")
	st.well()
	sections := e.was.ID
	if n := len(st.read(sections).Sections); n != 2 {
		t.Fatalf("%d sections", n)
	}
	e.Hide()
	e.Show(route.Route{Room: route.Offer, Client: st.client("Рыжий Клён")})
	e.paste("Один\t1\t1\nДва\t1\t2\nТри\t1\t3\nЧетыре\t1\t4\nПять\t1\t5")
	st.well()
	lines := e.was.ID
	for _, o := range []trade.OfferID{sections, lines, sections} {
		e.Hide()
		e.Show(route.Route{Room: route.Offer, Offer: o})
		if e.was == nil || e.was.ID != o {
			t.Fatalf("offer %d is not shown", o)
		}
	}
}

func TestNewOfferIsWrittenByKeyboard(t *testing.T) {
	st := newStand(t, text.RU, false)
	id := st.client("Тонкая Нить")
	e := st.editor(route.Route{Client: id})
	st.wantSeen("Тонкая Нить", "Ольга Ивановна Ким, директор", "КП-2026-0001", "Добавьте строку или вставьте таблицу")
	if st.window.Canvas().Focused() != fyne.Focusable(e.fields.inputs[fieldSubject].(*kit.Entry)) {
		t.Error("the keyboard does not begin in the subject")
	}
	if len(st.acts) != 0 {
		t.Errorf("opening did %v", st.acts)
	}
	st.ctrlEnter()
	if key, col, ok := e.grid.Editing(); !ok || col != colName {
		t.Fatalf("Ctrl+Enter opened %d %s %v", key, col, ok)
	}
	if len(st.acts) != 0 {
		t.Errorf("an empty line did %v", st.acts)
	}
	st.typed("Насос")
	st.key(fyne.KeyTab)
	st.key(fyne.KeyTab)
	st.key(fyne.KeyTab)
	st.typed("1 250,50")
	st.key(fyne.KeyTab)
	st.typed("10")
	st.key(fyne.KeyReturn)
	st.well()
	o := st.read(e.was.ID)
	want := trade.Line{Name: "Насос", Quantity: money.DecInt(1), Unit: "шт", Price: money.MustDec("1250.5"), Discount: money.DecInt(10), VAT: money.DecInt(22)}
	if len(o.Sections) != 1 || len(o.Sections[0].Lines) != 1 || !reflect.DeepEqual(o.Sections[0].Lines[0], want) {
		t.Fatalf("saved %+v", o.Sections)
	}
	if o.Client != id || o.To.Person != "Ким О. И." || o.Greeting != "Уважаемая Ольга Ивановна!" || o.State != trade.Draft {
		t.Errorf("saved %+v", o)
	}
	if st.acts[0] != "act.offer.add" || slices.ContainsFunc(st.acts[1:], func(s string) bool { return s != "act.offer.edit" }) {
		t.Errorf("acts %v", st.acts)
	}
	// 1 250,50 − 10 % = 1 125,45; НДС 22 % = 247,60; всего 1 373,05
	st.wantSeen("1 125,45", "1 373,05", "247,60", "сохранено в 11:42", "Одна тысяча триста семьдесят три рубля 05 копеек")
}

func TestClientIsChosenFirst(t *testing.T) {
	st := newStand(t, text.RU, false)
	st.client("Верфь")
	id := st.client("Тонкая Нить")
	e := st.editor(route.Route{})
	if st.window.Canvas().Focused() != fyne.Focusable(e.fields.picker) {
		t.Error("the keyboard does not begin in the client")
	}
	e.paste("Насос\t100")
	if len(st.acts) != 0 {
		t.Errorf("an offer for nobody did %v", st.acts)
	}
	st.wantSeen("ещё не сохранено: Выберите клиента")
	st.window.Canvas().Focus(e.fields.picker)
	st.typed("нить")
	st.key(fyne.KeyReturn)
	st.well()
	if e.offer.Client != id || e.offer.To.Firm != "Тонкая Нить" || e.was == nil {
		t.Fatalf("chosen %d, addressed to %q, saved %v", e.offer.Client, e.offer.To.Firm, e.was != nil)
	}
	if _, err := st.desk.Draft(ctx, "offer:new"); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("the draft stays: %v", err)
	}
}

func TestAnotherPersonChangesTheAddressee(t *testing.T) {
	st := newStand(t, text.RU, false)
	e, _ := st.withLine()
	e.fields.contact.SetValue(parts.ID(e.people[1].ID))
	e.fields.chooseContact(parts.ID(e.people[1].ID))
	o := st.read(e.was.ID)
	if o.To.Person != "Пётр Лось" || o.Greeting != "Здравствуйте, Пётр!" || o.To.Post != "снабженец" {
		t.Errorf("addressed to %+v, %q", o.To, o.Greeting)
	}
	e.fields.chooseContact(toFirm)
	if o = st.read(e.was.ID); o.Contact != 0 || o.To.Person != "" || o.To.Firm != "Тонкая Нить" {
		t.Errorf("to the firm: %+v", o.To)
	}
	st.wantSeen("Фирме, без имени")
	st.well()
}

func TestBadNumberStaysInItsCell(t *testing.T) {
	st := newStand(t, text.RU, false)
	e, _ := st.withLine()
	key := e.keys[0][0]
	before := len(st.acts)
	e.grid.Edit(key, colPrice)
	st.typed("сто")
	st.key(fyne.KeyReturn)
	if _, col, ok := e.grid.Editing(); !ok || col != colPrice {
		t.Fatalf("the cell closed: %s", col)
	}
	st.wantSeen("Это не число", "сто")
	if len(st.acts) != before {
		t.Error("a word was saved as a price")
	}
	left := false
	e.Leave(func() { left = true })
	if left {
		t.Error("left with a number unread")
	}
	st.wantSeen("В строке осталось число", "Уйти, оставив черновик")
	st.press("Остаться")
	if left {
		t.Error("left all the same")
	}
}

func TestOverflowIsRefused(t *testing.T) {
	st := newStand(t, text.RU, false)
	e, was := st.withLine()
	if err := e.setCell(e.keys[0][0], colPrice, strings.Repeat("9", 18)); err == nil || err.Error() != "Сумма слишком велика" {
		t.Errorf("told %v", err)
	}
	if now := st.read(was.ID); !reflect.DeepEqual(now.Sections[0].Lines[0], was.Sections[0].Lines[0]) {
		t.Errorf("saved %+v", now.Sections)
	}
}

func TestPrintingWritesAndOpens(t *testing.T) {
	st := newStand(t, text.RU, false)
	e, _ := st.withLine()
	e.Print()
	st.well()
	if len(st.opened) != 1 || filepath.Dir(st.opened[0]) != st.out {
		t.Fatalf("opened %v", st.opened)
	}
	body, err := os.ReadFile(st.opened[0])
	if err != nil || !strings.HasPrefix(string(body), "%PDF") {
		t.Errorf("written %.10q, %v", body, err)
	}
	st.saveTo = t.TempDir()
	e.savePDF()
	files, _ := os.ReadDir(st.saveTo)
	if len(files) != 1 || len(st.said) != 1 || !strings.Contains(st.said[0], files[0].Name()) {
		t.Errorf("files %v, said %v", files, st.said)
	}
}

func TestNothingToPrintIsTold(t *testing.T) {
	st := newStand(t, text.RU, false)
	e := st.editor(route.Route{Client: st.client("Тонкая Нить")})
	e.Print()
	var fault crm.Fault
	if len(st.failed) != 1 || !errors.As(st.failed[0], &fault) || fault.Reason != "trade.offer.empty" || len(st.opened) != 0 {
		t.Errorf("told %v, opened %v", st.failed, st.opened)
	}
}

func TestPasteFromASpreadsheet(t *testing.T) {
	st := newStand(t, text.RU, false)
	e, o := st.withLine()
	st.window.Canvas().Focus(e.grid)
	clipboard := fyne.CurrentApp().Clipboard()
	clipboard.SetContent("Клапан\t3\t50\nШланг\t10\t20,5")
	st.shortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
	lines := st.read(o.ID).Sections[0].Lines
	if len(lines) != 3 || lines[1].Name != "Клапан" || lines[2].Price != money.MustDec("20.5") {
		t.Fatalf("lines %+v", lines)
	}
	if len(st.said) != 1 || st.said[0] != "Вставлены 2 строки" {
		t.Errorf("said %v", st.said)
	}
	clipboard.SetContent("12\t13")
	st.shortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
	if len(st.said) != 2 || len(st.read(o.ID).Sections[0].Lines) != 3 {
		t.Errorf("said %v", st.said)
	}
}

func TestChoiceIsTakenIntoTheTotal(t *testing.T) {
	st := newStand(t, text.RU, true)
	o := st.offerOf("ткацкого")
	e := st.editor(route.Route{Offer: o.ID})
	st.wantSeen("783 500", "не входит в итог, пока не отмечено", "ежемесячно, отдельный итог", "1 005 500")
	key := e.keys[2][0]
	e.grid.OnTake(key, true)
	if st.read(o.ID).Sections[2].Lines[0].Optional {
		t.Error("the line stays by choice")
	}
	st.wantSeen("862 500")
	if rows := e.rows(); !slices.ContainsFunc(rows, func(r kit.LGRow) bool { return r.Key == key && r.Optional && r.Taken }) {
		t.Error("the check box is gone")
	}
	e.grid.OnTake(key, false)
	if !st.read(o.ID).Sections[2].Lines[0].Optional {
		t.Error("the line stays in the total")
	}
	st.well()
}

func TestSectionsAreEdited(t *testing.T) {
	st := newStand(t, text.RU, false)
	e, o := st.withLine()
	e.addSection()
	if _, col, ok := e.grid.Editing(); !ok || col != kit.LGTitle {
		t.Fatalf("the title is not open: %s", col)
	}
	st.typed("Работы")
	st.key(fyne.KeyReturn)
	if _, col, ok := e.grid.Editing(); !ok || col != colName {
		t.Errorf("no line follows the title: %s", col)
	}
	st.key(fyne.KeyEscape)
	section := e.ledger.blocks[1].key
	e.sectionItems(e.ledger.blocks[1])[4].Do() // monthly
	e.grid.OnMove(e.keys[0][0], section, 0)
	got := st.read(o.ID)
	if len(got.Sections) != 1 || got.Sections[0].Title != "Работы" || got.Sections[0].Period != trade.Monthly || len(got.Sections[0].Lines) != 1 {
		t.Fatalf("sections %+v", got.Sections)
	}
	st.wantSeen("Работы", "ежемесячно, отдельный итог", "Ежемесячно")
	e.askDelete(section)
	st.wantSeen("Удалить раздел «Работы» и 1 строку в нём?")
	st.press("Удалить")
	if e.ledger.written() || len(st.read(o.ID).Sections) != 1 {
		t.Errorf("left %+v", st.read(o.ID).Sections)
	}
	st.well()
}

func TestLineMenu(t *testing.T) {
	st := newStand(t, text.RU, false)
	e, o := st.withLine()
	do := func(label string) {
		t.Helper()
		b := e.ledger.blocks[0]
		for _, item := range append(e.lineItems(b, 0, fyne.NewPos(0, 0)), e.moveItems(b, 0)...) {
			if item.Label == label {
				item.Do()
				return
			}
		}
		t.Fatalf("no item %q", label)
	}
	do("Сделать копию")
	do("По выбору клиента")
	do("Не облагается НДС")
	lines := st.read(o.ID).Sections[0].Lines
	if len(lines) != 2 || !lines[0].Optional || !lines[0].Exempt || lines[1].Optional {
		t.Fatalf("lines %+v", lines)
	}
	do("Добавить описание…")
	st.typed("Тихий")
	st.press(st.env.T.T("text.apply"))
	do("Ниже")
	lines = st.read(o.ID).Sections[0].Lines
	if lines[1].Description != "Тихий" {
		t.Errorf("lines %+v", lines)
	}
	do("Удалить строку")
	if lines = st.read(o.ID).Sections[0].Lines; len(lines) != 1 || lines[0].Description != "Тихий" {
		t.Errorf("left %+v", lines)
	}
	st.well()
}

func TestTermsAreEdited(t *testing.T) {
	st := newStand(t, text.RU, false)
	e, o := st.withLine()
	e.sheet.unfold("terms")
	e.offer.Lang = "en"
	e.fields.terms.offer()
	st.wantSeen("Warranty", "Своё условие")
	e.offer.Lang = "ru"
	e.fields.terms.append(trade.Term{Title: "Оплата"})
	e.fields.terms.append(trade.Term{})
	e.fields.terms.move(1, 0)
	within[*kit.TextArea](e.fields.terms.rows.Objects[1])[0].SetText("Аванс 60 %")
	terms := st.read(o.ID).Terms
	if len(terms) != 2 || terms[1] != (trade.Term{Title: "Оплата", Text: "Аванс 60 %"}) {
		t.Fatalf("terms %+v", terms)
	}
	e.fields.terms.remove(0)
	if terms = st.read(o.ID).Terms; len(terms) != 1 || terms[0].Title != "Оплата" {
		t.Errorf("terms %+v", terms)
	}
	st.well()
}

func TestTaxAndCurrencyChangeTheColumns(t *testing.T) {
	st := newStand(t, text.RU, false)
	e, o := st.withLine()
	e.sheet.unfold("tax")
	st.wantSeen("Цена, ₽", "НДС 22 %")
	pick := func(id, value string) {
		e.fields.inputs[id].(*kit.Select).SetValue(value)
		e.fields.typed()
	}
	pick("currency", "EUR")
	st.wantSeen("Цена, €")
	pick("tax", "none")
	if len(e.gridColumns()) != 7 || st.sees("НДС 22 %") {
		t.Error("VAT stays where none is paid")
	}
	st.wantSeen("Основание, почему без НДС")
	if got := st.read(o.ID); got.Currency != "EUR" || got.Tax != trade.TaxNone {
		t.Errorf("saved %s, %s", got.Currency, got.Tax)
	}
	st.well()
}

func TestDoubtsAreToldAndLeadToTheirPlace(t *testing.T) {
	st := newStand(t, text.RU, false)
	e, _ := st.withLine()
	if err := e.setCell(e.keys[0][0], colQuantity, "0"); err != nil {
		t.Fatal(err)
	}
	st.wantSeen("Строка 1. Количество равно нулю")
	e.goTo(e.totals.shown[0])
	if _, col, ok := e.grid.Editing(); !ok || col != colQuantity {
		t.Errorf("led to %s", col)
	}
	st.key(fyne.KeyEscape)
	if err := e.setCell(e.keys[0][0], colQuantity, "1"); err != nil || st.sees("Количество равно нулю") {
		t.Errorf("the remark stays: %v", err)
	}
}

func TestPreviewFollowsTheLines(t *testing.T) {
	st := newStand(t, text.RU, true)
	o := st.offerOf("ткацкого")
	e := st.editor(route.Route{Offer: o.ID})
	if e.preview.tag != "line:0.0" || e.preview.view.Pages() == 0 {
		t.Errorf("points at %q of %d pages", e.preview.tag, e.preview.view.Pages())
	}
	st.key(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown)
	if e.preview.tag != "line:1.0" {
		t.Errorf("after three steps down: %q", e.preview.tag)
	}
	laid := 0
	e.preview.drawn = func() { laid++ }
	if err := e.setCell(e.keys[0][0], colName, "Установка"); err != nil || laid != 1 {
		t.Errorf("laid out %d times, %v", laid, err)
	}
	st.window.Canvas().Focus(e.fields.inputs[fieldValid].(*kit.DateField))
	if e.preview.tag != "valid" {
		t.Errorf("in a field: %q", e.preview.tag)
	}
}

func TestPeopleOfTheClientComeAnew(t *testing.T) {
	st := newStand(t, text.RU, false)
	e, o := st.withLine()
	if _, err := st.desk.SaveContact(ctx, nil, crm.Contact{Client: o.Client, Name: "Новая Анна"}); err != nil {
		t.Fatal(err)
	}
	if len(e.people) != 3 {
		t.Errorf("%d people", len(e.people))
	}
}

func TestNarrowWindowShowsOneAtATime(t *testing.T) {
	st := newStand(t, text.RU, false)
	e, _ := st.withLine()
	shownBoth := func() (lines, paper bool) {
		st.window.Canvas().Capture()
		return e.sheet.both.Objects[0].Visible(), e.sheet.both.Objects[1].Visible()
	}
	if lines, paper := shownBoth(); !lines || !paper || e.head.look.Visible() {
		t.Errorf("wide: lines %v, paper %v", lines, paper)
	}
	st.window.Resize(fyne.NewSize(1100, 700))
	if lines, paper := shownBoth(); !lines || paper || !e.head.look.Visible() {
		t.Errorf("narrow: lines %v, paper %v", lines, paper)
	}
	st.press("Предпросмотр")
	if lines, paper := shownBoth(); lines || !paper {
		t.Errorf("turned: lines %v, paper %v", lines, paper)
	}
	st.press("Строки")
	if lines, paper := shownBoth(); !lines || paper {
		t.Errorf("turned back: lines %v, paper %v", lines, paper)
	}
}

func TestMissingOfferIsTold(t *testing.T) {
	st := newStand(t, text.RU, false)
	st.editor(route.Route{Offer: 77})
	if len(st.failed) != 1 || !errors.Is(st.failed[0], crm.ErrNotFound) || st.backs != 1 {
		t.Errorf("told %v, went back %d times", st.failed, st.backs)
	}
}

func TestNewOfferHasARouteOfItsOwn(t *testing.T) {
	st := newStand(t, text.RU, false)
	e, _ := st.withLine()
	e.New()
	if len(st.went) != 1 || st.went[0].Room != route.Offer || st.went[0].Offer != 0 || st.went[0] == e.to {
		t.Fatalf("went to %v", st.went)
	}
	e.Show(st.went[0])
	if e.was != nil || e.ledger.written() {
		t.Error("the old offer is shown")
	}
}

func TestExtremesAreDrawn(t *testing.T) {
	st := newStand(t, text.RU, false)
	long := strings.Repeat("Очень длинное имя ", 600)
	id := st.client(long)
	e := st.editor(route.Route{Client: id})
	e.fields.inputs[fieldSubject].(*kit.Entry).SetText(long)
	rows := strings.Repeat(long+"\t99999999,99\t99999,99\n", 300)
	e.paste(rows)
	if len(e.ledger.blocks[0].items) != 300 {
		t.Fatalf("%d lines", len(e.ledger.blocks[0].items))
	}
	for _, size := range []fyne.Size{{Width: 1100, Height: 700}, {Width: 1900, Height: 1000}, {Width: 700, Height: 420}} {
		st.window.Resize(size)
		if got := st.window.Canvas().Capture().Bounds().Size(); float32(got.X) < size.Width-1 {
			t.Errorf("drawn %v", got)
		}
		if w := st.window.Content().MinSize().Width; w > 1000 {
			t.Errorf("the screen wants to be %.0f wide", w)
		}
	}
	st.well()
}
