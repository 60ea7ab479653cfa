// Package guide is the owner's guide in three languages, as the program shows it.
package guide

import "embed"

//go:embed *.md
var pages embed.FS

// Text is the guide in a language (ru, uk, en) as Markdown; English where there is no such language.
func Text(lang string) string {
	body, err := pages.ReadFile(lang + ".md")
	if err != nil {
		body, _ = pages.ReadFile("en.md") // it is embedded
	}
	return string(body)
}
