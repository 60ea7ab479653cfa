package parts

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
)

// TestReasonOfAPriceIsReadWhole proves that a long reason wraps in its dialog, and that prices bear the sign of their
// currency where the language puts it.
func TestReasonOfAPriceIsReadWhole(t *testing.T) {
	for lang, want := range map[text.Lang]string{text.EN: "£6.74", text.RU: "6,74\u00a0£"} {
		env := newEnv(t, lang)
		steps := []trade.PriceStep{{By: trade.ByList, Name: "Retail", After: money.MustDec("6.4")},
			{By: trade.ByIndex, Name: strings.Repeat("Copper, exchange ", 6), Before: money.MustDec("6.4"), After: money.MustDec("6.74"), Value: money.MustDec("8123.5"), Day: "2026-11-20"}}
		ShowWhy(env, trade.Line{Name: "Copper pipe", Why: steps}, money.GBP)
		sees := false
		for _, l := range overlay[*kit.Label](env) {
			sees = sees || l.Text() == want
		}
		words := WhyWords(env, steps[1])
		whole := false
		for _, w := range overlay[*kit.Paragraph](env) {
			whole = whole || w.Text() == words && w.Size().Height > kit.Body.Line()*1.5
		}
		if !sees || !whole {
			t.Errorf("%s: price %q seen: %v, %q on several lines: %v", lang, want, sees, words, whole)
		}
		kit.RouteKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	}
}
