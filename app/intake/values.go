package intake

import (
	"html"
	"strings"
	"unicode"

	"rapport/app/text"
)

// valueless are texts that programs put into cells that hold nothing.
var valueless = map[string]bool{"0.0.00": true, "0/0/00": true, "00.00.0000": true, "0000-00-00": true, "не закрыта": true, "не закрита": true,
	"не определен": true, "не определён": true, "не визначено": true, "unspecified": true, "null": true, "(null)": true, "undefined": true, "#н/д": true, "#n/a": true}

// longestValueless is the length in bytes of the longest of them.
const longestValueless = 30

// tidy is text.Line with a short way for everyday texts, which most cells are.
func tidy(s string, maxRunes int) string {
	if (maxRunes <= 0 || len(s) <= maxRunes) && isTidy(s) {
		return s
	}
	return text.Line(s, maxRunes)
}

// isTidy finds texts that text.Line leaves alone: printable ASCII and whole letters of Russian and Ukrainian, no two
// spaces together.
func isTidy(s string) bool {
	last := ' '
	for _, r := range s {
		switch {
		case r == ' ' && last == ' ', r < ' ', r == 0x7f:
			return false
		case r > 0x7f && (r < 0x401 || r > 0x457) && r != 'ґ' && r != 'Ґ' && r != '«' && r != '»' && r != '№' && r != '–':
			return false
		}
		last = r
	}
	return last != ' '
}

// isDamaged finds a number that a spreadsheet has rounded.
func isDamaged(s string) bool {
	return len(s) < 40 && strings.ContainsAny(s, "EeЕе") && scientific().MatchString(s)
}

var (
	htmlTag   = pattern(`(?i)</?(?:b|br|p|div|span|i|u|s|a|strong|em|ul|ol|li|h[1-6]|table|tbody|tr|td|th|font|img|hr|pre|blockquote)(?:\s[^<>]*)?/?>`)
	htmlBreak = pattern(`(?i)<(?:br\s*/?|/p|/div|/li|/tr|/h[1-6]|hr\s*/?)(?:\s[^<>]*)?>`)
	manyLines = pattern(`\n{3,}`)
)

// plainText turns HTML, which web programs keep in comments, into lines of text; other texts stay as they are.
func plainText(s string) string {
	if strings.ContainsRune(s, '<') && htmlTag().MatchString(s) {
		s = htmlBreak().ReplaceAllString(s, "\n")
		s = html.UnescapeString(htmlTag().ReplaceAllString(s, ""))
		s = strings.ReplaceAll(s, "\u00a0", " ")
	} else if strings.Contains(s, "&nbsp;") || strings.Contains(s, "&quot;") || strings.Contains(s, "&amp;") {
		s = html.UnescapeString(s)
	}
	if isTidy(s) {
		return s
	}
	lines := strings.Split(text.Clean(s, 0), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRightFunc(l, unicode.IsSpace)
	}
	return manyLines().ReplaceAllString(strings.Join(lines, "\n"), "\n\n")
}

// splitList cuts a cell of several values; marks of Google ("* ") go.
func splitList(s, separators string) []string {
	s = strings.ReplaceAll(s, ":::", "\n")
	var out []string
	for _, p := range strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || strings.ContainsRune(separators, r) }) {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// tagsIn reads the tags of a cell; groups that Google makes itself ("* myContacts") are left out.
func tagsIn(s string) []string {
	var out []string
	for _, tag := range splitList(s, ",;") {
		if !strings.HasPrefix(tag, "*") && tag != "My Contacts" && tag != "myContacts" {
			out = append(out, tidy(tag, 200))
		}
	}
	return out
}

var address = pattern(`[^\s<>,;:"'()\[\]|]+@[^\s<>,;:"'()\[\]|]+`)

// emailsIn finds the addresses of a cell, and reports whether it held nothing else that matters.
func emailsIn(s string) []string {
	var out []string
	for _, a := range address().FindAllString(strings.ReplaceAll(s, "mailto:", ""), -1) {
		a = strings.Trim(a, "./\\")
		if at := strings.LastIndexByte(a, '@'); at > 0 && at < len(a)-1 {
			out = append(out, a)
		}
	}
	return out
}

// sitesIn reads the sites of a cell; "name#address#" is how Access writes a link.
func sitesIn(s string) []string {
	var out []string
	for _, site := range splitList(s, ";") {
		if parts := strings.Split(site, "#"); len(parts) >= 3 && strings.TrimSpace(parts[1]) != "" && !strings.Contains(parts[0], "/") {
			site = strings.TrimSpace(parts[1])
		}
		if !strings.ContainsAny(site, " ") {
			for _, one := range splitList(site, ",") {
				out = append(out, one)
			}
			continue
		}
		out = append(out, site)
	}
	return out
}
