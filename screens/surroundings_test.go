package screens

import (
	"path/filepath"
	"testing"

	"rapport/app/text"
	"rapport/screens/kit"
)

// TestAFileThatWentIsToldOf proves that a file moved or deleted since it was written is told of by name, not as a failure.
func TestAFileThatWentIsToldOf(t *testing.T) {
	h := open(t, text.EN, false)
	gone := filepath.Join(t.TempDir(), "Q-1.pdf")
	env := h.surroundings()
	for name, act := range map[string]func(string){"open": env.OpenFile, "show": env.RevealFile, "print": env.PrintFile} {
		kit.HideToast()
		act(gone)
		h.rest(t)
		if want := h.tongue().T("shell.nofile", "File", gone); kit.ToastShown() != want {
			t.Errorf("%s: %q", name, kit.ToastShown())
		}
	}
}
