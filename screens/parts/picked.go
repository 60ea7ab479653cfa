package parts

import (
	"context"
	"strconv"

	"rapport/screens/kit"
)

// PickedIDs are the rows chosen in a list: those of the ids, or with all those the query holds but the ids.
func PickedIDs[ID ~int64, Q any, R kit.Row](l *Listing[Q, R]) (all bool, ids []ID) {
	sel := l.Grid.Selected()
	keys := sel.Keys
	if sel.All {
		keys = sel.Except
	}
	for _, k := range keys {
		ids = append(ids, ID(k))
	}
	return sel.All, ids
}

// ManyPicked reports whether more than one row is chosen.
func (l *Listing[Q, R]) ManyPicked() bool {
	n := l.Grid.SelectedCount()
	return n > 1 || n < 0
}

// uncounted reports whether nobody counted how many are chosen.
func (l *Listing[Q, R]) uncounted() bool { return l.Grid.Selected().All && l.Source.More() }

// PickedWords says how many are chosen; more says it of at least so many, {{.N}}.
func (l *Listing[Q, R]) PickedWords(more string) string {
	n, t := l.Grid.SelectedCount(), l.env.T
	if l.uncounted() {
		return t.T(more, "N", CountWord(t, n, true))
	}
	return t.N("text.selected", int(n))
}

// AboutPicked says what the chosen rows are, in a sentence that has a plural and a form for "all the filter holds".
func (l *Listing[Q, R]) AboutPicked(key string) string {
	if l.uncounted() {
		return l.env.T.T(key + ".all")
	}
	return l.env.T.N(key, int(l.Grid.SelectedCount()))
}

// ActOnPicked does something to the chosen rows, see LongAct. what is the act's name in menus, picked how many are chosen,
// in words.
func (l *Listing[Q, R]) ActOnPicked(what, picked string, do func(ctx context.Context) error, done func()) {
	LongAct(l.env, l.acts, l.actKey(), l.env.T.T("parts.long", "What", what, "Picked", picked), do, done)
}

// Act does something in the background; the news announce it. A later act does not call off an earlier. done, which may be
// nil, is called when it went well.
func (l *Listing[Q, R]) Act(do func(ctx context.Context) error, done func()) {
	kit.Commit(l.acts, l.actKey(), func(ctx context.Context) (struct{}, error) { return struct{}{}, do(ctx) }, func(_ struct{}, err error) {
		switch {
		case err != nil:
			l.env.Fail(err)
		case done != nil:
			done()
		}
	})
}

func (l *Listing[Q, R]) actKey() string {
	l.acted++
	return "act " + strconv.Itoa(l.acted)
}
