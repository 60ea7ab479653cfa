package data

import (
	"context"
	"os"
	"strconv"
	"testing"
	"time"

	"rapport/app/crm"
)

func openTemp(t testing.TB) *Store {
	t.Helper()
	s, err := Open(t.Context(), t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func sound(t testing.TB, s *Store) {
	t.Helper()
	faults, err := s.Verify(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		t.Errorf("%s %v", f.Reason, f.Args)
	}
}

func TestFillIsSound(t *testing.T) {
	s := openTemp(t)
	if err := s.Fill(t.Context(), 6000, 7, nil); err != nil {
		t.Fatal(err)
	}
	sound(t, s)
	n, err := s.CountClients(t.Context(), crm.ClientQuery{})
	if err != nil || n.N != 6000 {
		t.Fatalf("%v clients, %v", n, err)
	}
}

// TestFillMill fills the base measurements are made on: RAPPORT_MILL names its folder, RAPPORT_MILL_N its size.
func TestFillMill(t *testing.T) {
	dir := os.Getenv("RAPPORT_MILL")
	if dir == "" {
		t.Skip("RAPPORT_MILL names no folder")
	}
	n, err := strconv.Atoi(os.Getenv("RAPPORT_MILL_N"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	start := time.Now()
	err = s.Fill(t.Context(), n, 1, func(done, all int) {
		if done%50000 == 0 {
			t.Log(done, time.Since(start))
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Log(time.Since(start))
}
