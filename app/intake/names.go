package intake

import (
	"strings"
	"unicode"

	"rapport/app/text"
)

// person gathers the parts of a person's name.
type person struct{ whole, given, middle, family string }

func (p person) empty() bool { return p == person{} }

// name writes the parts in the order of speech, "Пётр Ильич Вымышленный", or the whole name as it was given.
func (p person) name() string {
	if p.given == "" && p.family == "" && p.middle == "" {
		return p.whole
	}
	if farEastern(p.family + p.given) {
		if p.whole != "" {
			return p.whole
		}
		return strings.TrimSpace(p.family + " " + p.given)
	}
	if p.family == "" && p.middle == "" && len(p.whole) > len(p.given) {
		return p.whole
	}
	if p.given == "" && p.middle == "" && len(p.whole) > len(p.family) {
		return p.whole
	}
	return text.Line(strings.Join([]string{p.given, p.middle, p.family}, " "), 0)
}

// greeting is the given name with the patronymic, as far as they are known for sure.
func (p person) greeting() string {
	switch {
	case p.given == "" && p.family == "" || p.family == "" && p.whole != "" && p.whole != p.given:
		return greetingIn(p.whole)
	case p.family == "" && len(strings.Fields(p.given)) > 1:
		return greetingIn(p.given)
	case p.family == "" && !isWord(p.given):
		return ""
	case isPatronymic(p.middle):
		return p.given + " " + p.middle
	}
	return p.given
}

// greetingIn finds the given name beside a patronymic in a whole name: "Петров Пётр Ильич", "Пётр Ильич Петров".
func greetingIn(whole string) string {
	words := strings.Fields(whole)
	for i := 1; i < len(words) && len(words) <= 4; i++ {
		if isPatronymic(words[i]) && isWord(words[i-1]) && !isPatronymic(words[i-1]) {
			return words[i-1] + " " + words[i]
		}
	}
	return ""
}

func isWord(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !strings.ContainsRune("-’'ʼ", r) })
}

var patronymics = []string{"ович", "евич", "ёвич", "ич", "овна", "евна", "ична", "инична", "івна", "ївна", "йович", "оглы", "кызы"}

// isPatronymic tells a patronymic of Russian or Ukrainian by its ending.
func isPatronymic(s string) bool {
	s = strings.ToLower(s)
	if len([]rune(s)) < 4 || strings.Contains(s, " ") {
		return false
	}
	for _, end := range patronymics {
		if strings.HasSuffix(s, end) {
			return end != "ич" || shortPatronymics[s]
		}
	}
	return false
}

var shortPatronymics = map[string]bool{"ильич": true, "кузьмич": true, "лукич": true, "фомич": true, "никитич": true, "саввич": true,
	"ілліч": true, "фокич": true, "еремеич": true}

// legalForms tell a firm from a person; traders on their own account are counted among firms.
var legalForms = map[string]bool{"ооо": true, "оао": true, "зао": true, "пао": true, "ао": true, "нко": true, "ано": true, "ип": true, "гуп": true,
	"муп": true, "фгуп": true, "гбу": true, "мбу": true, "нп": true, "тоо": true, "чп": true, "тов": true, "пат": true, "прат": true, "ат": true,
	"пп": true, "фоп": true, "дп": true, "кп": true, "спд": true, "тдв": true, "чуп": true, "одо": true, "уп": true,
	"llc": true, "ltd": true, "inc": true, "gmbh": true, "plc": true, "co": true, "corp": true, "ag": true, "ab": true, "oy": true, "llp": true,
	"srl": true, "spa": true, "sa": true, "bv": true, "kg": true, "as": true, "limited": true, "company": true, "ltda": true, "sp": true,
	"компания": true, "фирма": true, "компанія": true, "общество": true, "товариство": true, "завод": true, "банк": true}

// looksLikeFirm finds a legal form or quotes in a name.
func looksLikeFirm(name string) bool {
	if strings.ContainsAny(name, `"«»“”„`) {
		return true
	}
	for _, w := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && r != '.' }) {
		if legalForms[strings.ReplaceAll(w, ".", "")] {
			return true
		}
	}
	return false
}

// looksLikePerson finds a name with a patronymic and no sign of a firm.
func looksLikePerson(name string) bool {
	words := strings.Fields(name)
	return len(words) == 3 && !looksLikeFirm(name) && greetingIn(name) != ""
}

// farEastern tells names that are written with the family name first.
func farEastern(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
	})
}
