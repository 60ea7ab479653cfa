// Drag shows a board of so many columns and cards in a window of so many units, and measures how long the window takes to answer while somebody else
// drags a card over it. It prints "ready" once it has answered for the first time, and at the end of its standard input
// the times as JSON: those of the questions asked while a card was in the hand.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"rapport/screens/kit"
)

// every is how long it waits between two questions to the window.
const every = 4 * time.Millisecond

var (
	columns = flag.Int("columns", 6, "columns")
	cards   = flag.Int("cards", 40, "cards of a column")
	width   = flag.Float64("width", 1280, "units of the window")
	height  = flag.Float64("height", 800, "units of the window")
)

// card is a card of the board.
type card struct{ id int }

// Key is the number of the card.
func (c card) Key() int64 { return int64(c.id) }

// draw fills a card as the board of stages does.
func draw(f *kit.CardFace, c kit.BoardCard) {
	n := c.(card).id
	f.Edge(kit.BFill)
	f.Title(fmt.Sprintf("ООО «Заречье %d»", n))
	if n%5 == 0 {
		f.Flag("flag", "6", kit.Red)
	}
	f.Left().Icon("chat", kit.Text3, 12)
	f.Left().Gap(5)
	f.Left().Small(fmt.Sprintf("%d дн. назад", n%60), kit.Text2, false)
	f.Right().Small("Павел", kit.Text3, false)
	f.Pair(kit.Ink{S: fmt.Sprintf("%d 400 ₽", n), T: kit.Text, Style: kit.Dense | kit.Bold}, kit.Ink{S: "25.11", T: kit.Text2, Style: kit.Caption})
	f.Note(fmt.Sprintf("Позвонить по счёту %d", n), kit.Text2)
}

func main() {
	flag.Parse()
	a := app.NewWithID("io.rapport.drag")
	kit.SetTheme(a, false)
	w := a.NewWindow("Drag")
	w.SetPadded(false)
	b := kit.NewBoard(draw)
	b.SetCardHeight(kit.CardLow)
	b.Want = func(id string, from int) { b.SetCards(id, from, page(id, from)) }
	b.DropHint = func(kit.BoardCard, string, string) string { return "Подняться\nна ступень" }
	b.Carried = "переносится"
	w.SetContent(kit.NewLayers(b))
	w.Resize(fyne.NewSize(float32(*width), float32(*height)))
	var all []kit.BoardColumn
	for i := range *columns {
		all = append(all, kit.BoardColumn{ID: fmt.Sprint(i), Title: fmt.Sprintf("Ступень %d", i+1), Sub: "1,2 млн ₽", Count: int64(*cards), Climb: float32(i) * 2})
	}
	b.SetColumns(all)
	a.Lifecycle().SetOnStarted(func() { go measure(a, b) })
	w.ShowAndRun()
}

func page(id string, from int) []kit.BoardCard {
	var column int
	fmt.Sscan(id, &column)
	var some []kit.BoardCard
	for i := from; i < min(from+50, *cards); i++ {
		some = append(some, card{column*1000 + i})
	}
	return some
}

// measure asks the window for an answer again and again until the input ends.
func measure(a fyne.App, b *kit.Board) {
	done := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, bufio.NewReader(os.Stdin)) // its end is all that matters
		close(done)
	}()
	fyne.DoAndWait(func() {})
	fmt.Println("ready")
	var took []time.Duration
	for {
		select {
		case <-done:
			_ = json.NewEncoder(os.Stdout).Encode(took) // nobody reads any more when it fails
			fyne.Do(a.Quit)
			return
		case <-time.After(every):
			begun, carried := time.Now(), false
			fyne.DoAndWait(func() { carried = b.Dragging() })
			if carried {
				took = append(took, time.Since(begun))
			}
		}
	}
}
