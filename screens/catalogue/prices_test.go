package catalogue

import (
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/stand"
)

func TestRulesInWords(t *testing.T) {
	for _, lang := range text.Langs {
		t.Run(string(lang), func(t *testing.T) {
			st := newRig(t, lang, true)
			s := st.prices("rules")
			seen := map[trade.Mechanism]bool{}
			for _, r := range s.known.rules {
				seen[r.Kind] = true
				if words := s.ruleSentence(r); len(words) < 20 {
					t.Errorf("%s: %q", r.Kind, words)
				}
			}
			if len(seen) != len(kindsOfRules) {
				t.Errorf("the demo firm has rules of %v", seen)
			}
			st.Well()
		})
	}
	st := newRig(t, text.RU, true)
	st.prices("rules")
	st.WantSeen("Сегменту «Стратегические партнёры» -5 %", "от 10: -10 %, от 50: -15 %", "«Кедровый Двор» платит 168 000 ₽", "порог 160 000 ₽", "группа «Оборудование»")
}

func TestRulesSavedAsTheyWereAreTheSame(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := st.prices("rules")
	for _, r := range s.known.rules {
		if r.Auction != nil {
			continue // the moment it closes is kept to the minute
		}
		s.editRule(r)
		st.Press("Сохранить")
		if kit.ModalOpen() {
			t.Errorf("%s is not saved", r.Kind)
		}
	}
	if len(st.Acts) != 0 {
		t.Errorf("changed: %v", st.Acts)
	}
	st.Well()
}

func TestNewRule(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := st.prices("rules")
	s.New()
	st.WantSeen("Чем больше берут, тем дешевле")
	stand.Find[*kit.PressRow](st.Top())[1].Tapped(nil)
	st.Types("Опт")
	st.Press("Сохранить")
	if len(st.Acts) != 0 || len(st.Failed) == 0 && !st.Sees("Добавьте хотя бы одну ступень") {
		t.Error("a rule without tiers is saved, or nothing is said", st.Acts)
	}
	st.Failed = nil
	rows := stand.Find[*kit.Repeater](st.Top())[0]
	rows.SetRows([][]string{{"10", "-4", ""}, {"100", "", "950"}})
	st.Press("Сохранить")
	st.Did("act.rule.add")
	rule := s.known.rules[len(s.known.rules)-1]
	if rule.Volume == nil || len(rule.Volume.Tiers) != 2 || rule.Volume.Tiers[1].Price != money.DecInt(950) || !rule.Volume.Tiers[1].Fixed || rule.Volume.Tiers[0].Percent != money.DecInt(-4) {
		t.Errorf("%+v", rule.Volume)
	}
	st.WantSeen("от 10: -4 %, от 100: 950")
	st.Well()
}

func TestBidIsEntered(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := st.prices("rules")
	var rule trade.Rule
	for _, r := range s.known.rules {
		if r.Auction != nil {
			rule = r
		}
	}
	auction := *rule.Auction
	auction.Closes = crm.At(today.AddDate(0, 0, 3))
	rule.Auction = &auction
	if _, err := st.Desk.SaveRule(ctx, rule); err != nil {
		t.Fatal(err)
	}
	st.Press("Внести ставку")
	st.Types("кедров")
	st.Keys("Return")
	st.Window.Canvas().Focus(stand.Find[*kit.NumberField](st.Top())[0])
	st.Types("250000")
	st.Press("Сохранить")
	st.Did("act.rule.edit")
	st.WantSeen("пока впереди «Кедровый Двор»: 250 000 ₽", "3 ставки")
	st.Well()
}

func TestListsSegmentsIndicesCapacitiesAndRates(t *testing.T) {
	st := newRig(t, text.RU, true)
	fill := func(values ...string) {
		t.Helper()
		fields := stand.Find[*kit.Form](st.Top())
		if len(fields) == 0 {
			t.Fatal("no form is open")
		}
		m := map[string]string{}
		for i := 0; i < len(values); i += 2 {
			m[values[i]] = values[i+1]
		}
		fields[0].SetValues(m)
		st.Press("Сохранить")
	}
	st.prices("lists").New()
	fill("name", "Опт", "currency", "EUR", "from", "2026-12-01", "until", "2026-11-01")
	st.WantSeen("Прайс-лист кончается раньше, чем начинается")
	fill("until", "")
	st.Did("act.pricelist.add")
	st.WantSeen("Опт", "EUR")
	lists := st.prices("lists")
	lists.editList(lists.known.lists[0])
	form := stand.Find[*kit.Form](st.Top())[0]
	form.SetValues(map[string]string{"currency": "USD"})
	form.Validate()
	st.WantSeen("останутся теми же числами")
	st.Press("Отмена")

	st.prices("segments").New()
	fill("name", "Лесогорск", "cities", "Лесогорск, Тихий Брод", "type strategic", "1")
	st.Did("act.segment.add")
	st.WantSeen("Лесогорск, Тихий Брод")

	s := st.prices("indices")
	st.Press("Внести значение")
	fill("reading", "9900", "day", "2026-11-24")
	st.Did("act.index.edit")
	st.WantSeen("9 900", "+4,4 %")
	if err := st.Desk.RemoveIndex(ctx, s.known.indices[0].ID); err == nil {
		t.Error("an index that a rule follows is removed")
	}

	s = st.prices("capacities")
	c := s.known.capacities[0]
	s.editCapacity(c)
	st.Press("Сохранить")
	s.New()
	fill("name", "Зал", "daily", "40", "unit", "мест")
	st.Did("act.capacity.add")
	st.WantSeen("обычно 40 мест", "сегодня свободно 40 из 40")

	s = st.prices("exchanges")
	s.New()
	fill("currency", "EUR", "rate", "0")
	st.WantSeen("Укажите валюту и курс больше нуля")
	fill("rate", "101,5")
	st.Did("act.exchange.add")
	st.WantSeen("1 EUR = 101,50 ₽")
	e := s.known.exchanges[0]
	if err := st.Desk.RemoveExchange(ctx, e.ID); err != nil {
		t.Fatal(err)
	}
	if st.Sees("1 EUR = 101,50 ₽") {
		t.Error("a removed rate is shown")
	}
	st.Well()
}
