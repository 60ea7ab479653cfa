package desk_test

import (
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
)

func TestRateOn(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	for day, rate := range map[crm.Day]string{"2026-11-01": "90", "2026-11-20": "92.5", "2026-12-01": "99"} {
		if err := d.SetExchange(ctx, money.USD, day, money.MustDec(rate)); err != nil {
			t.Fatal(err)
		}
	}
	for day, want := range map[crm.Day]string{"2026-11-24": "92.5 2026-11-20", "2026-11-19": "90 2026-11-01", "2026-12-01": "99 2026-12-01"} {
		rate, known, err := d.RateOn(ctx, money.USD, day)
		if got := rate.Value.String() + " " + string(rate.Day); err != nil || !known || got != want {
			t.Errorf("%s: %s, want %s, %v", day, got, want, err)
		}
	}
	for _, c := range []money.Currency{money.EUR, money.USD} {
		if _, known, err := d.RateOn(ctx, c, "2026-10-01"); known || err != nil {
			t.Errorf("%s: %v, %v", c, known, err)
		}
	}
}
