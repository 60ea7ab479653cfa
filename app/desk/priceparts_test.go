package desk_test

import (
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

func TestWhatARuleNeedsStays(t *testing.T) {
	d := onBase(t)
	ctx := t.Context()
	if err := d.Demo(ctx, text.RU); err != nil {
		t.Fatal(err)
	}
	indices, err1 := d.PriceIndices(ctx)
	capacities, err2 := d.Capacities(ctx)
	segments, err3 := d.Segments(ctx)
	rules, err4 := d.PriceRules(ctx)
	if err1 != nil || err2 != nil || err3 != nil || err4 != nil || len(indices)*len(capacities)*len(segments) == 0 {
		t.Fatal(err1, err2, err3, err4)
	}
	remove := map[string]func() error{
		"index":    func() error { return d.RemoveIndex(ctx, indices[0].ID) },
		"capacity": func() error { return d.RemoveCapacity(ctx, capacities[0].ID) },
		"segment":  func() error { return d.RemoveSegment(ctx, segments[0].ID) },
	}
	for _, gone := range remove {
		isFault(t, gone(), "desk.rule.needs")
	}
	for _, r := range rules {
		if err := d.RemoveRule(ctx, r.ID); err != nil {
			t.Fatal(err)
		}
	}
	for what, gone := range remove {
		if err := gone(); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	left, err := d.Segments(ctx)
	if err != nil || len(left) != len(segments)-1 {
		t.Error(left, err)
	}
}

func TestRemoveExchange(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	if err := d.SetExchange(ctx, money.EUR, d.Today(), money.DecInt(100)); err != nil {
		t.Fatal(err)
	}
	all, err := d.Exchanges(ctx)
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	if err := d.RemoveExchange(ctx, all[0].ID); err != nil {
		t.Fatal(err)
	}
	if err := d.RemoveExchange(ctx, trade.ExchangeID(all[0].ID)); err != crm.ErrNotFound {
		t.Errorf("a rate that is gone: %v", err)
	}
}
