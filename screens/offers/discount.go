package offers

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// sharesShown is how many shares of the discount on the whole offer are listed; the others are added up.
const sharesShown = 8

// wholeLabel names the discount on the whole offer, with its per cent where it has one.
func wholeLabel(t *text.Tongue, o trade.Offer) string {
	if o.Discount.Percent.Sign() > 0 {
		return t.T("offers.total.whole.percent", "Percent", money.FormatPercent(o.Discount.Percent, string(t.Lang())))
	}
	return t.T("offers.total.whole")
}

// showDiscount offers a discount on the whole offer, or to change the one there is.
func (w *totals) showDiscount(o trade.Offer) {
	label := "offers.whole.add"
	if o.Discount != (trade.Discount{}) {
		label = "offers.whole.change"
	}
	w.off.Hidden = !w.e.editable() || len(w.e.printed) == 0
	w.off.SetLabel(w.e.env.T.T(label))
}

// discounting is the dialog of the discount on the whole offer: how much, and what it does to lines and totals.
type discounting struct {
	e       *Editor
	percent bool
	how     *kit.Segmented
	amount  *kit.NumberField
	form    *kit.Form
	result  *fyne.Container
	modal   *kit.Modal
}

// askDiscount asks for the discount on the whole offer, and shows what becomes of the totals while it is typed.
func (e *Editor) askDiscount() {
	if !e.editable() || e.closeCell() != nil {
		return
	}
	t, lang, now := e.env.T, string(e.env.T.Lang()), e.offer.Discount
	d := &discounting{e: e, percent: now.Sum.IsZero() || !now.Percent.IsZero()}
	d.amount = kit.NewNumberField("", func(typed string) (string, string, bool) {
		n, err := money.ParseDecIn(strings.TrimSuffix(strings.TrimSpace(typed), "%"), lang)
		return n.String(), money.FormatDec(n, lang), err == nil
	})
	d.how = kit.NewSegmented(func(i int) { d.percent = i == 0; d.form.Validate(); d.show() }, "%", e.offer.Currency.Symbol())
	d.form = kit.NewForm(1, kit.Field{ID: "amount", Label: t.T("offers.whole.amount"), Input: d.amount, Unreadable: t.T("parts.typed.number"),
		Check: func(string) (kit.Level, string) { return d.judge() }})
	d.form.OnChange = d.show
	d.result = kit.VBox(4)
	switch {
	case !d.percent:
		d.how.SetChosen(1)
		d.amount.SetValue(now.Sum.String())
	case !now.Percent.IsZero():
		d.amount.SetValue(now.Percent.String())
	}
	d.show()
	d.modal = kit.NewModal(t.T("offers.whole"), kit.VBox(16, kit.HBox(12, kit.Grow(d.form), kit.VBox(0, kit.Pad(d.how, 0, 21, 0, 0), kit.Spacer())), d.result)).CancelButton(t.T("text.cancel"))
	d.modal.Width = 520
	d.modal.Action(kit.Primary, t.T("text.apply"), d.apply)
	parts.GuardForm(e.env, d.modal, d.form)
	d.modal.StartWith(d.amount).Show()
	d.amount.TypedShortcut(&fyne.ShortcutSelectAll{}) // what is typed takes the place of what was there
}

// typed is the discount as it stands in the dialog; nothing typed is none.
func (d *discounting) typed() trade.Discount {
	n, err := money.ParseDec(d.amount.Value())
	switch {
	case err != nil || d.amount.Wrong():
		return trade.Discount{}
	case d.percent:
		return trade.Discount{Percent: n}
	}
	return trade.Discount{Sum: n}
}

// offer is the offer with what stands in the dialog.
func (d *discounting) offer() trade.Offer {
	o := d.e.snapshot()
	o.Discount = d.typed()
	return o
}

func (d *discounting) judge() (kit.Level, string) {
	t := d.e.env.T
	for _, f := range trade.Check(d.offer()) {
		switch {
		case f.Field != "discount":
		case f.Reason == "trade.offer.discount.more":
			return kit.Warning, parts.FaultSentence(t, f)
		default:
			return kit.Error, parts.FaultSentence(t, f)
		}
	}
	return kit.Good, ""
}

// apply takes the discount over, unless it is none at all.
func (d *discounting) apply() bool {
	if !d.form.Validate() || d.amount.Wrong() {
		return false
	}
	if now, o := d.typed(), &d.e.offer; now != o.Discount {
		if now.Sum != o.Discount.Sum {
			o.SumOrigin = trade.Origin{}
		}
		o.Discount = now
		d.e.changed()
	}
	return true
}

// show lists what the discount takes off each line, and the totals it leaves.
func (d *discounting) show() {
	t, o := d.e.env.T, d.offer()
	if level, _ := d.judge(); level == kit.Error {
		o.Discount = trade.Discount{} // what cannot be is counted as none
	}
	sums, err := trade.Count(o)
	if err != nil {
		return // the lines alone do not add up: that is told beside them
	}
	lang := string(t.Lang())
	write := func(minor int64) string { return money.Format(money.New(minor, o.Currency), lang) }
	shares, rest, more := sharesOf(o, sums), int64(0), 0
	var rows []totalRow
	for i, s := range shares {
		if i < sharesShown || len(shares) == sharesShown+1 {
			rows = append(rows, totalRow{label: s.name, sum: write(-s.share)})
			continue
		}
		rest += s.share
		more++
	}
	if more > 0 {
		rows = append(rows, totalRow{label: t.N("offers.whole.more", more), sum: write(-rest)})
	}
	d.result.Objects = nil
	if len(rows) > 0 {
		d.result.Add(kit.NewText(t.T("offers.whole.spread"), kit.Dense|kit.Bold, kit.Text))
		d.result.Objects = append(d.result.Objects, totalLines(rows)...)
		d.result.Add(kit.Pad(kit.NewDivider(), 0, 6, 0, 4))
	}
	d.result.Objects = append(d.result.Objects, totalLines(totalRows(t, o, sums))...)
	d.result.Refresh()
	if d.modal != nil {
		d.modal.Refit()
	}
}

// shareOf is what the discount on the whole offer takes off a line.
type shareOf struct {
	name  string
	share int64
}

// sharesOf lists the lines that the discount takes anything off, in their order.
func sharesOf(o trade.Offer, s trade.Sums) []shareOf {
	var all []shareOf
	for i, sec := range o.Sections {
		for j, l := range sec.Lines {
			if share := s.Sections[i].Lines[j].Share; share != 0 {
				all = append(all, shareOf{l.Name, share})
			}
		}
	}
	return slices.Clip(all)
}
