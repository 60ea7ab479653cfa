// Package assets holds what is compiled into the program: fonts, icons, messages and the shipped data sets.
package assets

import (
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"io"
	"strings"
	"sync"
)

//go:embed fonts/*.ttf fonts/*.ttf.gz
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

// Font returns a fresh copy of the named face: "Regular", "Bold" or "Italic" of Noto Sans, and the same with "Serif-" before
// it of Noto Serif. It is a copy because gofpdf writes into the bytes it is handed. An unknown name panics: faces are fixed
// at build time.
func Font(face string) []byte {
	if style, ok := strings.CutPrefix(face, "Serif-"); ok {
		if unpack := serif[style]; unpack != nil {
			return bytes.Clone(unpack())
		}
		panic(fmt.Sprintf("assets: no font face %q", face))
	}
	b, err := fonts.ReadFile("fonts/NotoSans-" + face + ".ttf")
	if err != nil {
		panic(fmt.Sprintf("assets: no font face %q", face))
	}
	return b
}

// serif are the faces of Noto Serif. They lie packed in the program and are unpacked when first asked for, since most papers
// do without.
var serif = map[string]func() []byte{"Regular": unpacked("Regular"), "Bold": unpacked("Bold"), "Italic": unpacked("Italic")}

func unpacked(style string) func() []byte {
	return sync.OnceValue(func() []byte {
		packed, err := fonts.Open("fonts/NotoSerif-" + style + ".ttf.gz")
		if err == nil {
			defer packed.Close()
			var r *gzip.Reader
			if r, err = gzip.NewReader(packed); err == nil {
				var b []byte
				if b, err = io.ReadAll(r); err == nil {
					return b
				}
			}
		}
		panic(fmt.Sprintf("assets: font face Serif-%s: %v", style, err))
	})
}

// Icon returns the SVG text of the named line icon, drawn with stroke #000000, or nil when there is none.
func Icon(name string) []byte {
	b, err := icons.ReadFile("icons/" + name + ".svg")
	if err != nil {
		return nil
	}
	return b
}

//go:embed demo/demo.*.toml demo/logo.*.svg demo/items/*.svg
var demo embed.FS

// Demo returns the texts of the demo firm in a language (ru, uk, en) as TOML.
func Demo(lang string) ([]byte, error) { return demo.ReadFile("demo/demo." + lang + ".toml") }

// DemoLogo returns the logo of the demo firm with its name in a language (ru, uk, en) as SVG.
func DemoLogo(lang string) ([]byte, error) { return demo.ReadFile("demo/logo." + lang + ".svg") }

// DemoDrawing returns the named drawing of a thing the demo firm sells as SVG.
func DemoDrawing(name string) ([]byte, error) { return demo.ReadFile("demo/items/" + name + ".svg") }
