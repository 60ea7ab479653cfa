package orders

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/money"
	"rapport/app/text"
	"rapport/screens/route"
)

func TestANameSuggestsItems(t *testing.T) {
	st := newRig(t, text.RU, false)
	_, partner := st.shelf()
	s := st.form(route.Route{Client: partner.ID})
	h := s.sheet
	st.Types("стел")
	st.WantSeen("Стеллаж")
	st.Keys(fyne.KeyDown, fyne.KeyReturn)
	st.Press(st.Env.T.T("text.apply"))
	if got := h.take().Lines; len(got) != 1 || !strings.HasPrefix(got[0].Name, "Стеллаж") || got[0].Price != money.DecInt(900) || len(got[0].Why) == 0 || got[0].Unit != "компл." {
		t.Fatalf("lines %+v", got)
	}
	st.Types("20")
	st.Keys(fyne.KeyReturn)
	if got := h.take().Lines; got[0].Quantity != money.DecInt(20) || got[0].Price != money.DecInt(855) {
		t.Errorf("%+v", got[0])
	}
	st.Well()
}

func TestWhatIsTypedStandsUnlessOneChooses(t *testing.T) {
	for name, leave := range map[string][]fyne.KeyName{"Enter": {fyne.KeyReturn}, "Esc and Enter": {fyne.KeyEscape, fyne.KeyReturn}, "Tab": {fyne.KeyTab}} {
		st := newRig(t, text.RU, false)
		_, partner := st.shelf()
		s := st.form(route.Route{Client: partner.ID})
		st.Types("стелл")
		st.Keys(leave...)
		got := s.sheet.take().Lines
		if len(got) != 1 || got[0].Name != "стелл" || got[0].Item != 0 || !got[0].Price.IsZero() {
			t.Errorf("%s: %+v", name, got)
		}
		st.CloseAll()
	}
}
