//go:build !windows && !darwin

package system

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
)

// dataFolder follows the XDG base directories: a relative XDG_DATA_HOME counts as none.
func dataFolder() string {
	base := os.Getenv("XDG_DATA_HOME")
	if !filepath.IsAbs(base) {
		base = filepath.Join(home(), ".local", "share")
	}
	return filepath.Join(base, "rapport")
}

// documents is the folder xdg-user-dirs names, whatever the language of the desktop calls it.
func documents() string {
	if dir := os.Getenv("XDG_DOCUMENTS_DIR"); filepath.IsAbs(dir) {
		return dir
	}
	config := os.Getenv("XDG_CONFIG_HOME")
	if !filepath.IsAbs(config) {
		config = filepath.Join(home(), ".config")
	}
	if dir := userDir(filepath.Join(config, "user-dirs.dirs"), "XDG_DOCUMENTS_DIR"); dir != "" {
		return dir
	}
	return filepath.Join(home(), "Documents")
}

// userDir reads one folder of a user-dirs.dirs file, or "".
func userDir(file, name string) string {
	f, err := os.Open(file)
	if err != nil {
		return ""
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		value, ours := strings.CutPrefix(strings.TrimSpace(lines.Text()), name+"=")
		if !ours {
			continue
		}
		dir := strings.Trim(value, `"`)
		if rest, ok := strings.CutPrefix(dir, "$HOME"); ok {
			dir = home() + rest
		}
		if filepath.IsAbs(dir) {
			return filepath.Clean(dir)
		}
	}
	return ""
}

// locale is empty: the environment has been asked already.
func locale() string { return "" }
