package data

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/app/text"
)

// typeCodes are the types of relationship as the base numbers them; what is none of them is 0.
var typeCodes = append([]crm.RelType{""}, crm.RelTypes...)

func typeCode(t crm.RelType) int64 { return int64(max(0, slices.Index(typeCodes, t))) }

func typeOf(code int64) crm.RelType {
	if code < 0 || code >= int64(len(typeCodes)) {
		return ""
	}
	return typeCodes[code]
}

// column makes a text fit for a column that is shown in lists; the whole value is in the body.
func column(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\x00", "")
}

// legalForms do not count where a name begins or ends.
var legalForms = map[string]bool{
	"ооо": true, "оао": true, "зао": true, "пао": true, "ао": true, "нко": true, "ано": true, "ип": true, "гуп": true, "муп": true,
	"тов": true, "тдв": true, "пат": true, "прат": true, "ат": true, "пп": true, "фоп": true, "дп": true, "кп": true, "чп": true, "чао": true,
	"llc": true, "ltd": true, "inc": true, "gmbh": true, "plc": true, "limited": true,
}

// bareName parts a name into what it is looked up by, folded words without the legal form unless there is nothing else,
// and the legal form.
func bareName(name string) (bare, form string) {
	words, forms := bareWords(text.Words(name))
	return strings.Join(words, " "), strings.Join(forms, " ")
}

func bareKey(name string) string {
	bare, _ := bareName(name)
	return bare
}

func bareWords(words []string) (bare, forms []string) {
	from, to := 0, len(words)
	for from < to && legalForms[words[from]] {
		from++
	}
	for to > from && legalForms[words[to-1]] {
		to--
	}
	if from == to {
		return words, nil
	}
	return words[from:to], slices.Concat(words[:from], words[to:])
}

// prefixEnd is greater than every text that begins with the prefix, in the order of code points.
func prefixEnd(prefix string) string { return prefix + "\U0010ffff" }

// noKey is the sort key of what has none: drivers read an empty blob back as NULL, and every key begins with more than 0.
var noKey = []byte{0}

// sortKey is the sort key of a text, never empty.
func sortKey(s string) []byte {
	if k := text.SortKey(s); len(k) > 0 {
		return k
	}
	return noKey
}

// bodyOf is the canonical form of a record: what the journal keeps, and what a stale form is known by. Bytes that are
// not UTF-8 are encoded as an escape that the rune they are read back as would not have; then it is encoded once more.
func bodyOf(r crm.Record) ([]byte, error) {
	b, err := json.Marshal(r)
	if err != nil || !bytes.Contains(b, []byte(`\ufffd`)) {
		return b, err
	}
	sh, err := shelfFor(r.Noun())
	if err != nil {
		return nil, err
	}
	c, err := sh.decode(nil, b)
	if err != nil {
		return nil, err
	}
	return json.Marshal(c.After())
}

// bodyWriter gathers the words of a searched text: each once, two spaces before it.
type bodyWriter struct {
	b    strings.Builder
	seen map[string]bool
}

func (w *bodyWriter) words(texts ...string) {
	for _, t := range texts {
		if t == "" {
			continue
		}
		for _, word := range text.Words(t) {
			w.word(word)
		}
	}
}

func (w *bodyWriter) word(word string) {
	if word == "" || w.seen[word] {
		return
	}
	if w.seen == nil {
		w.seen = map[string]bool{}
	}
	w.seen[word] = true
	w.b.WriteString("  ")
	w.b.WriteString(word)
}

// phones adds digits: of the whole international number, or as written.
func (w *bodyWriter) phones(phones []crm.Phone) {
	for _, p := range phones {
		w.word(phoneKey(p))
		if p.E164 != "" && p.Key != "" && p.Key != text.Digits(p.E164) {
			w.word(text.Digits(p.Key))
		}
		w.word(text.Digits(p.Ext))
	}
}

func (w *bodyWriter) emails(emails []crm.Email) {
	for _, e := range emails {
		w.words(e.Address)
	}
}

// phoneKey is what two spellings of one number have in common.
func phoneKey(p crm.Phone) string {
	for _, s := range []string{p.E164, p.Key, p.Raw} {
		if d := text.Digits(s); d != "" {
			return d
		}
	}
	return ""
}

func (w *bodyWriter) String() string { return w.b.String() }

// foldTag is the form by which a tag is known.
func foldTag(s string) string { return text.Fold(s) }
