package parts

import (
	"bytes"
	"image"
	_ "image/jpeg" // logos
	_ "image/png"

	"rapport/app/crm"
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

// maxPixels is the largest picture taken, so that a small file cannot unfold into gigabytes.
const maxPixels = 40_000_000

// CheckPicture says whether the bytes are a picture the papers can print.
func CheckPicture(body []byte) error {
	config, _, err := image.DecodeConfig(bytes.NewReader(body))
	if err != nil {
		return crm.Fault{Field: "picture", Reason: "parts.picture.kind"}
	}
	if config.Width*config.Height > maxPixels {
		return crm.Fault{Field: "picture", Reason: "parts.picture.big"}
	}
	return nil
}
