package catalogue

import (
	"context"
	"strings"

	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// draft is what a cell gives to be edited: numbers without signs.
func (s *Screen) draft(r trade.ItemRow, id string) string {
	lang := string(s.env.T.Lang())
	switch id {
	case colArticle:
		return r.Article
	case colName:
		return r.Name
	case colUnit:
		return r.Unit
	case colCost:
		if r.Cost.IsZero() {
			return ""
		}
		return money.FormatDec(r.Cost, lang)
	case colPrice:
		if !r.Priced {
			return ""
		}
		return money.FormatDec(r.Price, lang)
	}
	return ""
}

// editCell takes an edited cell: what cannot be read is refused at once, the rest is saved in the background.
func (s *Screen) editCell(r kit.Row, id, typed string) error {
	it := r.(row).ItemRow
	switch id {
	case colName:
		if strings.TrimSpace(typed) == "" {
			return parts.Refusal(s.env.T.T("desk.item.name"))
		}
		s.saveItem(it.ID, func(i *trade.Item) { i.Name = typed })
	case colArticle:
		s.saveItem(it.ID, func(i *trade.Item) { i.Article = typed })
	case colUnit:
		s.saveItem(it.ID, func(i *trade.Item) { i.Unit = typed })
	case colCost, colPrice:
		return s.editSum(it, id, typed)
	}
	return nil
}

func (s *Screen) editSum(it trade.ItemRow, id, typed string) error {
	t := s.env.T
	typed = strings.TrimSpace(typed)
	if typed == "" && id == colPrice {
		if it.Priced {
			return parts.Refusal(t.T("catalogue.price.empty"))
		}
		return nil
	}
	d, err := parts.ReadTyped(s.env, typed)
	if err != nil {
		return parts.Refused(s.env, err)
	}
	if d.Sign() < 0 {
		return parts.Refusal(t.T("desk.item.price"))
	}
	if id == colCost {
		s.saveItem(it.ID, func(i *trade.Item) { i.Cost = d })
		return nil
	}
	s.savePrice(it.ID, d)
	return nil
}

// saveItem changes one item in the background, one change after the other.
func (s *Screen) saveItem(id trade.ItemID, alter func(*trade.Item)) {
	s.keep("cell", func(ctx context.Context) error {
		was, err := s.desk.Item(ctx, id)
		if err != nil {
			return err
		}
		now := was
		alter(&now)
		_, err = s.desk.SaveItem(ctx, &was, now, nil)
		return err
	})
}

// savePrice gives one item another price on the main list from today on; a firm without lists gets its first one.
func (s *Screen) savePrice(id trade.ItemID, price money.Dec) {
	main, has := s.around.main, s.around.hasMain
	first := firstList(s)
	s.keep("cell", func(ctx context.Context) error {
		item, err := s.desk.Item(ctx, id)
		if err != nil {
			return err
		}
		if !has {
			if main, err = mainList(ctx, s.desk, first); err != nil {
				return err
			}
		}
		_, err = s.desk.SaveItem(ctx, &item, item, map[trade.ListID]money.Dec{main.ID: price})
		return err
	})
}

// firstList is the list a firm without one begins with.
func firstList(s *Screen) trade.PriceList {
	return trade.PriceList{Name: s.env.T.T("catalogue.list.first"), Currency: money.Currency(s.env.Currency()), Main: true}
}

// listKeeper reads and keeps price lists.
type listKeeper interface {
	PriceLists(ctx context.Context) ([]trade.PriceList, error)
	SavePriceList(ctx context.Context, l trade.PriceList) (trade.PriceList, error)
}

// mainList is the main list, made if there is none yet.
func mainList(ctx context.Context, d listKeeper, first trade.PriceList) (trade.PriceList, error) {
	all, err := d.PriceLists(ctx)
	if err != nil {
		return first, err
	}
	for _, l := range all {
		if l.Main && l.Currency == first.Currency {
			return l, nil
		}
	}
	return d.SavePriceList(ctx, first)
}

// keep saves in the background; works of one key follow each other. The news announce it.
func (s *Screen) keep(key string, do func(ctx context.Context) error) {
	kit.Commit(&s.acts, key, func(ctx context.Context) (struct{}, error) { return struct{}{}, do(ctx) }, func(_ struct{}, err error) {
		if err != nil {
			s.env.Fail(err)
			s.Reload()
		}
	})
}
