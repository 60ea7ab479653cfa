package stand

import (
	"strings"

	"rapport/app/crm"
)

// LongWords is a name of ten thousand letters.
var LongWords = strings.Repeat("Сверхдлинное название ", 450)

// Reps are the people of our firm as the base has them.
func (st *Stand) Reps() map[crm.RepID]crm.Rep {
	if st.reps == nil {
		list, err := st.Desk.Reps(st.T.Context())
		st.must(err)
		st.reps = map[crm.RepID]crm.Rep{}
		for _, r := range list {
			st.reps[r.ID] = r
		}
	}
	return st.reps
}

// Clients are the n clients of the base that were touched last.
func (st *Stand) Clients(n int) []crm.ClientRow {
	st.T.Helper()
	rows, err := st.Desk.Clients(st.T.Context(), crm.ClientQuery{Sort: crm.SortTouch, Desc: true}, crm.Page{Limit: n})
	if err != nil || len(rows) < n {
		st.T.Fatalf("%d clients of %d: %v", len(rows), n, err)
	}
	return rows
}
