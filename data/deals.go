package data

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/data/sqlite"
)

// Deal reads one deal; ErrNotFound when there is none.
func (s *Store) Deal(ctx context.Context, id trade.DealID) (trade.Deal, error) {
	return one[trade.Deal](ctx, s, "SELECT body FROM deal WHERE id = $1", int64(id))
}

// OfferDeal reads the deal that an offer belongs to; ErrNotFound when it belongs to none.
func (s *Store) OfferDeal(ctx context.Context, offer trade.OfferID) (trade.Deal, error) {
	return one[trade.Deal](ctx, s, offerDealQuery, int64(offer))
}

const offerDealQuery = "SELECT d.body FROM deal_offer b CROSS JOIN deal d ON d.id = b.deal WHERE b.offer = $1"

// SavedPipelines lists the pipelines by place; none before the first is saved.
func (s *Store) SavedPipelines(ctx context.Context) ([]trade.Pipeline, error) {
	return many[trade.Pipeline](ctx, s, "SELECT body FROM pipeline ORDER BY place, id")
}

// dealKeys are the columns that sorts of deals go by.
var dealKeys = map[trade.DealSort]string{
	trade.DealsByExpected: "expected", trade.DealsByAmount: "amount", trade.DealsByTitle: "title_key", trade.DealsByClient: "client_key",
	trade.DealsBySince: "since", trade.DealsByNext: "next_day", trade.DealsByCreated: "created",
}

func newDealEntries(ctx context.Context, tx *sqlite.Session, q trade.DealQuery) (*entries, error) {
	e := &entries{ledger: dealLedger, key: dealKeys[q.Sort], desc: q.Desc, client: int64(q.Client), sought: attemptsFor(q.Search)}
	if e.key == "" {
		e.key = dealKeys[trade.DealSorts[0]]
	}
	stages := q.Stages
	if q.Pipeline == 0 {
		stages = nil
	}
	err := e.readLanes(ctx, tx, func(l saleLane) bool {
		return (q.Pipeline == 0 || l.code(0) == int64(q.Pipeline)) && (len(stages) == 0 || slices.Contains(stages, trade.StageID(l.code(1))))
	})
	if err != nil {
		return nil, err
	}
	for _, c := range []*conditions{&e.beyond, &e.all} {
		if q.Client != 0 {
			c.and("client = ?", int64(q.Client))
		}
		among(c, "type", q.Types, codeWord)
		among(c, "outcome", q.Outcomes, textWord)
		if q.Owner != 0 {
			c.and("+owner = ?", int64(q.Owner))
		}
	}
	if q.Pipeline != 0 {
		e.all.and("+pipeline = ?", int64(q.Pipeline))
	}
	among(&e.all, "stage", stages, idWord)
	return e, e.seekFew(ctx, tx)
}

// Deals lists deals by the query's sort.
func (s *Store) Deals(ctx context.Context, q trade.DealQuery, p crm.Page) ([]trade.DealRow, error) {
	return ledgerPage(ctx, s, "list deals", q, p, newDealEntries, dealRows)
}

func dealRows(ctx context.Context, tx *sqlite.Session, at []place) ([]trade.DealRow, error) {
	ways, err := pipelinesByID(ctx, tx)
	if err != nil {
		return nil, err
	}
	rows := make([]trade.DealRow, len(at))
	err = ledgerRows(ctx, tx, dealLedger, "c.body", at, func(r *sql.Rows, placeOf map[int64]int) error {
		var body sql.RawBytes
		var name string
		var typ int64
		if err := r.Scan(&body, &name, &typ); err != nil {
			return err
		}
		var d trade.Deal
		err := json.Unmarshal(body, &d)
		i := placeOf[int64(d.ID)]
		rows[i] = dealRow(d, ways[d.Pipeline])
		rows[i].ClientName, rows[i].ClientType, rows[i].Anchor = name, typeOf(typ), crm.Anchor{Key: at[i].key, ID: at[i].id}
		return err
	})
	return rows, err
}

func dealRow(d trade.Deal, p trade.Pipeline) trade.DealRow {
	return trade.DealRow{ID: d.ID, Title: column(d.Title), Client: d.Client, Pipeline: d.Pipeline, Stage: d.Stage, Outcome: d.Outcome, Amount: d.Amount,
		Currency: d.Currency, Chance: d.Chance(p), Expected: d.Expected, ClosedOn: d.ClosedOn, NextStep: column(d.NextStep), NextDay: d.NextDay,
		Owner: d.Owner, Stream: d.Stream, Since: d.Since(), Rival: column(d.Rival), LostReason: d.LostReason}
}

func pipelinesByID(ctx context.Context, tx *sqlite.Session) (map[trade.PipelineID]trade.Pipeline, error) {
	ways := map[trade.PipelineID]trade.Pipeline{}
	return ways, eachBody(ctx, tx, "SELECT body FROM pipeline", nil, func(p trade.Pipeline) { ways[p.ID] = p })
}

// CountDeals counts what a query holds; what a search finds beyond a thousand is not counted.
func (s *Store) CountDeals(ctx context.Context, q trade.DealQuery) (crm.Count, error) {
	return ledgerCount(ctx, s, "count deals", q, newDealEntries)
}

// stageSum is what stands on a stage while it is added up.
type stageSum struct {
	n        int64
	sums     bigSums
	expected map[money.Currency]money.Dec // major units
}

// stageColumns are read by StageCounts: of deals that agree in all that comes before, how many they are and their sum.
var stageColumns = "pipeline, stage, currency, chance, count(*), " + partedSum("amount")

const stageGroups = " GROUP BY pipeline, stage, currency, chance"

// StageCounts counts the deals of a query by pipeline and stage, in the order of pipelines and stages.
func (s *Store) StageCounts(ctx context.Context, q trade.DealQuery) ([]trade.StageCount, error) {
	var out []trade.StageCount
	err := s.db.Read(ctx, func(tx *sqlite.Session) error {
		e, err := newDealEntries(ctx, tx, q)
		if err != nil || len(e.lanes) == 0 {
			return err
		}
		ways, err := pipelinesByID(ctx, tx)
		if err != nil {
			return err
		}
		stages := map[[2]int64]*stageSum{}
		err = e.each(ctx, tx, stageColumns, stageGroups, func(r *sql.Rows) error { return addStage(r, ways, stages) })
		out = stageCounts(stages, ways)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("count stages: %w", err)
	}
	return out, nil
}

// addStage adds the deals of one row of stageColumns.
func addStage(r *sql.Rows, ways map[trade.PipelineID]trade.Pipeline, stages map[[2]int64]*stageSum) error {
	var at [2]int64
	var currency, chance string
	var n, high, low int64
	if err := r.Scan(&at[0], &at[1], &currency, &chance, &n, &high, &low); err != nil {
		return err
	}
	s := stages[at]
	if s == nil {
		s = &stageSum{sums: bigSums{}, expected: map[money.Currency]money.Dec{}}
		stages[at] = s
	}
	s.n += n
	c := money.Currency(currency)
	wholeSum(s.sums.of(c), high, low)
	way := ways[trade.PipelineID(at[0])]
	stage, _ := way.Stage(trade.StageID(at[1]))
	deal := trade.Deal{Stage: stage.ID, Outcome: stage.Mark, Own: chance != ""}
	if deal.Own {
		if err := deal.Probability.UnmarshalText([]byte(chance)); err != nil {
			return err
		}
	}
	percent := deal.Chance(way)
	for _, part := range []struct{ sum, unit int64 }{{high, 1_000_000_000}, {low, 1}} {
		amount := money.New(part.unit, c).Decimal().Mul(money.DecInt(part.sum))
		s.expected[c] = s.expected[c].Add(amount.Mul(percent).Mul(hundredthPart))
	}
	return nil
}

var hundredthPart = money.MustDec("0.01")

func stageCounts(stages map[[2]int64]*stageSum, ways map[trade.PipelineID]trade.Pipeline) []trade.StageCount {
	var out []trade.StageCount
	for at, s := range stages {
		c := trade.StageCount{Pipeline: trade.PipelineID(at[0]), Stage: trade.StageID(at[1]), N: s.n, Sums: s.sums.fitting(), Expected: map[money.Currency]int64{}}
		for currency, d := range s.expected {
			if minor, err := money.ToMinor(d, currency); err == nil {
				c.Expected[currency] = minor
			}
		}
		out = append(out, c)
	}
	place := func(c trade.StageCount) int {
		return slices.IndexFunc(ways[c.Pipeline].Stages, func(s trade.Stage) bool { return s.ID == c.Stage })
	}
	slices.SortFunc(out, func(a, b trade.StageCount) int {
		return cmp.Or(cmp.Compare(ways[a.Pipeline].Place, ways[b.Pipeline].Place), cmp.Compare(a.Pipeline, b.Pipeline),
			cmp.Compare(place(a), place(b)), cmp.Compare(a.Stage, b.Stage))
	})
	return out
}

// DealOffers lists the offers of a deal in the order it lists them.
func (s *Store) DealOffers(ctx context.Context, id trade.DealID) ([]trade.OfferRow, error) {
	var rows []trade.OfferRow
	err := s.db.Read(ctx, func(tx *sqlite.Session) (err error) {
		rows, err = offerRows(ctx, tx, dealOffersQuery, []any{int64(id)})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list offers of a deal: %w", err)
	}
	return rows, nil
}

const dealOffersQuery = "SELECT " + offerColumns + " FROM deal_offer b CROSS JOIN offer c ON c.id = b.offer CROSS JOIN client o ON o.id = c.client WHERE b.deal = $1 ORDER BY b.place"
