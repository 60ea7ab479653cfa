package parts

import (
	"rapport/app/ident"
	"rapport/app/text"
	"rapport/screens/kit"
)

// Judge turns the verdict on an identifier into a field's mark: a warning at most, since old, foreign and temporary
// numbers exist.
func Judge(t *text.Tongue, v ident.Verdict) (kit.Level, string) {
	if v.OK {
		return kit.Good, ""
	}
	for _, key := range v.MessageKeys() {
		if t.Has(key) {
			return kit.Warning, t.T(key, "Suggest", v.Suggest)
		}
	}
	return kit.Warning, t.T("ident.checksum")
}
