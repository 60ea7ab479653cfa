package desk_test

import (
	"errors"
	"math"
	"reflect"
	"testing"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/text"
	"rapport/data"
)

func TestSettingsRoundTrip(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	first, err := d.Settings(ctx)
	if err != nil || first.Scale != 1 || !first.AskUp || !first.AskDown || !first.ShowNotes || first.Lens != "kotler" || first.Lang != "" {
		t.Fatalf("defaults %+v, %v", first, err)
	}
	want := desk.Settings{Lang: text.UK, Dark: true, Scale: 1.5, AskUp: false, AskDown: false, Lens: "own:17", Me: 12, OutFolder: "/tmp/бумаги", ShowNotes: false, WindowSize: [2]float32{1900, 1000}}
	for range 2 {
		if err := d.SaveSettings(ctx, want); err != nil {
			t.Fatal(err)
		}
		if got, err := d.Settings(ctx); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, want %+v, %v", got, want, err)
		}
	}
	if n := undoAll(t, d); n != 1 {
		t.Errorf("settings are in the undo line: %d steps", n)
	}
}

func TestSenselessSettingsFallBack(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	if err := d.SaveSettings(ctx, desk.Settings{Lang: "xx", Scale: math.Inf(1), WindowSize: [2]float32{1, 1}}); err != nil {
		t.Fatal(err)
	}
	if got, err := d.Settings(ctx); err != nil || got.Lang != "" || got.Scale != 1 || got.WindowSize != [2]float32{1360, 860} || got.Lens == "" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestLayoutsAreKept(t *testing.T) {
	d := onBase(t)
	ctx := t.Context()
	if got, err := d.Layout(ctx, "clients"); err != nil || got != "" {
		t.Errorf("%q, %v", got, err)
	}
	for _, layout := range []string{"name:300", "name:200,city:90"} {
		if err := d.SaveLayout(ctx, "clients", layout); err != nil {
			t.Fatal(err)
		}
		if got, err := d.Layout(ctx, "clients"); err != nil || got != layout {
			t.Errorf("%q, %v", got, err)
		}
	}
}

func TestDraftsSurviveTheProgram(t *testing.T) {
	ctx := t.Context()
	dir := t.TempDir()
	with := func(use func(*desk.Desk)) {
		store, err := data.Open(ctx, dir, data.Options{})
		if err != nil {
			t.Fatal(err)
		}
		d, _ := clocked(t)
		use(desk.New(store, d.Words, d.Now))
		if err := store.Close(); err != nil {
			t.Fatal(err)
		}
	}
	with(func(d *desk.Desk) {
		for _, body := range []string{"first", "second"} {
			if err := d.SaveDraft(ctx, "client:new", []byte(body)); err != nil {
				t.Fatal(err)
			}
		}
	})
	with(func(d *desk.Desk) {
		got, err := d.Draft(ctx, "client:new")
		if err != nil || string(got.Body) != "second" || got.At != crm.At(d.Now()) {
			t.Errorf("%+v, %v", got, err)
		}
		if err := d.DropDraft(ctx, "client:new"); err != nil {
			t.Fatal(err)
		}
	})
	with(func(d *desk.Desk) {
		if _, err := d.Draft(ctx, "client:new"); !errors.Is(err, crm.ErrNotFound) {
			t.Errorf("dropped, and still there: %v", err)
		}
		if err := d.DropDraft(ctx, "client:new"); err != nil {
			t.Errorf("dropping nothing: %v", err)
		}
	})
}

func TestFirstRun(t *testing.T) {
	d := onBase(t)
	ctx := t.Context()
	faulty(t, d.BeginFirm(ctx, crm.Firm{Name: " "}, "Ирина"), "desk.firm.name")
	if err := d.BeginFirm(ctx, crm.Firm{Name: " Мы\n", Country: "RU", SignPost: "Директор"}, " Ирина "); err != nil {
		t.Fatal(err)
	}
	reps, err := d.Reps(ctx)
	s, errS := d.Settings(ctx)
	if err != nil || errS != nil || len(reps) != 1 || reps[0].Name != "Ирина" || s.Me != reps[0].ID {
		t.Errorf("reps %+v, sitting %d, %v, %v", reps, s.Me, err, errS)
	}
	if c, err := d.NewClient(ctx); err != nil || c.Owner != reps[0].ID || c.Country != "RU" {
		t.Errorf("a new client is %+v, %v", c, err)
	}
	if n := undoAll(t, d); n != 1 {
		t.Errorf("the first run is %d acts", n)
	}
	if _, have, err := d.OwnFirm(ctx); have || err != nil {
		t.Errorf("undone, and there is a firm: %v", err)
	}
	if err := d.BeginFirm(ctx, crm.Firm{Name: "Снова"}, ""); err != nil {
		t.Errorf("after undo: %v", err)
	}
}

func TestFirmIsSavedOnce(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	firm, _, err := d.OwnFirm(ctx)
	if err != nil {
		t.Fatal(err)
	}
	firm.Logo, firm.Requisites.INN = []byte{1, 2, 3}, " 9876540001 "
	for range 2 {
		if err := d.SaveFirm(ctx, firm); err != nil {
			t.Fatal(err)
		}
	}
	if kept, _, err := d.OwnFirm(ctx); err != nil || kept.Requisites.INN != "9876540001" || len(kept.Logo) != 3 || kept.ID == 0 {
		t.Errorf("%+v, %v", kept, err)
	}
	faulty(t, d.SaveFirm(ctx, crm.Firm{}), "desk.firm.name")
	if n := undoAll(t, d); n != 2 {
		t.Errorf("%d steps, want 2", n)
	}
}

func TestOwnFields(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	save := func(was *crm.Field, f crm.Field) crm.Field {
		t.Helper()
		f, err := d.SaveField(ctx, was, f)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	area := save(nil, crm.Field{Name: " Площадь ", Kind: crm.FieldNumber, Choices: []string{"лишнее"}})
	if area.Name != "Площадь" || area.Choices != nil {
		t.Errorf("%+v", area)
	}
	choice := save(nil, crm.Field{Name: "Договор", Kind: crm.FieldChoice, Choices: []string{" да ", "", "нет", "да"}})
	if len(choice.Choices) != 2 {
		t.Errorf("%+v", choice)
	}
	for reason, f := range map[string]crm.Field{"desk.field.name": {Name: " "}, "desk.field.taken": {Name: "площадь"}, "desk.field.choices": {Name: "Ещё", Kind: crm.FieldChoice}} {
		_, err := d.SaveField(ctx, nil, f)
		faulty(t, err, reason)
	}
	renamed := area
	renamed.Name = "Площадь, м²"
	save(&area, renamed)
	c := addClient(t, d, crm.Client{Name: "Один", Fields: []crm.FieldValue{{Field: area.ID, Value: "120"}}})
	if err := d.RemoveField(ctx, renamed); err != nil {
		t.Fatal(err)
	}
	if kept, err := d.Client(ctx, c.ID); err != nil || len(kept.Fields) != 1 {
		t.Errorf("what clients hold went with the field: %+v, %v", kept.Fields, err)
	}
}

func TestOwnLenses(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	all := crm.Lens{Name: " Моя ", Columns: []crm.LensColumn{{Code: "a", Name: " Все ", Rungs: crm.AllRungs, Lands: crm.Suspect}}}
	l, err := d.SaveLens(ctx, nil, all)
	if err != nil || l.Code != "own" || l.Name != "Моя" || l.Columns[0].Name != "Все" || l.ID == 0 {
		t.Fatalf("%+v, %v", l, err)
	}
	if lenses, err := d.AllLenses(ctx); err != nil || len(lenses) != 6 || lenses[5].ID != l.ID {
		t.Errorf("%d lenses, %v", len(lenses), err)
	}
	_, err = d.SaveLens(ctx, nil, crm.Lens{Columns: all.Columns})
	faulty(t, err, "desk.lens.name")
	_, err = d.SaveLens(ctx, nil, crm.Lens{Name: "Пустая"})
	faulty(t, err, "crm.lens.missing")
	if err := d.RemoveLens(ctx, l); err != nil {
		t.Fatal(err)
	}
	if lenses, err := d.AllLenses(ctx); err != nil || len(lenses) != 5 {
		t.Errorf("%d lenses, %v", len(lenses), err)
	}
}

func TestReps(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	r, err := d.SaveRep(ctx, nil, crm.Rep{Name: " Пётр ", Post: " мастер "})
	if err != nil || r.Name != "Пётр" || r.Post != "мастер" {
		t.Fatalf("%+v, %v", r, err)
	}
	gone := r
	gone.Gone = true
	if _, err := d.SaveRep(ctx, &r, gone); err != nil {
		t.Fatal(err)
	}
	var stale crm.Stale
	if _, err := d.SaveRep(ctx, &r, crm.Rep{ID: r.ID, Name: "Иной"}); !errors.As(err, &stale) {
		t.Errorf("a stale form passed: %v", err)
	}
	_, err = d.SaveRep(ctx, nil, crm.Rep{})
	faulty(t, err, "desk.rep.name")
}
