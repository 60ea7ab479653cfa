//go:build bench

package main_test

import (
	"bufio"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// display is a display in memory whose pixels are read without asking the server, so that watching costs next to nothing.
type display struct {
	name    string
	pixels  []byte
	wide    int // bytes of a row
	rows    int
	samples []int // places of the pixels looked at
}

// The screen that the benches draw on, in pixels, and how far apart the pixels looked at are.
const (
	screenSize = "1400x900x24"
	sampleStep = 5
)

// newScreen starts a display of a size; it ends with the test.
func newScreen(t *testing.T, size string) *display {
	t.Helper()
	dir := t.TempDir()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", size, "-fbdir", dir, "+extension", "GLX", "-nolisten", "tcp", "-noreset")
	server.ExtraFiles = []*os.File{write}
	if err := server.Start(); err != nil {
		t.Fatalf("the benches of the window need Xvfb: %v", err)
	}
	t.Cleanup(func() { _ = server.Process.Signal(syscall.SIGTERM); _ = server.Wait() })
	_ = write.Close()
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb did not start: %v", err)
	}
	s := &display{name: ":" + strings.TrimSpace(number)}
	s.mapPixels(t, filepath.Join(dir, "Xvfb_screen0"))
	return s
}

// mapPixels finds the pixels in the file Xvfb keeps them in, an X window dump (XWDFile.h: header_size is the first
// word, pixmap_height the sixth, bytes_per_line the thirteenth, ncolors the twentieth).
func (s *display) mapPixels(t *testing.T, path string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	whole, err := syscall.Mmap(int(f.Fd()), 0, int(info.Size()), syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Munmap(whole) })
	word := func(n int) int { return int(binary.BigEndian.Uint32(whole[4*(n-1):])) }
	s.rows, s.wide = word(6), word(13)
	const colour = 12 // bytes of a colour in the table before the pixels
	s.pixels = whole[word(1)+word(20)*colour:]
	for y := 0; y < s.rows; y += sampleStep {
		for x := 0; x < s.wide/4; x += sampleStep {
			s.samples = append(s.samples, y*s.wide+4*x)
		}
	}
}

// look is a fingerprint of what is shown; blank tells that nothing is.
func (s *display) look() (print uint64, blank bool) {
	print, blank = 14695981039346656037, true // FNV-1a
	for _, at := range s.samples {
		p := binary.LittleEndian.Uint32(s.pixels[at:]) & 0xffffff
		blank = blank && p == 0
		print = (print ^ uint64(p)) * 1099511628211
	}
	return print, blank
}

// pictures tell when a program put something on the screen, counted from its start.
type pictures struct {
	first time.Duration // the first picture
	whole time.Duration // the last change: all that the window shows is there
}

// How long the screen has to stay as it is until it counts as finished, and how long to wait for that.
const (
	stillFor = 700 * time.Millisecond
	patience = 60 * time.Second
)

// watch times the pictures of a program from begun on.
func (s *display) watch(t *testing.T, begun time.Time) pictures {
	t.Helper()
	var out pictures
	last, _ := s.look()
	changed := begun
	for {
		now := time.Now()
		print, blank := s.look()
		if print != last {
			last, changed = print, now
			if out.first == 0 && !blank {
				out.first = now.Sub(begun)
			}
		}
		if out.first != 0 && now.Sub(changed) > stillFor {
			out.whole = changed.Sub(begun)
			return out
		}
		if now.Sub(begun) > patience {
			t.Fatalf("no picture within %s", patience)
		}
		time.Sleep(time.Millisecond)
	}
}

// clear waits until nothing is shown any more.
func (s *display) clear(t *testing.T) {
	t.Helper()
	for begun := time.Now(); ; time.Sleep(10 * time.Millisecond) {
		if _, blank := s.look(); blank {
			return
		}
		if time.Since(begun) > patience {
			t.Fatal("the window of the run before is still there")
		}
	}
}
