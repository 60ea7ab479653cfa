package parts

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/route"
)

// The views of sales: deals as a board, deals as a list, and what became of them.
const (
	SaleBoard = iota
	SaleList
	SaleOrders
)

// DealList is the Sub of the route that shows the deals as a list.
const DealList = "list"

// NewSaleViews is the switch between the views of sales; the present one is chosen. A client to which the present view
// is narrowed goes along, as client gives it at the time.
func NewSaleViews(env *Env, at int, client func() crm.ClientID) *kit.Segmented {
	t := env.T
	var views *kit.Segmented
	views = kit.NewSegmented(func(i int) {
		to := route.Route{Room: route.Deals, Client: client()}
		switch i {
		case SaleList:
			to.Sub = DealList
		case SaleOrders:
			to.Room = route.Orders
		}
		views.SetChosen(at) // this room stays as it is for whoever comes back
		env.Replace(to)
	}, t.T("parts.sale.board"), t.T("parts.sale.list"), t.T("parts.sale.orders"))
	views.SetChosen(at)
	return views
}

// ShortSums writes sums by currency for heads of columns, nothing for no sum: "4,38 млн ₽ + 12 тыс. €".
func ShortSums(t *text.Tongue, sums map[money.Currency]int64) string {
	return joinSums(sums, func(minor int64, c money.Currency) string { return ShortSum(t, minor, string(c)) })
}

// Sums writes sums by currency, nothing for no sum.
func Sums(t *text.Tongue, sums map[money.Currency]int64) string {
	return joinSums(sums, func(minor int64, c money.Currency) string { return Sum(t, minor, string(c)) })
}

// Rounded are sums in whole units: what is only to be expected needs no kopecks.
func Rounded(sums map[money.Currency]int64) map[money.Currency]int64 {
	whole := map[money.Currency]int64{}
	for c, minor := range sums {
		if n, err := money.ToMinor(money.RoundHalfUp(money.New(minor, c).Decimal(), 0), c); err == nil {
			whole[c] = n
		}
	}
	return whole
}

func joinSums(sums map[money.Currency]int64, write func(int64, money.Currency) string) string {
	var words []string
	for _, c := range slices.Sorted(maps.Keys(sums)) {
		if sums[c] != 0 {
			words = append(words, write(sums[c], c))
		}
	}
	return strings.Join(words, " + ")
}

// NumberInput is a field for a number as the language writes it; its value is the canonical form.
func NumberInput(env *Env, hint string) *kit.NumberField {
	lang := string(env.T.Lang())
	return kit.NewNumberField(hint, func(typed string) (string, string, bool) {
		d, err := money.ParseDecIn(strings.TrimSuffix(strings.TrimSpace(typed), "%"), lang)
		if err != nil {
			return "", "", false
		}
		return d.String(), money.FormatDec(d, lang), true
	})
}

// NumberWords writes a number into a NumberInput: as the language writes it, nothing for nought.
func NumberWords(env *Env, d money.Dec) string {
	if d.IsZero() {
		return ""
	}
	return money.FormatDec(d, string(env.T.Lang()))
}

// ReadNumber reads what a NumberInput gives; nothing, or what is no number, is nought.
func ReadNumber(v string) money.Dec {
	d, err := money.ParseDec(v)
	if err != nil {
		return money.Dec{}
	}
	return d
}

// PlainPercent writes a share with its sign, nought too.
func PlainPercent(env *Env, d money.Dec) string { return money.FormatPercent(d, string(env.T.Lang())) }

// ErrorSentence says in words why something typed cannot be taken.
func ErrorSentence(env *Env, err error) string {
	var fault crm.Fault
	if errors.As(err, &fault) {
		return FaultSentence(env.T, fault)
	}
	return env.T.T("text.wrong")
}

// PaperCurrencies are the currencies offered with their signs; the one held now is among them.
func PaperCurrencies(held money.Currency) []kit.Option {
	codes := []money.Currency{money.RUB, money.UAH, money.USD, money.EUR, money.GBP, money.KZT, money.BYN, money.PLN}
	if held != "" && !slices.Contains(codes, held) {
		codes = append(codes, held)
	}
	options := make([]kit.Option, len(codes))
	for i, c := range codes {
		options[i] = kit.Option{ID: string(c), Label: string(c)}
		if sign := c.Symbol(); sign != string(c) {
			options[i].Label += ", " + sign
		}
	}
	return options
}

// ReadID reads the id of a choice, 0 when it is none.
func ReadID[T ~int64](choice string) T {
	n, _ := strconv.ParseInt(choice, 10, 64)
	return T(n)
}

// ClientFinder finds clients by what is typed.
type ClientFinder interface {
	Clients(ctx Context, q crm.ClientQuery, p crm.Page) ([]crm.ClientRow, error)
}

// clientsOffered is how many clients a field offers.
const clientsOffered = 30

// NewClientField is a field that finds a client by name; its value is the id.
func NewClientField(env *Env, l *kit.Loader, d ClientFinder, hint string) *kit.ComboBox {
	return kit.NewComboBox(l, hint, ComboWords(env), func(ctx Context, q string) ([]kit.Option, error) {
		rows, err := d.Clients(ctx, crm.ClientQuery{Search: q, Sort: crm.SortName}, crm.Page{Limit: clientsOffered})
		options := make([]kit.Option, len(rows))
		for i, r := range rows {
			options[i] = kit.Option{ID: ID(r.ID), Label: r.Name, Note: r.City}
			if r.Person != "" {
				options[i].Note = r.Person
			}
		}
		return options, err
	})
}

// PersonOptions are the people of a client as choices, and before them nobody; those who left are offered only where
// they are held already.
func PersonOptions(people []crm.Contact, held crm.ContactID, nobody string) []kit.Option {
	options := []kit.Option{{ID: "", Label: nobody}}
	for _, p := range people {
		if p.Left && p.ID != held {
			continue
		}
		label := p.Name
		if p.Post != "" {
			label += ", " + p.Post
		}
		options = append(options, kit.Option{ID: ID(p.ID), Label: label})
	}
	return options
}

// OrderTone is the colouring of a state of an order.
func OrderTone(s trade.OrderState) kit.Tone {
	switch s {
	case trade.Placed:
		return kit.ToneAccent
	case trade.Fulfilled:
		return kit.ToneGreen
	}
	return kit.ToneNeutral
}

// OutcomeTone is the colouring of how a deal ended.
func OutcomeTone(o trade.Outcome) kit.Tone {
	switch o {
	case trade.Won:
		return kit.ToneGreen
	case trade.Lost:
		return kit.ToneRed
	}
	return kit.ToneAccent
}
