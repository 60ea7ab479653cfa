package ident

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestParsePhones(t *testing.T) {
	for _, row := range []struct{ country, cell, e164, ext, key string }{
		{"RU", "8 (495) 123-45-67", "+74951234567", "", "74951234567"},
		{"ru", "8-800-555-35-35", "+78005553535", "", "78005553535"},
		{"RU", "+7 916 123 45 67", "+79161234567", "", "79161234567"},
		{"RU", "79161234567", "+79161234567", "", "79161234567"},
		{"RU", "9161234567", "+79161234567", "", "79161234567"},
		{"RU", "+8 916 123-45-67", "+79161234567", "", "79161234567"},
		{"RU", "8 (34252) 2-34-56", "+73425223456", "", "73425223456"},
		{"RU", "123-45-67", "", "", "1234567"},
		{"RU", "2-34-56", "", "", "23456"},
		{"RU", "'+79161234567", "+79161234567", "", "79161234567"},
		{"RU", "00442079460958", "+442079460958", "", "442079460958"},
		{"RU", "810 44 20 7946 0958", "+442079460958", "", "442079460958"},
		{"UA", "0671234567", "+380671234567", "", "380671234567"},
		{"UA", "(044) 123-45-67", "+380441234567", "", "380441234567"},
		{"UA", "80671234567", "+380671234567", "", "380671234567"},
		{"UA", "380671234567", "+380671234567", "", "380671234567"},
		{"UA", "89161234567", "+79161234567", "", "79161234567"},
		{"BY", "8029 123-45-67", "+375291234567", "", "375291234567"},
		{"BY", "80441234567", "+375441234567", "", "375441234567"},
		{"UA", "80441234567", "+380441234567", "", "380441234567"},
		{"RU", "80441234567", "", "", "80441234567"},
		{"RU", "80671234567", "+380671234567", "", "380671234567"},
		{"KZ", "8 701 123 45 67", "+77011234567", "", "77011234567"},
		{"GB", "020 7946 0958", "+442079460958", "", "442079460958"},
		{"US", "(202) 555-0123", "+12025550123", "", "12025550123"},
		{"", "+1 202 555 0123", "+12025550123", "", "12025550123"},
		{"", "123456789", "", "", "123456789"},
		{"RU", "+7 495 123-45-67 доб. 12", "+74951234567", "12", "74951234567"},
		{"RU", "+7 495 123-45-67, доб. 12", "+74951234567", "12", "74951234567"},
		{"RU", "8 (495) 123-45-67 (доб. 123)", "+74951234567", "123", "74951234567"},
		{"RU", "8 (495) 123-45-67 добавочный 5", "+74951234567", "5", "74951234567"},
		{"UA", "067 123 45 67 вн. 3", "+380671234567", "3", "380671234567"},
		{"RU", "84951234567#12", "+74951234567", "12", "74951234567"},
		{"RU", "84951234567x12", "+74951234567", "12", "74951234567"},
		{"RU", "+7 (495) 123-45-67 ext. 12", "+74951234567", "12", "74951234567"},
		{"RU", "tel:+7-495-123-45-67;ext=12", "+74951234567", "12", "74951234567"},
		{"RU", "моб. +7 916 123-45-67 Иван 2", "+79161234567", "", "79161234567"},
		{"RU", "тел./факс: (495) 123-45-67", "+74951234567", "", "74951234567"},
		{"RU", "123-45-67/68", "", "", "1234567"},
		{"RU", "(495, 499) 123-45-67", "", "", "4991234567"},
		{"RU", "+7,9161E+10", "", "", ""},
		{"RU", "спросить Ивана", "", "", ""},
		{"RU", strings.Repeat("7", 40), "", "", strings.Repeat("7", 32)},
	} {
		got := ParsePhones(row.cell, row.country)
		if len(got) != 1 {
			t.Errorf("%q: %d phones, want 1: %+v", row.cell, len(got), got)
			continue
		}
		p := got[0]
		if p.E164 != row.e164 || p.Ext != row.ext || p.Key != row.key || lettersOf(p.Raw) != lettersOf(row.cell) {
			t.Errorf("%s %q: %+v", row.country, row.cell, p)
		}
	}
}

func TestSeveralPhonesInACell(t *testing.T) {
	for cell, want := range map[string][]string{
		"8 (495) 123-45-67, 8 916 123-45-67":                          {"74951234567", "79161234567"},
		"8 (495) 123-45-67; 8 916 123-45-67":                          {"74951234567", "79161234567"},
		"8 (495) 123-45-67/8 916 123-45-67":                           {"74951234567", "79161234567"},
		"8 (495) 123-45-67\r\n8 916 123-45-67\n":                      {"74951234567", "79161234567"},
		"8 (495) 123-45-67 ::: 8 916 123-45-67":                       {"74951234567", "79161234567"},
		"+79161234567 +79167654321":                                   {"79161234567", "79167654321"},
		"8 (495 123-45-67, 8 916 123-45-67":                           {"74951234567", "79161234567"},
		"8 (495) 123-45-67 (Иван, склад), 8 916 123-45-67":            {"74951234567", "79161234567"},
		"+7 495 123-45-67, доб. 12; 8 916 123-45-67 вн 5; 123-45, 67": {"74951234567", "79161234567", "12345"},
		" , ; ": {},
		"":      {},
	} {
		got := ParsePhones(cell, "RU")
		var keys []string
		for _, p := range got {
			keys = append(keys, p.Key)
		}
		if strings.Join(keys, " ") != strings.Join(want, " ") {
			t.Errorf("%q: %q, want %q", cell, keys, want)
		}
	}
}

func TestManyPhonesKeepTheirText(t *testing.T) {
	cell := strings.TrimSuffix(strings.Repeat("8 916 123-45-67, ", 200), ", ")
	phones := ParsePhones(cell, "RU")
	var raws []string
	for _, p := range phones {
		raws = append(raws, p.Raw)
	}
	if len(phones) != maxPhones || strings.Join(raws, ", ") != cell {
		t.Errorf("%d phones; text lost", len(phones))
	}
}

func TestFormatPhone(t *testing.T) {
	for e164, want := range map[string]string{
		"+74951234567": "+7 495 123-45-67", "+380671234567": "+380 67 123 45 67", "+77011234567": "+7 701 123 45 67",
		"+375291234567": "+375 29 123-45-67", "+442079460958": "+44 20 7946 0958",
	} {
		if got := FormatPhone(Phone{Raw: "x", E164: e164}); got != want {
			t.Errorf("%s: %q, want %q", e164, got, want)
		}
	}
	if got := FormatPhone(Phone{Raw: "2-34-56", Key: "23456"}); got != "2-34-56" {
		t.Errorf("an unplaced number is shown as typed, got %q", got)
	}
}

func TestSearchDigits(t *testing.T) {
	for _, row := range []struct{ text, country, want string }{
		{"8 (495) 12", "RU", "49512"}, {"+7 495", "RU", "7495"}, {"067 1", "UA", "671"}, {"8067", "UA", "67"}, {"495", "RU", "495"}, {"8029", "BY", "29"}, {"12", "RU", ""}, {"020", "GB", "020"},
	} {
		if got := SearchDigits(row.text, row.country); got != row.want {
			t.Errorf("SearchDigits(%q, %s) = %q, want %q", row.text, row.country, got, row.want)
		}
	}
}

func FuzzParsePhones(f *testing.F) {
	for _, seed := range nasty {
		for _, country := range []string{"RU", "UA", "BY", "GB", ""} {
			f.Add(seed, country)
		}
	}
	f.Fuzz(func(t *testing.T, cell, country string) {
		phones := ParsePhones(cell, country)
		var raw strings.Builder
		for _, p := range phones {
			raw.WriteString(p.Raw)
			if p.Key != Digits(p.Key) || (p.E164 != "" && p.E164 != "+"+p.Key) {
				t.Fatalf("%q: %+v", cell, p)
			}
			_ = FormatPhone(p)
		}
		if utf8.ValidString(cell) && Digits(raw.String()) != Digits(cell) {
			t.Fatalf("%q lost digits: %+v", cell, phones)
		}
	})
}

// lettersOf is a text without spaces and separators, for comparing what was kept.
func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" ,;/\n\r", r) {
			return -1
		}
		return r
	}, s)
}
