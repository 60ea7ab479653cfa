package money

import "strconv"

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

// tens are the powers of ten that 64 bits hold.
var tens = func() (all [shortest + 1]int64) {
	all[0] = 1
	for i := range shortest {
		all[i+1] = 10 * all[i]
	}
	return all
}()

// aligned gives two numbers of few digits as a and b / 10^places; not ok where either has many, or would have then.
func aligned(d, e Dec) (a, b int64, places int32, ok bool) {
	if len(d.text) > shortest || len(e.text) > shortest {
		return 0, 0, 0, false
	}
	a, p, _ := short(d.text) // not ok is no text, which is 0
	b, q, _ := short(e.text)
	switch {
	case p < q && len(d.text)+int(q-p) <= shortest:
		a *= tens[q-p]
		p = q
	case q < p && len(e.text)+int(p-q) <= shortest:
		b *= tens[p-q]
	case p != q:
		return 0, 0, 0, false
	}
	return a, b, p, true
}

// quotient is d/e rounded half away from zero to so many places; not ok where it takes more than 64 bits. e is not 0.
func quotient(d, e Dec, places int) (Dec, bool) {
	if len(d.text) > shortest || len(e.text) > shortest || places < 0 {
		return Dec{}, false
	}
	a, p, _ := short(d.text)
	b, q, _ := short(e.text)
	if len(d.text)+int(q)+places > shortest || len(e.text)+int(p) > shortest {
		return Dec{}, false
	}
	over, under := a*tens[int(q)+places], b*tens[p]
	n, rest := over/under, over%under
	if max(rest, -rest) >= max(under, -under)-max(rest, -rest) {
		if (over < 0) == (under < 0) {
			n++
		} else {
			n--
		}
	}
	return ofShort(n, int32(places)), true
}

// ofShort is n / 10^places in canonical text, places being 18 at most.
func ofShort(n int64, places int32) Dec {
	for places > 0 && n%10 == 0 {
		n, places = n/10, places-1
	}
	if n == 0 {
		return Dec{}
	}
	var buf [2*shortest + 4]byte
	if places == 0 {
		return Dec{string(strconv.AppendInt(buf[:0], n, 10))}
	}
	out := buf[:0]
	if n < 0 {
		out, n = append(out, '-'), -n
	}
	out = strconv.AppendInt(out, n/tens[places], 10)
	out = append(out, '.')
	part := n % tens[places]
	for p := places - 1; p > 0 && part < tens[p]; p-- {
		out = append(out, '0')
	}
	return Dec{string(strconv.AppendInt(out, part, 10))}
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
