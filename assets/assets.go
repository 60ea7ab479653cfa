// Package assets holds what is compiled into the program: fonts, icons, messages and the shipped data sets.
package assets

import (
	"embed"
	"fmt"
)

//go:embed fonts/*.ttf
var fonts embed.FS

//go:embed icons/*.svg
var icons embed.FS

// Messages is the message catalogue: messages/<room>.<lang>.toml for ru, uk and en.
//
//go:embed messages/*.toml
var Messages embed.FS

// AppIcon is the icon of the window, a PNG of 128 × 128; a larger one would only make the start longer.
//
//go:embed icon128.png
var AppIcon []byte

// Font returns a fresh copy of the named Noto Sans face ("Regular", "Bold" or "Italic").
// It is a copy because gofpdf writes into the bytes it is handed. An unknown name panics: faces are fixed at build time.
func Font(face string) []byte {
	b, err := fonts.ReadFile("fonts/NotoSans-" + face + ".ttf")
	if err != nil {
		panic(fmt.Sprintf("assets: no font face %q", face))
	}
	return b
}

// Icon returns the SVG text of the named line icon, drawn with stroke #000000, or nil when there is none.
func Icon(name string) []byte {
	b, err := icons.ReadFile("icons/" + name + ".svg")
	if err != nil {
		return nil
	}
	return b
}

//go:embed demo/demo.*.toml
var demo embed.FS

// Demo returns the texts of the demo firm in a language (ru, uk, en) as TOML.
func Demo(lang string) ([]byte, error) { return demo.ReadFile("demo/demo." + lang + ".toml") }
