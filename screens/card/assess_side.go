package card

import (
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// gateConditions are the conditions of a strategic partnership.
var gateConditions = []struct {
	name string
	of   func(*crm.Gate) *bool
}{
	{"large", func(g *crm.Gate) *bool { return &g.Large }},
	{"innovation", func(g *crm.Gate) *bool { return &g.Innovation }},
	{"market", func(g *crm.Gate) *bool { return &g.Market }},
}

// verdict is the column beside the questions: what the answers come to, the gate, what was before, how to work.
type verdict struct {
	s      *Assess
	gauge  *kit.Gauge
	checks []*kit.Check
	column *column
	gateUI *fyne.Container // the conditions
	missed *kit.Paragraph
}

func newVerdict(s *Assess) *verdict {
	v := &verdict{s: s, gauge: kit.NewGauge(), column: newColumn()}
	v.gateUI = v.conditions()
	return v
}

// conditions ask for what a partnership needs.
func (v *verdict) conditions() *fyne.Container {
	t := v.s.env.T
	v.missed = kit.NewWrap("", kit.Dense, kit.Text2, 0)
	box := kit.VBox(10)
	for _, c := range gateConditions {
		check := kit.NewCheck(t.T("card.gate."+c.name), func(bool) { v.s.touched() })
		v.checks = append(v.checks, check)
		box.Add(kit.VBox(1, check, kit.Pad(kit.NewWrap(t.T("crm.gate."+c.name), kit.Caption, kit.Text2, 0), 24, 0, 0, 0)))
	}
	box.Add(v.missed)
	return box
}

func (v *verdict) fill(g crm.Gate) {
	for i, c := range gateConditions {
		v.checks[i].SetChecked(*c.of(&g))
	}
}

func (v *verdict) gate() crm.Gate {
	var g crm.Gate
	for i, c := range gateConditions {
		*c.of(&g) = v.checks[i].Checked()
	}
	return g
}

// draw shows what the answers come to.
func (v *verdict) draw(a crm.TypeAssessment, sum crm.Verdict) {
	cards := []fyne.CanvasObject{v.resultCard(a, sum), v.gateCard(a.Gate, sum)}
	if history := v.historyCard(sum); history != nil {
		cards = append(cards, history)
	}
	t := v.s.env.T
	shown := sum.Type
	if shown == "" {
		shown = v.s.client.Type
	}
	cards = append(cards, kit.NewCard(t.T("card.assess.advice", "Type", parts.TypeShort(t, shown)), adviceList(t, shown)))
	v.column.set(cards)
}

// resultCard is the dial with the counts of answers, the type they give and the type before.
func (v *verdict) resultCard(a crm.TypeAssessment, sum crm.Verdict) fyne.CanvasObject {
	t := v.s.env.T
	last, has := lastAnswered(v.s.before)
	view := kit.GaugeView{Low: scaleLow, High: scaleHigh, Value: sum.Mean, HasValue: sum.Answered > 0, Figure: "–", Caption: t.T("card.assess.of", "Most", t.Decimal(scaleHigh, 2))}
	if sum.Answered > 0 {
		view.Figure = t.Decimal(sum.Mean, 2)
	}
	if has {
		view.Before, view.HasBefore = last.Verdict().Mean, true
	}
	v.gauge.Set(view)
	rows := []fyne.CanvasObject{kit.Flow(16, v.gauge, kit.MinWidth(v.legend(a), 120)), v.resultLine(sum, last, has)}
	if note, tone, icon := v.note(sum); note != "" {
		rows = append(rows, beside(icon, tone.Ink, kit.NewWrap(note, kit.Dense, tone.Ink, 0)))
	}
	var own *kit.Link
	own = kit.NewLink(t.T("card.assess.own.link"), func() { kit.ShowMenu(own, v.ownMenu()...) })
	return kit.NewCard("", kit.VBox(10, append(rows, kit.Left(own))...))
}

// ownMenu gives a type by the owner's word.
func (v *verdict) ownMenu() []kit.MenuItem {
	var items []kit.MenuItem
	for _, r := range crm.RelTypes {
		items = append(items, kit.MenuItem{Label: parts.TypeName(v.s.env.T, r), Icon: parts.TypeIcon(r), Checked: r == v.s.client.Type,
			Do: func() { v.s.askReason(r) }})
	}
	return items
}

// legend counts the answers of each type.
func (v *verdict) legend(a crm.TypeAssessment) fyne.CanvasObject {
	t := v.s.env.T
	rows := []fyne.CanvasObject{kit.NewText(t.T("card.assess.by.answers"), kit.Caption, kit.Text2)}
	for i := len(crm.RelTypes) - 1; i >= 0; i-- {
		n := 0
		for _, x := range a.Answers {
			if int(x) == i+1 {
				n++
			}
		}
		r := crm.RelTypes[i]
		rows = append(rows, kit.HBox(8, kit.Fixed(kit.NewGround(parts.TypeTone(r).Fill, 2), 8, 8),
			kit.Grow(kit.NewText(parts.TypeShort(t, r), kit.Dense, kit.Text).Shrinks()), kit.NewText(t.Int(n), kit.Dense|kit.Bold, kit.Text)))
	}
	return kit.VBox(6, rows...)
}

// resultLine is the type the answers give and what it was before.
func (v *verdict) resultLine(sum crm.Verdict, last crm.TypeAssessment, has bool) fyne.CanvasObject {
	t := v.s.env.T
	var row []fyne.CanvasObject
	if sum.Type == "" {
		row = append(row, kit.Fixed(kit.NewText(t.T("card.assess.answered", "A", t.Int(sum.Answered), "B", t.Int(len(crm.Questions))), kit.Body|kit.Bold, kit.Text), 0, kit.ControlSmall))
	} else {
		row = append(row, kit.NewChip(parts.TypeIcon(sum.Type), parts.TypeName(t, sum.Type), parts.TypeTone(sum.Type)).Large())
	}
	if now := v.s.client.Type; now != "" {
		was := strings.ToLower(parts.TypeShort(t, now))
		if has {
			was = joinComma(was, t.Decimal(last.Verdict().Mean, 2))
		}
		row = append(row, kit.Fixed(kit.NewText(t.T("card.assess.was", "Was", was), kit.Dense, kit.Text2), 0, kit.ControlSmall))
	}
	return kit.Flow(8, row...)
}

// note explains the result: what is still open, or why it is not what the mean says.
func (v *verdict) note(sum crm.Verdict) (string, kit.Tone, string) {
	t := v.s.env.T
	switch {
	case sum.GateShut:
		return t.T("crm.gate.shut"), kit.ToneAmber, "warn"
	case sum.Type == "":
		return t.T("card.assess.open"), kit.ToneNeutral, "info"
	case v.s.client.Type != "" && sum.Type != v.s.client.Type:
		return t.T("card.assess.changes"), kit.ToneAmber, "info"
	}
	return "", kit.ToneNeutral, ""
}

// gateCard says whether the gate is open and what it wants.
func (v *verdict) gateCard(g crm.Gate, sum crm.Verdict) fyne.CanvasObject {
	t := v.s.env.T
	key, tone := "card.gate.shut", kit.ToneNeutral
	switch {
	case g.Open():
		key, tone = "card.gate.open", kit.ToneGreen
	case sum.GateShut:
		tone = kit.ToneAmber
	}
	v.missed.SetText(t.T(missing(g)))
	v.missed.SetToken(kit.Text2)
	if sum.GateShut {
		v.missed.SetToken(kit.Amber)
	}
	return kit.NewCard(t.T("card.gate.title"), v.gateUI).WithRight(kit.NewChip("", t.T(key), tone))
}

// missing is the sentence that says what the gate wants.
func missing(g crm.Gate) string {
	switch {
	case g.Open():
		return "card.gate.nothing"
	case g.Large:
		return "card.gate.wants.new"
	case g.Innovation || g.Market:
		return "card.gate.wants.large"
	}
	return "card.gate.wants.both"
}

// historyCard shows the assessments before and the present one; nothing where there is none before.
func (v *verdict) historyCard(sum crm.Verdict) fyne.CanvasObject {
	t := v.s.env.T
	points := historyPoints(t, v.s.before)
	if len(points) == 0 {
		return nil
	}
	caption := t.N("card.assess.times", len(points))
	if sum.Answered == len(crm.Questions) {
		points = append(points, kit.HistoryPoint{Value: sum.Mean, Figure: t.Decimal(sum.Mean, 2), Caption: strings.ToLower(t.T("text.now")), Fill: parts.TypeTone(sum.Type).Fill})
	}
	history := kit.NewMiniHistory(scaleLow, scaleHigh)
	history.Set(points)
	return kit.NewCard(t.T("card.assess.before"), history).WithCaption(caption)
}

// lastAnswered is the newest assessment that has answers.
func lastAnswered(list []crm.TypeAssessment) (crm.TypeAssessment, bool) {
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].Verdict().Answered > 0 {
			return list[i], true
		}
	}
	return crm.TypeAssessment{}, false
}
