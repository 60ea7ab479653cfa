package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/data/sqlite"
)

// SentPaper reads the very paper that left the house with an offer; ErrNotFound when none was kept.
func (s *Store) SentPaper(ctx context.Context, offer trade.OfferID) (trade.SentPaper, error) {
	var p trade.SentPaper
	err := s.db.Read(ctx, func(tx *sqlite.Session) (err error) {
		if p, err = bodyAt[trade.SentPaper](ctx, tx, "SELECT body FROM sent_paper WHERE id = $1", int64(offer)); err != nil {
			return err
		}
		err = tx.Get(ctx, "SELECT pdf FROM paper_file WHERE hash = $1", []any{p.Hash}, &p.PDF)
		if errors.Is(err, sql.ErrNoRows) || err == nil && trade.PaperHash(p.PDF) != p.Hash {
			return fmt.Errorf("the paper of offer %d is not what was kept: %w", offer, ErrDamaged)
		}
		return err
	})
	if err != nil && !errors.Is(err, crm.ErrNotFound) {
		err = fmt.Errorf("read sent paper: %w", err)
	}
	return p, err
}

// writePaperFiles keeps the bytes of the papers a step adds. One done again after it was taken back comes from the journal
// without its bytes: they are there still.
func (b *batch) writePaperFiles(ctx context.Context) error {
	for _, it := range b.of(crm.NounSentPaper) {
		p, ok := it.after.(trade.SentPaper)
		if !ok || len(p.PDF) == 0 {
			continue
		}
		if trade.PaperHash(p.PDF) != p.Hash {
			return fmt.Errorf("a paper whose hash is another's")
		}
		if err := b.s.Exec(ctx, "INSERT INTO paper_file (hash, pdf) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING", p.Hash, p.PDF); err != nil {
			return err
		}
	}
	return nil
}

// recountVersions counts anew what the clients have open whose offers have later versions. It knows the columns of its
// migration only: later ones are not there yet.
func recountVersions(ctx context.Context, s *sqlite.Session) error {
	const open = "FROM offer o WHERE o.client = c.id AND o.state IN ('draft', 'sent', 'viewed', 'answered') AND o.succeeded = 0 " +
		"AND o.currency = (SELECT json_extract(body, '$.currency') FROM firm ORDER BY id LIMIT 1)"
	const query = "SELECT c.id, c.rung, c.type, c.owner, c.open, coalesce((SELECT sum(o.total) " + open + "), 0), " +
		"coalesce((SELECT min(o.valid_until) " + open + " AND o.valid_until <> ''), '') " +
		"FROM client c WHERE c.id IN (SELECT client FROM offer WHERE succeeded <> 0)"
	sums := map[tallyKey]tallySum{}
	var moved []move
	type row struct {
		id, open int64
		until    string
	}
	var rows []row
	err := s.Each(ctx, query, nil, func(r *sql.Rows) error {
		var now row
		var k tallyKey
		var was int64
		if err := r.Scan(&now.id, &k.rung, &k.typ, &k.owner, &was, &now.open, &now.until); err != nil {
			return err
		}
		ln := lane{k.rung, k.typ}
		rows = append(rows, now)
		sums[k] = tallySum{open: sums[k].open + now.open - was}
		if now.open != was {
			moved = append(moved, move{crm.SortOpen, was, now.id, ln, -1}, move{crm.SortOpen, now.open, now.id, ln, +1})
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, r := range rows {
		if err := s.Exec(ctx, "UPDATE client SET open = $1, open_until = $2 WHERE id = $3", r.open, r.until, r.id); err != nil {
			return err
		}
	}
	if err := writeTallies(ctx, s, sums); err != nil {
		return err
	}
	return moveMilestones(ctx, s, moved)
}
