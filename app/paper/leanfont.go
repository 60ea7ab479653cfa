package paper

import (
	"rapport/app/page"
	"rapport/assets"
)

// beyondLetters are the characters of everyday papers that stand in none of the blocks of leanBlocks.
const beyondLetters = "–—‘’‚“”„†•…‰′″‹›€₴₽₸№™\u2009\u2011\u202f"

// leanBlocks are ASCII, Latin for Europe, and Cyrillic.
var leanBlocks = [][2]rune{{0x20, 0x7e}, {0xa0, 0x17f}, {0x400, 0x4ff}}

// leanRunes tells the characters that the lean faces have.
var leanRunes = func() map[rune]bool {
	set := map[rune]bool{}
	for _, b := range leanBlocks {
		for r := b[0]; r <= b[1]; r++ {
			set[r] = true
		}
	}
	for _, r := range beyondLetters {
		set[r] = true
	}
	return set
}()

// fontFile is the file of a face as gofpdf is to read it: the lean cut where the document needs no more. Reading a whole face
// costs several times as much, and of either no more than the characters in use comes into the file.
func (w *printer) fontFile(face page.Face) []byte {
	if lean, has := assets.LeanFont(face.Name()); has && !w.beyondLean(face) {
		return lean
	}
	return assets.Font(face.Name())
}

// beyondLean reports whether the document sets a character in a face that its lean cut has not.
func (w *printer) beyondLean(face page.Face) bool {
	for _, leaf := range w.doc.Pages {
		for _, m := range leaf.Marks {
			t, ok := m.(page.Text)
			if !ok || t.Face != face {
				continue
			}
			for _, r := range t.S {
				if (r < 0x20 || r > 0x7e) && !leanRunes[r] {
					return true
				}
			}
		}
	}
	return false
}
