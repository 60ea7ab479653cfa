package parts

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/screens/kit"
)

// sender notes what the menu asked of the shell.
type sender struct {
	sent, opened, shown, printed, said []string
	failed                             []error
	lists                              []List
}

func (s *sender) lend(env *Env) {
	env.SendFile = func(l Letter) { s.sent = append(s.sent, l.To+" "+l.File) }
	env.OpenFile = func(p string) { s.opened = append(s.opened, p) }
	env.RevealFile = func(p string) { s.shown = append(s.shown, p) }
	env.PrintFile = func(p string) { s.printed = append(s.printed, p) }
	env.PrintList = func(l List) { s.lists = append(s.lists, l) }
	env.Say = func(w string) { s.said = append(s.said, w) }
	env.Fail = func(err error) { s.failed = append(s.failed, err) }
}

func TestSendMenu(t *testing.T) {
	for _, lang := range languages {
		env, did := newEnv(t, lang), &sender{}
		did.lend(env)
		l := &kit.Loader{Sync: true}
		sent := 0
		s := Sending{Write: func(context.Context) (string, error) { return "offer.pdf", nil },
			Letter: func(context.Context) (Letter, error) {
				return Letter{To: "a@b.c", File: "offer.pdf", Draft: "offer.eml"}, nil
			},
			Sent: func() { sent++ }}
		for _, item := range SendMenu(env, l, s) {
			if item.Do != nil {
				item.Do()
			}
			for range 10 {
				if env.Window.Canvas().Overlays().Top() == nil {
					break
				}
				env.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			}
		}
		if fmt.Sprint(did.sent, did.opened, did.shown, did.printed) != "[a@b.c offer.pdf] [offer.eml] [offer.pdf] [offer.pdf]" || sent != 4 {
			t.Errorf("%s: %+v, marked %d times", lang, did, sent)
		}
		s.Sent = nil
		s.Letter = func(context.Context) (Letter, error) { return Letter{File: "offer.pdf"}, nil }
		SendMenu(env, l, s)[0].Do()
		if len(did.said) != 1 || env.Window.Canvas().Overlays().Top() != nil {
			t.Errorf("%s: nobody to send it to, said %v", lang, did.said)
		}
		s.Letter = func(context.Context) (Letter, error) { return Letter{}, errors.New("full") }
		s.Write = func(context.Context) (string, error) { return "", errors.New("full") }
		SendMenu(env, l, s)[1].Do()
		SendMenu(env, l, s)[3].Do()
		if len(did.failed) != 2 || len(did.shown) != 1 {
			t.Errorf("%s: %+v", lang, did)
		}
	}
}

// listRow is a row of the grid printed here.
type listRow struct{ n int64 }

func (r listRow) Key() int64 { return r.n }

func TestPrintGridTakesTheWholeList(t *testing.T) {
	for _, n := range []int{0, 3, 1234, MostListRows, MostListRows + 1} {
		env, did := newEnv(t, languages[0]), &sender{}
		did.lend(env)
		source := kit.NewPagedSource[listRow](nil, nil)
		grid := kit.NewDataGrid([]kit.Column{
			{ID: "name", Title: "Имя", Width: 120, Draw: func(c *kit.Cell, r kit.Row) {
				c.Lines(kit.Ink{S: fmt.Sprintf("Клиент %d", r.Key())}, kit.Ink{S: "кофе"})
			}},
			{ID: "tags", Title: "Метки", Width: 10, Draw: func(c *kit.Cell, _ kit.Row) {
				c.Chip("одна", "", kit.Text, kit.Track)
				c.Gap(4)
				c.Chip("другая", "", kit.Text, kit.Track)
			}},
			{ID: "gone", Title: "Скрыто", Width: 50, Hidden: true, Draw: func(*kit.Cell, kit.Row) { panic("drawn") }},
			{ID: "sum", Title: "Сумма", Width: 80, Align: fyne.TextAlignTrailing, Draw: func(c *kit.Cell, r kit.Row) {
				c.Text(fmt.Sprint(r.Key()*10), kit.Text, true)
				c.Text("₽", kit.Text, false)
			}},
		}, source)
		fetch := func(_ context.Context, at kit.Anchor[listRow]) ([]listRow, error) {
			from := int64(0)
			if at.After != nil {
				from = at.After.n + 1
			}
			var rows []listRow
			for i := from; i < int64(n) && len(rows) < at.Limit; i++ {
				rows = append(rows, listRow{i})
			}
			return rows, nil
		}
		PrintGrid(env, &kit.Loader{Sync: true}, grid, fetch, "Клиенты", []string{"все"}, func(rows []listRow) map[string]string {
			return map[string]string{"sum": fmt.Sprint(len(rows))}
		})
		if n > MostListRows {
			if len(did.lists) != 0 || env.Window.Canvas().Overlays().Top() == nil {
				t.Fatalf("%d rows are printed unasked", n)
			}
			env.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		}
		want := min(n, MostListRows)
		if len(did.lists) != 1 || len(did.lists[0].Rows) != want || len(did.lists[0].Columns) != 3 || !did.lists[0].Columns[2].Right {
			t.Fatalf("%d rows: %d lists", n, len(did.lists))
		}
		if want > 2 {
			if got := fmt.Sprint(did.lists[0].Rows[2]); got != "[Клиент 2, кофе одна, другая 20 ₽]" {
				t.Errorf("%d rows: %s", n, got)
			}
			if got := fmt.Sprintf("%q", did.lists[0].Foot); got != fmt.Sprintf("%q", []string{"", "", fmt.Sprint(want)}) {
				t.Errorf("%d rows: foot %s", n, got)
			}
		}
	}
}

func TestPrintGridTellsAFault(t *testing.T) {
	env, did := newEnv(t, languages[0]), &sender{}
	did.lend(env)
	source := kit.NewPagedSource[listRow](nil, nil)
	PrintGrid(env, &kit.Loader{Sync: true}, kit.NewDataGrid(nil, source), func(context.Context, kit.Anchor[listRow]) ([]listRow, error) {
		return nil, errors.New("gone")
	}, "", nil, nil)
	if len(did.failed) != 1 || len(did.lists) != 0 {
		t.Errorf("%+v", did)
	}
}

func TestClientListOfARoute(t *testing.T) {
	if got := ClientList([]crm.ClientID{3, 1 << 60}); got != "3,1152921504606846976" {
		t.Error(got)
	}
}
