package catalogue

import (
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
)

func TestRulesInWords(t *testing.T) {
	for _, lang := range text.Langs {
		t.Run(string(lang), func(t *testing.T) {
			st := newStand(t, lang, true)
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
			st.well()
		})
	}
	st := newStand(t, text.RU, true)
	st.prices("rules")
	st.wantSeen("Сегменту «Стратегические партнёры» -5 %", "от 10: -10 %, от 50: -15 %", "«Кедровый Двор» платит 168 000 ₽", "порог 160 000 ₽", "группа «Оборудование»")
}

func TestRulesSavedAsTheyWereAreTheSame(t *testing.T) {
	st := newStand(t, text.RU, true)
	s := st.prices("rules")
	for _, r := range s.known.rules {
		if r.Auction != nil {
			continue // the moment it closes is kept to the minute
		}
		s.editRule(r)
		st.press("Сохранить")
		if kit.ModalOpen() {
			t.Errorf("%s is not saved", r.Kind)
		}
	}
	if len(st.acts) != 0 {
		t.Errorf("changed: %v", st.acts)
	}
	st.well()
}

func TestNewRule(t *testing.T) {
	st := newStand(t, text.RU, true)
	s := st.prices("rules")
	s.New()
	st.wantSeen("Чем больше берут, тем дешевле")
	find[*kit.PressRow](st.top())[1].Tapped(nil)
	st.types("Опт")
	st.press("Сохранить")
	if len(st.acts) != 0 || len(st.failed) == 0 && !st.sees("Добавьте хотя бы одну ступень") {
		t.Error("a rule without tiers is saved, or nothing is said", st.acts)
	}
	st.failed = nil
	rows := find[*kit.Repeater](st.top())[0]
	rows.SetRows([][]string{{"10", "-4", ""}, {"100", "", "950"}})
	st.press("Сохранить")
	st.did("act.rule.add")
	rule := s.known.rules[len(s.known.rules)-1]
	if rule.Volume == nil || len(rule.Volume.Tiers) != 2 || rule.Volume.Tiers[1].Price != money.DecInt(950) || !rule.Volume.Tiers[1].Fixed || rule.Volume.Tiers[0].Percent != money.DecInt(-4) {
		t.Errorf("%+v", rule.Volume)
	}
	st.wantSeen("от 10: -4 %, от 100: 950")
	st.well()
}

func TestBidIsEntered(t *testing.T) {
	st := newStand(t, text.RU, true)
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
	if _, err := st.desk.SaveRule(ctx, rule); err != nil {
		t.Fatal(err)
	}
	st.press("Внести ставку")
	st.types("кедров")
	st.key("Return")
	st.window.Canvas().Focus(find[*kit.NumberField](st.top())[0])
	st.types("250000")
	st.press("Сохранить")
	st.did("act.rule.edit")
	st.wantSeen("пока впереди «Кедровый Двор»: 250 000 ₽", "3 ставки")
	st.well()
}

func TestListsSegmentsIndicesCapacitiesAndRates(t *testing.T) {
	st := newStand(t, text.RU, true)
	fill := func(values ...string) {
		t.Helper()
		fields := find[*kit.Form](st.top())
		if len(fields) == 0 {
			t.Fatal("no form is open")
		}
		m := map[string]string{}
		for i := 0; i < len(values); i += 2 {
			m[values[i]] = values[i+1]
		}
		fields[0].SetValues(m)
		st.press("Сохранить")
	}
	st.prices("lists").New()
	fill("name", "Опт", "currency", "EUR", "from", "2026-12-01", "until", "2026-11-01")
	st.wantSeen("Прайс-лист кончается раньше, чем начинается")
	fill("until", "")
	st.did("act.pricelist.add")
	st.wantSeen("Опт", "EUR")

	st.prices("segments").New()
	fill("name", "Лесогорск", "cities", "Лесогорск, Тихий Брод", "type strategic", "1")
	st.did("act.segment.add")
	st.wantSeen("Лесогорск, Тихий Брод")

	s := st.prices("indices")
	st.press("Внести значение")
	fill("reading", "9900", "day", "2026-11-24")
	st.did("act.index.edit")
	st.wantSeen("9 900", "+4,4 %")
	if err := st.desk.RemoveIndex(ctx, s.known.indices[0].ID); err == nil {
		t.Error("an index that a rule follows is removed")
	}

	s = st.prices("capacities")
	c := s.known.capacities[0]
	s.editCapacity(c)
	st.press("Сохранить")
	s.New()
	fill("name", "Зал", "daily", "40", "unit", "мест")
	st.did("act.capacity.add")
	st.wantSeen("обычно 40 мест", "сегодня свободно 40 из 40")

	s = st.prices("exchanges")
	s.New()
	fill("currency", "EUR", "rate", "0")
	st.wantSeen("Укажите валюту и курс больше нуля")
	fill("rate", "101,5")
	st.did("act.exchange.add")
	st.wantSeen("1 EUR = 101,50 ₽")
	e := s.known.exchanges[0]
	if err := st.desk.RemoveExchange(ctx, e.ID); err != nil {
		t.Fatal(err)
	}
	if st.sees("1 EUR = 101,50 ₽") {
		t.Error("a removed rate is shown")
	}
	st.well()
}
