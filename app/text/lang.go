// Package text speaks the three languages of the program: it holds the message catalogue with its plurals, writes and
// reads dates and numbers, and makes the folded, sorted and cleaned forms of what users type.
package text

import (
	"os"
	"strings"
)

// Lang is a language of the interface and of the papers; formats of dates and numbers are its methods.
type Lang string

// The languages the program speaks.
const (
	RU Lang = "ru"
	UK Lang = "uk"
	EN Lang = "en"
)

// Langs lists every language the program speaks, in the order they are offered for choice.
var Langs = []Lang{RU, UK, EN}

// ParseLang reads a language code or a locale such as "uk", "ru_RU.UTF-8" or "en-GB"; ok is false for other languages.
func ParseLang(s string) (lang Lang, ok bool) {
	code := strings.ToLower(strings.TrimSpace(s))
	if i := strings.IndexAny(code, "_-.@"); i >= 0 {
		code = code[:i]
	}
	for _, l := range Langs {
		if code == string(l) {
			return l, true
		}
	}
	return EN, false
}

// SystemLang is the language of the user's environment (LC_ALL, LC_MESSAGES, LANG, in this order), or EN when it names
// none of ours. Windows and macOS seldom set these variables: there ask the system for its locale and use ParseLang.
func SystemLang() Lang {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := os.Getenv(name); value != "" {
			lang, _ := ParseLang(value)
			return lang
		}
	}
	return EN
}

// Name is the language's name in the language itself: "Русский", "Українська", "English".
func (l Lang) Name() string {
	return wordsOf(l).name
}
