package intake

import (
	"archive/zip"
	"bytes"
	"errors"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// workbook makes an XLSX file of the rows.
func workbook(t testing.TB, rows [][]any, more func(*excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	if more != nil {
		more(f)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWorkbook(t *testing.T) {
	data := workbook(t, [][]any{
		{"Список контрагентов"},
		{},
		{"Наименование", "ИНН", "Телефон", "День рождения", "Контактное лицо", "Сумма"},
		{"ООО Проба", 7707083893, 79161234567, time.Date(1980, 3, 15, 0, 0, 0, 0, time.UTC), "Пётр Ильич", 1234.5},
		{"ТОВ Приклад", 500100732259, "067 123 45 67", "", "", ""},
		{"Итого", "", "", "", "", 1234.5},
	}, func(f *excelize.File) {
		if _, err := f.NewSheet("Второй"); err != nil {
			t.Fatal(err)
		}
	})
	b := read(t, "book.xlsx", data, Options{})
	want := `XLSX, , "", rows 3, clients 2
4 company "ООО Проба"
  of RU inn="7707083893"
  "Пётр Ильич" given="Пётр Ильич" born="1980-03-15" tel( "79161234567" +79161234567)
  + "Сумма" "1234.5"
5 company "ТОВ Приклад" tel( "067 123 45 67" )
  of RU inn="500100732259"
! 0  intake.sheets ["Sheet" "Sheet1" "Count" "2"]
! 1  intake.title ["Text" "Список контрагентов"]
! 6  intake.total ["Text" "Итого, 1234.5"]
`
	if got := show(b); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestWorkbookSheetAskedFor(t *testing.T) {
	data := workbook(t, [][]any{{"Компания"}, {"Первая"}}, func(f *excelize.File) {
		if _, err := f.NewSheet("Второй"); err != nil {
			t.Fatal(err)
		}
		f.SetSheetRow("Второй", "A1", &[]any{"Компания", "Город"})
		f.SetSheetRow("Второй", "A2", &[]any{"Вторая", "Киев"})
	})
	b := read(t, "book.xlsx", data, Options{Sheet: "Второй"})
	if len(b.Clients) != 1 || b.Clients[0].Client.Name != "Вторая" || b.Sheet != "Второй" || len(b.Sheets) != 2 {
		t.Errorf("got %s from %q of %v", show(b), b.Sheet, b.Sheets)
	}
}

func TestWorkbookIsRefused(t *testing.T) {
	whole := workbook(t, [][]any{{"Компания"}, {"Первая"}}, nil)
	for name, c := range map[string]struct {
		data []byte
		opts Options
		want error
	}{
		"cut":   {whole[:len(whole)/2], Options{}, ErrDamaged},
		"bomb":  {bomb(t), Options{Limits: Limits{Bytes: 1 << 20}}, ErrTooBig},
		"rows":  {workbook(t, [][]any{{"Компания"}, {"а"}, {"б"}, {"в"}}, nil), Options{Limits: Limits{Rows: 2}}, ErrTooBig},
		"blank": {workbook(t, nil, nil), Options{}, ErrEmpty},
	} {
		if _, err := Read(name, c.data, c.opts); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// bomb is a small archive that unpacks to 16 MB.
func bomb(t testing.TB) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range []string{"xl/workbook.xml", "xl/worksheets/sheet1.xml"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(make([]byte, 8<<20))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
