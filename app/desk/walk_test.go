package desk_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"rapport/app/crm"
)

func TestClientNamed(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	ids := map[string]crm.ClientID{}
	for _, c := range []crm.Client{{Name: "Кедровый Двор", Code: "ALFKI"}, {Name: "Кедр"}, {Name: "Дом на Ольхе"}, {Name: "Ольха"}, {Name: "Двойник"}, {Name: "Двойник"}} {
		ids[c.Name] = addClient(t, d, c).ID
	}
	for asked, want := range map[string]string{"кедровый двор": "Кедровый Двор", "КЕДР": "Кедр", "ALFKI": "Кедровый Двор", "ольхе": "Дом на Ольхе", "ольха": "Ольха",
		strconv.FormatInt(int64(ids["Ольха"]), 10): "Ольха"} {
		if id, err := d.ClientNamed(ctx, asked); err != nil || id != ids[want] {
			t.Errorf("%q is %d, want %s %d, %v", asked, id, want, ids[want], err)
		}
	}
	for asked, reason := range map[string]string{"нет такого": "desk.client.none", "12345": "desk.client.none", "двойник": "desk.client.many", "дв": "desk.client.many"} {
		_, err := d.ClientNamed(ctx, asked)
		faulty(t, err, reason)
	}
}

func TestEachClientReadsEveryPage(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	var names []string
	for i := range 2100 {
		names = append(names, fmt.Sprintf("Клиент %05d", i))
	}
	var csv strings.Builder
	csv.WriteString("Компания\n" + strings.Join(names, "\n"))
	if done := intaken(t, d, "many.csv", csv.String()); done.Added != len(names) {
		t.Fatalf("%+v", done)
	}
	i := 0
	err := d.EachClient(ctx, crm.ClientQuery{}, func(r crm.ClientRow) error {
		if r.Name != names[i] {
			return fmt.Errorf("place %d: %s, want %s", i, r.Name, names[i])
		}
		i++
		return nil
	})
	if err != nil || i != len(names) {
		t.Errorf("%d read, %v", i, err)
	}
}
