package paper_test

import (
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
)

// TestDiscountOfAnOrderIsCalledSo proves that a confirmation speaks of a discount on the order, where an offer speaks of itself.
func TestDiscountOfAnOrderIsCalledSo(t *testing.T) {
	offers := map[text.Lang]trade.Offer{text.RU: ruOffer(), text.UK: ukOffer(), text.EN: enOffer()}
	firms := map[text.Lang]crm.Firm{text.RU: ruFirm(), text.UK: ukFirm(), text.EN: enFirm()}
	want := map[text.Lang]string{text.RU: "Скидка на весь заказ 5", text.UK: "Знижка на все замовлення 5", text.EN: "Discount on the whole order 5"}
	for lang, offer := range offers {
		offer.Discount = trade.Discount{Percent: d("5")}
		order := orderFrom(t, offer)
		doc := layOrder(t, order, orderFacts(firms[lang], offer), lang)
		if said := allWords(doc); !strings.Contains(said, want[lang]) || strings.Contains(said, catalogue.In(lang).T("paper.total.discount.whole")) {
			t.Errorf("%s: no %q in\n%s", lang, want[lang], said)
		}
	}
}
