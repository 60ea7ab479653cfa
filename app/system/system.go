// Package system asks the operating system for what only it can do: open, show and print a file with the user's own
// programs, the native dialogs for choosing one, the folders for documents and data, the user's language. No shell
// ever sees a name, and every name is made absolute first, so that none can be taken for an option.
package system

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// ErrCancelled is returned when the user closed a dialog without choosing.
var ErrCancelled = errors.New("choice cancelled")

// ErrNoDialog is returned when the system has no native dialog to show: the window then shows its own.
var ErrNoDialog = errors.New("no native file dialog")

// ErrNoProgram is returned when the system has no program to do what was asked.
var ErrNoProgram = errors.New("no program for it")

// program is the folder name of the program under the folders of the user.
const program = "Rapport"

// Open opens a file with the program the user has chosen for its kind. It returns when the program was started, with
// fs.ErrNotExist when there is no such file.
func Open(path string) error {
	full, err := existing(path)
	if err != nil {
		return fmt.Errorf("open: %w", err)
	}
	return wrap("open", full, open(full))
}

// Reveal shows a file in its folder, chosen where the file manager can do that.
func Reveal(path string) error {
	full, err := existing(path)
	if err != nil {
		return fmt.Errorf("show in folder: %w", err)
	}
	return wrap("show in folder", full, reveal(full))
}

// Print sends a file to the printer, or opens it where the system cannot print it itself.
func Print(path string) error {
	full, err := existing(path)
	if err != nil {
		return fmt.Errorf("print: %w", err)
	}
	if print(full) == nil {
		return nil
	}
	return wrap("open for printing", full, open(full))
}

// PickOpen lets the user choose a file to read in the system's own dialog and waits for the answer. extensions are
// those offered, without the dot ("csv"); none offers every file. Errors are ErrCancelled, ErrNoDialog or the system's.
func PickOpen(title string, extensions []string) (string, error) {
	return pickOpen(oneLine(title), cleanExtensions(extensions))
}

// PickSave lets the user choose where to write a file and waits for the answer. proposed is a name or a whole path; its
// extension is added to a name typed without one. Errors are ErrCancelled, ErrNoDialog or the system's.
func PickSave(title, proposed string) (string, error) {
	dir, name := filepath.Split(proposed)
	if dir == "" || !filepath.IsAbs(dir) {
		dir = existingFolder(Documents())
	}
	path, err := pickSave(oneLine(title), dir, oneLine(name))
	if err != nil {
		return "", err
	}
	return withExtension(path, filepath.Ext(name)), nil
}

// DataFolder is the folder of the base when none is named: the operating system's place for a user's own data.
func DataFolder() string { return dataFolder() }

// Documents is the folder for what the program writes for the user to read: "Rapport" among the user's documents.
func Documents() string { return filepath.Join(documents(), program) }

// Locale is the language the user's system speaks, such as "uk-UA" or "ru_RU.UTF-8"; empty when it does not say.
func Locale() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := os.Getenv(name); value != "" {
			return value
		}
	}
	return locale()
}

// existing makes the path of a file that is there absolute.
func existing(path string) (string, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	_, err = os.Stat(full)
	return full, err
}

// existingFolder is the nearest folder up from dir that is there.
func existingFolder(dir string) string {
	for {
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			return dir
		}
		dir = up
	}
}

// home is the user's home folder, or the current one where the system knows none.
func home() string {
	if dir, err := os.UserHomeDir(); err == nil {
		return dir
	}
	return "."
}

func wrap(act, path string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s %s: %w", act, path, err)
}

// withExtension adds the extension (".csv") to a path that ends otherwise.
func withExtension(path, ext string) string {
	if ext == "" || strings.EqualFold(filepath.Ext(path), ext) {
		return path
	}
	return path + ext
}

// cleanExtensions drops dots, stars and whatever else no extension holds.
func cleanExtensions(list []string) []string {
	var clean []string
	for _, ext := range list {
		ext = strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, strings.ToLower(ext))
		if ext != "" {
			clean = append(clean, ext)
		}
	}
	return clean
}

// oneLine drops what would end a name or a title early: line ends, zero bytes and other controls.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, s)
}
