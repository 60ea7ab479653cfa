package system

import (
	"path/filepath"
	"strings"
)

func dataFolder() string {
	return filepath.Join(home(), "Library", "Application Support", program)
}

func documents() string { return filepath.Join(home(), "Documents") }

// locale is the first of the languages in the user's settings, which `defaults` lists as ( "uk-UA", … ).
func locale() string {
	list, err := ask("", "/usr/bin/defaults", "read", "-g", "AppleLanguages")
	if err != nil {
		return ""
	}
	for _, word := range strings.FieldsFunc(list, func(r rune) bool { return strings.ContainsRune("(), \"\n", r) }) {
		return word
	}
	return ""
}
