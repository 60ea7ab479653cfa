package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"rapport/app/crm"
	"rapport/app/trade"
)

// saleTallies compares the tallies of deals, orders and offers with the rows, and the types and names rows show with the clients'.
func (v *verifier) saleTallies(ctx context.Context) error {
	for _, k := range ledgers {
		columns := k.laneColumns("")
		err := v.sameCounts(ctx, k.tally(), "SELECT "+columns+", n FROM "+k.tally()+" ORDER BY "+columns,
			"SELECT "+columns+", count(*) FROM "+k.table+" GROUP BY "+columns+" ORDER BY "+columns)
		if err != nil {
			return err
		}
		err = v.sameCounts(ctx, k.table, "SELECT s.id FROM "+k.table+" s WHERE false",
			"SELECT s.id FROM "+k.table+" s JOIN client c ON c.id = s.client WHERE s.type <> c.type OR s.client_key <> c.name_key")
		if err != nil {
			return err
		}
	}
	return nil
}

// dealStages finds deals that stand on no stage of their pipeline.
func (v *verifier) dealStages(ctx context.Context) error {
	ways, err := pipelinesByID(ctx, v.tx)
	if err != nil {
		return nil // bodies tells which cannot be read
	}
	return v.tx.Each(ctx, "SELECT pipeline, stage FROM deal_tally ORDER BY pipeline, stage", nil, func(r *sql.Rows) error {
		var pipeline, stage int64
		if err := r.Scan(&pipeline, &stage); err != nil {
			return err
		}
		if _, ok := ways[trade.PipelineID(pipeline)].Stage(trade.StageID(stage)); !ok {
			v.add("data.verify.orphan", "Detail", fmt.Sprintf("deal: pipeline %d, stage %d", pipeline, stage))
		}
		return nil
	})
}

// dealOffers compares which deal each offer belongs to with what the deals say.
func (v *verifier) dealOffers(ctx context.Context) error {
	listed := map[int64]int64{}
	err := v.tx.Each(ctx, "SELECT body FROM deal ORDER BY id", nil, func(r *sql.Rows) error {
		var body sql.RawBytes
		err := r.Scan(&body)
		var d trade.Deal
		if json.Unmarshal(body, &d) == nil { // what cannot be read is told by bodies
			for _, offer := range d.Offers {
				listed[int64(offer)] = int64(d.ID)
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	bad := 0
	err = v.tx.Each(ctx, "SELECT offer, deal FROM deal_offer ORDER BY offer", nil, func(r *sql.Rows) error {
		var offer, deal int64
		err := r.Scan(&offer, &deal)
		if listed[offer] != deal {
			bad++
		}
		delete(listed, offer)
		return err
	})
	if bad+len(listed) > 0 {
		v.add("data.verify.tally", "Table", "deal_offer")
	}
	return err
}

// workRecount adds up the money clients have in work from all deals and offers at once, $ standing for the firm's currency.
const workRecount = `WITH running AS (SELECT id, client, currency, amount, expected FROM deal WHERE outcome = ''),
	alive AS (SELECT id, client, currency, total, valid_until FROM offer WHERE state IN ('draft', 'sent', 'viewed', 'answered') AND succeeded = 0),
	inside AS (SELECT d.client, d.amount, o.id, o.currency, o.total, row_number() OVER (PARTITION BY d.id ORDER BY b.place DESC) AS age
		FROM deal_offer b JOIN running d ON d.id = b.deal JOIN alive o ON o.id = b.offer AND o.client = d.client),
	work AS (
		SELECT client, amount AS sum, expected AS day FROM running WHERE currency = $
		UNION ALL SELECT client, total, '' FROM alive WHERE currency = $ AND id NOT IN (SELECT id FROM inside)
		UNION ALL SELECT client, 0, valid_until FROM alive WHERE currency = $
		UNION ALL SELECT client, total, '' FROM inside WHERE currency = $ AND amount = 0 AND age = 1)
	SELECT client, sum(sum) AS open, coalesce(min(CASE WHEN day NOT IN ('', '~') THEN day END), '') AS until FROM work GROUP BY client`

// inWork compares the money in work that clients' rows show with the deals and offers there are.
func (v *verifier) inWork(ctx context.Context) error {
	firm, err := firmOf(ctx, v.tx)
	if err != nil && !errors.Is(err, crm.ErrNotFound) {
		return err
	}
	recounted := strings.ReplaceAll(workRecount, "$", quote(firm.Currency))
	return v.sameCounts(ctx, "client", "SELECT id, open, open_until FROM client WHERE open <> 0 OR open_until <> '' ORDER BY id",
		"SELECT * FROM ("+recounted+") w WHERE open <> 0 OR until <> '' ORDER BY client")
}
