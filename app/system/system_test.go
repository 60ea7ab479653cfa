package system

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestWithExtension(t *testing.T) {
	for _, c := range []struct{ path, ext, want string }{
		{"/a/КП-12", ".pdf", "/a/КП-12.pdf"},
		{"/a/КП-12.PDF", ".pdf", "/a/КП-12.PDF"},
		{"/a/v1.2", ".csv", "/a/v1.2.csv"},
		{"/a/base", "", "/a/base"},
	} {
		if got := withExtension(c.path, c.ext); got != c.want {
			t.Errorf("withExtension(%q, %q) = %q, want %q", c.path, c.ext, got, c.want)
		}
	}
}

func TestExtensionsAreBareLetters(t *testing.T) {
	got := cleanExtensions([]string{".CSV", "*.xlsx", `vcf";x`, "**", ""})
	want := []string{"csv", "xlsx", "vcfx"}
	if len(got) != len(want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestOneLine(t *testing.T) {
	if got := oneLine("Счёт\n№\x00 5\t"); got != "Счёт№ 5" {
		t.Errorf("got %q", got)
	}
}

func TestMissingFilesAreRefused(t *testing.T) {
	gone := filepath.Join(t.TempDir(), "gone.pdf")
	for name, act := range map[string]func(string) error{"open": Open, "reveal": Reveal, "print": Print} {
		if err := act(gone); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s of a missing file: %v", name, err)
		}
	}
}

func TestExistingFolder(t *testing.T) {
	dir := t.TempDir()
	if got := existingFolder(filepath.Join(dir, "a", "b")); got != dir {
		t.Errorf("got %q, want %q", got, dir)
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := existingFolder(file); got != dir {
		t.Errorf("got %q for a file, want its folder", got)
	}
}

func TestDataFolderIsAbsolute(t *testing.T) {
	for name, dir := range map[string]string{"data": DataFolder(), "documents": Documents()} {
		if !filepath.IsAbs(dir) {
			t.Errorf("the %s folder %q is not absolute", name, dir)
		}
	}
}

func TestLocaleComesFromTheEnvironmentFirst(t *testing.T) {
	t.Setenv("LC_ALL", "uk_UA.UTF-8")
	t.Setenv("LANG", "ru_RU.UTF-8")
	if got := Locale(); got != "uk_UA.UTF-8" {
		t.Errorf("got %q", got)
	}
}
