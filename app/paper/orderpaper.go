package paper

import (
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/page"
	"rapport/app/text"
	"rapport/app/trade"
)

// OrderFacts is what the confirmation of an order needs beside the order.
type OrderFacts struct {
	Firm             crm.Firm
	Client           string          // the client's name as the title of the file bears it; empty: the addressee's firm
	To               trade.Addressee // as it shall be printed
	Greeting         string
	Offer            string  // number of the offer that was accepted
	OfferDay         crm.Day // its day
	OfferValid       crm.Day // until when it held
	Request, Subject string  // of the offer
	Place            string
	Terms            []trade.Term // what was agreed beside the lines
	Person           crm.Contact  // whom it is for
	Rep              crm.Rep      // who writes it
	Buyer            crm.Client   // as the base knows it
	Look             Letterhead
	Letter           bool // US Letter instead of A4
	Thrifty          bool // black, no fills
}

// Order lays the confirmation of an order out in the language of the tongue, with the very sums the order keeps. Remarks
// tell what the paper could not show as it was written.
func Order(order trade.Order, about OrderFacts, tongue *text.Tongue) (*page.Document, []Remark, error) {
	o := offerOf(order, about, tongue)
	sums, err := orderSums(order, o)
	if err != nil {
		return nil, nil, err
	}
	if err := checkSums(o, sums); err != nil {
		return nil, nil, err
	}
	c := cleaner{}
	w := &writing{o: o, sums: sums, lang: string(tongue.Lang()),
		about: c.about(OfferFacts{Firm: about.Firm, Client: about.Client, Letter: about.Letter, Thrifty: about.Thrifty,
			Person: about.Person, Rep: about.Rep, Buyer: about.Buyer})}
	about.Look.onto(&w.about)
	c.line("offer", &about.Offer)
	w.faults = c.faults
	w.us = strings.EqualFold(about.Firm.Country, "US") && w.lang == "en"
	w.say = tongue
	w.press.faults = &w.faults
	w.as = manner{title: tongue.T("paper.order.title"), sold: true, fields: func(what string) string { return w.orderField(what, about) }}
	w.dressOther()
	w.as.rows = func(st style) []headRow { return w.orderRows(order, about, st) }
	if order.Freight != 0 {
		w.as.after = func(columns []totalColumn) []totalRow { return w.freightRows(columns, order.Freight) }
	}
	doc := w.best()
	return doc, w.faults, nil
}

// orderRows are the facts in the head of a confirmation.
func (w *writing) orderRows(o trade.Order, about OrderFacts, st style) []headRow {
	promised, offer := "", about.Offer
	if o.Promised != "" {
		promised = w.longDay(o.Promised)
	}
	if offer != "" && about.OfferDay != "" {
		offer = joined(", ", offer, w.say.T("paper.offer.of", "Day", nowrap(w.shortDay(about.OfferDay))))
	}
	return []headRow{
		{"paper.order.number", "number", w.o.Number, st.bold()},
		{"paper.offer.date", "day", joined(", ", w.longDay(w.o.Day), w.o.Place), st},
		{"paper.order.promised", "promised", promised, st.bold()},
		{"paper.order.offer", "offer", offer, st},
	}
}

// orderField is what a field of an offer stands for on a confirmation: what the offer accepted said, but the sums of the
// order.
func (w *writing) orderField(what string, about OrderFacts) string {
	switch what {
	case "number":
		return about.Offer
	case "date":
		return w.dayField(about.OfferDay)
	case "valid":
		return w.dayField(about.OfferValid)
	case "request":
		return about.Request
	case "subject":
		return about.Subject
	}
	return w.ownField(what)
}

// freightRows are the carriage, and the total with it, where something is paid once.
func (w *writing) freightRows(columns []totalColumn, freight int64) []totalRow {
	carriage := totalRow{label: w.say.T("paper.order.freight")}
	all := totalRow{label: w.grandLabel("paper.order.with.freight", columns), grand: true}
	for _, c := range columns {
		recurs := c.head == w.say.T("paper.total.month") || c.head == w.say.T("paper.total.year")
		sum, err := money.AddMinor(c.total.Gross, freight)
		if recurs || err != nil {
			carriage.sums, all.sums = append(carriage.sums, "—"), append(all.sums, w.plain(c.total.Gross))
			continue
		}
		carriage.sums, all.sums = append(carriage.sums, w.plain(freight)), append(all.sums, w.plain(sum))
	}
	return []totalRow{carriage, all}
}

// offerOf is the order in the form of an offer: one section for each period, the lines in the order they were sold in.
func offerOf(order trade.Order, about OrderFacts, say *text.Tongue) trade.Offer {
	o := trade.Offer{Number: order.Number, Client: order.Client, Contact: order.Contact, Rep: order.Rep, Day: order.Day, State: trade.Accepted,
		Lang: string(say.Lang()), Currency: order.Currency, Tax: order.Tax, Rounding: order.Rounding, Discount: order.Discount, To: about.To,
		Greeting: about.Greeting, Place: about.Place, Terms: about.Terms, NoTaxLine: about.Firm.NoVATLine, Created: order.Created,
		Words: say.Lang() != text.EN, Letter: say.T("paper.order.letter")}
	if order.Promised != "" {
		o.Letter = say.T("paper.order.letter.promised")
	}
	for _, p := range []trade.Period{trade.Once, trade.Monthly, trade.Yearly} {
		if lines := linesOf(order, p, say); len(lines) > 0 {
			o.Sections = append(o.Sections, trade.Section{Period: p, Lines: lines})
		}
	}
	return o
}

// linesOf are the lines of a period; an order that keeps totals alone has one line for each of them.
func linesOf(order trade.Order, p trade.Period, say *text.Tongue) []trade.Line {
	var lines []trade.Line
	for _, l := range order.Lines {
		if l.Period == p {
			lines = append(lines, trade.Line{Item: l.Item, Choices: l.Choices, Article: l.Article, Name: l.Name, Unit: l.Unit, Quantity: l.Quantity,
				Price: l.Price, Discount: l.Discount, VAT: l.VAT, Exempt: l.Exempt})
		}
	}
	if sum := keptOf(order, p); len(order.Lines) == 0 && sum != (trade.Sum{}) {
		lines = append(lines, trade.Line{Name: say.T("paper.order.whole"), Quantity: money.DecInt(1), Exempt: sum.VAT == 0,
			Price: money.New(basisOf(order, sum), order.Currency).Decimal(), VAT: wholeRate(sum)})
	}
	return lines
}

// keptOf is what the order keeps as its total for a period.
func keptOf(o trade.Order, p trade.Period) trade.Sum {
	switch p {
	case trade.Monthly:
		return o.Monthly
	case trade.Yearly:
		return o.Yearly
	}
	return o.Once
}

func basisOf(o trade.Order, s trade.Sum) int64 {
	if o.Tax == trade.TaxGross {
		return s.Gross
	}
	return s.Net
}

// wholeRate is the rate of VAT that a sum bears, to the nearest per cent.
func wholeRate(s trade.Sum) money.Dec {
	if s.Net == 0 {
		return money.Dec{}
	}
	return money.DecInt(int64(float64(s.VAT)/float64(s.Net)*100 + 0.5))
}

// orderSums are the sums of an order as the paper shows them: counted as those of an offer where that gives what the order
// keeps, so that discounts and rates can be told; otherwise those it keeps, and no more.
func orderSums(order trade.Order, o trade.Offer) (trade.Sums, error) {
	again, err := trade.CountOrder(order)
	if err == nil && len(order.Lines) > 0 && keepsSums(order, again) {
		return trade.Count(o)
	}
	return keptSums(order, o)
}

// keepsSums tells whether the sums counted anew are those the order keeps.
func keepsSums(order, again trade.Order) bool {
	if order.Once != again.Once || order.Monthly != again.Monthly || order.Yearly != again.Yearly {
		return false
	}
	for i, l := range order.Lines {
		if l.Sum != again.Lines[i].Sum || l.Share != again.Lines[i].Share {
			return false
		}
	}
	return true
}

// keptSums are the sums as the order keeps them.
func keptSums(order trade.Order, o trade.Offer) (trade.Sums, error) {
	var s trade.Sums
	first := trade.Sum{}
	for _, p := range []trade.Period{trade.Once, trade.Monthly, trade.Yearly} {
		kept := keptOf(order, p)
		t := totalOf(kept)
		section := trade.SectionSum{Total: t}
		for _, l := range order.Lines {
			if l.Period == p {
				section.Lines = append(section.Lines, keptLine(l))
			}
		}
		if len(order.Lines) == 0 && kept != (trade.Sum{}) {
			section.Lines = []trade.LineSum{{Full: basisOf(order, kept), Net: kept.Net, VAT: kept.VAT, Gross: kept.Gross, Rate: wholeRate(kept), Summed: true}}
		}
		t.Rates = ratesOf(section.Lines, kept)
		switch p {
		case trade.Monthly:
			s.Monthly = t
		case trade.Yearly:
			s.Yearly = t
		default:
			s.Once = t
		}
		if len(section.Lines) > 0 {
			s.Sections = append(s.Sections, section)
			s.Recurring = s.Recurring || p != trade.Once
		}
		var err error
		if first, err = plus(first, kept, p.Times()); err != nil {
			return s, err
		}
	}
	s.FirstYear = totalOf(first)
	s.FirstYear.Rates = yearRates(s)
	return s, nil
}

func totalOf(s trade.Sum) trade.Total {
	return trade.Total{Full: s.Net, Net: s.Net, VAT: s.VAT, Gross: s.Gross}
}

func keptLine(l trade.OrderLine) trade.LineSum {
	rate := l.VAT
	if l.Exempt {
		rate = money.Dec{}
	}
	return trade.LineSum{Full: l.Sum.Net, Net: l.Sum.Net, VAT: l.Sum.VAT, Gross: l.Sum.Gross, Rate: rate, Summed: true}
}

// plus adds a sum so many times.
func plus(a, b trade.Sum, times int64) (trade.Sum, error) {
	var err error
	add := func(x, y int64) int64 {
		many, bad := money.New(y, money.RUB).Times(times)
		if bad != nil {
			err = bad
			return x
		}
		sum, bad := money.AddMinor(x, many.Minor)
		if bad != nil {
			err = bad
		}
		return sum
	}
	out := trade.Sum{Net: add(a.Net, b.Net), VAT: add(a.VAT, b.VAT), Gross: add(a.Gross, b.Gross)}
	return out, err
}

// ratesOf is the VAT of lines by rate, the highest first; nothing where it does not add up to what is kept.
func ratesOf(lines []trade.LineSum, kept trade.Sum) []money.RateSum {
	var rates []money.RateSum
	vat := int64(0)
	for _, l := range lines {
		vat += l.VAT
		rates = addRate(rates, money.RateSum{Rate: l.Rate, Net: l.Net, VAT: l.VAT, Gross: l.Gross})
	}
	switch {
	case len(rates) == 1:
		rates[0].Net, rates[0].VAT, rates[0].Gross = kept.Net, kept.VAT, kept.Gross
	case vat != kept.VAT:
		return nil
	}
	return rates
}

// addRate adds a sum to that of its rate.
func addRate(rates []money.RateSum, r money.RateSum) []money.RateSum {
	at := 0
	for ; at < len(rates) && rates[at].Rate.Cmp(r.Rate) >= 0; at++ {
		if rates[at].Rate == r.Rate {
			rates[at].Net, rates[at].VAT, rates[at].Gross = rates[at].Net+r.Net, rates[at].VAT+r.VAT, rates[at].Gross+r.Gross
			return rates
		}
	}
	return append(rates[:at:at], append([]money.RateSum{r}, rates[at:]...)...)
}

// yearRates are the rates of the first year.
func yearRates(s trade.Sums) []money.RateSum {
	var rates []money.RateSum
	for _, p := range []trade.Period{trade.Once, trade.Monthly, trade.Yearly} {
		for _, r := range s.Of(p).Rates {
			n := p.Times()
			rates = addRate(rates, money.RateSum{Rate: r.Rate, Net: n * r.Net, VAT: n * r.VAT, Gross: n * r.Gross})
		}
	}
	return rates
}

// OrderFile is the name of a confirmation's PDF: what it is with the number, and the client.
func OrderFile(o trade.Order, client string, say *text.Tongue) string {
	return FileName(joined(" ", say.T("paper.file.order"), o.Number), client, "") + ".pdf"
}
