package data

import (
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"rapport/app/crm"
	"rapport/data/schema"
	"rapport/data/sqlite"
)

// madeBase makes a closed base with some clients and returns its path.
func madeBase(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	s, err := Open(t.Context(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range int64(200) {
		do(t, s, crm.Add(aClient(i+1, fmt.Sprint("Клиент ", i))))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, FileName)
}

func digest(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%x %d", sha256.Sum256(b), len(b))
}

// refused opens a base that must be refused with an error, and left as it was.
func refused(t *testing.T, path string, want error) *Error {
	t.Helper()
	before := digest(t, path)
	s, err := Open(t.Context(), path, Options{Busy: 50 * time.Millisecond})
	if err == nil {
		_ = s.Close()
		t.Fatalf("opened, want %v", want)
	}
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
	if after := digest(t, path); after != before {
		t.Errorf("the refused file was altered: %s, then %s", before, after)
	}
	var fault crm.Fault
	if !errors.As(err, &fault) || !strings.HasPrefix(fault.Reason, "data.err.") {
		t.Errorf("no message for the user in %v", err)
	}
	var e *Error
	errors.As(err, &e)
	return e
}

func TestForeignFiles(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text.db")
	if err := os.WriteFile(text, []byte(strings.Repeat("это не база, а текст\n", 400)), 0o600); err != nil {
		t.Fatal(err)
	}
	refused(t, text, ErrNotOurs)
	short := filepath.Join(dir, "short.db")
	if err := os.WriteFile(short, []byte("PK"), 0o600); err != nil {
		t.Fatal(err)
	}
	refused(t, short, ErrNotOurs)
	other := filepath.Join(dir, "other.db")
	run(t, other, "CREATE TABLE person (name TEXT)", "INSERT INTO person VALUES ('Анна')")
	refused(t, other, ErrNotOurs)
	if _, err := Open(t.Context(), filepath.Join(dir, "folder.db"), Options{}); err != nil {
		t.Errorf("a new base: %v", err)
	}
}

// run runs statements on a file past the store.
func run(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, q := range statements {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
}

func TestNewerBase(t *testing.T) {
	path := madeBase(t)
	run(t, path, "PRAGMA user_version = 99")
	e := refused(t, path, ErrNewer)
	if e == nil || e.File != 99 || e.Program != len(schema.Migrations()) {
		t.Errorf("%+v", e)
	}
}

func TestTruncatedBase(t *testing.T) {
	for _, share := range []float64{0.9, 0.5, 0.02} {
		path := madeBase(t)
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(path, int64(share*float64(info.Size()))); err != nil {
			t.Fatal(err)
		}
		refused(t, path, ErrDamaged)
	}
	path := madeBase(t)
	if err := os.Truncate(path, 50); err != nil {
		t.Fatal(err)
	}
	refused(t, path, ErrDamaged)
}

// TestFlippedBits overwrites pages of the tables and expects the change of the file to be noticed.
func TestFlippedBits(t *testing.T) {
	path := madeBase(t)
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	for at := int64(8 * 4096); at < info.Size(); at += 5 * 4096 {
		if _, err := f.WriteAt([]byte{0xff, 0xa5, 0xff, 0xa5, 0xff, 0xa5, 0xff, 0xa5}, at); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	refused(t, path, ErrDamaged)
}

// TestDamagedIndex breaks an index alone, which reading the tables does not show, and touches the file.
func TestDamagedIndex(t *testing.T) {
	path := madeBase(t)
	breakIndex(t, path)
	refused(t, path, ErrDamaged)
}

// breakIndex changes client 3 while the schema does not speak of an index, which then still lists what was.
func breakIndex(t *testing.T, path string) {
	t.Helper()
	const index = "client_by_name"
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var root int
	var definition string
	if err := db.QueryRow("SELECT rootpage, sql FROM sqlite_schema WHERE name = $1", index).Scan(&root, &definition); err != nil {
		t.Fatal(err)
	}
	run(t, path, "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = '"+index+"'")
	run(t, path, "UPDATE client SET name_key = x'00' WHERE id = 3")
	run(t, path, fmt.Sprintf("PRAGMA writable_schema = ON; INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES ('index', '%s', 'client', %d, '%s')",
		index, root, definition))
}

// TestDamageMetByABackup: the copy is not kept, and the next opening looks closely although the base was closed properly.
func TestDamageMetByABackup(t *testing.T) {
	path := madeBase(t)
	breakIndex(t, path)
	resealed(t, path)
	s, err := Open(t.Context(), filepath.Dir(path), Options{})
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "copy.db")
	if err := s.Backup(t.Context(), copied); !errors.Is(err, ErrDamaged) {
		t.Errorf("the backup says %v", err)
	}
	if _, err := os.Stat(copied); err == nil {
		t.Error("a damaged copy was kept")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	refused(t, path, ErrDamaged)
}

// resealed gives a base the seal it would have had it been closed as it is now.
func resealed(t *testing.T, path string) {
	t.Helper()
	info, err := os.Stat(path)
	if err == nil {
		err = os.WriteFile(path+".seal", fmt.Appendf(nil, "%d %d\n", info.Size(), info.ModTime().UnixNano()), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestVerifyFindsWhatIsWrong breaks what opening does not look at.
func TestVerifyFindsWhatIsWrong(t *testing.T) {
	for _, c := range []struct{ sql, want string }{
		{"UPDATE client SET body = '{' WHERE id = 3", "data.verify.record"},
		{"UPDATE tally SET n = n + 1", "data.verify.tally"},
		{"DELETE FROM tag WHERE n > 0", "data.verify.tally"},
		{"UPDATE client SET open = open + 1 WHERE id = 3", "data.verify.tally"},
		{"UPDATE stretch SET n = 1", "data.verify.tally"},
		{"DELETE FROM client_text WHERE client = 5", "data.verify.text"},
		{"UPDATE client_text SET body = '  иное' WHERE client = 5", "data.verify.search"},
		{"INSERT INTO contact (id, client, name_key, body) VALUES (900, 999, '', '{\"id\":900}')", "data.verify.orphan"},
	} {
		path := madeBase(t)
		run(t, path, c.sql)
		s, err := Open(t.Context(), path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		faults, err := s.Verify(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(faults, func(f crm.Fault) bool { return f.Reason == c.want }) {
			t.Errorf("%s: found %v, want %s", c.sql, faults, c.want)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestReadOnly(t *testing.T) {
	path := madeBase(t)
	if os.Geteuid() != 0 { // the superuser may write to anything
		if err := os.Chmod(path, 0o400); err != nil {
			t.Fatal(err)
		}
		refused(t, path, ErrReadOnly)
		if err := os.Chmod(path, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	err = s.db.Read(t.Context(), func(tx *session) error { return tx.Exec(t.Context(), "DELETE FROM setting") })
	if !errors.Is(err, ErrReadOnly) {
		t.Errorf("writing where reading is allowed: %v", err)
	}
}

// TestDiskFull lets the file grow no further; what was there stays, and work goes on when there is room.
func TestDiskFull(t *testing.T) {
	s := openTemp(t)
	ctx := t.Context()
	do(t, s, crm.Add(aClient(1, "Был")))
	limit := func(more int64) {
		t.Helper()
		err := s.db.Outside(ctx, func(tx *session) error {
			n, err := tx.Pages(ctx)
			if more > 0 {
				n += more
			} else {
				n = 0
			}
			return errors.Join(err, tx.LimitPages(ctx, n))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	limit(3)
	var many []crm.Change
	for i := range int64(300) {
		many = append(many, crm.Add(aClient(i+2, strings.Repeat("большой ", 50))))
	}
	if _, err := s.Apply(ctx, act(1), many...); !errors.Is(err, ErrDiskFull) {
		t.Fatalf("a full disk: %v", err)
	}
	if n, err := s.CountClients(ctx, crm.ClientQuery{}); err != nil || n.N != 1 {
		t.Errorf("%v clients after the failure, %v", n, err)
	}
	sound(t, s)
	limit(0)
	do(t, s, many...)
	sound(t, s)
}

// TestBusy holds the write lock from outside.
func TestBusy(t *testing.T) {
	path := madeBase(t)
	s, err := Open(t.Context(), path, Options{Busy: 30 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	other, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	other.SetMaxOpenConns(1)
	if _, err := other.Exec("BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Apply(t.Context(), act(1), crm.Add(aClient(900, "Ждёт"))); !errors.Is(err, ErrBusy) {
		t.Errorf("a locked base: %v", err)
	}
	if _, err := s.Client(t.Context(), 1); err != nil {
		t.Errorf("reading while another writes: %v", err)
	}
	if _, err := other.Exec("ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	do(t, s, crm.Add(aClient(900, "Дождался")))
}

func TestMessagesOfTroubles(t *testing.T) {
	for _, e := range []*sqlite.Error{ErrNotOurs, ErrNewer, ErrDamaged, ErrReadOnly, ErrDiskFull, ErrBusy, ErrExists, ErrNoAccess} {
		for _, lang := range []string{"ru", "uk", "en"} {
			b, err := os.ReadFile("../assets/messages/data." + lang + ".toml")
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(b), `"`+e.Fault().Reason+`"`) {
				t.Errorf("%s has no %s", lang, e.Fault().Reason)
			}
		}
	}
}
