package offers

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/route"
	"rapport/screens/stand"
)

// into changes the currency as the field does.
func (e *Editor) into(c money.Currency) {
	e.fields.inputs["currency"].SetValue(string(c))
	e.fields.typed()
}

// prices are the prices of the first section, without the words between, and the sum taken off the whole.
func prices(o trade.Offer) string {
	var all []string
	for _, l := range o.Sections[0].Lines {
		if !l.Text {
			all = append(all, l.Price.String())
		}
	}
	return strings.Join(append(all, o.Discount.Sum.String()), " ")
}

// handWritten is an editor of an offer in roubles with three prices and a sum taken off, none from the catalogue; a dollar is
// 92.5 roubles, of the euro no rate is kept.
func (st *rig) handWritten() (*Editor, trade.OfferID) {
	st.T.Helper()
	if err := st.Desk.SetExchange(ctx, money.USD, "2026-11-20", money.MustDec("92.5")); err != nil {
		st.T.Fatal(err)
	}
	o, err := st.Desk.NewOffer(ctx, st.client("Тонкая Нить"))
	if err != nil {
		st.T.Fatal(err)
	}
	line := func(name, price string) trade.Line {
		return trade.Line{Name: name, Quantity: money.DecInt(2), Unit: "шт", Price: money.MustDec(price), VAT: money.DecInt(22)}
	}
	o.Subject = "Насосная"
	o.Sections = []trade.Section{{Lines: []trade.Line{line("Насос", "10000"), {Name: "Слова", Text: true}, line("Доставка", "1500.55"), line("Втулка", "0.033")}}}
	o.Discount.Sum = money.MustDec("100.01")
	if o, err = st.Desk.SaveOffer(ctx, nil, o); err != nil {
		st.T.Fatal(err)
	}
	e := st.editor(route.Route{Offer: o.ID})
	st.Acts, st.Said = nil, nil
	return e, o.ID
}

const asWritten = "10000 1500.55 0.033 100.01"

func TestAmountsFollowTheCurrencyWhenAsked(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, id := st.handWritten()
	if e.moved.box.Visible() {
		t.Fatal("there is something to recalculate before the currency changes")
	}
	e.into(money.USD)
	if got := prices(st.read(id)); got != asWritten {
		t.Errorf("recalculated unasked: %s", got)
	}
	st.WantSeen("4 суммы остались в ₽, а предложение теперь в $", "По курсу 92,50 ₽ за 1 $, 20.11", "Есть суммы ещё в ₽: пересчитайте их")
	st.Press("Пересчитать…")
	st.WantSeen("Пересчитать в $", "10 000 ₽", "108,11 $", "₽ за 1 $")
	st.Press("Пересчитать")
	if got := prices(st.read(id)); got != "108.11 16.22 0 1.08" {
		t.Errorf("recalculated: %s", got)
	}
	if e.moved.box.Visible() || st.Sees("Есть суммы") {
		t.Error("still something to recalculate")
	}
	if len(st.Said) != 1 || st.Said[0] != "4 суммы пересчитаны в $" {
		t.Errorf("said %q", st.Said)
	}
	e.into(money.RUB)
	if got := prices(st.read(id)); got != asWritten || e.moved.box.Visible() {
		t.Errorf("came back as %s", got)
	}
	for _, s := range st.read(id).Sections {
		for _, l := range s.Lines {
			if l.Origin != (trade.Origin{}) {
				t.Errorf("%s remembers %+v", l.Name, l.Origin)
			}
		}
	}
	st.Well()
}

func TestRecalculationIsOneStepOfUndo(t *testing.T) {
	st := newRig(t, text.EN, false)
	e, id := st.handWritten()
	e.into(money.USD)
	steps := len(st.Acts)
	st.Press("Recalculate…")
	st.Press("Recalculate")
	if len(st.Acts) != steps+1 {
		t.Fatalf("acts %v", st.Acts)
	}
	if _, err := st.Desk.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if now := st.read(id); prices(now) != asWritten || now.Currency != money.USD || !e.moved.box.Visible() {
		t.Errorf("undone: %s %s, to be recalculated: %v", prices(now), now.Currency, e.moved.box.Visible())
	}
	if _, err := st.Desk.Redo(ctx); err != nil {
		t.Fatal(err)
	}
	if now := st.read(id); prices(now) != "108.11 16.22 0 1.08" || e.moved.box.Visible() {
		t.Errorf("redone: %s", prices(now))
	}
	st.Well()
}

func TestNumbersMayStay(t *testing.T) {
	st := newRig(t, text.UK, false)
	e, id := st.handWritten()
	e.into(money.USD)
	e.Hide() // it is asked until it is answered
	e = st.editor(route.Route{Offer: id})
	st.WantSeen("4 суми лишилися в ₽, а пропозиція тепер у $")
	st.Press("Залишити числа")
	if e.moved.box.Visible() {
		t.Error("asked again")
	}
	e.into(money.RUB)
	st.WantSeen("4 суми лишилися в $, а пропозиція тепер у ₽", "За курсом 92,50 ₽ за 1 $, 20.11")
	if got := prices(st.read(id)); got != asWritten {
		t.Errorf("numbers became %s", got)
	}
	st.Well()
}

// TestRateTypedWhereNoneIsKept recalculates by a rate nobody kept, which the offer takes over with its day.
func TestRateTypedWhereNoneIsKept(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, id := st.handWritten()
	e.into(money.EUR)
	st.WantSeen("Курса нет: впишите, сколько ₽ стоит 1 €", "Нет курса €: цены каталога и итог в ₽ не пересчитаны")
	st.Press("Пересчитать…")
	st.Press("Пересчитать") // does nothing: there is no rate
	rate := stand.Find[*kit.NumberField](st.Top())[0]
	for _, bad := range []string{"", "0", "-5", "сто", "1e9"} {
		rate.SetText(bad)
		st.Press("Пересчитать")
		if got := prices(st.read(id)); got != asWritten {
			t.Fatalf("recalculated at %q: %s", bad, got)
		}
	}
	rate.SetText("100")
	stand.Find[*kit.DateField](st.Top())[0].SetValue("2026-11-03")
	st.Press("Пересчитать")
	now := st.read(id)
	if prices(now) != "100 15.01 0 1" || now.Rate != (trade.OfferRate{Value: money.DecInt(100), Day: "2026-11-03"}) {
		t.Errorf("%s at %+v", prices(now), now.Rate)
	}
	if st.Sees("Нет курса") {
		t.Error("the rate is still lacking")
	}
	e.into(money.USD) // from what was set in roubles, not from what was rounded in euros
	st.Press("Пересчитать…")
	st.Press("Пересчитать")
	if now = st.read(id); prices(now) != "108.11 16.22 0 1.08" {
		t.Errorf("by a detour: %s", prices(now))
	}
	e.into(money.RUB)
	if got := prices(st.read(id)); got != asWritten {
		t.Errorf("came back as %s", got)
	}
	st.Well()
}

// TestWhatWasTypedSinceIsMeantAsTyped leaves alone what is typed after the change, in the lines and in the discount.
func TestWhatWasTypedSinceIsMeantAsTyped(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, id := st.handWritten()
	e.into(money.USD)
	if err := e.setCell(e.keys[0][0], colPrice, "120"); err != nil {
		t.Fatal(err)
	}
	e.paste("Шланг\t1\t7")
	st.WantSeen("3 суммы остались в ₽")
	st.Press("Пересчитать…")
	st.Press("Пересчитать")
	if got := prices(st.read(id)); !strings.HasPrefix(got, "120 ") || !strings.Contains(got, " 16.22 0") || !strings.Contains(got, "7") {
		t.Errorf("recalculated: %s", got)
	}
	e.into(money.RUB)
	st.WantSeen("2 суммы остались в $")
	if got := prices(st.read(id)); !strings.Contains(got, " 1500.55 0.033") {
		t.Errorf("came back as %s", got)
	}
	st.Well()
}

func TestRecalculationThatOverflowsChangesNothing(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, id := st.handWritten()
	if err := e.setCell(e.keys[0][0], colPrice, "30000000000000000"); err != nil {
		t.Fatal(err)
	}
	e.into(money.EUR)
	before := prices(st.read(id))
	st.Press("Пересчитать…")
	stand.Find[*kit.NumberField](st.Top())[0].SetText("0,000001")
	st.Press("Пересчитать")
	if got := prices(st.read(id)); got != before || len(st.Said) == 0 {
		t.Errorf("%s, said %q", got, st.Said)
	}
	st.Well()
}

// TestCatalogueNeedsNoRecalculation keeps silent of prices the catalogue knows in the new currency, and takes a price typed
// over one of them along.
func TestCatalogueNeedsNoRecalculation(t *testing.T) {
	st := newRig(t, text.RU, false)
	list, err := st.Desk.SavePriceList(ctx, trade.PriceList{Name: "Розница", Currency: "RUB", Main: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = st.Desk.SaveItem(ctx, nil, trade.Item{Name: "Стеллаж"}, map[trade.ListID]money.Dec{list.ID: money.DecInt(1000)}); err != nil {
		t.Fatal(err)
	}
	if err = st.Desk.SetExchange(ctx, money.USD, "2026-11-20", money.DecInt(80)); err != nil {
		t.Fatal(err)
	}
	e := st.editor(route.Route{Client: st.client("Покупатель")})
	found, err := e.picker.Find(ctx, e.offer.Day, "стел")
	if err != nil {
		t.Fatal(err)
	}
	found[0].Open()
	e.into(money.USD)
	line := func() trade.Line { return e.snapshot().Sections[0].Lines[0] }
	if l := line(); l.Price != money.MustDec("12.5") || l.Origin != (trade.Origin{}) || e.moved.box.Visible() {
		t.Errorf("%s, %+v", l.Price, l.Origin)
	}
	if err = e.setCell(e.keys[0][0], colPrice, "10"); err != nil {
		t.Fatal(err)
	}
	e.into(money.RUB)
	if l := line(); !e.moved.box.Visible() || l.Quoted != money.DecInt(1000) || l.Price != money.DecInt(10) || !l.Typed() {
		t.Errorf("%s for %s", l.Price, l.Quoted)
	}
	st.Press("Пересчитать…")
	st.Press("Пересчитать")
	if l := line(); l.Price != money.DecInt(800) || !l.Typed() {
		t.Errorf("%s for %s", l.Price, l.Quoted)
	}
	e.into(money.EUR) // no rate is kept: the catalogue does not know either
	if !e.moved.box.Visible() {
		t.Error("nothing is said of prices the catalogue cannot tell")
	}
	st.Well()
}

func TestBorrowedLinesOfAnotherCurrencyWait(t *testing.T) {
	st := newRig(t, text.RU, false)
	_, id := st.handWritten()
	e, o := st.withLine()
	e.into(money.USD)
	e.leaveAmounts()
	e.askLines(st.read(id))
	st.WantSeen("можно пересчитать по курсу")
	stand.Find[*kit.Check](st.Top())[0].Tapped(nil)
	st.Press("Взять строки")
	st.WantSeen("3 суммы остались в ₽")
	st.Press("Пересчитать…")
	st.Press("Пересчитать")
	if got := prices(st.read(o.ID)); !strings.Contains(got, "100 108.11 16.22 0") {
		t.Errorf("borrowed at %s", got)
	}
	st.Well()
}

// TestLackingRateLeadsToItsField follows the line in the totals.
func TestLackingRateLeadsToItsField(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, _ := st.handWritten()
	e.leaveAmounts()
	e.into(money.EUR)
	e.leaveAmounts()
	for _, f := range e.totals.shown {
		if f.Field == fieldRate {
			e.goTo(f)
		}
	}
	if open := e.sheet.unfolded(); open == nil || open.key != "tax" || st.Window.Canvas().Focused() != fyne.Focusable(e.fields.inputs[fieldRate].(*kit.NumberField)) {
		t.Errorf("leads to %T", st.Window.Canvas().Focused())
	}
	e.goTo(crm.Fault{Field: "discount"})
	st.WantSeen("Скидка на всё предложение")
	st.Press("Отмена")
	st.Well()
}

// TestMovedShots draws the strip, the dialog and the line in the totals.
func TestMovedShots(t *testing.T) {
	for _, lang := range text.Langs {
		for _, dark := range []bool{false, true} {
			name := "moved-" + string(lang)
			if dark {
				name += "-dark"
			}
			t.Run(name, func(t *testing.T) {
				st := newRig(t, lang, false)
				kit.NewTheme(dark)
				e, _ := st.handWritten()
				e.into(money.USD)
				st.Shot(1360, 860, name)
				st.Shot(1100, 700, name)
				e.askRecalculation()
				st.Shot(1360, 860, name+"-ask")
				st.CloseAll()
				e.into(money.EUR)
				st.Shot(1360, 860, name+"-none")
				st.Shot(1900, 1000, name+"-none")
			})
		}
	}
}
