//go:build e2e

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sold is an offer as the headless verbs list it.
type sold struct{ Number, Client, State, Total, Currency string }

// TestE2ESale sells once in the demo firm, in the real window: price list, deal, an offer with an optional and a monthly
// line, its second version, sent, accepted, and the order that becomes of it.
func TestE2ESale(t *testing.T) {
	d := newDriver(t, "en")
	d.run("demo")
	d.start()
	d.room("clients")
	priceList(d)
	beginDeal(d)
	number := offerForDeal(d)
	d.click("Mark as sent")
	d.sees("New version")
	d.sees("kept")
	d.gone("differs")
	d.shot("sent")
	first := sentPaper(d, number)

	d.click("New version")
	d.sees(number + "/2")
	reprice(d)
	d.click("Mark as sent")
	d.sees("New version")
	accept(d, number+"/2")
	ordered(d, number)
	if again := sentPaper(d, number+"/1"); again != first {
		t.Error("the paper of the first version is not what was sent")
	}
	undoSale(d, number)
	d.quit()
	if out := d.run("check"); !strings.Contains(out, "sound") {
		t.Errorf("check says %q", out)
	}
}

// offers lists the offers whose number begins so, by number.
func (d *driver) offers(number string) map[string]sold {
	d.t.Helper()
	var all []sold
	if err := json.Unmarshal([]byte(d.run("offers", "--json")), &all); err != nil {
		d.t.Fatal(err)
	}
	out := map[string]sold{}
	for _, o := range all {
		if strings.HasPrefix(o.Number, number) {
			out[o.Number] = o
		}
	}
	return out
}

// sentPaper prints an offer by the headless verb and returns the PDF.
func sentPaper(d *driver, number string) string {
	d.t.Helper()
	path := filepath.Join(d.t.TempDir(), "offer.pdf")
	d.run("offer", number, "-o", path)
	body, err := os.ReadFile(path)
	if err != nil || !strings.HasPrefix(string(body), "%PDF-") {
		d.t.Fatalf("offer %s is no PDF: %v", number, err)
	}
	return string(body)
}

// priceList writes the price list for everybody from the catalogue.
func priceList(d *driver) {
	d.t.Helper()
	d.key("ctrl+5")
	d.room("catalogue")
	d.click("Prices")
	d.room("prices")
	d.click("Price list")
	d.sees("Whose prices")
	d.shot("pricelist")
	d.click("Print")
	d.until("the price list is printed", func() bool { return len(papers(d)) == 1 })
	d.idle()
}

// beginDeal writes a deal with a client of the demo firm.
func beginDeal(d *driver) {
	d.t.Helper()
	d.key("ctrl+3")
	d.room("deals")
	d.key("ctrl+n")
	d.room("deal")
	d.click("Begin to type a name")
	d.write("cedar")
	d.sees("Cedar Court")
	d.key("Return")
	d.click("For example")
	d.write("Sale of the test")
	d.click("What we do next")
	d.write("Send the offer")
	d.shot("deal")
}

// offerForDeal writes the deal's offer: two pieces at 50, an optional line of 30, and 10 a month.
func offerForDeal(d *driver) string {
	d.t.Helper()
	d.click("New offer") // which keeps the deal first
	d.room("offer")
	addLine(d, "Thing", "2", "pc", "50")
	addLine(d, "Extra", "1", "pc", "30")
	d.sees("£156")
	d.key("F6") // optional: not in the total
	d.sees("£120")
	d.click("Section")
	d.write("Upkeep")
	d.key("Return")
	d.idle()
	x, y := d.place("Upkeep", 0)
	d.do("mousemove", fmt.Sprint(x), fmt.Sprint(y), "click", "3")
	d.click("Monthly")
	addLine(d, "Care", "1", "month", "10")
	d.sees("£120")
	d.shot("offer")
	var number string
	d.until("the offer is in the base", func() bool {
		for _, o := range d.offers("Q-") {
			if o.Client == "Cedar Court" && o.Total == "120.00" && o.State == "draft" {
				number = o.Number
			}
		}
		return number != ""
	})
	return number
}

// addLine adds a line to the offer, cell by cell.
func addLine(d *driver, cells ...string) {
	d.t.Helper()
	d.clickNth("Line", 0)
	for i, cell := range cells {
		if i > 0 {
			d.key("Tab")
		}
		d.write(cell)
	}
	d.key("Tab")
	d.idle()
	d.key("Escape")
	d.sees(cells[0])
}

// reprice changes the second version: there is one more thing.
func reprice(d *driver) {
	d.t.Helper()
	d.click("Care")
	addLine(d, "More", "1", "month", "5")
	d.sees("£18")
}

// accept marks the offer accepted with the optional line.
func accept(d *driver, number string) {
	d.t.Helper()
	d.click("Mark")
	d.click("Mark as accepted")
	d.sees("Tick what the client took")
	d.click("Extra")
	d.shot("accept")
	d.key("Return")
	d.toast(number)
	d.idle()
	if got := d.offers(number)[number]; got.State != "accepted" || got.Total != "156.00" {
		d.t.Errorf("the offer became %+v", got)
	}
}

// ordered looks at what became of the sale: the deal is won and the order is there.
func ordered(d *driver, number string) {
	d.t.Helper()
	d.key("ctrl+3")
	d.room("deals")
	d.shot("won")
	d.click("Orders")
	d.room("orders")
	d.sees("Cedar Court")
	d.sees("£156")
	d.shot("order")
}

// undoSale takes the acceptance back: offer, deal and order in one step.
func undoSale(d *driver, number string) {
	d.t.Helper()
	d.key("ctrl+z")
	d.toast("Undone")
	d.idle()
	d.gone("£156")
	if got := d.offers(number)[number+"/2"]; got.State != "sent" {
		d.t.Errorf("after undo the offer is %+v", got)
	}
}
