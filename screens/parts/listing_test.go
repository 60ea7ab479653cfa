package parts

import (
	"reflect"
	"testing"

	"rapport/app/crm"
	"rapport/screens/kit"
)

type anchored struct{ crm.Anchor }

func (a anchored) Key() int64 { return a.ID }

func TestPageOfAList(t *testing.T) {
	at := &anchored{crm.Anchor{Key: "k", ID: 7}}
	for _, c := range []struct {
		name string
		at   kit.Anchor[anchored]
		want crm.Page
	}{
		{"the first", kit.Anchor[anchored]{Limit: 100, Total: -1}, crm.Page{Limit: 100}},
		{"behind a row", kit.Anchor[anchored]{Index: 100, Limit: 100, After: at, Total: 500}, crm.Page{Limit: 100, From: &at.Anchor}},
		{"before a row", kit.Anchor[anchored]{Index: 100, Limit: 100, Before: at, Total: 500}, crm.Page{Limit: 100, From: &at.Anchor, Back: true}},
		{"a jump in the first half", kit.Anchor[anchored]{Index: 200, Limit: 100, Total: 500}, crm.Page{Limit: 100, Skip: 200}},
		{"a jump from the end", kit.Anchor[anchored]{Index: 300, Limit: 100, Total: 500}, crm.Page{Limit: 100, Skip: 100, Back: true}},
		{"a jump to the short last page", kit.Anchor[anchored]{Index: 400, Limit: 100, Total: 430}, crm.Page{Limit: 30, Back: true}},
		{"a jump where the end is not known", kit.Anchor[anchored]{Index: 900, Limit: 100, Total: -1}, crm.Page{Limit: 100, Skip: 900}},
	} {
		if got := pageOf(c.at, func(a anchored) crm.Anchor { return a.Anchor }); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}
