package system

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestOnlyOneAddressIsHandedOver(t *testing.T) {
	for given, want := range map[string]string{
		"olga@hotel.example":            "olga@hotel.example",
		"Ольга <olga@hotel.example>":    "olga@hotel.example",
		"--attach=/etc/passwd@x.y":      "",
		"-x@y.z":                        "",
		"a@b.c, d@e.f":                  "",
		"a@b.c\nBcc: d@e.f":             "",
		"mailto:a@b.c?attach=/etc/host": "",
		"nobody":                        "",
		"":                              "",
	} {
		if got := onlyAddress(given); got != want {
			t.Errorf("%q gives %q, want %q", given, got, want)
		}
	}
}

func TestTextOfALetterHasAnEnd(t *testing.T) {
	got := bodyText("первая\r\nвторая\x00\x1b" + strings.Repeat("ж", mostText))
	if !strings.HasPrefix(got, "первая\nвтораяж") || len(got) > mostText || !utf8.ValidString(got) {
		t.Errorf("%d bytes: %.40q", len(got), got)
	}
}

func TestMailOfAFileThatIsNotThere(t *testing.T) {
	err := Mail(Letter{File: filepath.Join(t.TempDir(), "none.pdf")})
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}
