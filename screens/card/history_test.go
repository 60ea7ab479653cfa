package card

import (
	"encoding/json"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

func TestHistoryInWords(t *testing.T) {
	st := newRig(t, text.RU, true)
	id := st.named(cedar)
	s := st.card(id, "")
	was := s.known.client
	now := was
	now.City, now.Notes, now.Tags = "Нижняя Гавань", was.Notes+"!", []string{"важный"}
	if _, err := st.Desk.SaveClient(t.Context(), &was, now); err != nil {
		t.Fatal(err)
	}
	if _, err := st.Desk.MoveClient(t.Context(), id, crm.Supporter, "trust", "вернулись"); err != nil {
		t.Fatal(err)
	}
	s.middle.choose(tabHistory)
	st.WantSeen("Изменён клиент «Кедровый Двор»", "Кедровый Двор: теперь «Сторонник»", "Создана демонстрационная фирма", "что изменилось")
	entries, err := st.Desk.History(t.Context(), "", int64(id), 100)
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, e := range entries[:3] {
		told = append(told, words{s}.change(e.Change)...)
	}
	all := strings.Join(told, "\n")
	for _, want := range []string{"Город: было «Лесогорск», стало «Нижняя Гавань»", "Метки: было «новый корпус, отсрочка», стало «важный»",
		"Стадия: было «Клиент», стало «Сторонник»", "Причина: Доверие и привязанность", "Пояснение: вернулись"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not told in\n%s", want, all)
		}
	}
	if _, err := st.Desk.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	st.WantSeen("Отменено: Кедровый Двор", "отменено")
	st.Well()
}

// Every change of every kind of record is told without a word missing, in all languages.
func TestEveryChangeIsTold(t *testing.T) {
	for _, lang := range text.Langs {
		st := newRig(t, lang, true)
		s := st.card(st.interesting(""), "")
		entries, err := st.Desk.History(t.Context(), "", int64(s.id), 1000)
		if err != nil || len(entries) == 0 {
			t.Fatal(entries, err)
		}
		nouns := map[crm.Noun]bool{}
		for _, e := range entries {
			nouns[e.Change.Noun()] = true
			for _, c := range []crm.Change{e.Change, e.Change.Undo()} {
				for _, line := range (words{s}).change(c) {
					if strings.Contains(line, "[") || strings.Contains(line, "{") {
						t.Errorf("%s: %q", lang, line)
					}
				}
			}
		}
		if len(nouns) < 5 {
			t.Errorf("%s: the demo firm has changes of %v only", lang, nouns)
		}
	}
}

func TestValuesInWords(t *testing.T) {
	st := newRig(t, text.RU, true)
	w := words{st.card(st.named(cedar), "")}
	for _, row := range []struct {
		noun  crm.Noun
		key   string
		value any
		want  string
	}{
		{crm.NounClient, "rung", crm.Loyal, "Клиент"},
		{crm.NounMove, "to", crm.Partner, "Партнёр"},
		{crm.NounOffer, "to", trade.Addressee{Post: "Директору", Person: "Ремизову"}, "Директору, Ремизову"},
		{crm.NounClient, "phones", []crm.Phone{{Raw: "8 900 000 46 15", E164: "+79000004615"}, {Raw: "12"}}, "+7 900 000-46-15, 12"},
		{crm.NounContact, "roles", []crm.Role{"decider", "user"}, "Решающий, Пользователь"},
		{crm.NounContact, "birthday", "--05-03", "3 мая"},
		{crm.NounContact, "left", true, "Да"},
		{crm.NounContact, "left", false, ""},
		{crm.NounTypeAssessment, "answers", [7]int8{3, 3, 3, 3, 3, 3, 3}, "Среднее ответов 3,00 из 3"},
		{crm.NounTypeAssessment, "answers", [7]int8{}, ""},
		{crm.NounTypeAssessment, "gate", crm.Gate{Large: true, Market: true}, "Крупное дело, Путь на рынок"},
		{crm.NounInteraction, "minutes", 0, ""},
		{crm.NounInteraction, "minutes", 15, "15"},
		{crm.NounOffer, "sections", []trade.Section{{Lines: []trade.Line{{Name: "Датчик", Quantity: money.MustDec("2")}}}}, "1 строка: Датчик × 2"},
		{crm.NounClient, "tags", []string{"а", "б"}, "а, б"},
		{crm.NounClient, "tags", nil, ""},
	} {
		raw, err := json.Marshal(row.value)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.ReplaceAll(w.value(row.noun, row.key, raw), "\u00a0", " "); got != row.want {
			t.Errorf("%s %s: %q, want %q", row.noun, row.key, got, row.want)
		}
	}
}

func TestLongTextsAreToldAsChanged(t *testing.T) {
	st := newRig(t, text.RU, true)
	w := words{st.card(st.named(cedar), "")}
	long := strings.Repeat("а", 2*valueRunes)
	if got := w.line("Заметки", long, long+"!"); got != "Заметки: текст изменён" {
		t.Errorf("told %q", got)
	}
	if got := w.line("Заметки", "", long); len([]rune(got)) > valueRunes+20 {
		t.Errorf("%d runes are told", len([]rune(got)))
	}
}
