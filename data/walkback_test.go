package data

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"rapport/data/sqlite"
)

// rowsOf writes the rows of some queries, a line each: two bases of which it says the same are the same.
func rowsOf(t testing.TB, s *Store, queries ...string) string {
	t.Helper()
	var b strings.Builder
	err := s.db.Read(context.Background(), func(tx *sqlite.Session) error {
		for _, q := range queries {
			err := tx.Each(context.Background(), q, nil, func(r *rows) error {
				columns, err := r.Columns()
				if err != nil {
					return err
				}
				values, into := make([]any, len(columns)), make([]any, len(columns))
				for i := range values {
					into[i] = &values[i]
				}
				err = r.Scan(into...)
				fmt.Fprintln(&b, values...)
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// walkBack takes all steps back and does them again, and looks at the base at both ends.
func walkBack(t *testing.T, s *Store, steps int, atStart, atEnd func()) {
	t.Helper()
	for range steps {
		if _, _, err := s.Undo(t.Context(), when(5)); err != nil {
			t.Fatal(err)
		}
	}
	sound(t, s)
	atStart()
	for range steps {
		if _, _, err := s.Redo(t.Context(), when(6)); err != nil {
			t.Fatal(err)
		}
	}
	sound(t, s)
	atEnd()
}

// backAndForth is walkBack that holds what is there at both ends against what was there.
func backAndForth(t *testing.T, s *Store, what string, steps int, dump func(testing.TB, *Store) string, start string) {
	t.Helper()
	end := dump(t, s)
	like := func(when, want string) func() {
		return func() {
			if got := dump(t, s); got != want {
				t.Fatalf("%s: %s\n%s\nwant\n%s", what, when, got, want)
			}
		}
	}
	walkBack(t, s, steps, like("after undoing all", start), like("after redoing all", end))
}

// noScan explains a query, which may neither scan a big table nor sort rows; scans besides are those allowed.
func noScan(t *testing.T, tx *session, what, query string, args []any, allowed ...string) {
	t.Helper()
	plan, err := tx.Plan(t.Context(), query, args)
	if err != nil {
		t.Fatalf("%s: %v\n%s", what, err, query)
	}
	for _, line := range plan {
		scans := strings.HasPrefix(line, "SCAN") && !strings.Contains(line, "VIRTUAL TABLE") && line != "SCAN k" && !strings.Contains(line, "SUBQUERY")
		for _, a := range allowed {
			scans = scans && !strings.HasPrefix(line, a)
		}
		if scans || strings.Contains(line, "TEMP B-TREE") || strings.Contains(line, "AUTOMATIC") {
			t.Errorf("%s: %s\n%s\n%s", what, line, query, strings.Join(plan, "\n"))
		}
	}
}
