package parts

import (
	"strconv"

	"rapport/app/crm"
	"rapport/screens/kit"
)

// CardPage is how many cards of a board are read at a time.
const CardPage = 30

// ReadCards reads a page of a column of a board, behind the card before it, and shows it. anchor is where a card stands in
// the order, wrap makes a card of a record.
func ReadCards[T any, C kit.BoardCard](env *Env, l *kit.Loader, b *kit.Board, column string, from int, anchor func(C) crm.Anchor,
	read func(ctx Context, p crm.Page) ([]T, error), wrap func(T) C) {
	page := crm.Page{Limit: CardPage, Skip: int64(from)}
	if before, ok := b.Before(column, from); ok {
		at := anchor(before.(C))
		page.From, page.Skip = &at, 0
	}
	kit.Load(l, "cards "+column+" "+strconv.Itoa(from), func(ctx Context) ([]T, error) { return read(ctx, page) }, func(rows []T, err error) {
		if err != nil {
			env.Fail(err)
			return
		}
		cards := make([]kit.BoardCard, len(rows))
		for i, r := range rows {
			cards[i] = wrap(r)
		}
		b.SetCards(column, from, cards)
	})
}
