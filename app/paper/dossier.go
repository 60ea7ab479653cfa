package paper

import (
	"slices"
	"strings"
	"time"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/page"
	"rapport/app/text"
	"rapport/app/trade"
)

// DossierFacts is what a dossier tells of a client. Lists may come in any order.
type DossierFacts struct {
	Firm         crm.Firm
	Client       crm.Client
	Lens         crm.Lens // the ladder is shown through it; a zero lens means the first shipped one
	People       []crm.Contact
	Reps         map[crm.RepID]string // names of our people
	Assessments  []crm.TypeAssessment
	Moves        []crm.Move
	Interactions []crm.Interaction
	Offers       []trade.OfferRow
	Deals        []trade.Deal
	Pipelines    []trade.Pipeline // of the deals, for the names and chances of their stages
	Orders       []trade.Order
	Fields       []crm.Field // own fields, for the names of Client.Fields

	At time.Time // the day the dossier is made on, at any hour; dates are written in its zone
	By string    // who made it

	From, To crm.Day // the period shown, each end may be open
	Latest   int     // how many interactions to show, the latest; 0 shows all of them
	NoNotes  bool    // leave out what is personal: remarks on people, birthdays, notes
	NoMoney  bool    // leave out sums
	Letter   bool    // US Letter instead of A4
	Thrifty  bool    // black, no fills
}

// Dossier lays out what is known of a client: page 1 answers, the others prove. Remarks tell what the paper could not
// show as it was written.
func Dossier(facts DossierFacts, tongue *text.Tongue) (*page.Document, []Remark) {
	c := cleaner{}
	facts.At = dayBegun(facts.At)
	w := &profile{d: c.dossier(facts), lang: string(tongue.Lang()), remarks: c.faults, sheet: sheetOf(facts.Letter)}
	if len(w.d.Lens.Columns) == 0 {
		w.d.Lens = crm.ShippedLenses()[0]
	}
	w.arrange()
	w.say = tongue
	doc := w.compose()
	if pages := w.flow.pages(); pages > 1 && w.flow.tail() < 112 { // as of offers: little is on the last page
		w.tight = true
		if dense := w.compose(); w.flow.pages() < pages {
			return dense, w.remarks
		}
	}
	return doc, w.remarks
}

// dayBegun is the first moment of a day: papers of one day are the same bytes, whatever the hour.
func dayBegun(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}

// compose builds the pages.
func (w *profile) compose() *page.Document {
	w.press = press{doc: w.blank(w.say), say: w.say, hue: paletteOf(w.d.Firm.Accent, w.d.Thrifty), faults: &w.remarks}
	top := &page.Page{}
	w.leaf = top
	w.flow = flow{first: w.drawTop(), next: 17, bottom: w.sheet.bottom}
	w.flow.place(w.blocks())
	w.flow.ink(&w.press, func(n, of int) {
		if n == 0 {
			w.leaf.Marks = append(w.leaf.Marks, top.Marks...)
			return
		}
		w.drawRunningHead()
	}, w.drawFoot)
	return w.doc
}

// profile is one dossier being laid out.
type profile struct {
	press
	d       DossierFacts
	lang    string
	sheet   sheet
	remarks []Remark
	flow    flow
	names   map[crm.ContactID]string
	touched map[crm.ContactID]crm.Moment // last interaction with each person
	all     int                          // interactions in the period
	tight   bool                         // parts stand closer, to save a page that would be nearly empty
}

// arrange sorts the facts and leaves out what lies outside the period.
func (w *profile) arrange() {
	d := &w.d
	d.Moves = slices.DeleteFunc(slices.Clone(d.Moves), func(m crm.Move) bool { return !w.within(m.When) })
	slices.SortStableFunc(d.Moves, func(a, b crm.Move) int { return compare(a.When, b.When) })
	d.Assessments = slices.Clone(d.Assessments)
	slices.SortStableFunc(d.Assessments, func(a, b crm.TypeAssessment) int {
		if a.Day != b.Day {
			return strings.Compare(string(b.Day), string(a.Day))
		}
		return compare(b.Made, a.Made)
	})
	w.names, w.touched = map[crm.ContactID]string{}, map[crm.ContactID]crm.Moment{}
	for _, c := range d.People {
		w.names[c.ID] = c.Name
	}
	for _, i := range d.Interactions {
		for _, c := range i.Contacts {
			w.touched[c] = max(w.touched[c], i.When)
		}
	}
	d.Interactions = slices.DeleteFunc(d.Interactions, func(i crm.Interaction) bool { return !w.within(i.When) })
	slices.SortStableFunc(d.Interactions, func(a, b crm.Interaction) int { return compare(b.When, a.When) })
	w.all = len(d.Interactions)
	d.Offers = slices.DeleteFunc(slices.Clone(d.Offers), func(o trade.OfferRow) bool { return !w.withinDay(o.Day) && !o.Open() })
	slices.SortStableFunc(d.Offers, func(a, b trade.OfferRow) int {
		if a.Open() != b.Open() {
			return map[bool]int{true: -1, false: 1}[a.Open()]
		}
		return strings.Compare(string(b.Day), string(a.Day))
	})
	w.arrangeSales()
	d.People = slices.Clone(d.People)
	slices.SortStableFunc(d.People, func(a, b crm.Contact) int { return rank(a) - rank(b) })
}

func compare(a, b crm.Moment) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// rank orders people by their role: decider first, those who left last.
func rank(c crm.Contact) int {
	if c.Left {
		return 100
	}
	best := 50
	for i, role := range []crm.Role{"decider", "influencer", "buyer", "user", "initiator", "gatekeeper"} {
		if slices.Contains(c.Roles, role) {
			best = min(best, i)
		}
	}
	return best
}

func (w *profile) within(m crm.Moment) bool { return w.withinDay(w.dayOf(m)) }

func (w *profile) withinDay(d crm.Day) bool {
	return (w.d.From == "" || d >= w.d.From) && (w.d.To == "" || d <= w.d.To)
}

func (w *profile) dayOf(m crm.Moment) crm.Day { return crm.DayOf(m.Time(w.d.At.Location())) }

func (w *profile) blank(tongue *text.Tongue) *page.Document {
	lang := map[string]string{"ru": "ru-RU", "uk": "uk-UA"}[w.lang]
	if lang == "" {
		lang = "en-GB"
	}
	return &page.Document{
		Title: tongue.T("paper.dossier.of", "Client", w.d.Client.Name), Author: legalName(w.d.Firm),
		Subject: tongue.T("paper.dossier.subject"), Lang: lang, Created: w.d.At.UnixMilli(),
		Width: w.sheet.width, Height: w.sheet.height, Pictures: map[string][]byte{},
	}
}

// blocks are the parts of the dossier; a part with no facts leaves no gap.
func (w *profile) blocks() []*block {
	all := slices.Concat(w.ladderBlocks(), w.cardBlocks(), w.figureBlocks(), w.revenueBlocks(), w.assessmentBlocks(), w.peopleBlocks(),
		w.noteBlocks(), w.moveBlocks(), w.touchBlocks(), w.dealBlocks(), w.offerBlocks(), w.orderBlocks(), w.factBlocks())
	all[len(all)-1].keep = true // what the paper is never stands alone
	return append(all, w.aboutBlocks()...)
}

// section is the heading of a part: its name, what it holds on the right, and a strong rule.
func (w *profile) section(name, hint string) *block {
	st, small := w.hue.heading(), w.hue.small()
	hint = w.shorten(hint, small, wide-w.width(name, st)-8)
	gap := 7.0
	if w.tight {
		gap = 4.5
	}
	return &block{gap: gap, height: st.lead + 1.4, keep: true, mark: name, draw: func(y float64) {
		w.text(left, y, name, st)
		w.right(right, y+st.lead/2-small.lead/2+0.6, hint, small)
		w.rule(left, y+st.lead+0.9, wide, 0.35, w.hue.ink)
	}}
}

func (w *profile) date(m crm.Moment) string {
	if m == 0 {
		return ""
	}
	return w.say.Date(m.Time(w.d.At.Location()))
}

func (w *profile) day(d crm.Day) string {
	if t, ok := d.Time(); ok {
		return w.say.Date(t)
	}
	return shown(string(d))
}

func (w *profile) sum(minor int64, c money.Currency) string {
	return money.FormatPaper(money.New(minor, c), w.lang)
}

func (w *profile) rung(r crm.Rung) string {
	if r == crm.NoRung {
		return lowered(w.say.T("crm.rung.none"))
	}
	return lowered(w.say.T("crm.rung." + r.Word()))
}

// column is the name of a column of the lens.
func (w *profile) column(c crm.LensColumn) string {
	if c.Name != "" {
		return c.Name
	}
	return lowered(w.say.T("crm.lens." + w.d.Lens.Code + "." + c.Code))
}

// through is a rung as the lens calls it.
func (w *profile) through(r crm.Rung) string {
	if i := w.d.Lens.Column(r); i >= 0 {
		return w.column(w.d.Lens.Columns[i])
	}
	return w.rung(r)
}

func (w *profile) lens() string {
	if w.d.Lens.Name != "" {
		return w.d.Lens.Name
	}
	return w.say.T("crm.lens." + w.d.Lens.Code)
}

// aboutBlocks say what the paper is and what was left out.
func (w *profile) aboutBlocks() []*block {
	t := w.say.T
	parts := []string{t("paper.about", "When", w.say.Date(w.d.At))}
	if period := w.period(); period != "" {
		parts = append(parts, t("paper.about.period", "Period", period))
	}
	var hidden []string
	if w.d.NoNotes {
		hidden = append(hidden, t("paper.about.hidden.notes"))
	}
	if w.d.NoMoney {
		hidden = append(hidden, t("paper.about.hidden.money"))
	}
	if len(hidden) > 0 {
		parts = append(parts, t("paper.about.hidden", "What", strings.Join(hidden, ", ")))
	}
	parts = append(parts, t("paper.about.privacy"))
	b := w.paragraph(strings.Join(parts, " "), w.hue.small(), left, wide, "")
	b.gap = 5
	return []*block{b}
}

func (w *profile) period() string {
	from, to := "", ""
	if w.d.From != "" {
		from = w.say.T("paper.period.from", "From", w.day(w.d.From))
	}
	if w.d.To != "" {
		to = w.say.T("paper.period.to", "To", w.day(w.d.To))
	}
	return joined(" ", from, to)
}
