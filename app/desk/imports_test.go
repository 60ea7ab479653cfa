package desk_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/text"
)

// intaken imports a table written in the test.
func intaken(t *testing.T, d *desk.Desk, name, body string) desk.Intake {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	return imported(t, d, path)
}

// imported imports a file after a dry run, which has to foretell the same.
func imported(t *testing.T, d *desk.Desk, path string) desk.Intake {
	t.Helper()
	before := content(t, d)
	would, err := d.ImportFile(t.Context(), path, true)
	if err != nil {
		t.Fatal(err)
	}
	if content(t, d) != before {
		t.Fatal("a dry run wrote into the base")
	}
	done, err := d.ImportFile(t.Context(), path, false)
	if err != nil {
		t.Fatal(err)
	}
	would.DryRun = false
	like(t, "foretold and done", would, done)
	return done
}

func clientCalled(t *testing.T, d *desk.Desk, name string) crm.Client {
	t.Helper()
	id, err := d.ClientNamed(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	c, err := d.Client(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestImportNorthwind(t *testing.T) {
	d := withFirm(t)
	path := shared(t, "data", "northwind", "customers.csv")
	empty := content(t, d)
	done := imported(t, d, path)
	if done.Added != 91 || done.People != 91 || done.Completed+done.Same != 0 {
		t.Errorf("%+v", done)
	}
	full := content(t, d)
	if again := imported(t, d, path); again.Same != 91 || again.Added+again.Completed+again.People != 0 || content(t, d) != full {
		t.Errorf("the second time: %+v", again)
	}
	sound(t, d)
	if _, err := d.Undo(t.Context()); err != nil || content(t, d) != empty {
		t.Errorf("one undo does not take the import back: %v", err)
	}
	sound(t, d)
}

func TestImportCompletesAndNeverOverwrites(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	c := addClient(t, d, crm.Client{Name: "ООО «Дом»", City: "Лесогорск", Tags: []string{"свой"}, Phones: []crm.Phone{{Raw: "+7 900 000-11-11", Label: "склад"}}})
	p, err := d.SaveContact(ctx, nil, crm.Contact{Client: c.ID, Name: "Вера Лапина", Post: "директор"})
	if err != nil {
		t.Fatal(err)
	}
	done := intaken(t, d, "a.csv", "Компания;Город;Отрасль;Телефон;Контактное лицо;Должность;E-mail\n"+
		"ООО «Дом»;Иной;Склады;8 (900) 000-11-11;Вера Лапина;бухгалтер;vera@example.com\n"+
		"ООО «Дом»;;;+7 900 000-22-22;Олег Клён;мастер;\n")
	if done.Completed != 1 || done.Added != 0 || done.People != 1 {
		t.Errorf("%+v", done)
	}
	now := clientCalled(t, d, "ООО «Дом»")
	if now.City != "Лесогорск" || now.Industry != "Склады" || now.Phones[0].Label != "склад" || len(now.Tags) != 1 {
		t.Errorf("client %+v", now)
	}
	people, err := d.Contacts(ctx, c.ID)
	if err != nil || len(people) != 2 {
		t.Fatalf("people %+v, %v", people, err)
	}
	for _, q := range people {
		if q.ID == p.ID && (q.Post != "директор" || len(q.Emails)+len(now.Emails) == 0) {
			t.Errorf("the person known before: %+v", q)
		}
	}
	sound(t, d)
}

func TestImportTellsClientsApart(t *testing.T) {
	for name, c := range map[string]struct {
		body  string
		added int
	}{
		"one firm on two lines":           {"Компания;Телефон\nРомашка;+79000000001\nРомашка;+79000000002\n", 1},
		"one name, two tax numbers":       {"Компания;ИНН\nРомашка;9876540001\nРомашка;7707083893\n", 2},
		"one tax number, two spellings":   {"Компания;ИНН\nРомашка;7707083893\nООО «Ромашка»;7707083893\n", 1},
		"two people of one name":          {"Имя;Телефон\nИван Петров;+79000000001\nИван Петров;+79000000002\n", 2},
		"one person on two lines":         {"Имя;Телефон\nИван Петров;+79000000001\nИван Петров;+79000000001\n", 1},
		"one code each, one name of both": {"Код;Компания\n1;Ромашка\n2;Ромашка\n", 2},
	} {
		t.Run(name, func(t *testing.T) {
			d := withFirm(t)
			if done := intaken(t, d, "a.csv", c.body); done.Added != c.added {
				t.Errorf("added %d, want %d: %+v", done.Added, c.added, done.Complaint)
			}
			full := content(t, d)
			if again := intaken(t, d, "a.csv", c.body); again.Added+again.Completed+again.People != 0 || content(t, d) != full {
				t.Errorf("the second time: %+v", again)
			}
			sound(t, d)
		})
	}
}

func TestImportFillsOwnFieldsAndKeepers(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	fields := map[string]crm.Field{}
	for _, f := range []crm.Field{{Name: "Площадь цеха", Kind: crm.FieldNumber}, {Name: "Последний осмотр", Kind: crm.FieldDay}, {Name: "Скидочная карта", Kind: crm.FieldYesNo}, {Name: "Охрана", Kind: crm.FieldChoice, Choices: []string{"Своя", "Чужая"}}} {
		saved, err := d.SaveField(ctx, nil, f)
		if err != nil {
			t.Fatal(err)
		}
		fields[f.Name] = saved
	}
	intaken(t, d, "a.csv", "Компания;Площадь цеха;Последний осмотр;Скидочная карта;Охрана;Цвет ворот;Ответственный\nДом;120;24.11.2025;Да;своя;зелёный;Ирина Белова\nСад;много;прошлой весной;нет;ничья;;Кто-то\n")
	value := func(c crm.Client, name string) string {
		for _, f := range c.Fields {
			if f.Field == fields[name].ID {
				return f.Value
			}
		}
		return ""
	}
	house, garden := clientCalled(t, d, "Дом"), clientCalled(t, d, "Сад")
	for name, want := range map[string][2]string{"Площадь цеха": {"120", "много"}, "Последний осмотр": {"2025-11-24", "прошлой весной"}, "Скидочная карта": {crm.Yes, crm.No}, "Охрана": {"Своя", "ничья"}} {
		if got := [2]string{value(house, name), value(garden, name)}; got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	me, err := d.Settings(ctx)
	if err != nil || house.Owner != me.Me || garden.Owner != 0 || !strings.Contains(house.Notes, "зелёный") || !strings.Contains(garden.Notes, "Кто-то") {
		t.Errorf("keepers %d and %d, notes %q and %q, %v", house.Owner, garden.Owner, house.Notes, garden.Notes, err)
	}
}

func TestOwnFileComesBackUnchanged(t *testing.T) {
	for _, lang := range text.Langs {
		t.Run(string(lang), func(t *testing.T) {
			ctx := t.Context()
			d := onBase(t)
			if err := d.Demo(ctx, lang); err != nil {
				t.Fatal(err)
			}
			addClient(t, d, crm.Client{Name: "=1+1", Kind: crm.Person, Notes: "в\nдве строки; с \"кавычками\"", Phones: []crm.Phone{{Raw: "доб. 12"}}, Tags: []string{"а, б", "-в"}})
			for _, name := range []string{"Двойник", "Двойник"} {
				if _, err := d.AddClient(ctx, crm.Client{Name: name}, crm.Contact{Name: "Тёзка"}, crm.Contact{Name: "Тёзка"}); err != nil {
					t.Fatal(err)
				}
			}
			var body bytes.Buffer
			if err := d.ExportClients(ctx, crm.ClientQuery{}, d.Words.In(lang), &body); err != nil {
				t.Fatal(err)
			}
			full := content(t, d)
			n, err := d.CountClients(ctx, crm.ClientQuery{})
			if err != nil {
				t.Fatal(err)
			}
			if done := intaken(t, d, "own.csv", body.String()); done.Same != int(n.N) || done.Added+done.Completed+done.People != 0 {
				t.Errorf("%+v", done)
			}
			if content(t, d) != full {
				t.Error("the base changed")
			}
			there := withFirm(t)
			if done := intaken(t, there, "own.csv", body.String()); done.Added != int(n.N) {
				t.Errorf("into another base: %+v", done)
			}
			sound(t, there)
		})
	}
}

func TestEverySampleTwiceChangesNothing(t *testing.T) {
	root := shared(t, "samples")
	files, err := filepath.Glob(filepath.Join(root, "*.*"))
	more, errMore := filepath.Glob(filepath.Join(root, "made-up", "*.*"))
	if err != nil || errMore != nil {
		t.Fatal(err, errMore)
	}
	for _, path := range append(files, more...) {
		if strings.HasSuffix(path, ".md") {
			continue
		}
		t.Run(filepath.Base(path), func(t *testing.T) {
			d := withFirm(t)
			if _, err := d.ImportFile(t.Context(), path, true); err != nil {
				t.Log("refused: ", err)
				return
			}
			done := imported(t, d, path)
			full := content(t, d)
			if strings.ContainsRune(full, '\ufffd') && strings.Contains(path, "made-up") { // others are broken as they are
				t.Error("letters were lost")
			}
			if again := imported(t, d, path); again.Added+again.Completed+again.People != 0 || content(t, d) != full {
				t.Errorf("the second time %+v after %+v", again, done)
			}
			sound(t, d)
		})
	}
}

func TestRefusedFilesLeaveNothing(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	before := content(t, d)
	dir := t.TempDir()
	for name, body := range map[string]string{"empty.csv": "", "picture.csv": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "blank.txt": " \n\n"} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
		if done, err := d.ImportFile(ctx, path, false); err == nil && done.Added != 0 {
			t.Errorf("%s was taken: %+v", name, done)
		}
	}
	_, err := d.ImportFile(ctx, dir, false)
	faulty(t, err, "desk.file.folder")
	if _, err := d.ImportFile(ctx, filepath.Join(dir, "none.csv"), false); err == nil {
		t.Error("a missing file was read")
	}
	if content(t, d) != before {
		t.Error("something was written")
	}
}

func TestExtraColumnsReachAClientThatIsThere(t *testing.T) {
	d := withFirm(t)
	addClient(t, d, crm.Client{Name: "Ромашка", Kind: crm.Company, Notes: "звонить утром"})
	body := "Компания;Заметки;Любимый чай\nРомашка;из таблицы;зелёный\n"
	intaken(t, d, "a.csv", body)
	want := "звонить утром\nЛюбимый чай: зелёный"
	if got := clientCalled(t, d, "Ромашка").Notes; got != want {
		t.Errorf("notes %q, want %q", got, want)
	}
	if done := intaken(t, d, "a.csv", body); done.Completed != 0 || clientCalled(t, d, "Ромашка").Notes != want {
		t.Errorf("the same file again completed %d, notes %q", done.Completed, clientCalled(t, d, "Ромашка").Notes)
	}
}
