package offers

import (
	"strings"
	"testing"

	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/route"
	"rapport/screens/stand"
)

// costed is an offer of one item that costs 60 and one line by hand.
func (st *rig) costed() (trade.Offer, trade.Item) {
	st.T.Helper()
	item, err := st.Desk.SaveItem(ctx, nil, trade.Item{Name: "Клапан", Kind: trade.Goods, Stream: trade.AssetSale, Cost: money.DecInt(60)}, nil)
	if err != nil {
		st.T.Fatal(err)
	}
	o, err := st.Desk.NewOffer(ctx, st.client("Мельница"))
	if err != nil {
		st.T.Fatal(err)
	}
	o.Tax = trade.TaxGross
	o.Sections = []trade.Section{{Lines: []trade.Line{
		{Item: item.ID, Name: "Клапан", Quantity: money.DecInt(2), Price: money.DecInt(122), VAT: money.DecInt(22)},
		{Name: "Наладка", Quantity: money.DecInt(1), Price: money.DecInt(100), VAT: money.DecInt(22)}}}}
	if o, err = st.Desk.SaveOffer(ctx, nil, o); err != nil {
		st.T.Fatal(err)
	}
	return o, item
}

func TestTheOwnerSeesWhatAnOfferLeaves(t *testing.T) {
	st := newRig(t, text.RU, false)
	o, item := st.costed()
	e := st.editor(route.Route{Offer: o.ID})
	st.WantSeen("Маржа 40 % по 1 из 2 строк")
	e.offer.Discount.Percent = money.DecInt(45)
	e.changed()
	st.WantSeen("Маржа -9,1 %", "1 строка ниже себестоимости")
	e.offer.Discount = trade.Discount{}
	e.ledger.remove(e.keys[0][1])
	e.changed()
	st.WantSeen("Маржа 40 %, останется 80 ₽")
	dearer := item
	dearer.Cost = money.DecInt(90)
	if _, err := st.Desk.SaveItem(ctx, &item, dearer, nil); err != nil {
		t.Fatal(err)
	}
	st.WantSeen("Маржа 10 %")
	doc, _, err := st.Desk.LayOffer(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	if said := strings.ToLower(allText(doc)); said == "" || strings.Contains(said, "маржа") || strings.Contains(said, "себестоим") {
		t.Error("the paper tells what is for the owner alone")
	}
}

func TestTheMarginIsListedByLine(t *testing.T) {
	st := newRig(t, text.RU, false)
	o, _ := st.costed()
	e := st.editor(route.Route{Offer: o.ID})
	e.totals.margin.list()
	st.Everywhere = false
	st.WantSeen("Что останется вам", "Себестоимость известна для строк: 1 из 2.", "1. Клапан", "200,00", "120,00", "2. Наладка", "81,97", "40 %")
	if n := len(stand.Find[*kit.PressRow](st.Top())); n != 2 {
		t.Error("no line can be reached by keyboard")
	}
	st.CloseAll()
}

func TestWithoutCostsThereIsNoMargin(t *testing.T) {
	st := newRig(t, text.RU, false)
	e := st.editor(route.Route{Client: st.client("Мельница")})
	e.addLine()
	if e.totals.margin.object.Visible() {
		t.Error("a margin of nothing is shown")
	}
}
