package card

import (
	"context"
	"encoding/json"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// Assessor is what the assessment needs of the desk.
type Assessor interface {
	Client(ctx context.Context, id crm.ClientID) (crm.Client, error)
	Moves(ctx context.Context, client crm.ClientID) ([]crm.Move, error)
	TypeAssessments(ctx context.Context, client crm.ClientID) ([]crm.TypeAssessment, error)
	AssessType(ctx context.Context, a crm.TypeAssessment) (crm.TypeAssessment, error)
	Drafts
}

// Assess is the questionnaire of the type of one client's relationship.
type Assess struct {
	env    *parts.Env
	desk   Assessor
	loader kit.Loader
	keeper kit.Loader
	drafts parts.Undrafted

	id     crm.ClientID
	shown  bool
	ready  bool
	client crm.Client
	moves  []crm.Move
	before []crm.TypeAssessment // oldest first
	start  crm.TypeAssessment   // as the questionnaire stood when it was opened
	kept   bool                 // there is a draft in the base
	saving bool

	save, keep, drop *kit.Button
	head             *fyne.Container
	table            *questions
	aside            *verdict
	body             *fyne.Container
	object           fyne.CanvasObject
}

// NewAssess builds the screen; it loads nothing.
func NewAssess(env *parts.Env, d Assessor) *Assess {
	s := &Assess{env: env, desk: d}
	t := env.T
	s.save = kit.NewButton(kit.Primary, t.T("text.save"), s.Save).WithIcon("check").WithTip(parts.CommandKey("S"))
	s.keep = kit.NewButton(kit.Plain, t.T("card.assess.keep"), func() { s.askReason(s.client.Type) })
	s.drop = kit.NewButton(kit.Ghost, t.T("card.assess.cancel"), s.giveUp)
	back := kit.NewIconButton("left", t.T("text.back"), env.Back)
	title := kit.NewText(t.T("card.assess.title"), kit.Heading|kit.Bold, kit.Text).Shrinks()
	s.head = kit.HBox(8, back, kit.Grow(kit.Pad(title, 4, 0, 0, 0)), s.drop, s.keep, s.save)
	top := kit.Pad(s.head, 16, 12, 16, 12)
	s.table, s.aside = newQuestions(s), newVerdict(s)
	s.body = container.New(&assessLayout{s.table.arrange}, s.table.object, s.aside.column.object)
	s.body.Hide()
	s.object = container.NewBorder(container.NewVBox(top), nil, nil, nil, kit.Pad(s.body, 16, 0, 16, 16))
	return s
}

// assessLayout puts the result beside the questions.
type assessLayout struct{ arrange func(narrow bool) }

// narrowTable is the width of the questions below which the answers stand under what is asked, in units.
const narrowTable float32 = 780

func (l *assessLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(560+columnGap+280, 240)
}

func (l *assessLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := min(max(size.Width*0.325, 290), 440)
	l.arrange(size.Width-w-columnGap < narrowTable)
	put(o[0], 0, size.Width-w-columnGap, size.Height)
	put(o[1], size.Width-w, w, size.Height)
}

// Object is the screen as drawn.
func (s *Assess) Object() fyne.CanvasObject { return s.object }

// Show loads the client of the route and what was left unfinished.
func (s *Assess) Show(to route.Route) {
	if to.Client != s.id {
		s.ready = false
		s.body.Hide()
	}
	s.id, s.shown = to.Client, true
	s.load()
}

// sheet is what the questionnaire reads.
type sheet struct {
	client crm.Client
	moves  []crm.Move
	before []crm.TypeAssessment
	draft  []byte
}

func (s *Assess) load() {
	id := s.id
	kit.Load(&s.loader, "assess", func(ctx context.Context) (sheet, error) {
		var h sheet
		var err error
		if h.client, err = s.desk.Client(ctx, id); err != nil {
			return h, err
		}
		if h.moves, err = s.desk.Moves(ctx, id); err != nil {
			return h, err
		}
		if h.before, err = s.desk.TypeAssessments(ctx, id); err != nil {
			return h, err
		}
		if d, err := s.desk.Draft(ctx, assessKey(id)); err == nil {
			h.draft = d.Body
		}
		return h, nil
	}, func(h sheet, err error) {
		if err != nil {
			s.env.Fail(err)
			return
		}
		s.take(h)
	})
}

func (s *Assess) take(h sheet) {
	first := !s.ready
	s.client, s.moves, s.before, s.ready = h.client, h.moves, h.before, true
	s.table.drawHead()
	if first {
		s.begin(h.draft)
	}
	s.refresh()
	s.body.Show()
}

// begin shows what was left unfinished, or the conditions as last met and no answers.
func (s *Assess) begin(body []byte) {
	s.start = crm.TypeAssessment{Client: s.id, Day: crm.DayOf(s.env.Now())}
	if n := len(s.before); n > 0 {
		s.start.Gate = s.before[n-1].Gate
	}
	now := s.start
	var kept crm.TypeAssessment
	s.kept = len(body) > 0 && json.Unmarshal(body, &kept) == nil && kept.Client == s.id
	if s.kept {
		now = kept
	}
	s.table.fill(now)
	s.aside.fill(now.Gate)
	s.table.toFirstOpen()
}

// answers is the assessment as the screen has it now.
func (s *Assess) answers() crm.TypeAssessment {
	a := s.table.read(s.start)
	a.Gate = s.aside.gate()
	return a
}

func (s *Assess) changed() bool { return s.ready && s.answers() != s.start }

// touched is called after every change the user makes.
func (s *Assess) touched() {
	s.refresh()
	s.keeper.Debounce("draft", draftPause, func() { s.keepAnswers(false) })
}

// refresh shows what the answers come to.
func (s *Assess) refresh() {
	t, a := s.env.T, s.answers()
	v := a.Verdict()
	differs := v.Type != "" && v.Type != s.client.Type
	s.save.SetEnabled(v.Type != "" && !s.saving && !s.table.wrongDay())
	word := "text.save"
	if differs && s.client.Type != "" {
		word = "card.assess.save.change"
	}
	s.save.SetLabel(t.T(word))
	s.keep.Hidden = s.client.Type == "" || !differs && (v.Type != "" || v.Answered == 0)
	s.head.Refresh() // laid out anew with the buttons it has now
	s.table.drawFoot(v.Answered)
	s.aside.draw(a, v)
}

// Changed reads the client anew when it was changed elsewhere.
func (s *Assess) Changed(n crm.News) {
	if s.shown && n.Touches(s.id) {
		s.load()
	}
}

// Hide keeps what was answered and drops the work under way.
func (s *Assess) Hide() {
	if !s.shown {
		return
	}
	s.KeepDraft()
	s.shown, s.ready = false, false
	s.loader.Cancel()
}

func assessKey(id crm.ClientID) string { return "assess:" + parts.ID(id) }

// KeepDraft keeps the answers, however the program ends.
func (s *Assess) KeepDraft() { s.keepAnswers(true) }

func (s *Assess) keepAnswers(now bool) {
	changed := s.changed()
	if !s.ready || !changed && !s.kept {
		return
	}
	s.kept = changed
	var body []byte
	if changed {
		body, _ = json.Marshal(s.answers()) // plain values always marshal
	}
	keepDraft(s.env, &s.keeper, &s.drafts, s.desk, assessKey(s.id), body, now)
}

// forget puts the questionnaire back to how it was opened and drops the draft.
func (s *Assess) forget() {
	s.table.fill(s.start)
	s.aside.fill(s.start.Gate)
	s.keepAnswers(true)
	s.refresh()
}

// giveUp leaves without saving; what was answered is asked about by Leave.
func (s *Assess) giveUp() { s.env.Back() }

// Leave asks what shall become of answers not saved.
func (s *Assess) Leave(leave func()) {
	if !s.changed() {
		leave()
		return
	}
	t := s.env.T
	m := kit.NewModal(t.T("card.assess.unsaved"), kit.NewWrap(t.T("card.assess.unsaved.ask"), kit.Body, kit.Text2, 0)).CancelButton(t.T("card.stay"))
	m.Width = 460
	m.Action(kit.Plain, t.T("card.unsaved.drop"), func() bool {
		s.forget()
		leave()
		return true
	})
	m.Action(kit.Primary, t.T("card.assess.later"), func() bool {
		leave()
		return true
	})
	m.Show()
}

// Save keeps the assessment and goes to the card; Ctrl+S asks for it.
func (s *Assess) Save() {
	if s.ready && s.answers().Verdict().Type != "" && !s.table.wrongDay() {
		s.write(s.answers())
	}
}

func (s *Assess) write(a crm.TypeAssessment) {
	if s.saving {
		return
	}
	s.saving = true
	id := s.id
	kit.Commit(&s.keeper, "save", func(ctx context.Context) (crm.TypeAssessment, error) { return s.desk.AssessType(ctx, a) },
		func(_ crm.TypeAssessment, err error) {
			s.saving = false
			if err != nil {
				s.env.Fail(err)
				return
			}
			if s.shown && s.id == id {
				s.forget()
				s.env.Replace(route.Route{Room: route.Card, Client: id})
			}
		})
}

// askReason keeps, or gives, a type against the answers: it asks why.
func (s *Assess) askReason(to crm.RelType) {
	t := s.env.T
	note := kit.NewTextArea(t.T("card.assess.reason.hint"), 3, t.T("parts.text.long"))
	form := kit.NewForm(1)
	form.Wide(kit.Left(kit.NewChip(parts.TypeIcon(to), parts.TypeName(t, to), parts.TypeTone(to)).Large()))
	form.Wide(kit.NewWrap(t.T("card.assess.overrule"), kit.Dense, kit.Text2, 0))
	form.Add(kit.Field{ID: "reason", Label: t.T("parts.type.reason"), Input: note, Check: func(v string) (kit.Level, string) {
		if strings.TrimSpace(v) == "" {
			return kit.Error, t.T("crm.type.reason")
		}
		return kit.Good, ""
	}})
	m := kit.NewModal(t.T("card.assess.own"), form).CancelButton(t.T("text.cancel"))
	m.Action(kit.Primary, t.T("text.save"), func() bool {
		if !form.Validate() {
			return false
		}
		a := s.answers()
		a.Chosen, a.Reason = to, strings.TrimSpace(note.Value())
		s.write(a)
		return true
	})
	m.StartWith(note).Show()
}

// Key answers the question at hand by 1, 2 and 3 and goes on by Enter; arrows go to other questions.
func (s *Assess) Key(ev *fyne.KeyEvent) bool {
	if !s.ready || s.typing() {
		return false
	}
	switch ev.Name {
	case fyne.Key1, fyne.Key2, fyne.Key3:
		s.table.answer(int(ev.Name[0] - '1'))
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		s.table.step(1)
	case fyne.KeyUp:
		s.table.step(-1)
	default:
		return false
	}
	return true
}

// typing reports whether the keyboard is in a field, where digits are digits.
func (s *Assess) typing() bool {
	f := s.env.Window.Canvas().Focused()
	return f == fyne.Focusable(s.table.grounds) || f == fyne.Focusable(s.table.day)
}
