package desk

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

func TestWhatWasBeingWrittenIsSweptAfterADay(t *testing.T) {
	folder, now := t.TempDir(), time.Now()
	for name, age := range map[string]time.Duration{
		".rapport-1": 2 * leftAlone, ".rapport-2": time.Hour, "КП 7.pdf": 2 * leftAlone, ".hidden": 2 * leftAlone,
	} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, now.Add(-age), now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(folder, ".rapport-folder"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := KeepPrint(folder, Print{Name: "КП 8.pdf", PDF: []byte("y")}); err != nil {
		t.Fatal(err)
	}
	var left []string
	entries, err := os.ReadDir(folder)
	for _, e := range entries {
		left = append(left, e.Name())
	}
	want := []string{".hidden", ".rapport-2", ".rapport-folder", "КП 7.pdf", "КП 8.pdf"}
	if slices.Sort(left); err != nil || !slices.Equal(left, want) {
		t.Errorf("%q, %v", left, err)
	}
	sweep(filepath.Join(folder, "none"), now)
}
