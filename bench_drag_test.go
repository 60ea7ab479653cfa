//go:build bench

package main_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os/exec"
	"strconv"
	"testing"
	"time"
)

// The board of testdata/drag: its size in pixels and where its cards are.
const (
	dragScreen  = "1900x2000x24"
	dragColumn  = 158
	dragTop     = 74
	dragBottom  = 1972
	dragMoves   = 1200
	dragBetween = "0.008" // seconds
	dragLeast   = 200     // answers that make a figure
)

// benchDrag measures how long the window takes to answer while a card is dragged over a board of 240 cards in view:
// across all columns, and along the edges, where the columns scroll.
func benchDrag(t *testing.T, f *figures) {
	if _, err := exec.LookPath("xdotool"); err != nil {
		f.tell("UI round trip while dragging", "skipped: xdotool is not installed")
		return
	}
	s := newScreen(t, dragScreen)
	c := exec.Command(built(t, "./testdata/drag"))
	c.Env = windowEnv(t, s)
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Process.Kill(); _ = c.Wait() }() // it has ended by itself unless something failed
	said := bufio.NewReader(out)
	if line, err := said.ReadString('\n'); err != nil || line != "ready\n" {
		t.Fatalf("the board did not come: %q, %v", line, err)
	}
	s.watch(t, time.Now())
	drag := exec.Command("xdotool", dragScript()...)
	drag.Env = c.Env
	if out, err := drag.CombinedOutput(); err != nil {
		t.Fatalf("drag: %v\n%s", err, out)
	}
	_ = in.Close()
	var took []time.Duration
	if err := json.NewDecoder(said).Decode(&took); err != nil {
		t.Fatal(err)
	}
	if len(took) < dragLeast {
		t.Fatalf("only %d answers while a card was in the hand", len(took))
	}
	f.hold("UI round trip while dragging over 240 visible cards, p95", ms(share(took, 0.95)), 33, "ms", fmt.Sprintf(" (median %.1f, worst %.1f, %d answers)", ms(median(took)), ms(share(took, 1)), len(took)))
}

// dragScript takes the first card of the first column and carries it to and fro, up and down, and along both edges.
func dragScript() []string {
	x, y := dragColumn/2, dragTop+40
	at := func(x, y int) []string { return []string{"mousemove", strconv.Itoa(x), strconv.Itoa(y)} }
	script := append(at(x, y), "mousedown", "1")
	for i := range dragMoves {
		turn := 2 * math.Pi * float64(i) / (dragMoves / 3)
		x := int(950 - 850*math.Cos(turn))
		y := int((dragTop+dragBottom)/2 + 0.5*(dragBottom-dragTop)*math.Sin(2.3*turn))
		script = append(append(script, at(x, y)...), "sleep", dragBetween)
	}
	return append(script, "mouseup", "1")
}
