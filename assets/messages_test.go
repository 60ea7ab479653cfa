package assets_test

import (
	"os"
	"testing"

	"golang.org/x/image/font/sfnt"

	"rapport/app/text"
	"rapport/assets"
)

func TestMessagesAreWhole(t *testing.T) {
	for _, fault := range text.Faults(os.DirFS("messages"), ".") {
		t.Error(fault)
	}
}

// TestEmbeddedMessagesLoad proves that the program finds its words without the folder beside it.
func TestEmbeddedMessagesLoad(t *testing.T) {
	catalogue, err := text.Load(assets.Messages, "messages")
	if err != nil {
		t.Fatal(err)
	}
	if got := catalogue.In(text.UK).T("text.save"); got != "Зберегти" {
		t.Errorf("text.save in Ukrainian is %q", got)
	}
}

// TestEveryFaceDrawsTheMessages looks each character of each message up in the fonts themselves.
func TestEveryFaceDrawsTheMessages(t *testing.T) {
	files := os.DirFS("messages")
	for _, face := range []string{"Regular", "Bold", "Italic", "Serif-Regular", "Serif-Bold", "Serif-Italic"} {
		font, err := sfnt.Parse(assets.Font(face))
		if err != nil {
			t.Fatal(err)
		}
		var buffer sfnt.Buffer
		known := func(r rune) bool {
			glyph, err := font.GlyphIndex(&buffer, r)
			return err == nil && glyph != 0
		}
		if known('✓') {
			t.Fatalf("%s draws a check mark: the lookup is wrong", face)
		}
		for _, missing := range text.Undrawable(files, ".", known) {
			t.Errorf("%s: %s", face, missing)
		}
	}
}
