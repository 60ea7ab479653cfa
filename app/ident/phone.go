package ident

import (
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// Phone is one number of a cell. Raw is what was typed and is always kept.
type Phone struct {
	Raw  string
	E164 string // "+74951234567", or "" when the number could not be placed in a country
	Ext  string // digits of the extension
	Key  string // digits for equality and search: those of E164, otherwise those of Raw
}

const (
	maxPhones   = 50 // in one cell; what follows is kept in the Raw of the last
	maxNational = 17 // digits; longer runs are not telephone numbers
	maxKey      = 32
)

// ParsePhones reads the numbers of one cell, parted by , ; / line ends or " ::: ". country is the user's own (ISO 3166),
// by which numbers without "+" are understood. Text without digits gives a Phone with an empty Key, blank text gives none.
func ParsePhones(cell, country string) []Phone {
	country = strings.ToUpper(strings.TrimSpace(country))
	if damaged(cell) {
		return []Phone{{Raw: strings.TrimSpace(cell)}}
	}
	var phones []Phone
	for _, piece := range splitPhones(cell) {
		if n := len(phones); n > 0 && (n == maxPhones || continues(piece.text)) {
			phones[n-1] = extend(phones[n-1], piece)
			continue
		}
		phones = append(phones, parsePhone(piece.text, country))
	}
	return phones
}

// FormatPhone shows a number for reading, "+7 495 123-45-67", without its extension; an unplaced number is shown as typed.
func FormatPhone(p Phone) string {
	if p.E164 == "" {
		return p.Raw
	}
	number, err := phonenumbers.Parse(p.E164, "")
	if err != nil {
		return p.E164
	}
	shown := phonenumbers.Format(number, phonenumbers.INTERNATIONAL)
	if code := number.GetCountryCode(); code == 7 || code == 380 {
		shown = looseEnd().ReplaceAllString(shown, "$1 $2 $3 $4")
		return fourEnd().ReplaceAllString(shown, "$1 $2")
	}
	return shown
}

// looseEnd is the ending "671234567" of a Ukrainian number that no plan groups, being in nobody's range.
var looseEnd = pattern(`^(\+380 \d{2})(\d{3})(\d{2})(\d{2})$`)

// fourEnd is the ending "123 4567", which is read "123 45 67" in Ukraine and Kazakhstan.
var fourEnd = pattern(`( \d{3} \d{2})(\d{2})$`)

// SearchDigits turns what is typed into a search field into digits to look for inside Key: the trunk prefix (8, 0 or 80
// by country) is dropped, because Key holds the international form. Fewer than 3 digits give "".
func SearchDigits(text, country string) string {
	digits := Digits(text)
	if len(digits) < 3 {
		return ""
	}
	if strings.Contains(text, "+") {
		return digits
	}
	country = strings.ToUpper(country)
	for _, p := range plans {
		if p.serves(country) {
			for _, trunk := range p.trunks {
				if rest, found := strings.CutPrefix(digits, trunk); found && len(rest) >= 2 {
					return rest
				}
			}
		}
	}
	return digits
}

// extensionMark finds an extension at the end of a number: "доб. 12", "вн. 12", "ext 12", "x12", "#12".
var extensionMark = pattern(
	`(?i)[\s,;(]*(?:доб(?:авочн\p{L}*|\.)?|дод(?:атков\p{L}*|\.)?|внутр?(?:енн\p{L}*|ішн\p{L}*|\.)?|вн\.?|ext(?:ension|n|\.)?|[xх]\.?|#)[\s:.№=]*(\d{1,7})\)?\s*$`)

// loneExtension is a piece that holds an extension only and belongs to the number before it.
var loneExtension = pattern(
	`(?i)^\s*(?:доб\p{L}*\.?|дод\p{L}*\.?|вн\p{L}*\.?|ext\p{L}*\.?|[xх]|#)[\s:.№=]*(\d{1,7})\s*$`)

// loneTail is the other ending of the number before it: "123-45-67/68".
var loneTail = pattern(`^\s*\d{1,3}\s*$`)

func continues(piece string) bool {
	return loneExtension().MatchString(piece) || loneTail().MatchString(piece)
}

// extend joins a continuation to the number before it; only its extension is understood, the rest stays in Raw.
func extend(p Phone, next piece) Phone {
	p.Raw += next.separator + strings.TrimSpace(next.text)
	if m := loneExtension().FindStringSubmatch(next.text); m != nil && p.Ext == "" {
		p.Ext = m[1]
	}
	return p
}

// choice is a bracket that offers several area codes, "(495, 499)": which of them is meant is not for us to say.
var choice = pattern(`\([^)]*\d\s*[,;/]\s*\d[^)]*\)`)

func parsePhone(text, country string) Phone {
	p := Phone{Raw: strings.TrimSpace(text)}
	number := strings.TrimLeft(p.Raw, "'")
	if m := extensionMark().FindStringSubmatchIndex(number); m != nil && len(Digits(number[:m[0]])) >= 3 {
		p.Ext = number[m[2]:m[3]]
		number = number[:m[0]]
	}
	digits, plus := dialled(number)
	if !choice().MatchString(number) {
		p.E164 = international(digits, plus, country)
	}
	p.Key = Digits(p.E164)
	if p.E164 == "" {
		p.Key = digits[:min(len(digits), maxKey)]
	}
	return p
}

// dialable is a run of digits with what people put between them. Letters end it.
var dialable = pattern(`\+?[\d\s().\-‐‑–—\x{a0}\x{202f}]*\d`)

// dialled takes the run with the most digits out of a text such as "моб. +7 916 … Иван".
func dialled(text string) (digits string, plus bool) {
	for _, run := range dialable().FindAllString(text, -1) {
		if d := Digits(run); len(d) > len(digits) {
			digits, plus = d, strings.HasPrefix(run, "+")
		}
	}
	return digits, plus
}
