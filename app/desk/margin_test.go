package desk_test

import (
	"testing"

	"rapport/app/money"
	"rapport/app/trade"
)

// TestUnitCostsSpeakTheCurrencyOfTheOffer: a cost in rubles at 100 rubles for a euro is a hundredth of it in euros, at the
// rate of the offer what that says; what is gone, free or without a rate is not told.
func TestUnitCostsSpeakTheCurrencyOfTheOffer(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	item := func(name, cost string, in money.Currency) trade.ItemID {
		i, err := d.SaveItem(ctx, nil, trade.Item{Name: name, Kind: trade.Goods, Stream: trade.AssetSale, Cost: money.MustDec(cost), CostIn: in}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return i.ID
	}
	own, dollars, free := item("own", "250", ""), item("dollars", "3", money.USD), item("free", "0", "")
	if err := d.SetExchange(ctx, money.EUR, d.Today(), money.DecInt(100)); err != nil {
		t.Fatal(err)
	}
	offer := trade.Offer{Currency: money.RUB, Day: d.Today(), Sections: []trade.Section{{Lines: []trade.Line{
		{Item: own}, {Item: dollars}, {Item: free}, {Item: own + 1000}, {Name: "by hand"}, {Item: own}, {Item: dollars, Text: true}}}}}
	for _, c := range []struct {
		currency money.Currency
		rate     string
		want     string // of the item costed in our own currency, "" for none
	}{{money.RUB, "", "250"}, {money.EUR, "", "2.5"}, {money.EUR, "125", "2"}, {money.USD, "", ""}, {money.USD, "50", "5"}} {
		o := offer
		o.Currency = c.currency
		if c.rate != "" {
			o.Rate = trade.OfferRate{Value: money.MustDec(c.rate), Day: o.Day}
		}
		costs, err := d.UnitCosts(ctx, o)
		if err != nil {
			t.Fatal(err)
		}
		got, known := costs[own]
		if known != (c.want != "") || known && got != money.MustDec(c.want) {
			t.Errorf("%s at %q: %v, %v", c.currency, c.rate, got, known)
		}
		if _, told := costs[free]; told {
			t.Error("a cost nobody typed is told")
		}
		if _, told := costs[dollars]; told != (c.currency == money.USD) {
			t.Errorf("in %s dollars are told: %v", c.currency, told)
		}
	}
}

// TestNewPapersSpeakAsThePriceListDoes: an item at a price with VAT comes into a new offer and order at that very price.
func TestNewPapersSpeakAsThePriceListDoes(t *testing.T) {
	d, list, item := priced(t)
	ctx := t.Context()
	for _, c := range []struct {
		gross bool
		tax   trade.TaxMode
	}{{false, trade.TaxNet}, {true, trade.TaxGross}} {
		now := list
		now.Gross = c.gross
		saved, err := d.SavePriceList(ctx, now)
		if err != nil {
			t.Fatal(err)
		}
		list = saved
		offer, err1 := d.NewOffer(ctx, 0)
		order, err2 := d.NewOrder(ctx, 0)
		if err1 != nil || err2 != nil || offer.Tax != c.tax || order.Tax != c.tax {
			t.Errorf("with VAT %v: offer %s, order %s, %v, %v", c.gross, offer.Tax, order.Tax, err1, err2)
		}
		line, _, err := d.LineOf(ctx, offer, item.ID, nil, money.DecInt(4))
		if err != nil || line.Price != money.DecInt(1000) {
			t.Errorf("with VAT %v: %v, %v", c.gross, line.Price, err)
		}
	}
}
