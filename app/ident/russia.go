package ident

import "strings"

func checkINN(s string, _ Context) (Reason, string) {
	switch {
	case !allDigits(s):
		return NotDigit, ""
	case (len(s) == 10 || len(s) == 12) && allZeros(s):
		return Zeros, ""
	case len(s) == 10 || len(s) == 12:
		return checksumReason(validINN(s))
	case (len(s) == 9 || len(s) == 11) && !allZeros(s) && validINN("0"+s):
		return LostZero, "0" + s
	}
	return Length, ""
}

// validINN checks one control digit of a firm's number or the two of a person's.
func validINN(s string) bool {
	if len(s) == 10 {
		return digit(s, 9) == weighted(s, 2, 4, 10, 3, 5, 9, 4, 6, 8)%11%10
	}
	return digit(s, 10) == weighted(s, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)%11%10 &&
		digit(s, 11) == weighted(s, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)%11%10
}

// checkKPP: four digits of the tax office, two places of the reason, three of the serial number.
func checkKPP(s string, _ Context) (Reason, string) {
	return latinOnly(s, func(s string) (Reason, string) {
		switch {
		case len(s) != 9:
			return Length, ""
		case allZeros(s):
			return Zeros, ""
		case !allDigits(s[:4]) || !digitsOrCapitals(s[4:6]) || !allDigits(s[6:]):
			return Format, ""
		}
		return "", ""
	})
}

// SplitINNKPP parts a cell such as "7707083893/773601001", as accounting programs write both numbers.
// A cell with one number gives it as the INN, unless it has the nine places of a KPP.
func SplitINNKPP(cell string) (inn, kpp string) {
	parts := strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune("/\\,;| \t\n\u00a0", r) })
	for _, part := range parts {
		norm := Normalize(INN, part)
		switch {
		case len(norm) == 9 && kpp == "" && (inn != "" || len(parts) == 1):
			kpp = norm
		case inn == "" && Digits(norm) != "":
			inn = norm
		}
	}
	return inn, kpp
}

func checkOGRN(s string, _ Context) (Reason, string) {
	switch {
	case !allDigits(s):
		return NotDigit, ""
	case len(s) != 13:
		return Length, ""
	case allZeros(s):
		return Zeros, ""
	case s[0] == '0':
		return Start, ""
	}
	return checksumReason(digit(s, 12) == remainder(s[:12], 11)%10)
}

func checkOGRNIP(s string, _ Context) (Reason, string) {
	switch {
	case !allDigits(s):
		return NotDigit, ""
	case len(s) != 15:
		return Length, ""
	case allZeros(s):
		return Zeros, ""
	case s[0] != '3' && s[0] != '4':
		return Start, ""
	}
	// Remainders 10, 11 and 12 are written by their last digit.
	return checksumReason(digit(s, 14) == remainder(s[:14], 13)%10)
}

// checkBIK: banks begin with 04, the Treasury and the central bank with 00–02.
func checkBIK(s string, _ Context) (Reason, string) {
	switch {
	case !allDigits(s):
		return NotDigit, ""
	case len(s) == 8 && s[0] == '4':
		return LostZero, "0" + s
	case len(s) != 9:
		return Length, ""
	case allZeros(s):
		return Zeros, ""
	case !knownBIKStart(s):
		return Start, ""
	}
	return "", ""
}

func knownBIKStart(bik string) bool {
	switch bik[:2] {
	case "00", "01", "02", "04":
		return true
	}
	return false
}

func checkAccount(s string, ctx Context) (Reason, string) {
	if reason, suggest := accountShape(s); reason != "" {
		return reason, suggest
	}
	bik, ok := usableBIK(ctx)
	// Treasury accounts (0…) carry no key of this kind.
	if !ok || s[0] == '0' {
		return "", ""
	}
	prefix := bik[6:]
	if prefix == "000" || prefix == "001" || prefix == "002" {
		prefix = centralPrefix(bik)
	}
	return checksumReason(accountKey(prefix, s))
}

// checkCorr: accounts at the central bank, 301… of banks and 401… of the Treasury.
func checkCorr(s string, ctx Context) (Reason, string) {
	if reason, suggest := accountShape(s); reason != "" {
		return reason, suggest
	}
	if !strings.HasPrefix(s, "301") && !strings.HasPrefix(s, "401") {
		return Start, ""
	}
	bik, ok := usableBIK(ctx)
	if !ok {
		return "", ""
	}
	return checksumReason(accountKey(centralPrefix(bik), s))
}

// centralPrefix stands for the central bank's own office: nought and the region part of the bank code.
func centralPrefix(bik string) string { return "0" + bik[4:6] }

func usableBIK(ctx Context) (string, bool) {
	bik := Normalize(BIK, ctx.BIK)
	return bik, len(bik) == 9 && allDigits(bik)
}

// accountShape checks 20 digits; the sixth place may be a letter of a clearing currency.
func accountShape(s string) (Reason, string) {
	runes := []rune(s)
	if len(runes) != 20 {
		if !allDigits(s) {
			return NotDigit, ""
		}
		return Length, ""
	}
	plain := accountDigits(s)
	switch {
	case !allDigits(plain) || len(plain) != 20:
		return NotDigit, ""
	case allZeros(plain):
		return Zeros, ""
	}
	return "", ""
}

// clearing has the digits that stand for the letters in the sixth place of an account.
var clearing = map[rune]byte{
	'А': '0', 'В': '1', 'С': '2', 'Е': '3', 'Н': '4', 'К': '5', 'М': '6', 'Р': '7', 'Т': '8', 'Х': '9',
	'A': '0', 'B': '1', 'C': '2', 'E': '3', 'H': '4', 'K': '5', 'M': '6', 'P': '7', 'T': '8', 'X': '9',
}

// accountDigits replaces the letter in the sixth place by its digit.
func accountDigits(s string) string {
	runes := []rune(s)
	if len(runes) > 5 {
		if d, ok := clearing[runes[5]]; ok {
			runes[5] = rune(d)
		}
	}
	return string(runes)
}

// accountKey is the check of the central bank's order 515 of 08.09.1997: weights 7, 1, 3 over prefix and account,
// and the sum of the last digits of the products must end in 0.
func accountKey(prefix, account string) bool {
	sum := 0
	for i, r := range prefix + accountDigits(account) {
		sum += int(r-'0') * [3]int{7, 1, 3}[i%3] % 10
	}
	return sum%10 == 0
}

func checksumReason(ok bool) (Reason, string) {
	if ok {
		return "", ""
	}
	return Checksum, ""
}

func digit(s string, at int) int { return int(s[at] - '0') }

// weighted sums the first digits of s times the weights.
func weighted(s string, weights ...int) int {
	sum := 0
	for i, w := range weights {
		sum += digit(s, i) * w
	}
	return sum
}

// remainder divides a decimal number of any length.
func remainder(digits string, by int) int {
	rest := 0
	for i := range len(digits) {
		rest = (rest*10 + digit(digits, i)) % by
	}
	return rest
}

func digitsOrCapitals(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return s != ""
}
