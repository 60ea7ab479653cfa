package desk

import (
	"rapport/app/crm"
	"rapport/app/intake"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// buyer is a client as a file of orders names him.
type buyer struct{ code, name, inn string }

// unnumbered is what an order without a number is known by.
type unnumbered struct {
	client   crm.ClientID
	day      crm.Day
	total    int64
	currency money.Currency
}

// same finds the order of the base that a row speaks of.
func (in *orderImport) same(o trade.Order) (trade.Order, bool, error) {
	if o.Number != "" {
		return found(in.d.OrderByNumber(in.ctx, o.Number))
	}
	mark := unnumbered{o.Client, o.Day, o.Total(), o.Currency}
	waiting, met := in.unnumbered[mark]
	if !met {
		err := in.d.EachOrder(in.ctx, trade.OrderQuery{Client: o.Client, From: o.Day, Until: o.Day}, func(r trade.OrderRow) error {
			if r.Total != o.Total() || r.Currency != o.Currency {
				return nil
			}
			was, err := in.d.Order(in.ctx, r.ID)
			waiting = append(waiting, was)
			return err
		})
		if err != nil {
			return trade.Order{}, false, err
		}
	}
	if len(waiting) == 0 {
		in.unnumbered[mark] = []trade.Order{}
		return trade.Order{}, false, nil
	}
	in.unnumbered[mark] = waiting[1:]
	return waiting[0], true, nil
}

// find finds the items that lines speak of by their articles.
func (in *orderImport) find(lines []trade.OrderLine) error {
	for i := range lines {
		l := &lines[i]
		if l.Article == "" {
			continue
		}
		id, met := in.items[l.Article]
		if !met {
			some, err := in.d.ItemsByArticle(in.ctx, l.Article, 1)
			if err != nil {
				return err
			}
			if len(some) > 0 {
				id = some[0].ID
			}
			in.items[l.Article] = id
		}
		l.Item = id
	}
	return nil
}

// client finds whose an order is, or adds him when that is wanted; 0 when he is not in the base.
func (in *orderImport) client(draft intake.OrderDraft) (crm.ClientID, error) {
	b := buyer{draft.ClientCode, text.Fold(draft.Client), draft.INN}
	if id, met := in.clients[b]; met {
		return id, nil
	}
	id, err := in.knownClient(draft)
	if err == nil && id == 0 && in.how.Clients && draft.Client != "" {
		id, err = in.addClient(draft)
	}
	in.clients[b] = id
	return id, err
}

// asClient is what a file of orders knows of a client.
func (in *orderImport) asClient(draft intake.OrderDraft) crm.Client {
	c := crm.Client{Kind: crm.Company, Name: draft.Client, Code: draft.ClientCode}
	if draft.INN != "" {
		r := crm.Requisites{Country: in.d.country(in.ctx, "")}
		if r.Country == "UA" {
			r.EDRPOU = draft.INN
		} else {
			r.INN = draft.INN
		}
		c.Requisites = tidyRequisites([]crm.Requisites{r})
	}
	return c
}

// knownClient finds the client of the base: as an import of clients knows him, and where the file tells no name by his code
// or identifier alone.
func (in *orderImport) knownClient(draft intake.OrderDraft) (crm.ClientID, error) {
	c := in.asClient(draft)
	rows, err := in.d.ClientsLike(in.ctx, c, 20)
	if err != nil {
		return 0, err
	}
	for _, r := range rows {
		other, err := in.d.Client(in.ctx, r.ID)
		if err != nil {
			return 0, err
		}
		nameless := c.Name == "" && (c.Code != "" && other.Code == c.Code || meet(idsOf(other), idsOf(c)))
		if nameless || c.Name != "" && sameAs(other, c) {
			return other.ID, nil
		}
	}
	return 0, nil
}

// addClient adds a client of whom the file tells an order: he has bought at least once.
func (in *orderImport) addClient(draft intake.OrderDraft) (crm.ClientID, error) {
	c, err := in.d.tidyClient(in.ctx, in.asClient(draft))
	if err != nil {
		return 0, err
	}
	c.Country, c.Rung = in.d.country(in.ctx, ""), crm.FirstTimeBuyer
	in.d.welcome(&c)
	in.changes = append(in.changes, crm.Add(c))
	in.done.Clients++
	return c.ID, nil
}

// orderSeries gives the numbers of orders that a file leaves without one.
type orderSeries struct {
	mask   trade.Mask
	prefix string
	rows   map[string]*trade.NumberRow // by period
}

// nextNumber is a free number for an order, by its day.
func (in *orderImport) nextNumber(o trade.Order) (string, error) {
	if in.series == nil {
		n, err := in.d.Numbers(in.ctx)
		if err != nil {
			return "", err
		}
		mask, err := trade.ParseMask(n.Orders.Mask, n.Orders.Reset)
		if err != nil {
			return "", err
		}
		in.series = &orderSeries{mask: mask, prefix: n.Prefix, rows: map[string]*trade.NumberRow{}}
	}
	code, err := in.d.codeOf(in.ctx, o.Client)
	if err != nil {
		return "", err
	}
	facts := trade.NumberFacts{Day: o.Day, Firm: in.series.prefix, Client: code}
	row, err := in.row(facts)
	if err != nil {
		return "", err
	}
	number := row.Take(facts)
	for in.numbers[number] {
		number = row.Take(facts)
	}
	return number, nil
}

// row is the row of the numbers of a day.
func (in *orderImport) row(facts trade.NumberFacts) (*trade.NumberRow, error) {
	s := in.series
	period := s.mask.Period(facts)
	if s.rows[period] == nil {
		taken, err := in.d.OrderNumbers(in.ctx, s.mask.Prefix(facts))
		if err != nil {
			return nil, err
		}
		s.rows[period] = s.mask.Row(facts, taken)
	}
	return s.rows[period], nil
}
