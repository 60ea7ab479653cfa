package data

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"testing"

	"rapport/app/crm"
)

// crashDir, in the environment, makes TestCrashChild write to the base in that folder until it is killed.
const crashDir = "RAPPORT_CRASH_DIR"

// TestCrashChild is the program that gets killed: it prints the id of every client whose saving was acknowledged.
func TestCrashChild(t *testing.T) {
	dir := os.Getenv(crashDir)
	if dir == "" {
		t.Skip("run by TestKilledProgramLosesNothing alone")
	}
	s, err := Open(t.Context(), dir, Options{})
	if err != nil {
		fmt.Println("open:", err)
		os.Exit(3)
	}
	count, err := s.CountClients(t.Context(), crm.ClientQuery{})
	if err != nil {
		os.Exit(4)
	}
	for id := count.N + 1; ; id++ {
		c := aClient(id, fmt.Sprint("Клиент ", id))
		changes := []crm.Change{crm.Add(c), crm.Add(aContact(1_000_000+id, id, "Анна")), crm.Add(anInteraction(2_000_000+id, id, when(int(id)), "шаг"))}
		if _, err := s.Apply(t.Context(), act(int(id)), changes...); err != nil {
			fmt.Println("apply:", err)
			os.Exit(5)
		}
		fmt.Println(id)
	}
}

// TestKilledProgramLosesNothing kills a writing program ten times; whatever it acknowledged is there, and all is sound.
func TestKilledProgramLosesNothing(t *testing.T) {
	dir := t.TempDir()
	d := newDice(5)
	for round := range 10 {
		last := writeUntilKilled(t, dir, 1+d.IntN(60))
		s, err := Open(t.Context(), dir, Options{})
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		for id := int64(1); id <= last; id++ {
			if c, err := s.Client(t.Context(), crm.ClientID(id)); err != nil || c.Name != fmt.Sprint("Клиент ", id) {
				t.Errorf("round %d: client %d was acknowledged and is %q, %v", round, id, c.Name, err)
			}
		}
		sound(t, s)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// writeUntilKilled runs the child, kills it after so many acknowledgements and returns the last one heard.
func writeUntilKilled(t *testing.T, dir string, lines int) int64 {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run", "^TestCrashChild$")
	child.Env = append(os.Environ(), crashDir+"="+dir)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	last := int64(0)
	heard := bufio.NewScanner(out)
	for heard.Scan() {
		id, err := strconv.ParseInt(heard.Text(), 10, 64)
		if err != nil {
			t.Errorf("the child said %q", heard.Text())
			break
		}
		last = id
		if lines--; lines == 0 { // it goes on writing while the signal is on its way
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = child.Wait() // killed, as it should be
	return last
}

// TestReadersDuringWrites reads from several goroutines while edits go on: every read sees a whole step or none of it.
func TestReadersDuringWrites(t *testing.T) {
	s := openTemp(t)
	a, b := aClient(1, "Пара 0"), aClient(2, "Пара 0")
	do(t, s, crm.Add(a), crm.Add(b))
	ctx, stop := context.WithCancel(t.Context())
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for ctx.Err() == nil {
				rows, err := s.Clients(context.WithoutCancel(ctx), crm.ClientQuery{Search: "пара"}, crm.Page{Limit: 9})
				if err != nil || len(rows) != 2 || rows[0].Name != rows[1].Name {
					t.Errorf("saw %v, %v", names(rows), err)
					return
				}
			}
		})
	}
	for i := range 150 {
		a2, b2 := a, b
		a2.Name, b2.Name = fmt.Sprint("Пара ", i+1), fmt.Sprint("Пара ", i+1)
		do(t, s, crm.Alter(a, a2), crm.Alter(b, b2))
		a, b = a2, b2
	}
	stop()
	readers.Wait()
	sound(t, s)
}

// TestMassActs makes one step of many changes, and takes it back.
func TestMassActs(t *testing.T) {
	s := openTemp(t)
	const n = 3000
	var added, tagged []crm.Change
	d := newDice(3)
	for i := range int64(n) {
		c := d.client(i + 1)
		now := c
		now.Tags = append([]string{"рассылка"}, c.Tags...)
		added, tagged = append(added, crm.Add(c), crm.Add(aContact(100_000+i, i+1, "Анна"))), append(tagged, crm.Alter(c, now))
	}
	do(t, s, added...)
	before := dump(t, s)
	do(t, s, tagged...)
	if n, err := s.CountClients(t.Context(), crm.ClientQuery{Tag: "рассылка"}); err != nil || n.N != 3000 {
		t.Errorf("tagged: %v %v", n, err)
	}
	sound(t, s)
	if _, _, err := s.Undo(t.Context(), when(1)); err != nil {
		t.Fatal(err)
	}
	if dump(t, s) != before {
		t.Error("the undone mass act left traces")
	}
	sound(t, s)
}
