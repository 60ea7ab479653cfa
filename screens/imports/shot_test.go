package imports

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/stand"
)

// TestShots draws the room for people to look at.
func TestShots(t *testing.T) {
	stand.NeedShots(t)
	items := "Артикул;Наименование;Группа;Ед.;Цена\nА1;Доска обрезная 50×150;Дерево;шт;1 200,50\nА2;Гвоздь;Крепёж;кг;3\nА2;Гвоздь;Крепёж;кг;4\nА3;Саморез;Крепёж;кг;дорого\n"
	orders := "Номер;Дата;Клиент;Товар;Количество;Цена;Срок\n7;01.02.2026;Ромашка;Доска;3;100;10.02.2026\n7;01.02.2026;Ромашка;Гвоздь;1;20;10.02.2026\n8;02.02.2026;Лопух;Доска;2;200;\n9;31.02.2026;Лопух;Доска;2;200;\n"
	for _, lang := range text.Langs {
		for _, dark := range []bool{false, true} {
			for name, body := range map[string]string{"items": items, "orders": orders, "clients": table} {
				st := start(t, lang)
				fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(dark))
				st.give(file(t, name+".csv", body))
				st.Window.Resize(fyne.NewSize(1100, 700))
				st.Picture(fmt.Sprintf("imports-%s-%s-%v", name, lang, dark))
			}
		}
	}
}
