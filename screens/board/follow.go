package board

import (
	"context"
	"slices"
	"sort"

	"rapport/app/crm"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// standing is what the heads of the columns tell, and where the card that is followed stands now.
type standing struct {
	counts []crm.RungCount
	lane   string // "" when none is followed
	place  int
}

// read reads the counts and sums of all columns, shows them and goes on with then. A card to follow is looked for in
// its new column; its anchor still tells its place, since a move changes nothing a column is sorted by.
func (s *Screen) read(follow *crm.ClientRow, then func()) {
	s.arrange()
	q := s.filtered()
	places := make([]place, len(s.lanes))
	for i, l := range s.lanes {
		places[i] = place{l, s.narrowed(l)}
	}
	kit.Load(&s.loader, "counts", func(ctx context.Context) (standing, error) {
		counts, err := s.desk.RungCounts(ctx, q)
		at := standing{counts: counts}
		if err == nil && follow != nil {
			at.lane, at.place = s.locate(ctx, places, *follow)
		}
		return at, err
	}, func(at standing, err error) {
		if err != nil {
			s.env.Fail(err)
			return
		}
		s.showCounts(at.counts)
		then()
		if at.lane != "" {
			s.board.ShowCard(at.lane, at.place, int64(follow.ID))
		}
	})
}

// place is a column with what it holds under the filters.
type place struct {
	lane  lane
	query crm.ClientQuery
}

// locate finds the column of a card and its place there; one that is gone, or that the filters leave out, is nowhere.
func (s *Screen) locate(ctx context.Context, places []place, was crm.ClientRow) (string, int) {
	now, err := s.desk.ClientRow(ctx, was.ID)
	if err != nil {
		return "", 0
	}
	for _, p := range places {
		if p.lane.holds(now.Rung, now.Type) && passes(p.query, now) {
			return p.lane.id, placeOf(ctx, s.desk, p.query, was.Anchor)
		}
	}
	return "", 0
}

// passes reports whether the filters of type and keeper let a client through.
func passes(q crm.ClientQuery, r crm.ClientRow) bool {
	if (len(q.Types) > 0 || q.Untyped) && !slices.Contains(q.Types, r.Type) && !(q.Untyped && r.Type == "") {
		return false
	}
	if q.Owner != 0 || q.NoOwner {
		return r.Owner == q.Owner
	}
	return true
}

// placeMost is how far down a card is looked for.
const placeMost = 1 << 22

// placeOf counts the clients that stand before an anchor in a list: on the first page by reading it, farther down by
// asking in halves whether so many do.
func placeOf(ctx context.Context, d Desk, q crm.ClientQuery, anchor crm.Anchor) int {
	page := crm.Page{From: &anchor, Back: true, Limit: parts.CardPage}
	before, err := d.Clients(ctx, q, page)
	if err != nil || len(before) < parts.CardPage {
		return len(before)
	}
	page.Limit = 1
	fewer := func(n int) bool {
		page.Skip = int64(n)
		found, err := d.Clients(ctx, q, page)
		return err != nil || len(found) == 0
	}
	most := parts.CardPage
	for most < placeMost && !fewer(most) {
		most *= 4
	}
	return sort.Search(most, fewer)
}

// showCounts shows the columns with their counts and sums.
func (s *Screen) showCounts(counts []crm.RungCount) {
	t, total, open := s.env.T, int64(0), int64(0)
	columns := make([]kit.BoardColumn, 0, len(s.lanes))
	for _, l := range s.lanes {
		c := kit.BoardColumn{ID: l.id, Title: l.title, Tip: l.tip, Climb: l.climb, Sub: t.T("board.sum.none")}
		sum := int64(0)
		for _, n := range counts {
			if l.holds(n.Rung, n.Type) {
				c.Count += n.N
				sum += n.Open
			}
		}
		if l.id == untyped && c.Count == 0 {
			continue // nobody waits for an assessment
		}
		if sum != 0 {
			c.Sub = s.short(sum)
		}
		total, open = total+c.Count, open+sum
		columns = append(columns, c)
	}
	s.board.SetColumns(columns)
	if s.back != nil {
		s.board.Restore(*s.back)
		s.back = nil
	}
	s.tell(total, open)
	s.showEmpty(total)
}

// tell says beside the title how many clients the board holds and what money they have in work.
func (s *Screen) tell(total, open int64) {
	sub := s.env.T.N("text.clients", int(total))
	if open != 0 {
		sub = s.env.T.T("board.sub", "Clients", sub, "Sum", s.short(open))
	}
	s.top.SetSub(sub)
}
