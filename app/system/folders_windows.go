package system

import (
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
)

func dataFolder() string {
	if base := os.Getenv("APPDATA"); filepath.IsAbs(base) {
		return filepath.Join(base, program)
	}
	return filepath.Join(known(windows.FOLDERID_RoamingAppData, filepath.Join(home(), "AppData", "Roaming")), program)
}

func documents() string {
	return known(windows.FOLDERID_Documents, filepath.Join(home(), "Documents"))
}

func known(folder *windows.KNOWNFOLDERID, otherwise string) string {
	if dir, err := windows.KnownFolderPath(folder, 0); err == nil {
		return dir
	}
	return otherwise
}

// locale is the language Windows shows its own menus in, not the region of its formats.
func locale() string {
	names, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME)
	if err != nil || len(names) == 0 {
		return ""
	}
	return names[0]
}
