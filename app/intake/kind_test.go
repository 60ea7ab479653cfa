package intake

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func guessed(t *testing.T, name, body string) Kind {
	t.Helper()
	k, err := Guess(File{Name: name, Data: []byte(body)}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestKindIsGuessedByTheHeadings(t *testing.T) {
	for headings, want := range map[string]Kind{
		"Компания;Телефон;ИНН;Город":                                            OfClients,
		"Наименование;Полное наименование;ИНН;КПП;Код":                          OfClients,
		"Название;Тип;Статус;Описание;Телефон":                                  OfClients,
		"Название сделки;Компания;Сумма;Валюта;Дата создания;Имя;Телефон;Почта": OfClients,
		"Артикул;Наименование;Ед. изм.;Цена":                                    OfItems,
		"Наименование;Цена, руб.":                                               OfItems,
		"Товар;Поставщик;Себестоимость;Ставка НДС":                              OfItems,
		"Найменування;Од.;Ціна;Група":                                           OfItems,
		"Name,SKU,Unit price,Category":                                          OfItems,
		"Номер;Дата;Клиент;Сумма":                                               OfOrders,
		"Номер заказа;Дата заказа;Покупатель;Товар;Количество;Цена":             OfOrders,
		"Замовлення;Дата замовлення;Клієнт;Товар;К-сть;Ціна":                    OfOrders,
		"orderID,productID,unitPrice,quantity,discount":                         OfOrders,
		"Order no,Order date,Customer,Total":                                    OfOrders,
		"Что-то;Иное":                                                           OfClients,
	} {
		row := strings.Map(func(r rune) rune {
			if r == ';' || r == ',' {
				return r
			}
			return '1'
		}, headings)
		if got := guessed(t, "a.csv", headings+"\n"+row+"\n"); got != want {
			t.Errorf("%s: %s, want %s", headings, got, want)
		}
	}
}

func TestKindOfKnownFiles(t *testing.T) {
	root := filepath.Join("..", "..", "..", "shared")
	wants := map[string]Kind{"products.csv": OfItems, "orders.csv": OfOrders, "order-details.csv": OfOrders}
	files, _ := filepath.Glob(filepath.Join(root, "data", "northwind", "*.csv"))
	samples, _ := filepath.Glob(filepath.Join(root, "samples", "*", "*.*"))
	if len(files) == 0 || len(samples) == 0 {
		t.Skip("no samples here")
	}
	for _, path := range append(files, samples...) {
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want := wants[filepath.Base(path)]
		if want == "" {
			want = OfClients
		}
		if got, err := Guess(File{Name: filepath.Base(path), Data: body}, Options{}); err != nil || got != want {
			t.Errorf("%s: %s, want %s, %v", filepath.Base(path), got, want, err)
		}
	}
}

func TestWhatCannotBeReadIsNotGuessed(t *testing.T) {
	for _, body := range []string{"", "%PDF-1.4 a", "\x00\x01\x02\x03 binary \x00\xff"} {
		if k, err := Guess(File{Name: "a", Data: []byte(body)}, Options{}); err == nil {
			t.Errorf("%q is %s", body, k)
		}
	}
}
