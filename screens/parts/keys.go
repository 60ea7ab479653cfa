package parts

import "runtime"

// CommandKey writes a key held with Ctrl as the system's people know it: "Ctrl K", on a Mac "⌘K" by the word Cmd,
// since the sign is not in the font.
func CommandKey(key string) string {
	if runtime.GOOS == "darwin" {
		return "Cmd " + key
	}
	return "Ctrl " + key
}
