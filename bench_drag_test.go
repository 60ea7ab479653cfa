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

// boarded is a board of testdata/drag, in units.
type boarded struct {
	columns, cards int
	wide, high     int
	scale          float64
}

// Where the cards of a board are, in units, and how a card is dragged over it.
const (
	dragTop     = 74
	dragBottom  = 30 // from the foot of the window
	dragMoves   = 1200
	dragBetween = "0.008" // seconds
	dragLeast   = 100     // answers that make a figure
)

// benchDrag measures how long the window takes to answer while a card is dragged over a board of 240 cards: across all
// columns, and along the edges, where the columns scroll. An ordinary window shows some fifty of them; all are in view
// at half scale.
func benchDrag(t *testing.T, f *figures) {
	if _, err := exec.LookPath("xdotool"); err != nil {
		f.tell("UI round trip while dragging", "skipped: xdotool is not installed")
		return
	}
	row := func(what string, b boarded) {
		took := b.drag(t)
		f.hold("UI round trip while dragging on a board of 240 cards, "+what+", p95", ms(share(took, 0.95)), 33, "ms",
			fmt.Sprintf(" (median %.1f, worst %.1f, %d answers)", ms(median(took)), ms(share(took, 1)), len(took)))
	}
	row("all in view", boarded{12, 20, 1900, 2000, 0.5})
	row("in a window of 1280 × 800", boarded{6, 40, 1280, 800, 1})
}

// drag drags a card over the board and returns how long the answers took.
func (b boarded) drag(t *testing.T) []time.Duration {
	t.Helper()
	s := newScreen(t, fmt.Sprintf("%.0fx%.0fx24", float64(b.wide)*b.scale, float64(b.high)*b.scale))
	c := exec.Command(built(t, "./testdata/drag"), "-columns", fmt.Sprint(b.columns), "-cards", fmt.Sprint(b.cards), "-width", fmt.Sprint(b.wide), "-height", fmt.Sprint(b.high))
	c.Env = append(windowEnv(t, s), fmt.Sprintf("FYNE_SCALE=%g", b.scale))
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
	moves := exec.Command("xdotool", b.script()...)
	moves.Env = c.Env
	if out, err := moves.CombinedOutput(); err != nil {
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
	return took
}

// script takes the first card of the first column and carries it to and fro, up and down, and along both edges.
func (b boarded) script() []string {
	at := func(x, y float64) []string {
		return []string{"mousemove", strconv.Itoa(int(x * b.scale)), strconv.Itoa(int(y * b.scale))}
	}
	wide, top, foot := float64(b.wide), float64(dragTop), float64(b.high-dragBottom)
	script := append(at(wide/float64(2*b.columns), top+40), "mousedown", "1")
	for i := range dragMoves {
		turn := 2 * math.Pi * float64(i) / (dragMoves / 3)
		x := wide/2 - 0.45*wide*math.Cos(turn)
		y := (top+foot)/2 + 0.5*(foot-top)*math.Sin(2.3*turn)
		script = append(append(script, at(x, y)...), "sleep", dragBetween)
	}
	return append(script, "mouseup", "1")
}
