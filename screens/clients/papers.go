package clients

import (
	"context"
	"strings"

	"rapport/app/crm"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// mostOffers is how many clients one offer is made to at once.
const mostOffers = 20_000

// offerPicked goes where one offer is made to all the picked clients.
func (s *Screen) offerPicked() {
	p := s.picked()
	kit.Load(&s.loader, "offer picked", func(ctx context.Context) ([]crm.ClientID, error) { return s.desk.PickedClients(ctx, p) }, func(ids []crm.ClientID, err error) {
		switch {
		case err != nil:
			s.env.Fail(err)
		case len(ids) > mostOffers:
			s.env.Say(s.env.T.T("clients.offer.many", "N", s.env.T.Int(mostOffers)))
		default:
			s.env.Go(route.Route{Room: route.Batch, Sub: parts.ClientList(ids)})
		}
	})
}

// Print prints the clients as the grid shows them.
func (s *Screen) Print() {
	t := s.env.T
	s.PrintAll(t.T("clients.title"), s.narrowWords(), func(rows []row) map[string]string {
		sum := int64(0)
		for _, r := range rows {
			sum += r.Open
		}
		total := map[string]string{s.Grid.Shown()[0].ID: t.T("parts.list.total", "N", t.Int(len(rows)))}
		if sum != 0 {
			total[string(crm.SortOpen)] = parts.Sum(t, sum, s.env.Currency())
		}
		return total
	})
}

// narrowWords says what narrows the list.
func (s *Screen) narrowWords() []string {
	t, q := s.env.T, s.Query
	var words, types []string
	for _, r := range q.Types {
		types = append(types, parts.TypeShort(t, r))
	}
	if q.Untyped {
		types = append(types, parts.TypeShort(t, ""))
	}
	if len(types) > 0 {
		words = append(words, strings.Join(types, ", "))
	}
	var rungs []string
	for _, r := range q.Rungs {
		rungs = append(rungs, parts.StageShort(t, s.env.Lens(), r))
	}
	if len(rungs) > 0 {
		words = append(words, strings.Join(rungs, ", "))
	}
	if q.Owner != 0 {
		words = append(words, s.env.Reps()[q.Owner].Name)
	}
	if q.Tag != "" {
		words = append(words, q.Tag)
	}
	if q.Search != "" {
		words = append(words, t.T("parts.list.search", "Text", q.Search))
	}
	if len(words) == 0 {
		return nil
	}
	return []string{strings.Join(words, " · ")}
}
