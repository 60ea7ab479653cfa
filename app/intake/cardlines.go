package intake

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// property is one line of a card, unfolded, before its value is decoded.
type property struct {
	line   int
	group  string // "item1"
	name   string // upper case
	params []param
	value  []byte
	binary bool // a picture, sound or key, whose bytes were passed over
}

type param struct{ key, value string } // key upper case; bare parameters of 2.1 have an empty key

// cardLines cuts a file of cards into properties. Soft line breaks of quoted-printable and folds are undone on bytes,
// because both are met in the middle of a letter.
type cardLines struct {
	lines    [][]byte
	at       int
	complain *complaints
}

func newCardLines(data []byte, c *complaints) *cardLines {
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	return &cardLines{lines: bytes.Split(data, []byte("\n")), complain: c}
}

// next reads the next property, and reports whether there was one.
func (l *cardLines) next() (property, bool) {
	for l.at < len(l.lines) {
		line := bytes.TrimRight(l.lines[l.at], " \t\x00")
		l.at++
		if trimmed := bytes.TrimSpace(line); len(trimmed) == 0 {
			continue
		}
		p, ok := parseHead(l.fullHead(line))
		if !ok {
			l.stray(line)
			continue
		}
		p.line = l.at
		l.unfold(&p)
		return p, true
	}
	return property{}, false
}

// fullHead joins the folded lines of a head whose colon comes only later.
func (l *cardLines) fullHead(line []byte) []byte {
	whole := len(line) > 4 && strings.EqualFold(string(line[:4]), "ADR;") && !bytes.Contains(bytes.ToUpper(line), []byte("PRINTABLE"))
	for l.at < len(l.lines) && (whole || colonAt(line) < 0) && isFold(l.lines[l.at]) && len(line) < 1<<16 {
		line = append(append([]byte{}, line...), l.lines[l.at][1:]...)
		l.at++
	}
	return line
}

func (l *cardLines) stray(line []byte) {
	if trimmed := bytes.TrimSpace(line); trimmed[0] == '#' || isBase64(trimmed) {
		return // a comment, or what is left of a picture
	}
	l.complain.add(Note, l.at, "", "intake.card.line", "Text", strings.ToValidUTF8(string(line[:min(len(line), 60)]), "?"))
}

// colonAt finds the colon that ends the head of a line, outside quotes.
func colonAt(line []byte) int {
	quoted := false
	for i, b := range line {
		switch {
		case b == '"':
			quoted = !quoted
		case b == ':' && !quoted:
			return i
		}
	}
	return bytes.IndexByte(line, ':')
}

// colonAfterLabel passes over the colons of an address label that should have been quoted: of ADR the value has seven
// parts.
func colonAfterLabel(line []byte, colon int) int {
	upper := bytes.ToUpper(line[:colon])
	if !bytes.HasPrefix(upper, []byte("ADR;")) || !bytes.Contains(upper, []byte("LABEL=")) || bytes.Contains(upper, []byte(`LABEL="`)) {
		return colon
	}
	for i := len(line) - 1; i > max(colon, len(line)-2000); i-- { // addresses are short
		if line[i] == ':' && len(splitEscaped(line[i+1:], ';')) >= 7 {
			return i
		}
	}
	return colon
}

// parseHead parts "item1.TEL;TYPE=CELL:+7…" into group, name, parameters and the raw value.
func parseHead(line []byte) (property, bool) {
	colon := colonAt(line)
	if colon <= 0 {
		return property{}, false
	}
	colon = colonAfterLabel(line, colon)
	parts := splitOutsideQuotes(string(line[:colon]), ';')
	p := property{name: strings.ToUpper(strings.TrimSpace(parts[0])), value: line[colon+1:]}
	if dot := strings.LastIndexByte(p.name, '.'); dot >= 0 {
		p.group, p.name = strings.ToLower(p.name[:dot]), p.name[dot+1:]
	}
	if p.name == "" || strings.ContainsFunc(p.name, func(r rune) bool { return !isNameRune(r) }) {
		return property{}, false
	}
	for _, s := range parts[1:] {
		key, value, found := strings.Cut(s, "=")
		if !found {
			key, value = "", s
		}
		p.params = append(p.params, param{strings.ToUpper(strings.TrimSpace(key)), strings.Trim(strings.TrimSpace(value), `"`)})
	}
	return p, true
}

func isNameRune(r rune) bool {
	return r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' || r == ' ' || r == '/'
}

func splitOutsideQuotes(s string, separator byte) []string {
	var parts []string
	quoted, start := false, 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case s[i] == separator && !quoted:
			parts = append(parts, s[start:i])
			start = i + 1
		}
	}
	return append(parts, s[start:])
}

// unfold adds the lines that belong to the value.
func (l *cardLines) unfold(p *property) {
	switch {
	case p.encodedAs("QUOTED-PRINTABLE"):
		l.unfoldPrintable(p)
	case p.encodedAs("BASE64", "B") || p.name == "PHOTO" || p.name == "LOGO" || p.name == "SOUND" || p.name == "KEY":
		p.binary = p.encodedAs("BASE64", "B")
		l.passBinary(p.binary)
	default:
		l.unfoldPlain(p)
	}
}

func (l *cardLines) unfoldPlain(p *property) {
	if l.at < len(l.lines) && isFold(l.lines[l.at]) {
		p.value = bytes.Clone(p.value) // the lines of the file stay as they are
	}
	for l.at < len(l.lines) && isFold(l.lines[l.at]) {
		p.value = append(p.value, l.lines[l.at][1:]...)
		l.at++
	}
}

func isFold(line []byte) bool {
	return len(line) > 1 && (line[0] == ' ' || line[0] == '\t') && len(bytes.TrimSpace(line)) > 0
}

// unfoldPrintable joins soft breaks. A space at the beginning of the next line belongs to the text, save where bad
// writers fold a second time: before "=".
func (l *cardLines) unfoldPrintable(p *property) {
	value := append([]byte{}, bytes.TrimRight(p.value, " \t")...)
	for l.at < len(l.lines) {
		next := l.lines[l.at]
		switch soft := bytes.HasSuffix(value, []byte("=")); {
		case soft && (len(bytes.TrimSpace(next)) == 0 || isBoundary(next)):
			p.value = value[:len(value)-1]
			return
		case soft:
			value = value[:len(value)-1]
			if trimmed := bytes.TrimLeft(next, " \t"); len(trimmed) < len(next) && trimmed[0] == '=' {
				next = trimmed
			}
		case isFold(next):
			next = next[1:]
		default:
			p.value = value
			return
		}
		value = append(value, bytes.TrimRight(next, " \t")...)
		l.at++
	}
	p.value = bytes.TrimSuffix(value, []byte("="))
}

func isBoundary(line []byte) bool {
	upper := strings.ToUpper(strings.TrimSpace(string(line[:min(len(line), 40)])))
	return strings.HasPrefix(upper, "END:VCARD") || strings.HasPrefix(upper, "BEGIN:VCARD")
}

// passBinary passes over the body of a picture: folded lines, and lines of base64 alone; a blank line ends it.
func (l *cardLines) passBinary(encoded bool) {
	for l.at < len(l.lines) {
		line := bytes.TrimSpace(l.lines[l.at])
		if len(line) == 0 || !isFold(l.lines[l.at]) && (!encoded || !isBase64(line)) {
			return
		}
		l.at++
	}
}

func isBase64(line []byte) bool {
	for _, b := range line {
		if !(b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '+' || b == '/' || b == '=') {
			return false
		}
	}
	return true
}

// encodedAs reports whether the value is written in one of the encodings, named or bare.
func (p property) encodedAs(names ...string) bool {
	for _, q := range p.params {
		if q.key != "" && q.key != "ENCODING" {
			continue
		}
		for _, name := range names {
			if strings.EqualFold(q.value, name) {
				return true
			}
		}
	}
	return false
}

func (p property) param(key string) string {
	for _, q := range p.params {
		if q.key == key {
			return q.value
		}
	}
	return ""
}

// types lists the words that tell the sort: TYPE=WORK,VOICE as well as bare WORK;VOICE; lower case.
func (p property) types() []string {
	var out []string
	for _, q := range p.params {
		if q.key == "TYPE" || q.key == "" {
			for _, w := range strings.Split(strings.Trim(q.value, `"`), ",") {
				out = append(out, strings.ToLower(strings.TrimSpace(w)))
			}
		}
	}
	return out
}

// parts cuts the raw value at semicolons that are not escaped, then decodes each part.
func (p property) parts(page pageFor) []string {
	raw := p.value
	printable := p.encodedAs("QUOTED-PRINTABLE")
	if !printable {
		raw = []byte(page.decode(p, raw))
	}
	var out []string
	for _, part := range splitEscaped(raw, ';') {
		s := string(part)
		if printable {
			s = page.decode(p, fromPrintable(part))
		}
		out = append(out, strings.TrimSpace(unescape(s)))
	}
	return out
}

// text decodes the whole value.
func (p property) text(page pageFor) string {
	raw := p.value
	if p.encodedAs("QUOTED-PRINTABLE") {
		raw = fromPrintable(raw)
	}
	return strings.TrimSpace(unescape(page.decode(p, raw)))
}

func splitEscaped(raw []byte, separator byte) [][]byte {
	var out [][]byte
	start := 0
	for i := 0; i < len(raw); i++ {
		switch raw[i] {
		case '\\':
			i++
		case separator:
			out = append(out, raw[start:i])
			start = i + 1
		}
	}
	return append(out, raw[start:])
}

// fromPrintable undoes quoted-printable; what is not well formed stays as it is.
func fromPrintable(raw []byte) []byte {
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] == '=' && i+2 < len(raw) && unhex(raw[i+1]) >= 0 && unhex(raw[i+2]) >= 0 {
			out = append(out, byte(unhex(raw[i+1])<<4|unhex(raw[i+2])))
			i += 2
			continue
		}
		out = append(out, raw[i])
	}
	return out
}

func unhex(b byte) int {
	switch {
	case b >= '0' && b <= '9':
		return int(b - '0')
	case b >= 'A' && b <= 'F':
		return int(b-'A') + 10
	case b >= 'a' && b <= 'f':
		return int(b-'a') + 10
	}
	return -1
}

// unescape undoes the backslashes of vCard.
func unescape(s string) string {
	if !strings.ContainsRune(s, '\\') {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 'n', 'N':
			b.WriteByte('\n')
		case ',', ';', ':', '\\', '"':
			b.WriteByte(s[i])
		default:
			b.WriteByte('\\')
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// pageFor decodes values: by their own CHARSET, as UTF-8, or by the page guessed for the whole file.
type pageFor struct {
	name  string
	guess func([]byte) string
}

func (f pageFor) decode(p property, raw []byte) string {
	if page := pageNamed(p.param("CHARSET")); page != nil {
		return decodePage(raw, page)
	}
	if utf8.Valid(raw) || f.guess == nil || mostly8(raw) {
		return strings.ToValidUTF8(string(raw), "\ufffd")
	}
	return f.guess(raw)
}
