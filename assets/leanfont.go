package assets

import "embed"

//go:embed fonts/lean/*.ttf
var lean embed.FS

// LeanFont returns a fresh copy of a face of Noto Sans cut down to the characters of everyday papers, with the same glyphs and
// widths; false for a face that has no such cut. A test of the papers says which characters they are and makes the files.
func LeanFont(face string) ([]byte, bool) {
	b, err := lean.ReadFile("fonts/lean/NotoSans-" + face + ".ttf")
	return b, err == nil
}
