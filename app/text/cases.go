package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sex is that of the bearer of a name, as far as the name tells.
type sex int

const (
	unsure sex = iota
	man
	woman
)

// turn changes the end of a word: what stands after the last dot of from gives way to to. "=" leaves the word as it is.
type turn struct{ from, to string }

// turned applies the first of the turns whose beginning fits the end of a word; a word that none fits stays as it is.
// The word keeps its capitals.
func turned(word string, turns []turn) string {
	low := strings.ToLower(word)
	for _, t := range turns {
		stem, end, _ := strings.Cut(t.from, ".")
		if !strings.HasSuffix(low, stem+end) {
			continue
		}
		if t.to == "=" {
			return word
		}
		to := t.to
		if shouted(word) {
			to = strings.ToUpper(to)
		}
		return word[:len(word)-len(end)] + to
	}
	return word
}

// shouted tells a word in capitals.
func shouted(word string) bool {
	return utf8.RuneCountInString(word) > 1 && word == strings.ToUpper(word) && word != strings.ToLower(word)
}

// DativeName is the name of a person as the addressee of a letter in Russian or Ukrainian: “Петренко Олена Іванівна”
// becomes “Петренко Олені Іванівні”. Given name, patronymic and surname may stand in any order. It goes by rules, which
// err on rare names: let the user see what they say. Empty for other languages, and where it cannot be told what to do.
func DativeName(name string, lang Lang) string {
	rules, ok := caseRules[lang]
	words := strings.Fields(name)
	if !ok || len(words) == 0 || len(words) > 4 || !cyrillic(name) {
		return ""
	}
	parts := nameParts(words)
	who := sexOf(words, parts)
	if who == unsure {
		return ""
	}
	for i, w := range words {
		if initials(w) {
			continue
		}
		words[i] = hyphened(w, func(w string) string { return rules.name(w, parts[i], who) })
	}
	return strings.Join(words, " ")
}

// hyphened treats each part of a word with hyphens.
func hyphened(w string, each func(string) string) string {
	pieces := strings.Split(w, "-")
	for i, p := range pieces {
		pieces[i] = each(p)
	}
	return strings.Join(pieces, "-")
}

// namePart is what a word of a name is.
type namePart int

const (
	surname namePart = iota
	given
	patronymic
)

// nameParts tells what each word of a name is: the patronymic by its ending, the given name by standing before it or
// by being a known one, all others are surnames.
func nameParts(words []string) []namePart {
	parts := make([]namePart, len(words))
	for i := len(words) - 1; i > 0; i-- {
		if patronymicSex(words[i]) != unsure && (len(words) > 2 || givenSex(words[i-1]) != unsure) {
			parts[i], parts[i-1] = patronymic, given
			return parts
		}
	}
	for i, w := range words {
		if givenSex(w) != unsure {
			parts[i] = given
			return parts
		}
	}
	switch { // a given name nobody told us of
	case len(words) == 2 && surnameSex(words[0]) == unsure && surnameSex(words[1]) != unsure:
		parts[0] = given
	case len(words) == 2:
		parts[1] = given
	}
	return parts
}

// sexOf tells whether a name is a man's or a woman's.
func sexOf(words []string, parts []namePart) sex {
	for _, look := range []struct {
		part namePart
		of   func(string) sex
	}{{given, givenSex}, {patronymic, patronymicSex}, {surname, surnameSex}} {
		for i, w := range words {
			if parts[i] == look.part {
				if s := look.of(w); s != unsure {
					return s
				}
			}
		}
	}
	for i, w := range words {
		if parts[i] == given && !endsInVowel(w) && !initials(w) {
			return man // women's names that end otherwise are known ones
		}
	}
	return unsure
}

func patronymicSex(w string) sex {
	w = strings.ToLower(w)
	for _, end := range []string{"овна", "евна", "ична", "инична", "івна", "ївна"} {
		if strings.HasSuffix(w, end) {
			return woman
		}
	}
	for _, end := range []string{"ович", "евич", "йович", "ьич", "льич", "мич", "кич", "фич", "нич"} {
		if strings.HasSuffix(w, end) && utf8.RuneCountInString(w) > 4 {
			return man
		}
	}
	return unsure
}

func surnameSex(w string) sex {
	w = strings.ToLower(w)
	for _, end := range []string{"ова", "ева", "ёва", "єва", "ына", "ина", "іна", "їна", "ская", "цкая", "зкая", "ська", "цька", "зька", "ая"} {
		if strings.HasSuffix(w, end) {
			return woman
		}
	}
	for _, end := range []string{"ов", "ев", "ёв", "єв", "ин", "ын", "їн", "ский", "цкий", "ський", "цький", "зький", "ый", "ий", "ой"} {
		if strings.HasSuffix(w, end) {
			return man
		}
	}
	return unsure
}

// givenSex knows the given names that are usual.
func givenSex(w string) sex {
	w = strings.ReplaceAll(strings.ToLower(w), "ʼ", "’")
	w = strings.ReplaceAll(w, "'", "’")
	switch {
	case slices.Contains(menNames(), w):
		return man
	case slices.Contains(womenNames(), w):
		return woman
	}
	return unsure
}

func cyrillic(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) &&
		!strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Latin, r) || unicode.IsDigit(r) })
}

// initials tells "И." and "И.П." from words.
func initials(w string) bool { return strings.Contains(w, ".") || utf8.RuneCountInString(w) == 1 }

func endsInVowel(w string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.ToLower(w))
	return strings.ContainsRune("аеёиоуыэюяіїєь", r)
}

// syllables is the number of vowels of a word.
func syllables(w string) int {
	n := 0
	for _, r := range strings.ToLower(w) {
		if strings.ContainsRune("аеёиоуыэюяіїє", r) {
			n++
		}
	}
	return n
}

// nameRules are how the names of a language turn in the dative.
type nameRules struct {
	odd                  map[string]string // given names with ways of their own
	givenMan, givenWoman []turn
	fatherMan            []turn
	fatherWoman          []turn
	man, woman           []turn // surnames
	short                []turn // surnames of one syllable, before man
	adjective, noun      []turn // of posts
}

func (r nameRules) name(w string, part namePart, who sex) string {
	if odd, ok := r.odd[strings.ToLower(w)]; ok && part == given {
		return likeWritten(odd, w)
	}
	switch {
	case part == given && who == man:
		return turned(w, r.givenMan)
	case part == given:
		return turned(w, r.givenWoman)
	case part == patronymic && who == man:
		return turned(w, r.fatherMan)
	case part == patronymic:
		return turned(w, r.fatherWoman)
	case who == woman:
		return turned(w, r.woman)
	case syllables(w) < 2:
		return turned(w, append(slices.Clone(r.short), r.man...))
	}
	return turned(w, r.man)
}

// likeWritten gives a word the capitals of another.
func likeWritten(s, like string) string {
	if shouted(like) {
		return strings.ToUpper(s)
	}
	r, n := utf8.DecodeRuneInString(s)
	if first, _ := utf8.DecodeRuneInString(like); unicode.IsUpper(first) {
		return string(unicode.ToUpper(r)) + s[n:]
	}
	return s
}

// DativePost is the post of a person as the addressee of a letter in Russian or Ukrainian: “генеральный директор” becomes
// “генеральному директору”, what depends on it stays: “начальнику отдела закупок”. It goes by rules, which err: let the user
// see what they say. Empty for other languages and for what is no post in Cyrillic.
func DativePost(post string, lang Lang) string {
	rules, ok := caseRules[lang]
	words := strings.Fields(post)
	if !ok || len(words) == 0 || !cyrillic(post) {
		return ""
	}
	if initials(words[0]) { // "и. о. директора" is in a case already
		return post
	}
	fresh := true // a word in the nominative is still to come
	for i, w := range words {
		switch {
		case !fresh:
		case len(words) > i+1 && slices.Contains(links, w): // "директор и учредитель"
		case isAdjective(w) && i+1 < len(words):
			words[i] = turned(w, rules.adjective)
			fresh = !standsAlone(w) || slices.Contains(plainPosts, strings.ToLower(words[i+1]))
		default:
			words[i] = rules.post(w)
			fresh = strings.HasSuffix(w, ",") || i+1 < len(words) && slices.Contains(links, words[i+1])
		}
	}
	return strings.Join(words, " ")
}

// links join two posts of one person.
var links = []string{"и", "й", "і", "та", "/", "—", "–"}

// plainPosts may follow a word that is often a post by itself: "управляющий партнёр".
var plainPosts = []string{"директор", "партнёр", "партнер", "редактор", "инженер", "інженер"}

// standsAlone tells the adjectives that are posts by themselves and govern what follows: "заведующий складом".
func standsAlone(w string) bool {
	w = strings.ToLower(w)
	for _, stem := range []string{"управляющ", "заведующ", "командующ", "керуюч", "завідуюч", "исполняющ", "виконуюч"} {
		if strings.HasPrefix(w, stem) {
			return true
		}
	}
	return false
}

// isAdjective tells adjectives in the nominative by their endings.
func isAdjective(w string) bool {
	w = strings.ToLower(w)
	for _, end := range []string{"ый", "ий", "ой", "ій", "ая", "яя", "льна", "чна", "йна", "вна", "ська", "цька", "рша"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// firstParts are beginnings of posts that no case touches: "шеф-повар".
var firstParts = []string{"шеф", "арт", "топ", "бренд", "вице", "віце", "пресс", "прес", "экс", "екс", "веб", "бизнес", "бізнес", "кредит", "контент", "прокат"}

// post is one noun of a post, or an adjective that stands for one, in the dative.
func (r nameRules) post(w string) string {
	bare := strings.TrimRight(w, ",;")
	rest := w[len(bare):]
	if shouted(bare) && utf8.RuneCountInString(bare) < 5 { // "ИП", "ГИП"
		return w
	}
	pieces := strings.Split(bare, "-")
	for i, p := range pieces {
		switch {
		case i+1 < len(pieces) && slices.Contains(firstParts, strings.ToLower(p)):
		case isAdjective(p) && !strings.HasSuffix(p, "вна"):
			pieces[i] = turned(p, r.adjective)
		default:
			pieces[i] = turned(p, r.noun)
		}
	}
	return strings.Join(pieces, "-") + rest
}
