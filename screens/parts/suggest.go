package parts

import (
	"context"
	"strings"
	"time"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
)

// proposalsShown is how many items of the catalogue are proposed for a name.
const proposalsShown = 7

// proposePause is the pause in typing after which the catalogue is searched.
const proposePause = 150 * time.Millisecond

// SuggestItems finds items of the catalogue for a name being typed, with their prices of the main list on a day. What
// cannot be found is not proposed.
func SuggestItems(env *Env, l *kit.Loader, d ItemFinder, day func() crm.Day) func(typed string, show func([]kit.Option)) {
	return func(typed string, show func([]kit.Option)) {
		l.Debounce("propose", proposePause, func() {
			on := day()
			kit.Load(l, "propose", func(ctx context.Context) ([]trade.ItemRow, error) {
				return d.Items(ctx, trade.ItemQuery{Search: typed, Sort: trade.ItemsByName}, on, crm.Page{Limit: proposalsShown})
			}, func(rows []trade.ItemRow, err error) {
				options := make([]kit.Option, len(rows))
				for i, r := range rows {
					options[i] = itemOption(env, r)
				}
				if err == nil {
					show(options)
				}
			})
		})
	}
}

// itemOption is an item with what tells it from others of its name.
func itemOption(env *Env, r trade.ItemRow) kit.Option {
	var notes []string
	if r.Article != "" {
		notes = append(notes, r.Article)
	}
	if r.Priced {
		notes = append(notes, PlainPrice(env.T, r.Price, money.Currency(env.Currency())))
	}
	return kit.Option{ID: ID(r.ID), Icon: "case", Label: r.Name, Note: strings.Join(notes, " · ")}
}
