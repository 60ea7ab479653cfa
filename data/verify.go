package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/data/sqlite"
)

// verifyMost is how many findings of one kind are told.
const verifyMost = 50

// Verify reads the whole base and lists what is wrong with it; empty when it is sound.
func (s *Store) Verify(ctx context.Context) ([]crm.Fault, error) {
	v := &verifier{}
	err := s.db.Read(ctx, func(tx *sqlite.Session) error {
		v.tx = tx
		for _, look := range []func(context.Context) error{v.file, v.bodies, v.clientTallies, v.versions, v.offerOrders, v.inWork, v.pictures, v.papers, v.tags, v.stretches, v.texts,
			v.itemTallies, v.sortingPrices, v.sortingMargins, v.rules, v.saleTallies, v.dealStages, v.dealOffers} {
			if err := look(ctx); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = s.db.Outside(ctx, func(tx *sqlite.Session) error { return v.seeks(ctx, tx) })
	}
	if errors.Is(err, ErrDamaged) { // a page that cannot be read ends the reading: that is the finding
		v.add("data.verify.file", "Detail", err.Error())
		err = nil
	}
	if err != nil {
		return nil, fmt.Errorf("verify: %w", err)
	}
	return v.faults, nil
}

// verifier gathers what is wrong.
type verifier struct {
	tx     *sqlite.Session
	faults []crm.Fault
	wanted map[trade.PictureID]string // pictures that records name, and the first that does
}

func (v *verifier) add(reason string, args ...string) {
	v.faults = append(v.faults, crm.Fault{Field: "base", Reason: reason, Args: args})
}

// file asks SQLite about the file and about rows without a parent.
func (v *verifier) file(ctx context.Context) error {
	found, err := v.tx.Integrity(ctx, clientSeek, offerSeek, itemSeek, dealSeek, saleSeek)
	if err != nil {
		return err
	}
	for _, f := range found {
		v.add("data.verify.file", "Detail", f)
	}
	orphans, err := v.tx.Orphans(ctx)
	for _, o := range orphans[:min(len(orphans), verifyMost)] {
		v.add("data.verify.orphan", "Detail", o)
	}
	return err
}

// bodies reads every record there is.
func (v *verifier) bodies(ctx context.Context) error {
	for _, sh := range shelves {
		bad := 0
		err := v.tx.Each(ctx, "SELECT id, body FROM "+sh.table+" ORDER BY id", nil, func(r *sql.Rows) error {
			var id int64
			var body []byte
			if err := r.Scan(&id, &body); err != nil {
				return err
			}
			c, err := sh.decode(nil, body)
			if (err != nil || c.Key() != id) && bad < verifyMost {
				bad++
				v.add("data.verify.record", "Record", sh.table+" "+strconv.FormatInt(id, 10))
			}
			if err == nil && sh.pictured {
				v.wants(c.After())
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// differ runs two queries that must give the same rows, each row joined to one line.
func (v *verifier) differ(ctx context.Context, a, b string) (bool, error) {
	var lines [2][]string
	for i, query := range []string{a, b} {
		err := v.tx.Each(ctx, query, nil, func(r *sql.Rows) error {
			columns, err := r.Columns()
			if err != nil {
				return err
			}
			values := make([]any, len(columns))
			into := make([]any, len(columns))
			for j := range values {
				into[j] = &values[j]
			}
			err = r.Scan(into...)
			lines[i] = append(lines[i], fmt.Sprint(values...))
			return err
		})
		if err != nil {
			return false, err
		}
	}
	return !slices.Equal(lines[0], lines[1]), nil
}

func (v *verifier) sameCounts(ctx context.Context, table, kept, recounted string) error {
	differ, err := v.differ(ctx, kept, recounted)
	if differ {
		v.add("data.verify.tally", "Table", table)
	}
	return err
}

func (v *verifier) clientTallies(ctx context.Context) error {
	return v.sameCounts(ctx, "tally", "SELECT type, rung, owner, n, open FROM tally ORDER BY type, rung, owner",
		"SELECT type, rung, owner, count(*), sum(open) FROM client GROUP BY type, rung, owner ORDER BY type, rung, owner")
}

// versions compares which offers count as succeeded with the offers there are.
func (v *verifier) versions(ctx context.Context) error {
	return v.sameCounts(ctx, "offer", "SELECT id FROM offer WHERE succeeded <> 0 ORDER BY id",
		"SELECT id FROM offer WHERE number <> '' AND EXISTS (SELECT 1 FROM offer o WHERE o.number = offer.number AND o.version > offer.version) ORDER BY id")
}

func (v *verifier) tags(ctx context.Context) error {
	return v.sameCounts(ctx, "tag", "SELECT tag_key, n FROM tag ORDER BY tag_key",
		"SELECT tag_key, count(*) FROM client_tag GROUP BY tag_key ORDER BY tag_key")
}

// stretches compares each order's milestones with the rows between them.
func (v *verifier) stretches(ctx context.Context) error {
	for _, o := range orders {
		kept := "SELECT t.rung, t.type, sum(t.n) FROM milestone m JOIN stretch t ON t.milestone = m.id WHERE m.sort = '" + string(o.sort) +
			"' AND t.n <> 0 GROUP BY t.rung, t.type ORDER BY t.rung, t.type"
		if err := v.sameCounts(ctx, "stretch", kept, "SELECT rung, type, sum(n) FROM tally GROUP BY rung, type ORDER BY rung, type"); err != nil {
			return err
		}
	}
	return nil
}

// texts finds records that cannot be searched for.
func (v *verifier) texts(ctx context.Context) error {
	for _, q := range []string{
		"SELECT 'client ' || c.id FROM client c LEFT JOIN client_text t ON t.client = c.id WHERE t.seq IS NULL LIMIT 50",
		"SELECT 'offer ' || o.id FROM offer o LEFT JOIN offer_text t ON t.offer = o.id WHERE t.seq IS NULL LIMIT 50",
		"SELECT 'item ' || i.id FROM item i LEFT JOIN item_text t ON t.item = i.id WHERE t.seq IS NULL LIMIT 50",
		"SELECT 'item ' || t.item FROM item_text t LEFT JOIN item i ON i.id = t.item WHERE i.id IS NULL LIMIT 50",
		"SELECT 'deal ' || d.id FROM deal d LEFT JOIN deal_text t ON t.deal = d.id WHERE t.seq IS NULL LIMIT 50",
		"SELECT 'order ' || s.id FROM sale s LEFT JOIN sale_text t ON t.sale = s.id WHERE t.seq IS NULL LIMIT 50",
		"SELECT 'deal ' || t.deal FROM deal_text t LEFT JOIN deal d ON d.id = t.deal WHERE d.id IS NULL LIMIT 50",
		"SELECT 'order ' || t.sale FROM sale_text t LEFT JOIN sale s ON s.id = t.sale WHERE s.id IS NULL LIMIT 50",
		"SELECT 'client ' || t.client FROM client_text t LEFT JOIN client c ON c.id = t.client WHERE c.id IS NULL LIMIT 50",
	} {
		err := v.tx.Each(ctx, q, nil, func(r *sql.Rows) error {
			var record string
			err := r.Scan(&record)
			v.add("data.verify.text", "Record", record)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// seeks compares the full-text indexes with the texts.
func (v *verifier) seeks(ctx context.Context, tx *sqlite.Session) error {
	for _, k := range []sqlite.Seek{clientSeek, offerSeek, itemSeek, dealSeek, saleSeek} {
		err := tx.CheckSeek(ctx, k)
		if errors.Is(err, ErrDamaged) {
			v.add("data.verify.search", "Table", strings.TrimSuffix(k.Table, "_seek"))
			err = nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}
