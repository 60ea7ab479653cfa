package command

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/trade"
)

// orderJSON is an order as --json writes it.
type orderJSON struct {
	Number   string `json:"number"`
	Client   string `json:"client"`
	ClientID string `json:"client_id"`
	Date     string `json:"date"`     // YYYY-MM-DD
	Promised string `json:"promised"` // YYYY-MM-DD, or empty
	Kept     string `json:"kept"`     // YYYY-MM-DD, or empty
	State    string `json:"state"`
	Total    string `json:"total"` // decimal with a point, tax included
	Currency string `json:"currency"`
}

// orders lists what was sold, the newest first.
func (v *verbs) orders() *cobra.Command {
	return v.jsonFlag(v.verb("orders", noWords, func(c *cobra.Command, _ []string) error { return v.with(c, v.listOrders) }))
}

func (v *verbs) listOrders(ctx context.Context, d *desk.Desk) error {
	w := v.newList()
	err := d.EachOrder(ctx, trade.OrderQuery{}, func(r trade.OrderRow) error {
		if v.json {
			return w.object(orderJSON{Number: r.Number, Client: r.ClientName, ClientID: idText(r.Client), Date: string(r.Day), Promised: string(r.Promised),
				Kept: string(r.Kept), State: string(r.State), Total: decimal(r.Total, r.Currency), Currency: string(r.Currency)})
		}
		total := money.Format(money.New(r.Total, r.Currency), string(v.tongue.Lang()))
		return w.row(r.Number, string(r.Day), r.ClientName, total, v.tongue.T("trade.order."+string(r.State)))
	})
	if err != nil {
		return err
	}
	return w.end()
}

// order prints the confirmation of an order.
func (v *verbs) order() *cobra.Command {
	return v.writer("order", exactly(1), func(ctx context.Context, d *desk.Desk, args []string) ([]byte, error) {
		o, err := d.OrderByNumber(ctx, args[0])
		if errors.Is(err, crm.ErrNotFound) {
			return nil, crm.Fault{Reason: "command.order.none", Args: []string{"Number", args[0]}}
		}
		if err != nil {
			return nil, err
		}
		print, err := d.PrintOrder(ctx, o)
		return print.PDF, err
	})
}

// dealJSON is a deal as --json writes it.
type dealJSON struct {
	Title    string `json:"title"`
	Client   string `json:"client"`
	ClientID string `json:"client_id"`
	Pipeline string `json:"pipeline"`
	Stage    string `json:"stage"`
	Outcome  string `json:"outcome"` // running, won or lost
	Amount   string `json:"amount"`  // decimal with a point
	Currency string `json:"currency"`
	Chance   string `json:"chance"`   // per cent
	Expected string `json:"expected"` // YYYY-MM-DD, or empty
	Reason   string `json:"reason"`   // why it was lost: code of a listed reason, or empty
}

// deals lists the deals of all pipelines.
func (v *verbs) deals() *cobra.Command {
	return v.jsonFlag(v.verb("deals", noWords, func(c *cobra.Command, _ []string) error { return v.with(c, v.listDeals) }))
}

func (v *verbs) listDeals(ctx context.Context, d *desk.Desk) error {
	pipelines, err := d.Pipelines(ctx)
	if err != nil {
		return err
	}
	w := v.newList()
	err = d.EachDeal(ctx, trade.DealQuery{}, func(r trade.DealRow) error {
		pipeline, stage := standing(pipelines, r)
		if v.json {
			return w.object(dealJSON{Title: r.Title, Client: r.ClientName, ClientID: idText(r.Client), Pipeline: pipeline, Stage: stage, Outcome: r.Outcome.Word(),
				Amount: decimal(r.Amount, r.Currency), Currency: string(r.Currency), Chance: r.Chance.String(), Expected: string(r.Expected), Reason: r.LostReason})
		}
		return w.row(r.Title, r.ClientName, stage, money.Format(money.New(r.Amount, r.Currency), string(v.tongue.Lang())), string(r.Expected))
	})
	if err != nil {
		return err
	}
	return w.end()
}

// standing names the pipeline a deal runs through and the stage it stands on.
func standing(pipelines []trade.Pipeline, r trade.DealRow) (pipeline, stage string) {
	for _, p := range pipelines {
		if p.ID == r.Pipeline {
			s, _ := p.Stage(r.Stage) // one that is gone has no name
			return p.Name, s.Name
		}
	}
	return "", ""
}
