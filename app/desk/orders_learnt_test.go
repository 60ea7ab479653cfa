package desk_test

import (
	"testing"

	"rapport/app/desk"
	"rapport/app/trade"
)

// TestAnEmptyCellLeavesAnOrderAsItIs proves that a file with columns of states and freight changes neither where its cells
// are empty, or say what is no state.
func TestAnEmptyCellLeavesAnOrderAsItIs(t *testing.T) {
	d := withFirm(t)
	twoClients(t, d)
	const head = "Номер,Дата,Клиент,Статус,Доставка,Сумма,Примечание\n"
	done := ordersFile(t, d, head+"З-1,05.10.2026,Один,выполнен,300,1000,раз\nЗ-2,05.10.2026,Один,отменён,,2000,раз\n", desk.OrderImport{})
	if done.Added != 2 {
		t.Fatal(told(done))
	}
	for _, state := range []string{"", "непонятно"} {
		done = ordersFile(t, d, head+"З-1,05.10.2026,Один,"+state+",,1000,два"+state+"\nЗ-2,05.10.2026,Один,"+state+",,2000,два"+state+"\n", desk.OrderImport{})
		if done.Changed != 2 {
			t.Fatal(told(done))
		}
		for number, want := range map[string]trade.OrderState{"З-1": trade.Fulfilled, "З-2": trade.Cancelled} {
			o, err := d.OrderByNumber(t.Context(), number)
			if err != nil || o.State != want || number == "З-1" && o.Freight != 30000 || o.Notes != "два"+state {
				t.Errorf("%s with the state %q: %s, freight %d, %q, %v; want %s", number, state, o.State, o.Freight, o.Notes, err, want)
			}
		}
	}
	done = ordersFile(t, d, head+"З-1,05.10.2026,Один,отменён,0,1000,три\n", desk.OrderImport{})
	if o, err := d.OrderByNumber(t.Context(), "З-1"); err != nil || o.State != trade.Cancelled || o.Freight != 0 {
		t.Errorf("what the file says: %s, freight %d, %v, %s", o.State, o.Freight, err, told(done))
	}
}
