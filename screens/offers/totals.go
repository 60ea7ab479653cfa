package offers

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// totals is the foot of the card: the sum in words, what it is made of, and what is doubtful.
type totals struct {
	e      *Editor
	label  *kit.Label
	words  *kit.TipParagraph
	off    *kit.Button // opens the discount on the whole offer
	margin *margin     // for the owner alone
	faults *fyne.Container
	rows   *fyne.Container
	object fyne.CanvasObject
	shown  []crm.Fault
	lines  []totalRow
}

// totalRow is one line of the totals.
type totalRow struct {
	label, sum string
	main       bool // the sum that counts
	rule       bool // a line above
}

// faultsShown is how many doubts are shown; the others are counted.
const faultsShown = 3

// amberFaults are the warnings that are told as loudly as what keeps an offer from being printed.
var amberFaults = []string{"trade.offer.past", "offers.rate.lacks", "offers.moved.short"}

// ratesShown is how many rates of VAT are shown one by one.
const ratesShown = 3

// totalsWide is the width of the column of totals, in units.
const totalsWide float32 = 320

func newTotals(e *Editor) *totals {
	w := &totals{e: e, words: kit.NewTipWrap("", kit.Dense, kit.Text2, 3), faults: kit.VBox(2), rows: kit.VBox(4)}
	w.label = kit.NewText(e.env.T.T("offers.words"), kit.Dense|kit.Bold, kit.Text).Shrinks()
	w.off = kit.NewButton(kit.Ghost, "", e.askDiscount).Sized(kit.ControlSmall)
	w.margin = newMargin(e)
	left := kit.VBox(4, kit.VBox(0, w.label, w.words), kit.Pad(kit.Left(w.off), -10, 0, 0, 0), w.margin.object, w.faults)
	w.object = kit.VBox(0, kit.NewDivider(), kit.Pad(kit.HFill(24, kit.Grow(left), kit.Fixed(w.rows, totalsWide, 0)), 16, 12, 16, 12))
	return w
}

// show tells what the offer comes to.
func (w *totals) show(o trade.Offer) {
	words := w.inWords(o)
	reworded := words != w.words.Text()
	w.words.SetText(words)
	w.label.Hidden, w.words.Hidden = words == "", words == ""
	w.showRows(w.count(o))
	w.showDiscount(o)
	w.margin.show(o)
	w.showFaults(append(w.e.currencyFaults(), faultsOf(o)...))
	w.refit()
	if reworded { // they may take a line more while all of it is as high as before
		w.object.Refresh()
	}
}

// refit lays the sheet out anew where the totals became higher or lower.
func (w *totals) refit() {
	if high := kit.HeightAt(w.object, w.object.Size().Width); high != w.object.Size().Height && w.e.sheet != nil {
		w.e.sheet.left.Refresh()
	}
}

// inWords is the main sum in words, in the language of the paper.
func (w *totals) inWords(o trade.Offer) string {
	sum := w.e.sums.Main().Gross
	if sum == 0 {
		return ""
	}
	lang := o.Lang
	if lang == "en" && strings.EqualFold(w.e.firm.Country, "US") {
		lang = "en-US" // as on the paper, whatever the currency
	}
	words, err := money.Words(money.New(sum, o.Currency), lang, money.WordsPlain)
	if err != nil {
		return ""
	}
	return words
}

// count lists the totals: what the main sum is made of, and beside it what is paid in other periods.
func (w *totals) count(o trade.Offer) []totalRow {
	rows := totalRows(w.e.env.T, o, w.e.sums)
	main, _ := mainOf(w.e.sums)
	if home, ok := w.e.atHome(main.Gross); ok {
		label := w.e.env.T.T("offers.total.home", "C", w.e.home().Symbol(), "Day", parts.DayWord(w.e.env, o.Rate.Day))
		rows = append(rows, totalRow{label: label, sum: home})
	}
	return rows
}

// totalRows are the totals of a counted offer.
func totalRows(t *text.Tongue, o trade.Offer, s trade.Sums) []totalRow {
	lang := string(t.Lang())
	write := func(minor int64) string { return money.Format(money.New(minor, o.Currency), lang) }
	main, period := mainOf(s)
	var rows []totalRow
	add := func(label string, minor int64) { rows = append(rows, totalRow{label: label, sum: write(minor)}) }
	if main.Discount != 0 {
		add(t.T("offers.total.full"), main.Full)
	}
	if lines := main.Discount - main.Whole; lines != 0 {
		add(t.T("offers.total.discount"), -lines)
	}
	if main.Whole != 0 {
		add(wholeLabel(t, o), -main.Whole)
	}
	if o.Taxed() && main.Full != 0 {
		add(t.T("offers.total.net"), main.Net)
		rows = append(rows, rateRows(t, main, write)...)
	}
	label := t.T("offers.total." + periodWord(period))
	if !s.Recurring {
		label = t.T("offers.total")
	}
	rows = append(rows, totalRow{label: label, sum: parts.Sum(t, main.Gross, string(o.Currency)), main: true, rule: len(rows) > 0})
	for _, p := range []trade.Period{trade.Monthly, trade.Yearly} {
		if sum := s.Of(p).Gross; sum != 0 && p != period {
			rows = append(rows, totalRow{label: t.T("offers.total." + periodWord(p)), sum: parts.Sum(t, sum, string(o.Currency))})
		}
	}
	if s.Recurring && s.FirstYear.Gross != main.Gross {
		rows = append(rows, totalRow{label: t.T("offers.total.first"), sum: parts.Sum(t, s.FirstYear.Gross, string(o.Currency))})
	}
	return rows
}

// mainOf is the total that counts and how often it is paid.
func mainOf(s trade.Sums) (trade.Total, trade.Period) { return s.Main(), s.MainPeriod() }

// rateRows are the VAT of each rate, or of all together where there are many.
func rateRows(t *text.Tongue, main trade.Total, write func(int64) string) []totalRow {
	var rows []totalRow
	for _, r := range main.Rates {
		if !r.Rate.IsZero() || r.VAT != 0 {
			rows = append(rows, totalRow{label: t.T("offers.total.vat", "Rate", money.FormatPercent(r.Rate, string(t.Lang()))), sum: write(r.VAT)})
		}
	}
	if len(rows) > ratesShown {
		return []totalRow{{label: t.T("offers.total.vat.all"), sum: write(main.VAT)}}
	}
	return rows
}

// showRows draws the totals anew where they changed.
func (w *totals) showRows(rows []totalRow) {
	if len(rows) == len(w.lines) {
		same := true
		for i := range rows {
			same = same && rows[i] == w.lines[i]
		}
		if same {
			return
		}
	}
	w.lines = rows
	w.rows.Objects = totalLines(rows)
	w.rows.Refresh()
}

// totalLines draws totals, label at the left and sum at the right.
func totalLines(rows []totalRow) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, r := range rows {
		style, sumStyle, ink := kit.Dense, kit.Dense, kit.Text2
		if r.main {
			style, sumStyle, ink = kit.Body|kit.Bold, kit.Heading|kit.Bold, kit.Text
		}
		if r.rule {
			all = append(all, kit.Pad(kit.NewDivider(), 0, 3, 0, 1))
		}
		all = append(all, kit.HBox(8, kit.Grow(kit.NewText(r.label, style, ink).Shrinks()), kit.NewText(r.sum, sumStyle, kit.Text)))
	}
	return all
}

// showFaults lists what is doubtful; a press leads to the place.
func (w *totals) showFaults(faults []crm.Fault) {
	if sameFaults(faults, w.shown) {
		return
	}
	w.shown = faults
	w.faults.Objects = nil
	if !w.e.editable() {
		w.faults.Refresh()
		return
	}
	t := w.e.env.T
	for i, f := range faults {
		if i == faultsShown && len(faults) > faultsShown+1 {
			w.faults.Add(kit.NewText(t.N("offers.fault.more", len(faults)-faultsShown), kit.Caption, kit.Text3).Shrinks())
			break
		}
		ink := kit.Text3
		icon := "info"
		if trade.Blocks(f) || slices.Contains(amberFaults, f.Reason) {
			ink, icon = kit.Amber, "warn"
		}
		line := kit.HBox(6, kit.NewGlyph(icon, ink, 14), kit.Grow(kit.NewTipText(w.sentence(f), kit.Dense, kit.Text2)))
		w.faults.Add(kit.NewPressRow(kit.Pad(line, 0, 1, 0, 1), func() { w.e.goTo(f) }))
	}
	w.faults.Refresh()
}

func sameFaults(a, b []crm.Fault) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Field != b[i].Field || a[i].Reason != b[i].Reason || !slices.Equal(a[i].Args, b[i].Args) {
			return false
		}
	}
	return true
}

// sentence says what is doubtful, of a line with its number.
func (w *totals) sentence(f crm.Fault) string {
	words := parts.FaultSentence(w.e.env.T, f)
	if at, ok := faultPlace(f); ok {
		return w.e.env.T.T("offers.fault.line", "N", number(w.e.printed, at), "What", words)
	}
	return words
}

// faultPlace is the line a fault speaks of.
func faultPlace(f crm.Fault) (place, bool) {
	rest, ok := strings.CutPrefix(f.Field, "line ")
	section, line, two := strings.Cut(rest, ".")
	if !ok || !two {
		return place{}, false
	}
	return place{int(optionID(section)), int(optionID(line))}, true
}

// faultColumns are the columns the faults of lines speak of.
var faultColumns = map[string]string{"trade.line.name": colName, "trade.line.zero": colQuantity, "trade.line.discount": colDiscount, "trade.line.vat": colVAT}

// goTo leads to what a fault speaks of.
func (e *Editor) goTo(f crm.Fault) {
	at, ok := faultPlace(f)
	switch {
	case ok && at.section < len(e.keys) && at.line < len(e.keys[at.section]):
		e.focusLines()
		e.grid.Edit(e.keys[at.section][at.line], faultColumns[f.Reason])
	case f.Field == "lines":
		e.focusLines()
		if !e.ledger.written() {
			e.addLine()
		}
	case f.Field == fieldMoved:
		e.askRecalculation()
	case f.Field == fieldRate:
		e.goToRate()
	case f.Field == "discount":
		e.askDiscount()
	default:
		e.fields.focus(f.Field)
	}
}
