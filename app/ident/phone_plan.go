package ident

import (
	"slices"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// plan is the way numbers are written at home in one country.
type plan struct {
	countries []string
	code      string   // calling code
	national  int      // digits of a national number
	trunks    []string // what is dialled before a national number at home, longest first
	first     string   // digits a national number may begin with
}

// plans are tried for the user's own country first. Russia and Kazakhstan share the code 7.
var plans = []plan{
	{[]string{"RU", "KZ"}, "7", 10, []string{"8"}, "346789"},
	{[]string{"UA"}, "380", 9, []string{"80", "0"}, "3456789"},
	{[]string{"BY"}, "375", 9, []string{"80", "0"}, "1234"},
}

func (p plan) serves(country string) bool { return slices.Contains(p.countries, country) }

// written finds the national number in digits dialled at home: with the trunk prefix, with the calling code, or bare.
func (p plan) written(digits string) (national string, ok bool) {
	for _, lead := range append([]string{p.code}, append(p.trunks, "")...) {
		rest, found := strings.CutPrefix(digits, lead)
		if found && len(rest) == p.national && strings.IndexByte(p.first, rest[0]) >= 0 {
			return rest, true
		}
	}
	return "", false
}

// international places digits in a country and returns E.164, or "" rather than a guess.
func international(digits string, plus bool, country string) string {
	if len(digits) < 6 || len(digits) > maxNational {
		return ""
	}
	if plus {
		if e164 := abroad(digits, phonenumbers.IsPossibleNumber); e164 != "" && !trunkAfterPlus(digits) {
			return e164
		}
	}
	if e164 := atHome(digits, country); e164 != "" {
		return e164
	}
	for _, exit := range []string{"00", "810"} {
		if rest, found := strings.CutPrefix(digits, exit); found {
			if e164 := abroad(rest, phonenumbers.IsValidNumber); e164 != "" {
				return e164
			}
		}
	}
	if e164 := abroad(digits, phonenumbers.IsValidNumber); e164 != "" && len(digits) >= 10 {
		return e164
	}
	return neighbour(digits)
}

// trunkAfterPlus catches "+8 916 123-45-67": a plus set before the number as dialled at home.
func trunkAfterPlus(digits string) bool {
	return len(digits) == 11 && digits[0] == '8' && abroad(digits, phonenumbers.IsValidNumber) == ""
}

// atHome reads digits as they are dialled in the user's country.
func atHome(digits, country string) string {
	for _, p := range plans {
		if p.serves(country) {
			if national, ok := p.written(digits); ok {
				return "+" + p.code + national
			}
			return ""
		}
	}
	if phonenumbers.GetCountryCodeForRegion(country) == 0 {
		return ""
	}
	return accepted(digits, country, phonenumbers.IsValidNumber)
}

// abroad reads digits as beginning with a calling code.
func abroad(digits string, test func(*phonenumbers.PhoneNumber) bool) string {
	return accepted("+"+digits, "", test)
}

func accepted(number, country string, test func(*phonenumbers.PhoneNumber) bool) string {
	parsed, err := phonenumbers.Parse(number, country)
	if err != nil || !test(parsed) {
		return ""
	}
	return phonenumbers.Format(parsed, phonenumbers.E164)
}

// neighbour tries the trunk prefixes of the other plans with all digits present; two readings ("8044…" is Kyiv and a
// Belarusian mobile alike) give none.
func neighbour(digits string) string {
	found := ""
	for _, p := range plans {
		for _, trunk := range p.trunks {
			rest, ok := strings.CutPrefix(digits, trunk)
			if !ok || len(digits) != 11 || len(rest) != p.national {
				continue
			}
			e164 := abroad(p.code+rest, phonenumbers.IsValidNumber)
			if e164 != "" && found != "" && found != e164 {
				return ""
			}
			if e164 != "" {
				found = e164
			}
		}
	}
	return found
}

// checkPhone judges the numbers of a cell; local numbers of 3–7 digits are fine as they are.
func checkPhone(cell string, ctx Context) (Reason, string) {
	for _, p := range ParsePhones(cell, ctx.Country) {
		switch {
		case p.Key == "":
			return NotDigit, ""
		case p.E164 == "" && len(p.Key) >= 3 && len(p.Key) <= 7:
			continue
		case p.E164 == "":
			return Format, ""
		}
		number, err := phonenumbers.Parse(p.E164, "")
		if err != nil || !phonenumbers.IsValidNumber(number) {
			return Unknown, ""
		}
	}
	return "", ""
}
