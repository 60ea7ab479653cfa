package crm

import (
	"fmt"
	"slices"
	"strings"
)

// Rung is a step on the ladder of relationship, the finest common scale of the models of Dwyer, Payne, Kotler and Ford.
type Rung int8

// The rungs; Ended stands beside the ladder, NoRung means never set.
const (
	NoRung Rung = iota
	Suspect
	Prospect
	FirstTimeBuyer
	RepeatBuyer
	Loyal // the rung called "client": a psychological tie, the difference between a buyer and a client
	Supporter
	Advocate
	Partner
	Ended
)

// Ladder is the eight rungs from the lowest up.
var Ladder = []Rung{Suspect, Prospect, FirstTimeBuyer, RepeatBuyer, Loyal, Supporter, Advocate, Partner}

// AllRungs is the ladder and Ended.
var AllRungs = append(slices.Clone(Ladder), Ended)

var rungCodes = [...]string{"", "suspect", "prospect", "first-time buyer", "repeat buyer", "client", "supporter", "advocate", "partner", "ended"}

// Code is the English code of the rung, empty for NoRung.
func (r Rung) Code() string {
	if r < 0 || int(r) >= len(rungCodes) {
		return ""
	}
	return rungCodes[r]
}

// Word is the rung's code fit for a message key: "first-time".
func (r Rung) Word() string { return strings.Fields(r.Code() + " ?")[0] }

// OnLadder reports whether the rung is one of the eight.
func (r Rung) OnLadder() bool { return r >= Suspect && r <= Partner }

// ParseRung reads a rung by its code; case, spaces, hyphens and underscores do not matter, and the first word is enough.
func ParseRung(s string) (Rung, bool) {
	want := bare(s)
	for _, r := range AllRungs {
		if bare(r.Code()) == want || bare(r.Word()) == want {
			return r, true
		}
	}
	return NoRung, false
}

func bare(s string) string {
	return strings.NewReplacer(" ", "", "-", "", "_", "", "\u00a0", "").Replace(strings.ToLower(strings.TrimSpace(s)))
}

// Move is a dated change of a client's stage, up or down, with its reason and evidence.
type Move struct {
	ID       MoveID   `json:"id"`
	Client   ClientID `json:"client"`
	From     Rung     `json:"from"`
	To       Rung     `json:"to"`
	When     Moment   `json:"when"`
	Reason   string   `json:"reason,omitempty"` // code of a listed reason, or empty
	Note     string   `json:"note,omitempty"`   // free text
	Evidence string   `json:"evidence,omitempty"`
	By       RepID    `json:"by,omitempty"`
}

// Up reports whether the move climbs; coming back from Ended climbs too.
func (m Move) Up() bool { return m.To != Ended && (m.From == Ended || m.To > m.From) }

// ReasonsDown are the listed reasons of a fall.
var ReasonsDown = []string{"silence", "broken-promise", "lost-contact", "rep-left", "price", "complaint", "rival", "closure", "owner-choice"}

// ReasonsUp are the listed reasons of a rise.
var ReasonsUp = []string{"inquiry", "order", "repeat-order", "trust", "exclusive", "referral", "joint-work", "came-back", "owner-choice"}

// Reasons lists the reasons that fit a move from one rung to another.
func Reasons(from, to Rung) []string {
	if (Move{From: from, To: to}).Up() {
		return ReasonsUp
	}
	return ReasonsDown
}

// Climb is the client after the move: on the new rung since the move's moment, the highest rung ever kept.
// It refuses a move to where the client stands and a rung that is none.
func (c Client) Climb(m Move) (Client, error) {
	if m.To == c.Rung {
		return c, Fault{Field: "rung", Reason: "crm.move.same"}
	}
	if !m.To.OnLadder() && m.To != Ended {
		return c, fmt.Errorf("move to %d: no such rung", m.To)
	}
	c.Rung, c.RungSince = m.To, m.When
	if m.To != Ended && m.To > c.Highest {
		c.Highest = m.To
	}
	return c, nil
}

// Stay is the time a client spent on one rung.
type Stay struct {
	Rung     Rung
	From, To Moment // To is zero while it lasts
}

// Stays turns a client's moves, oldest first, into the times spent on each rung.
func Stays(c Client, moves []Move) []Stay {
	if len(moves) == 0 {
		return []Stay{{Rung: c.Rung, From: c.RungSince}}
	}
	stays := []Stay{{Rung: moves[0].From, From: c.Created, To: moves[0].When}}
	if moves[0].From == NoRung {
		stays = stays[:0]
	}
	for i, m := range moves {
		s := Stay{Rung: m.To, From: m.When}
		if i+1 < len(moves) {
			s.To = moves[i+1].When
		}
		stays = append(stays, s)
	}
	return stays
}
