package kit

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"rapport/app/text"
)

func clientForm() *Form {
	date := NewDateField(text.RU, func() time.Time { return day(2026, 11, 24) })
	phones := NewRepeater("Телефон", "Убрать", []float32{2, 1}, func() []Input {
		return []Input{NewEntry("+7"), NewSelect([]Option{{ID: "w", Label: "рабочий"}, {ID: "m", Label: "мобильный"}}, nil)}
	})
	phones.SetRows([][]string{{"+7 900 000-41-17", "w"}, {"+7 900 000-41-18", "m"}})
	f := NewForm(2, Field{ID: "name", Label: "Название", Input: NewEntry(""), Span: 2},
		Field{ID: "inn", Label: "ИНН", Input: NewEntry("10 или 12 цифр")},
		Field{ID: "since", Label: "Клиент с", Input: date})
	f.Section("Связь")
	f.Add(Field{ID: "phones", Label: "Телефоны", Input: phones, Span: 2},
		Field{ID: "note", Label: "Заметка", Input: NewTextArea("", 3, ""), Span: 2, Hint: "Видна только вам"},
		Field{ID: "mail", Label: "", Input: NewCheck("Присылать письма", nil), Span: 2})
	f.SetValues(map[string]string{"name": "Кедровый Двор", "inn": "770123", "since": "2026-11-24"})
	f.Say("inn", Error, "В ИНН 10 или 12 цифр, введено 6")
	f.Say("since", Warning, "Раньше первого контакта")
	return f
}

func backdrop() fyne.CanvasObject {
	return NewLayers(onGround(VBox(12, NewText("Клиенты", Heading|Bold, Text), buttonsCard(), fieldsCard())))
}

func TestShotModal(t *testing.T) {
	bothThemes(t, func(t *testing.T, suffix string) {
		w := stage(t, backdrop(), 900, 700)
		m := NewModal("Клиент", clientForm()).CancelButton("Не сейчас")
		m.Action(Primary, "Сохранить", nil)
		m.Aside(NewButton(Ghost, "Удалить", nil).WithIcon("trash"))
		m.ShowOn(w.Canvas())
		shotWindow(t, w, "modal"+suffix)
	})
}

func TestShotErrorBox(t *testing.T) {
	bothThemes(t, func(t *testing.T, suffix string) {
		w := stage(t, backdrop(), 900, 500)
		m := ErrorBox(ErrorWords{"Не удалось сохранить", "Подробности", "Скопировать", "Понятно"},
			"На диске не осталось места.", "То, что вы ввели, сохранено в черновике.", "save client: disk full\nwrite /data/rapport.db: no space left on device")
		link := findAll[*Link](m)[0]
		link.Tapped(nil)
		shotWindow(t, w, "error"+suffix)
	})
}

func TestShotPalette(t *testing.T) {
	bothThemes(t, func(t *testing.T, suffix string) {
		w := stage(t, backdrop(), 900, 600)
		p := NewPalette(&Loader{Sync: true}, PaletteWords{"Клиент, человек, КП", "Ничего не нашлось", "Поиск не удался"},
			func(context.Context, string) ([]Result, error) {
				return []Result{
					{Group: "Клиенты", Icon: "firm", IconToken: B, Title: "Кедровый Двор", Subtitle: "Гостиницы, Лесогорск", Kind: "клиент"},
					{Group: "Клиенты", Icon: "firm", IconToken: S, Title: "Завод «Заря»", Subtitle: "Приборы", Kind: "клиент"},
					{Group: "Люди", Icon: "user", Title: "Андрей Ремизов", Subtitle: "директор, Кедровый Двор", Kind: "человек"},
					{Group: "Документы", Icon: "doc", Title: "КП № 212", Subtitle: "1 080 000 ₽, ждём ответа", Kind: "КП"},
				}, nil
			})
		p.ShowOn(w.Canvas())
		typeInto(t, w.Canvas(), "кед")
		shotWindow(t, w, "palette"+suffix)
	})
}

func TestShotPopups(t *testing.T) {
	for name, open := range map[string]func(fyne.Window, *fyne.Container){
		"calendar": func(w fyne.Window, box *fyne.Container) {
			d := NewDateField(text.RU, func() time.Time { return day(2026, 11, 24) })
			box.Add(d)
			d.SetDay(day(2026, 11, 12))
			w.Canvas().Focus(d)
			d.toggleCalendar()
		},
		"combo": func(w fyne.Window, box *fyne.Container) {
			s := &clients{}
			c := NewComboBox(&Loader{Sync: true}, "Клиент", ComboWords{"Ничего не нашлось", "Поиск не удался"}, s.search)
			c.Offer = func(q string) string { return "Создать «" + q + "»" }
			box.Add(c)
			w.Canvas().Focus(c)
			for _, r := range "к" {
				c.TypedRune(r)
			}
		},
		"menu": func(w fyne.Window, box *fyne.Container) {
			b := NewButton(Plain, "", nil).WithIcon("more")
			box.Add(Left(b))
			ShowMenu(b, MenuItem{Icon: "edit", Label: "Изменить", Shortcut: "F2"}, MenuItem{Icon: "doc", Label: "Новое КП", Shortcut: "Ctrl N"},
				MenuItem{Icon: "print", Label: "Досье PDF", Disabled: true}, Separator(), MenuItem{Icon: "trash", Label: "Удалить", Danger: true})
		},
		"select": func(w fyne.Window, box *fyne.Container) {
			s := NewSelect(stages(), nil).WithPrefix("Стадия")
			s.SetValue("5")
			box.Add(Left(s))
			w.Canvas().Focus(s)
			s.OpenList()
		},
	} {
		t.Run(name, func(t *testing.T) {
			bothThemes(t, func(t *testing.T, suffix string) {
				box := VBox(8)
				l := NewLayers(onGround(box))
				w := stage(t, l, 300, 360)
				open(w, box)
				shotWindow(t, w, name+suffix)
			})
		})
	}
}
