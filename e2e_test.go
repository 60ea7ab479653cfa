//go:build e2e

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// clientsFile is the file the run imports, with how many clients it holds: the sample trading firm where it is at hand,
// else a small one of our own.
func clientsFile(t *testing.T) (path string, clients int) {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("..", "shared", "data", "northwind", "customers.csv"))
	if err == nil {
		if _, err := os.Stat(path); err == nil {
			return path, 91
		}
	}
	t.Log("the sample trading firm is not here: importing the small fixture")
	path, err = filepath.Abs(filepath.Join("testdata", "e2e-clients.csv"))
	if err != nil {
		t.Fatal(err)
	}
	return path, 5
}

// TestE2E goes the whole way once in the real window: first run, import, filter, card, type, board, offer, both papers,
// undo, restart.
func TestE2E(t *testing.T) {
	d := newDriver(t, "en")
	file, total := clientsFile(t)

	d.start()
	d.room("welcome")
	d.shot("welcome")
	d.write("Test Works")
	d.key("Tab", "Tab")
	d.write("Test Owner")
	d.click("Create and begin")
	d.room("clients")

	d.click("Import")
	d.room("imports")
	d.click("Path of the file")
	d.write(file)
	d.key("Return")
	d.sees(fmt.Sprintf("Take %d", total))
	d.shot("import")
	d.click(fmt.Sprintf("Take %d", total))
	d.sees("Done")
	if got := d.clients(); len(got) != total {
		t.Fatalf("%d clients were imported, not %d", len(got), total)
	}

	d.click("Show clients")
	d.room("clients")
	d.sees("B's Beverages")
	d.key("ctrl+f")
	d.write("around")
	d.gone("B's Beverages")
	d.sees("Around the Horn")
	d.shot("filter")
	d.click("Around the Horn")
	d.key("Return")
	d.room("card")
	d.shot("card")

	giveType(d)
	moveOnBoard(d)
	undoAndRedo(d)
	number := writeOffer(d)
	printPapers(d)
	restart(d, number)
}

// giveType answers the seven questions by keys and saves the type they give.
func giveType(d *driver) {
	d.t.Helper()
	d.click("Assess")
	d.room("assess")
	for range 7 {
		d.key("2", "Return")
	}
	d.sees("2.00")
	d.shot("assess")
	d.key("ctrl+s")
	d.room("card")
	if got := d.client("Around the Horn"); got.Type != "business" {
		d.t.Errorf("the type became %q", got.Type)
	}
	d.key("ctrl+1")
	d.room("clients")
	d.key("Escape")
	d.click("Business")
	d.sees("Around the Horn")
	d.gone("B's Beverages")
	d.shot("type-filter")
	d.click("All types")
}

// moveOnBoard carries the client's card one column to the right and gives a reason.
func moveOnBoard(d *driver) {
	d.t.Helper()
	d.key("ctrl+2")
	d.room("board")
	x, y := d.place("Around the Horn", 0)
	toX, _ := d.place("Prospect", 0)
	d.drag(x, y, toX+40, y+60)
	d.sees("Move up")
	d.key("Return")
	d.toast("Around the Horn")
	d.idle()
	d.shot("moved")
	if got := d.client("Around the Horn"); got.Stage != "prospect" {
		d.t.Errorf("the stage became %q", got.Stage)
	}
}

// undoAndRedo takes the move back and does it again.
func undoAndRedo(d *driver) {
	d.t.Helper()
	d.key("ctrl+z")
	d.toast("Undone")
	if got := d.client("Around the Horn"); got.Stage != "suspect" {
		d.t.Errorf("after undo the stage is %q", got.Stage)
	}
	d.key("ctrl+y")
	d.toast("Done again")
	if got := d.client("Around the Horn"); got.Stage != "prospect" {
		d.t.Errorf("after redo the stage is %q", got.Stage)
	}
}

// writeOffer writes an offer of two lines from the card and returns its number.
func writeOffer(d *driver) string {
	d.t.Helper()
	d.key("ctrl+k")
	d.write("around")
	d.until("the palette finds the client", func() bool {
		_, ok := d.find("Around the Horn", 0)
		p, err := d.look()
		return ok && err == nil && p.Idle
	})
	d.key("Return")
	d.room("card")
	d.click("New offer")
	d.room("offer")
	fillOffer(d)
	d.sees("saved at")
	d.shot("offer")
	var number string
	d.until("the offer is in the base", func() bool {
		offers := d.client("Around the Horn").Offers
		if len(offers) == 0 || offers[0].Total != "216.00" {
			return false
		}
		number = offers[0].Number
		return true
	})
	return number
}

// papers are the PDFs the program has written so far.
func papers(d *driver) []string {
	found, _ := filepath.Glob(filepath.Join(d.dir, "home", "*", "Rapport", "*.pdf"))
	more, _ := filepath.Glob(filepath.Join(d.dir, "papers", "Rapport", "*.pdf"))
	return append(found, more...)
}

// printPapers prints the offer and the client's dossier.
func printPapers(d *driver) {
	d.t.Helper()
	d.key("ctrl+p")
	d.until("the offer is printed", func() bool { return len(papers(d)) == 1 })
	d.idle()
	d.key("alt+Left")
	d.room("card")
	d.key("ctrl+p")
	d.sees("Dossier")
	d.key("Return")
	d.until("the dossier is printed", func() bool { return len(papers(d)) == 2 })
	for _, p := range papers(d) {
		body, err := os.ReadFile(p)
		if err != nil || !strings.HasPrefix(string(body), "%PDF-") {
			d.t.Errorf("%s is no PDF: %v", p, err)
		}
	}
	d.shot("papers")
}

// restart closes the program, opens it again and takes back what was done before.
func restart(d *driver, number string) {
	d.t.Helper()
	d.quit()
	d.start()
	d.room("clients")
	for range 20 {
		if len(d.client("Around the Horn").Offers) == 0 {
			break
		}
		d.key("ctrl+z")
		d.toast("Undone")
		d.idle()
	}
	if got := d.client("Around the Horn").Offers; len(got) != 0 {
		d.t.Errorf("after a restart the offer %s could not be taken back", number)
	}
	d.shot("restarted")
	d.quit()
	if out := d.run("check"); !strings.Contains(out, "sound") {
		d.t.Errorf("check says %q", out)
	}
}

// TestE2ESecondStart shows that a second start brings the first window up and ends.
func TestE2ESecondStart(t *testing.T) {
	d := newDriver(t, "ru")
	d.run("demo")
	d.start()
	d.room("clients")
	d.shot("demo")
	if out := d.run(); out != "" {
		t.Errorf("the second start said %q", out)
	}
	d.quit()
}

// fillOffer writes a subject and two lines: 2 pieces at 50 and 1 hour at 80, 20 % VAT on top.
func fillOffer(d *driver) {
	d.t.Helper()
	d.click("What the offer is about")
	d.write("Two lines")
	for _, line := range [][]string{{"Thing", "2", "pc", "50"}, {"Work", "1", "h", "80"}} {
		d.clickNth("Line", 0)
		for i, cell := range line {
			if i > 0 {
				d.key("Tab")
			}
			d.write(cell)
		}
		d.key("Tab")
		d.idle()
		d.key("Escape")
		d.sees(line[0])
	}
	d.sees("£216")
}
