package card

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// questions is the card with the seven rows of answers.
type questions struct {
	s       *Assess
	rows    []*question
	at      int // the row the digits answer
	day     *kit.DateField
	grounds *kit.Entry
	who     *fyne.Container
	foot    *kit.Label
	heads   *fyne.Container
	frame   *fyne.Container
	scroll  *kit.ScrollMemory
	narrow  bool
	object  fyne.CanvasObject
}

// question is one row: what is asked, and three answers.
type question struct {
	group  *kit.OptionGroup
	cards  []*kit.OptionCard
	number *kit.Label
	mark   *kit.Ground
	asked  fyne.CanvasObject
	line   *fyne.Container
	object fyne.CanvasObject
}

// Measures of the table, in units: the width of what is asked, the height of the heads of the answers.
const (
	questionWidth float32 = 208
	headsHigh     float32 = 34
)

func newQuestions(s *Assess) *questions {
	q := &questions{s: s, who: container.NewStack()}
	t := s.env.T
	q.day = kit.NewDateField(t.Lang(), s.env.Now)
	q.day.OnInput(s.touched)
	q.grounds = kit.NewEntry(t.T("card.assess.grounds.hint")).OnType(func(string) { s.touched() })
	q.foot = kit.NewText("", kit.Dense, kit.Text2)
	box := kit.VBox(0)
	for i := range crm.Questions {
		row := q.newRow(i)
		q.rows = append(q.rows, row)
		box.Add(row.object)
		box.Add(kit.NewDivider())
	}
	box.Add(q.groundsRow())
	q.scroll = kit.NewScrollMemory(box)
	q.heads = container.NewStack(q.typeHeads())
	head := kit.VBox(0, q.who, kit.NewDivider(), q.heads, kit.NewDivider())
	keys := kit.HBox(6, kit.NewKeyHint("1"), kit.NewKeyHint("2"), kit.NewKeyHint("3"), kit.NewText(t.T("card.assess.keys.choose"), kit.Dense, kit.Text3),
		kit.NewKeyHint("Enter"), kit.NewText(t.T("card.assess.keys.next"), kit.Dense, kit.Text3))
	foot := kit.VBox(0, kit.NewDivider(), kit.Stack(kit.NewGround(kit.Sunken, 8), kit.Pad(kit.HBox(8, kit.Grow(q.foot), keys), 16, 10, 16, 10)))
	q.frame = container.NewBorder(head, foot, nil, nil, q.scroll)
	q.object = kit.NewBareCard(q.frame)
	return q
}

// drawHead shows who is assessed.
func (q *questions) drawHead() {
	t, c := q.s.env.T, q.s.client
	name := container.New(&headline{gap: 8}, kit.NewTipText(c.Name, kit.Heading|kit.Bold, kit.Text), kit.NewChip(parts.TypeIcon(c.Type), parts.TypeName(t, c.Type), parts.TypeTone(c.Type)).Large())
	var under []string
	for _, p := range []string{c.Industry, c.City} {
		if p != "" {
			under = append(under, p)
		}
	}
	if since := sinceWords(t, &known{client: c, moves: q.s.moves}); since != "" {
		under = append(under, since)
	}
	under = append(under, t.T("card.assess.stage", "Stage", parts.StageName(t, q.s.env.Lens(), c.Rung)))
	day := kit.HBox(10, kit.NewText(t.T("card.assess.day"), kit.Dense, kit.Text2), kit.Fixed(q.day, 136, kit.ControlHeight))
	row := kit.HBox(12, kit.NewAvatar(text.Initials(c.Name), parts.TypeTone(c.Type), 40),
		kit.Grow(kit.VBox(1, name, kit.NewTipText(joinDots(under), kit.Dense, kit.Text2))), day)
	q.who.Objects = []fyne.CanvasObject{kit.Pad(row, 16, 11, 16, 11)}
	q.frame.Refresh()
}

func joinDots(words []string) string {
	line := ""
	for i, w := range words {
		if i > 0 {
			line += " · "
		}
		line += w
	}
	return line
}

// answerColumns shares a row out between what is asked and the three answers.
func answerColumns(asked fyne.CanvasObject, answers ...fyne.CanvasObject) fyne.CanvasObject {
	middle := kit.Pad(kit.HBox(0, kit.Grow(asked)), 0, 0, 8, 0) // at its own height, in the middle of the row
	return kit.HFill(8, kit.Fixed(middle, questionWidth, 0), kit.Grow(kit.Columns(8, []float32{1, 1, 1}, answers...)))
}

// typeHeads are the heads of the three columns of answers.
func (q *questions) typeHeads() fyne.CanvasObject {
	t := q.s.env.T
	var heads []fyne.CanvasObject
	for _, r := range crm.RelTypes {
		heads = append(heads, kit.HBox(8, kit.NewGlyph(parts.TypeIcon(r), parts.TypeTone(r).Ink, 16),
			kit.Grow(kit.NewWrap(parts.TypeName(t, r), kit.Dense|kit.Bold, parts.TypeTone(r).Ink, 2))))
	}
	if q.narrow {
		return kit.Stack(kit.NewGround(kit.Sunken, 0), kit.Pad(kit.Fixed(kit.Columns(8, []float32{1, 1, 1}, heads...), 0, headsHigh), 16, 4, 16, 4))
	}
	asked := kit.Pad(kit.NewText(t.T("card.assess.traits"), kit.Dense, kit.Text3).Shrinks(), 20, 0, 0, 0)
	return kit.Stack(kit.NewGround(kit.Sunken, 0), kit.Pad(kit.Fixed(answerColumns(asked, heads...), 0, headsHigh), 16, 4, 16, 4))
}

func (q *questions) newRow(i int) *question {
	t, name := q.s.env.T, crm.Questions[i]
	row := &question{mark: kit.NewGround(kit.AccentFill, 0)}
	row.group = kit.NewOptionGroup(func(int) { q.s.touched() })
	var cards []fyne.CanvasObject
	for n, r := range crm.RelTypes {
		card := row.group.Answer(t.T("crm.a."+name+"."+string(rune('1'+n))), parts.TypeTone(r))
		card.OnFocus(func(gained bool) {
			if gained {
				q.goTo(i)
			}
		})
		row.cards = append(row.cards, card)
		cards = append(cards, card)
	}
	row.number = kit.NewText(string(rune('1'+i)), kit.Caption, kit.Text3)
	words := kit.VBox(1, kit.NewWrap(t.T("crm.trait."+name), kit.Body|kit.Bold, kit.Text, 2), kit.NewWrap(t.T("crm.q."+name), kit.Caption, kit.Text2, 3))
	row.asked = kit.HFill(0, kit.Fixed(kit.VBox(0, kit.Pad(row.number, 0, 2, 0, 0)), 20, 0), kit.Grow(words))
	row.mark.Hide()
	row.line = kit.Pad(answerColumns(row.asked, cards...), 16, 5, 16, 5)
	row.object = kit.Stack(kit.HFill(0, kit.Fixed(row.mark, 3, 0), kit.Spacer()), row.line)
	return row
}

// arrange puts what is asked beside the answers, or above them where there is little room.
func (q *questions) arrange(narrow bool) {
	if q.narrow == narrow {
		return
	}
	q.narrow = narrow
	for _, row := range q.rows {
		var cards []fyne.CanvasObject
		for _, c := range row.cards {
			cards = append(cards, c)
		}
		row.line.Objects = []fyne.CanvasObject{answerColumns(row.asked, cards...)}
		if narrow {
			row.line.Objects = []fyne.CanvasObject{kit.VBox(8, row.asked, kit.Columns(8, []float32{1, 1, 1}, cards...))}
		}
	}
	q.heads.Objects = []fyne.CanvasObject{q.typeHeads()}
	q.frame.Refresh()
	q.scroll.Refit()
}

func (q *questions) groundsRow() fyne.CanvasObject {
	t := q.s.env.T
	asked := kit.VBox(1, kit.NewText(t.T("card.assess.grounds"), kit.Body, kit.Text).Shrinks(), kit.NewWrap(t.T("card.assess.grounds.line"), kit.Caption, kit.Text2, 2))
	return kit.Pad(kit.HBox(8, kit.Fixed(kit.Pad(asked, 0, 0, 8, 0), questionWidth, 0), kit.Grow(q.grounds)), 16, 8, 16, 8)
}

// fill shows an assessment.
func (q *questions) fill(a crm.TypeAssessment) {
	for i, row := range q.rows {
		row.group.Choose(int(a.Answers[i]) - 1)
	}
	q.day.SetValue(string(a.Day))
	if q.grounds.Text != a.Grounds {
		q.grounds.SetValue(a.Grounds)
	}
}

// read is the assessment the rows hold; what they do not hold is taken from the other.
func (q *questions) read(a crm.TypeAssessment) crm.TypeAssessment {
	for i, row := range q.rows {
		a.Answers[i] = int8(row.group.Chosen() + 1)
	}
	if day, ok := q.day.Day(); ok {
		a.Day = crm.DayOf(day)
	}
	a.Grounds = q.grounds.Text
	return a
}

// wrongDay reports whether the day of the answers is no day.
func (q *questions) wrongDay() bool {
	_, ok := q.day.Day()
	return !ok
}

// toFirstOpen goes to the first question without an answer.
func (q *questions) toFirstOpen() {
	for i, row := range q.rows {
		if row.group.Chosen() < 0 {
			q.goTo(i)
			return
		}
	}
	q.goTo(0)
}

// goTo makes a row the one the digits answer.
func (q *questions) goTo(i int) {
	q.at = i
	for n, row := range q.rows {
		if n == i {
			row.mark.Show()
			row.number.SetToken(kit.Accent)
			row.number.SetStyle(kit.Caption | kit.Bold)
		} else {
			row.mark.Hide()
			row.number.SetToken(kit.Text3)
			row.number.SetStyle(kit.Caption)
		}
	}
	q.scroll.Reveal(q.rows[i].object)
}

// step goes so many rows on; the keyboard leaves the answer it was on, so that Enter does not choose one.
func (q *questions) step(by int) {
	q.s.env.Window.Canvas().Unfocus()
	q.goTo(min(max(q.at+by, 0), len(q.rows)-1))
}

// answer chooses an answer of the row at hand.
func (q *questions) answer(n int) {
	q.s.env.Window.Canvas().Unfocus()
	q.rows[q.at].group.Choose(n)
	q.goTo(q.at)
	q.s.touched()
}

// drawFoot says how many questions have an answer.
func (q *questions) drawFoot(answered int) {
	t := q.s.env.T
	q.foot.SetText(t.T("card.assess.answered", "A", t.Int(answered), "B", t.Int(len(crm.Questions))))
}
