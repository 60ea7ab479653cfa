package desk

import (
	"fmt"
	"strings"

	"rapport/app/crm"
	"rapport/app/ident"
)

// The identifiers of the demo firm pass their checks and belong to nobody: tax office 98 and bank region 00 do not
// exist, bank 999999 and ZZZZ neither, codes from 9 876 543 on were never given out.

// completed fills the places marked "?" so that the number passes its check; "" when none does.
func completed(kind ident.Kind, pattern string, ctx ident.Context) string {
	places := strings.Count(pattern, "?")
	limit := 1
	for range places {
		limit *= 10
	}
	for n := range limit {
		s := pattern
		for _, digit := range fmt.Sprintf("%0*d", places, n) {
			s = strings.Replace(s, "?", string(digit), 1)
		}
		if ident.Check(kind, s, ctx).OK {
			return s
		}
	}
	return ""
}

// requisites are the identifiers of the n-th firm of the demo base, by the customs of the country.
func (b *demo) requisites(n int, sole bool) crm.Requisites {
	f := b.words.Firm
	r := crm.Requisites{Country: f.Country, Bank: f.Bank}
	switch f.Country {
	case "RU":
		r.BIK, r.Corr = f.BIK, f.Corr
		r.Account = completed(ident.Account, fmt.Sprintf("40702810?%011d", 12345+37*n), ident.Context{BIK: f.BIK})
		if sole {
			r.INN = completed(ident.INN, fmt.Sprintf("9876543%03d??", n), ident.Context{})
			r.OGRN = completed(ident.OGRNIP, fmt.Sprintf("31998%09d?", 765432100+n), ident.Context{})
			return r
		}
		r.INN, r.KPP = completed(ident.INN, fmt.Sprintf("987654%03d?", n), ident.Context{}), "987601001"
		r.OGRN = completed(ident.OGRN, fmt.Sprintf("11998%07d?", 7654321+n), ident.Context{})
	case "UA":
		r.IBAN = completed(ident.IBAN, fmt.Sprintf("UA??9999990000026001%09d", 234567890+n), ident.Context{})
		if sole {
			r.EDRPOU = completed(ident.RNOKPP, fmt.Sprintf("98765%04d?", n), ident.Context{})
			return r
		}
		r.EDRPOU = completed(ident.EDRPOU, fmt.Sprintf("9876%03d?", 500+n), ident.Context{})
		r.IPN = fmt.Sprintf("9876%03d26543", 500+n)
	default:
		r.RegNo = fmt.Sprintf("9876%04d", 5432+n)
		r.VATID = britishVAT(9990001 + 8*n)
		r.Account, r.BIK = fmt.Sprintf("%08d", 12345678+n), "00-00-00"
		r.IBAN = completed(ident.IBAN, fmt.Sprintf("GB??ZZZZ000000%08d", 12345678+n), ident.Context{})
	}
	return r
}

// britishVAT writes a VAT number with its two check digits: seven digits weighed 8 to 2, and what brings the sum to a
// multiple of 97.
func britishVAT(seven int) string {
	digits, sum := fmt.Sprintf("%07d", seven), 0
	for i, d := range digits {
		sum += int(d-'0') * (8 - i)
	}
	return fmt.Sprintf("GB\u00a0%s\u00a0%s\u00a0%02d", digits[:3], digits[3:], 97-sum%97)
}
