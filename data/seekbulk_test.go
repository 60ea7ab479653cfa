package data

import (
	"testing"

	"rapport/app/crm"
	"rapport/data/sqlite"
)

// bulkOf tells which segment of the index over clients is the biggest, and how many of its pages have an entry.
func bulkOf(t *testing.T, s *Store) (segment, pages int64) {
	t.Helper()
	err := s.db.Read(t.Context(), func(tx *sqlite.Session) error {
		return tx.Get(t.Context(), "SELECT segid, count(*) FROM client_seek_idx GROUP BY segid ORDER BY 2 DESC LIMIT 1", nil, &segment, &pages)
	})
	if err != nil {
		t.Fatal(err)
	}
	return segment, pages
}

// TestEditsLeaveTheBulkOfTheIndexAlone holds that the small merges after edits do not begin to copy what a filled base
// begins with: with a million clients each of those edits would wait for tens of milliseconds.
func TestEditsLeaveTheBulkOfTheIndexAlone(t *testing.T) {
	s := openTemp(t)
	if err := s.Fill(t.Context(), 3000, 7, nil); err != nil {
		t.Fatal(err)
	}
	segment, pages := bulkOf(t, s)
	if pages < 20 {
		t.Fatalf("the bulk has %d pages only", pages)
	}
	row := mustClients(t, s, crm.ClientQuery{Sort: crm.SortName}, crm.Page{Limit: 1})[0]
	was, err := s.Client(t.Context(), row.ID)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 600 {
		now := was
		now.Notes = "edit " + string(rune('а'+i%32)) + string(rune('а'+i/32))
		do(t, s, crm.Alter(was, now))
		was = now
	}
	after, left := bulkOf(t, s)
	if after != segment || left != pages {
		t.Errorf("the bulk was segment %d of %d pages and is segment %d of %d", segment, pages, after, left)
	}
	sound(t, s)
}
