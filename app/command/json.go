package command

import (
	"context"
	"slices"
	"strings"
	"time"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/trade"
)

// clientJSON is a client as --json writes it; ids are strings since they are longer than a double holds, and lists with
// nothing in them are [].
type clientJSON struct {
	ID      string       `json:"id"`
	Name    string       `json:"name"`
	Kind    string       `json:"kind"`
	Type    string       `json:"type"`
	Stage   string       `json:"stage"`
	Highest string       `json:"highest"`
	City    string       `json:"city"`
	Code    string       `json:"code"`
	Owner   string       `json:"owner"`
	Tags    []string     `json:"tags"`
	Phones  []string     `json:"phones"`
	Emails  []string     `json:"emails"`
	People  []personJSON `json:"people"`
}

// fileJSON is a client with its notes and history.
type fileJSON struct {
	clientJSON
	Notes  string      `json:"notes"`
	Moves  []moveJSON  `json:"moves"`  // oldest first
	Offers []offerJSON `json:"offers"` // newest first
}

type personJSON struct {
	ID     string   `json:"id"`
	Name   string   `json:"name"`
	Post   string   `json:"post"`
	Roles  []string `json:"roles"`
	Phones []string `json:"phones"`
	Emails []string `json:"emails"`
}

type moveJSON struct {
	From   string `json:"from"`
	To     string `json:"to"`
	When   string `json:"when"`   // RFC 3339, UTC
	Reason string `json:"reason"` // code of a listed reason, or empty
	Note   string `json:"note"`
}

type offerJSON struct {
	Number     string `json:"number"`
	Client     string `json:"client"`
	ClientID   string `json:"client_id"`
	Date       string `json:"date"`        // YYYY-MM-DD
	ValidUntil string `json:"valid_until"` // YYYY-MM-DD, or empty
	Subject    string `json:"subject"`
	State      string `json:"state"`
	Total      string `json:"total"` // decimal with a point, tax included
	Currency   string `json:"currency"`
}

// fullClient reads a client with its people.
func fullClient(ctx context.Context, d *desk.Desk, id crm.ClientID, reps map[crm.RepID]string) (clientJSON, error) {
	c, err := d.Client(ctx, id)
	if err != nil {
		return clientJSON{}, err
	}
	people, err := d.Contacts(ctx, id)
	if err != nil {
		return clientJSON{}, err
	}
	return clientOf(c, people, reps), nil
}

// with adds what a list does not hold yet: a client can be reached by the phones of its people, too.
func with(list, more []string) []string {
	for _, s := range more {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

func clientOf(c crm.Client, people []crm.Contact, reps map[crm.RepID]string) clientJSON {
	out := clientJSON{ID: idText(c.ID), Name: c.Name, Kind: string(c.Kind), Type: string(c.Type), Stage: c.Rung.Code(), Highest: c.Highest.Code(),
		City: c.City, Code: c.Code, Owner: reps[c.Owner], Tags: append([]string{}, c.Tags...), Phones: phones(c.Phones), Emails: mails(c.Emails), People: []personJSON{}}
	for _, p := range people {
		out.Phones = with(out.Phones, phones(p.Phones))
		roles := make([]string, 0, len(p.Roles))
		for _, r := range p.Roles {
			roles = append(roles, string(r))
		}
		out.People = append(out.People, personJSON{ID: idText(p.ID), Name: p.Name, Post: p.Post, Roles: roles, Phones: phones(p.Phones), Emails: mails(p.Emails)})
	}
	return out
}

// phones writes each number in its international form, or as it was typed where that form would lose something.
func phones(list []crm.Phone) []string {
	out := make([]string, 0, len(list))
	for _, p := range list {
		if p.E164 != "" && p.Ext == "" {
			out = append(out, p.E164)
			continue
		}
		out = append(out, p.Raw)
	}
	return out
}

func mails(list []crm.Email) []string {
	out := make([]string, 0, len(list))
	for _, e := range list {
		out = append(out, e.Address)
	}
	return out
}

func movesOf(moves []crm.Move) []moveJSON {
	out := make([]moveJSON, 0, len(moves))
	for _, m := range moves {
		out = append(out, moveJSON{From: m.From.Code(), To: m.To.Code(), When: m.When.Time(time.UTC).Format(time.RFC3339), Reason: m.Reason, Note: m.Note})
	}
	return out
}

func offerOf(o trade.Offer, client string) (offerJSON, error) {
	sums, err := trade.Count(o)
	if err != nil {
		return offerJSON{}, err
	}
	return offerJSON{Number: o.FullNumber(), Client: client, ClientID: idText(o.Client), Date: string(o.Day), ValidUntil: string(o.ValidUntil),
		Subject: o.Subject, State: string(o.State), Total: decimal(sums.Main().Gross, o.Currency), Currency: string(o.Currency)}, nil
}

func offerRow(r trade.OfferRow) offerJSON {
	return offerJSON{Number: r.FullNumber(), Client: r.ClientName, ClientID: idText(r.Client), Date: string(r.Day), ValidUntil: string(r.ValidUntil),
		Subject: r.Subject, State: string(r.State), Total: decimal(r.Total, r.Currency), Currency: string(r.Currency)}
}

// decimal is a sum as machines read it, "1234.50": all the digits of its currency, and a point.
func decimal(minor int64, c money.Currency) string {
	return strings.TrimSuffix(money.New(minor, c).String(), " "+string(c))
}

// importJSON is what an import did, as --json writes it.
type importJSON struct {
	File       string          `json:"file"`
	Kind       string          `json:"kind"` // clients, items or orders
	Rows       int             `json:"rows"`
	Added      int             `json:"added"`
	Completed  int             `json:"completed"` // or changed
	Same       int             `json:"same"`
	People     int             `json:"people"`            // added with clients
	Prices     int             `json:"prices,omitempty"`  // set with items
	Groups     int             `json:"groups,omitempty"`  // added with items
	Lines      int             `json:"lines,omitempty"`   // of orders
	Clients    int             `json:"clients,omitempty"` // added with orders
	Bare       int             `json:"bare,omitempty"`    // prices or orders that name no currency
	BareIn     []string        `json:"bare_in,omitempty"` // what they were taken for
	DryRun     bool            `json:"dry_run"`
	Complaints []complaintJSON `json:"complaints"`
}

type complaintJSON struct {
	Line   int    `json:"line"` // from 1; 0: the whole file
	Column string `json:"column"`
	Text   string `json:"text"`
}

// faultJSON is something wrong with the base.
type faultJSON struct {
	Code string `json:"code"`
	Text string `json:"text"`
}
