package settings

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/route"
	"rapport/screens/stand"
)

// aTemplate saves a template and opens it.
func aTemplate(t *testing.T, lang text.Lang, change func(*trade.Template)) *rig {
	t.Helper()
	st := at(t, lang, "templates")
	now := st.Desk.NewTemplate()
	now.Name = "Бланк"
	if change != nil {
		change(&now)
	}
	saved, err := st.Desk.SaveTemplate(ctx, nil, now)
	if err != nil {
		t.Fatal(err)
	}
	st.Show(route.Route{Room: route.Settings, Sub: "templates/" + strconv.FormatInt(int64(saved.ID), 10)})
	return st
}

func (st *rig) templates() []trade.Template {
	st.T.Helper()
	all, err := st.Desk.Templates(ctx)
	if err != nil {
		st.T.Fatal(err)
	}
	return all
}

// tick presses a check by its label.
func (st *rig) tick(label string) {
	st.T.Helper()
	for _, c := range stand.Find[*kit.Check](st.Top()) {
		if words := stand.Find[*canvas.Text](c); len(words) > 0 && words[0].Text == label {
			c.Tapped(nil)
			return
		}
	}
	st.T.Fatalf("there is no check %q", label)
}

// aPicture is a file with a picture.
func aPicture(t *testing.T) string {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, 300, 120))
	for i := range m.Pix {
		m.Pix[i] = uint8(i)
	}
	for x := range 300 {
		m.Set(x, 60, color.NRGBA{A: 255})
	}
	path := filepath.Join(t.TempDir(), "logo.png")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, m); err != nil {
		t.Fatal(err)
	}
	_ = f.Close()
	return path
}

func TestTemplateIsMadeInTheEditor(t *testing.T) {
	st := at(t, text.RU, "templates")
	st.Press("Новый шаблон")
	if want := (route.Route{Room: route.Settings, Sub: "templates/new"}); len(st.Went) != 1 || st.Went[0] != want {
		t.Fatalf("went %v", st.Went)
	}
	st.Show(st.Went[0])
	st.put("letter", "Для {client.name}")
	st.Save()
	if len(st.templates()) != 0 || !st.Sees("Дайте название") {
		t.Error("a nameless template was saved, or it was not said why not")
	}
	st.put("name", "Парадный")
	st.put("accent", "#ffee00")
	st.put("subject", "Наше предложение")
	st.tick("Новые предложения начинать с него")
	st.tick("Письмо")
	st.tick("Начинать с титульного листа")
	st.put("cover.title", "Добро пожаловать")
	st.pick = aPicture(t)
	st.Press("Выбрать картинку…")
	st.Save()
	all := st.templates()
	if len(all) != 1 {
		t.Fatalf("%d templates, %v", len(all), st.Failed)
	}
	one := all[0]
	said := one.In("ru")
	if one.Name != "Парадный" || one.Accent != "FFEE00" || !one.Default || !one.Cover || one.Shows(trade.BlockLetter) || !one.Shows(trade.BlockTable) ||
		one.Logo == 0 || said.Letter != "Для {client.name}" || said.Subject != "Наше предложение" || said.CoverTitle != "Добро пожаловать" {
		t.Errorf("%+v", one)
	}
	if last := st.Went[len(st.Went)-1]; last.Sub != "templates/"+strconv.FormatInt(int64(one.ID), 10) {
		t.Errorf("it goes on at %q", last.Sub)
	}
	st.put("name", "Будничный")
	st.Save()
	if all := st.templates(); len(all) != 1 || all[0].Name != "Будничный" {
		t.Errorf("saved again: %+v", all)
	}
	left := false
	if st.Leave(func() { left = true }); !left {
		t.Error("a saved template asks")
	}
}

func TestPreviewFollowsTheTemplate(t *testing.T) {
	st := aTemplate(t, text.RU, nil)
	view := stand.Find[*kit.PageView](st.Top())[0]
	before := view.Pages()
	st.tick("Начинать с титульного листа")
	if before == 0 || view.Pages() != before+1 {
		t.Errorf("%d pages became %d", before, view.Pages())
	}
	st.put("letter", "{offer.nummer}")
	if !st.Sees("Поля {offer.nummer} нет") {
		t.Error("an unknown field is not told")
	}
}

func TestBlocksAreMoved(t *testing.T) {
	st := aTemplate(t, text.RU, nil)
	for _, b := range stand.Find[*kit.Button](st.Top()) {
		if b.Tip() == "Выше" && b.Label() == "" {
			b.Tapped(nil) // the first that can be pressed is that of the second block
			if st.Screen.unsaved != nil {
				break
			}
		}
	}
	st.Save()
	if b := st.templates()[0].Blocks; b[0].Kind != trade.BlockTable || b[1].Kind != trade.BlockLetter {
		t.Errorf("%+v", b[:3])
	}
}

func TestFieldsAreInsertedAtTheCursor(t *testing.T) {
	st := aTemplate(t, text.RU, func(now *trade.Template) { now.Texts = map[string]trade.TemplateTexts{"ru": {Subject: "Для"}} })
	st.Press("Вставить поле")
	st.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(st.Said) != 1 {
		t.Errorf("with the cursor nowhere it said %q", st.Said)
	}
	for _, f := range stand.Find[*kit.Form](st.Top()) {
		if f.Has("subject") {
			f.FocusField("subject")
			e := st.Window.Canvas().Focused().(*kit.Entry)
			e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
			e.TypedRune(' ')
		}
	}
	st.Press("Вставить поле")
	st.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	st.Save()
	if got := st.templates()[0].In("ru").Subject; got != "Для {client.name}" {
		t.Errorf("subject %q, said %q", got, st.Said)
	}
}

func TestTemplatesAreListed(t *testing.T) {
	st := at(t, text.RU, "templates")
	for _, name := range []string{"Первый", "Второй"} {
		now := st.Desk.NewTemplate()
		now.Name = name
		if _, err := st.Desk.SaveTemplate(ctx, nil, now); err != nil {
			t.Fatal(err)
		}
	}
	tap := func(tip string, n int) {
		t.Helper()
		for _, b := range stand.Find[*kit.Button](st.Top()) {
			if b.Tip() == tip {
				if n == 0 {
					b.Tapped(nil)
					return
				}
				n--
			}
		}
		t.Fatalf("no button %q", tip)
	}
	tap("Ниже", 0)
	if all := st.templates(); all[0].Name != "Второй" {
		t.Errorf("order %+v", all)
	}
	tap("Сделать копию", 1)
	if all := st.templates(); len(all) != 3 || all[2].Name != "Первый — копия" || !st.Sees("Первый — копия") {
		t.Errorf("copies %+v", all)
	}
	tap("Удалить", 0)
	if all := st.templates(); len(all) != 2 || all[0].Name != "Первый" {
		t.Errorf("after removing %+v", all)
	}
	st.Press("Добавить условие")
	st.put("title", "Гарантия")
	st.put("text", "24 месяца")
	st.Press("Сохранить")
	terms, err := st.Desk.StockTerms(ctx)
	if err != nil || len(terms) != 1 || terms[0].Title != "Гарантия" || terms[0].Lang != "ru" || !st.Sees("24 месяца") {
		t.Errorf("%+v, %v", terms, err)
	}
}

func TestWhatIsNoPictureIsToldAndNothingIsLost(t *testing.T) {
	st := aTemplate(t, text.RU, nil)
	st.put("name", "Другой")
	st.pick = filepath.Join(t.TempDir(), "x.png")
	if err := os.WriteFile(st.pick, []byte("no picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	st.Press("Выбрать картинку…")
	if len(st.Failed) != 1 {
		t.Errorf("failed %v", st.Failed)
	}
	st.Save()
	if one := st.templates()[0]; one.Name != "Другой" || one.Logo != 0 {
		t.Errorf("%+v", one)
	}
}

func TestSeveralFirms(t *testing.T) {
	st := at(t, text.RU, "firm")
	st.Press("Добавить фирму")
	st.Show(st.Went[len(st.Went)-1])
	st.put("name", "Вторая")
	st.Save()
	firms, err := st.Desk.OwnFirms(ctx)
	if err != nil || len(firms) != 2 || firms[1].Name != "Вторая" || firms[1].Currency != "RUB" {
		t.Fatalf("%+v, %v", firms, err)
	}
	st.Show(st.Went[len(st.Went)-1])
	if !st.Sees("Мы") || !st.Sees("Вторая") || !st.Sees("главная") {
		t.Error("the two are not shown")
	}
	st.Press("Сделать главной")
	if f := st.firm(); f.Name != "Вторая" {
		t.Errorf("the main one is %q", f.Name)
	}
	c, err := st.Desk.SaveClient(ctx, nil, crm.Client{Name: "К"})
	if err != nil {
		t.Fatal(err)
	}
	o, err := st.Desk.NewOffer(ctx, c.ID)
	if err != nil || o.Firm != firms[1].ID {
		t.Fatalf("a new offer is of %d, %v", o.Firm, err)
	}
	if _, err := st.Desk.SaveOffer(ctx, nil, o); err != nil {
		t.Fatal(err)
	}
	for _, b := range stand.Find[*kit.Button](st.Top()) {
		if b.Tip() == "Удалить" {
			b.Tapped(nil)
		}
	}
	if firms, _ := st.Desk.OwnFirms(ctx); len(firms) != 2 || len(st.Failed) != 1 {
		t.Errorf("a firm behind offers was removed: %+v, %v", firms, st.Failed)
	}
}

// TestShotsOfTemplates draws the pages of firms and templates for people to look at.
func TestShotsOfTemplates(t *testing.T) {
	stand.NeedShots(t)
	shoot := func(st *rig, name string, size fyne.Size) {
		st.Window.Resize(size)
		st.Picture(name)
	}
	for _, lang := range text.Langs {
		for _, dark := range []bool{false, true} {
			st := aTemplate(t, lang, func(now *trade.Template) {
				now.Default, now.Cover, now.Accent = true, true, "7A1F2B"
				now.Texts = map[string]trade.TemplateTexts{string(lang): {Letter: "{client.name}, {offer.total}", Footer: "{firm.phone} {foo.bar}", Terms: []trade.Term{{Title: "Гарантия", Text: "24 месяца на оборудование"}}}}
			})
			fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(dark))
			name := func(what string) string { return fmt.Sprintf("settings-%s-%s-%v", what, lang, dark) }
			shoot(st, name("template"), fyne.NewSize(1360, 860))
			shoot(st, name("template-small"), fyne.NewSize(1100, 700))
			scroll := stand.Find[*kit.ScrollMemory](st.Top())
			scroll[0].SetOffset(900)
			shoot(st, name("template-mid"), fyne.NewSize(1360, 860))
			scroll[0].SetOffset(5000)
			shoot(st, name("template-end"), fyne.NewSize(1360, 860))
			for i := range 3 {
				if _, err := st.Desk.AddFirm(ctx, crm.Firm{Name: "Фирма с длинным названием " + strconv.Itoa(i), Country: "UA", Currency: "UAH"}); err != nil {
					t.Fatal(err)
				}
				if _, err := st.Desk.SaveStockTerm(ctx, nil, trade.StockTerm{Title: "Срок поставки", Lang: string(lang), Text: "15 рабочих дней со дня предоплаты"}); err != nil {
					t.Fatal(err)
				}
			}
			st.Show(route.Route{Room: route.Settings, Sub: "templates"})
			shoot(st, name("templates"), fyne.NewSize(1100, 700))
			st.Show(route.Route{Room: route.Settings, Sub: "firm"})
			shoot(st, name("firms"), fyne.NewSize(1100, 700))
		}
	}
}
