package intake

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"rapport/app/text"
)

// FuzzRead feeds any bytes: nothing may panic, and whatever is read must be fit to keep.
func FuzzRead(f *testing.F) {
	for _, c := range tables {
		f.Add([]byte(c.file))
	}
	for _, c := range cardFiles {
		f.Add(c.file)
	}
	f.Add([]byte("Rapport ID;Rapport ID контакта;Компания;Телефон 1;Телефон 1: вид;Теги;Адрес 1: Город\n1;2;Проба;+7 495 000-00-01;раб;\"\"\"a;b\"\"; c\";Тверь\n"))
	f.Add(workbook(f, [][]any{{"Компания", "ИНН"}, {"Проба", 7707083893}}, nil))
	limits := Limits{Bytes: 1 << 20, Rows: 5000, Columns: 200, Cell: 2000}
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := Read("fuzz", data, Options{Country: "RU", Year: 2026, Limits: limits})
		var refusal *Refusal
		if err != nil && !errors.As(err, &refusal) {
			t.Fatalf("an error without a reason: %v", err)
		}
		for _, d := range b.Clients {
			checkDraft(t, d)
		}
		for _, c := range b.Complaints {
			if !strings.HasPrefix(c.Reason, "intake.") || len(c.Args)%2 != 0 {
				t.Fatalf("complaint %+v", c)
			}
		}
	})
}

func checkDraft(t *testing.T, d Draft) {
	if d.Client.Name == "" || !utf8.ValidString(d.Client.Name) || d.Line < 1 {
		t.Fatalf("client %q in line %d", d.Client.Name, d.Line)
	}
	for _, p := range d.Contacts {
		if p.Name == "" || !utf8.ValidString(p.Name) {
			t.Fatalf("person %q in line %d", p.Name, d.Line)
		}
	}
}

// FuzzTable checks that what is written for spreadsheets is cut into the same cells again.
func FuzzTable(f *testing.F) {
	f.Add("a", "=b", "c;d")
	f.Add("'", "\"", "\n")
	f.Add("+7 900", "-", " x ")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		cells := []string{a, b, c}
		for i, s := range cells {
			cells[i] = strings.ReplaceAll(strings.ReplaceAll(strings.ToValidUTF8(s, "?"), "\r", ""), "\ufeff", "")
			if len(s) > 1000 {
				t.Skip()
			}
		}
		var out bytes.Buffer
		if err := WriteTable(&out, cells, func(func([]string) bool) {}, text.RU); err != nil {
			t.Fatal(err)
		}
		s := scanner{text: strings.TrimPrefix(out.String(), "\ufeff"), delimiter: ';', line: 1, limits: DefaultLimits, complain: &complaints{}}
		if !s.next() || len(s.row.cells) != 3 {
			t.Fatalf("%q is cut into %q", out.String(), s.row.cells)
		}
		for i, cell := range s.row.cells {
			if bared(cell) != cells[i] {
				t.Fatalf("%q comes back as %q", cells[i], bared(cell))
			}
			if cell != "" && strings.ContainsRune("=@\t\r", rune(cell[0])) {
				t.Fatalf("%q may be run as a formula", cell)
			}
		}
	})
}
