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
	"rapport/screens/stand"
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
func (st *rig) withLine() (*Editor, trade.Offer) {
	st.T.Helper()
	id := st.client("Тонкая Нить")
	e := st.editor(route.Route{Client: id})
	e.paste("Насос\t2\t100")
	st.Well()
	st.Said = nil
	return e, st.read(e.was.ID)
}

// TestOfferAfterAnotherWithSections opens an offer of many lines where one of several sections was shown.
func TestOfferAfterAnotherWithSections(t *testing.T) {
	st := newRig(t, text.RU, false)
	id := st.client("Тонкая Нить")
	e := st.editor(route.Route{Client: id})
	e.paste("Насос\t2\t100")
	e.addSection()
	st.Types("Работы")
	st.Keys(fyne.KeyReturn, fyne.KeyEscape)
	e.paste("Кран\t1\t10")
	st.Well()
	sections := e.was.ID
	if n := len(st.read(sections).Sections); n != 2 {
		t.Fatalf("%d sections", n)
	}
	e.Hide()
	e.Show(route.Route{Room: route.Offer, Client: st.client("Рыжий Клён")})
	e.paste("Один\t1\t1\nДва\t1\t2\nТри\t1\t3\nЧетыре\t1\t4\nПять\t1\t5")
	st.Well()
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
	st := newRig(t, text.RU, false)
	id := st.client("Тонкая Нить")
	e := st.editor(route.Route{Client: id})
	st.WantSeen("Тонкая Нить", "Ольга Ивановна Ким, директор", "КП-2026-0001", "Добавьте строку или вставьте таблицу")
	if st.Window.Canvas().Focused() != fyne.Focusable(e.fields.inputs[fieldSubject].(*kit.Entry)) {
		t.Error("the keyboard does not begin in the subject")
	}
	if len(st.Acts) != 0 {
		t.Errorf("opening did %v", st.Acts)
	}
	st.ctrlEnter()
	if key, col, ok := e.grid.Editing(); !ok || col != colName {
		t.Fatalf("Ctrl+Enter opened %d %s %v", key, col, ok)
	}
	if len(st.Acts) != 0 {
		t.Errorf("an empty line did %v", st.Acts)
	}
	st.Types("Насос")
	st.Keys(fyne.KeyTab)
	st.Keys(fyne.KeyTab)
	st.Keys(fyne.KeyTab)
	st.Types("1 250,50")
	st.Keys(fyne.KeyTab)
	st.Types("10")
	st.Keys(fyne.KeyReturn)
	st.Well()
	o := st.read(e.was.ID)
	want := trade.Line{Name: "Насос", Quantity: money.DecInt(1), Unit: "шт", Price: money.MustDec("1250.5"), Discount: money.DecInt(10), VAT: money.DecInt(22)}
	if len(o.Sections) != 1 || len(o.Sections[0].Lines) != 1 || !reflect.DeepEqual(o.Sections[0].Lines[0], want) {
		t.Fatalf("saved %+v", o.Sections)
	}
	if o.Client != id || o.To.Person != "Ким О. И." || o.Greeting != "Уважаемая Ольга Ивановна!" || o.State != trade.Draft {
		t.Errorf("saved %+v", o)
	}
	if st.Acts[0] != "act.offer.add" || slices.ContainsFunc(st.Acts[1:], func(s string) bool { return s != "act.offer.edit" }) {
		t.Errorf("acts %v", st.Acts)
	}
	// 1 250,50 − 10 % = 1 125,45; НДС 22 % = 247,60; всего 1 373,05
	st.WantSeen("1 125,45", "1 373,05", "247,60", "сохранено в 11:42", "Одна тысяча триста семьдесят три рубля 05 копеек")
}

func TestClientIsChosenFirst(t *testing.T) {
	st := newRig(t, text.RU, false)
	st.client("Верфь")
	id := st.client("Тонкая Нить")
	e := st.editor(route.Route{})
	if st.Window.Canvas().Focused() != fyne.Focusable(e.fields.picker) {
		t.Error("the keyboard does not begin in the client")
	}
	e.paste("Насос\t100")
	if len(st.Acts) != 0 {
		t.Errorf("an offer for nobody did %v", st.Acts)
	}
	st.WantSeen("ещё не сохранено: Выберите клиента")
	st.Window.Canvas().Focus(e.fields.picker)
	st.Types("нить")
	st.Keys(fyne.KeyReturn)
	st.Well()
	if e.offer.Client != id || e.offer.To.Firm != "Тонкая Нить" || e.was == nil {
		t.Fatalf("chosen %d, addressed to %q, saved %v", e.offer.Client, e.offer.To.Firm, e.was != nil)
	}
	if _, err := st.Desk.Draft(ctx, "offer:new"); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("the draft stays: %v", err)
	}
}

func TestAnotherPersonChangesTheAddressee(t *testing.T) {
	st := newRig(t, text.RU, false)
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
	st.WantSeen("Фирме, без имени")
	st.Well()
}

func TestBadNumberStaysInItsCell(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, _ := st.withLine()
	key := e.keys[0][0]
	before := len(st.Acts)
	e.grid.Edit(key, colPrice)
	st.Types("сто")
	st.Keys(fyne.KeyReturn)
	if _, col, ok := e.grid.Editing(); !ok || col != colPrice {
		t.Fatalf("the cell closed: %s", col)
	}
	st.WantSeen("Это не число", "сто")
	if len(st.Acts) != before {
		t.Error("a word was saved as a price")
	}
	left := false
	e.Leave(func() { left = true })
	if left {
		t.Error("left with a number unread")
	}
	st.WantSeen("В строке осталось число", "Уйти, оставив черновик")
	st.Press("Остаться")
	if left {
		t.Error("left all the same")
	}
}

func TestOverflowIsRefused(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, was := st.withLine()
	if err := e.setCell(e.keys[0][0], colPrice, strings.Repeat("9", 18)); err == nil || err.Error() != "Сумма слишком велика" {
		t.Errorf("told %v", err)
	}
	if now := st.read(was.ID); !reflect.DeepEqual(now.Sections[0].Lines[0], was.Sections[0].Lines[0]) {
		t.Errorf("saved %+v", now.Sections)
	}
}

func TestPrintingWritesAndOpens(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, _ := st.withLine()
	e.Print()
	st.Well()
	if len(st.Opened) != 1 || filepath.Dir(st.Opened[0]) != st.out {
		t.Fatalf("opened %v", st.Opened)
	}
	body, err := os.ReadFile(st.Opened[0])
	if err != nil || !strings.HasPrefix(string(body), "%PDF") {
		t.Errorf("written %.10q, %v", body, err)
	}
	st.saveTo = t.TempDir()
	e.savePDF()
	files, _ := os.ReadDir(st.saveTo)
	if len(files) != 1 || len(st.Said) != 1 || !strings.Contains(st.Said[0], files[0].Name()) {
		t.Errorf("files %v, said %v", files, st.Said)
	}
}

func TestNothingToPrintIsTold(t *testing.T) {
	st := newRig(t, text.RU, false)
	e := st.editor(route.Route{Client: st.client("Тонкая Нить")})
	e.Print()
	var fault crm.Fault
	if len(st.Failed) != 1 || !errors.As(st.Failed[0], &fault) || fault.Reason != "trade.offer.empty" || len(st.Opened) != 0 {
		t.Errorf("told %v, opened %v", st.Failed, st.Opened)
	}
}

func TestPasteFromASpreadsheet(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.withLine()
	st.Window.Canvas().Focus(e.grid)
	clipboard := fyne.CurrentApp().Clipboard()
	clipboard.SetContent("Клапан\t3\t50\nШланг\t10\t20,5")
	st.Shortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
	lines := st.read(o.ID).Sections[0].Lines
	if len(lines) != 3 || lines[1].Name != "Клапан" || lines[2].Price != money.MustDec("20.5") {
		t.Fatalf("lines %+v", lines)
	}
	if len(st.Said) != 1 || st.Said[0] != "Вставлены 2 строки" {
		t.Errorf("said %v", st.Said)
	}
	clipboard.SetContent("12\t13")
	st.Shortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
	if len(st.Said) != 2 || len(st.read(o.ID).Sections[0].Lines) != 3 {
		t.Errorf("said %v", st.Said)
	}
}

func TestChoiceIsTakenIntoTheTotal(t *testing.T) {
	st := newRig(t, text.RU, true)
	o := st.offerOf("ткацкого")
	e := st.editor(route.Route{Offer: o.ID})
	st.WantSeen("783 500", "не входит в итог, пока не отмечено", "ежемесячно, отдельный итог", "1 005 500")
	key := e.keys[2][0]
	e.grid.OnTake(key, true)
	if st.read(o.ID).Sections[2].Lines[0].Optional {
		t.Error("the line stays by choice")
	}
	st.WantSeen("862 500")
	if rows := e.rows(); !slices.ContainsFunc(rows, func(r kit.LGRow) bool { return r.Key == key && r.Optional && r.Taken }) {
		t.Error("the check box is gone")
	}
	e.grid.OnTake(key, false)
	if !st.read(o.ID).Sections[2].Lines[0].Optional {
		t.Error("the line stays in the total")
	}
	st.Well()
}

func TestSectionsAreEdited(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.withLine()
	e.addSection()
	if _, col, ok := e.grid.Editing(); !ok || col != kit.LGTitle {
		t.Fatalf("the title is not open: %s", col)
	}
	st.Types("Работы")
	st.Keys(fyne.KeyReturn)
	if _, col, ok := e.grid.Editing(); !ok || col != colName {
		t.Errorf("no line follows the title: %s", col)
	}
	st.Keys(fyne.KeyEscape)
	section := e.ledger.blocks[1].key
	e.sectionItems(e.ledger.blocks[1])[4].Do() // monthly
	e.grid.OnMove(e.keys[0][0], section, 0)
	got := st.read(o.ID)
	if len(got.Sections) != 1 || got.Sections[0].Title != "Работы" || got.Sections[0].Period != trade.Monthly || len(got.Sections[0].Lines) != 1 {
		t.Fatalf("sections %+v", got.Sections)
	}
	st.WantSeen("Работы", "ежемесячно, отдельный итог", "Ежемесячно")
	e.askDelete(section)
	st.WantSeen("Удалить раздел «Работы» и 1 строку в нём?")
	st.Press("Удалить")
	if e.ledger.written() || len(st.read(o.ID).Sections) != 1 {
		t.Errorf("left %+v", st.read(o.ID).Sections)
	}
	st.Well()
}

func TestLineMenu(t *testing.T) {
	st := newRig(t, text.RU, false)
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
	st.Types("Тихий")
	st.Press(st.Env.T.T("text.apply"))
	do("Ниже")
	lines = st.read(o.ID).Sections[0].Lines
	if lines[1].Description != "Тихий" {
		t.Errorf("lines %+v", lines)
	}
	do("Удалить строку")
	if lines = st.read(o.ID).Sections[0].Lines; len(lines) != 1 || lines[0].Description != "Тихий" {
		t.Errorf("left %+v", lines)
	}
	st.Well()
}

func TestTermsAreEdited(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.withLine()
	e.sheet.unfold("terms")
	e.offer.Lang = "en"
	e.fields.terms.offer()
	st.WantSeen("Warranty", "Своё условие")
	e.offer.Lang = "ru"
	e.fields.terms.append(trade.Term{Title: "Оплата"})
	e.fields.terms.append(trade.Term{})
	e.fields.terms.move(1, 0)
	stand.Find[*kit.TextArea](e.fields.terms.rows.Objects[1])[0].SetText("Аванс 60 %")
	terms := st.read(o.ID).Terms
	if len(terms) != 2 || terms[1] != (trade.Term{Title: "Оплата", Text: "Аванс 60 %"}) {
		t.Fatalf("terms %+v", terms)
	}
	e.fields.terms.remove(0)
	if terms = st.read(o.ID).Terms; len(terms) != 1 || terms[0].Title != "Оплата" {
		t.Errorf("terms %+v", terms)
	}
	st.Well()
}

func TestTaxAndCurrencyChangeTheColumns(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.withLine()
	e.sheet.unfold("tax")
	st.WantSeen("Цена, ₽", "НДС 22 %")
	pick := func(id, value string) {
		e.fields.inputs[id].(*kit.Select).SetValue(value)
		e.fields.typed()
	}
	pick("currency", "EUR")
	st.WantSeen("Цена, €")
	pick("tax", "none")
	if len(e.gridColumns()) != 7 || st.Sees("НДС 22 %") {
		t.Error("VAT stays where none is paid")
	}
	st.WantSeen("Основание, почему без НДС")
	if got := st.read(o.ID); got.Currency != "EUR" || got.Tax != trade.TaxNone {
		t.Errorf("saved %s, %s", got.Currency, got.Tax)
	}
	st.Well()
}

func TestDoubtsAreToldAndLeadToTheirPlace(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, _ := st.withLine()
	if err := e.setCell(e.keys[0][0], colQuantity, "0"); err != nil {
		t.Fatal(err)
	}
	st.WantSeen("Строка 1. Количество равно нулю")
	e.goTo(e.totals.shown[0])
	if _, col, ok := e.grid.Editing(); !ok || col != colQuantity {
		t.Errorf("led to %s", col)
	}
	st.Keys(fyne.KeyEscape)
	if err := e.setCell(e.keys[0][0], colQuantity, "1"); err != nil || st.Sees("Количество равно нулю") {
		t.Errorf("the remark stays: %v", err)
	}
}

func TestPreviewFollowsTheLines(t *testing.T) {
	st := newRig(t, text.RU, true)
	o := st.offerOf("ткацкого")
	e := st.editor(route.Route{Offer: o.ID})
	if e.preview.tag != "line:0.0" || e.preview.view.Pages() == 0 {
		t.Errorf("points at %q of %d pages", e.preview.tag, e.preview.view.Pages())
	}
	st.Keys(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown)
	if e.preview.tag != "line:1.0" {
		t.Errorf("after three steps down: %q", e.preview.tag)
	}
	laid := 0
	e.preview.drawn = func() { laid++ }
	if err := e.setCell(e.keys[0][0], colName, "Установка"); err != nil || laid != 1 {
		t.Errorf("laid out %d times, %v", laid, err)
	}
	st.Window.Canvas().Focus(e.fields.inputs[fieldValid].(*kit.DateField))
	if e.preview.tag != "valid" {
		t.Errorf("in a field: %q", e.preview.tag)
	}
	st.Window.Canvas().Focus(e.fields.inputs[fieldSubject].(*kit.Entry))
	st.Types("!")
	if e.preview.tag != "subject" {
		t.Errorf("while the subject is written: %q", e.preview.tag)
	}
	e.focusLines()
	st.Keys(fyne.KeyUp)
	if e.preview.tag != "line:0.2" || e.preview.view.Page() != 1 {
		t.Errorf("back among the lines: %q on page %d", e.preview.tag, e.preview.view.Page())
	}
	st.Keys(fyne.KeyF8)
	if e.preview.view.Page() != 2 {
		t.Errorf("the line went to page 2, seen is %d", e.preview.view.Page())
	}
}

func TestPeopleOfTheClientComeAnew(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.withLine()
	if _, err := st.Desk.SaveContact(ctx, nil, crm.Contact{Client: o.Client, Name: "Новая Анна"}); err != nil {
		t.Fatal(err)
	}
	if len(e.people) != 3 {
		t.Errorf("%d people", len(e.people))
	}
}

func TestNarrowWindowShowsOneAtATime(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, _ := st.withLine()
	shownBoth := func() (lines, paper bool) {
		st.Window.Canvas().Capture()
		return e.sheet.both.Objects[0].Visible(), e.sheet.both.Objects[1].Visible()
	}
	if lines, paper := shownBoth(); !lines || !paper || e.head.look.Visible() {
		t.Errorf("wide: lines %v, paper %v", lines, paper)
	}
	st.Window.Resize(fyne.NewSize(1100, 700))
	if lines, paper := shownBoth(); !lines || paper || !e.head.look.Visible() {
		t.Errorf("narrow: lines %v, paper %v", lines, paper)
	}
	st.Press("Предпросмотр")
	if lines, paper := shownBoth(); lines || !paper {
		t.Errorf("turned: lines %v, paper %v", lines, paper)
	}
	st.Press("Строки")
	if lines, paper := shownBoth(); !lines || paper {
		t.Errorf("turned back: lines %v, paper %v", lines, paper)
	}
}

func TestMissingOfferIsTold(t *testing.T) {
	st := newRig(t, text.RU, false)
	st.editor(route.Route{Offer: 77})
	if len(st.Failed) != 1 || !errors.Is(st.Failed[0], crm.ErrNotFound) || st.Backs != 1 {
		t.Errorf("told %v, went back %d times", st.Failed, st.Backs)
	}
}

func TestNewOfferHasARouteOfItsOwn(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, _ := st.withLine()
	e.New()
	if len(st.Went) != 1 || st.Went[0].Room != route.Offer || st.Went[0].Offer != 0 || st.Went[0] == e.to {
		t.Fatalf("went to %v", st.Went)
	}
	e.Show(st.Went[0])
	if e.was != nil || e.ledger.written() {
		t.Error("the old offer is shown")
	}
}

func TestExtremesAreDrawn(t *testing.T) {
	st := newRig(t, text.RU, false)
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
		st.Window.Resize(size)
		if got := st.Window.Canvas().Capture().Bounds().Size(); float32(got.X) < size.Width-1 {
			t.Errorf("drawn %v", got)
		}
		if w := st.Window.Content().MinSize().Width; w > 1000 {
			t.Errorf("the screen wants to be %.0f wide", w)
		}
	}
	st.Well()
}
