package kit

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"rapport/app/text"
)

func onGround(o fyne.CanvasObject) fyne.CanvasObject {
	return Stack(NewGround(Bg, 0), Pad(o, 16, 16, 16, 16))
}

func caption(s string) fyne.CanvasObject { return NewText(s, Caption, Text3) }

func buttonsCard() *Card {
	hover := NewButton(Plain, "Наведение", nil)
	hover.hovered = true
	focus := NewButton(Plain, "Фокус", nil)
	focus.focused = true
	off := NewButton(Plain, "Недоступна", nil)
	off.Disable()
	small := HBox(8, NewButton(Primary, "Малая", nil).Sized(ControlSmall), NewButton(Plain, "Позвонить", nil).WithIcon("phone").Sized(ControlSmall),
		NewButton(Primary, "Создать и начать", nil).WithTrailing("right").Sized(ControlLarge), NewIconButton("x", "Закрыть", nil), NewButton(Plain, "", nil).WithIcon("more"))
	return NewCard("Кнопки", VBox(8,
		caption("главная, мягкая, обычная, тихая"),
		HBox(8, NewButton(Primary, "Записать", nil), NewButton(Soft, "Перевести", nil), NewButton(Plain, "Не сейчас", nil), NewButton(Ghost, "Отмена", nil)),
		Pad(caption("наведение, фокус, недоступна, удаление"), 0, 4, 0, 0),
		HBox(8, hover, focus, off, NewButton(Danger, "Удалить", nil).WithIcon("trash")),
		small))
}

func fieldsCard() *Card {
	focused := NewEntry("")
	focused.SetValue("В фокусе")
	focused.focusing = true
	wrong := NewEntry("")
	wrong.SetValue("78 %")
	form := NewForm(2, Field{ID: "a", Input: NewEntry("Пустое")}, Field{ID: "b", Input: focused},
		Field{ID: "c", Input: wrong}, Field{ID: "d", Input: chosenSelect()})
	form.Say("c", Error, "скидка не больше 40 %")
	on, part := NewCheck("да", nil), NewCheck("часть", nil)
	on.SetState(On)
	part.SetState(Part)
	radio := NewRadio(false, []Option{{ID: "0", Label: "нет"}, {ID: "1", Label: "да"}}, nil)
	radio.SetValue("1")
	off := NewCheck("нельзя", nil)
	off.Disable()
	return NewCard("Поля", VBox(12, form, HBox(18, NewCheck("нет", nil), on, part, radio, off)))
}

func chosenSelect() *Select {
	s := NewSelect([]Option{{ID: "1", Label: "Клиент"}, {ID: "2", Label: "Сторонник"}}, nil).WithPrefix("Стадия")
	s.SetValue("1")
	return s
}

func chipsCard() *Card {
	all := NewFilterChip("Все типы", "148", nil)
	all.SetChosen(true)
	return NewCard("Фишки", VBox(8,
		caption("тип отношений: значок и слово, не только цвет"),
		Flow(8, NewChip("swap", "Рыночный обмен", ToneExchange), NewChip("case", "Деловые отношения", ToneBusiness),
			NewChip("hub", "Стратегическое партнёрство", TonePartnership)),
		caption("состояние"),
		Flow(8, NewChip("", "выиграна", ToneGreen), NewChip("", "сегодня", ToneAmber), NewChip("", "просрочено 9 дн", ToneRed),
			NewChip("", "в работе", ToneAccent), NewChip("", "черновик", ToneNeutral)),
		caption("фильтр: обычный, выбран, счётчик"),
		HBox(8, NewFilterChip("Деловые", "62", nil).WithSquare(BFill), all, NewBadge("9", ToneNeutral), NewAlertBadge("9"), NewKeyHint("Ctrl K")),
		HBox(8, NewChipButton("case", "Деловые отношения", ToneBusiness, nil), NewAvatar("КД", ToneBusiness, 40), NewAvatar("ПЖ", ToneBusiness, 20), NewLink("Изменить", nil)),
	))
}

func switchesCard() *Card {
	tabs := NewTabs(nil, "Лента", "Люди", "Задачи", "Документы", "Реквизиты")
	tabs.SetCounts("", "4", "2", "11")
	search := NewEntry("Клиент, человек, КП").WithIcon("search").WithEnd(NewKeyHint("Ctrl K"))
	date := NewDateField(text.RU, func() time.Time { return time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC) })
	date.SetDay(time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC))
	number := NewNumberField("", func(s string) (string, string, bool) { return s, s, true }).WithSuffix("₽")
	number.SetValue("1 240 000")
	file := NewFileField("Папка", nil)
	file.SetValue("Документы / Rapport / клиенты-2026.xlsx")
	off := NewEntry("")
	off.SetValue("Нельзя")
	off.Disable()
	return NewCard("Переключатели и поля", VBox(12,
		HBox(12, NewSegmented(nil, "Таблица", "Доска"), NewSegmented(nil, "День", "Неделя", "Месяц")),
		tabs, search, Columns(8, nil, date, number), Columns(8, nil, file, off))).WithCaption("замер 5 ноября, из 10")
}

func dialogCard() *Card {
	area := NewTextArea("", 3, "")
	area.SetValue("С марта никому нас не советовали")
	task := NewCheck("Задача: личная встреча до 27 ноября", nil)
	task.SetChecked(true)
	return NewCard("Перевод вниз: нужно основание", VBox(8,
		HBox(8, NewText("Гончары:", Body, Text), NewText("Сторонник", Body, Text2), NewGlyph("down", Red, 16), NewText("Клиент", Body|Bold, Text)),
		NewForm(1, Field{ID: "why", Label: "Что произошло", Input: area}),
		task,
		HBox(8, Spacer(), NewButton(Plain, "Не сейчас", nil), NewButton(Primary, "Перевести", nil))))
}

func toastCard() *Card {
	toast := newToastBox(newToastLayer(), Toast{Icon: "check", IconToken: Green, Sentence: "Артель Синица теперь «Клиент»", Action: "Отменить"})
	return NewCard("Сообщение", Pad(Fixed(toast, 0, 48), 0, 4, 0, 12))
}

func optionsCard() *Card {
	answers := NewOptionGroup(nil)
	row := Columns(8, nil, answers.Answer("Разовые сделки, без планов", ToneExchange),
		answers.Answer("Повторяются, договор на год", ToneBusiness), answers.Answer("Годы вперёд, срок не ограничен", TonePartnership))
	answers.Choose(2)
	langs := NewOptionGroup(nil)
	first := Columns(12, nil, langs.Card("Русский", "24.11.2026"), langs.Card("Українська", "24.11.2026"))
	langs.Choose(0)
	files := NewOptionGroup(nil)
	second := Columns(12, nil, files.Card("Excel или CSV", "столбцы сопоставим").WithIcon("list").WithoutCircle(),
		files.Card("vCard", "телефон, Outlook, почта").WithIcon("user").WithoutCircle())
	files.Choose(0)
	return NewCard("Выбор", VBox(12, row, first, second))
}

func emptyCard() *Card {
	return NewCard("Пусто", Pad(EmptyState(EmptyIcon("people"), "Пока нет сторонников",
		"Клиент поднимется сюда, когда сам порекомендует вас. Спросите тех, кто доволен.", NewButton(Plain, "Показать довольных", nil)), 0, 12, 0, 8))
}

func controlsPage() fyne.CanvasObject {
	column := func(cards ...fyne.CanvasObject) fyne.CanvasObject { return VBox(16, cards...) }
	return onGround(Columns(16, nil,
		column(buttonsCard(), fieldsCard(), chipsCard()),
		column(switchesCard(), dialogCard(), toastCard()),
		column(optionsCard(), emptyCard())))
}

func TestShotControls(t *testing.T) {
	bothThemes(t, func(t *testing.T, suffix string) {
		Shot(t, controlsPage(), 1360, 860, "controls"+suffix)
	})
}
