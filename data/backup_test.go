package data

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"rapport/app/crm"
	"rapport/data/schema"
)

func TestRightsOfNewFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	s, err := Open(t.Context(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	do(t, s, crm.Add(aClient(1, "А")))
	backup := filepath.Join(t.TempDir(), "copy.db")
	if err := s.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]fs.FileMode{dir: 0o700, filepath.Join(dir, FileName): 0o600, backup: 0o600} {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v %v, want %v", path, info.Mode(), err, want)
		}
	}
}

func TestBackup(t *testing.T) {
	s := openTemp(t)
	ctx := t.Context()
	do(t, s, crm.Add(aClient(1, "Первый")))
	path := filepath.Join(t.TempDir(), "backups", "copy.db")
	if err := s.Backup(ctx, path); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(ctx, path); !errors.Is(err, ErrExists) {
		t.Errorf("a second copy over the first: %v", err)
	}
	do(t, s, crm.Add(aClient(2, "Второй")))
	copied, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer copied.Close()
	sound(t, copied)
	same(t, "names in the copy", names(mustClients(t, copied, crm.ClientQuery{}, crm.Page{Limit: 9})), []string{"Первый"})
	if _, _, err := copied.Undo(ctx, when(1)); err != nil {
		t.Errorf("the copy has no journal: %v", err)
	}
	left, err := filepath.Glob(path + ".part-*")
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	if err := s.Backup(stopped, path+"2"); err == nil {
		t.Error("a backup called off was made")
	}
	if _, err := os.Stat(path + "2"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a backup called off left a file: %v", err)
	}
}

// TestMigration opens a base of an older schema: it is brought up to date, and a copy of it is kept.
func TestMigration(t *testing.T) {
	ctx := t.Context()
	dir := t.TempDir()
	older := schema.Migrations()
	newer := append(slices.Clone(older), schema.Migration{Number: len(older) + 1, Name: "later", SQL: "CREATE TABLE later (id INTEGER PRIMARY KEY);\nINSERT INTO later VALUES (7);\n"})
	s, err := open(ctx, dir, Options{}, older)
	if err != nil {
		t.Fatal(err)
	}
	do(t, s, crm.Add(aClient(1, "Старый")))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	broken := append(slices.Clone(older), schema.Migration{Number: len(older) + 1, Name: "broken", SQL: "CREATE TABLE half (id INTEGER);\nCREATE TABLE client (id INTEGER);\n"})
	if _, err := open(ctx, dir, Options{}, broken); err == nil {
		t.Fatal("a migration that fails was taken")
	}
	if s, err = open(ctx, dir, Options{}, newer); err != nil {
		t.Fatal(err)
	}
	var name string
	var version, halves int
	err = s.db.Read(ctx, func(tx *session) error {
		if version, err = tx.Version(ctx); err != nil {
			return err
		}
		return errors.Join(tx.Get(ctx, "SELECT name FROM migration ORDER BY number DESC LIMIT 1", nil, &name),
			tx.Get(ctx, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'", nil, &halves))
	})
	if err != nil || version != len(newer) || name != "later" || halves != 0 {
		t.Errorf("version %d, last migration %q, %d halves, %v", version, name, halves, err)
	}
	same(t, "names", names(mustClients(t, s, crm.ClientQuery{}, crm.Page{Limit: 9})), []string{"Старый"})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	kept := filepath.Join(dir, fmt.Sprintf("%s.before-%04d", FileName, len(newer)))
	for _, path := range []string{kept, kept + "-2"} { // one of each attempt
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
	refused(t, filepath.Join(dir, FileName), ErrNewer)
	copied := filepath.Join(t.TempDir(), FileName)
	b, err := os.ReadFile(kept)
	if err == nil {
		err = os.WriteFile(copied, b, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	if s, err = open(ctx, copied, Options{}, older); err != nil {
		t.Fatal(err)
	}
	sound(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestSealedBaseIsNotRead makes sure that opening does not grow with the base: one closed properly is taken at its word.
func TestSealedBaseIsNotRead(t *testing.T) {
	path := madeBase(t)
	if _, err := os.Stat(path + ".seal"); err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + ".seal"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an open base is sealed: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"-wal", "-shm", "-journal"} {
		if _, err := os.Stat(path + suffix); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s is left after closing: %v", suffix, err)
		}
	}
}
