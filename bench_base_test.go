//go:build bench

package main_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rapport/app/desk"
	"rapport/app/text"
	"rapport/assets"
	"rapport/data"
)

// The sizes of the bases that are compared, in clients.
const (
	few  = 1_000
	many = 100_000
	most = 1_000_000
)

// base is the folder of a generated base of n clients. It is made once and kept in build; a base of another schema or
// generator is made anew.
func base(t *testing.T, n int) string {
	t.Helper()
	dir, mark := filepath.Join("build", fmt.Sprintf("bench-%d", n)), baseMark(t)
	note := filepath.Join(dir, "made-by")
	if was, err := os.ReadFile(note); err == nil && string(was) == mark {
		return dir
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Logf("making a base of %d clients in %s", n, dir)
	if out, err := exec.Command(rapport(t), "--data", dir, "demo", "--clients", fmt.Sprint(n), "--seed", "1").CombinedOutput(); err != nil {
		t.Fatalf("demo --clients %d: %v\n%s", n, err, out[max(0, len(out)-300):])
	}
	expire(t, dir)
	if err := os.WriteFile(note, []byte(mark), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// expire brings a generated base to where one is that was opened every day: no offer in it is out beyond its last day.
func expire(t *testing.T, dir string) {
	t.Helper()
	store, err := data.Open(t.Context(), dir, data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	words, err := text.Load(assets.Messages, "messages")
	if err != nil {
		t.Fatal(err)
	}
	d := desk.New(store, words, time.Now)
	for n := 1; n > 0; {
		if n, err = d.ExpireOffers(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
}

// baseMark tells by which schema and generator a base is made.
func baseMark(t *testing.T) string {
	t.Helper()
	var sources []string
	for _, pattern := range []string{"data/schema/*.sql", "data/fill*.go", "data/sqlite/seek.go", "data/sqlite/bulk.go", "data/milestone.go"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, found...)
	}
	sum := sha256.New()
	for _, path := range sources {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		sum.Write(body)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// copied is a copy of a base that may be written to.
func copied(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	from, err := os.Open(filepath.Join(base(t, n), data.FileName))
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	to, err := os.OpenFile(filepath.Join(dir, data.FileName), os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(to, from); err != nil {
		t.Fatal(err)
	}
	if err := to.Sync(); err != nil {
		t.Fatal(err)
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// opened is a desk over the base in a folder, and the store below it.
func opened(t *testing.T, dir string) (*desk.Desk, *data.Store) {
	t.Helper()
	words, err := text.Load(assets.Messages, "messages")
	if err != nil {
		t.Fatal(err)
	}
	store, err := data.Open(context.Background(), dir, data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return desk.New(store, words, time.Now), store
}
