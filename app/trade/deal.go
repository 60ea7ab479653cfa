package trade

import (
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
)

// DealID names a deal.
type DealID int64

// Deal is a possible or concluded sale. Where it stands in its pipeline is a matter of this one sale and says nothing of
// how far the relationship has come.
type Deal struct {
	ID          DealID         `json:"id"`
	Client      crm.ClientID   `json:"client"`
	Contact     crm.ContactID  `json:"contact,omitempty"`
	Title       string         `json:"title"`
	Pipeline    PipelineID     `json:"pipeline"`
	Stage       StageID        `json:"stage"`
	Outcome     Outcome        `json:"outcome,omitempty"`
	Amount      int64          `json:"amount"` // minor units of Currency
	Currency    money.Currency `json:"currency"`
	Own         bool           `json:"own,omitempty"` // Probability holds in place of the stage's
	Probability money.Dec      `json:"probability"`   // per cent
	Expected    crm.Day        `json:"expected,omitempty"`
	ClosedOn    crm.Day        `json:"closed_on,omitempty"`
	Rival       string         `json:"rival,omitempty"`       // who else is asked, or who got it
	LostReason  string         `json:"lost_reason,omitempty"` // one of LostReasons
	LostNote    string         `json:"lost_note,omitempty"`
	Stream      Stream         `json:"stream,omitempty"`
	NextStep    string         `json:"next,omitempty"`
	NextDay     crm.Day        `json:"next_day,omitempty"`
	Owner       crm.RepID      `json:"owner,omitempty"`
	Offers      []OfferID      `json:"offers,omitempty"` // made for this deal, in the order they were
	Notes       string         `json:"notes,omitempty"`
	Moves       []StageMove    `json:"moves,omitempty"` // oldest first
	Created     crm.Moment     `json:"created"`
}

// StageMove is a dated change of a deal's stage.
type StageMove struct {
	Was  PipelineID `json:"was"` // the pipeline of From
	From StageID    `json:"from"`
	Now  PipelineID `json:"now"` // the pipeline of To
	To   StageID    `json:"to"`
	When crm.Moment `json:"when"`
	Day  crm.Day    `json:"day"`
	By   crm.RepID  `json:"by,omitempty"`
	Note string     `json:"note,omitempty"`
}

// LostReasons are the listed reasons why a deal is lost; their names are the messages "trade.lost.…".
var LostReasons = []string{"price", "rival", "terms", "product", "budget", "put-off", "silence", "ourselves", "other"}

// Noun names the deal for the journal.
func (d Deal) Noun() crm.Noun { return crm.NounDeal }

// Key is the deal's id.
func (d Deal) Key() int64 { return int64(d.ID) }

// About is the client the deal is with.
func (d Deal) About() crm.ClientID { return d.Client }

// Chance is the probability that the deal is won, in per cent: what was said of this deal, else that of its stage; 100
// when it is won and 0 when it is lost.
func (d Deal) Chance(p Pipeline) money.Dec {
	switch d.Outcome {
	case Won:
		return hundred
	case Lost:
		return money.Dec{}
	}
	if d.Own {
		return d.Probability
	}
	s, _ := p.Stage(d.Stage) // a stage that is gone gives no chance
	return s.Chance()
}

// MostAmount is the greatest amount of a deal, or of an order without lines, in minor units: ten times 10^12 in hundredths.
const MostAmount = 1_000_000_000_000_000

var hundredth = money.MustDec("0.01")

// ExpectedValue is amount × probability, exactly, in major units of the deal's currency.
func (d Deal) ExpectedValue(p Pipeline) money.Dec {
	return money.New(d.Amount, d.Currency).Decimal().Mul(d.Chance(p)).Mul(hundredth)
}

// Since is when the deal came to the stage it stands on.
func (d Deal) Since() crm.Moment {
	if n := len(d.Moves); n > 0 {
		return d.Moves[n-1].When
	}
	return d.Created
}

// Turn is who moves a deal and when: the moment, and the day it was where he is.
type Turn struct {
	At   crm.Moment
	Day  crm.Day
	By   crm.RepID
	Note string
}

// Loss is why a deal was lost.
type Loss struct {
	Reason string // one of LostReasons, or empty
	Note   string
	Rival  string // who got it; empty leaves what is known
}

// MoveTo moves the deal to a stage of a pipeline, its own or another: onto a stage marked won or lost it ends that day,
// off one it runs again. It fails with crm.Fault for a stage that the pipeline has not and for the one it stands on.
func (d Deal) MoveTo(p Pipeline, to StageID, t Turn) (crm.Edit[Deal], error) {
	stage, ok := p.Stage(to)
	if !ok {
		return crm.Edit[Deal]{}, crm.Fault{Field: "stage", Reason: "trade.deal.stage"}
	}
	if p.ID == d.Pipeline && to == d.Stage {
		return crm.Edit[Deal]{}, crm.Fault{Field: "stage", Reason: "trade.deal.same"}
	}
	now := d
	now.Moves = append(slices.Clone(d.Moves), StageMove{
		Was: d.Pipeline, From: d.Stage, Now: p.ID, To: to, When: t.At, Day: t.Day, By: t.By, Note: strings.TrimSpace(t.Note)})
	now.Pipeline, now.Stage = p.ID, to
	now.end(stage.Mark, t.Day)
	return crm.Alter(d, now), nil
}

// Stand is the deal as a stage ends it, or lets it run: a form that puts a deal onto another stage says no outcome. A deal
// that ends without a day ended on the one given.
func (d Deal) Stand(s Stage, day crm.Day) Deal {
	d.end(s.Mark, day)
	switch {
	case d.Outcome == Running:
		d.ClosedOn = ""
	case d.ClosedOn == "":
		d.ClosedOn = day
	}
	if d.Outcome != Lost {
		d.LostReason, d.LostNote = "", ""
	}
	return d
}

// end keeps the day of an outcome, and forgets what belonged to another.
func (d *Deal) end(how Outcome, day crm.Day) {
	if how == d.Outcome {
		return
	}
	d.Outcome, d.ClosedOn = how, day
	if how == Running {
		d.ClosedOn = ""
	}
	if how != Lost {
		d.LostReason, d.LostNote = "", ""
	}
}

// Win moves the deal to the pipeline's won stage.
func (d Deal) Win(p Pipeline, t Turn) (crm.Edit[Deal], error) {
	s, ok := p.First(Won)
	if !ok {
		return crm.Edit[Deal]{}, crm.Fault{Field: "stage", Reason: "trade.pipeline.won"}
	}
	return d.MoveTo(p, s.ID, t)
}

// Lose moves the deal to the pipeline's lost stage and keeps why; of a lost deal it changes the reason.
func (d Deal) Lose(p Pipeline, why Loss, t Turn) (crm.Edit[Deal], error) {
	s, ok := p.First(Lost)
	if !ok {
		return crm.Edit[Deal]{}, crm.Fault{Field: "stage", Reason: "trade.pipeline.lost"}
	}
	edit := crm.Alter(d, d)
	if d.Outcome != Lost || d.Pipeline != p.ID {
		var err error
		if edit, err = d.MoveTo(p, s.ID, t); err != nil {
			return edit, err
		}
	}
	edit.Now.LostReason, edit.Now.LostNote = why.Reason, strings.TrimSpace(why.Note)
	if rival := strings.TrimSpace(why.Rival); rival != "" {
		edit.Now.Rival = rival
	}
	return edit, nil
}

// Reopen moves a deal that has ended back to the stage it ended from, or to the first when that one is gone. It fails
// with crm.Fault for a deal that runs.
func (d Deal) Reopen(p Pipeline, t Turn) (crm.Edit[Deal], error) {
	if d.Outcome == Running {
		return crm.Edit[Deal]{}, crm.Fault{Field: "stage", Reason: "trade.deal.running"}
	}
	for i := len(d.Moves) - 1; i >= 0; i-- {
		if s, ok := p.Stage(d.Moves[i].From); ok && d.Moves[i].Was == p.ID && s.Mark == Running {
			return d.MoveTo(p, s.ID, t)
		}
	}
	s, ok := p.First(Running)
	if !ok {
		return crm.Edit[Deal]{}, crm.Fault{Field: "stage", Reason: "trade.pipeline.open"}
	}
	return d.MoveTo(p, s.ID, t)
}

// WithOffer is the edit by which an offer comes to belong to the deal; false when it does already.
func (d Deal) WithOffer(o OfferID) (crm.Edit[Deal], bool) {
	if slices.Contains(d.Offers, o) {
		return crm.Edit[Deal]{}, false
	}
	now := d
	now.Offers = append(slices.Clone(d.Offers), o)
	return crm.Alter(d, now), true
}

// WithoutOffer is the edit by which an offer belongs to the deal no more; false when it does not.
func (d Deal) WithoutOffer(o OfferID) (crm.Edit[Deal], bool) {
	if !slices.Contains(d.Offers, o) {
		return crm.Edit[Deal]{}, false
	}
	now := d
	now.Offers = slices.DeleteFunc(slices.Clone(d.Offers), func(other OfferID) bool { return other == o })
	return crm.Alter(d, now), true
}

// CheckDeal lists what is doubtful or wrong in a deal on a day, field by field; only the reasons in DealBlocks keep it
// from being saved.
func CheckDeal(d Deal, p Pipeline, today crm.Day) []crm.Fault {
	var f []crm.Fault
	check := func(wrong bool, field, reason string) {
		if wrong {
			f = append(f, crm.Fault{Field: field, Reason: reason})
		}
	}
	_, stands := p.Stage(d.Stage)
	runs := d.Outcome == Running
	check(d.Client == 0, "client", "trade.deal.client")
	check(strings.TrimSpace(d.Title) == "", "title", "trade.deal.title")
	check(!stands || p.ID != d.Pipeline, "stage", "trade.deal.stage")
	check(d.Amount < 0, "amount", "trade.deal.negative")
	check(d.Amount > MostAmount, "amount", "trade.deal.large")
	check(d.Amount == 0 && d.Outcome != Lost, "amount", "trade.deal.amount")
	check(!d.Currency.Valid(), "currency", "trade.deal.currency")
	check(d.Own && !isShare(d.Probability), "probability", "trade.deal.probability")
	check(d.Expected != "" && !isDay(d.Expected), "expected", "trade.deal.day")
	check(d.NextDay != "" && !isDay(d.NextDay), "next", "trade.deal.day")
	check(runs && d.Expected == "", "expected", "trade.deal.expected")
	check(runs && isDay(d.Expected) && d.Expected < today, "expected", "trade.deal.overdue")
	check(runs && strings.TrimSpace(d.NextStep) == "", "next", "trade.deal.next")
	check(runs && isDay(d.NextDay) && d.NextDay < today, "next", "trade.deal.late")
	check(d.Outcome == Lost && d.LostReason == "" && d.LostNote == "", "lost", "trade.deal.reason")
	return f
}

func isDay(d crm.Day) bool {
	_, ok := d.Time()
	return ok
}

// DealBlocks reports whether a fault keeps the deal from being saved; the others are warnings.
func DealBlocks(f crm.Fault) bool {
	switch f.Reason {
	case "trade.deal.client", "trade.deal.title", "trade.deal.stage", "trade.deal.negative", "trade.deal.large", "trade.deal.currency",
		"trade.deal.probability", "trade.deal.day":
		return true
	}
	return false
}
