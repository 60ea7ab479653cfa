package card

import (
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

func TestSalesInWords(t *testing.T) {
	st := newRig(t, text.RU, true)
	w := words{st.card(st.named(cedar), "")}
	deal := trade.Deal{ID: 5, Client: 7, Title: "Кухня", Stage: 1, Pipeline: 1, Amount: 1500_00, Currency: money.RUB}
	lost := deal
	lost.Stage, lost.Outcome, lost.ClosedOn, lost.LostReason, lost.Rival = 7, trade.Lost, "2026-11-24", "price", "Буран"
	lost.Own, lost.Probability, lost.Amount = true, money.DecInt(40), 900_00
	order := trade.Order{ID: 6, Client: 7, Number: "ЗК-1", Day: "2026-11-01", State: trade.Placed, Currency: money.RUB,
		Lines: []trade.OrderLine{{Name: "Датчик", Quantity: money.DecInt(2)}}, Once: trade.Sum{Net: 100_00, Gross: 100_00}}
	done := order.Fulfil("2026-11-20").Now
	for what, row := range map[string]struct {
		change crm.Change
		want   []string
	}{
		"a new deal":   {crm.Add(deal), []string{"Название: Кухня", "Сумма: 1 500 ₽"}},
		"a lost deal":  {crm.Alter(deal, lost), []string{"Сумма: было «1 500 ₽», стало «900 ₽»", "Чем кончилась: Потеряно", "Почему потеряна: Дорого", "Конкурент: Буран", "Вероятность: 40 %", "Закрыто: 24.11.2026"}},
		"a new order":  {crm.Add(order), []string{"Номер: ЗК-1", "Состояние: В работе", "Сумма: 100 ₽", "Состав: 1 строка: Датчик × 2"}},
		"a done order": {crm.Alter(order, *done), []string{"Состояние: было «В работе», стало «Выполнен»", "Выполнено: 20.11.2026"}},
	} {
		told := strings.ReplaceAll(strings.Join(w.change(row.change), "\n"), "\u00a0", " ")
		for _, want := range row.want {
			if !strings.Contains(told, want) {
				t.Errorf("%s: %q is not told in\n%s", what, want, told)
			}
		}
	}
	for want, change := range map[string]crm.Change{"Сделка: Кухня": crm.Add(deal), "Заказ: ЗК-1": crm.Remove(order), "Воронка: Продажи": crm.Add(trade.Pipeline{ID: 1, Name: "Продажи"})} {
		if got := w.heading(change); got != want {
			t.Errorf("heading %q, want %q", got, want)
		}
	}
}
