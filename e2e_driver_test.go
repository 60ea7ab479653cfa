//go:build e2e

package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// patience is how long a condition may take on a slow machine; nothing waits for it in vain.
const patience = 60 * time.Second

// shown is what the program tells of its window (screens.Probe).
type shown struct {
	Room, Toast, Focus string
	Idle               bool
	Texts              []shownText
}

// shownText is one visible text with its place in pixels.
type shownText struct {
	S          string
	X, Y, W, H float32
}

// driver drives the real program in a real window: it looks through the probe and acts with the mouse and the keys.
type driver struct {
	t      *testing.T
	bin    string
	dir    string // of the base
	lang   string
	shots  string
	socket string
	cmd    *exec.Cmd
	ended  chan error
	window string
	n      int
}

// program builds the program with the probe, once for all tests.
func program(t *testing.T) string {
	t.Helper()
	if bin := os.Getenv("RAPPORT_BIN"); bin != "" {
		return bin
	}
	bin := filepath.Join(t.TempDir(), "rapport")
	out, err := exec.Command("go", "build", "-tags", "x11 probe", "-o", bin, ".").CombinedOutput()
	if err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return bin
}

func newDriver(t *testing.T, lang string) *driver {
	t.Helper()
	if os.Getenv("DISPLAY") == "" {
		t.Skip("no display: run by make e2e")
	}
	shots := os.Getenv("RAPPORT_SHOTS")
	if shots == "" {
		shots = t.TempDir()
	}
	if err := os.MkdirAll(shots, 0o755); err != nil {
		t.Fatal(err)
	}
	d := &driver{t: t, bin: program(t), dir: t.TempDir(), lang: lang, shots: shots}
	t.Cleanup(d.kill)
	return d
}

// start opens the window and waits until it answers.
func (d *driver) start() {
	d.t.Helper()
	socket, err := os.MkdirTemp("", "probe")
	if err != nil {
		d.t.Fatal(err)
	}
	d.socket = filepath.Join(socket, "s")
	d.cmd = exec.Command(d.bin, "--data", d.dir, "--lang", d.lang)
	d.cmd.Env = append(os.Environ(), "RAPPORT_PROBE="+d.socket, "HOME="+filepath.Join(d.dir, "home"), "XDG_DOCUMENTS_DIR="+filepath.Join(d.dir, "papers"))
	d.cmd.Stderr = os.Stderr
	if err := d.cmd.Start(); err != nil {
		d.t.Fatal(err)
	}
	d.ended = make(chan error, 1)
	go func(cmd *exec.Cmd) { d.ended <- cmd.Wait() }(d.cmd)
	d.until("the window answers", func() bool { _, err := d.look(); return err == nil })
	d.until("the window is on the screen", func() bool {
		out, err := exec.Command("xdotool", "search", "--onlyvisible", "--name", "^Rapport$").Output()
		d.window = strings.TrimSpace(string(out))
		return err == nil && d.window != "" && !strings.Contains(d.window, "\n")
	})
	d.do("windowmove", d.window, "0", "0")
	d.do("windowfocus", d.window)
	d.idle()
}

func (d *driver) kill() {
	if d.cmd != nil && d.cmd.Process != nil {
		_ = d.cmd.Process.Kill()
	}
}

// quit closes the program as the user does and waits for its end.
func (d *driver) quit() {
	d.t.Helper()
	d.key("ctrl+q")
	select {
	case err := <-d.ended:
		if err != nil {
			d.t.Fatalf("the program ended with %v", err)
		}
		d.cmd = nil
	case <-time.After(patience):
		d.t.Fatal("the program did not end")
	}
}

// look asks the program what it shows.
func (d *driver) look() (shown, error) {
	var p shown
	conn, err := net.Dial("unix", d.socket)
	if err != nil {
		return p, err
	}
	defer conn.Close()
	return p, json.NewDecoder(conn).Decode(&p)
}

// until waits for a condition, asking often; it fails with a picture when the condition never comes.
func (d *driver) until(what string, ok func() bool) {
	d.t.Helper()
	deadline := time.Now().Add(patience)
	for !ok() {
		if time.Now().After(deadline) {
			d.shot("failed")
			p, _ := d.look()
			d.t.Fatalf("never: %s\nroom %s, idle %v, toast %q, texts %q", what, p.Room, p.Idle, p.Toast, words(p))
		}
		time.Sleep(15 * time.Millisecond)
	}
}

func words(p shown) []string {
	out := make([]string, len(p.Texts))
	for i, t := range p.Texts {
		out[i] = t.S
	}
	return out
}

// idle waits until nothing is under way in the background.
func (d *driver) idle() {
	d.t.Helper()
	d.until("idle", func() bool { p, err := d.look(); return err == nil && p.Idle })
}

// room waits until a room is shown and settled.
func (d *driver) room(name string) {
	d.t.Helper()
	d.until("room "+name, func() bool { p, err := d.look(); return err == nil && p.Room == name && p.Idle })
}

// sees waits until a text is shown, whole or as a part.
func (d *driver) sees(s string) {
	d.t.Helper()
	d.until("text "+s, func() bool { _, ok := d.find(s, 0); return ok })
}

// gone waits until a text is shown no more.
func (d *driver) gone(s string) {
	d.t.Helper()
	d.until("gone "+s, func() bool { _, ok := d.find(s, 0); return !ok })
}

// toast waits for a message at the foot of the window.
func (d *driver) toast(part string) {
	d.t.Helper()
	d.until("toast "+part, func() bool { p, err := d.look(); return err == nil && strings.Contains(p.Toast, part) })
}

// find is the nth place of a text: the ones that are just it come first, each from the top of the window down.
func (d *driver) find(s string, n int) (shownText, bool) {
	p, err := d.look()
	if err != nil {
		return shownText{}, false
	}
	var whole, part []shownText
	for _, t := range p.Texts {
		switch {
		case t.S == s:
			whole = append(whole, t)
		case strings.Contains(t.S, s):
			part = append(part, t)
		}
	}
	for _, places := range [][]shownText{whole, part} {
		slices.SortStableFunc(places, func(a, b shownText) int { return cmp.Compare(a.Y, b.Y) })
	}
	all := append(whole, part...)
	if n >= len(all) {
		return shownText{}, false
	}
	return all[n], true
}

// place waits for a text and returns the middle of it.
func (d *driver) place(s string, n int) (x, y int) {
	d.t.Helper()
	d.until(fmt.Sprintf("place %d of %s", n, s), func() bool {
		t, ok := d.find(s, n)
		x, y = int(t.X+t.W/2), int(t.Y+t.H/2)
		if t.W > 40 {
			x = int(t.X) + 20
		}
		return ok
	})
	return x, y
}

func (d *driver) do(args ...string) {
	d.t.Helper()
	if out, err := exec.Command("xdotool", args...).CombinedOutput(); err != nil {
		d.t.Fatalf("xdotool %v: %v\n%s", args, err, out)
	}
}

// click clicks on a text and waits until nothing is under way.
func (d *driver) click(s string) { d.t.Helper(); d.clickNth(s, 0) }

func (d *driver) clickNth(s string, n int) {
	d.t.Helper()
	x, y := d.place(s, n)
	d.clickAt(x, y)
}

func (d *driver) clickAt(x, y int) {
	d.t.Helper()
	d.do("mousemove", fmt.Sprint(x), fmt.Sprint(y), "click", "1")
	d.idle()
}

// open double-clicks on a text.
func (d *driver) open(s string) {
	d.t.Helper()
	x, y := d.place(s, 0)
	d.do("mousemove", fmt.Sprint(x), fmt.Sprint(y), "click", "--repeat", "2", "--delay", "60", "1")
}

// drag carries a text to a place, step by step as a hand does.
func (d *driver) drag(x, y, toX, toY int) {
	d.t.Helper()
	d.do("mousemove", fmt.Sprint(x), fmt.Sprint(y), "mousedown", "1")
	const steps = 24
	for i := 1; i <= steps; i++ {
		d.do("mousemove", fmt.Sprint(x+(toX-x)*i/steps), fmt.Sprint(y+(toY-y)*i/steps))
		if _, err := d.look(); err != nil { // the answer tells that the move was taken
			d.t.Fatal(err)
		}
	}
	d.shot("drag")
	d.do("mouseup", "1")
	d.idle()
}

func (d *driver) key(keys ...string) {
	d.t.Helper()
	d.do(append([]string{"key", "--clearmodifiers"}, keys...)...)
}

// write types a text of Latin letters and waits until the program has taken it.
func (d *driver) write(s string) {
	d.t.Helper()
	d.do("type", "--delay", "25", s)
	d.idle()
}

// shot takes a picture of the screen.
func (d *driver) shot(name string) {
	d.n++
	file := filepath.Join(d.shots, fmt.Sprintf("%s-%02d-%s.png", d.lang, d.n, name))
	if out, err := exec.Command("import", "-window", "root", file).CombinedOutput(); err != nil {
		d.t.Logf("no picture: %v %s", err, out)
	}
}

// run runs a headless verb on the same base and returns what it writes.
func (d *driver) run(args ...string) string {
	d.t.Helper()
	cmd := exec.Command(d.bin, append(args, "--data", d.dir, "--lang", d.lang)...)
	out, err := cmd.Output()
	if err != nil {
		d.t.Fatalf("rapport %v: %v", args, err)
	}
	return string(out)
}

// listed is a client as the headless verbs tell of it.
type listed struct {
	ID, Name, Type, Stage string
	People                []struct{ Name string }
	Offers                []struct{ Number, State, Total string }
}

func (d *driver) clients(args ...string) []listed {
	d.t.Helper()
	var out []listed
	if err := json.Unmarshal([]byte(d.run(append([]string{"list", "clients", "--json"}, args...)...)), &out); err != nil {
		d.t.Fatal(err)
	}
	return out
}

func (d *driver) client(name string) listed {
	d.t.Helper()
	var out []listed
	if err := json.Unmarshal([]byte(d.run("show", name, "--json")), &out); err != nil || len(out) != 1 {
		d.t.Fatal(err, len(out))
	}
	return out[0]
}
