package data

import (
	"context"
	"database/sql"

	"rapport/app/crm"
	"rapport/app/trade"
)

// checkNumbers refuses a step by which two offers would bear one number and version: whoever writes later, from whatever
// process, learns that the number is taken.
func (b *batch) checkNumbers(ctx context.Context) error {
	type mark struct {
		number  string
		version int
	}
	fresh := map[mark]int64{}
	for _, it := range b.of(crm.NounOffer) {
		now, stays := it.after.(trade.Offer)
		if !stays {
			continue
		}
		if was, had := it.before.(trade.Offer); had && was.Number == now.Number && was.VersionNo() == now.VersionNo() {
			continue
		}
		m := mark{column(now.Number), now.VersionNo()}
		taken := fresh[m] != 0
		fresh[m] = it.key
		err := b.s.Each(ctx, "SELECT id FROM offer WHERE number = $1 AND version = $2", []any{m.number, m.version}, func(r *sql.Rows) error {
			var id int64
			err := r.Scan(&id)
			taken = taken || id != it.key && b.bears(id, now)
			return err
		})
		if err != nil {
			return err
		}
		if taken {
			return crm.Fault{Field: "number", Reason: "desk.offer.taken", Args: []string{"Number", now.FullNumber()}}
		}
	}
	return nil
}

// bears reports whether an offer of the base will have the number and version of another after the step.
func (b *batch) bears(id int64, o trade.Offer) bool {
	it := b.byRef[ref{crm.NounOffer, id}]
	if it == nil {
		return true
	}
	now, stays := it.after.(trade.Offer)
	return stays && now.Number == o.Number && now.VersionNo() == o.VersionNo()
}
