package money

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

func TestParseDec(t *testing.T) {
	for text, want := range map[string]string{
		"1 234,50": "1234.5", "1\u00a0234,50": "1234.5", "1\u202f234.50": "1234.5", "1'234.50": "1234.5", "1’234,5": "1234.5",
		"1,234.50": "1234.5", "1.234,50": "1234.5", "1.234.567": "1234567", "1,234,567.8": "1234567.8",
		"0": "0", "-0,00": "0", "007": "7", ",5": "0.5", "5.": "5", "-12": "-12", "−12": "-12", "–12": "-12", "- 12": "-12", "+3": "3",
		"1,234": "1.234", "1.234": "1.234", " 12 ": "12", "\ufeff12": "12", "0.000": "0", "10": "10", "100.10": "100.1",
		"123456789012345678901234567890": "123456789012345678901234567890",
	} {
		got, err := ParseDec(text)
		if err != nil || got.String() != want {
			t.Errorf("ParseDec(%q) = %s, %v; want %s", text, got, err, want)
		}
	}
}

func TestParseDecRefuses(t *testing.T) {
	for text, want := range map[string]error{
		"": ErrNotNumber, " ": ErrNotNumber, "-": ErrNotNumber, ".": ErrNotNumber, "abc": ErrNotNumber, "1e5": ErrNotNumber,
		"12 34": ErrNotNumber, "1 2345": ErrNotNumber, "1,23,456": ErrNotNumber, "1,2,3.4.5": ErrNotNumber, "--1": ErrNotNumber,
		"1 234'567": ErrNotNumber, "0,123 456": ErrNotNumber, "٣": ErrNotNumber, "5,00101E+11": ErrNotNumber, "NaN": ErrNotNumber,
		"\xff": ErrNotNumber, "1\x002": ErrNotNumber, "😀": ErrNotNumber, "1-2": ErrNotNumber,
		strings.Repeat("9", 31): ErrTooLong, "0." + strings.Repeat("0", 30) + "1": ErrTooLong, strings.Repeat("0", 301): ErrTooLong,
	} {
		if got, err := ParseDec(text); !errors.Is(err, want) {
			t.Errorf("ParseDec(%q) = %s, %v; want %v", text, got, err, want)
		}
	}
}

func TestParseDecIn(t *testing.T) {
	for _, row := range []struct{ text, lang, want string }{
		{"1,234", "en", "1234"}, {"1,234", "ru", "1.234"}, {"12,5", "en", "12.5"}, {"1.234", "en", "1.234"}, {"0,5", "en", "0.5"},
	} {
		if got, err := ParseDecIn(row.text, row.lang); err != nil || got.String() != row.want {
			t.Errorf("ParseDecIn(%q, %s) = %s, %v; want %s", row.text, row.lang, got, err, row.want)
		}
	}
}

func TestParseAmount(t *testing.T) {
	for _, row := range []struct {
		text string
		c    Currency
		lang string
		want int64
	}{
		{"1234,5 руб.", RUB, "ru", 123450}, {"1 000 р.", RUB, "ru", 100000}, {"₽ 10", RUB, "ru", 1000}, {"-$5", USD, "en", -500},
		{"10 грн", UAH, "uk", 1000}, {"uah 10", UAH, "en", 1000}, {"0.995", GBP, "en", 100}, {"1,5", "JPY", "ru", 2},
	} {
		if got, err := ParseAmount(row.text, row.c, row.lang); err != nil || got.Minor != row.want {
			t.Errorf("ParseAmount(%q) = %v, %v; want %d", row.text, got, err, row.want)
		}
	}
	if _, err := ParseAmount("10 $", RUB, "ru"); !errors.Is(err, ErrNotNumber) {
		t.Errorf("a foreign sign must be refused, got %v", err)
	}
	if _, err := ParseAmount("99999999999999999999", RUB, "ru"); !errors.Is(err, ErrOverflow) {
		t.Errorf("want ErrOverflow, got %v", err)
	}
}

func TestDecIsAValue(t *testing.T) {
	a, b := MustDec("1,50"), MustDec("1.5")
	if a != b || a.Sub(b) != (Dec{}) || DecInt(0) != (Dec{}) || MustDec("10").Mul(MustDec("0.1")) != DecInt(1) {
		t.Error("equal numbers must be equal values")
	}
	if huge := DecInt(1_000_000_000_000_000); huge.Mul(huge).String() != "1"+strings.Repeat("0", 30) {
		t.Errorf("no exponents: %s", huge.Mul(huge))
	}
	if tiny := MustDec("0.000000001"); tiny.Mul(tiny).String() != "0.000000000000000001" {
		t.Errorf("no exponents: %s", tiny.Mul(tiny))
	}
	if third, err := DecInt(-2).Div(DecInt(3), 4); err != nil || third.String() != "-0.6667" {
		t.Errorf("-2/3 = %s, %v", third, err)
	}
	if _, err := a.Div(Dec{}, 2); !errors.Is(err, ErrDivision) {
		t.Errorf("want ErrDivision, got %v", err)
	}
}

func TestDecInJSON(t *testing.T) {
	type offer struct{ Rate, Discount Dec }
	was := offer{Rate: MustDec("18.03")}
	text, err := json.Marshal(was)
	if err != nil || string(text) != `{"Rate":"18.03","Discount":"0"}` {
		t.Fatalf("%s, %v", text, err)
	}
	var now offer
	if err := json.Unmarshal(text, &now); err != nil || now != was {
		t.Errorf("%v, %v", now, err)
	}
}

func FuzzParseDec(f *testing.F) {
	for _, seed := range []string{"", "1 234,50", "😀", "\x00", "\xff\xfe", strings.Repeat("1", 10000), strings.Repeat("1 ", 5000),
		"1’234", "-", "1e9", "٣", ",", "1.2.3,4,5", "1,234,"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, lang := range []string{"ru", "en"} {
			d, err := ParseDecIn(text, lang)
			if err != nil {
				continue
			}
			if back, err := ParseDec(d.String()); err != nil || back != d {
				t.Fatalf("%q gives %s, which reads back as %s, %v", text, d, back, err)
			}
			if back, err := ParseDecIn(FormatDec(d, lang), lang); err != nil || back != d {
				t.Fatalf("%q gives %s, shown as %q, which reads back as %s, %v", text, d, FormatDec(d, lang), back, err)
			}
		}
		_, _ = ParseAmount(text, RUB, "ru")
	})
}
