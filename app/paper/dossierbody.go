package paper

import (
	"strconv"
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/page"
)

// note is a text on a pale ground, for results.
func (w *profile) note(label, said string) *block {
	const pad = 2.4
	st := w.hue.cell()
	b := w.labelledIn([]labelled{{label, said}}, st, left+pad, wide-2*pad)
	inner, height := b.draw, b.height
	return &block{gap: 2, height: height + 2*pad - 0.8, draw: func(y float64) {
		if w.hue.thrifty {
			w.add(page.Rect{X: left, Y: y, W: wide, H: height + 2*pad - 0.8, Stroke: w.hue.mid, Thick: 0.2})
		}
		w.band(left, y, wide, height+2*pad-0.8)
		inner(y + pad - 0.4)
	}}
}

// assessmentBlocks show the last assessment of the type, answer by answer.
func (w *profile) assessmentBlocks() []*block {
	if len(w.d.Assessments) == 0 {
		return nil
	}
	a, t := w.d.Assessments[0], w.say.T
	v := a.Verdict()
	by := w.d.Reps[a.By]
	heading := w.section(t("paper.assessment"), joined(" · ", joined(", ", w.day(a.Day), by), t("paper.assessment.by", "N", v.Answered)))
	g := w.newGrid(gridColumn{head: t("paper.assessment.trait"), w: 33}, gridColumn{head: t("crm.type.market") + ", 1", w: 43.5},
		gridColumn{head: t("crm.type.business") + ", 2", w: 43.5}, gridColumn{head: t("crm.type.strategic") + ", 3", w: 45},
		gridColumn{head: t("paper.assessment.score"), w: 11, right: true})
	var rows []*block
	for i, q := range crm.Questions {
		cells := []gridCell{w.cellOf(t("crm.trait." + q))}
		for n := 1; n <= 3; n++ {
			c := w.cellOf(t("crm.a." + q + "." + strconv.Itoa(n)))
			if int(a.Answers[i]) == n {
				c.chosen, c.pieces[0].st = true, c.pieces[0].st.bold()
			} else {
				c.pieces[0].st = c.pieces[0].st.in(w.hue.sec)
			}
			cells = append(cells, c)
		}
		score := "—"
		if a.Answers[i] > 0 {
			score = strconv.Itoa(int(a.Answers[i]))
		}
		rows = append(rows, g.row(append(cells, w.cellOf(score))...))
	}
	all := table(heading, rows)
	all[len(all)-1].keep = true
	return append(all, w.verdictBlocks(a, v)...)
}

// verdictBlocks tell the result, the gate, the owner's own word and the grounds.
func (w *profile) verdictBlocks(a crm.TypeAssessment, v crm.Verdict) []*block {
	t := w.say.T
	label, said := t("paper.type.answered", "N", v.Answered)+".", ""
	if v.Type != "" {
		sum := 0
		for _, x := range a.Answers {
			sum += int(x)
		}
		label = t("paper.assessment.result", "Sum", sum, "Mean", w.mean(v.Mean), "Type", lowered(t("crm.type."+v.Type.Word())))
		said = joined(" ", t("paper.assessment.scale"), w.gate(a, v))
	}
	all := []*block{w.note(label, said)}
	st := w.hue.cell()
	if a.Chosen != "" && a.Chosen != v.Type {
		own := lowered(t("crm.type."+a.Chosen.Word())) + ". " + a.Reason
		all = append(all, w.spaced(w.paragraph(t("paper.type.own.word", "Reason", own), st, left, wide, "")))
	}
	if a.Grounds != "" {
		all = append(all, w.spaced(w.paragraph(t("paper.assessment.grounds", "Text", a.Grounds), st, left, wide, "")))
	}
	for _, b := range all[:len(all)-1] {
		b.keep = true // the grounds do not stand alone on the next page
	}
	return all
}

func (w *profile) spaced(b *block) *block {
	b.gap = 1.6
	return b
}

// gate tells why the gate to partnership is shut, or what opened it.
func (w *profile) gate(a crm.TypeAssessment, v crm.Verdict) string {
	if v.GateShut {
		return w.say.T("crm.gate.shut")
	}
	if v.Type != crm.Strategic {
		return ""
	}
	var open []string
	for _, g := range []struct {
		met bool
		key string
	}{{a.Gate.Large, "large"}, {a.Gate.Innovation, "innovation"}, {a.Gate.Market, "market"}} {
		if g.met {
			open = append(open, lowered(w.say.T("crm.gate."+g.key)))
		}
	}
	return w.say.T("paper.assessment.gate", "Text", strings.Join(open, "; "))
}

// noteBlocks are the client's notes, its suppliers and its manners; each may run over pages.
func (w *profile) noteBlocks() []*block {
	var all []*block
	add := func(key, s string) {
		if strings.TrimSpace(s) == "" {
			return
		}
		b := w.paragraph(s, w.hue.cell(), left, wide, "")
		b.gap = 1.2
		all = append(all, w.section(w.say.T(key), ""), b)
	}
	add("paper.suppliers", w.d.Client.Suppliers)
	add("paper.manners", w.d.Client.Manners)
	if !w.d.NoNotes {
		add("paper.notes", w.d.Client.Notes)
	}
	return all
}

// openOffers sums the open offers; same tells whether they share one currency.
func (w *profile) openOffers() (n int, once, monthly int64, c money.Currency, same bool) {
	same = true
	for _, o := range w.d.Offers {
		if !o.Open() {
			continue
		}
		n++
		if c == "" {
			c = o.Currency
		}
		same = same && o.Currency == c
		var errOnce, errMonth error
		once, errOnce = money.AddMinor(once, o.Total)
		monthly, errMonth = money.AddMinor(monthly, o.Monthly)
		same = same && errOnce == nil && errMonth == nil
	}
	return n, once, monthly, c, same
}

// offerBlocks list the offers, the open ones first and bold.
func (w *profile) offerBlocks() []*block {
	if len(w.d.Offers) == 0 || w.d.NoMoney {
		return nil
	}
	t := w.say.T
	hint := ""
	if n, once, _, c, same := w.openOffers(); n > 0 {
		hint = t("paper.offers.open.n", "N", n)
		if same {
			hint = t("paper.offers.open", "N", n, "Sum", w.sum(once, c))
		}
	}
	g := w.newGrid(gridColumn{head: t("paper.offers.what"), w: 69}, gridColumn{head: t("paper.offers.state"), w: 24},
		gridColumn{head: t("paper.offers.sum"), w: 31, right: true}, gridColumn{head: t("paper.offers.monthly"), w: 28, right: true},
		gridColumn{head: t("paper.offers.until"), w: 24, right: true})
	soft := w.hue.small()
	var rows []*block
	for _, o := range w.d.Offers {
		st := w.hue.cell()
		if o.Open() {
			st = st.bold()
		}
		subject := o.Subject
		number := joined(", ", o.FullNumber(), t("paper.offer.of", "Day", w.day(o.Day)))
		if subject == "" {
			subject, number = number, ""
		}
		monthly := "—"
		if o.Monthly != 0 {
			monthly = w.sum(o.Monthly, o.Currency)
		}
		rows = append(rows, g.row(gridCell{pieces: []piece{{subject, st}, {number, soft}}}, w.cellOf(lowered(t("trade.state."+string(o.State)))),
			w.cellOf(w.sum(o.Total, o.Currency)), w.cellOf(monthly), w.cellOf(w.day(o.ValidUntil))))
	}
	return table(w.section(t("paper.offers"), hint), rows)
}

// factBlocks are the requisites, the ways to reach the client and its own fields.
func (w *profile) factBlocks() []*block {
	rows := filled(w.facts())
	if len(rows) == 0 {
		return nil
	}
	all := []*block{w.section(w.say.T("paper.facts"), "")}
	for i, d := range rows {
		b := w.pair(d, i == len(rows)-1)
		b.keep = i == 0 && len(rows) > 1
		all = append(all, b)
	}
	return all
}

// pair is a label with its text and a hairline under it.
func (w *profile) pair(d detail, last bool) *block {
	r := pair{label: w.hue.cell().in(w.hue.sec), st: w.hue.cell(), indent: 46, pad: gridPad - 0.2, ruled: !last}
	return w.pairBlock(r, w.lines(d.label, r.label, 43), w.lines(d.text, r.st, wide-r.indent))
}

// facts lists the rows of the requisites and contacts.
func (w *profile) facts() []detail {
	c, t := w.d.Client, w.say.T
	rows := []detail{{t("paper.facts.legal"), c.LegalName}}
	for _, p := range c.Phones {
		rows = append(rows, detail{t("paper.facts.phone"), w.phone(p)})
	}
	for _, e := range c.Emails {
		rows = append(rows, detail{t("paper.facts.email"), joined(": ", e.Label, e.Address)})
	}
	for _, s := range c.Sites {
		rows = append(rows, detail{t("paper.facts.site"), s})
	}
	for _, a := range c.Addresses {
		rows = append(rows, detail{t("paper.facts.address"), joined(": ", a.Label, a.Line())})
	}
	for _, r := range c.Requisites {
		rows = append(rows, requisiteRows(t, r)...)
	}
	names := map[crm.FieldID]crm.Field{}
	for _, f := range w.d.Fields {
		names[f.ID] = f
	}
	for _, v := range c.Fields {
		rows = append(rows, detail{names[v.Field].Name, w.fieldText(names[v.Field], v.Value)})
	}
	return append(rows, detail{t("paper.facts.code"), c.Code})
}

func (w *profile) fieldText(f crm.Field, value string) string {
	switch f.Kind {
	case crm.FieldDay:
		return w.day(crm.Day(value))
	case crm.FieldYesNo:
		if value == "" {
			return ""
		}
		if value == "yes" || value == "true" || value == "1" {
			return w.say.T("paper.facts.yes")
		}
		return w.say.T("paper.facts.no")
	}
	return value
}

func requisiteRows(t func(string, ...any) string, r crm.Requisites) []detail {
	code := "paper.req.bik"
	switch strings.ToUpper(r.Country) {
	case "RU", "":
	case "US":
		code = "paper.req.routing"
	default:
		code = "paper.req.sort"
	}
	return []detail{{t("paper.req.inn"), r.INN}, {t("paper.req.kpp"), r.KPP}, {t("paper.req.ogrn"), r.OGRN}, {t("paper.req.edrpou"), r.EDRPOU},
		{t("paper.req.ipn"), r.IPN}, {t("paper.req.vat"), r.VATID}, {t("paper.req.reg"), r.RegNo}, {t("paper.req.account"), r.Account},
		{"IBAN", groups(r.IBAN, 4)}, {t("paper.req.bank"), r.Bank}, {t(code), r.BIK}, {t("paper.facts.corr"), r.Corr}, {"BIC", r.BIC}}
}
