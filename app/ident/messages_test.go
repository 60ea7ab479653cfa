package ident

import (
	"os"
	"regexp"
	"slices"
	"testing"
)

// reached lists the reasons each checker can give, so that every verdict has words.
var reached = map[Kind][]Reason{
	INN: {Length, NotDigit, Checksum, Zeros, LostZero}, KPP: {Length, Format, Zeros, Letters},
	OGRN: {Length, NotDigit, Checksum, Zeros, Start}, OGRNIP: {Length, NotDigit, Checksum, Zeros, Start},
	BIK: {Length, NotDigit, Zeros, Start, LostZero}, Account: {Length, NotDigit, Zeros, Checksum}, Corr: {Length, NotDigit, Zeros, Checksum, Start},
	EDRPOU: {Length, NotDigit, Checksum, Zeros, LostZero}, RNOKPP: {Length, NotDigit, Checksum, Zeros, LostZero}, IPN: {Length, NotDigit, Checksum, Zeros},
	IBAN: {Length, Format, Country, Checksum, Letters}, BIC: {Length, Format, Country, Letters}, EUVAT: {Length, Format, Country, Zeros, Letters},
	PhoneNo: {NotDigit, Format, Unknown, Damaged}, Email: {Format, Letters},
}

var messageKey = regexp.MustCompile(`(?m)^"(ident\.[a-z_.]+)" *= *"[^"]+"$`)

func TestEveryVerdictHasWords(t *testing.T) {
	russian := catalogue(t, "ru")
	for _, lang := range []string{"ru", "uk", "en"} {
		keys := catalogue(t, lang)
		if !slices.Equal(keys, russian) {
			t.Errorf("%s has other keys than ru", lang)
		}
		for _, kind := range Kinds {
			if !slices.Contains(keys, kind.NameKey()) {
				t.Errorf("%s: no %s", lang, kind.NameKey())
			}
			for _, reason := range reached[kind] {
				v := Verdict{Kind: kind, Reason: reason}
				if !slices.ContainsFunc(v.MessageKeys(), func(key string) bool { return slices.Contains(keys, key) }) {
					t.Errorf("%s: no words for %s", lang, v.MessageKeys()[0])
				}
			}
		}
		for _, reason := range Reasons {
			if !slices.Contains(keys, "ident."+string(reason)) {
				t.Errorf("%s: no general sentence for %s", lang, reason)
			}
		}
	}
}

func catalogue(t *testing.T, lang string) []string {
	t.Helper()
	text, err := os.ReadFile("../../assets/messages/ident." + lang + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, m := range messageKey.FindAllStringSubmatch(string(text), -1) {
		keys = append(keys, m[1])
	}
	slices.Sort(keys)
	return keys
}
