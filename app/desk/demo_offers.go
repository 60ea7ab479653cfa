package desk

import (
	"cmp"
	"fmt"
	"slices"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

// offered is an offer with its plan.
type offered struct {
	trade.Offer
	plan demoOffer
}

// newestOffer is the number of the newest offer; the older ones count down from it.
const newestOffer = 221

// addOffers makes the offers, numbered by their days.
func (b *demo) addOffers() error {
	plans := slices.Clone(demoOffers)
	slices.SortStableFunc(plans, func(x, y demoOffer) int { return cmp.Compare(y.ago, x.ago) })
	for i, plan := range plans {
		o, err := b.offer(plan, newestOffer-len(plans)+1+i)
		if err != nil {
			return fmt.Errorf("offer %s: %w", plan.key, err)
		}
		b.offers = append(b.offers, offered{o, plan})
	}
	return nil
}

func (b *demo) offer(plan demoOffer, number int) (trade.Offer, error) {
	c := b.clients[b.byKey[plan.client]]
	w, today := b.words.Firm, b.desk.Today()
	o := trade.Offer{ID: trade.OfferID(b.desk.ids.next()), Client: c.ID, Rep: c.Owner, Day: today.Plus(-plan.ago), ValidUntil: today.Plus(plan.valid), Place: b.firm.City,
		State: plan.state, Lang: string(b.lang), Currency: money.Currency(w.Currency), Tax: trade.TaxMode(w.Tax), Rounding: money.DefaultRounding(w.Country),
		Subject: b.words.Subjects[plan.key], Letter: b.letter(plan), Public: "not-public", SignPost: w.Post, Signatory: w.Sign, Acceptance: true, Words: b.lang != "en",
		Created: b.ago(plan.ago, 11, 42)}
	o.Number = fmt.Sprintf(w.Number, o.Day[:4], number)
	b.address(&o, c)
	b.close(&o, plan)
	if plan.theme == "long" {
		o.Template = b.template.ID
	}
	o.Terms = b.terms(termsOf(plan))
	return o, b.fillOffer(&o, plan)
}

// address turns the offer to the first of the client's people.
func (b *demo) address(o *trade.Offer, c crm.Client) {
	p := b.people[c.ID][0]
	o.Contact = p.ID
	o.To = trade.Addressee{Post: p.PostTo, Firm: c.LegalName, Person: p.Dative, Address: c.Addresses[0].Line()}
	o.Greeting = p.forms.greeting
}

// close dates what has become of the offer.
func (b *demo) close(o *trade.Offer, plan demoOffer) {
	if plan.state == trade.Draft {
		return
	}
	o.SentOn = o.Day
	switch plan.state {
	case trade.Viewed:
		o.ViewedOn = o.Day.Plus(2)
	case trade.Answered:
		o.ViewedOn, o.AnsweredOn = o.Day.Plus(1), o.Day.Plus(4)
	}
	if !plan.state.Open() {
		o.ClosedOn = o.Day.Plus(12)
		if plan.state == trade.Expired {
			o.ClosedOn = o.ValidUntil
		}
	}
}

func (b *demo) letter(plan demoOffer) string {
	key := plan.theme
	if key == "" {
		key = plan.client
	}
	letters := b.words.Letters[key]
	return letters[plan.ago%len(letters)]
}

func termsOf(plan demoOffer) string {
	if plan.client == "thread" || plan.client == "cedar" && plan.theme == "" {
		return plan.client
	}
	return "usual"
}

// fillOffer gives the offer its sections and lines.
func (b *demo) fillOffer(o *trade.Offer, plan demoOffer) error {
	switch {
	case plan.key == "thread":
		return b.workshop(o)
	case plan.key == "cedar":
		return b.section(o, "houses", trade.Yearly, demoWant{"house", 6, ""})
	case plan.theme == "long":
		for _, s := range demoLong {
			if err := b.section(o, s.title, trade.Once, s.lines...); err != nil {
				return err
			}
		}
		return b.makeUp(o, plan)
	}
	return b.usual(o, plan)
}

// workshop is the offer of the offer editor's picture: sections, an option, a monthly part.
func (b *demo) workshop(o *trade.Offer) error {
	for _, s := range []struct {
		title  string
		period trade.Period
		lines  []demoWant
	}{
		{"equipment", trade.Once, []demoWant{{"vu1200", 1, "5"}, {"ox09", 1, "5"}, {"dt4", 6, ""}}},
		{"works", trade.Once, []demoWant{{"m01", 84, ""}, {"m07", 1, ""}}},
		{"options", trade.Once, []demoWant{{"uf2", 2, ""}}},
		{"monthly", trade.Monthly, []demoWant{{"o12", 1, ""}}},
	} {
		if err := b.section(o, s.title, s.period, s.lines...); err != nil {
			return err
		}
	}
	o.Sections[2].Lines[0].Optional = true
	return nil
}

func (b *demo) section(o *trade.Offer, title string, period trade.Period, wants ...demoWant) error {
	s := trade.Section{Title: b.words.Sections[title], Period: period}
	for _, want := range wants {
		l, err := b.line(want)
		if err != nil {
			return err
		}
		s.Lines = append(s.Lines, l)
	}
	o.Sections = append(o.Sections, s)
	return nil
}

// line is one line of an item of the plan, at the price of the firm's currency.
func (b *demo) line(want demoWant) (trade.Line, error) {
	item, ok := demoItems[want.item]
	texts := columns(b.words.Items[want.item], 3)
	if !ok || texts[1] == "" {
		return trade.Line{}, fmt.Errorf("no item %q", want.item)
	}
	l := trade.Line{Item: b.shop.byKey[want.item], Article: texts[0], Name: texts[1], Description: texts[2], Quantity: money.DecInt(want.n), Unit: b.words.Units[item.unit],
		Price: money.DecInt(item.price).Mul(b.scale()), VAT: money.MustDec(b.words.Firm.VAT)}
	if want.discount != "" {
		l.Discount = money.MustDec(want.discount)
	}
	return l, nil
}

// scale turns roubles into the firm's currency.
func (b *demo) scale() money.Dec { return money.MustDec(b.words.Firm.Scale) }

// usual takes of the theme's lines what fits into four fifths of the sum, no line more than three fifths of what is
// left; the works make up the rest.
func (b *demo) usual(o *trade.Offer, plan demoOffer) error {
	left := plan.sum * 4 / 5
	o.Sections = []trade.Section{{}}
	for _, want := range demoThemes[plan.theme] {
		price := demoItems[want.item].price
		if want.n = min(want.n, left*3/5/price); want.n == 0 {
			continue
		}
		l, err := b.line(want)
		if err != nil {
			return err
		}
		left -= price * want.n
		o.Sections[0].Lines = append(o.Sections[0].Lines, l)
	}
	return b.makeUp(o, plan)
}

// makeUp adds the works that bring the offer to its sum.
func (b *demo) makeUp(o *trade.Offer, plan demoOffer) error {
	sums, err := trade.Count(*o)
	if err != nil {
		return err
	}
	so := sums.Once.Full - sums.Once.Discount
	want, err := money.ToMinor(money.DecInt(plan.sum).Mul(b.scale()), o.Currency)
	if err != nil {
		return err
	}
	if want <= so {
		return fmt.Errorf("the lines alone come to %d of %d", so, want)
	}
	l, err := b.line(demoWant{item: "m09", n: 1})
	if err != nil {
		return err
	}
	l.Price = money.New(want-so, o.Currency).Decimal()
	last := &o.Sections[len(o.Sections)-1]
	last.Lines = append(last.Lines, l)
	return nil
}
