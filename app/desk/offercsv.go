package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"rapport/app/crm"
	"rapport/app/intake"
	"rapport/app/money"
	"rapport/app/paper"
	"rapport/app/text"
	"rapport/app/trade"
)

// offerColumns are the headings of the table of offers, under "offers.csv." in the catalogue.
var offerColumns = []string{"number", "client", "subject", "day", "valid", "sent", "closed", "state", "currency", "net", "vat", "total", "monthly", "yearly"}

// ExportOffers writes the offers of a query as a table for spreadsheets, newest first: numbers, clients, dates, states and
// totals as the lists show them, days as YYYY-MM-DD. What a spreadsheet might run as a formula is kept from it.
func (d *Desk) ExportOffers(ctx context.Context, q trade.OfferQuery, t *text.Tongue, w io.Writer) error {
	var failed error
	rows := func(yield func([]string) bool) {
		failed = d.EachOffer(ctx, q, func(r trade.OfferRow) error {
			o, err := d.Offer(ctx, r.ID)
			if err != nil {
				return err
			}
			row, err := offerCells(o, r, t)
			if err == nil && !yield(row) {
				return errStopped
			}
			return err
		})
	}
	err := intake.WriteTable(w, csvHeadings(t, offerColumns), rows, t.Lang())
	if failed != nil && !errors.Is(failed, errStopped) {
		return fmt.Errorf("export offers: %w", failed)
	}
	return err
}

// errStopped ends a walk whose reader wants no more.
var errStopped = errors.New("enough")

func csvHeadings(t *text.Tongue, columns []string) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = t.T("offers.csv." + c)
	}
	return out
}

func offerCells(o trade.Offer, r trade.OfferRow, t *text.Tongue) ([]string, error) {
	sums, err := trade.Count(o)
	if err != nil { // an offer whose sums do not fit shows none in lists either
		sums = trade.Sums{}
	}
	write := func(minor int64) string { return csvNumber(money.New(minor, o.Currency).Decimal(), t) }
	main := sums.Main()
	return []string{o.FullNumber(), r.ClientName, o.Subject, string(o.Day), string(o.ValidUntil), string(o.SentOn), string(o.ClosedOn),
		t.T("trade.state." + string(r.State)), string(o.Currency), write(main.Net), write(main.VAT), write(r.Total), write(r.Monthly), write(sums.Yearly.Gross)}, nil
}

// csvNumber writes a number exactly, with the decimal mark of the language.
func csvNumber(n money.Dec, t *text.Tongue) string {
	if t.Lang() == text.EN {
		return n.String()
	}
	return strings.Replace(n.String(), ".", ",", 1)
}

// lineColumns are the headings of the table of an offer's lines.
var lineColumns = []string{"n", "section", "period", "article", "name", "describe", "note", "kind", "quantity", "unit", "price", "discount", "rate", "sum", "net", "vat", "gross"}

// ExportOfferLines writes the lines of an offer, saved or not, as a table for spreadsheets; a sum is that of the line
// alone, before the discount on the whole offer.
func (d *Desk) ExportOfferLines(_ context.Context, o trade.Offer, t *text.Tongue, w io.Writer) error {
	sums, err := trade.Count(o)
	if err != nil {
		return crm.Fault{Field: "lines", Reason: "trade.offer.overflow"}
	}
	rows := func(yield func([]string) bool) {
		n := 0
		for i, s := range o.Sections {
			for j, l := range s.Lines {
				if !l.Text {
					n++
				}
				if !yield(lineCells(o, s, l, sums.Sections[i].Lines[j], n, t)) {
					return
				}
			}
		}
	}
	return intake.WriteTable(w, csvHeadings(t, lineColumns), rows, t.Lang())
}

func lineCells(o trade.Offer, s trade.Section, l trade.Line, sum trade.LineSum, n int, t *text.Tongue) []string {
	period := "once"
	if s.Period != trade.Once {
		period = string(s.Period)
	}
	cells := []string{"", s.Title, t.T("trade.period." + period), l.Article, l.Name, l.Description, l.Note, t.T("offers.kind." + l.Kind())}
	if l.Text {
		return append(cells, make([]string, len(lineColumns)-len(cells))...)
	}
	cells[0] = strconv.Itoa(n)
	number := func(d money.Dec) string { return csvNumber(d, t) }
	write := func(minor int64) string { return number(money.New(minor, o.Currency).Decimal()) }
	rate := ""
	if o.Taxed() && !l.Exempt {
		rate = number(l.VAT)
	}
	return append(cells, number(l.Quantity), l.Unit, number(l.Price), number(l.Discount), rate, write(sum.Full-sum.Discount), write(sum.Net), write(sum.VAT), write(sum.Gross))
}

// TableName proposes a name for the file of a table: two parts that every system takes in a name.
func TableName(start, end string) string { return paper.FileName(start, "", end) + ".csv" }
