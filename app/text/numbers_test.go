package text_test

import (
	"math"
	"strings"
	"testing"

	"rapport/app/text"
)

func TestInt(t *testing.T) {
	cases := map[int][2]string{
		0: {"0", "0"}, 7: {"7", "7"}, 999: {"999", "999"}, 1000: {"1 000", "1,000"}, 12345: {"12 345", "12,345"},
		1234567: {"1 234 567", "1,234,567"}, -999: {"-999", "-999"}, -1000: {"-1 000", "-1,000"}, -123456: {"-123 456", "-123,456"},
		math.MinInt: {"-9 223 372 036 854 775 808", "-9,223,372,036,854,775,808"},
	}
	for n, want := range cases {
		for lang, w := range map[text.Lang]string{text.RU: want[0], text.UK: want[0], text.EN: want[1]} {
			if got := lang.Int(n); got != strings.ReplaceAll(w, " ", "\u00a0") {
				t.Errorf("%s %d: %q", lang, n, got)
			}
		}
	}
}

func TestDecimalAndPercent(t *testing.T) {
	cases := []struct{ got, want string }{
		{text.RU.Decimal(1234.5, 2), "1\u00a0234,50"}, {text.EN.Decimal(1234.5, 2), "1,234.50"}, {text.UK.Decimal(0.05, 1), "0,1"},
		{text.RU.Decimal(-0.001, 2), "0,00"}, {text.RU.Decimal(-1234.5, 0), "-1\u00a0234"}, {text.EN.Decimal(2, -1), "2"},
		{text.RU.Percent(0.425, 1), "42,5\u00a0%"}, {text.UK.Percent(0.425, 1), "42,5%"}, {text.EN.Percent(0.425, 1), "42.5%"},
		{text.RU.Percent(1, 0), "100\u00a0%"}, {text.EN.Percent(12.5, 0), "1,250%"}, {text.EN.Decimal(math.NaN(), 1), "NaN"},
	}
	for _, c := range cases {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
