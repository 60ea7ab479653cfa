package offers

import (
	"strings"
	"testing"

	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/parts"
	"rapport/screens/route"
)

var _ parts.Marker = (*Editor)(nil)

// recalculated is an editor of a hand-written offer taken into dollars at 92.5.
func (st *rig) recalculated() (*Editor, trade.OfferID) {
	st.T.Helper()
	e, id := st.handWritten()
	e.into(money.USD)
	st.Press(st.Env.T.T("offers.moved.turn"))
	st.Press(st.Env.T.T("offers.moved.do"))
	if got := prices(st.read(id)); got != "108.11 16.22 0 1.08" || e.moved.box.Visible() {
		st.T.Fatalf("recalculated: %s", got)
	}
	return e, id
}

func (e *Editor) rateTo(rate string) {
	e.fields.inputs[fieldRate].SetValue(rate)
	e.fields.typed()
}

func TestAnotherRateOffersTheRecalculationAgain(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, id := st.recalculated()
	e.rateTo("100")
	if got := prices(st.read(id)); got != "108.11 16.22 0 1.08" {
		t.Errorf("recalculated unasked: %s", got)
	}
	st.WantSeen("3 суммы пересчитаны по прежнему курсу", "По курсу 100 ₽ за 1 $")
	if st.Sees("Есть суммы ещё") {
		t.Error("amounts are said to be in another currency")
	}
	e.rateTo("92.5")
	if e.moved.box.Visible() {
		t.Error("the rate is what it was")
	}
	e.rateTo("100")
	steps := len(st.Acts)
	st.Press("Пересчитать…")
	st.WantSeen("108,11 $", "100 $")
	st.Press("Пересчитать")
	if got := prices(st.read(id)); got != "100 15.01 0 1" || e.moved.box.Visible() || len(st.Acts) != steps+1 {
		t.Errorf("recalculated again: %s in %d steps", got, len(st.Acts)-steps)
	}
	e.into(money.RUB)
	if got := prices(st.read(id)); got != asWritten {
		t.Errorf("came back as %s", got)
	}
	st.Well()
}

func TestAmountsMayKeepTheRateOfBefore(t *testing.T) {
	st := newRig(t, text.EN, false)
	e, id := st.recalculated()
	e.rateTo("100")
	e = st.editor(route.Route{Offer: id}) // it is asked until it is answered
	st.WantSeen("3 amounts were recalculated at the rate of before")
	st.Press("Leave the numbers")
	if got := prices(st.read(id)); got != "108.11 16.22 0 1.08" || e.moved.box.Visible() {
		t.Errorf("left: %s", got)
	}
	e.rateTo("50")
	if e.moved.box.Visible() {
		t.Error("asked again of amounts that were left")
	}
}

func TestTheKeyMarksAnOfferSent(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, id := st.handWritten()
	e.Mark()
	if now := st.read(id); now.State != trade.Sent {
		t.Fatalf("it is %s, %v", now.State, st.Failed)
	}
	e.Mark()
	st.WantSeen(st.Env.T.T("offers.mark.accepted"), st.Env.T.T("offers.mark.declined")) // asks what came of it
}

func TestWhatIsTooLongToPasteIsTold(t *testing.T) {
	for lang, want := range map[text.Lang]string{
		text.RU: "Вставлено строк: 2. 1 текст длиннее 10\u00a0000 знаков: его конец не поместился",
		text.UK: "Вставлено рядків: 2. 1 текст довший за 10\u00a0000 знаків: його кінець не вмістився",
		text.EN: "Lines pasted: 2. 1 text is longer than 10,000 letters: its end did not fit"} {
		st := newRig(t, lang, false)
		e, _ := st.handWritten()
		e.paste(strings.Repeat("я", parts.LongName+longDescription+7) + "\t5\nНасос\t1\n")
		if len(st.Said) != 1 || st.Said[0] != want {
			t.Errorf("said %q", st.Said)
		}
		st.Said = nil
		e.paste(strings.Repeat("я", parts.LongName+longDescription) + "\t5\n")
		if len(st.Said) != 1 || strings.Contains(st.Said[0], "10") {
			t.Errorf("of what fits it said %q", st.Said)
		}
	}
}
