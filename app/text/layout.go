package text

// A keyboard layout as the letters its keys give, key by key in the same order as the others.
const (
	keysLatin     = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./" + `\` + "~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?|@#$^&"
	keysRussian   = "ёйцукенгшщзхъфывапролджэячсмитьбю." + `\` + "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,/\"№;:?"
	keysUkrainian = "'йцукенгшщзхїфівапролджєячсмитьбю." + `ґ` + "₴ЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄЯЧСМИТЬБЮ,Ґ\"№;:?"
)

var layoutSwaps = []struct {
	keys  map[rune]rune
	typed func(rune) bool // a letter that shows the text was typed in this layout
	alien func(rune) bool // a letter this layout cannot give
}{
	{keyMap(keysLatin, keysRussian), isASCIILetter, never},
	{keyMap(keysLatin, keysUkrainian), isASCIILetter, never},
	{keyMap(keysRussian, keysLatin), isCyrillicLetter, isOnlyUkrainian},
	{keyMap(keysUkrainian, keysLatin), isCyrillicLetter, isOnlyRussian},
}

// SwapLayout gives what the same keys would have typed in the other layouts, for texts typed with the wrong one on:
// "bdfyjd" → "иванов", "ghbdsn" → "привыт", "привіт". Latin is read as Russian and Ukrainian keys, Cyrillic as Latin
// ones; a text without letters of a layout has no variant from it. Letter case is kept, variants do not repeat.
func SwapLayout(s string) []string {
	var variants []string
	for _, swap := range layoutSwaps {
		if !hasRune(s, swap.typed) || hasRune(s, swap.alien) {
			continue
		}
		variants = appendNew(variants, mapKeys(s, swap.keys), s)
	}
	return variants
}

func keyMap(from, to string) map[rune]rune {
	keys := map[rune]rune{}
	target := []rune(to)
	for i, r := range []rune(from) {
		keys[r] = target[i]
	}
	return keys
}

func mapKeys(s string, keys map[rune]rune) string {
	swapped := make([]rune, 0, len(s))
	for _, r := range s {
		if other, ok := keys[r]; ok {
			r = other
		}
		swapped = append(swapped, r)
	}
	return string(swapped)
}

func appendNew(variants []string, variant, typed string) []string {
	if variant == typed {
		return variants
	}
	for _, v := range variants {
		if v == variant {
			return variants
		}
	}
	return append(variants, variant)
}

func hasRune(s string, is func(rune) bool) bool {
	for _, r := range s {
		if is(r) {
			return true
		}
	}
	return false
}

func never(rune) bool { return false }

func isASCIILetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

func isCyrillicLetter(r rune) bool { return r >= 0x400 && r <= 0x45f || r == 'ґ' || r == 'Ґ' }

func isOnlyUkrainian(r rune) bool {
	switch r {
	case 'і', 'ї', 'є', 'ґ', 'І', 'Ї', 'Є', 'Ґ':
		return true
	}
	return false
}

func isOnlyRussian(r rune) bool {
	switch r {
	case 'ы', 'э', 'ъ', 'ё', 'Ы', 'Э', 'Ъ', 'Ё':
		return true
	}
	return false
}
