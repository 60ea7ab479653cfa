package instance

import (
	"os"
	"path/filepath"
	"testing"
)

func TestSecondStartRaisesTheFirst(t *testing.T) {
	dir := t.TempDir()
	raised := make(chan struct{}, 1)
	one, first, err := Claim(dir, func() { raised <- struct{}{} })
	if err != nil || !first {
		t.Fatalf("first claim: first=%v err=%v", first, err)
	}
	two, first, err := Claim(dir, func() { t.Error("the second start was raised") })
	if err != nil || first || two != nil {
		t.Fatalf("second claim: %v first=%v err=%v", two, first, err)
	}
	<-raised
	if err := one.Release(); err != nil {
		t.Fatal(err)
	}
	three, first, err := Claim(dir, func() {})
	if err != nil || !first {
		t.Fatalf("after release: first=%v err=%v", first, err)
	}
	if err := three.Release(); err != nil {
		t.Fatal(err)
	}
}

func TestWrongWordRaisesNobody(t *testing.T) {
	dir := t.TempDir()
	one, _, err := Claim(dir, func() { t.Error("raised by a wrong word") })
	if err != nil {
		t.Fatal(err)
	}
	defer one.Release()
	call := filepath.Join(dir, callName)
	if err := os.WriteFile(call, []byte(one.listen.Addr().String()+"\nwrong\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := callFirst(call); err == nil {
		t.Error("a wrong word was answered")
	}
}

func TestBrokenCallFile(t *testing.T) {
	for _, body := range []string{"", "x", "127.0.0.1:1\nword\n", "\n\n\n"} {
		call := filepath.Join(t.TempDir(), callName)
		if err := os.WriteFile(call, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := callFirst(call); err == nil {
			t.Errorf("%q was answered", body)
		}
	}
}
