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
	st := newStand(t, text.RU, true)
	st.card(st.named(cedar), "")
	st.wantSeen(cedar, "Деловые отношения", "ООО «Кедровый Двор», Лесогорск", "ведёт Павел Жданов", "5. Клиент", "спуск с 6-й", "высшая стадия",
		"мар 2025 – окт 2026", "среднее 1,86", "+7 900 000-46-15", "Ноябрь 2026", "Звонок: Ольга Лапина, 12 мин", "Датчики и автоматика «Озёрный»",
		"Отправлено на", "Нынешние поставщики", "Позвонить Ремизову, сегодня")
	st.well()
}

func TestCardOfABareClient(t *testing.T) {
	for _, lang := range text.Langs {
		st := newStand(t, lang, false)
		c, err := st.desk.SaveClient(t.Context(), nil, crm.Client{Name: "Новый"})
		if err != nil {
			t.Fatal(err)
		}
		s := st.card(c.ID, "")
		for _, tab := range tabs {
			s.middle.choose(tab)
		}
		s.middle.choose(tabPeople)
		st.wantSeen("Новый", st.env.T.T("card.facts.none"), st.env.T.T("card.people.empty"), st.env.T.T("crm.type.none"), st.env.T.T("card.offers.none"))
		st.well()
	}
}

func TestCardFitsEverySize(t *testing.T) {
	st := newStand(t, text.UK, true)
	s := st.card(st.interesting(""), "record")
	for _, size := range []fyne.Size{{Width: 1100, Height: 700}, {Width: 1360, Height: 860}, {Width: 1900, Height: 1000}} {
		st.window.Resize(size)
		if got := st.window.Canvas().Size(); got != size {
			t.Errorf("the window wants %v where it has %v", got, size)
		}
		three := size.Width-rail-32 >= threeFrom
		if s.right.folded == three {
			t.Errorf("%v: three columns %v", size, !s.right.folded)
		}
	}
}

func TestCardOfAClientThatIsGone(t *testing.T) {
	st := newStand(t, text.RU, true)
	id := st.named(cedar)
	st.card(id, "")
	if err := st.desk.RemoveClient(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	st.wantSeen("Этого клиента больше нет")
	st.press("К списку клиентов")
	if len(st.replaced) != 1 || st.replaced[0].Room != route.Clients {
		t.Errorf("went to %v", st.replaced)
	}
	if _, err := st.desk.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	st.wantSeen("Ольга Лапина")
	st.well()
}

func TestHeadLeadsOn(t *testing.T) {
	st := newStand(t, text.RU, true)
	id := st.named(cedar)
	s := st.card(id, "")
	st.press("Новое КП")
	st.press("Оценить заново")
	st.key(fyne.KeyF2)
	want := []route.Route{{Room: route.Offer, Client: id}, {Room: route.Assess, Client: id}, {Room: route.Form, Client: id}}
	if len(st.went) != len(want) {
		t.Fatalf("went to %v", st.went)
	}
	for i := range want {
		if st.went[i] != want[i] {
			t.Errorf("went to %v, want %v", st.went[i], want[i])
		}
	}
	s.head.openMore()
	st.wantSeen("История изменений", "Удалить клиента", "На стадию «Партнёр»")
}

func TestStepperMoves(t *testing.T) {
	st := newStand(t, text.RU, true)
	id := st.named(cedar)
	s := st.card(id, "")
	st.window.Canvas().Focus(s.head.stepper)
	st.key(fyne.KeyRight)
	st.key(fyne.KeyReturn)
	c, err := st.desk.Client(t.Context(), id)
	if err != nil || c.Rung != crm.Supporter {
		t.Fatalf("rung %v, %v", c.Rung, err)
	}
	st.wantSeen("Стадия: «Сторонник»", "Была «Клиент».")
	if st.sees("спуск с 6-й") {
		t.Error("the fall is still told")
	}
	st.well()
}

func TestEndedRelationship(t *testing.T) {
	st := newStand(t, text.RU, true)
	id := st.named(cedar)
	if _, err := st.desk.MoveClient(t.Context(), id, crm.Ended, "rival", "ушли к дешёвому"); err != nil {
		t.Fatal(err)
	}
	s := st.card(id, "")
	st.wantSeen("прекращены", "спуск: Конкурент", "ушли к дешёвому", "с 24.11.2026")
	s.head.step(5)
	if c, err := st.desk.Client(t.Context(), id); err != nil || c.Rung != crm.Loyal {
		t.Errorf("back to %v, %v", c.Rung, err)
	}
}

func TestRemoveAsks(t *testing.T) {
	st := newStand(t, text.RU, true)
	id := st.named(cedar)
	s := st.card(id, "")
	s.askRemove()
	st.press("Отмена")
	if _, err := st.desk.Client(t.Context(), id); err != nil {
		t.Fatalf("removed without a yes: %v", err)
	}
	s.askRemove()
	st.press("Удалить")
	if _, err := st.desk.Client(t.Context(), id); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("still there: %v", err)
	}
	if len(st.replaced) != 1 || st.replaced[0].Room != route.Clients {
		t.Errorf("went to %v", st.replaced)
	}
}

func TestCopyFacts(t *testing.T) {
	st := newStand(t, text.RU, true)
	s := st.card(st.named(cedar), tabRequisites)
	s.copy("9876540259")
	if got := fyne.CurrentApp().Clipboard().Content(); got != "9876540259" {
		t.Errorf("clipboard holds %q", got)
	}
	st.press("Скопировать всё")
	if got := fyne.CurrentApp().Clipboard().Content(); !strings.Contains(got, "ИНН: 9876540259\nКПП: ") || len(st.said) != 2 {
		t.Errorf("clipboard holds %q, said %v", got, st.said)
	}
}

func TestRequisitesAreChecked(t *testing.T) {
	st := newStand(t, text.RU, false)
	c, err := st.desk.SaveClient(t.Context(), nil, crm.Client{Name: "А", Requisites: []crm.Requisites{{Country: "RU", INN: "9876540250", OGRN: "12"}}})
	if err != nil {
		t.Fatal(err)
	}
	st.card(c.ID, tabRequisites)
	st.wantSeen("Контрольная сумма ИНН не сходится", "В ОГРН")
}

func TestDossier(t *testing.T) {
	st := newStand(t, text.RU, true)
	s := st.card(st.named(cedar), "")
	s.Print()
	st.wantSeen("С личными заметками о людях")
	st.press("Сделать PDF")
	st.well()
	if len(st.opened) != 1 || filepath.Dir(st.opened[0]) != st.out {
		t.Fatalf("opened %v", st.opened)
	}
	body, err := os.ReadFile(st.opened[0])
	if err != nil || !strings.HasPrefix(string(body), "%PDF") {
		t.Errorf("the file: %.20q, %v", body, err)
	}
	if len(st.said) != 1 || !strings.Contains(st.said[0], filepath.Base(st.opened[0])) {
		t.Errorf("said %v", st.said)
	}
}

func TestNotesAreEditedInPlace(t *testing.T) {
	st := newStand(t, text.RU, true)
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
	st.press("Остаться")
	manners.save()
	if c, err := st.desk.Client(t.Context(), id); err != nil || c.Manners != "Только письмом." {
		t.Errorf("kept %q, %v", c.Manners, err)
	}
	st.wantSeen("Только письмом.")
	s.Leave(func() { left = true })
	if !left {
		t.Error("asked about a saved note")
	}
	manners.start()
	manners.area.SetText("Иначе.")
	s.Leave(func() {})
	st.press("Сохранить")
	if c, err := st.desk.Client(t.Context(), id); err != nil || c.Manners != "Иначе." {
		t.Errorf("kept %q, %v", c.Manners, err)
	}
	st.well()
}

func TestLongNoteIsReadOnPages(t *testing.T) {
	st := newStand(t, text.RU, false)
	long := strings.Repeat("Слово и дело. ", 8000)
	c, err := st.desk.SaveClient(t.Context(), nil, crm.Client{Name: strings.Repeat("Длинное имя ", 800), Notes: long})
	if err != nil {
		t.Fatal(err)
	}
	st.card(c.ID, "")
	st.wantSeen("Читать целиком")
	readText(st.env.T, "Заметки", long)
	st.wantSeen("1 из 2")
	st.press("Далее")
	st.wantSeen("2 из 2")
	st.press("Закрыть")
	if st.modal() {
		t.Error("the reader stays")
	}
	st.well()
}

func TestRoutes(t *testing.T) {
	st := newStand(t, text.RU, true)
	id := st.named(cedar)
	for _, tab := range tabs {
		if s := st.card(id, tab); s.middle.tab() != tab {
			t.Errorf("asked for %q, shown %q", tab, s.middle.tab())
		}
	}
	s := st.card(id, "record")
	if !s.middle.entry.unfolded || st.window.Canvas().Focused() != fyne.Focusable(s.middle.entry.said) {
		t.Error("the entry is not open")
	}
	s.Changed(crm.News{})
	if err := st.desk.RemoveContact(t.Context(), s.known.people[0].ID); err != nil {
		t.Fatal(err)
	}
	if !s.middle.entry.unfolded || len(s.known.people) != 3 {
		t.Error("an act elsewhere folded the entry")
	}
}

func TestCardIsLeftAsItWas(t *testing.T) {
	st := newStand(t, text.RU, true)
	id := st.named(cedar)
	s := st.card(id, "")
	s.middle.choose(tabOffers)
	was := s.State()
	s.Hide()
	again := New(st.env, st.desk)
	again.loader.Sync, again.keeper.Sync = true, true
	again.Restore(was)
	st.show(again, route.Route{Room: route.Card, Client: id})
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
	st := newStand(t, text.RU, true)
	id := st.named(cedar)
	s := New(st.env, broken{st.desk})
	s.loader.Sync, s.keeper.Sync = true, true
	st.show(s, route.Route{Room: route.Card, Client: id})
	if len(st.failed) != 1 || !errors.Is(st.failed[0], errBroken) {
		t.Fatalf("told %v", st.failed)
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
	st := newStand(t, text.RU, false)
	c, err := st.desk.SaveClient(t.Context(), nil, crm.Client{Name: "Толпа"})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 60 {
		if _, err := st.desk.SaveContact(t.Context(), nil, crm.Contact{Client: c.ID, Name: "Человек " + parts.ID(int64(i)), Notes: strings.Repeat("ы", 500)}); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 3*feedPage + 7 {
		at := crm.At(today.Add(-time.Duration(i) * 30 * time.Hour))
		if _, err := st.desk.Record(t.Context(), nil, crm.Interaction{Client: c.ID, Way: "call", Direction: crm.Out, When: at, Said: "Разговор " + parts.ID(int64(i))}); err != nil {
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
	st.wantSeen("Человек 0")
	s.Find()
	test.Type(s.middle.people.filter, "век 59")
	if got := s.middle.people.matching(); len(got) != 1 {
		t.Errorf("%d people match", len(got))
	}
	st.wantSeen("Человек 59")
	st.well()
}

// TestCardLoadsInTheBackground shows a card through the loader of the program.
func TestCardLoadsInTheBackground(t *testing.T) {
	st := newStand(t, text.RU, true)
	s := New(st.env, st.desk)
	st.show(s, route.Route{Room: route.Card, Client: st.named(cedar), Sub: tabHistory})
	if !kit.WaitIdle(20 * time.Second) {
		t.Fatal("still loading")
	}
	st.wantSeen(cedar, "Создана демонстрационная фирма")
	s.Hide()
	st.well()
}
