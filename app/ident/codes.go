package ident

import (
	"regexp"
	"strings"
)

// countries are the codes of ISO 3166-1 and XK, which banks of Kosovo use.
const countries = " AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ " +
	"CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR " +
	"GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP " +
	"KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ " +
	"NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW " +
	"SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ " +
	"UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW "

// KnownCountry says whether code is a country of ISO 3166-1 (or XK), in capitals.
func KnownCountry(code string) bool {
	return len(code) == 2 && capitals(code) && strings.Contains(countries, " "+code+" ")
}

var bicShape = pattern(`^[A-Z]{4}[A-Z]{2}[0-9A-Z]{2}([0-9A-Z]{3})?$`)

func checkBIC(s string, _ Context) (Reason, string) {
	return latinOnly(s, func(s string) (Reason, string) {
		switch {
		case len(s) != 8 && len(s) != 11:
			return Length, ""
		case !bicShape().MatchString(s):
			return Format, ""
		case !KnownCountry(s[4:6]):
			return Country, ""
		}
		return "", ""
	})
}

// vatShapes has the number after the two letters, by member state; Greece is EL, Northern Ireland XI.
var vatShapes = compiled(map[string]string{
	"AT": `U\d{8}`, "BE": `[01]\d{9}`, "BG": `\d{9,10}`, "CY": `\d{8}[A-Z]`, "CZ": `\d{8,10}`, "DE": `\d{9}`, "DK": `\d{8}`,
	"EE": `\d{9}`, "EL": `\d{9}`, "ES": `[0-9A-Z]\d{7}[0-9A-Z]`, "FI": `\d{8}`, "FR": `[0-9A-Z]{2}\d{9}`, "HR": `\d{11}`,
	"HU": `\d{8}`, "IE": `\d[0-9A-Z+*]\d{5}[A-Z]{1,2}`, "IT": `\d{11}`, "LT": `(\d{9}|\d{12})`, "LU": `\d{8}`, "LV": `\d{11}`,
	"MT": `\d{8}`, "NL": `\d{9}B\d{2}`, "PL": `\d{10}`, "PT": `\d{9}`, "RO": `\d{2,10}`, "SE": `\d{10}01`, "SI": `\d{8}`,
	"SK": `\d{10}`, "XI": `(\d{9}|\d{12}|GD\d{3}|HA\d{3})`,
})

func compiled(shapes map[string]string) map[string]func() *regexp.Regexp {
	out := make(map[string]func() *regexp.Regexp, len(shapes))
	for country, shape := range shapes {
		out[country] = pattern("^" + shape + "$")
	}
	return out
}

func checkEUVAT(s string, _ Context) (Reason, string) { return latinOnly(s, vatReason) }

func vatReason(s string) (Reason, string) {
	if len(s) < 4 {
		return Length, ""
	}
	if rest, greek := strings.CutPrefix(s, "GR"); greek && vatShapes["EL"]().MatchString(rest) {
		return Country, "EL" + rest
	}
	shape, known := vatShapes[s[:2]]
	switch {
	case !known:
		return Country, ""
	case !shape().MatchString(s[2:]):
		return Format, ""
	case allZeros(s[2:]):
		return Zeros, ""
	}
	return "", ""
}
