package offers

import (
	"testing"

	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/route"
)

func TestRatesFollowTheDayOfTheOffer(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, _ := st.withLine()
	day := func(d string) {
		t.Helper()
		e.fields.inputs[fieldDay].(*kit.DateField).SetValue(d)
		e.fields.typed()
	}
	line := func() *trade.Line { return &e.ledger.blocks[0].items[0].line }
	if got := line().VAT.String(); got != "22" {
		t.Fatalf("a new line of 2026 has %s %%", got)
	}
	day("2025-12-31")
	if got := line().VAT.String(); got != "20" || e.ownRate().String() != "20" {
		t.Errorf("on the last day of 2025 %s %%, fresh ones %s %%", got, e.ownRate())
	}
	day("2026-01-01")
	if got := line().VAT.String(); got != "22" {
		t.Errorf("on the first day of 2026 %s %%", got)
	}
	line().VAT = money.DecInt(18)
	day("2025-12-31")
	if got := line().VAT.String(); got != "18" {
		t.Errorf("a rate typed by hand became %s %%", got)
	}
	firm, _, err := st.Desk.OwnFirm(ctx)
	if err != nil {
		t.Fatal(err)
	}
	firm.Country, firm.VATRate = "KZ", "16"
	if err := st.Desk.SaveFirm(ctx, firm); err != nil {
		t.Fatal(err)
	}
	e = st.editor(route.Route{Client: st.client("Степь")})
	if got := e.ownRate().String(); got != "16" {
		t.Errorf("in Kazakhstan %s %%", got)
	}
	day("2025-12-31")
	if got := e.ownRate().String(); got != "12" {
		t.Errorf("in Kazakhstan of 2025 %s %%", got)
	}
}

// TestLinesFollowTheFieldsOfVAT proves that the lines take the room of a field that went: the legal line of one who pays no
// VAT goes for the reverse charge, and the columns stay the same.
func TestLinesFollowTheFieldsOfVAT(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, _ := st.withLine()
	e.sheet.unfold("tax")
	top := func(tax string) float32 {
		e.fields.inputs["tax"].SetValue(tax)
		e.fields.typed()
		return e.sheet.lines.Position().Y
	}
	reverse := top(string(trade.TaxReverse))
	if none := top(string(trade.TaxNone)); none <= reverse {
		t.Fatalf("with the legal line the lines begin at %v, without it at %v", none, reverse)
	}
	if again := top(string(trade.TaxReverse)); again != reverse {
		t.Errorf("the lines begin at %v, not at %v", again, reverse)
	}
}

// TestAnotherOfferBeginsFoldedUp proves that what was unfolded of one offer does not hide the client and the lines of the next.
func TestAnotherOfferBeginsFoldedUp(t *testing.T) {
	st := newRig(t, text.RU, true)
	e := st.editor(route.Route{Offer: st.ofState(trade.Draft).ID})
	e.sheet.unfold("terms")
	e.sheet.scroll.SetOffset(500)
	e.Show(route.Route{Room: route.Offer, Offer: st.ofState(trade.Sent).ID})
	if open := e.sheet.unfolded(); open != nil || e.sheet.scroll.Offset() != 0 {
		t.Errorf("%+v is unfolded, %v scrolled", open, e.sheet.scroll.Offset())
	}
	st.Well()
}
