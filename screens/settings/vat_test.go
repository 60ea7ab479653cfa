package settings

import (
	"slices"
	"strings"
	"testing"

	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/route"
	"rapport/screens/stand"
)

func (st *rig) rates(country string) []trade.TaxRate {
	st.T.Helper()
	all, err := st.Desk.AllTaxRates(ctx)
	if err != nil {
		st.T.Fatal(err)
	}
	return slices.DeleteFunc(all, func(r trade.TaxRate) bool { return r.Country != country })
}

// percent is a rate as the page writes it.
func percent(st *rig, n int64) string {
	return strings.ReplaceAll(money.FormatPercent(money.DecInt(n), string(st.Env.T.Lang())), "\u00a0", " ")
}

func TestRatesOfOurCountryAreShown(t *testing.T) {
	for _, lang := range text.Langs {
		st := at(t, lang, "vat")
		if !st.Sees(percent(st, 22)) || !st.Sees(percent(st, 20)) || !st.Sees(st.Env.T.T("settings.vat.holds")) || st.Sees(percent(st, 19)) {
			t.Errorf("%s: the rates of Russia are not shown", lang)
		}
		st.vatCountry = "DE"
		st.Show(route.Route{Room: route.Settings, Sub: "vat"})
		if !st.Sees(percent(st, 19)) || st.Sees(percent(st, 22)) {
			t.Errorf("%s: the rates of Germany are not shown", lang)
		}
		st.vatCountry = "US"
		st.Show(route.Route{Room: route.Settings, Sub: "vat"})
		if !st.Sees(st.Env.T.T("settings.vat.none")[:10]) {
			t.Errorf("%s: nothing is said of a country without rates", lang)
		}
	}
}

func TestRateIsAddedChangedAndRemoved(t *testing.T) {
	st := at(t, text.RU, "vat")
	before := len(st.rates("RU"))
	st.Press(st.Env.T.T("settings.vat.add"))
	form := stand.Find[*kit.Form](st.Top())[0]
	form.SetValues(map[string]string{"rate": "24", "from": "2027-01-01"})
	st.Press("Сохранить")
	rates := st.rates("RU")
	if len(rates) != before+1 || !st.Sees("24") || !st.Sees(st.Env.T.T("settings.vat.later")) {
		t.Fatalf("%v, %v", rates, st.Failed)
	}
	for _, r := range rates {
		if r.From == "2027-01-01" {
			st.editRate(vatTable{rates: rates, home: "RU"}, r)
		}
	}
	stand.Find[*kit.Form](st.Top())[0].SetValues(map[string]string{"rate": "25,5"})
	st.Press("Сохранить")
	if got, _ := trade.RateOn(st.rates("RU"), "RU", trade.TaxStandard, "2027-06-01"); got.Rate.String() != "25.5" {
		t.Errorf("got %s", got.Rate)
	}
	if _, err := st.Desk.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := st.Desk.Undo(ctx); err != nil || len(st.rates("RU")) != before || st.Sees("24") {
		t.Errorf("after undo %d rates, %v", len(st.rates("RU")), err)
	}
}

func TestBadRatesStayInTheForm(t *testing.T) {
	st := at(t, text.RU, "vat")
	before := len(st.rates("RU"))
	for _, bad := range []map[string]string{{"rate": "101"}, {"rate": "-1"}, {"rate": "сто"}, {"rate": ""}, {"rate": "30", "from": "2026-01-01"}, {"rate": "30", "class": ""}} {
		st.editRate(vatTable{rates: st.rates("RU"), home: "RU"}, trade.TaxRate{Country: "RU", Class: trade.TaxStandard})
		form := stand.Find[*kit.Form](st.Top())[0]
		form.SetValues(bad)
		st.Press("Сохранить")
		if !kit.ModalOpen() || len(st.rates("RU")) != before {
			t.Errorf("%v is taken", bad)
			continue
		}
		said := false
		for _, id := range []string{"rate", "from", "class"} {
			if level, words := form.Message(id); level == kit.Error && words != "" {
				said = true
			}
		}
		if !said {
			t.Errorf("nothing is said of %v", bad)
		}
		st.Press("Отмена")
	}
	if len(st.Failed) > 0 {
		t.Error(st.Failed)
	}
}

func TestClassOfOnesOwn(t *testing.T) {
	st := at(t, text.UK, "vat")
	if got := st.classCalled(" " + st.className(trade.TaxReduced) + " "); got != trade.TaxReduced {
		t.Errorf("got %q", got)
	}
	if got := st.classCalled("ЄП"); got != "ЄП" || st.className(got) != "ЄП" {
		t.Errorf("got %q", got)
	}
	r, err := st.Desk.SaveTaxRate(ctx, trade.TaxRate{Country: "UA", Class: "ЄП", Rate: money.DecInt(3)})
	if err != nil {
		t.Fatal(err)
	}
	if options := st.findClasses([]trade.TaxRate{r}, "єп"); len(options) != 1 || options[0].Label != "ЄП" {
		t.Errorf("%v", options)
	}
}

func TestNumbersAreShownCheckedAndKept(t *testing.T) {
	for _, lang := range text.Langs {
		st := at(t, lang, "numbers")
		if !st.Sees("КП-2026-0001") || !st.Sees("ЗК-2026-0001") {
			t.Errorf("%s: the next numbers are not shown", lang)
		}
		st.put(desk.FieldOfferMask, "{firm}/{yy}-{n:3}")
		if !st.Sees(st.Env.T.T("trade.mask.firm")) {
			t.Errorf("%s: nothing is said of the missing prefix", lang)
		}
		st.Save()
		if n, err := st.Desk.Numbers(ctx); err != nil || n.Offers.Mask != "КП-{year}-{n:4}" || st.unsaved == nil {
			t.Errorf("%s: %+v is kept, %v", lang, n, err)
		}
		st.put(desk.FieldNumberPrefix, "ЗП")
		if !st.Sees("ЗП/26-001") {
			t.Errorf("%s: the example does not follow", lang)
		}
		st.Save()
		if n, err := st.Desk.NextOfferNumber(ctx); err != nil || n != "ЗП/26-001" || st.unsaved != nil {
			t.Errorf("%s: %s, %v, %v", lang, n, err, st.Failed)
		}
	}
}

func TestMaskThatRepeatsIsRefusedWithWords(t *testing.T) {
	st := at(t, text.RU, "numbers")
	form := stand.Find[*kit.Form](st.Top())[0]
	form.SetValues(map[string]string{desk.FieldOfferMask + " reset": string(trade.ResetMonthly)})
	form.OnChange()
	if level, words := form.Message(desk.FieldOfferMask); level != kit.Error || words != st.Env.T.T("trade.mask.month") {
		t.Errorf("%v %q", level, words)
	}
	st.Save()
	if n, err := st.Desk.Numbers(ctx); err != nil || n.Offers.Reset != trade.ResetYearly {
		t.Errorf("%+v, %v", n, err)
	}
}

func TestFieldsArePutIntoTheMask(t *testing.T) {
	st := at(t, text.EN, "numbers")
	st.put(desk.FieldOrderMask, "SO-")
	st.PressNth(st.Env.T.T("settings.numbers.field.year"), 1)
	st.Window.Canvas().Focused().TypedRune('-')
	st.PressNth(st.Env.T.T("settings.numbers.field.n"), 1)
	if got := stand.Find[*kit.Form](st.Top())[0].Value(desk.FieldOrderMask); got != "SO-{year}-{n:4}" {
		t.Errorf("got %s", got)
	}
	st.Save()
	if n, err := st.Desk.NextOrderNumber(ctx); err != nil || n != "SO-2026-0001" {
		t.Errorf("%s, %v", n, err)
	}
}
