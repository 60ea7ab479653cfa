package card

import (
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/route"
)

// yard is a client of the demo firm that was assessed several times.
const yard = "Верфь Осетрова"

// answer gives the answers by keyboard, Enter going to the next question.
func (st *rig) answer(s *Assess, answers ...int) {
	s.table.goTo(0)
	for _, n := range answers {
		st.Keys(fyne.KeyName(rune('0' + n)))
		st.Keys(fyne.KeyReturn)
	}
}

func (st *rig) lastAssessment(id crm.ClientID) (crm.TypeAssessment, int) {
	st.T.Helper()
	all, err := st.Desk.TypeAssessments(st.T.Context(), id)
	if err != nil {
		st.T.Fatal(err)
	}
	if len(all) == 0 {
		return crm.TypeAssessment{}, 0
	}
	return all[len(all)-1], len(all)
}

func TestAssessByKeyboard(t *testing.T) {
	st := newRig(t, text.RU, true)
	id := st.named(cedar)
	s := st.assess(id)
	st.WantSeen("Оценка типа отношений", cedar, "Отвечено 0 из 7", "Учёт интересов другой", "сейчас: деловые, 1,86", "Решить самому…")
	s.Save()
	if _, n := st.lastAssessment(id); n != 1 {
		t.Fatal("saved without answers")
	}
	st.answer(s, 1, 1, 1, 1)
	st.WantSeen("Отвечено 4 из 7")
	if s.save.Disabled() != true {
		t.Error("four answers can be saved")
	}
	st.Keys(fyne.KeyUp)
	if s.table.at != 3 {
		t.Errorf("at question %d", s.table.at+1)
	}
	st.answer(s, 1, 1, 1, 1, 1, 2, 1)
	s.table.grounds.SetText("Покупают раз в год")
	st.WantSeen("1,14", "Рыночный обмен", "Сохранить и сменить тип", "Тип изменится", "Оставить прежний тип")
	st.Press("Сохранить и сменить тип")
	st.Well()
	got, n := st.lastAssessment(id)
	if n != 2 || got.Answers != [7]int8{1, 1, 1, 1, 1, 2, 1} || got.Grounds != "Покупают раз в год" || got.Day != "2026-11-24" || got.Chosen != "" {
		t.Errorf("%d assessments, the last %+v", n, got)
	}
	if c, err := st.Desk.Client(t.Context(), id); err != nil || c.Type != crm.MarketExchange {
		t.Errorf("type %q, %v", c.Type, err)
	}
	if len(st.Replaced) != 1 || st.Replaced[0] != (route.Route{Room: route.Card, Client: id}) {
		t.Errorf("went to %v", st.Replaced)
	}
	if _, err := st.Desk.Draft(t.Context(), assessKey(id)); err == nil {
		t.Error("the draft of the saved answers is left")
	}
	st.card(id, "")
	st.WantSeen("Было: деловые. Стало: обмен.")
}

func TestGate(t *testing.T) {
	st := newRig(t, text.RU, true)
	id := st.named(cedar)
	s := st.assess(id)
	st.answer(s, 3, 3, 3, 3, 3, 3, 3)
	if v := s.answers().Verdict(); !v.GateShut || v.Type != crm.Business {
		t.Fatalf("%+v", v)
	}
	st.WantSeen("ворота закрыты", "Ответы говорят о стратегическом", "Для партнёрства дело клиента")
	s.aside.checks[0].Tapped(nil)
	st.WantSeen("Не хватает нового знания")
	s.aside.checks[2].Tapped(nil)
	st.WantSeen("ворота открыты", "Стратегическое партнёрство", "Условия выполнены")
	s.Save()
	if got, _ := st.lastAssessment(id); !got.Gate.Large || !got.Gate.Market || got.Gate.Innovation || got.Type() != crm.Strategic {
		t.Errorf("saved %+v", got)
	}
}

func TestKeepTheTypeAgainstTheAnswers(t *testing.T) {
	st := newRig(t, text.RU, true)
	id := st.named(cedar)
	s := st.assess(id)
	st.answer(s, 1, 1, 1, 1, 1, 1, 1)
	st.Press("Оставить прежний тип")
	st.Press("Сохранить")
	if _, n := st.lastAssessment(id); n != 1 || !st.modal() {
		t.Fatal("overruled without a reason")
	}
	st.WantSeen("напишите почему")
	st.Window.Canvas().Focused().TypedRune('Я')
	st.Press("Сохранить")
	st.Well()
	got, n := st.lastAssessment(id)
	if n != 2 || got.Chosen != crm.Business || got.Reason != "Я" || got.Answers[0] != 1 {
		t.Errorf("%d assessments, the last %+v", n, got)
	}
	if c, _ := st.Desk.Client(t.Context(), id); c.Type != crm.Business {
		t.Errorf("type %q", c.Type)
	}
}

func TestOwnTypeWithOpenQuestions(t *testing.T) {
	st := newRig(t, text.RU, true)
	id := st.named(cedar)
	s := st.assess(id)
	st.answer(s, 2, 2)
	if menu := s.aside.ownMenu(); len(menu) != 3 || !menu[1].Checked {
		t.Fatalf("%+v", menu)
	}
	s.aside.ownMenu()[2].Do()
	st.Window.Canvas().Focused().TypedRune('Ц')
	st.Press("Сохранить")
	if got, _ := st.lastAssessment(id); got.Type() != crm.Strategic || got.Answers[1] != 2 || got.Answers[2] != 0 {
		t.Errorf("saved %+v", got)
	}
	st.Well()
}

func TestLeavingTheAssessment(t *testing.T) {
	st := newRig(t, text.RU, true)
	id := st.named(yard)
	left := 0
	leave := func() { left++ }
	s := st.assess(id)
	s.Leave(leave)
	if left != 1 || st.modal() {
		t.Fatal("asked with nothing answered")
	}
	st.answer(s, 2, 3)
	s.Leave(leave)
	st.Press("Остаться")
	if left != 1 {
		t.Fatal("left though the user stays")
	}
	s.Leave(leave)
	st.Press("Отложить")
	s.Hide()
	if left != 2 {
		t.Fatal("not left")
	}
	again := st.assess(id)
	if a := again.answers(); a.Answers[0] != 2 || a.Answers[1] != 3 || again.table.at != 2 {
		t.Errorf("comes back with %+v at question %d", a, again.table.at+1)
	}
	again.Leave(leave)
	st.Press("Не сохранять")
	again.Hide()
	if left != 3 {
		t.Fatal("not left")
	}
	if third := st.assess(id); third.changed() {
		t.Errorf("thrown away answers come back: %+v", third.answers())
	}
	st.Well()
}

func TestDigitsInTheFieldsAreDigits(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := st.assess(st.named(yard))
	st.Window.Canvas().Focus(s.table.grounds)
	st.Keys(fyne.Key2)
	if s.answers().Answers[0] != 0 {
		t.Error("a digit typed as grounds answers a question")
	}
	s.table.day.SetText("когда-то")
	if !s.save.Disabled() {
		t.Error("a day that is none can be saved")
	}
}

func TestAssessInEveryLanguage(t *testing.T) {
	for _, lang := range text.Langs {
		st := newRig(t, lang, true)
		s := st.assess(st.interesting(""))
		for _, all := range []int{0, 1, 2} {
			for i := range crm.Questions {
				s.table.goTo(i)
				s.table.answer(all)
			}
		}
		for _, check := range s.aside.checks {
			if !check.Checked() {
				check.Tapped(nil)
			}
		}
		st.WantSeen(st.Env.T.T("card.gate.open"), st.Env.T.T("crm.advice.strategic.1"))
		for _, size := range []fyne.Size{{Width: 1100, Height: 700}, {Width: 1900, Height: 1000}} {
			st.Window.Resize(size)
			if got := st.Window.Canvas().Size(); got != size {
				t.Errorf("the window wants %v where it has %v", got, size)
			}
		}
		st.Well()
	}
}
