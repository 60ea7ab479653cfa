package ident

import (
	"fmt"
	"strings"
	"testing"
)

func TestValidIdentifiers(t *testing.T) {
	for kind, values := range map[Kind][]string{
		INN:    {"7707083893", "7736207543", "500100732259", "123456789047", "7707 083 893", "'7707083893", ""},
		KPP:    {"773601001", "7736AB001"},
		OGRN:   {"1027700132195", "1027700229193"},
		OGRNIP: {"304500116000157", "309774611900857", remainderTenOGRNIP()},
		BIK:    {"044525225", "017003983"},
		EDRPOU: {"14360570", "00032129"},
		RNOKPP: {"1759013776", "2530414071"},
		IPN:    {"123456789012", "1759013776"},
		IBAN:   {"UA213223130000026007233566001", "UA903052992990004149123456789", "ua21 3223 1300 0002 6007 2335 6600 1", "IBAN: UA213223130000026007233566001", "DE89370400440532013000", "GB29NWBK60161331926819"},
		BIC:    {"AGRIFRPP882", "AGRIFRPP", "agri fr pp"},
		EUVAT: {"DE136695976", "FR61954506077", "PL8567346215", "NL004495445B01", "ATU57194903", "BE0697449992", "IT00743110157", "EE100931558",
			"LT119511515", "CZ25123891", "SK2022749619", "RO18547290", "ESB58378431", "EL023456780", "XI432525179", "IE6433435F", "DE 136 695 976",
			"BG175074752", "CY10259033P", "DK13585628", "FI20774740", "HR33392005961", "HU12892312", "IE8D79739I", "LU15027442", "LV40003521600", "MT11679112", "PT501964843", "SE123456789701", "SI50223054"},
		PhoneNo: {"8 (495) 123-45-67", "123-45-67", "+44 20 7946 0958"},
		Email:   {"ivan@example.com", "иван@почта.рф", "ivan+crm@mail.example.ru", "o'hara@example.ie", "иванов@example.com"},
	} {
		for _, value := range values {
			if v := Check(kind, value, Context{Country: "RU"}); !v.OK || v.Reason != "" {
				t.Errorf("%s %q: %+v, want OK", kind, value, v)
			}
		}
	}
}

// remainderTenOGRNIP builds a number whose remainder is 10, so that its control digit is 0.
func remainderTenOGRNIP() string {
	for n := range 1000 {
		if head := fmt.Sprintf("30450011600%03d", n); remainder(head, 13) == 10 {
			return head + "0"
		}
	}
	panic("no such number")
}

func TestInvalidIdentifiers(t *testing.T) {
	for _, row := range []struct {
		kind    Kind
		value   string
		reason  Reason
		suggest string
	}{
		{INN, "1234567895", Checksum, ""}, {INN, "123456789037", Checksum, ""}, {INN, "77070838931", Length, ""}, {INN, "0000000000", Zeros, ""},
		{INN, "77070838О3", NotDigit, ""}, {INN, "5,00101E+11", Damaged, ""}, {INN, "105006465", LostZero, "0105006465"},
		{KPP, "77360100", Length, ""}, {KPP, "7736010A1", Format, ""}, {KPP, "7736АВ001", Letters, "7736AB001"},
		{OGRN, "1022500001328", Checksum, ""}, {OGRN, "0027700132195", Start, ""}, {OGRN, "102770013219", Length, ""},
		{OGRNIP, "304500116000158", Checksum, ""}, {OGRNIP, "104500116000157", Start, ""},
		{BIK, "44525225", LostZero, "044525225"}, {BIK, "994525225", Start, ""}, {BIK, "04452522", Length, ""}, {BIK, "000000000", Zeros, ""},
		{EDRPOU, "32855968", Checksum, ""}, {EDRPOU, "00000000", Zeros, ""}, {EDRPOU, "0032129", LostZero, "00032129"}, {EDRPOU, "32129", LostZero, "00032129"}, {EDRPOU, "1436057", Length, ""},
		{RNOKPP, "1759013770", Checksum, ""}, {RNOKPP, "175901377", Length, ""},
		{IPN, "12345678901", Length, ""}, {IPN, "1759013770", Checksum, ""},
		{IBAN, "UA213223130000026007233566002", Checksum, ""}, {IBAN, "UA2132231300000260072335660", Length, ""}, {IBAN, "ZZ213223130000026007233566001", Country, ""},
		{IBAN, "UA21A223130000026007233566001", Format, ""}, {IBAN, "40702810938000000000", Format, ""}, {IBAN, "UА213223130000026007233566001", Letters, "UA213223130000026007233566001"},
		{BIC, "AGRIF2PP", Format, ""}, {BIC, "AGRIZZPP", Country, ""}, {BIC, "AGRIFR", Length, ""},
		{EUVAT, "GR023456780", Country, "EL023456780"}, {EUVAT, "US123456789", Country, ""}, {EUVAT, "DE12345678", Format, ""}, {EUVAT, "NL004495445", Format, ""}, {EUVAT, "DE000000000", Zeros, ""},
		{PhoneNo, "позвонить", NotDigit, ""}, {PhoneNo, "+7,9161E+10", Damaged, ""}, {PhoneNo, "123456789", Format, ""}, {PhoneNo, "+7 111 123-45-67", Unknown, ""},
		{Email, "ivan", Format, ""}, {Email, "ivan@mail", Format, ""}, {Email, "a b@mail.ru", Format, "ab@mail.ru"}, {Email, "ivan@mail,ru", Format, "ivan@mail.ru"},
		{Email, "Иван <ivan@mail.ru>", Format, "ivan@mail.ru"}, {Email, "ivan@mаil.ru", Letters, "ivan@mail.ru"}, {Email, "a@b@c.ru", Format, ""}, {Email, "a..b@c.ru", Format, ""},
	} {
		v := Check(row.kind, row.value, Context{Country: "RU"})
		if v.OK || v.Reason != row.reason || v.Suggest != row.suggest {
			t.Errorf("%s %q: %+v, want %s, suggestion %q", row.kind, row.value, v, row.reason, row.suggest)
		}
		if v.Suggest != "" && !Check(row.kind, v.Suggest, Context{}).OK {
			t.Errorf("%s: the suggestion %q does not pass itself", row.kind, v.Suggest)
		}
	}
}

func TestAccountsWithTheirBanks(t *testing.T) {
	for _, row := range []struct {
		kind       Kind
		value, bik string
		reason     Reason
	}{
		{Account, "40602810700000000025", "049805746", ""},
		{Account, "40602 810 7 0000 0000025", "049805746", ""},
		{Account, "40702810938000000000", "044525225", Checksum},
		{Account, "40702810938000000000", "", ""},
		{Account, "40702810938000000000", "12", ""},
		{Account, "03100643000000018500", "017003983", ""},
		{Account, "4060281070000000002", "049805746", Length},
		{Account, "40602810700000000О25", "049805746", NotDigit},
		{Account, "00000000000000000000", "049805746", Zeros},
		{Corr, "30101810800000000746", "049805000", ""},
		{Corr, "30101810400000000225", "044525225", ""},
		{Corr, "30101810400000000226", "044525225", Checksum},
		{Corr, "40102810445370000059", "017003983", ""},
		{Corr, "40702810938000000000", "044525225", Start},
	} {
		v := Check(row.kind, row.value, Context{BIK: row.bik})
		if v.Reason != row.reason || v.OK != (row.reason == "") {
			t.Errorf("%s %q with %q: %+v, want %q", row.kind, row.value, row.bik, v, row.reason)
		}
	}
}

// TestAccountWithALetter: a clearing currency writes a letter for the sixth digit; the key is the same.
func TestAccountWithALetter(t *testing.T) {
	const letters, latinLetters = "АВСЕНКМРТХ", "ABCEHKMPTX"
	for d := range 10 {
		account := []rune("40602810700000000025")
		account[5] = rune('0' + d)
		want := accountKey("746", string(account))
		for _, alphabet := range []string{letters, latinLetters} {
			account[5] = []rune(alphabet)[d]
			if got := Check(Account, string(account), Context{BIK: "049805746"}); got.OK != want {
				t.Errorf("%s: %+v, want OK %v", string(account), got, want)
			}
		}
	}
}

// TestAnyDigitChanged: a checksum must notice every single changed digit of an IBAN, and of a firm's INN nearly so.
func TestAnyDigitChanged(t *testing.T) {
	for _, iban := range []string{"UA213223130000026007233566001", "UA903052992990004149123456789"} {
		for i := 2; i < len(iban); i++ {
			for c := byte('0'); c <= '9'; c++ {
				changed := iban[:i] + string(c) + iban[i+1:]
				if v := Check(IBAN, changed, Context{}); v.OK != (changed == iban) {
					t.Errorf("%s: %+v", changed, v)
				}
			}
		}
	}
}

func TestGroupIBAN(t *testing.T) {
	want := strings.ReplaceAll("UA21 3223 1300 0002 6007 2335 6600 1", " ", "\u00a0")
	if got := GroupIBAN("ua213223130000026007233566001"); got != want {
		t.Errorf("%q", got)
	}
	if NormIBAN(want) != "UA213223130000026007233566001" {
		t.Error("grouping is not undone")
	}
}

func TestSplitINNKPP(t *testing.T) {
	for cell, want := range map[string][2]string{
		"7707083893/773601001": {"7707083893", "773601001"}, "7707083893 / 773601001": {"7707083893", "773601001"},
		"7707083893": {"7707083893", ""}, "773601001": {"", "773601001"}, "500100732259/": {"500100732259", ""}, "": {}, "нет": {},
	} {
		if inn, kpp := SplitINNKPP(cell); [2]string{inn, kpp} != want {
			t.Errorf("%q: %q, %q", cell, inn, kpp)
		}
	}
}

func TestMemberStatesAndCountries(t *testing.T) {
	if len(vatShapes) != 28 {
		t.Errorf("%d kinds of EU VAT numbers, want 27 states and XI", len(vatShapes))
	}
	for code := range ibanLengths {
		if !KnownCountry(code) {
			t.Errorf("IBAN country %s is not a country", code)
		}
	}
	for code, shape := range ibanShapes {
		if len(shape)+4 != ibanLengths[code] {
			t.Errorf("%s: shape of %d places, IBAN of %d", code, len(shape), ibanLengths[code])
		}
	}
	if n := len(strings.Fields(countries)); n != 250 {
		t.Errorf("%d countries, want the 249 of ISO 3166 and XK", n)
	}
}

func FuzzCheck(f *testing.F) {
	for _, seed := range nasty {
		f.Add(seed, "044525225")
	}
	f.Add("40602810700000000025", "😀")
	f.Add("4060АА10700000000025", "\x00")
	f.Fuzz(func(t *testing.T, value, bik string) {
		for _, kind := range Kinds {
			v := Check(kind, value, Context{BIK: bik, Country: "UA"})
			if v.OK != (v.Reason == "") {
				t.Fatalf("%s %q: %+v", kind, value, v)
			}
			if v.Suggest != "" && kind != Account && !Check(kind, v.Suggest, Context{}).OK {
				t.Fatalf("%s %q: the suggestion %q does not pass", kind, value, v.Suggest)
			}
		}
		_ = GroupIBAN(value)
		_, _ = SplitINNKPP(value)
	})
}

var nasty = []string{
	"", " ", "7707083893", "😀", "👨‍👩‍👧", "\x00", "\xff\xfe", "7707083893\x00", strings.Repeat("1", 10000), strings.Repeat("я", 10000), strings.Repeat("(", 10000),
	"UA213223130000026007233566001", "IE8+79739I", "AGRIFRPP", "٠١٢٣٤٥٦٧٨٩", "+", "@", "a@b.c", strings.Repeat("@", 300), "\u202e123", "ıı", "ﬀ", "ß", "K", "5,00101E+11",
	"8 (495) 123-45-67 доб. 12, 8 916 1234567", strings.Repeat("1,", 5000), strings.Repeat("+1234567", 1250), "(((1,2)))", "#1", "+#", "доб. 1",
}
