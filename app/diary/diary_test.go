package diary

import (
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestCrashIsReadOnceAtTheNextStart(t *testing.T) {
	if dir := os.Getenv("DIARY_CRASH_IN"); dir != "" {
		if _, err := Open(dir, slog.LevelInfo); err != nil {
			t.Fatal(err)
		}
		done := make(chan struct{})
		go func() { defer close(done); panic("the sky fell") }()
		<-done
	}
	dir := t.TempDir()
	cmd := exec.Command(os.Args[0], "-test.run=TestCrashIsReadOnceAtTheNextStart")
	cmd.Env = append(os.Environ(), "DIARY_CRASH_IN="+dir)
	if err := cmd.Run(); err == nil {
		t.Fatal("the child did not crash")
	}
	if got := LastCrash(dir); !strings.Contains(got, "the sky fell") {
		t.Errorf("crash file says %q", got)
	}
	if got := LastCrash(dir); got != "" {
		t.Errorf("told twice: %q", got)
	}
}

func TestLogIsWrittenAndPutAside(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, logName), make([]byte, maxLog+1), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := Open(dir, slog.LevelInfo)
	if err != nil {
		t.Fatal(err)
	}
	slog.Info("hello", "n", 1)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile(d.Path())
	if err != nil || !strings.Contains(string(body), "hello") || len(body) > 1000 {
		t.Errorf("log is %d bytes: %v", len(body), err)
	}
	if _, err := os.Stat(filepath.Join(dir, oldName)); err != nil {
		t.Error(err)
	}
	if LastCrash(dir) != "" {
		t.Error("a run that ended well left a crash")
	}
}

func TestFolderThatCannotBeWritten(t *testing.T) {
	if _, err := Open(filepath.Join(t.TempDir(), "none", "such"), slog.LevelInfo); err == nil {
		t.Error("no error")
	}
}
