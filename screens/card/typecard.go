package card

import (
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// The scale of the mean of the answers.
const (
	scaleLow  = 1.0
	scaleHigh = 3.0
)

// adviceLines is how many lines of advice the catalogue holds for each type.
const adviceLines = 4

// typeCard tells of what type the relationship is, since when, how that changed and how to work with such a client.
func (s *Screen) typeCard() fyne.CanvasObject {
	t, k := s.env.T, s.known
	rows := []fyne.CanvasObject{s.typeLine()}
	last, assessed := k.last()
	if line := chosenLine(t, last); assessed && line != "" {
		rows = append(rows, kit.NewTipWrap(line, kit.Dense, kit.Text2, 3))
	}
	if points := historyPoints(t, k.assessments); len(points) > 1 {
		history := kit.NewMiniHistory(scaleLow, scaleHigh)
		history.Set(points)
		rows = append(rows, kit.Pad(history, 0, 4, 0, 4))
	}
	rows = append(rows, adviceList(t, k.client.Type), kit.Pad(kit.Left(s.assessButton(assessed)), 0, 4, 0, 0))
	card := kit.NewCard(t.T("card.type.title"), kit.VBox(8, rows...))
	if assessed {
		card.WithCaption(t.T("card.type.on", "Date", dayWords(t, last.Day)))
	}
	return card
}

func (s *Screen) assessButton(again bool) *kit.Button {
	key := "card.type.assess"
	if again {
		key = "card.type.again"
	}
	return kit.NewButton(kit.Soft, s.env.T.T(key), s.assess).WithIcon("task")
}

// typeLine is the chip of the type and what it was before.
func (s *Screen) typeLine() fyne.CanvasObject {
	t, k := s.env.T, s.known
	c := k.client.Type
	row := []fyne.CanvasObject{kit.NewChip(parts.TypeIcon(c), parts.TypeName(t, c), parts.TypeTone(c)).Large()}
	if last, ok := k.last(); ok && last.Verdict().Answered > 0 {
		row = append(row, kit.Grow(kit.NewText(t.T("card.type.mean", "Mean", t.Decimal(last.Verdict().Mean, 2)), kit.Dense, kit.Text2).Shrinks()))
	}
	line := kit.HBox(8, row...)
	was, ok := k.before()
	if !ok {
		return line
	}
	drift := t.T("card.type.drift", "Was", strings.ToLower(parts.TypeShort(t, was.Type())), "Now", strings.ToLower(parts.TypeShort(t, c)))
	return kit.VBox(6, line, beside(driftIcon(was.Type(), c), kit.Text3, kit.NewWrap(drift, kit.Dense, kit.Text2, 2)))
}

// driftIcon shows whether the relationship came closer or grew looser.
func driftIcon(was, now crm.RelType) string {
	if closeness(now) > closeness(was) {
		return "tup"
	}
	return "tdn"
}

func closeness(r crm.RelType) int {
	for i, x := range crm.RelTypes {
		if x == r {
			return i + 1
		}
	}
	return 0
}

// chosenLine says why the owner overruled the answers; nothing when he did not.
func chosenLine(t *text.Tongue, a crm.TypeAssessment) string {
	if a.Chosen == "" || a.Reason == "" {
		return ""
	}
	return t.T("card.type.chosen", "Reason", a.Reason)
}

// historyPoints are the means of the assessments that have answers, oldest first.
func historyPoints(t *text.Tongue, list []crm.TypeAssessment) []kit.HistoryPoint {
	var points []kit.HistoryPoint
	for _, a := range list {
		v := a.Verdict()
		if v.Answered == 0 {
			continue
		}
		p := kit.HistoryPoint{Value: v.Mean, Figure: t.Decimal(v.Mean, 2), Fill: parts.TypeTone(a.Type()).Fill}
		if day, ok := a.Day.Time(); ok {
			p.Caption = t.MonthShort(day)
		}
		points = append(points, p)
	}
	return points
}

// beside puts an icon beside the first line of a text.
func beside(icon string, token kit.Token, text fyne.CanvasObject) fyne.CanvasObject {
	return kit.HFill(8, kit.VBox(0, kit.Pad(kit.NewGlyph(icon, token, 14), 0, 1, 0, 0)), kit.Grow(text))
}

// adviceList is how to work with clients of a type.
func adviceList(t *text.Tongue, r crm.RelType) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for i := range adviceLines {
		key := "crm.advice." + r.Word() + "." + string(rune('1'+i))
		if t.Has(key) {
			rows = append(rows, beside("bulb", parts.TypeTone(r).Ink, kit.NewWrap(t.T(key), kit.Dense, kit.Text2, 0)))
		}
	}
	return kit.VBox(6, rows...)
}

// dayWords writes a day of the records, and what is no day as it stands.
func dayWords(t *text.Tongue, d crm.Day) string {
	if day, ok := d.Time(); ok {
		return t.Date(day)
	}
	return string(d)
}
