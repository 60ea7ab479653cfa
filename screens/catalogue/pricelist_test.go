package catalogue

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/stand"
)

// lender notes what is printed and opened.
type lender struct {
	out    string
	opened []string
	lists  []parts.List
}

func lend(st *rig) *lender {
	l := &lender{out: st.T.TempDir()}
	st.Env.OutFolder = func() string { return l.out }
	st.Env.OpenFile = func(p string) { l.opened = append(l.opened, p) }
	st.Env.PrintList = func(p parts.List) { l.lists = append(l.lists, p) }
	return l
}

// printSpy notes what price lists are asked for.
type printSpy struct {
	*desk.Desk
	asked []desk.PriceListAsked
}

func (d *printSpy) PrintPriceList(ctx context.Context, a desk.PriceListAsked) (desk.Print, error) {
	d.asked = append(d.asked, a)
	return d.Desk.PrintPriceList(ctx, a)
}

func TestPriceListIsAskedForAndOpened(t *testing.T) {
	st := newRig(t, text.RU, true)
	got := lend(st)
	s := st.grid()
	spy := &printSpy{Desk: st.Desk}
	s.desk = spy
	s.askSheet()
	st.Press("Напечатать")
	if len(got.opened) != 1 || filepath.Ext(got.opened[0]) != ".pdf" || len(st.Failed) > 0 {
		t.Fatalf("%v, %v", got.opened, st.Failed)
	}
	if _, err := os.Stat(got.opened[0]); err != nil {
		t.Error(err)
	}
	rows, err := st.Desk.Clients(ctx, crm.ClientQuery{}, crm.Page{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	client := kit.Option{ID: parts.ID(rows[0].ID), Label: rows[0].Name}
	askPriceList(st.Env, spy, &s.loader, s.Query, client)
	st.Press("Напечатать")
	if len(spy.asked) != 2 || spy.asked[0].Client != 0 || spy.asked[1].Client != rows[0].ID || spy.asked[1].Lang != text.RU || len(got.opened) != 2 {
		t.Errorf("%+v", spy.asked)
	}
	s.Query.Search = "ничего такого нет"
	s.askSheet()
	st.Press("Напечатать")
	if len(st.Failed) != 1 || len(got.opened) != 2 {
		t.Errorf("an empty price list: %v, %v", st.Failed, got.opened)
	}
	st.Keys(fyne.KeyEscape)
}

// tick ticks the last box of the question on top.
func tick(st *rig) {
	boxes := stand.Find[*kit.Check](st.Top())
	boxes[len(boxes)-1].Tapped(nil)
}

// TestWhatAPriceListLacksIsToldFirst proves that a picture that cannot be printed is told of before a file is written.
func TestWhatAPriceListLacksIsToldFirst(t *testing.T) {
	st := newRig(t, text.RU, true)
	got := lend(st)
	s := st.grid()
	spy := &printSpy{Desk: st.Desk}
	s.desk = spy
	rows, err := st.Desk.Items(ctx, trade.ItemQuery{}, "", crm.Page{Limit: 1})
	if err != nil || len(rows) == 0 {
		t.Fatal(rows, err)
	}
	item, err := st.Desk.Item(ctx, rows[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	lost := item
	lost.Picture = 987
	if _, err := st.Desk.SaveItem(ctx, &item, lost, nil); err != nil {
		t.Fatal(err)
	}
	s.askSheet()
	st.Press("Напечатать")
	if len(got.opened) != 1 || spy.asked[0].Pictures {
		t.Fatalf("pictures nobody asked for: %v, %+v", got.opened, spy.asked)
	}
	s.askSheet()
	tick(st)
	st.Press("Напечатать")
	if len(got.opened) != 1 || len(spy.asked) != 2 || !spy.asked[1].Pictures || !st.Sees(lost.Name) {
		t.Fatalf("it is printed before it is told: %v, %+v", got.opened, spy.asked)
	}
	st.Press("Всё равно напечатать")
	if len(got.opened) != 2 || len(st.Failed) > 0 {
		t.Errorf("%v, %v", got.opened, st.Failed)
	}
}

func TestPrintOfTheGridIsWhatItShows(t *testing.T) {
	st := newRig(t, text.UK, true)
	got := lend(st)
	s := st.grid()
	s.Print()
	if len(got.lists) != 1 || len(got.lists[0].Rows) != int(s.Source.Count()) || len(got.lists[0].Columns) != len(s.Grid.Shown())-2 {
		t.Fatalf("%d lists, %v", len(got.lists), st.Failed)
	}
	for _, c := range got.lists[0].Columns {
		if c.ID == colCost || c.ID == colMargin {
			t.Errorf("%s is printed", c.Title)
		}
	}
	for _, r := range got.lists[0].Rows {
		if r[0] == "" && r[1] == "" {
			t.Errorf("a row without words: %q", r)
		}
	}
}

// TestPriceListShots draws the question for people to look at.
func TestPriceListShots(t *testing.T) {
	for _, lang := range text.Langs {
		st := newRig(t, lang, true)
		lend(st)
		s := st.grid()
		st.Shot(1100, 700, "sheet-grid-"+string(lang))
		s.askSheet()
		st.Shot(1100, 700, "sheet-"+string(lang))
		st.Keys(fyne.KeyEscape)
	}
}

// TestLongPrintIsCalledOff proves that a print that takes long says so, and that nothing is written once it was called off.
func TestLongPrintIsCalledOff(t *testing.T) {
	for _, lang := range text.Langs {
		st := newRig(t, lang, true)
		got := lend(st)
		s := &priceSheet{env: st.Env, desk: st.Desk, loader: &kit.Loader{Sync: true}}
		s.build(askable{like: desk.PriceListAsked{Currency: "RUB", Day: "2026-11-24"}}, kit.Option{})
		s.modal.Show()
		called := 0
		over := s.slow(func() { called++ })
		if s.wait.Text() != st.Env.T.T("catalogue.sheet.wait") {
			t.Errorf("it says %q", s.wait.Text())
		}
		st.Shot(1100, 700, "sheet-wait-"+string(lang))
		st.Keys(fyne.KeyEscape)
		over()
		s.printed(desk.Print{Name: "late.pdf", PDF: []byte("%PDF")}, nil)
		s.printed(desk.Print{}, context.Canceled)
		if called != 1 || s.modal.Shown() || len(got.opened) != 0 || len(st.Failed) > 0 {
			t.Errorf("called off %d times, %v opened, %v", called, got.opened, st.Failed)
		}
	}
}
