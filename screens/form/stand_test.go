package form

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/text"
	"rapport/assets"
	"rapport/data"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

var (
	morning = time.Date(2026, 11, 24, 11, 42, 0, 0, time.Local)
	ctx     = context.Background()
)

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

// stand is the form in a window over a real base, and what it asked of the shell.
type stand struct {
	*Screen
	t        *testing.T
	desk     *frail
	window   fyne.Window
	env      *parts.Env
	replaced []route.Route
	said     []string
	failed   []error
}

func newStand(t *testing.T, lang text.Lang) *stand {
	t.Helper()
	store, err := data.Open(ctx, t.TempDir(), data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	words, err := text.Load(assets.Messages, "messages")
	if err != nil {
		t.Fatal(err)
	}
	d := desk.New(store, words, func() time.Time { return morning })
	if err := d.BeginFirm(ctx, crm.Firm{Name: "Мы", Country: "RU", Currency: "RUB"}, "Ирина Белова"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(kit.WorkInline())
	app := test.NewTempApp(t)
	app.Settings().SetTheme(kit.NewTheme(false))
	st := &stand{t: t, desk: &frail{Desk: d}, window: test.NewTempWindow(t, container.NewStack())}
	tongue := words.In(lang)
	st.env = &parts.Env{T: tongue, Window: st.window,
		Go: func(route.Route) {}, Back: func() {}, Search: func() {}, Now: func() time.Time { return morning },
		Replace: func(r route.Route) { st.replaced = append(st.replaced, r) },
		Say:     func(s string) { st.said = append(st.said, s) },
		Fail:    func(err error) { st.failed = append(st.failed, err) },
		Reps:    st.reps,
	}
	t.Cleanup(func() {
		for st.window.Canvas().Overlays().Top() != nil {
			kit.RouteKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		}
		if missing := tongue.Missing(); len(missing) > 0 {
			t.Errorf("words missing: %v", missing)
		}
	})
	return st
}

func (st *stand) reps() map[crm.RepID]crm.Rep {
	reps := map[crm.RepID]crm.Rep{}
	list, err := st.desk.Reps(ctx)
	if err != nil {
		st.t.Fatal(err)
	}
	for _, r := range list {
		reps[r.ID] = r
	}
	return reps
}

// open shows the form of a client, 0 for a new one, as a first visit does.
func (st *stand) open(id crm.ClientID) *stand {
	st.Screen = New(st.env, st.desk)
	st.window.SetContent(kit.NewLayers(st.Object()))
	st.window.Resize(fyne.NewSize(1360, 860))
	st.Show(route.Route{Room: route.Form, Client: id})
	return st
}

// kept is the client a test began with.
func (st *stand) kept(c crm.Client) crm.Client {
	st.t.Helper()
	saved, err := st.desk.Desk.SaveClient(ctx, nil, c)
	if err != nil {
		st.t.Fatal(err)
	}
	return saved
}

// now is a client as the base has it.
func (st *stand) now(id crm.ClientID) crm.Client {
	st.t.Helper()
	c, err := st.desk.Client(ctx, id)
	if err != nil {
		st.t.Fatal(err)
	}
	return c
}

// saved saves the form and is the client it gave.
func (st *stand) saved() crm.Client {
	st.t.Helper()
	n := len(st.replaced)
	st.Save()
	if len(st.replaced) != n+1 || st.replaced[n].Room != route.Card {
		st.t.Fatalf("not saved: %v, %v", st.replaced, st.failed)
	}
	return st.now(st.replaced[n].Client)
}

// put types a value into a field of the form, as a user does.
func put(f *kit.Form, id, value string) {
	f.FocusField(id)
	fyne.CurrentApp().Driver().CanvasForObject(f).Focused().(interface{ SetText(string) }).SetText(value)
}

// press presses the button of what is on top.
func (st *stand) press(label string) {
	st.t.Helper()
	root := st.window.Content()
	if top := st.window.Canvas().Overlays().Top(); top != nil {
		root = top
	}
	for _, b := range find[*kit.Button](root) {
		if b.Label() == label {
			b.Tapped(nil)
			return
		}
	}
	st.t.Fatalf("there is no button %q", label)
}

// sees reports whether words are drawn.
func (st *stand) sees(words string) bool {
	return slices.ContainsFunc(find[*canvas.Text](st.window.Content()), func(t *canvas.Text) bool { return strings.Contains(t.Text, words) })
}

func find[T fyne.CanvasObject](o fyne.CanvasObject) []T {
	if !o.Visible() {
		return nil
	}
	var list []T
	if v, ok := o.(T); ok {
		list = append(list, v)
	}
	var within []fyne.CanvasObject
	switch v := o.(type) {
	case *fyne.Container:
		within = v.Objects
	case fyne.Widget:
		within = test.WidgetRenderer(v).Objects()
	}
	for _, child := range within {
		list = append(list, find[T](child)...)
	}
	return list
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

func (st *stand) fields() []crm.Field {
	st.t.Helper()
	var all []crm.Field
	for i, f := range []crm.Field{{Name: "Площадь", Kind: crm.FieldNumber}, {Name: "Осмотр", Kind: crm.FieldDay}, {Name: "Карта", Kind: crm.FieldYesNo},
		{Name: "Договор", Kind: crm.FieldChoice, Choices: []string{"есть"}}, {Name: "Прочее", Kind: crm.FieldText}} {
		f.Place = i
		saved, err := st.desk.SaveField(ctx, nil, f)
		if err != nil {
			st.t.Fatal(err)
		}
		all = append(all, saved)
	}
	return all
}
