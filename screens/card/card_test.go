package card

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

var (
	_ parts.Screen     = (*Screen)(nil)
	_ parts.Leaver     = (*Screen)(nil)
	_ parts.Maker      = (*Screen)(nil)
	_ parts.Saver      = (*Screen)(nil)
	_ parts.Printer    = (*Screen)(nil)
	_ parts.Finder     = (*Screen)(nil)
	_ parts.KeyTaker   = (*Screen)(nil)
	_ parts.Rememberer = (*Screen)(nil)
	_ parts.Keeper     = (*Screen)(nil)

	_ parts.Screen   = (*Assess)(nil)
	_ parts.Leaver   = (*Assess)(nil)
	_ parts.Saver    = (*Assess)(nil)
	_ parts.KeyTaker = (*Assess)(nil)
	_ parts.Keeper   = (*Assess)(nil)
)

const cedar = "Кедровый Двор"

func TestCardShowsTheClient(t *testing.T) {
	st := newRig(t, text.RU, true)
	st.card(st.named(cedar), "")
	st.WantSeen(cedar, "Деловые отношения", "ООО «Кедровый Двор», Лесогорск", "ведёт Павел Жданов", "5. Клиент", "спуск с 6-й", "высшая стадия",
		"мар 2025 – окт 2026", "среднее 1,86", "+7 900 000-46-15", "Ноябрь 2026", "Звонок: Ольга Лапина, 12 мин", "Датчики и автоматика «Озёрный»",
		"Отправлено на", "Нынешние поставщики", "Позвонить Ремизову, сегодня")
	st.Well()
}

func TestCardOfABareClient(t *testing.T) {
	for _, lang := range text.Langs {
		st := newRig(t, lang, false)
		c, err := st.Desk.SaveClient(t.Context(), nil, crm.Client{Name: "Новый"})
		if err != nil {
			t.Fatal(err)
		}
		s := st.card(c.ID, "")
		for _, tab := range tabs {
			s.middle.choose(tab)
		}
		s.middle.choose(tabPeople)
		st.WantSeen("Новый", st.Env.T.T("card.facts.none"), st.Env.T.T("card.people.empty"), st.Env.T.T("crm.type.none"), st.Env.T.T("card.offers.none"))
		st.Well()
	}
}

func TestCardFitsEverySize(t *testing.T) {
	st := newRig(t, text.UK, true)
	s := st.card(st.interesting(""), "record")
	for _, size := range []fyne.Size{{Width: 1100, Height: 700}, {Width: 1360, Height: 860}, {Width: 1900, Height: 1000}} {
		st.Window.Resize(size)
		if got := st.Window.Canvas().Size(); got != size {
			t.Errorf("the window wants %v where it has %v", got, size)
		}
		three := size.Width-kit.RailWidth-32 >= threeFrom
		if s.right.folded == three {
			t.Errorf("%v: three columns %v", size, !s.right.folded)
		}
	}
}

func TestCardOfAClientThatIsGone(t *testing.T) {
	st := newRig(t, text.RU, true)
	id := st.named(cedar)
	st.card(id, "")
	if err := st.Desk.RemoveClient(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	st.WantSeen("Этого клиента больше нет")
	st.Press("К списку клиентов")
	if len(st.Replaced) != 1 || st.Replaced[0].Room != route.Clients {
		t.Errorf("went to %v", st.Replaced)
	}
	if _, err := st.Desk.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	st.WantSeen("Ольга Лапина")
	st.Well()
}

func TestHeadLeadsOn(t *testing.T) {
	st := newRig(t, text.RU, true)
	id := st.named(cedar)
	s := st.card(id, "")
	st.Press("Новое КП")
	st.Press("Оценить заново")
	st.Keys(fyne.KeyF2)
	want := []route.Route{{Room: route.Offer, Client: id}, {Room: route.Assess, Client: id}, {Room: route.Form, Client: id}}
	if len(st.Went) != len(want) {
		t.Fatalf("went to %v", st.Went)
	}
	for i := range want {
		if st.Went[i] != want[i] {
			t.Errorf("went to %v, want %v", st.Went[i], want[i])
		}
	}
	s.head.openMore()
	st.WantSeen("История изменений", "Удалить клиента", "На стадию «Партнёр»")
}

func TestStepperMoves(t *testing.T) {
	st := newRig(t, text.RU, true)
	id := st.named(cedar)
	s := st.card(id, "")
	st.Window.Canvas().Focus(s.head.stepper)
	st.Keys(fyne.KeyRight)
	st.Keys(fyne.KeyReturn)
	c, err := st.Desk.Client(t.Context(), id)
	if err != nil || c.Rung != crm.Supporter {
		t.Fatalf("rung %v, %v", c.Rung, err)
	}
	st.WantSeen("Стадия: «Сторонник»", "Была «Клиент».")
	if st.Sees("спуск с 6-й") {
		t.Error("the fall is still told")
	}
	st.Well()
}

func TestEndedRelationship(t *testing.T) {
	st := newRig(t, text.RU, true)
	id := st.named(cedar)
	if _, err := st.Desk.MoveClient(t.Context(), id, crm.Ended, "rival", "ушли к дешёвому"); err != nil {
		t.Fatal(err)
	}
	s := st.card(id, "")
	st.WantSeen("прекращены", "спуск: Конкурент", "ушли к дешёвому", "с 24.11.2026")
	s.head.step(5)
	if c, err := st.Desk.Client(t.Context(), id); err != nil || c.Rung != crm.Loyal {
		t.Errorf("back to %v, %v", c.Rung, err)
	}
}

func TestRemoveAsks(t *testing.T) {
	st := newRig(t, text.RU, true)
	id := st.named(cedar)
	s := st.card(id, "")
	s.askRemove()
	st.Press("Отмена")
	if _, err := st.Desk.Client(t.Context(), id); err != nil {
		t.Fatalf("removed without a yes: %v", err)
	}
	s.askRemove()
	st.Press("Удалить")
	if _, err := st.Desk.Client(t.Context(), id); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("still there: %v", err)
	}
	if len(st.Replaced) != 1 || st.Replaced[0].Room != route.Clients {
		t.Errorf("went to %v", st.Replaced)
	}
}

func TestCopyFacts(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := st.card(st.named(cedar), tabRequisites)
	s.copy("9876540259")
	if got := fyne.CurrentApp().Clipboard().Content(); got != "9876540259" {
		t.Errorf("clipboard holds %q", got)
	}
	st.Press("Скопировать всё")
	if got := fyne.CurrentApp().Clipboard().Content(); !strings.Contains(got, "ИНН: 9876540259\nКПП: ") || len(st.Said) != 2 {
		t.Errorf("clipboard holds %q, said %v", got, st.Said)
	}
}

func TestRequisitesAreChecked(t *testing.T) {
	st := newRig(t, text.RU, false)
	c, err := st.Desk.SaveClient(t.Context(), nil, crm.Client{Name: "А", Requisites: []crm.Requisites{{Country: "RU", INN: "9876540250", OGRN: "12"}}})
	if err != nil {
		t.Fatal(err)
	}
	st.card(c.ID, tabRequisites)
	st.WantSeen("Контрольная сумма ИНН не сходится", "В ОГРН")
}

func TestDossier(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := st.card(st.named(cedar), "")
	s.Print()
	st.WantSeen("С личными заметками о людях")
	st.Press("Сделать PDF")
	st.Well()
	if len(st.Opened) != 1 || filepath.Dir(st.Opened[0]) != st.out {
		t.Fatalf("opened %v", st.Opened)
	}
	body, err := os.ReadFile(st.Opened[0])
	if err != nil || !strings.HasPrefix(string(body), "%PDF") {
		t.Errorf("the file: %.20q, %v", body, err)
	}
	if len(st.Said) != 1 || !strings.Contains(st.Said[0], filepath.Base(st.Opened[0])) {
		t.Errorf("said %v", st.Said)
	}
}

func TestNotesAreEditedInPlace(t *testing.T) {
	st := newRig(t, text.RU, true)
	id := st.named(cedar)
	s := st.card(id, "")
	manners := s.notes.editors[1]
	manners.start()
	test.Type(manners.area, "И ещё. ")
	manners.area.SetText("Только письмом.")
	left := false
	s.Leave(func() { left = true })
	if left || !st.modal() {
		t.Fatal("left with a changed note")
	}
	st.Press("Остаться")
	manners.save()
	if c, err := st.Desk.Client(t.Context(), id); err != nil || c.Manners != "Только письмом." {
		t.Errorf("kept %q, %v", c.Manners, err)
	}
	st.WantSeen("Только письмом.")
	s.Leave(func() { left = true })
	if !left {
		t.Error("asked about a saved note")
	}
	manners.start()
	manners.area.SetText("Иначе.")
	s.Leave(func() {})
	st.Press("Сохранить")
	if c, err := st.Desk.Client(t.Context(), id); err != nil || c.Manners != "Иначе." {
		t.Errorf("kept %q, %v", c.Manners, err)
	}
	st.Well()
}

func TestLongNoteIsReadOnPages(t *testing.T) {
	st := newRig(t, text.RU, false)
	long := strings.Repeat("Слово и дело. ", 8000)
	c, err := st.Desk.SaveClient(t.Context(), nil, crm.Client{Name: strings.Repeat("Длинное имя ", 800), Notes: long})
	if err != nil {
		t.Fatal(err)
	}
	st.card(c.ID, "")
	st.WantSeen("Читать целиком")
	readText(st.Env.T, "Заметки", long)
	st.WantSeen("1 из 2")
	st.Press("Далее")
	st.WantSeen("2 из 2")
	st.Press("Закрыть")
	if st.modal() {
		t.Error("the reader stays")
	}
	st.Well()
}

func TestRoutes(t *testing.T) {
	st := newRig(t, text.RU, true)
	id := st.named(cedar)
	for _, tab := range tabs {
		if s := st.card(id, tab); s.middle.tab() != tab {
			t.Errorf("asked for %q, shown %q", tab, s.middle.tab())
		}
	}
	s := st.card(id, "record")
	if !s.middle.entry.unfolded || st.Window.Canvas().Focused() != fyne.Focusable(s.middle.entry.said) {
		t.Error("the entry is not open")
	}
	s.Changed(crm.News{})
	if err := st.Desk.RemoveContact(t.Context(), s.known.people[0].ID); err != nil {
		t.Fatal(err)
	}
	if !s.middle.entry.unfolded || len(s.known.people) != 3 {
		t.Error("an act elsewhere folded the entry")
	}
}

func TestCardIsLeftAsItWas(t *testing.T) {
	st := newRig(t, text.RU, true)
	id := st.named(cedar)
	s := st.card(id, "")
	s.middle.choose(tabOffers)
	was := s.State()
	s.Hide()
	again := New(st.Env, st.Desk)
	again.loader.Sync, again.keeper.Sync = true, true
	again.Restore(was)
	st.Open(again, route.Route{Room: route.Card, Client: id})
	if again.middle.tab() != tabOffers {
		t.Errorf("shown %q", again.middle.tab())
	}
	other := st.named("Верфь Осетрова")
	again.Show(route.Route{Room: route.Card, Client: other})
	if again.middle.tab() != tabFeed || again.known.client.ID != other {
		t.Error("another client takes over the tab")
	}
}

func TestErrorsAreTold(t *testing.T) {
	st := newRig(t, text.RU, true)
	id := st.named(cedar)
	s := New(st.Env, broken{st.Desk})
	s.loader.Sync, s.keeper.Sync = true, true
	st.Open(s, route.Route{Room: route.Card, Client: id})
	if len(st.Failed) != 1 || !errors.Is(st.Failed[0], errBroken) {
		t.Fatalf("told %v", st.Failed)
	}
	if s.known != nil {
		t.Error("something is shown")
	}
	s.New()
	s.Save()
	s.Print()
	s.Find()
	s.KeepDraft()
	if s.Key(&fyne.KeyEvent{Name: fyne.KeyEscape}) {
		t.Error("took a key with nothing to do")
	}
}

// TestManyPeopleAndContacts opens a crowded card.
func TestManyPeopleAndContacts(t *testing.T) {
	st := newRig(t, text.RU, false)
	c, err := st.Desk.SaveClient(t.Context(), nil, crm.Client{Name: "Толпа"})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 60 {
		if _, err := st.Desk.SaveContact(t.Context(), nil, crm.Contact{Client: c.ID, Name: "Человек " + parts.ID(int64(i)), Notes: strings.Repeat("ы", 500)}); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 3*feedPage + 7 {
		at := crm.At(today.Add(-time.Duration(i) * 30 * time.Hour))
		if _, err := st.Desk.Record(t.Context(), nil, crm.Interaction{Client: c.ID, Way: "call", Direction: crm.Out, When: at, Said: "Разговор " + parts.ID(int64(i))}); err != nil {
			t.Fatal(err)
		}
	}
	s := st.card(c.ID, "")
	f := s.middle.feed
	for range 4 {
		f.timeline.ScrollTo(eventKey(int64(f.last.ID), ofInteraction))
	}
	if f.count != 3*feedPage+7 || len(f.events) != f.count {
		t.Errorf("%d read, %d events", f.count, len(f.events))
	}
	s.middle.choose(tabPeople)
	st.WantSeen("Человек 0")
	s.Find()
	test.Type(s.middle.people.filter, "век 59")
	if got := s.middle.people.matching(); len(got) != 1 {
		t.Errorf("%d people match", len(got))
	}
	st.WantSeen("Человек 59")
	st.Well()
}

// TestCardLoadsInTheBackground shows a card through the loader of the program.
func TestCardLoadsInTheBackground(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := New(st.Env, st.Desk)
	st.Open(s, route.Route{Room: route.Card, Client: st.named(cedar), Sub: tabHistory})
	if !kit.WaitIdle(20 * time.Second) {
		t.Fatal("still loading")
	}
	st.WantSeen(cedar, "Создана демонстрационная фирма")
	s.Hide()
	st.Well()
}
