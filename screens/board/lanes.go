package board

import (
	"context"
	"strconv"

	"rapport/app/crm"
	"rapport/screens/parts"
)

// climb is how much higher each stage stands than the one before, in units (look.md §1).
const climb = 4

// untyped is the column of clients whose type was not assessed.
const untyped = "none"

// lane is a column with the clients it holds.
type lane struct {
	id    string
	title string
	tip   string
	query crm.ClientQuery // without the filters
	holds func(r crm.Rung, t crm.RelType) bool
	climb float32
}

// arrange makes the columns of the lens, or of the types.
func (s *Screen) arrange() {
	if s.types {
		s.lanes = s.typeLanes()
		return
	}
	s.lanes = nil
	lens := s.env.Lens()
	for i, c := range lens.Columns {
		l := lane{id: parts.LensKey(lens) + "." + strconv.Itoa(i), title: parts.ColumnShort(s.env.T, lens, i), query: crm.ClientQuery{Rungs: c.Rungs},
			holds: func(r crm.Rung, _ crm.RelType) bool { return lens.Column(r) == i }, climb: float32(i) * climb}
		if full := parts.ColumnName(s.env.T, lens, i); full != l.title {
			l.tip = full
		}
		if c.Lands == crm.Ended {
			l.climb = 0
		}
		s.lanes = append(s.lanes, l)
	}
}

func (s *Screen) typeLanes() []lane {
	lanes := []lane{{id: untyped, title: parts.TypeName(s.env.T, ""), query: crm.ClientQuery{Untyped: true},
		holds: func(_ crm.Rung, t crm.RelType) bool { return t == "" }}}
	for i, r := range crm.RelTypes {
		lanes = append(lanes, lane{id: r.Word(), title: parts.TypeName(s.env.T, r), query: crm.ClientQuery{Types: []crm.RelType{r}},
			holds: func(_ crm.Rung, t crm.RelType) bool { return t == r }, climb: float32(i+1) * climb})
	}
	return lanes
}

// filtered is what the whole board holds: types are columns, not a filter, on the board by type.
func (s *Screen) filtered() crm.ClientQuery {
	q := s.query
	if s.types {
		q.Types, q.Untyped = nil, false
	}
	return q
}

// narrowed is what a lane holds under the filters.
func (s *Screen) narrowed(l lane) crm.ClientQuery {
	q := s.filtered()
	if s.types {
		q.Types, q.Untyped = l.query.Types, l.query.Untyped
	} else {
		q.Rungs = l.query.Rungs
	}
	return q
}

func (s *Screen) lane(id string) (lane, bool) {
	for _, l := range s.lanes {
		if l.id == id {
			return l, true
		}
	}
	return lane{}, false
}

// want reads a page of a column, behind the card before it.
func (s *Screen) want(id string, from int) {
	l, ok := s.lane(id)
	if !ok {
		return
	}
	q := s.narrowed(l)
	parts.ReadCards(s.env, &s.loader, s.board, id, from, func(c card) crm.Anchor { return c.Anchor },
		func(ctx context.Context, p crm.Page) ([]crm.ClientRow, error) { return s.desk.Clients(ctx, q, p) }, func(r crm.ClientRow) card { return card{r} })
}
