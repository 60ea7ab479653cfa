package desk

import (
	"context"
	"fmt"
	"slices"

	"github.com/BurntSushi/toml"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/assets"
)

// Demo fills an empty base with the demo firm of a language: invented people and firms with three years of history
// that end today. It is one act, so that one undo empties the base again; afterwards the firm's director sits at the
// program, in that language where none was chosen. A base that holds a firm or a client is refused with crm.Fault.
func (d *Desk) Demo(ctx context.Context, lang text.Lang) error {
	_, have, err := found(d.Firm(ctx))
	if err != nil {
		return err
	}
	n, err := d.CountClients(ctx, crm.ClientQuery{})
	if err != nil {
		return err
	}
	if have || n.N > 0 {
		return crm.Fault{Field: "base", Reason: "desk.demo.full"}
	}
	b, err := newDemo(d, lang)
	if err != nil {
		return fmt.Errorf("demo firm: %w", err)
	}
	if err := b.build(ctx); err != nil {
		return fmt.Errorf("demo firm: %w", err)
	}
	if err := d.apply(ctx, actDemo, nil, append(b.changes(), crm.Add(d.shipped(lang)))...); err != nil {
		return err
	}
	if chosen, err := d.Setting(ctx, keyLang); err == nil && chosen == "" {
		if err := d.store.SetSetting(ctx, keyLang, string(lang)); err != nil {
			return err
		}
	}
	return d.SitDown(ctx, b.reps[0].ID)
}

// demoWords are the texts of the demo firm in one language, as assets/demo holds them. A "|" parts columns, ";" the cases
// of one word or post: nominative, dative and, where a language has one, vocative.
type demoWords struct {
	Firm struct {
		Name, Legal, Address, City, Phone, Email, Site, Country, Currency, VAT, Tax, Scale, Accent string
		Bank, BIK, Corr, Sign, Post, Number, Office, Mobile, Zip                                   string
	}
	Template   struct{ Name, Title, Text string }
	Reps       []string            // name | post
	Forms      map[string]string   // legal forms of clients, %s for the name
	Industries map[string]string   // by the codes of demo_plan.go
	Cities     []string            // the first is our own
	Streets    []string            // %d for the house
	Clients    map[string][]string // name, next step, people from the first on
	Others     map[string][]string // names by industry
	Men, Women []string            // given names in their cases
	Fathers    []string            // patronymics: man's cases | woman's cases; none in English
	Surnames   []string            // man's cases | woman's cases
	Posts      map[string]string   // man's cases | woman's cases
	Titles     []string            // Mr and Ms where people are addressed so, else none
	Greetings  []string            // to a man and to a woman, %s for the name
	Letters    map[string][]string // letters of offers by theme
	Subjects   map[string]string   // of offers, by their keys
	Deals      map[string]string   // titles of deals without an offer, by client
	Losses     map[string]string   // what was said when a deal was lost, by the key of its offer
	Rivals     map[string]string   // who else was asked, by the key of the deal
	Sections   map[string]string   // titles of sections
	Items      map[string]string   // article | name | description
	Catalogue  map[string]string   // names of groups, lists and rules; features as name | choice | choice
	Units      map[string]string
	Terms      map[string][]string // title | text
	Talk       map[string][]string // what was said, by kind of event
	Stories    map[string][]string // what was said | what came of it, event by event
	Next       []string            // next steps
	Rises      []string            // evidence of a rise to each rung from the second up
	Falls      map[string]string   // reason code or key of a client: what happened
	Grounds    map[string][]string // what a type was given for, by its word
	Overruled  string
	Remarks    []string            // small things about people
	Notes      map[string][]string // of clients: notes | suppliers | manners
	Tags       []string
	Sources    []string
	Fields     []string // names of the own fields
	Choices    []string // of the second one
}

func readDemo(lang text.Lang) (demoWords, error) {
	var w demoWords
	body, err := assets.Demo(string(lang))
	if err != nil {
		return w, err
	}
	meta, err := toml.Decode(string(body), &w)
	if err == nil && len(meta.Undecoded()) > 0 {
		err = fmt.Errorf("%s: unknown key %s", lang, meta.Undecoded()[0])
	}
	return w, err
}

// demo builds the records of the demo firm. Chance comes from seeds fixed in the plan, days from the desk's today.
type demo struct {
	desk  *Desk
	lang  text.Lang
	words demoWords

	firm         crm.Firm
	reps         []crm.Rep
	fields       []crm.Field
	clients      []crm.Client
	contacts     []crm.Contact
	moves        []crm.Move
	assessments  []crm.TypeAssessment
	interactions []crm.Interaction
	offers       []offered
	deals        []trade.Deal
	orders       []trade.Order
	shop         demoShop
	template     trade.Template
	stored       []trade.StockTerm

	people map[crm.ClientID][]known
	byKey  map[string]int // index in clients of the ones in the plan
	phone  int            // numbers given out
}

func newDemo(d *Desk, lang text.Lang) (*demo, error) {
	if !slices.Contains(text.Langs, lang) {
		return nil, fmt.Errorf("no demo firm in %q", lang)
	}
	words, err := readDemo(lang)
	return &demo{desk: d, lang: lang, words: words, people: map[crm.ClientID][]known{}, byKey: map[string]int{}}, err
}

func (b *demo) build(ctx context.Context) error {
	b.foundFirm(ctx)
	if err := b.addPapers(); err != nil {
		return err
	}
	for i, plan := range b.plans() {
		if err := b.addClient(ctx, plan, i); err != nil {
			return fmt.Errorf("%s: %w", plan.key, err)
		}
	}
	b.stock()
	if err := b.addPictures(ctx); err != nil {
		return err
	}
	if err := b.addOffers(); err != nil {
		return err
	}
	return b.addSales()
}

// changes are all the records as one act.
func (b *demo) changes() []crm.Change {
	out := []crm.Change{crm.Add(b.firm)}
	out = addAll(out, b.reps)
	out = addAll(out, b.fields)
	out = addAll(append(out, crm.Add(b.template)), b.stored)
	out = addAll(out, b.clients)
	out = addAll(out, b.contacts)
	out = addAll(out, b.moves)
	out = addAll(out, b.assessments)
	out = addAll(out, b.interactions)
	out = b.shopChanges(out)
	for _, o := range b.offers {
		out = append(out, crm.Add(o.Offer))
	}
	return addAll(addAll(out, b.deals), b.orders)
}

func addAll[T crm.Record](out []crm.Change, records []T) []crm.Change {
	for _, r := range records {
		out = append(out, crm.Add(r))
	}
	return out
}
