package imports

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/xuri/excelize/v2"

	"rapport/app/crm"
	"rapport/app/intake"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/route"
)

// start shows the screen over a base with our firm.
func start(t *testing.T, lang text.Lang) *stand {
	t.Helper()
	st := newStand(t, lang)
	if err := st.desk.BeginFirm(ctx, crm.Firm{Name: "Мы", Country: "RU", Currency: "RUB"}, ""); err != nil {
		t.Fatal(err)
	}
	st.show(New(st.env, st.desk), route.Route{Room: route.Imports})
	t.Cleanup(st.desk.Listen(func(n crm.News) { st.Changed(n) }))
	return st
}

// file writes a file of a test.
func file(t *testing.T, name, body string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// give types a path and presses Enter.
func (st *stand) give(path string) {
	st.t.Helper()
	field := find[*kit.FileField](st.root())[0]
	field.SetText(path)
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

func (st *stand) clients() int64 {
	st.t.Helper()
	n, err := st.desk.CountClients(ctx, crm.ClientQuery{})
	if err != nil {
		st.t.Fatal(err)
	}
	return n.N
}

const table = "Компания;Город;Имя;Прочее\nРомашка;Лесогорск;Вера;а\nВасилёк;Томск;Олег;б\n"

func TestTypedPathIsReadTakenAndUndone(t *testing.T) {
	for _, lang := range text.Langs {
		st := start(t, lang)
		st.give(" \"" + file(t, "клиенты.csv", table) + "\" ")
		if !st.ready || st.would.Added != 2 || !st.sees("клиенты.csv") || !st.sees("Ромашка") || st.clients() != 0 {
			t.Fatalf("%s: %+v, %v", lang, st.would, st.failed)
		}
		st.take.Tapped(nil)
		if st.clients() != 2 || st.ready || !st.done {
			t.Errorf("%s: %d clients, ready %v, done %v, %v", lang, st.clients(), st.ready, st.done, st.failed)
		}
		if _, err := st.desk.Undo(ctx); err != nil {
			t.Fatal(err)
		}
		if st.clients() != 0 || st.done {
			t.Errorf("%s: after undo %d clients, done %v", lang, st.clients(), st.done)
		}
	}
}

func TestPickedFileIsRead(t *testing.T) {
	st := start(t, text.RU)
	st.pick = file(t, "a.csv", table)
	find[*kit.FileField](st.root())[0].TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if !st.ready || st.path != st.pick {
		t.Errorf("ready %v, path %q", st.ready, st.path)
	}
}

func TestRouteNamesTheFile(t *testing.T) {
	st := start(t, text.RU)
	st.Show(route.Route{Room: route.Imports, Sub: file(t, "a.csv", table)})
	if !st.ready || st.would.Added != 2 {
		t.Errorf("%+v", st.would)
	}
}

func TestColumnCanBeTakenForSomethingElse(t *testing.T) {
	st := start(t, text.RU)
	st.give(file(t, "a.csv", table))
	st.remap(3, intake.FieldIndustry)
	st.remap(1, intake.FieldSkip)
	st.take.Tapped(nil)
	id, err := st.desk.ClientNamed(ctx, "Ромашка")
	if err != nil {
		t.Fatal(err)
	}
	if c, err := st.desk.Client(ctx, id); err != nil || c.Industry != "а" || c.City != "" || len(c.Addresses) != 0 {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestEveryColumnShowsWhatItWasTakenFor(t *testing.T) {
	st := start(t, text.RU)
	st.give(file(t, "a.csv", "Название сделки;Компания;Обращение;ID\nЗаказ;Ромашка;г-н;7\n"))
	for _, c := range st.batch.Columns {
		options := st.choices(c.Field)
		found := false
		for _, o := range options {
			found = found || o.ID == "f"+string(c.Field) && o.Label != ""
		}
		if !found {
			t.Errorf("%s: %q is not among the choices", c.Heading, c.Field)
		}
	}
}

// TestNothingIsPromisedToBeKept reads a catalogue: a column without a place is left out, and the screen says so.
func TestNothingIsPromisedToBeKept(t *testing.T) {
	st := start(t, text.RU)
	st.give(file(t, "a.csv", "Артикул;Наименование;Цена;unitsInStock\nА-1;Насос;100;39\n"))
	c := st.batch.Columns[3]
	if got := st.taken(c.Field); st.kind != intake.OfItems || got != intake.FieldSkip {
		t.Errorf("%s of %v is shown as %q", c.Heading, st.kind, got)
	}
	for _, o := range st.choices(st.taken(c.Field)) {
		if o.Label == st.env.T.T(intake.FieldExtra.NameKey()) {
			t.Error("keeping aside is offered")
		}
	}
}

func TestSecondTimeThereIsNothingToTake(t *testing.T) {
	st := start(t, text.RU)
	path := file(t, "a.csv", table)
	st.give(path)
	st.take.Tapped(nil)
	st.press("Другой файл", 0)
	st.give(path)
	if st.would.Same != 2 || !st.take.Disabled() {
		t.Errorf("%+v, the button can be pressed: %v", st.would, !st.take.Disabled())
	}
	st.takeIn()
	if st.clients() != 2 {
		t.Errorf("%d clients", st.clients())
	}
	if _, err := st.desk.Undo(ctx); err != nil { // what would become of the file changes with the base
		t.Fatal(err)
	}
	if st.would.Added != 2 || st.take.Disabled() {
		t.Errorf("after undo %+v", st.would)
	}
}

func TestUnreadableFilesAreToldInWords(t *testing.T) {
	st := start(t, text.RU)
	for path, reason := range map[string]string{"/none/a.csv": "desk.file.missing", t.TempDir(): "desk.file.folder", file(t, "empty.csv", ""): "intake.refused.empty"} {
		st.failed = nil
		st.give(path)
		var fault crm.Fault
		if len(st.failed) != 1 || !errors.As(st.failed[0], &fault) || fault.Reason != reason {
			t.Errorf("%s: %v", path, st.failed)
		}
		if st.ready || find[*kit.FileField](st.root())[0].Text != path {
			t.Errorf("%s: what was typed is gone", path)
		}
	}
}

func TestPathsAsProgramsCopyThem(t *testing.T) {
	for typed, want := range map[string]string{"/a/b.csv": "/a/b.csv", " '/a b.csv' ": "/a b.csv", "«/a.csv»": "/a.csv", "file:///a/%D0%B1.csv": "/a/б.csv", "": ""} {
		if got := barePath(typed); got != filepath.FromSlash(want) {
			t.Errorf("%q gives %q", typed, got)
		}
	}
}

func TestChangeOfThemeKeepsTheFile(t *testing.T) {
	st := start(t, text.RU)
	st.give(file(t, "a.csv", table))
	st.remap(3, intake.FieldIndustry)
	state := st.State()
	next := New(st.env, st.desk)
	next.Restore(state)
	st.show(next, route.Route{Room: route.Imports})
	if !st.ready || st.opts.Fields[3] != intake.FieldIndustry || st.batch.Clients[0].Client.Industry != "а" {
		t.Errorf("ready %v, %+v", st.ready, st.opts.Fields)
	}
}

func TestEverySampleGoesThroughTheWindow(t *testing.T) {
	root := filepath.Join("..", "..", "..", "shared", "samples")
	files, err := filepath.Glob(filepath.Join(root, "*", "*.*"))
	more, errMore := filepath.Glob(filepath.Join(root, "*.*"))
	if err != nil || errMore != nil || len(files) == 0 {
		t.Skip("no samples here")
	}
	st := start(t, text.RU)
	for _, path := range append(files, more...) {
		st.failed = nil
		st.Show(route.Route{Room: route.Imports, Sub: path})
		for _, err := range st.failed {
			var fault crm.Fault
			if !errors.As(err, &fault) || !st.env.T.Has(fault.Reason) {
				t.Errorf("%s: %v", filepath.Base(path), err)
			}
		}
		if strings.HasSuffix(path, ".md") {
			continue
		}
		if st.ready {
			st.takeIn()
		}
		for _, err := range st.failed {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
	}
	if faults, err := st.desk.Verify(ctx); err != nil || len(faults) > 0 {
		t.Errorf("the base is not sound: %v, %v", faults, err)
	}
}

// workbook writes a workbook of two tables and an empty sheet.
func workbook(t *testing.T) string {
	t.Helper()
	f := excelize.NewFile()
	for sheet, cells := range map[string][]string{"Клиенты": {"Компания", "Ромашка"}, "Поставщики": {"Компания", "Лопух"}, "Ушли": nil} {
		if _, err := f.NewSheet(sheet); err != nil {
			t.Fatal(err)
		}
		for i, c := range cells {
			if err := f.SetCellStr(sheet, fmt.Sprintf("A%d", i+1), c); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "книга.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestSheetOfAWorkbookIsChosen(t *testing.T) {
	st := start(t, text.RU)
	st.give(workbook(t))
	choice := func() *kit.Select {
		for _, s := range find[*kit.Select](st.root()) {
			if st.batch.Sheet == s.Value() {
				return s
			}
		}
		t.Fatalf("no choice of a sheet at %q", st.batch.Sheet)
		return nil
	}
	choose := func(letter rune) {
		choice().TypedRune(letter)
		st.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	first := st.batch.Sheet
	other := map[string]string{"Клиенты": "Поставщики", "Поставщики": "Клиенты"}[first]
	choose([]rune(other)[0])
	if st.batch.Sheet != other || len(st.batch.Clients) != 1 || len(st.failed) > 0 {
		t.Fatalf("read %q with %d clients, %v", st.batch.Sheet, len(st.batch.Clients), st.failed)
	}
	choose('У')
	if len(st.failed) != 1 || !st.ready || st.batch.Sheet != first {
		t.Errorf("after an empty sheet: %q, ready %v, failed %v", st.batch.Sheet, st.ready, st.failed)
	}
}
