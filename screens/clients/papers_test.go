package clients

import (
	"os"
	"strings"
	"testing"

	"rapport/app/desk"
	"rapport/app/text"
	"rapport/screens/parts"
	"rapport/screens/route"
	"rapport/screens/stand"
)

func TestPickedClientsAreTakenToTheBatch(t *testing.T) {
	st := newRig(t, text.RU, stand.Demo(text.RU))
	st.Grid.SelectRow(2)
	st.Grid.SelectAll()
	st.offerPicked()
	last := st.Went[len(st.Went)-1]
	if last.Room != route.Batch || len(strings.Split(last.Sub, ",")) != int(st.count()) {
		t.Errorf("%+v of %d clients, %v", last, st.count(), st.Failed)
	}
}

func TestPrintOfTheGridIsWhatItShows(t *testing.T) {
	for _, lang := range text.Langs {
		st := newRig(t, lang, stand.Demo(lang))
		var lists []parts.List
		st.env.PrintList = func(l parts.List) { lists = append(lists, l) }
		st.Query.Search = "а"
		st.Anew()
		st.Screen.Print()
		if len(lists) != 1 || len(lists[0].Rows) == 0 || len(lists[0].Columns) != len(st.Grid.Shown()) || len(lists[0].About) != 1 || lists[0].Foot[0] == "" {
			t.Fatalf("%s: %+v, %v", lang, lists, st.Failed)
		}
		for i, r := range lists[0].Rows {
			if r[0] == "" {
				t.Errorf("%s: row %d has no name: %q", lang, i, r)
			}
		}
		out := os.Getenv("PAPER_OUT")
		if out == "" {
			continue
		}
		list := desk.List{Title: lists[0].Title, About: lists[0].About, Rows: lists[0].Rows, Foot: lists[0].Foot}
		for _, c := range lists[0].Columns {
			list.Columns = append(list.Columns, desk.ListColumn{Head: c.Title, Right: c.Right, Width: float64(c.Width)})
		}
		p, err := st.desk.PrintList(t.Context(), list, lang)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(out+"/clients-"+string(lang)+".pdf", p.PDF, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
