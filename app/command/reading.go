package command

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

func (v *verbs) jsonFlag(c *cobra.Command) *cobra.Command {
	c.Flags().BoolVar(&v.json, "json", false, "")
	return c
}

func (v *verbs) list() *cobra.Command {
	list := v.verb("list", nil, func(*cobra.Command, []string) error { return misuse("command.list") })
	var kind, stage, search string
	clients := v.verb("list clients", noWords, func(c *cobra.Command, _ []string) error {
		q, err := query(kind, stage, search)
		if err != nil {
			return err
		}
		return v.with(c, func(ctx context.Context, d *desk.Desk) error { return v.listClients(ctx, d, q) })
	})
	clients.Flags().StringVar(&kind, "type", "", "")
	clients.Flags().StringVar(&stage, "stage", "", "")
	clients.Flags().StringVar(&search, "search", "", "")
	list.AddCommand(v.jsonFlag(clients))
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
			return q, misuse("command.type", "Type", kind)
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
		return r, misuse("command.stage", "Stage", s)
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
			return w.row(row.Name, v.tongue.T("crm.type.short."+row.Type.Word()), rungName(v.tongue, row.Rung), row.City, row.Person, row.Phone)
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

// rungName is the stage's name, "" for none.
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

func (v *verbs) show() *cobra.Command {
	return v.jsonFlag(v.verb("show", exactly(1), func(c *cobra.Command, args []string) error {
		return v.with(c, func(ctx context.Context, d *desk.Desk) error { return v.showClient(ctx, d, args[0]) })
	}))
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
	file, err := d.File(ctx, id)
	if err != nil {
		return err
	}
	offers := []offerJSON{}
	for _, o := range file.Offers {
		row, err := offerOf(o, file.Client.Name)
		if err != nil {
			return err
		}
		offers = append(offers, row)
	}
	client := clientOf(file.Client, file.Contacts, reps)
	w := v.newList()
	if v.json {
		err = w.object(fileJSON{clientJSON: client, Notes: file.Client.Notes, Moves: movesOf(file.Moves), Offers: offers})
	} else {
		err = v.writeClient(w, client, file)
	}
	if err != nil {
		return err
	}
	return w.end()
}

// writeClient tells people what is known of a client, one fact a line.
func (v *verbs) writeClient(w *listing, c clientJSON, f desk.File) error {
	t := v.tongue
	facts := [][2]string{{t.T("command.fact.name"), c.Name}, {t.T("command.fact.type"), t.T("crm.type." + f.Client.Type.Word())},
		{t.T("command.fact.stage"), rungName(t, f.Client.Rung)}, {t.T("command.fact.highest"), rungName(t, f.Client.Highest)},
		{t.T("command.fact.owner"), c.Owner}, {t.T("command.fact.city"), c.City}, {t.T("command.fact.code"), c.Code},
		{t.T("command.fact.tags"), strings.Join(c.Tags, ", ")}, {t.T("command.fact.phones"), strings.Join(c.Phones, ", ")},
		{t.T("command.fact.emails"), strings.Join(c.Emails, ", ")}}
	for _, p := range c.People {
		words := slices.Concat([]string{p.Name, p.Post}, p.Phones, p.Emails)
		facts = append(facts, [2]string{t.T("command.fact.person"), strings.Join(slices.DeleteFunc(words, isEmpty), ", ")})
	}
	for _, m := range f.Moves {
		facts = append(facts, [2]string{t.T("command.fact.move"), v.moveLine(m)})
	}
	for _, o := range f.Offers {
		facts = append(facts, [2]string{t.T("command.fact.offer"), v.offerLine(o)})
	}
	for _, fact := range append(facts, [2]string{t.T("command.fact.notes"), f.Client.Notes}) {
		if err := w.fact(fact[0], fact[1]); err != nil {
			return err
		}
	}
	return nil
}

func isEmpty(s string) bool { return s == "" }

// moveLine is "12.03.2024: Потенциальный – Первичный покупатель (Первый заказ)".
func (v *verbs) moveLine(m crm.Move) string {
	why := m.Note
	if m.Reason != "" {
		why = v.tongue.T("crm.reason." + m.Reason)
	}
	names := slices.DeleteFunc([]string{rungName(v.tongue, m.From), rungName(v.tongue, m.To)}, isEmpty)
	line := v.tongue.Date(m.When.Time(time.Local)) + ": " + strings.Join(names, " – ")
	if why == "" {
		return line
	}
	return line + " (" + why + ")"
}

func (v *verbs) offerLine(o trade.Offer) string {
	sums, err := trade.Count(o)
	if err != nil {
		return o.FullNumber()
	}
	total := money.Format(money.New(sums.Main().Gross, o.Currency), string(v.tongue.Lang()))
	return o.FullNumber() + ", " + total + ", " + v.tongue.T("trade.state."+string(o.State))
}

func (v *verbs) offers() *cobra.Command {
	return v.jsonFlag(v.verb("offers", noWords, func(c *cobra.Command, _ []string) error { return v.with(c, v.listOffers) }))
}

func (v *verbs) listOffers(ctx context.Context, d *desk.Desk) error {
	w := v.newList()
	err := d.EachOffer(ctx, trade.OfferQuery{}, func(r trade.OfferRow) error {
		if v.json {
			return w.object(offerRow(r))
		}
		total := money.Format(money.New(r.Total, r.Currency), string(v.tongue.Lang()))
		return w.row(r.FullNumber(), string(r.Day), r.ClientName, total, v.tongue.T("trade.state."+string(r.State)))
	})
	if err != nil {
		return err
	}
	return w.end()
}

// exactly asks for n words after the verb.
func exactly(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != n {
			return misuse("command.usage", "Usage", strings.TrimSpace(c.UseLine()))
		}
		return nil
	}
}

func noWords(c *cobra.Command, args []string) error { return exactly(0)(c, args) }

func idText[T ~int64](id T) string { return strconv.FormatInt(int64(id), 10) }
