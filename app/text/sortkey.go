package text

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// sortRunes is how much of a text its sort key looks at.
const sortRunes = 200

// numberMark is the primary weight put before a number in a sort key: above the space, below every letter.
const numberMark = 0x14

// SortKey makes the bytes by which texts are put in order: bytes.Compare of two keys orders the texts. It is one order
// for all languages, that of the Unicode collation table: numbers, Latin, Cyrillic (г ґ, е є, и і ї й), with ё differing
// from е, and accented Latin letters from plain ones, only between texts otherwise equal. Numbers go by value
// ("Дом 2" < "Дом 10"); case, quotes and apostrophes do not count, other punctuation counts as a space. Legal forms stay.
// Texts that differ only in what does not count have equal keys. Keys look at the first 200 runes and hold at most
// a few hundred bytes.
func SortKey(s string) []byte {
	k := keyWriter{primary: make([]byte, 0, 2*len(s)+8)}
	k.writeText(sortable(s))
	return k.key()
}

// sortable reduces a text to words of letters, marks and digits with single spaces between.
func sortable(s string) string {
	s = firstRunes(s, 4*sortRunes)
	if !isEveryday(s) {
		s = norm.NFKC.String(dropMarks(strings.ToValidUTF8(s, "\ufffd")))
	}
	var b strings.Builder
	b.Grow(len(s))
	kinds := sortKinds()
	space, left := false, sortRunes
	for _, r := range s {
		var kind sortKind
		if int(r) < len(kinds) {
			kind = kinds[r]
		} else {
			kind = sortKindOf(r)
		}
		if kind == kindDropped {
			continue
		}
		if kind == kindGap {
			space = true
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
			left--
		}
		if left--; left < 0 {
			break
		}
		space = false
		b.WriteRune(r)
	}
	return b.String()
}

// sortKind is what becomes of a rune in a sort key.
type sortKind uint8

const (
	kindKept sortKind = iota
	kindGap
	kindDropped
)

func sortKindOf(r rune) sortKind {
	switch {
	case isDropped(r):
		return kindDropped
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
		return kindKept
	}
	return kindGap
}

// sortKinds holds the kinds of Latin and Cyrillic runes.
var sortKinds = sync.OnceValue(func() *[0x500]sortKind {
	kinds := &[0x500]sortKind{}
	for r := range kinds {
		kinds[r] = sortKindOf(rune(r))
	}
	return kinds
})

// keyWriter gathers the two levels of a key: letters, and the accents that break their ties.
type keyWriter struct {
	primary []byte
	accents []byte
	plain   int // accents left out at the end so far: plain ones, two bytes each
}

// writeText writes runs of digits as numbers, letters of the table from the table, and all else by the collator.
func (k *keyWriter) writeText(s string) {
	table := letterWeights()
	for len(s) > 0 {
		if isDigit(rune(s[0])) {
			digits := leadingDigits(s)
			k.writeNumber(digits)
			s = s[len(digits):]
			continue
		}
		n := k.writeKnown(s, table)
		if n == 0 {
			n = foreignRun(s)
			k.writeForeign(s[:n])
		}
		s = s[n:]
	}
}

// writeKnown writes letters straight from the table and returns how many bytes of s it took. The last letter before
// a mark is left for the collator: the two may make one letter.
func (k *keyWriter) writeKnown(s string, table *weightTable) int {
	done := 0
	for done < len(s) {
		r, size := utf8.DecodeRuneInString(s[done:])
		w := table.slot(r)
		if w == nil || w.size == 0 || startsWithMark(s[done+size:]) {
			return done
		}
		k.primary = append(k.primary, w.primary[:w.size]...)
		if w.plain {
			k.plain++
		} else {
			k.writeAccent(w.accents[:w.accentSize])
		}
		done += size
	}
	return done
}

func startsWithMark(s string) bool {
	if s == "" || s[0] < 0xcc { // marks begin at U+0300
		return false
	}
	r, _ := utf8.DecodeRuneInString(s)
	return (r < 0x400 || r > 0x482) && unicode.IsMark(r)
}

// foreignRun is the length of the stretch that needs the collator: up to the next digit or space.
func foreignRun(s string) int {
	if i := strings.IndexFunc(s[1:], func(r rune) bool { return isDigit(r) || r == ' ' }); i >= 0 {
		return i + 1
	}
	return len(s)
}

// writeNumber writes a number so that bytes order it by value: its length, then its digits.
func (k *keyWriter) writeNumber(digits string) {
	digits = strings.TrimLeft(digits, "0")
	k.primary = append(k.primary, numberMark, byte(len(digits)+1))
	k.primary = append(k.primary, digits...)
	k.writeAccent(plainAccent)
}

func (k *keyWriter) writeForeign(s string) {
	primary, accents := collated(s)
	k.primary = append(k.primary, primary...)
	k.writeAccent(accents)
}

// plainAccent is the secondary weight of a letter without accents, the least there is.
var plainAccent = []byte{0, 0x20}

// writeAccent appends secondary weights, holding back plain ones until something follows them: keys stay short.
func (k *keyWriter) writeAccent(accents []byte) {
	for ; len(accents) >= 2; accents = accents[2:] {
		if accents[0] == plainAccent[0] && accents[1] == plainAccent[1] {
			k.plain++
			continue
		}
		k.accents = slices.Grow(k.accents, 2*k.plain+2)
		for ; k.plain > 0; k.plain-- {
			k.accents = append(k.accents, plainAccent...)
		}
		k.accents = append(k.accents, accents[0], accents[1])
	}
}

// key joins the levels. No primary weight begins with a zero byte, so two zeros part them; with no accents left
// nothing follows, and the shorter key rightly comes first.
func (k *keyWriter) key() []byte {
	if len(k.accents) == 0 {
		return k.primary
	}
	return append(append(k.primary, 0, 0), k.accents...)
}

// collators are pooled: a Collator may serve one goroutine at a time only.
var collators = sync.Pool{New: func() any {
	return &pooledCollator{collator: collate.New(language.Und, collate.IgnoreCase)}
}}

type pooledCollator struct {
	collator *collate.Collator
	buffer   collate.Buffer
}

// collated gives the primary and secondary weights of a text by the Unicode collation table.
func collated(s string) (primary, accents []byte) {
	p := collators.Get().(*pooledCollator)
	defer collators.Put(p)
	p.buffer.Reset()
	key := p.collator.KeyFromString(&p.buffer, s)
	return splitLevels(key)
}

// splitLevels parts a collation key after its primary weights, which take two bytes, or three with the top bit set.
func splitLevels(key []byte) (primary, accents []byte) {
	for i := 0; i+1 < len(key); {
		if key[i] == 0 && key[i+1] == 0 {
			return clone(key[:i]), clone(key[i+2:])
		}
		if key[i]&0x80 != 0 {
			i++
		}
		i += 2
	}
	return clone(key), nil
}

func clone(b []byte) []byte { return append([]byte(nil), b...) }

// letterWeight is what the collation table says of one letter.
type letterWeight struct {
	primary    [4]byte
	accents    [4]byte
	size       uint8
	accentSize uint8
	plain      bool // one plain accent and no more
}

// weightTable holds the weights of ASCII, Latin-1 and of the Cyrillic block.
type weightTable struct {
	latin    [0x180]letterWeight
	cyrillic [0x100]letterWeight
}

var letterWeights = sync.OnceValue(func() *weightTable {
	t := &weightTable{}
	for r := rune(' '); r < 0x500; r++ {
		if r == ' ' || unicode.IsLetter(r) {
			if slot := t.slot(r); slot != nil {
				*slot = weightOf(r)
			}
		}
	}
	return t
})

func weightOf(r rune) (w letterWeight) {
	primary, accents := collated(string(r))
	if len(primary) > len(w.primary) || len(accents) > len(w.accents) {
		return letterWeight{}
	}
	w.size, w.accentSize = uint8(copy(w.primary[:], primary)), uint8(copy(w.accents[:], accents))
	w.plain = bytes.Equal(accents, plainAccent)
	return w
}

// slot is the place of a rune, nil when the table has none; a weight of size 0 is not known.
func (t *weightTable) slot(r rune) *letterWeight {
	switch {
	case r < 0x180:
		return &t.latin[r]
	case r >= 0x400 && r < 0x500:
		return &t.cyrillic[r-0x400]
	}
	return nil
}
