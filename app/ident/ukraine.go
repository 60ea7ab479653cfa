package ident

// checkEDRPOU also mends a code whose leading nought a spreadsheet ate.
func checkEDRPOU(s string, _ Context) (Reason, string) {
	switch {
	case !allDigits(s):
		return NotDigit, ""
	case allZeros(s):
		return Zeros, ""
	case len(s) < 8 && len(s) >= 5 && validEDRPOU(padded(s)):
		return LostZero, padded(s)
	case len(s) != 8:
		return Length, ""
	}
	return checksumReason(validEDRPOU(s))
}

func padded(s string) string { return "00000000"[len(s):] + s }

// validEDRPOU weighs by 1…7, codes from 30 to 60 million by 7, 1…6; a remainder of 10 is weighed again with all
// weights greater by two.
func validEDRPOU(s string) bool {
	weights := []int{1, 2, 3, 4, 5, 6, 7}
	if s[0] >= '3' && s[0] <= '5' {
		weights = []int{7, 1, 2, 3, 4, 5, 6}
	}
	rest := weighted(s, weights...) % 11
	if rest == 10 {
		for i := range weights {
			weights[i] += 2
		}
		rest = weighted(s, weights...) % 11 % 10
	}
	return digit(s, 7) == rest
}

func checkRNOKPP(s string, _ Context) (Reason, string) {
	switch {
	case !allDigits(s):
		return NotDigit, ""
	case allZeros(s):
		return Zeros, ""
	case len(s) == 9 && validRNOKPP("0"+s):
		return LostZero, "0" + s
	case len(s) != 10:
		return Length, ""
	}
	return checksumReason(validRNOKPP(s))
}

// validRNOKPP: the first weight is negative, so the remainder is brought back above zero.
func validRNOKPP(s string) bool {
	sum := weighted(s, -1, 5, 7, 9, 4, 6, 10, 5, 7)
	return digit(s, 9) == (sum%11+11)%11%10
}

// checkIPN knows no checksum for the 12 digits of a firm; a sole trader's number is his RNOKPP.
func checkIPN(s string, ctx Context) (Reason, string) {
	switch {
	case !allDigits(s):
		return NotDigit, ""
	case allZeros(s):
		return Zeros, ""
	case len(s) == 10:
		return checkRNOKPP(s, ctx)
	case len(s) != 12:
		return Length, ""
	}
	return "", ""
}
