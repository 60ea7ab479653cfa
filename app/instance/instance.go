// Package instance keeps one window to a base: a second start brings the first window up and ends.
package instance

import (
	"bufio"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

const (
	lockName = "window.lock" // held as long as the window is open
	callName = "window.call" // address and word by which a second start calls the first
	patience = 3 * time.Second
)

// ErrSilent is returned when another window holds the base and does not answer.
var ErrSilent = errors.New("another window holds the base and does not answer")

// Instance is the hold of this program on a base's window.
type Instance struct {
	lock   *flock.Flock
	listen net.Listener
	word   string
	call   string
}

// Claim takes the window of the base in a folder. first is false when another window has it: that one was asked to come
// up. raised is called, on a goroutine of its own, each time a later start asks.
func Claim(dir string, raised func()) (i *Instance, first bool, err error) {
	i = &Instance{lock: flock.New(filepath.Join(dir, lockName)), call: filepath.Join(dir, callName)}
	got, err := i.lock.TryLock()
	if err != nil {
		return nil, false, fmt.Errorf("claim window: %w", err)
	}
	if !got {
		return nil, false, callFirst(i.call)
	}
	if err := i.answer(raised); err != nil {
		return nil, true, errors.Join(err, i.lock.Unlock())
	}
	return i, true, nil
}

// answer listens on the loopback for later starts.
func (i *Instance) answer(raised func()) error {
	var word [16]byte
	_, _ = rand.Read(word[:]) // never fails (crypto/rand)
	i.word = hex.EncodeToString(word[:])
	listen, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listen for later starts: %w", err)
	}
	i.listen = listen
	if err := os.WriteFile(i.call, []byte(listen.Addr().String()+"\n"+i.word+"\n"), 0o600); err != nil {
		return errors.Join(err, listen.Close())
	}
	go i.serve(raised)
	return nil
}

func (i *Instance) serve(raised func()) {
	for {
		conn, err := i.listen.Accept()
		if err != nil {
			return
		}
		_ = conn.SetDeadline(time.Now().Add(patience))
		said, _ := bufio.NewReader(conn).ReadString('\n')
		if strings.TrimSpace(said) == i.word {
			_, _ = conn.Write([]byte("up\n"))
			raised()
		}
		_ = conn.Close()
	}
}

// callFirst asks the window that holds the base to come up.
func callFirst(call string) error {
	body, err := os.ReadFile(call)
	if err != nil {
		return errors.Join(ErrSilent, err)
	}
	lines := strings.SplitN(string(body), "\n", 3)
	if len(lines) < 2 {
		return ErrSilent
	}
	conn, err := net.DialTimeout("tcp", lines[0], patience)
	if err != nil {
		return errors.Join(ErrSilent, err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(patience))
	if _, err := conn.Write([]byte(lines[1] + "\n")); err != nil {
		return errors.Join(ErrSilent, err)
	}
	if said, err := bufio.NewReader(conn).ReadString('\n'); err != nil || strings.TrimSpace(said) != "up" {
		return errors.Join(ErrSilent, err)
	}
	return nil
}

// Release gives the window up.
func (i *Instance) Release() error {
	if i == nil {
		return nil
	}
	gone := os.Remove(i.call)
	if errors.Is(gone, os.ErrNotExist) {
		gone = nil
	}
	return errors.Join(i.listen.Close(), gone, i.lock.Unlock())
}
