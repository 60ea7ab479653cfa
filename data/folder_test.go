package data

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"rapport/app/crm"
)

func TestFolderKeepsAndRestores(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	store, err := Open(ctx, dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	rep := crm.Rep{ID: 1, Name: "Вера"}
	if _, err := store.Apply(ctx, crm.Act{What: "act.rep.add"}, crm.Add(rep)); err != nil {
		t.Fatal(err)
	}
	folder := Folder(dir)
	copied, err := folder.Keep(ctx, store.Backup)
	if err != nil {
		t.Fatal(err)
	}
	if at, ok := folder.LastBackup(); !ok || time.Since(at) > time.Minute {
		t.Errorf("last backup at %v, %v", at, ok)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	base := filepath.Join(dir, FileName)
	if err := os.WriteFile(base, []byte("not a base any more"), 0o600); err != nil {
		t.Fatal(err)
	}
	kept, err := folder.Restore(ctx, copied)
	if err != nil {
		t.Fatal(err)
	}
	if body, err := os.ReadFile(filepath.Join(dir, kept)); err != nil || string(body) != "not a base any more" {
		t.Errorf("the former base is not beside: %q %v", body, err)
	}
	store, err = Open(ctx, dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if reps, err := store.Reps(ctx); err != nil || len(reps) != 1 || reps[0].Name != "Вера" {
		t.Errorf("after restore: %v %v", reps, err)
	}
}

func TestRestoreOfNothingLeavesTheBase(t *testing.T) {
	dir := t.TempDir()
	base := filepath.Join(dir, FileName)
	if err := os.WriteFile(base, []byte("base"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Folder(dir).Restore(context.Background(), filepath.Join(dir, "none.db")); err == nil {
		t.Error("no error")
	}
	if body, err := os.ReadFile(base); err != nil || string(body) != "base" {
		t.Errorf("base is %q, %v", body, err)
	}
}

func TestOldBackupsGo(t *testing.T) {
	dir := t.TempDir()
	folder := Folder(dir)
	if err := os.MkdirAll(filepath.Join(dir, backupFolder), 0o700); err != nil {
		t.Fatal(err)
	}
	for day := range 14 {
		name := backupMark + time.Date(2026, 1, 1+day, 9, 0, 0, 0, time.Local).Format(backupStamp) + ".db"
		if err := os.WriteFile(filepath.Join(dir, backupFolder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write := func(_ context.Context, path string) error { return os.WriteFile(path, []byte("x"), 0o600) }
	fresh, err := folder.Keep(context.Background(), write)
	if err != nil {
		t.Fatal(err)
	}
	if copies := folder.Backups(); len(copies) != backupKept || copies[0] != fresh {
		t.Errorf("%d copies, newest %v", len(copies), copies[:1])
	}
}
