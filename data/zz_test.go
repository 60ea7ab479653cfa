package data

import (
	"fmt"
	"os"
	"syscall"
	"testing"
	"time"

	"rapport/app/crm"
)

func cpu() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func TestZZ(t *testing.T) {
	s, err := Open(t.Context(), os.Getenv("ZZ"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	rows := mustClients(t, s, crm.ClientQuery{Sort: crm.SortCity}, crm.Page{Limit: 200})
	slow := 0
	var all timings
	for i := range 3000 {
		c, _ := s.Client(t.Context(), rows[i%200].ID)
		now := c
		now.Notes = fmt.Sprint("заметка ", i)
		a, b := time.Now(), cpu()
		if _, err := s.Apply(t.Context(), act(i), crm.Alter(c, now)); err != nil {
			t.Fatal(err)
		}
		all = append(all, cpu()-b)
		if d := time.Since(a); d > 60*time.Millisecond {
			slow++
			t.Log(i, d, cpu()-b)
		}
	}
	t.Log(all)
	var n int
	_ = s.db.Read(t.Context(), func(tx *session) error { return tx.Get(t.Context(), "select count(distinct segid) from client_seek_idx", nil, &n) })
	t.Log(slow, n)
	start := time.Now()
	for range 20 {
		for _, k := range keystrokes {
			mustClients(t, s, crm.ClientQuery{Search: k}, crm.Page{Limit: 50})
		}
	}
	t.Log(time.Since(start) / time.Duration(20*len(keystrokes)))
}
