package ident

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// checkEmail is a light check: one @, a name, a domain with a point. Cyrillic names and domains are allowed.
func checkEmail(s string, _ Context) (Reason, string) {
	if plausibleEmail(s) {
		return mixedAlphabets(s)
	}
	if fixed := mendedEmail(s); fixed != s && plausibleEmail(fixed) {
		return Format, fixed
	}
	return Format, ""
}

func plausibleEmail(s string) bool {
	at := strings.LastIndexByte(s, '@')
	if at < 1 || !utf8.ValidString(s) || strings.ContainsFunc(s, neverInEmail) {
		return false
	}
	local, domain := s[:at], s[at+1:]
	if len(local) > 64 || len(s) > 254 || strings.ContainsRune(local, '@') || strings.Contains(s, "..") {
		return false
	}
	labels := strings.Split(domain, ".")
	for _, label := range labels {
		if label == "" || len(label) > 63 || strings.Trim(label, "-") != label {
			return false
		}
	}
	return len(labels) >= 2 && !strings.HasPrefix(local, ".") && !strings.HasSuffix(local, ".") &&
		utf8.RuneCountInString(labels[len(labels)-1]) >= 2
}

func neverInEmail(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune(`,;:<>()[]"\`, r)
}

// mendedEmail undoes slips of typing and copying: "mailto:", angle brackets with a name, a comma for a point, a last point.
func mendedEmail(s string) string {
	if open, shut := strings.LastIndexByte(s, '<'), strings.LastIndexByte(s, '>'); open >= 0 && shut > open {
		s = s[open+1 : shut]
	}
	s = strings.TrimPrefix(s, "mailto:")
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
	s = strings.TrimRight(s, ".,;")
	if at := strings.LastIndexByte(s, '@'); at >= 0 {
		s = s[:at] + strings.ReplaceAll(s[at:], ",", ".")
	}
	return s
}

// mixedAlphabets finds a Cyrillic letter that slipped into a Latin domain: such mail never arrives.
func mixedAlphabets(s string) (Reason, string) {
	at := strings.LastIndexByte(s, '@')
	labels := strings.Split(s[at+1:], ".")
	mixed := false
	for i, label := range labels {
		if strings.ContainsFunc(label, isLatin) && strings.ContainsFunc(label, isCyrillic) {
			mixed = true
			fixed, _ := twins(strings.ToUpper(label))
			labels[i] = strings.ToLower(fixed)
		}
	}
	if !mixed {
		return "", ""
	}
	fixed := strings.Join(labels, ".")
	if strings.ContainsFunc(fixed, isCyrillic) {
		return Letters, ""
	}
	return Letters, s[:at+1] + fixed
}

func isLatin(r rune) bool { return unicode.Is(unicode.Latin, r) }

func isCyrillic(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }
