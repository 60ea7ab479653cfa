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
	"rapport/screens/stand"
)

// start shows the screen over a base with our firm.
func start(t *testing.T, lang text.Lang) *rig {
	t.Helper()
	st := newRig(t, lang)
	if err := st.Desk.BeginFirm(ctx, crm.Firm{Name: "Мы", Country: "RU", Currency: "RUB"}, ""); err != nil {
		t.Fatal(err)
	}
	st.show(New(st.Env, st.Desk), route.Route{Room: route.Imports})
	t.Cleanup(st.Desk.Listen(func(n crm.News) { st.Changed(n) }))
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
func (st *rig) give(path string) {
	st.T.Helper()
	field := stand.Find[*kit.FileField](st.Top())[0]
	field.SetText(path)
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

func (st *rig) clients() int64 {
	st.T.Helper()
	n, err := st.Desk.CountClients(ctx, crm.ClientQuery{})
	if err != nil {
		st.T.Fatal(err)
	}
	return n.N
}

const table = "Компания;Город;Имя;Прочее\nРомашка;Лесогорск;Вера;а\nВасилёк;Томск;Олег;б\n"

func TestTypedPathIsReadTakenAndUndone(t *testing.T) {
	for _, lang := range text.Langs {
		st := start(t, lang)
		st.give(" \"" + file(t, "клиенты.csv", table) + "\" ")
		if !st.ready || st.would.Added != 2 || !st.Sees("клиенты.csv") || !st.Sees("Ромашка") || st.clients() != 0 {
			t.Fatalf("%s: %+v, %v", lang, st.would, st.Failed)
		}
		st.take.Tapped(nil)
		if st.clients() != 2 || st.ready || !st.done {
			t.Errorf("%s: %d clients, ready %v, done %v, %v", lang, st.clients(), st.ready, st.done, st.Failed)
		}
		if _, err := st.Desk.Undo(ctx); err != nil {
			t.Fatal(err)
		}
		if st.clients() != 0 || st.done {
			t.Errorf("%s: after undo %d clients, done %v", lang, st.clients(), st.done)
		}
	}
}

func TestKeyboardAloneReadsAndStartsAnew(t *testing.T) {
	st := start(t, text.RU)
	if st.Window.Canvas().Focused() != fyne.Focusable(st.typed) {
		t.Fatalf("the keyboard is at %T", st.Window.Canvas().Focused())
	}
	st.typed.SetValue(file(t, "клиенты.csv", table))
	st.Keys(fyne.KeyReturn)
	if !st.ready || !st.Sees("Ромашка") {
		t.Errorf("Enter read nothing: %v", st.Failed)
	}
}

func TestPickedFileIsRead(t *testing.T) {
	st := start(t, text.RU)
	st.pick = file(t, "a.csv", table)
	stand.Find[*kit.FileField](st.Top())[0].TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
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
	id, err := st.Desk.ClientNamed(ctx, "Ромашка")
	if err != nil {
		t.Fatal(err)
	}
	if c, err := st.Desk.Client(ctx, id); err != nil || c.Industry != "а" || c.City != "" || len(c.Addresses) != 0 {
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
		if o.Label == st.Env.T.T(intake.FieldExtra.NameKey()) {
			t.Error("keeping aside is offered")
		}
	}
}

func TestSecondTimeThereIsNothingToTake(t *testing.T) {
	st := start(t, text.RU)
	path := file(t, "a.csv", table)
	st.give(path)
	st.take.Tapped(nil)
	st.Press("Другой файл")
	st.give(path)
	if st.would.Same != 2 || !st.take.Disabled() {
		t.Errorf("%+v, the button can be pressed: %v", st.would, !st.take.Disabled())
	}
	st.takeIn()
	if st.clients() != 2 {
		t.Errorf("%d clients", st.clients())
	}
	if _, err := st.Desk.Undo(ctx); err != nil { // what would become of the file changes with the base
		t.Fatal(err)
	}
	if st.would.Added != 2 || st.take.Disabled() {
		t.Errorf("after undo %+v", st.would)
	}
}

func TestUnreadableFilesAreToldInWords(t *testing.T) {
	st := start(t, text.RU)
	for path, reason := range map[string]string{"/none/a.csv": "desk.file.missing", t.TempDir(): "desk.file.folder", file(t, "empty.csv", ""): "intake.refused.empty"} {
		st.Failed = nil
		st.give(path)
		var fault crm.Fault
		if len(st.Failed) != 1 || !errors.As(st.Failed[0], &fault) || fault.Reason != reason {
			t.Errorf("%s: %v", path, st.Failed)
		}
		if st.ready || stand.Find[*kit.FileField](st.Top())[0].Text != path {
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
	next := New(st.Env, st.Desk)
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
		st.Failed = nil
		st.Show(route.Route{Room: route.Imports, Sub: path})
		for _, err := range st.Failed {
			var fault crm.Fault
			if !errors.As(err, &fault) || !st.Env.T.Has(fault.Reason) {
				t.Errorf("%s: %v", filepath.Base(path), err)
			}
		}
		if strings.HasSuffix(path, ".md") {
			continue
		}
		if st.ready {
			st.takeIn()
		}
		for _, err := range st.Failed {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
	}
	if faults, err := st.Desk.Verify(ctx); err != nil || len(faults) > 0 {
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
		for _, s := range stand.Find[*kit.Select](st.Top()) {
			if st.batch.Sheet == s.Value() {
				return s
			}
		}
		t.Fatalf("no choice of a sheet at %q", st.batch.Sheet)
		return nil
	}
	choose := func(letter rune) {
		choice().TypedRune(letter)
		st.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	first := st.batch.Sheet
	other := map[string]string{"Клиенты": "Поставщики", "Поставщики": "Клиенты"}[first]
	choose([]rune(other)[0])
	if st.batch.Sheet != other || len(st.batch.Clients) != 1 || len(st.Failed) > 0 {
		t.Fatalf("read %q with %d clients, %v", st.batch.Sheet, len(st.batch.Clients), st.Failed)
	}
	choose('У')
	if len(st.Failed) != 1 || !st.ready || st.batch.Sheet != first {
		t.Errorf("after an empty sheet: %q, ready %v, failed %v", st.batch.Sheet, st.ready, st.Failed)
	}
}
