//go:build bench

package main_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// How often each program is started, and how long it is left alone before its memory is measured.
const (
	starts = 11
	idle   = 20 * time.Second
)

// benchStart compares the first window and the memory of the program, on the biggest base, with a bare window.
func benchStart(t *testing.T, f *figures) {
	s := newScreen(t, screenSize)
	bare := window{s: s, env: windowEnv(t, s), args: []string{built(t, "./testdata/bare")}}
	ours := window{s: s, env: bare.env, args: []string{rapport(t), "--data", base(t, most), "--lang", "ru"}}
	var bareShown, oursShown times
	for i := range starts + 1 {
		a, b := bare.time(t), ours.time(t)
		if i > 0 { // the first run of each warms the caches of the disk
			bareShown.add(a)
			oursShown.add(b)
		}
	}
	detail := func(a, b []time.Duration) string {
		return fmt.Sprintf(" (%.0f ÷ %.0f ms)", ms(median(a)), ms(median(b)))
	}
	f.hold("first window with 1,000,000 clients ÷ bare Fyne window", ratio(median(oursShown.first), median(bareShown.first)), 1.5, "", detail(oursShown.first, bareShown.first))
	f.hold("the same until all rows and counts are drawn ÷ bare, all drawn", ratio(median(oursShown.whole), median(bareShown.whole)), 1.5, "", detail(oursShown.whole, bareShown.whole))
	a, b := ours.memory(t), bare.memory(t)
	memory := func(a, b int) string { return fmt.Sprintf(" (%d ÷ %d MB)", a>>10, b>>10) }
	f.hold("memory of the same ÷ bare Fyne window, RSS", float64(a.rss)/float64(b.rss), 1.6, "", memory(a.rss, b.rss))
	f.hold("memory of the same ÷ bare Fyne window, PSS", float64(a.pss)/float64(b.pss), 1.6, "", memory(a.pss, b.pss))
	f.tell("memory of the same, without pages of files", fmt.Sprintf("%.2f", float64(a.own)/float64(b.own))+memory(a.own, b.own))
}

// times are the pictures of several runs.
type times struct{ first, whole []time.Duration }

func (t *times) add(s pictures) {
	t.first = append(t.first, s.first)
	t.whole = append(t.whole, s.whole)
}

// window is a program with a window.
type window struct {
	s    *display
	env  []string
	args []string
}

// windowEnv is the environment of programs on a screen: a home of their own, drawn in software.
func windowEnv(t *testing.T, s *display) []string {
	home := t.TempDir()
	var env []string
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "LC_") && !strings.HasPrefix(v, "WAYLAND_DISPLAY=") {
			env = append(env, v)
		}
	}
	return append(env, "DISPLAY="+s.name, "HOME="+home, "XDG_CONFIG_HOME="+home, "XDG_CACHE_HOME="+home, "LANG=en_US.UTF-8", "LIBGL_ALWAYS_SOFTWARE=1")
}

// built builds a package of the project and returns the binary.
func built(t *testing.T, pkg string) string {
	t.Helper()
	path, err := compile(pkg, filepath.Join(t.TempDir(), filepath.Base(pkg)))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// start starts the program; stop ends it as closing the session would.
func (w window) start(t *testing.T) (process *os.Process, stop func()) {
	t.Helper()
	c := exec.Command(w.args[0], w.args[1:]...)
	c.Env = w.env
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return c.Process, func() {
		_ = c.Process.Signal(syscall.SIGTERM)
		_ = c.Wait() // ended by the signal, which Wait tells as an error
		w.s.clear(t)
	}
}

func (w window) time(t *testing.T) pictures {
	t.Helper()
	begun := time.Now()
	_, stop := w.start(t)
	defer stop()
	return w.s.watch(t, begun)
}

// memory is what a process holds, in kilobytes.
type memory struct{ rss, pss, own int }

// memory measures the program once it has been left alone for a while.
func (w window) memory(t *testing.T) memory {
	t.Helper()
	begun := time.Now()
	process, stop := w.start(t)
	defer stop()
	w.s.watch(t, begun)
	time.Sleep(idle)
	return memoryOf(t, process.Pid)
}

// memoryOf reads the sums of a process's memory (proc(5), smaps_rollup).
func memoryOf(t *testing.T, pid int) memory {
	t.Helper()
	f, err := os.Open(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	kb := map[string]int{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if words := strings.Fields(lines.Text()); len(words) == 3 {
			kb[words[0]], _ = strconv.Atoi(words[1]) // other lines do not count
		}
	}
	return memory{kb["Rss:"], kb["Pss:"], kb["Anonymous:"]}
}
