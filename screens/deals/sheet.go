package deals

import (
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// sheet is the form itself, over one deal.
type sheet struct {
	s         *DealScreen
	base      trade.Deal // what the form does not show stays as it was
	who       *parts.ClientFields
	pipelines []trade.Pipeline
	offers    []trade.OfferRow
	orders    []trade.Order

	form     *kit.Form
	pipeline *kit.Select
	stage    *kit.Select
	currency *kit.Select
	chance   *kit.NumberField
	value    *kit.Paragraph
	side     *fyne.Container
	scroll   *kit.ScrollMemory
	object   fyne.CanvasObject
	filling  bool
}

func newSheet(s *DealScreen, o opened) *sheet {
	h := &sheet{s: s, base: o.deal, pipelines: o.pipelines, offers: o.offers, orders: o.orders}
	h.who = parts.NewClientFields(s.env, &s.loader, s.desk, s.env.T.T("deals.client.hint"), s.env.T.T("deals.contact.none"), h.warn)
	h.who.ClientPeople = o.around
	h.build()
	h.fill(o.deal)
	if s.was != nil {
		h.warn()
	}
	return h
}

func (h *sheet) build() {
	t := h.s.env.T
	h.fields()
	h.form.OnChange = h.touched
	h.value = kit.NewWrap("", kit.Dense, kit.Text2, 0)
	h.side = kit.VBox(16)
	notes := kit.NewTextArea(t.T("deals.notes.hint"), 4, t.T("parts.text.long"))
	h.form.Add(kit.Field{ID: "notes", Label: t.T("deals.field.notes"), Input: notes, Span: 12})
	page := kit.Columns(16, []float32{1.45, 1}, kit.VBox(16, kit.NewCard(t.T("deals.card"), kit.VBox(12, h.form))), h.side)
	h.scroll = kit.NewScrollMemory(page).Beside()
	h.form.SetScroll(h.scroll)
	h.object = h.scroll
}

// field is a field whose label is deals.field.<id>; what is doubtful or wrong in the deal is said below it.
func (h *sheet) field(id string, input kit.Input, span int) kit.Field {
	return kit.Field{ID: id, Label: h.s.env.T.T("deals.field." + id), Input: input, Span: span, Check: func(string) (kit.Level, string) { return h.judge(id) }}
}

func (h *sheet) fields() {
	env, t := h.s.env, h.s.env.T
	h.pipeline = kit.NewSelect(h.pipelineOptions(), nil).Narrow()
	h.stage = kit.NewSelect(nil, nil).Narrow()
	h.currency = kit.NewSelect(parts.PaperCurrencies(h.base.Currency), nil).Narrow()
	h.chance = parts.NumberInput(env, "").WithSuffix("%")
	reason := kit.NewSelect(append([]kit.Option{{ID: "", Label: t.T("text.not.set")}}, reasonOptions(env)...), nil).Narrow()
	number := func(f kit.Field) kit.Field {
		f.Unreadable = t.T("text.wrong.number")
		return f
	}
	day := func(id string, span int) kit.Field {
		f := h.field(id, kit.NewDateField(t.Lang(), env.Now), span)
		f.Unreadable = t.T("text.wrong.date")
		return f
	}
	client := h.field("client", h.who.Picker, 6)
	client.Unreadable = parts.UnknownClient(env)
	h.form = kit.NewForm(12, client, h.field("contact", h.who.Person, 6), h.field("title", kit.NewEntry(t.T("deals.title.hint")), 12))
	wide := 8
	if len(h.pipelines) > 1 {
		wide = 4
		h.form.Add(h.field("pipeline", h.pipeline, 4))
	}
	h.form.Add(h.field("stage", h.stage, wide), number(h.field("chance", h.chance, 4)),
		h.field("reason", reason, 6), h.field("lostnote", kit.NewEntry(""), 6),
		number(h.field("amount", parts.NumberInput(env, "0"), 5)), h.field("currency", h.currency, 3), day("expected", 4),
		h.field("stream", kit.NewSelect(h.streamOptions(), nil).Narrow(), 6), h.field("owner", kit.NewSelect(h.ownerOptions(), nil).Narrow(), 6),
		h.field("next", kit.NewEntry(t.T("deals.next.hint")), 8), day("nextday", 4), h.field("rival", kit.NewEntry(t.T("deals.rival.hint")), 12))
}

func (h *sheet) pipelineOptions() []kit.Option {
	options := make([]kit.Option, len(h.pipelines))
	for i, p := range h.pipelines {
		options[i] = kit.Option{ID: parts.ID(p.ID), Label: p.Name}
	}
	return options
}

func (h *sheet) streamOptions() []kit.Option {
	t := h.s.env.T
	options := []kit.Option{{ID: "", Label: t.T("trade.stream.none")}}
	for _, x := range trade.Streams {
		options = append(options, kit.Option{ID: string(x), Label: t.T("trade.stream." + x.Word())})
	}
	return options
}

// ownerOptions are our people; one who left is offered where the deal is his.
func (h *sheet) ownerOptions() []kit.Option {
	env := h.s.env
	options := parts.KeeperOptions(env, env.T.T("deals.nobody"), true)
	if r, ok := env.Reps()[h.base.Owner]; ok && r.Gone {
		options = append([]kit.Option{{ID: parts.ID(r.ID), Label: r.Name}}, options...)
	}
	return options
}

// chosenPipeline is the pipeline the form says.
func (h *sheet) chosenPipeline() trade.Pipeline {
	p, _ := chosen(h.pipelines, parts.ReadID[trade.PipelineID](h.pipeline.Value()))
	return p
}

// showStages offers the stages of the chosen pipeline; the stage stays where it has it, else it is the first.
func (h *sheet) showStages(held trade.StageID) {
	p := h.chosenPipeline()
	var options []kit.Option
	for _, l := range lanesOf(p) {
		o := kit.Option{ID: parts.ID(l.stage.ID), Label: l.stage.Name, Icon: markIcon(l.stage.Mark)}
		if l.stage.Mark == trade.Running {
			o.Icon, o.Note = "", money.FormatPercent(l.stage.Chance(), string(h.s.env.T.Lang()))
		}
		options = append(options, o)
	}
	h.stage.SetOptions(options)
	if _, ok := p.Stage(held); !ok {
		first, _ := p.First(trade.Running)
		held = first.ID
	}
	h.stage.SetValue(parts.ID(held))
}

// showStage shows what belongs to the chosen stage: its chance, or why the deal is lost.
func (h *sheet) showStage() {
	st, _ := h.chosenPipeline().Stage(parts.ReadID[trade.StageID](h.stage.Value()))
	lost, runs := st.Mark == trade.Lost, st.Mark == trade.Running
	h.form.ShowField("reason", lost)
	h.form.ShowField("lostnote", lost)
	h.form.ShowField("chance", runs)
	h.form.ShowField("expected", runs)
	h.form.ShowField("next", runs)
	h.form.ShowField("nextday", runs)
	h.chance.SetPlaceHolder(money.FormatDec(st.Chance(), string(h.s.env.T.Lang())))
}

// fill shows a deal.
func (h *sheet) fill(d trade.Deal) {
	h.filling = true
	defer func() { h.filling = false }()
	h.pipeline.SetValue(parts.ID(d.Pipeline))
	h.showStages(d.Stage)
	h.currency.SetOptions(parts.PaperCurrencies(d.Currency))
	chance := ""
	if d.Own {
		chance = money.FormatDec(d.Probability, string(h.s.env.T.Lang()))
	}
	env := h.s.env
	h.form.SetValues(map[string]string{"title": d.Title, "reason": d.LostReason, "lostnote": d.LostNote,
		"amount": parts.NumberWords(env, money.New(d.Amount, d.Currency).Decimal()), "currency": string(d.Currency), "chance": chance,
		"expected": string(d.Expected), "stream": string(d.Stream), "owner": parts.KeeperChoice(d.Owner, d.Owner == 0), "next": d.NextStep,
		"nextday": string(d.NextDay), "rival": d.Rival, "notes": d.Notes})
	h.who.Show(d.Contact)
	h.showStage()
	h.drawSide()
}

// rebase puts the form on the deal as it is now: what the form does not show is that deal's.
func (h *sheet) rebase(now trade.Deal) { h.base = now }

// take is the deal as the form has it. What the form does not show is kept.
func (h *sheet) take() trade.Deal {
	d, v := h.base, h.form.Values()
	d.Title, d.LostReason, d.LostNote, d.Rival, d.NextStep, d.Notes = v["title"], v["reason"], v["lostnote"], v["rival"], v["next"], v["notes"]
	d.Client, d.Contact = h.who.Chosen()
	p := h.chosenPipeline()
	d.Pipeline, d.Stage = p.ID, parts.ReadID[trade.StageID](v["stage"])
	d.Currency = money.Currency(v["currency"])
	d.Amount = h.amount(d.Currency)
	d.Own, d.Probability = v["chance"] != "", parts.ReadNumber(v["chance"])
	d.Expected, d.NextDay, d.Stream = crm.Day(v["expected"]), crm.Day(v["nextday"]), trade.Stream(v["stream"])
	d.Owner, _ = parts.ReadKeeper(h.s.env, v["owner"])
	if st, ok := p.Stage(d.Stage); ok {
		d = d.Stand(st, crm.DayOf(h.s.env.Now()))
	}
	return d
}

// amount reads the sum in minor units; one that no number holds is as great as what is refused.
func (h *sheet) amount(c money.Currency) int64 {
	minor, err := money.ToMinor(parts.ReadNumber(h.form.Value("amount")), c)
	if err != nil {
		return trade.MostAmount + 1
	}
	return minor
}

// faultField is the field of the form a fault of the deal is said at.
func faultField(f crm.Fault) string {
	switch {
	case f.Reason == "trade.deal.late", f.Field == "next" && f.Reason == "trade.deal.day":
		return "nextday"
	case f.Field == "probability":
		return "chance"
	case f.Field == "lost":
		return "reason"
	}
	return f.Field
}

// missing are the faults that say no more than that something was not filled in yet.
var missing = map[string]bool{"trade.deal.amount": true, "trade.deal.expected": true, "trade.deal.next": true}

// faults are what is doubtful or wrong in the deal as it stands.
func (h *sheet) faults() []crm.Fault {
	return trade.CheckDeal(h.take(), h.chosenPipeline(), crm.DayOf(h.s.env.Now()))
}

// judge says what is doubtful or wrong at a field. That something is not filled in yet is not held against a new deal.
func (h *sheet) judge(id string) (kit.Level, string) {
	for _, f := range h.faults() {
		switch {
		case faultField(f) != id:
		case trade.DealBlocks(f):
			return kit.Error, parts.FaultSentence(h.s.env.T, f)
		case h.s.was != nil || !missing[f.Reason]:
			return kit.Warning, parts.FaultSentence(h.s.env.T, f)
		}
	}
	return kit.Good, ""
}

// watched are the fields whose remarks depend on other fields.
var watched = []string{"amount", "expected", "next", "nextday", "reason"}

// warn says what is doubtful at the fields that depend on others; what is wrong is said where it is typed, and at saving.
func (h *sheet) warn() {
	for _, id := range watched {
		if level, _ := h.form.Message(id); level == kit.Error {
			continue
		}
		if level, words := h.judge(id); level != kit.Error {
			h.form.Say(id, level, words)
		}
	}
}

// touched is called after each change by the user.
func (h *sheet) touched() {
	if h.filling {
		return
	}
	h.filling = true
	h.showStages(parts.ReadID[trade.StageID](h.stage.Value()))
	h.showStage()
	h.filling = false
	h.warn()
	h.showValue()
	h.s.Touch()
}

func (h *sheet) valid() bool { return h.form.Validate() }

// blame says a fault at its field; false when the form has none for it.
func (h *sheet) blame(f crm.Fault) bool {
	id := faultField(f)
	if !h.form.Has(id) {
		return false
	}
	h.form.Say(id, kit.Error, parts.FaultSentence(h.s.env.T, f))
	h.form.FocusField(id)
	return true
}

// begin puts the keyboard where one begins.
func (h *sheet) begin() {
	switch {
	case h.s.was != nil:
	case h.who.Client.ID == 0:
		h.form.FocusField("client")
	case strings.TrimSpace(h.form.Value("title")) == "":
		h.form.FocusField("title")
	}
}
