package settings

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
)

// TestShotsOfRatesAndNumbers draws the pages of rates and numbers for people to look at.
func TestShotsOfRatesAndNumbers(t *testing.T) {
	folder := os.Getenv("RAPPORT_SHOTS")
	if folder == "" {
		t.Skip("RAPPORT_SHOTS names no folder for pictures")
	}
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
				st.window.Resize(fyne.NewSize(1100, 700))
				f, err := os.Create(filepath.Join(folder, fmt.Sprintf("settings-%s-%s-%v.png", section, lang, dark)))
				if err != nil {
					t.Fatal(err)
				}
				if err := png.Encode(f, st.window.Canvas().Capture()); err != nil {
					t.Fatal(err)
				}
				_ = f.Close()
				for kit.ModalOpen() {
					kit.RouteKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
				}
			}
		}
	}
}
