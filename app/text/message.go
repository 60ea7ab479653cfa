package text

import (
	"fmt"
	"log/slog"
	"regexp"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// form is a plural form of CLDR that our languages use.
type form int

const (
	formOther form = iota
	formOne
	formFew
	formMany
	formCount
)

var formNames = [formCount]string{"other", "one", "few", "many"}

// formsOf lists the forms a plural message of the language must have.
func formsOf(lang Lang) []form {
	if lang == EN {
		return []form{formOne, formOther}
	}
	return []form{formOne, formFew, formMany, formOther}
}

// sample is a count that takes the form in the language. "Other" in Russian and Ukrainian belongs to fractions.
func (f form) sample(lang Lang) any {
	switch {
	case f == formOne:
		return 1
	case f == formFew:
		return 2
	case f == formMany:
		return 5
	case lang == EN:
		return 2
	}
	return "1.5"
}

// formTable holds the plural forms of 0…199: no rule of our languages looks beyond the last two digits, save that
// English tells 1 from 101.
type formTable [200]form

func (t *formTable) of(n int) form {
	if n < 0 {
		n = -(n + 1) + 1
		if n < 0 {
			return formOther // the smallest int has no positive twin
		}
	}
	if n >= 200 {
		n = 100 + n%100
	}
	return t[n]
}

// pluralForms asks x/text, which carries the CLDR rules, for the form of each count.
func pluralForms(lang Lang) *formTable {
	tag := language.Make(string(lang))
	known := map[plural.Form]form{plural.One: formOne, plural.Few: formFew, plural.Many: formMany}
	table := &formTable{}
	for n := range table {
		table[n] = known[plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0)] // formOther when not known
	}
	return table
}

// message is one key of one language, ready to be written.
type message struct {
	key   string
	plain bool // no form has a field to fill
	texts [formCount]*wording
	whole *i18n.Message // as it was read

	once  sync.Once
	voice *i18n.Localizer
}

// localizer speaks this one message; only messages with conditions need it.
func (m *message) localizer(lang Lang) *i18n.Localizer {
	m.once.Do(func() {
		tag := language.Make(string(lang))
		bundle := i18n.NewBundle(tag)
		if err := bundle.AddMessages(tag, m.whole); err != nil {
			slog.Error("read message", "key", m.key, "error", err) // then it is missing
		}
		m.voice = i18n.NewLocalizer(bundle, string(lang))
	})
	return m.voice
}

// wording is the text of one plural form: literal text and field names by turns.
type wording struct {
	source string
	parts  []part // nil when the text needs a full template
	size   int    // bytes of literal text
}

type part struct {
	literal string
	field   string
	within  int // so many quotation marks of the message
}

func compile(m *i18n.Message) *message {
	c := &message{key: m.ID, plain: true, whole: m}
	for f, source := range [formCount]string{m.Other, m.One, m.Few, m.Many} {
		if source == "" && form(f) != formOther {
			continue
		}
		c.texts[f] = split(source)
		c.plain = c.plain && !strings.Contains(source, "{{")
	}
	return c
}

var fieldPattern = regexp.MustCompile(`\{\{\s*\.([A-Za-z][A-Za-z0-9_]*)\s*\}\}`)

// split takes a text apart at its {{.Field}} marks; texts with any other template action keep parts nil.
func split(source string) *wording {
	w := &wording{source: source}
	var parts []part
	rest := 0
	var open []rune
	for _, at := range fieldPattern.FindAllStringSubmatchIndex(source, -1) {
		open = stillOpen(open, source[rest:at[0]])
		parts = append(parts, part{literal: source[rest:at[0]], field: source[at[2]:at[3]], within: levelIn(open)})
		w.size += at[0] - rest
		rest = at[1]
	}
	parts = append(parts, part{literal: source[rest:]})
	w.size += len(source) - rest
	for _, p := range parts {
		if strings.Contains(p.literal, "{{") {
			return w
		}
	}
	w.parts = parts
	return w
}

// fill writes the text with the values of args; a field with no value shows as [Field]. Quotation marks within those of the
// message become inner ones of the language.
func (w *wording) fill(args []any, lang Lang) string {
	var b strings.Builder
	b.Grow(w.size + 16*len(w.parts))
	for _, p := range w.parts {
		b.WriteString(p.literal)
		if p.field != "" {
			writeField(&b, p, args, lang)
		}
	}
	return b.String()
}

func writeField(b *strings.Builder, p part, args []any, lang Lang) {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] != p.field {
			continue
		}
		s, ok := args[i+1].(string)
		if !ok {
			s = fmt.Sprint(args[i+1])
		}
		b.WriteString(Nested(s, lang, p.within))
		return
	}
	b.WriteString("[" + p.field + "]")
}
