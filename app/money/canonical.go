package money

// shortest is how many bytes of a canonical text are counted in 64 bits, whatever its digits are.
const shortest = 18

// short reads a canonical text of few digits as n / 10^places; numbers are read all the time, and most are short.
func short(text string) (n int64, places int32, ok bool) {
	if len(text) == 0 || len(text) > shortest {
		return 0, 0, false
	}
	digits, point := text, false
	if text[0] == '-' {
		digits = text[1:]
	}
	for i := range len(digits) {
		if digits[i] == '.' {
			point = true
			continue
		}
		n = n*10 + int64(digits[i]-'0')
		if point {
			places++
		}
	}
	if text[0] == '-' {
		n = -n
	}
	return n, places, true
}

// isCanonical reports whether a text is one that String writes, of few digits and not 0: such a text is the number.
func isCanonical(text []byte) bool {
	if len(text) > 0 && text[0] == '-' {
		text = text[1:]
	}
	if len(text) == 0 || len(text) > shortest || text[0] == '0' && (len(text) == 1 || text[1] != '.') {
		return false
	}
	point := -1
	for i, c := range text {
		switch {
		case c == '.' && point < 0 && i > 0:
			point = i
		case c < '0' || c > '9':
			return false
		}
	}
	return point < 0 || text[len(text)-1] != '0' && text[len(text)-1] != '.'
}
