package data

import (
	"context"
	"database/sql"

	"rapport/app/crm"
	"rapport/app/trade"
)

// numbering is a kind of paper of which no two may be called alike.
type numbering struct {
	noun  crm.Noun
	query string // the rows that are called so
	no    func(crm.Record) paperNo
	taken string // why a paper is refused
}

// paperNo is what a paper is called by; without a number it is called nothing.
type paperNo struct {
	number  string
	version int // 0: such papers have no versions
}

var numberings = []numbering{
	{crm.NounOffer, "SELECT id FROM offer WHERE number = $1 AND version = $2", offerNo, "desk.offer.taken"},
	{crm.NounOrder, "SELECT id FROM sale WHERE number = $1", orderNo, "desk.order.taken"},
}

func offerNo(r crm.Record) paperNo {
	o, is := r.(trade.Offer)
	if !is {
		return paperNo{}
	}
	return paperNo{column(o.Number), o.VersionNo()}
}

func orderNo(r crm.Record) paperNo {
	o, _ := r.(trade.Order)
	return paperNo{number: column(o.Number)}
}

func (n paperNo) args() []any {
	if n.version == 0 {
		return []any{n.number}
	}
	return []any{n.number, n.version}
}

// said is how papers write it.
func (n paperNo) said() string { return trade.Offer{Number: n.number, Version: n.version}.FullNumber() }

// checkNumbers refuses a step by which two offers would bear one number and version, or two orders one number: whoever
// writes later, from whatever process, learns that the number is taken.
func (b *batch) checkNumbers(ctx context.Context) error {
	for _, k := range numberings {
		if err := b.checkNumbering(ctx, k); err != nil {
			return err
		}
	}
	return nil
}

func (b *batch) checkNumbering(ctx context.Context, k numbering) error {
	fresh := map[paperNo]bool{}
	for _, it := range b.of(k.noun) {
		n := k.no(it.after)
		if n.number == "" || n == k.no(it.before) {
			continue
		}
		taken := fresh[n]
		fresh[n] = true
		err := b.s.Each(ctx, k.query, n.args(), func(r *sql.Rows) error {
			var id int64
			err := r.Scan(&id)
			taken = taken || id != it.key && b.bears(k, id, n)
			return err
		})
		if err != nil {
			return err
		}
		if taken {
			return crm.Fault{Field: "number", Reason: k.taken, Args: []string{"Number", n.said()}}
		}
	}
	return nil
}

// bears reports whether a paper of the base will be called so after the step.
func (b *batch) bears(k numbering, id int64, n paperNo) bool {
	it := b.byRef[ref{k.noun, id}]
	return it == nil || k.no(it.after) == n
}
