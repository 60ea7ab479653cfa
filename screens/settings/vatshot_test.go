package settings

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/stand"
)

// TestShotsOfRatesAndNumbers draws the pages of rates and numbers for people to look at.
func TestShotsOfRatesAndNumbers(t *testing.T) {
	stand.NeedShots(t)
	for _, lang := range text.Langs {
		for _, dark := range []bool{false, true} {
			for _, section := range []string{"vat", "numbers", "rate"} {
				st := at(t, lang, map[string]string{"rate": "vat"}[section]+map[bool]string{true: section}[section != "rate"])
				fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(dark))
				if section == "rate" {
					st.editRate(vatTable{rates: st.rates("RU"), home: "RU"}, trade.TaxRate{Country: "RU", Class: trade.TaxStandard})
				}
				if section == "numbers" && dark {
					st.put("offers", "КП-{n}")
				}
				st.Window.Resize(fyne.NewSize(1100, 700))
				st.Picture(fmt.Sprintf("settings-%s-%s-%v", section, lang, dark))
				for kit.ModalOpen() {
					kit.RouteKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
				}
			}
		}
	}
}
