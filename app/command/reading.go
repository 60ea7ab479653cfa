package command

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// clientJSON is a client as --json writes it; ids are strings since they are longer than a double holds.
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
	Notes   string       `json:"notes,omitempty"`
	Moves   []moveJSON   `json:"moves,omitempty"`
	Offers  []offerJSON  `json:"offers,omitempty"`
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
	When   string `json:"when"`
	Reason string `json:"reason"`
	Note   string `json:"note,omitempty"`
}

type offerJSON struct {
	Number     string `json:"number"`
	Client     string `json:"client"`
	ClientID   string `json:"client_id"`
	Date       string `json:"date"`
	ValidUntil string `json:"valid_until"`
	Subject    string `json:"subject"`
	State      string `json:"state"`
	Total      string `json:"total"`
	Currency   string `json:"currency"`
}

func (v *verbs) jsonFlag(c *cobra.Command) *cobra.Command {
	c.Flags().BoolVar(&v.json, "json", false, "write an array of objects")
	return c
}

func (v *verbs) list() *cobra.Command {
	list := &cobra.Command{Use: "list", Short: "list what the base holds"}
	var kind, stage, search string
	clients := &cobra.Command{Use: "clients", Short: "list clients", RunE: func(c *cobra.Command, _ []string) error {
		q, err := query(kind, stage, search)
		if err != nil {
			return err
		}
		return v.with(c, func(ctx context.Context, d *desk.Desk) error { return v.listClients(ctx, d, q) })
	}}
	clients.Flags().StringVar(&kind, "type", "", "relationship type: market, business, strategic or none")
	clients.Flags().StringVar(&stage, "stage", "", "stage: suspect, prospect, first-time, repeat, client, supporter, advocate, partner or ended")
	clients.Flags().StringVar(&search, "search", "", "any part of a name, person, phone, e-mail, identifier or note")
	list.AddCommand(v.jsonFlag(clients))
	list.RunE = func(*cobra.Command, []string) error {
		return usageError{crm.Fault{Reason: "command.list"}}
	}
	return list
}

// query reads the filters of a list.
func query(kind, stage, search string) (crm.ClientQuery, error) {
	q := crm.ClientQuery{Search: search}
	if kind != "" {
		t, ok := crm.ParseRelType(kind)
		switch {
		case ok:
			q.Types = []crm.RelType{t}
		case strings.EqualFold(kind, "none"):
			q.Untyped = true
		default:
			return q, usageError{crm.Fault{Field: "type", Reason: "command.type", Args: []string{"Type", kind}}}
		}
	}
	if stage != "" {
		r, err := parseStage(stage)
		if err != nil {
			return q, err
		}
		q.Rungs = []crm.Rung{r}
	}
	return q, nil
}

func parseStage(s string) (crm.Rung, error) {
	r, ok := crm.ParseRung(s)
	if !ok {
		return r, usageError{crm.Fault{Field: "stage", Reason: "command.stage", Args: []string{"Stage", s}}}
	}
	return r, nil
}

// listClients writes the clients page by page, so that a million of them need no more memory than a page.
func (v *verbs) listClients(ctx context.Context, d *desk.Desk, q crm.ClientQuery) error {
	reps, err := repNames(ctx, d)
	if err != nil {
		return err
	}
	w := v.newList()
	err = d.EachClient(ctx, q, func(row crm.ClientRow) error {
		if !v.json {
			return w.row(text.Line(row.Name, 60), v.tongue().T("crm.type.short."+row.Type.Word()), rungName(v.tongue(), row.Rung), row.Person, row.Phone)
		}
		c, err := fullClient(ctx, d, row.ID, reps)
		if err != nil {
			return err
		}
		return w.object(c)
	})
	if err != nil {
		return err
	}
	return w.end()
}

func rungName(t *text.Tongue, r crm.Rung) string {
	if r == crm.NoRung {
		return ""
	}
	return t.T("crm.rung." + r.Word())
}

func repNames(ctx context.Context, d *desk.Desk) (map[crm.RepID]string, error) {
	reps, err := d.Reps(ctx)
	names := map[crm.RepID]string{}
	for _, r := range reps {
		names[r.ID] = r.Name
	}
	return names, err
}

func fullClient(ctx context.Context, d *desk.Desk, id crm.ClientID, reps map[crm.RepID]string) (clientJSON, error) {
	c, err := d.Client(ctx, id)
	if err != nil {
		return clientJSON{}, err
	}
	people, err := d.Contacts(ctx, id)
	if err != nil {
		return clientJSON{}, err
	}
	out := clientJSON{ID: idText(c.ID), Name: c.Name, Kind: string(c.Kind), Type: string(c.Type), Stage: c.Rung.Code(), Highest: c.Highest.Code(),
		City: c.City, Code: c.Code, Owner: reps[c.Owner], Tags: orEmpty(c.Tags), Phones: phones(c.Phones), Emails: mails(c.Emails), People: []personJSON{}}
	for _, p := range people {
		roles := make([]string, 0, len(p.Roles))
		for _, r := range p.Roles {
			roles = append(roles, string(r))
		}
		out.People = append(out.People, personJSON{ID: idText(p.ID), Name: p.Name, Post: p.Post, Roles: roles, Phones: phones(p.Phones), Emails: mails(p.Emails)})
	}
	return out, nil
}

func idText[T ~int64](id T) string { return strconv.FormatInt(int64(id), 10) }

func orEmpty(s []string) []string { return append([]string{}, s...) }

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

func (v *verbs) show() *cobra.Command {
	return v.jsonFlag(&cobra.Command{Use: "show CLIENT", Short: "show one client", Args: exactly(1), RunE: func(c *cobra.Command, args []string) error {
		return v.with(c, func(ctx context.Context, d *desk.Desk) error { return v.showClient(ctx, d, args[0]) })
	}})
}

func (v *verbs) showClient(ctx context.Context, d *desk.Desk, name string) error {
	id, err := d.ClientNamed(ctx, name)
	if err != nil {
		return err
	}
	reps, err := repNames(ctx, d)
	if err != nil {
		return err
	}
	out, err := fullClient(ctx, d, id, reps)
	if err != nil {
		return err
	}
	file, err := d.File(ctx, id)
	if err != nil {
		return err
	}
	out.Notes = file.Client.Notes
	for _, m := range file.Moves {
		out.Moves = append(out.Moves, moveJSON{From: m.From.Code(), To: m.To.Code(), When: m.When.Time(time.UTC).Format(time.RFC3339), Reason: m.Reason, Note: m.Note})
	}
	for _, o := range file.Offers {
		row, err := offerOf(o, file.Client.Name)
		if err != nil {
			return err
		}
		out.Offers = append(out.Offers, row)
	}
	w := v.newList()
	if v.json {
		if err := w.object(out); err != nil {
			return err
		}
		return w.end()
	}
	return v.printClient(w, out, file)
}

func offerOf(o trade.Offer, client string) (offerJSON, error) {
	sums, err := trade.Count(o)
	if err != nil {
		return offerJSON{}, err
	}
	return offerJSON{Number: o.Number, Client: client, ClientID: idText(o.Client), Date: string(o.Day), ValidUntil: string(o.ValidUntil),
		Subject: o.Subject, State: string(o.State), Total: money.New(sums.Main().Gross, o.Currency).Decimal().String(), Currency: string(o.Currency)}, nil
}

func (v *verbs) printClient(w *listing, c clientJSON, f desk.File) error {
	t := v.tongue()
	lines := [][2]string{{t.T("command.name"), c.Name}, {t.T("command.type"+".name"), t.T("crm.type." + f.Client.Type.Word())},
		{t.T("command.stage"+".name"), rungName(t, f.Client.Rung)}, {t.T("command.highest"), rungName(t, f.Client.Highest)},
		{t.T("command.owner"), c.Owner}, {t.T("command.city"), c.City}, {t.T("command.tags"), strings.Join(c.Tags, ", ")},
		{t.T("command.phones"), strings.Join(c.Phones, ", ")}, {t.T("command.emails"), strings.Join(c.Emails, ", ")}}
	for _, p := range c.People {
		lines = append(lines, [2]string{t.T("command.person"), strings.Join(slices.DeleteFunc(append([]string{p.Name, p.Post}, append(p.Phones, p.Emails...)...), func(s string) bool { return s == "" }), ", ")})
	}
	for _, m := range c.Moves {
		lines = append(lines, [2]string{m.When[:10], m.From + " > " + m.To})
	}
	for _, l := range lines {
		if l[1] == "" {
			continue
		}
		if err := w.row(l[0], l[1]); err != nil {
			return err
		}
	}
	return w.end()
}

func (v *verbs) offers() *cobra.Command {
	return v.jsonFlag(&cobra.Command{Use: "offers", Short: "list offers", RunE: func(c *cobra.Command, _ []string) error {
		return v.with(c, v.listOffers)
	}})
}

func (v *verbs) listOffers(ctx context.Context, d *desk.Desk) error {
	w := v.newList()
	err := d.EachOffer(ctx, trade.OfferQuery{}, func(r trade.OfferRow) error {
		total := money.New(r.Total, r.Currency)
		if v.json {
			return w.object(offerJSON{Number: r.Number, Client: r.ClientName, ClientID: idText(r.Client), Date: string(r.Day), ValidUntil: string(r.ValidUntil),
				Subject: r.Subject, State: string(r.State), Total: total.Decimal().String(), Currency: string(r.Currency)})
		}
		return w.row(r.Number, string(r.Day), text.Line(r.ClientName, 50), money.Format(total, string(v.tongue().Lang())), v.tongue().T("trade.state."+string(r.State)))
	})
	if err != nil {
		return err
	}
	return w.end()
}

// listing writes rows as a table, or objects as one JSON array.
type listing struct {
	v     *verbs
	table *tabwriter.Writer
	n     int
}

func (v *verbs) newList() *listing {
	return &listing{v: v, table: tabwriter.NewWriter(v.out, 2, 4, 2, ' ', 0)}
}

func (l *listing) row(cells ...string) error {
	_, err := fmt.Fprintln(l.table, strings.Join(cells, "\t"))
	return err
}

func (l *listing) object(o any) error {
	body, err := json.Marshal(o)
	if err != nil {
		return err
	}
	lead := ",\n"
	if l.n == 0 {
		lead = "[\n"
	}
	l.n++
	_, err = fmt.Fprint(l.v.out, lead, string(body))
	return err
}

func (l *listing) end() error {
	if !l.v.json {
		return l.table.Flush()
	}
	if l.n == 0 {
		_, err := fmt.Fprintln(l.v.out, "[]")
		return err
	}
	_, err := fmt.Fprintln(l.v.out, "\n]")
	return err
}

// exactly asks for n arguments and says so kindly.
func exactly(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != n {
			return usageError{crm.Fault{Reason: "command.usage", Args: []string{"Usage", c.UseLine()}}}
		}
		return nil
	}
}
