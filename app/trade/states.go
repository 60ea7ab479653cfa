package trade

import (
	"slices"
	"strings"

	"rapport/app/crm"
)

// State is how far an offer has come.
type State string

// The states of an offer.
const (
	Draft    State = "draft"
	Sent     State = "sent"
	Viewed   State = "viewed"
	Answered State = "answered"
	Accepted State = "accepted"
	Declined State = "declined"
	Expired  State = "expired"
)

// States lists the states in the order they usually come.
var States = []State{Draft, Sent, Viewed, Answered, Accepted, Declined, Expired}

// follows lists what may come after each state. Nothing leads back to a draft: a sent version is succeeded, not changed.
// A client may change its mind after it declined, or answer late; what it accepted is an order.
var follows = map[State][]State{
	Draft:    {Sent},
	Sent:     {Viewed, Answered, Accepted, Declined, Expired},
	Viewed:   {Answered, Accepted, Declined, Expired},
	Answered: {Accepted, Declined, Expired},
	Accepted: nil,
	Declined: {Answered, Accepted},
	Expired:  {Answered, Accepted, Declined},
}

// orDraft is the state, an unset one being a draft.
func (s State) orDraft() State {
	if s == "" {
		return Draft
	}
	return s
}

// Next lists the states that may follow.
func (s State) Next() []State { return slices.Clone(follows[s.orDraft()]) }

// MayBecome reports whether another state may follow this one.
func (s State) MayBecome(next State) bool { return slices.Contains(follows[s.orDraft()], next) }

// Open reports whether an offer may still become a sale.
func (s State) Open() bool { return s == Draft || s.Out() }

// Out reports whether an offer is with the client, who has not decided yet.
func (s State) Out() bool { return s == Sent || s == Viewed || s == Answered }

// Become is the offer in another state from a day on; a fault when that state may not follow. Only the dates change.
func (o Offer) Become(state State, day crm.Day) (Offer, error) {
	if !o.State.MayBecome(state) {
		return o, crm.Fault{Field: "state", Reason: "trade.state.refused"}
	}
	o.State = state
	switch state {
	case Sent:
		o.SentOn = day
	case Viewed:
		o.ViewedOn = day
	case Answered:
		o.AnsweredOn, o.ClosedOn, o.Lost, o.Reason = day, "", "", ""
	default:
		o.ClosedOn, o.Lost, o.Reason = day, "", ""
	}
	return o, nil
}

// Reply is the offer with what the client said to it on a day.
func (o Offer) Reply(answer string, day crm.Day) (Offer, error) {
	now, err := o.Become(Answered, day)
	if err != nil {
		return o, err
	}
	now.Answer = strings.TrimSpace(answer)
	return now, nil
}

// Decline is the offer declined on a day, and why. A reason that is not listed is a fault; a rival is the deal's matter.
func Decline(o Offer, why Loss, day crm.Day) (Offer, error) {
	if why.Reason != "" && !slices.Contains(LostReasons, why.Reason) {
		return o, crm.Fault{Field: "lost", Reason: "trade.decline.reason"}
	}
	now, err := o.Become(Declined, day)
	if err != nil {
		return o, err
	}
	now.Lost, now.Reason = why.Reason, strings.TrimSpace(why.Note)
	return now, nil
}

// Overdue reports whether an offer is with the client beyond the last day it holds.
func (o Offer) Overdue(today crm.Day) bool {
	return o.State.Out() && o.ValidUntil != "" && o.ValidUntil < today
}

// Expire is the offer expired on the day after the last one it held, whenever that is noticed; false when it is not overdue.
func Expire(o Offer, today crm.Day) (Offer, bool) {
	if !o.Overdue(today) {
		return o, false
	}
	now, err := o.Become(Expired, o.ValidUntil.Plus(1))
	return now, err == nil
}

// LineAt names a line of an offer by the places of its section and itself, from 0.
type LineAt struct{ Section, Line int }

// Accept is the offer accepted on a day with the optional and alternative lines the client took. It is a fault to choose
// any other line, or two alternatives of one.
func Accept(o Offer, chosen []LineAt, day crm.Day) (Offer, error) {
	now, err := o.Become(Accepted, day)
	if err != nil {
		return o, err
	}
	now.Sections = o.cloneSections()
	type place struct{ section, line int }
	taken := map[place]bool{}
	for _, at := range chosen {
		if at.Section < 0 || at.Section >= len(now.Sections) || at.Line < 0 || at.Line >= len(now.Sections[at.Section].Lines) ||
			!now.Sections[at.Section].Lines[at.Line].Choice() {
			return o, crm.Fault{Field: lineField(at.Section, at.Line), Reason: "trade.accept.line"}
		}
		section := now.Sections[at.Section]
		if section.Lines[at.Line].Chosen {
			continue
		}
		if n, ok := section.Instead(at.Line); ok {
			if taken[place{at.Section, n}] {
				return o, crm.Fault{Field: lineField(at.Section, at.Line), Reason: "trade.accept.twice"}
			}
			taken[place{at.Section, n}] = true
		}
		section.Lines[at.Line].Chosen = true
	}
	return now, nil
}

// cloneSections copies the sections and their lines, with nothing chosen.
func (o Offer) cloneSections() []Section {
	sections := slices.Clone(o.Sections)
	for i := range sections {
		sections[i].Lines = slices.Clone(sections[i].Lines)
		for j := range sections[i].Lines {
			sections[i].Lines[j].Chosen = false
		}
	}
	return sections
}
