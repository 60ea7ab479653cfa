package data

import (
	"context"
	"database/sql"
	"slices"
	"sync"

	"rapport/app/crm"
	"rapport/data/sqlite"
)

// A milestone covers about milestoneRows rows; one that covers more than milestoneMost is split.
const (
	milestoneRows = 1500
	milestoneMost = 4000
)

// move is a client that comes to (+1) or leaves (-1) a place of one order.
type move struct {
	sort crm.Sort
	key  any
	id   int64
	lane lane
	by   int64
}

// lane is a rung and a type: one range of every index of clients.
type lane struct{ rung, typ int64 }

// move notes where a client left and where it came to, in every order.
func (s *settling) move(c *clientState) {
	for _, o := range orders {
		from, to := move{by: -1, sort: o.sort, id: c.id}, move{by: +1, sort: o.sort, id: c.id}
		if c.had {
			from.key, from.lane = o.key(&c.old), lane{c.old.rung, c.old.typ}
		}
		if c.value != nil {
			to.key, to.lane = o.key(&c.row), lane{c.row.rung, c.row.typ}
		}
		if c.had && c.value != nil && from.lane == to.lane && compareKeys(from.key, to.key) == 0 {
			continue
		}
		if c.had {
			s.moved = append(s.moved, from)
		}
		if c.value != nil {
			s.moved = append(s.moved, to)
		}
	}
}

// milestone is the first row of a stretch of one order and what the stretch holds.
type milestone struct {
	id     int64
	key    any
	client int64
	rows   map[lane]int64
}

// moveMilestones keeps the stretches in step with the rows.
func moveMilestones(ctx context.Context, s *sqlite.Session, moved []move) error {
	for _, o := range orders {
		var mine []move
		for _, m := range moved {
			if m.sort == o.sort {
				mine = append(mine, m)
			}
		}
		if len(mine) == 0 {
			continue
		}
		if err := moveOrder(ctx, s, o, mine); err != nil {
			return err
		}
	}
	return nil
}

// countedCell is how many rows of one lane a stretch gains or loses.
type countedCell struct {
	milestone int64
	lane      lane
}

func moveOrder(ctx context.Context, s *sqlite.Session, o order, moved []move) error {
	find, err := milestoneFinder(ctx, s, o, len(moved))
	if err != nil {
		return err
	}
	cells := map[countedCell]int64{}
	grown := map[int64]bool{}
	for _, m := range moved {
		id, err := find(m.key, m.id)
		if err != nil {
			return err
		}
		cells[countedCell{id, m.lane}] += m.by
		grown[id] = grown[id] || m.by > 0
	}
	for c, n := range cells {
		if n == 0 {
			continue
		}
		err := s.Exec(ctx, `INSERT INTO stretch (milestone, rung, type, n) VALUES ($1, $2, $3, $4)
			ON CONFLICT (milestone, rung, type) DO UPDATE SET n = stretch.n + excluded.n`, c.milestone, c.lane.rung, c.lane.typ, n)
		if err != nil {
			return err
		}
	}
	for id, grew := range grown {
		if !grew {
			continue
		}
		if err := splitMilestone(ctx, s, o, id); err != nil {
			return err
		}
	}
	return nil
}

// milestoneFinder finds the stretch a place lies in: by the index for a few places, in memory for many.
func milestoneFinder(ctx context.Context, s *sqlite.Session, o order, places int) (func(key any, id int64) (int64, error), error) {
	if err := firstMilestone(ctx, s, o); err != nil {
		return nil, err
	}
	if places <= 100 {
		return func(key any, id int64) (stone int64, err error) {
			err = s.Get(ctx, `SELECT id FROM milestone WHERE sort = $1 AND (key, client) <= ($2, $3) ORDER BY key DESC, client DESC LIMIT 1`,
				[]any{string(o.sort), key, id}, &stone)
			return stone, err
		}, nil
	}
	var stones []milestone
	err := s.Each(ctx, "SELECT id, key, client FROM milestone WHERE sort = $1 ORDER BY key, client", []any{string(o.sort)}, func(r *sql.Rows) error {
		var m milestone
		err := r.Scan(&m.id, &m.key, &m.client)
		stones = append(stones, m)
		return err
	})
	return func(key any, id int64) (int64, error) {
		i, exact := slices.BinarySearchFunc(stones, id, func(m milestone, id int64) int { return comparePlaces(m.key, m.client, key, id) })
		if !exact {
			i--
		}
		return stones[i].id, nil
	}, err
}

// firstMilestone sees to it that an order has a milestone below every row.
func firstMilestone(ctx context.Context, s *sqlite.Session, o order) error {
	var n int
	if err := s.Get(ctx, "SELECT count(*) FROM (SELECT 1 FROM milestone WHERE sort = $1 LIMIT 1)", []any{string(o.sort)}, &n); err != nil || n > 0 {
		return err
	}
	_, err := addMilestone(ctx, s, o, o.lowest, 0)
	return err
}

func addMilestone(ctx context.Context, s *sqlite.Session, o order, key any, client int64) (id int64, err error) {
	if err := s.Get(ctx, "SELECT coalesce(max(id), 0) + 1 FROM milestone", nil, &id); err != nil {
		return 0, err
	}
	return id, s.Exec(ctx, "INSERT INTO milestone (id, sort, key, client) VALUES ($1, $2, $3, $4)", id, string(o.sort), key, client)
}

// splitMilestone sets new milestones within a stretch that has grown too long.
func splitMilestone(ctx context.Context, s *sqlite.Session, o order, id int64) error {
	var rows int64
	if err := s.Get(ctx, "SELECT coalesce(sum(n), 0) FROM stretch WHERE milestone = $1", []any{id}, &rows); err != nil || rows <= milestoneMost {
		return err
	}
	cut, err := cutStretch(ctx, s, o, id, rows)
	if err != nil {
		return err
	}
	if err := s.Exec(ctx, "DELETE FROM stretch WHERE milestone = $1", id); err != nil {
		return err
	}
	for i, m := range cut {
		if i > 0 {
			if id, err = addMilestone(ctx, s, o, m.key, m.client); err != nil {
				return err
			}
		}
		for l, n := range m.rows {
			if err := s.Exec(ctx, "INSERT INTO stretch (milestone, rung, type, n) VALUES ($1, $2, $3, $4)", id, l.rung, l.typ, n); err != nil {
				return err
			}
		}
	}
	return nil
}

// cutStretch walks the rows of a stretch and cuts it into pieces; the first begins where the stretch does.
func cutStretch(ctx context.Context, s *sqlite.Session, o order, id, rows int64) ([]milestone, error) {
	first := milestone{id: id, rows: map[lane]int64{}}
	if err := s.Get(ctx, "SELECT key, client FROM milestone WHERE id = $1", []any{id}, &first.key, &first.client); err != nil {
		return nil, err
	}
	var lanes []lane
	err := s.Each(ctx, "SELECT rung, type FROM stretch WHERE milestone = $1 AND n > 0", []any{id}, func(r *sql.Rows) error {
		var l lane
		err := r.Scan(&l.rung, &l.typ)
		lanes = append(lanes, l)
		return err
	})
	if err != nil {
		return nil, err
	}
	return cutRows(ctx, s, o, first, lanes, rows)
}

// cutRows walks some rows of the lanes from a place on and cuts them into pieces.
func cutRows(ctx context.Context, s *sqlite.Session, o order, first milestone, lanes []lane, rows int64) ([]milestone, error) {
	cut := []milestone{first}
	if len(lanes) == 0 {
		return cut, nil
	}
	w := clientWalk(o, lanes)
	w.more = ", rung, type"
	// The first row of a stretch is the milestone itself; rows after a place just below it are wanted.
	query, args := w.query(stretchOf{from: &crm.Anchor{Key: first.key, ID: first.client - 1}, limit: rows})
	piece := int64(0)
	err := s.Each(ctx, query, args, func(r *sql.Rows) error {
		var m milestone
		var l lane
		if err := r.Scan(&m.key, &m.client, &l.rung, &l.typ); err != nil {
			return err
		}
		if piece == milestoneRows {
			m.rows = map[lane]int64{}
			cut = append(cut, m)
			piece = 0
		}
		cut[len(cut)-1].rows[l]++
		piece++
		return nil
	})
	return cut, err
}

// milestones keeps those read for each order, as long as the journal has not moved on.
type milestones struct {
	mu   sync.Mutex
	held map[crm.Sort]heldStones
}

type heldStones struct {
	step   int64 // the last step of the journal when they were read
	stones []milestone
}

const milestoneQuery = `SELECT m.id, m.key, m.client, t.rung, t.type, t.n FROM milestone m CROSS JOIN stretch t ON t.milestone = m.id
	WHERE m.sort = $1 ORDER BY m.key, m.client`

// of reads the milestones of an order in its order.
func (w *milestones) of(ctx context.Context, s *sqlite.Session, o order) ([]milestone, error) {
	step, err := lastStep(ctx, s)
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	held := w.held[o.sort]
	w.mu.Unlock()
	if held.stones != nil && held.step == step {
		return held.stones, nil
	}
	var stones []milestone
	err = s.Each(ctx, milestoneQuery, []any{string(o.sort)}, func(r *sql.Rows) error {
		var m milestone
		var l lane
		var n int64
		if err := r.Scan(&m.id, &m.key, &m.client, &l.rung, &l.typ, &n); err != nil {
			return err
		}
		if len(stones) == 0 || stones[len(stones)-1].id != m.id {
			m.rows = map[lane]int64{}
			stones = append(stones, m)
		}
		stones[len(stones)-1].rows[l] = n
		return nil
	})
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.held == nil {
		w.held = map[crm.Sort]heldStones{}
	}
	w.held[o.sort] = heldStones{step, stones}
	return stones, nil
}

// rowsIn counts the rows of some lanes in a stretch.
func (m milestone) rowsIn(lanes []lane) int64 {
	var n int64
	for _, l := range lanes {
		n += m.rows[l]
	}
	return n
}

// nearest finds the last milestone that has no more than skip rows of the lanes before it, and how many there are.
func nearest(stones []milestone, lanes []lane, skip int64) (at *crm.Anchor, before int64) {
	for _, m := range stones {
		n := m.rowsIn(lanes)
		if before+n > skip {
			return &crm.Anchor{Key: m.key, ID: m.client - 1}, before
		}
		before += n
	}
	return nil, 0
}

// rank counts the rows of the lanes that come before an anchor in ascending order.
func rank(ctx context.Context, s *sqlite.Session, w walk, stones []milestone, lanes []lane, a crm.Anchor) (int64, error) {
	before, start := int64(0), (*crm.Anchor)(nil)
	for i, m := range stones {
		if i+1 == len(stones) || comparePlaces(stones[i+1].key, stones[i+1].client, a.Key, a.ID) > 0 {
			start = &crm.Anchor{Key: m.key, ID: m.client - 1}
			break
		}
		before += m.rowsIn(lanes)
	}
	upTo := w
	upTo.args = append(slices.Clone(w.args), a.Key, a.ID)
	upTo.where += " AND (" + w.key + ", " + w.tie + ") < (" + params(len(upTo.args)-1, 2) + ")"
	n, err := upTo.count(ctx, s, start, false, 1<<40)
	return before + n, err
}
