package form

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/route"
	"rapport/screens/stand"
)

var ctx = context.Background()

// frail is a desk that can be made to fail.
type frail struct {
	*desk.Desk
	noSave, noDraft error
}

func (d *frail) SaveClient(ctx context.Context, was *crm.Client, now crm.Client) (crm.Client, error) {
	if d.noSave != nil {
		return now, d.noSave
	}
	return d.Desk.SaveClient(ctx, was, now)
}

func (d *frail) SaveDraft(ctx context.Context, key string, body []byte) error {
	if d.noDraft != nil {
		return d.noDraft
	}
	return d.Desk.SaveDraft(ctx, key, body)
}

// rig is a stand with the form in its window; all texts of the window are looked at.
type rig struct {
	*Screen
	*stand.Stand
	desk *frail
}

func newRig(t *testing.T, lang text.Lang) *rig {
	t.Helper()
	t.Cleanup(kit.WorkInline())
	st := &rig{Stand: stand.New(t, lang, ourFirm)}
	st.Everywhere, st.Apart = true, true
	st.desk = &frail{Desk: st.Desk}
	return st
}

func ourFirm(ctx context.Context, d *desk.Desk) error {
	return d.BeginFirm(ctx, crm.Firm{Name: "Мы", Country: "RU", Currency: "RUB"}, "Ирина Белова")
}

// open shows the form of a client, 0 for a new one, as a first visit does.
func (st *rig) open(id crm.ClientID) *rig {
	st.Screen = New(st.Env, st.desk)
	st.OpenBare(st.Object())
	st.Show(route.Route{Room: route.Form, Client: id})
	return st
}

// kept is the client a test began with.
func (st *rig) kept(c crm.Client) crm.Client {
	st.T.Helper()
	saved, err := st.desk.Desk.SaveClient(ctx, nil, c)
	if err != nil {
		st.T.Fatal(err)
	}
	return saved
}

// now is a client as the base has it.
func (st *rig) now(id crm.ClientID) crm.Client {
	st.T.Helper()
	c, err := st.desk.Client(ctx, id)
	if err != nil {
		st.T.Fatal(err)
	}
	return c
}

// saved saves the form and is the client it gave.
func (st *rig) saved() crm.Client {
	st.T.Helper()
	n := len(st.Replaced)
	st.Save()
	if len(st.Replaced) != n+1 || st.Replaced[n].Room != route.Card {
		st.T.Fatalf("not saved: %v, %v", st.Replaced, st.Failed)
	}
	return st.now(st.Replaced[n].Client)
}

// put types a value into a field of the form, as a user does.
func put(f *kit.Form, id, value string) {
	f.FocusField(id)
	fyne.CurrentApp().Driver().CanvasForObject(f).Focused().(interface{ SetText(string) }).SetText(value)
}

// everything is a client with all the form can hold.
func everything(fields []crm.Field) crm.Client {
	return crm.Client{Name: "Кедровый Двор", Kind: crm.Company, LegalName: "ООО «Кедр»", Industry: "Отдых", City: "Лесогорск", Country: "RU", Source: "выставка",
		Tags: []string{"опт", "юг"}, Sites: []string{"a.example", "b.example"}, Notes: "две\nстроки", Suppliers: "никто", Manners: "по средам",
		Phones:     []crm.Phone{{Raw: "+7 900 000-44-60", Label: "склад"}, {Raw: "доб. 12"}},
		Emails:     []crm.Email{{Address: "a@b.example", Label: "общая"}, {Address: "bad@"}},
		Addresses:  []crm.Address{{Street: "Лесная, 1", City: "Лесогорск", Zip: "000147", Label: "офис", Region: "Край", Country: "Россия"}, {Street: "Дальняя, 2"}},
		Requisites: []crm.Requisites{{Country: "RU", INN: "9876540001", KPP: "987601001"}, {IBAN: "UA00"}},
		Fields:     []crm.FieldValue{{Field: fields[0].ID, Value: "120"}, {Field: fields[1].ID, Value: "2026-05-01"}, {Field: fields[2].ID, Value: crm.No}, {Field: fields[3].ID, Value: "нет такого"}, {Field: fields[4].ID, Value: "слова"}},
	}
}

func (st *rig) fields() []crm.Field {
	st.T.Helper()
	var all []crm.Field
	for i, f := range []crm.Field{{Name: "Площадь", Kind: crm.FieldNumber}, {Name: "Осмотр", Kind: crm.FieldDay}, {Name: "Карта", Kind: crm.FieldYesNo},
		{Name: "Договор", Kind: crm.FieldChoice, Choices: []string{"есть"}}, {Name: "Прочее", Kind: crm.FieldText}} {
		f.Place = i
		saved, err := st.desk.SaveField(ctx, nil, f)
		if err != nil {
			st.T.Fatal(err)
		}
		all = append(all, saved)
	}
	return all
}
