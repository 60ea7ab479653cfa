package text

import (
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"
	"text/template"
	"text/template/parse"
	"unicode"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// Faults lists, sorted, what is wrong with the message files of dir, one sentence each; none means the catalogue is
// whole: every key in every language and in one file only, named after its room; the same fields in every language;
// the plural forms of each language complete; no character that Noto Sans cannot draw; no ASCII double quotes in
// Russian and Ukrainian; no white space at the end of a line of text.
func Faults(fsys fs.FS, dir string) []string {
	if _, err := Load(fsys, dir); err != nil {
		return []string{err.Error()}
	}
	files, err := messageFiles(fsys, dir)
	if err != nil {
		return []string{err.Error()}
	}
	c := &checker{raw: map[Lang]map[string]*i18n.Message{}}
	for _, lang := range Langs {
		c.raw[lang] = map[string]*i18n.Message{}
		for _, file := range files[lang] {
			c.read(fsys, lang, file)
		}
	}
	c.checkNames(fsys, dir)
	for _, key := range c.keys() {
		c.checkKey(key)
	}
	sort.Strings(c.faults)
	return c.faults
}

type checker struct {
	raw    map[Lang]map[string]*i18n.Message
	faults []string
}

func (c *checker) complain(format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, args...))
}

func (c *checker) read(fsys fs.FS, lang Lang, file string) {
	messages, err := readMessages(fsys, file)
	if err != nil {
		c.complain("%v", err)
		return
	}
	room, _, _ := splitFileName(path.Base(file))
	for _, m := range messages {
		if !strings.HasPrefix(m.ID, room+".") || len(m.ID) == len(room)+1 {
			c.complain("%s: key %q does not begin with %q", file, m.ID, room+".")
		}
		c.raw[lang][m.ID] = m
	}
}

// checkNames finds message files that Load passes over because their names are wrong.
func (c *checker) checkNames(fsys fs.FS, dir string) {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		c.complain("%v", err)
	}
	for _, entry := range entries {
		name := entry.Name()
		if room, _, ok := splitFileName(name); strings.HasSuffix(name, ".toml") && (!ok || room == "") {
			c.complain("%s: not named <room>.<lang>.toml", path.Join(dir, name))
		}
	}
}

// keys lists the keys of all languages, sorted.
func (c *checker) keys() []string {
	seen := map[string]bool{}
	for _, messages := range c.raw {
		for key := range messages {
			seen[key] = true
		}
	}
	keys := make([]string, 0, len(seen))
	for key := range seen {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

func (c *checker) checkKey(key string) {
	fields, plural := map[Lang]string{}, map[Lang]bool{}
	for _, lang := range Langs {
		m := c.raw[lang][key]
		if m == nil {
			c.complain("%s: missing in %s", key, lang)
			continue
		}
		c.checkForms(key, lang, m)
		for _, name := range formNames {
			c.checkWording(key, lang, textOf(m, name))
		}
		fields[lang], plural[lang] = c.fieldsOf(key, lang, m), isPlural(m)
	}
	for _, lang := range Langs[1:] {
		first := Langs[0]
		if c.raw[lang][key] == nil || c.raw[first][key] == nil {
			continue
		}
		if fields[lang] != fields[first] {
			c.complain("%s: fields are [%s] in %s but [%s] in %s", key, fields[first], first, fields[lang], lang)
		}
		if plural[lang] != plural[first] {
			c.complain("%s: plural in only one of %s and %s", key, first, lang)
		}
	}
}

func textOf(m *i18n.Message, form string) string {
	switch form {
	case "one":
		return m.One
	case "few":
		return m.Few
	case "many":
		return m.Many
	}
	return m.Other
}

func isPlural(m *i18n.Message) bool {
	return m.Zero+m.One+m.Two+m.Few+m.Many != ""
}

// checkForms asks for exactly the forms the language knows, and for {{.N}} in all or none of the Slavic ones: their
// "one" stands for 21 as well, so it cannot leave the number out alone.
func (c *checker) checkForms(key string, lang Lang, m *i18n.Message) {
	if m.Other == "" {
		c.complain("%s: no text (form other) in %s", key, lang)
	}
	if !isPlural(m) {
		return
	}
	numbered, wanted := 0, formsOf(lang)
	for _, f := range wanted {
		said := textOf(m, formNames[f])
		if said == "" && f != formOther {
			c.complain("%s: plural form %s missing in %s", key, formNames[f], lang)
		}
		if strings.Contains(fieldNames(said), "N ") {
			numbered++
		}
	}
	if lang != EN && numbered != 0 && numbered != len(wanted) {
		c.complain("%s: {{.N}} is not in every plural form in %s", key, lang)
	}
	if m.Zero+m.Two != "" || lang == EN && m.Few+m.Many != "" {
		c.complain("%s: a plural form that %s does not have", key, lang)
	}
}

// checkWording looks at the characters of one text.
func (c *checker) checkWording(key string, lang Lang, said string) {
	if r, found := unknownGlyph(said); found {
		c.complain("%s: %s has the character %q (%U), which the font lacks", key, lang, r, r)
	}
	if lang != EN && strings.Contains(withoutActions(said), `"`) {
		c.complain(`%s: %s has the ASCII quote "`, key, lang)
	}
	for _, line := range strings.Split(said, "\n") {
		if strings.TrimRightFunc(line, unicode.IsSpace) != line {
			c.complain("%s: %s ends in white space", key, lang)
		}
	}
}

// withoutActions blanks what stands between {{ and }}.
func withoutActions(s string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "{{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		_, s, _ = strings.Cut(rest, "}}")
	}
}

// unknownGlyph finds a character that Noto Sans does not draw: arrows, most mathematical signs, box lines, shapes,
// dingbats and pictures, and invisible marks.
func unknownGlyph(s string) (rune, bool) {
	for _, r := range s {
		switch {
		case r >= 0x2190 && r <= 0x2bff && r != '◌',
			r >= 0x3000 && r <= 0xd7ff, r >= 0xe000 && r <= 0xf8ff, r >= 0x1f000,
			r == '\u00ad', r == '\ufeff', r == '\ufffd', r == '\u200b',
			unicode.IsControl(r) && r != '\n':
			return r, true
		}
	}
	return 0, false
}

// fieldsOf lists the fields of a message over all its forms, sorted; {{.N}} of a plural is not counted, as N always
// gives it and a language may do without.
func (c *checker) fieldsOf(key string, lang Lang, m *i18n.Message) string {
	all := map[string]bool{}
	for _, name := range formNames {
		said := textOf(m, name)
		if _, err := template.New(key).Parse(said); err != nil {
			c.complain("%s: %s cannot be read: %v", key, lang, err)
			continue
		}
		for _, field := range strings.Fields(fieldNames(said)) {
			all[field] = true
		}
	}
	if isPlural(m) {
		delete(all, "N")
	}
	names := make([]string, 0, len(all))
	for field := range all {
		names = append(names, field)
	}
	sort.Strings(names)
	return strings.Join(names, " ")
}

// fieldNames lists the names of the fields of one text, each followed by a space.
func fieldNames(said string) string {
	t, err := template.New("").Parse(said)
	if err != nil || t.Tree == nil {
		return ""
	}
	var b strings.Builder
	collectFields(t.Root, &b)
	return b.String()
}

func collectFields(node parse.Node, b *strings.Builder) {
	switch n := node.(type) {
	case *parse.ListNode:
		if n == nil {
			return
		}
		for _, child := range n.Nodes {
			collectFields(child, b)
		}
	case *parse.ActionNode:
		collectFields(n.Pipe, b)
	case *parse.IfNode:
		collectBranch(&n.BranchNode, b)
	case *parse.WithNode:
		collectBranch(&n.BranchNode, b)
	case *parse.RangeNode:
		collectBranch(&n.BranchNode, b)
	case *parse.PipeNode:
		for _, command := range n.Cmds {
			collectFields(command, b)
		}
	case *parse.CommandNode:
		for _, arg := range n.Args {
			collectFields(arg, b)
		}
	case *parse.FieldNode:
		b.WriteString(n.Ident[0] + " ")
	}
}

func collectBranch(n *parse.BranchNode, b *strings.Builder) {
	collectFields(n.Pipe, b)
	collectFields(n.List, b)
	collectFields(n.ElseList, b)
}

// Undrawable lists, sorted, the messages holding a character for which known is false, one sentence each: the check of
// the catalogue against a real font.
func Undrawable(fsys fs.FS, dir string, known func(rune) bool) []string {
	catalogue, err := Load(fsys, dir)
	if err != nil {
		return []string{err.Error()}
	}
	var missing []string
	for _, lang := range Langs {
		for _, r := range catalogue.In(lang).rooms {
			messages, _ := r.read() // Load has found no error
			for key, m := range messages {
				if rest, ok := undrawn(m, known); ok {
					missing = append(missing, fmt.Sprintf("%s: %s cannot be drawn from %.20q on", key, lang, rest))
				}
			}
		}
	}
	sort.Strings(missing)
	return missing
}

// undrawn is a text of a message from the first character on that cannot be drawn.
func undrawn(m *message, known func(rune) bool) (rest string, found bool) {
	for _, w := range m.texts {
		if w == nil {
			continue
		}
		if i := strings.IndexFunc(w.source, func(r rune) bool { return r != '\n' && !known(r) }); i >= 0 {
			return w.source[i:], true
		}
	}
	return "", false
}
