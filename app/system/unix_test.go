//go:build !windows && !darwin

package system

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// nasty are names that a shell, an option parser or a careless quoting would read as something else.
var nasty = []string{"-rf.pdf", "--help", "$(touch x).pdf", "`touch x`.pdf", `a"b'c.pdf`, "a; touch x.pdf", "два  пробіли.pdf", "100%20.pdf", "строка\nдве.pdf"}

// fakeProgram puts a program on an otherwise empty path; it writes its arguments, each ended by a zero byte, to a file.
func fakeProgram(t *testing.T, exit string, names ...string) (recorded func() []string) {
	t.Helper()
	bin, record := t.TempDir(), filepath.Join(t.TempDir(), "argv")
	script := "#!/bin/sh\nprintf '%s\\0' \"${0##*/}\" \"$@\" >'" + record + "'\nexit " + exit + "\n"
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(bin, name), []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", bin)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(bin, "no-bus"))
	return func() []string {
		body, _ := os.ReadFile(record)
		return strings.Split(strings.TrimSuffix(string(body), "\x00"), "\x00")
	}
}

// inFolder makes a folder with one file and enters it, so that the file can be named without a folder.
func inFolder(t *testing.T, name string) (dir string) {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func same(a, b []string) bool { return strings.Join(a, "\x00") == strings.Join(b, "\x00") }

func TestNamesReachTheProgramWholeAndAbsolute(t *testing.T) {
	for _, name := range nasty {
		t.Run(name, func(t *testing.T) {
			recorded := fakeProgram(t, "0", "xdg-open", "lp")
			dir := inFolder(t, name)
			for _, c := range []struct {
				act  func(string) error
				want []string
			}{
				{Open, []string{"xdg-open", filepath.Join(dir, name)}},
				{Print, []string{"lp", filepath.Join(dir, name)}},
				{Reveal, []string{"xdg-open", dir}},
			} {
				if err := c.act(name); err != nil {
					t.Fatal(err)
				}
				if got := recorded(); !same(got, c.want) {
					t.Errorf("the program got %q, want %q", got, c.want)
				}
			}
			if left, _ := os.ReadDir(dir); len(left) != 1 {
				t.Errorf("the folder holds %d files: a name was run", len(left))
			}
		})
	}
}

func TestPrintOpensWhereNoPrinterIs(t *testing.T) {
	recorded := fakeProgram(t, "0", "xdg-open")
	dir := inFolder(t, "offer.pdf")
	if err := Print("offer.pdf"); err != nil {
		t.Fatal(err)
	}
	if got, want := recorded(), []string{"xdg-open", filepath.Join(dir, "offer.pdf")}; !same(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFailureOfTheProgramIsTold(t *testing.T) {
	fakeProgram(t, "3", "xdg-open")
	inFolder(t, "offer.pdf")
	if err := Open("offer.pdf"); err == nil {
		t.Error("a program that ended with 3 counts as done")
	}
}

func TestNoProgramIsTold(t *testing.T) {
	fakeProgram(t, "0")
	inFolder(t, "offer.pdf")
	if err := Open("offer.pdf"); !errors.Is(err, ErrNoProgram) {
		t.Errorf("got %v, want ErrNoProgram", err)
	}
}

func TestNoDialogWithoutABus(t *testing.T) {
	fakeProgram(t, "0")
	if _, err := PickOpen("Файл", []string{"csv"}); !errors.Is(err, ErrNoDialog) {
		t.Errorf("open: got %v, want ErrNoDialog", err)
	}
	if _, err := PickSave("Файл", "КП.pdf"); !errors.Is(err, ErrNoDialog) {
		t.Errorf("save: got %v, want ErrNoDialog", err)
	}
}

func TestFileAddresses(t *testing.T) {
	for _, name := range nasty {
		path := "/tmp/" + name
		if got, err := filePath(fileURI(path)); err != nil || got != path {
			t.Errorf("%q came back as %q, %v", path, got, err)
		}
	}
	for _, bad := range []string{"http://host/file", "file:relative", "", "file://%zz"} {
		if got, err := filePath(bad); err == nil {
			t.Errorf("%q was taken for %q", bad, got)
		}
	}
}

func TestFoldersOfTheUser(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("HOME", dir)
	t.Setenv("XDG_DATA_HOME", "relative")
	t.Setenv("XDG_CONFIG_HOME", "")
	t.Setenv("XDG_DOCUMENTS_DIR", "")
	if got, want := DataFolder(), filepath.Join(dir, ".local", "share", "rapport"); got != want {
		t.Errorf("data folder is %q, want %q", got, want)
	}
	if got, want := Documents(), filepath.Join(dir, "Documents", "Rapport"); got != want {
		t.Errorf("documents are %q, want %q", got, want)
	}
	if err := os.Mkdir(filepath.Join(dir, ".config"), 0o700); err != nil {
		t.Fatal(err)
	}
	dirs := "# comment\nXDG_MUSIC_DIR=\"$HOME/Музика\"\nXDG_DOCUMENTS_DIR=\"$HOME/Документи\"\n"
	if err := os.WriteFile(filepath.Join(dir, ".config", "user-dirs.dirs"), []byte(dirs), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, want := Documents(), filepath.Join(dir, "Документи", "Rapport"); got != want {
		t.Errorf("documents are %q, want %q", got, want)
	}
	t.Setenv("XDG_DATA_HOME", filepath.Join(dir, "data"))
	if got, want := DataFolder(), filepath.Join(dir, "data", "rapport"); got != want {
		t.Errorf("data folder is %q, want %q", got, want)
	}
}

func TestLetterReachesTheProgramWhole(t *testing.T) {
	for _, name := range nasty {
		recorded := fakeProgram(t, "0", "xdg-email")
		dir := inFolder(t, name)
		l := Letter{To: "olga@hotel.example", Subject: name + "; $(touch y)", Text: "--attach=/etc/passwd\n`touch z`", File: name}
		if err := Mail(l); err != nil {
			t.Fatal(err)
		}
		want := []string{"xdg-email", "--utf8", "--subject", oneLine(l.Subject), "--body", l.Text, "--attach", filepath.Join(dir, name), l.To}
		if got := recorded(); !same(got, want) {
			t.Errorf("the program got %q, want %q", got, want)
		}
		if left, _ := os.ReadDir(dir); len(left) != 1 {
			t.Errorf("%q: the folder holds %d files: something was run", name, len(left))
		}
	}
}

func TestMailOpensTheDraftWhereNoProgramIs(t *testing.T) {
	recorded := fakeProgram(t, "0", "xdg-open")
	dir := inFolder(t, "offer.pdf")
	if err := os.WriteFile("offer.eml", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Mail(Letter{File: "offer.pdf", Draft: "offer.eml"}); err != nil {
		t.Fatal(err)
	}
	if got, want := recorded(), []string{"xdg-open", filepath.Join(dir, "offer.eml")}; !same(got, want) {
		t.Errorf("the program got %q, want %q", got, want)
	}
	if err := Mail(Letter{File: "offer.pdf"}); !errors.Is(err, ErrNoProgram) {
		t.Errorf("without a draft: %v", err)
	}
}
