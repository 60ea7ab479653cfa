package desk

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"rapport/app/crm"
)

// columns parts a row of the texts; the result has n columns whatever the row holds.
func columns(row string, n int) []string {
	out := make([]string, n)
	for i, s := range strings.SplitN(row, "|", n) {
		out[i] = strings.TrimSpace(s)
	}
	return out
}

// foundFirm makes our own firm, its reps and its own fields.
func (b *demo) foundFirm(ctx context.Context) {
	w := b.words.Firm
	b.firm = crm.Firm{ID: firmID, Name: w.Name, LegalName: w.Legal, Country: w.Country, Currency: w.Currency, Address: w.Address, City: w.City, Phone: w.Phone,
		Email: w.Email, Site: w.Site, Requisites: b.requisites(0, false), VATPayer: true, VATRate: w.VAT, Signatory: w.Sign, SignPost: w.Post, Accent: w.Accent, Demo: true}
	for _, row := range b.words.Reps {
		c := columns(row, 2)
		b.reps = append(b.reps, crm.Rep{ID: crm.RepID(b.desk.ids.next()), Name: c[0], Post: c[1]})
	}
	kinds := []crm.FieldKind{crm.FieldNumber, crm.FieldChoice}
	for i, name := range b.words.Fields {
		f := crm.Field{ID: crm.FieldID(b.desk.ids.next()), Name: name, Kind: kinds[i], Place: i + 1}
		if f.Kind == crm.FieldChoice {
			f.Choices = b.words.Choices
		}
		b.fields = append(b.fields, f)
	}
}

// ago is an hour of work so many days before today, never later than now.
func (b *demo) ago(days, hour, minute int) crm.Moment {
	now := b.desk.now()
	t := time.Date(now.Year(), now.Month(), now.Day()-days, hour, minute, 0, 0, now.Location())
	if t.After(now) {
		t = now
	}
	return crm.At(t)
}

// workday moves a number of days ago that falls on a weekend back to Friday.
func (b *demo) workday(ago int) int {
	switch b.ago(ago, 12, 0).Time(b.desk.now().Location()).Weekday() {
	case time.Saturday:
		return ago + 1
	case time.Sunday:
		return ago + 2
	}
	return ago
}

// sinceByRung are the days from and to which clients on a rung came to us.
var sinceByRung = [...][2]int{
	crm.NoRung: {}, crm.Suspect: {130, 220}, crm.Prospect: {140, 380}, crm.FirstTimeBuyer: {240, 620}, crm.RepeatBuyer: {420, 860},
	crm.Loyal: {560, 1040}, crm.Supporter: {700, 1180}, crm.Advocate: {820, 1280}, crm.Partner: {900, 1350}, crm.Ended: {},
}

// drawn fills in what the plan leaves to chance.
func (p demoPlan) drawn(r *rand.Rand) demoPlan {
	if p.since == 0 {
		span := sinceByRung[p.rung]
		p.since = span[0] + r.IntN(span[1]-span[0])
	}
	p.highest = max(p.highest, p.rung)
	if p.index == 0 {
		if p.owner == 0 && demoStories[p.key] == nil {
			p.owner = []int{seller, seller, engineer, director}[r.IntN(4)]
		}
		return p
	}
	p.owner = []int{seller, seller, seller, engineer, director}[p.index%5]
	switch p.Type {
	case crm.MarketExchange:
		p.touch = 8 + r.IntN(110)
	case crm.Business:
		p.touch = 3 + r.IntN(34)
	default:
		p.touch = 2 + r.IntN(15)
	}
	p.next = 1 + r.IntN(16)
	return p
}

// addClient makes the n-th client with its people and its history.
func (b *demo) addClient(ctx context.Context, plan demoPlan, n int) error {
	r := rand.New(rand.NewPCG(uint64(n), 2026))
	plan = plan.drawn(r)
	created := b.ago(b.workday(plan.since), 10, 0)
	if texts := b.words.Clients[plan.key]; len(texts) > 0 {
		plan.name = texts[0]
	}
	c := crm.Client{ID: crm.ClientID(b.desk.ids.next()), Kind: crm.Company, Name: plan.name, Industry: b.words.Industries[plan.industry], City: b.city(plan, r),
		Country: b.firm.Country, Source: pick(r, b.words.Sources), Rung: crm.Suspect, Highest: crm.Suspect, RungSince: created, Owner: b.reps[plan.owner].ID, Created: created}
	if err := b.addPeople(ctx, c, plan, r); err != nil {
		return err
	}
	b.equip(ctx, &c, plan, n, r)
	if err := b.climb(&c, plan, r); err != nil {
		return err
	}
	c.Type = b.assess(c, plan, r)
	b.talk(c, plan, r)
	if plan.index == 0 {
		b.byKey[plan.key] = len(b.clients)
	}
	b.clients = append(b.clients, c)
	return nil
}

func (b *demo) city(plan demoPlan, r *rand.Rand) string {
	switch {
	case plan.key == "yard":
		return b.words.Cities[1]
	case plan.key == "cedar" || r.IntN(2) == 0:
		return b.words.Cities[0]
	}
	return pick(r, b.words.Cities)
}

// equip gives a client what its card shows beside people and history.
func (b *demo) equip(ctx context.Context, c *crm.Client, plan demoPlan, n int, r *rand.Rand) {
	sole := plan.form == "sole"
	c.LegalName = fmt.Sprintf(b.words.Forms[formOf(plan)], quoted(c.Name, b.lang != "en"))
	if sole {
		c.LegalName = fmt.Sprintf(b.words.Forms["sole"], b.people[c.ID][0].forms.full)
	}
	site := slug(c.Name) + ".example"
	c.Phones = b.desk.tidyPhones(ctx, []crm.Phone{{Raw: b.nextPhone(b.words.Firm.Office)}}, c.Country)
	c.Emails = []crm.Email{{Address: "info@" + site}}
	if r.IntN(3) > 0 {
		c.Sites = []string{site}
	}
	c.Addresses = []crm.Address{{Zip: fmt.Sprintf(b.words.Firm.Zip, 10+n%90), City: c.City, Street: fmt.Sprintf(pick(r, b.words.Streets), 1+r.IntN(60))}}
	if sole || plan.index == 0 || plan.rung >= crm.FirstTimeBuyer || r.IntN(2) == 0 {
		c.Requisites = []crm.Requisites{b.requisites(n+1, sole)}
	}
	for range r.IntN(3) {
		if tag := pick(r, b.words.Tags); !slices.Contains(c.Tags, tag) {
			c.Tags = append(c.Tags, tag)
		}
	}
	b.fillFields(c, plan, r)
	if notes := b.words.Notes[plan.key]; len(notes) == 3 {
		c.Notes, c.Suppliers, c.Manners = notes[0], notes[1], notes[2]
	}
	if plan.key == "cedar" {
		c.Cadence = 21
	}
}

func (b *demo) fillFields(c *crm.Client, plan demoPlan, r *rand.Rand) {
	area, choice := 80+20*r.IntN(200), 0
	if plan.rung >= crm.RepeatBuyer {
		choice = 1 + r.IntN(len(b.words.Choices)-1)
	}
	if r.IntN(3) > 0 {
		c.Fields = append(c.Fields, crm.FieldValue{Field: b.fields[0].ID, Value: strconv.Itoa(area)})
	}
	c.Fields = append(c.Fields, crm.FieldValue{Field: b.fields[1].ID, Value: b.words.Choices[choice]})
}

func formOf(plan demoPlan) string {
	if plan.form == "" {
		return "limited"
	}
	return plan.form
}

// quoted turns quotation marks inside a name into inner ones, for the name will stand in marks itself.
func quoted(name string, guillemets bool) string {
	if !guillemets {
		return name
	}
	return strings.NewReplacer("«", "„", "»", "“").Replace(name)
}

// climb moves a client from the first rung up its path, each move with its reason.
func (b *demo) climb(c *crm.Client, plan demoPlan, r *rand.Rand) error {
	path := demoPath[plan.key]
	if path == nil {
		path = drawnPath(plan, r)
	}
	for _, step := range path {
		m := crm.Move{ID: crm.MoveID(b.desk.ids.next()), Client: c.ID, From: c.Rung, To: step.to, When: b.ago(b.workday(step.ago), 11+r.IntN(6), r.IntN(60)), By: c.Owner}
		if m.Up() {
			m.Reason, m.Evidence = reasonUp(m), b.words.Rises[step.to-crm.Prospect]
		} else {
			m.Reason = demoFalls[plan.key]
			if m.Reason == "" {
				m.Reason = []string{"silence", "price", "lost-contact", "rival"}[r.IntN(4)]
			}
			m.Note = b.words.Falls[m.Reason]
			if own := b.words.Falls[plan.key]; own != "" {
				m.Note = own
			}
		}
		next, err := c.Climb(m)
		if err != nil {
			return err
		}
		*c = next
		b.moves = append(b.moves, m)
	}
	return nil
}

// demoFalls are the reasons of the falls in the plan.
var demoFalls = map[string]string{"cedar": "broken-promise", "beaver": "complaint", "beacon": "silence", "potters": "silence"}

func reasonUp(m crm.Move) string {
	switch m.To {
	case crm.Prospect:
		return "inquiry"
	case crm.FirstTimeBuyer:
		return "order"
	case crm.RepeatBuyer:
		return "repeat-order"
	case crm.Loyal:
		return "trust"
	case crm.Supporter:
		return "exclusive"
	case crm.Advocate:
		return "referral"
	}
	return "joint-work"
}

// drawnPath climbs rung by rung to the highest one and falls to where the client stands; a few moves are quite new.
func drawnPath(plan demoPlan, r *rand.Rand) (path []struct {
	to  crm.Rung
	ago int
}) {
	last := 25 + r.IntN(max(1, plan.since/3))
	if r.IntN(11) == 0 {
		last = 1 + r.IntN(22)
	}
	steps := int(plan.highest - crm.Suspect)
	if plan.highest > plan.rung {
		steps++
	}
	for i := range steps {
		to := min(crm.Prospect+crm.Rung(i), plan.highest)
		if i == steps-1 {
			to = plan.rung
		}
		ago := plan.since - (plan.since-last)*(i+1)/steps
		path = append(path, struct {
			to  crm.Rung
			ago int
		}{to, ago})
	}
	return path
}

// demoAnswers are the answers that give a type, by its word, and those of the shipyard, which drifts from type to type.
var (
	demoAnswers = map[string][7]int8{"market": {1, 1, 2, 1, 1, 1, 1}, "business": {2, 2, 2, 2, 2, 1, 2}, "strategic": {3, 2, 3, 3, 2, 2, 3}}
	demoDrift   = []struct {
		ago     int
		answers [7]int8
	}{{680, [7]int8{1, 1, 2, 1, 2, 1, 2}}, {400, [7]int8{2, 1, 2, 2, 2, 2, 2}}, {195, [7]int8{3, 2, 2, 2, 2, 2, 2}}, {6, [7]int8{3, 2, 3, 3, 2, 2, 3}}}
)

// assess writes down how the client's type was found, and returns it.
func (b *demo) assess(c crm.Client, plan demoPlan, r *rand.Rand) crm.RelType {
	if plan.key == "yard" {
		return b.drift(c)
	}
	if plan.index%9 == 4 && plan.Type != crm.MarketExchange {
		earlier := demoAnswers["market"]
		b.assessed(c, b.workday(plan.since*2/3), crm.TypeAssessment{Answers: earlier, Grounds: pick(r, b.words.Grounds["market"])})
	}
	answers := demoAnswers[plan.Type.Word()]
	if i := r.IntN(7); plan.Type == crm.Business {
		answers[i] = 2 // the mean stays between the thresholds
	}
	return b.assessed(c, b.workday(2+r.IntN(plan.since/2)), crm.TypeAssessment{Answers: answers, Grounds: pick(r, b.words.Grounds[plan.Type.Word()])})
}

// drift is the history of the shipyard: the last answers say partnership, the owner waits.
func (b *demo) drift(c crm.Client) (t crm.RelType) {
	for i, d := range demoDrift {
		a := crm.TypeAssessment{Answers: d.answers, Grounds: b.words.Grounds["yard"][i]}
		if i == len(demoDrift)-1 {
			a.Chosen, a.Reason = crm.Business, b.words.Overruled
		}
		t = b.assessed(c, d.ago, a)
	}
	return t
}

func (b *demo) assessed(c crm.Client, ago int, a crm.TypeAssessment) crm.RelType {
	a.ID, a.Client, a.By = crm.AssessmentID(b.desk.ids.next()), c.ID, c.Owner
	a.Day, a.Made = b.desk.Today().Plus(-ago), b.ago(ago, 16, 30)
	a.Gate = crm.Gate{Large: a.Answers[0] == 3, Innovation: a.Answers[2] == 3}
	b.assessments = append(b.assessments, a)
	return a.Type()
}

// talk tells a client's history: its own story, or ordinary events from the first day to the last contact.
func (b *demo) talk(c crm.Client, plan demoPlan, r *rand.Rand) {
	events, words := demoStories[plan.key], b.words.Stories[plan.key]
	if events == nil {
		events, words = b.ordinary(plan, r)
	}
	for i, e := range events {
		said := columns(words[i], 2)
		event := crm.Interaction{ID: crm.InteractionID(b.desk.ids.next()), Client: c.ID, Rep: b.reps[e.rep].ID, Way: e.way, Direction: e.dir, Minutes: e.minutes,
			When: b.ago(e.ago, 9+r.IntN(8), 5*r.IntN(12)), Said: said[0], Outcome: said[1]}
		for _, who := range e.people {
			event.Contacts = append(event.Contacts, b.people[c.ID][who].ID)
		}
		if i == len(events)-1 {
			event.NextStep, event.NextDay = b.nextStep(plan, r)
		}
		b.interactions = append(b.interactions, event)
	}
}

// ordinary draws the events of a client without a story, the last one on the day of its last contact.
func (b *demo) ordinary(plan demoPlan, r *rand.Rand) (events []demoEvent, words []string) {
	kinds := demoPhases[plan.rung]
	for i, kind := range kinds {
		e := demoTalk[kind]
		e.rep, e.people = plan.owner, []int{i % len(demoPosts[plan.rung])}
		if plan.form == "sole" {
			e.people = []int{0}
		}
		if kind == "order" || kind == "service" {
			e.rep = engineer
		}
		if e.minutes > 0 {
			e.minutes += r.IntN(e.minutes)
		}
		e.ago = plan.touch
		if i < len(kinds)-1 {
			e.ago = b.workday(plan.since - (plan.since-plan.touch)*i/(len(kinds)-1) - r.IntN(8))
		}
		events, words = append(events, e), append(words, pick(r, b.words.Talk[kind]))
	}
	return events, words
}

func (b *demo) nextStep(plan demoPlan, r *rand.Rand) (string, crm.Day) {
	if texts := b.words.Clients[plan.key]; len(texts) > 1 {
		return texts[1], b.desk.Today().Plus(plan.next)
	}
	if r.IntN(3) == 0 {
		return "", ""
	}
	return pick(r, b.words.Next), b.desk.Today().Plus(plan.next)
}
