package trade

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
)

// reasonOf is the reason of a fault, empty for no error.
func reasonOf(t *testing.T, err error) string {
	t.Helper()
	var fault crm.Fault
	if err != nil && !errors.As(err, &fault) {
		t.Fatal(err)
	}
	return fault.Reason
}

// sentOffer has normal lines, an option, two alternatives of one line, and text.
func sentOffer() Offer {
	option, first, second, words := line("1", "50", "0", "20"), line("1", "120", "0", "20"), line("1", "90", "0", "20"), Line{Name: "слова", Text: true}
	option.Optional, first.Alternative, second.Alternative = true, true, true
	o := offer(TaxNet, money.PerLine, once(line("1", "10", "0", "20"), line("1", "100", "0", "20"), words, first, option, second))
	o.ID, o.State, o.Day, o.ValidUntil, o.SentOn, o.Created = 5, Sent, "2026-11-01", "2026-11-21", "2026-11-02", 7
	o.Terms = []Term{{"Оплата", "вперёд"}}
	return o
}

func TestStatesFollow(t *testing.T) {
	may := map[State][]State{Draft: {Sent}, "": {Sent}, Sent: {Viewed, Answered, Accepted, Declined, Expired}, Viewed: {Answered, Accepted, Declined, Expired},
		Answered: {Accepted, Declined, Expired}, Declined: {Answered, Accepted}, Expired: {Answered, Accepted, Declined}}
	for _, from := range append([]State{""}, States...) {
		for _, to := range States {
			o := Offer{State: from, SentOn: "2026-01-01", Reason: "дорого"}
			now, err := o.Become(to, "2026-11-24")
			if allowed := slices.Contains(may[from], to); allowed != (err == nil) || allowed != from.MayBecome(to) {
				t.Errorf("%s to %s: %v", from, to, err)
			}
			if err != nil {
				if !reflect.DeepEqual(now, o) {
					t.Errorf("%s to %s was refused and changed %+v", from, to, now)
				}
				continue
			}
			dates := map[State]crm.Day{Sent: now.SentOn, Viewed: now.ViewedOn, Answered: now.AnsweredOn}
			if d, kept := dates[to]; kept && d != "2026-11-24" || !kept && now.ClosedOn != "2026-11-24" || now.State != to {
				t.Errorf("%s to %s: %+v", from, to, now)
			}
		}
		if !slices.Equal(from.Next(), may[from]) {
			t.Errorf("after %s: %v", from, from.Next())
		}
	}
}

func TestAcceptWithChosenLines(t *testing.T) {
	o := sentOffer()
	for _, c := range []struct {
		name   string
		chosen []LineAt
		reason string
		net    int64
		left   int
	}{
		{"nothing chosen", nil, "", 11000, 3},
		{"an option", []LineAt{{0, 4}}, "", 16000, 2},
		{"an alternative", []LineAt{{0, 3}}, "", 13000, 2},
		{"both", []LineAt{{0, 5}, {0, 4}, {0, 4}}, "", 15000, 1},
		{"two alternatives of one line", []LineAt{{0, 3}, {0, 5}}, "trade.accept.twice", 0, 0},
		{"a normal line", []LineAt{{0, 1}}, "trade.accept.line", 0, 0},
		{"text", []LineAt{{0, 2}}, "trade.accept.line", 0, 0},
		{"no line", []LineAt{{0, 6}}, "trade.accept.line", 0, 0},
		{"no section", []LineAt{{-1, 0}}, "trade.accept.line", 0, 0},
	} {
		before, _ := json.Marshal(o)
		now, err := Accept(o, c.chosen, "2026-11-10")
		if got := reasonOf(t, err); got != c.reason {
			t.Errorf("%s: %v", c.name, err)
		}
		if after, _ := json.Marshal(o); string(after) != string(before) {
			t.Fatalf("%s: the offer itself was changed", c.name)
		}
		if c.reason != "" {
			continue
		}
		s := count(t, now)
		if s.Once.Net != c.net || s.Options != c.left || now.ClosedOn != "2026-11-10" || now.State != Accepted {
			t.Errorf("%s: net %d, %d left, %+v", c.name, s.Once.Net, s.Options, now)
		}
		if err := Frozen(o, now); err != nil {
			t.Errorf("%s: accepting is called a change: %v", c.name, err)
		}
	}
	if s := count(t, o); s.Once.Net != 11000 || s.Options != 3 {
		t.Errorf("before: %+v", s)
	}
}

func TestDeclineReplyExpire(t *testing.T) {
	o := sentOffer()
	no, err := Decline(o, Loss{Reason: "price", Note: " дорого\n"}, "2026-11-10")
	if err != nil || no.Reason != "дорого" || no.ClosedOn != "2026-11-10" || no.State != Declined {
		t.Errorf("%+v, %v", no, err)
	}
	said, err := no.Reply("подумаем ещё", "2026-11-12")
	if err != nil || said.Answer != "подумаем ещё" || said.AnsweredOn != "2026-11-12" || said.ClosedOn != "" || said.Reason != "" {
		t.Errorf("%+v, %v", said, err)
	}
	for _, d := range []crm.Day{"2026-11-20", "2026-11-21"} {
		if _, ok := Expire(o, d); ok {
			t.Errorf("expired on %s", d)
		}
	}
	for _, d := range []crm.Day{"2026-11-22", "2027-01-01"} {
		if e, ok := Expire(o, d); !ok || e.State != Expired || e.ClosedOn != "2026-11-22" {
			t.Errorf("on %s: %+v", d, e)
		}
	}
	endless := o
	endless.ValidUntil = ""
	for name, left := range map[string]Offer{"draft": {State: Draft, ValidUntil: "2020-01-01"}, "declined": no, "endless": endless} {
		if _, ok := Expire(left, "2027-01-01"); ok {
			t.Errorf("%s expires", name)
		}
	}
}

func TestSucceed(t *testing.T) {
	o := sentOffer()
	o.Number, o.Sections[0].Lines[4].Chosen = "КП-2026-0147", true
	next, err := Succeed(o, "2026-12-01")
	if err != nil {
		t.Fatal(err)
	}
	if next.ID != 0 || next.Version != 2 || next.FullNumber() != "КП-2026-0147/2" || next.State != Draft || next.Day != "2026-12-01" || next.ValidUntil != "2026-12-21" ||
		next.SentOn != "" || next.Created != 0 || next.Sections[0].Lines[4].Chosen {
		t.Errorf("%+v", next)
	}
	next.Sections[0].Lines[0].Name, next.Terms[0].Text = "другое", "потом"
	if o.Sections[0].Lines[0].Name != "x" || o.Terms[0].Text != "вперёд" || o.FullNumber() != "КП-2026-0147" {
		t.Error("the next version writes into the one before")
	}
	next.State = Sent
	if third, err := Succeed(next, "2026-12-02"); err != nil || third.FullNumber() != "КП-2026-0147/3" {
		t.Errorf("%+v, %v", third, err)
	}
	for state, reason := range map[State]string{Draft: "trade.version.draft", "": "trade.version.draft", Accepted: "trade.version.accepted", Viewed: "", Declined: "", Expired: ""} {
		o.State = state
		if _, err := Succeed(o, "2026-12-01"); reasonOf(t, err) != reason {
			t.Errorf("%s: %v", state, err)
		}
	}
}

func TestFrozen(t *testing.T) {
	o := sentOffer()
	for _, c := range []struct {
		field  string
		change func(*Offer)
	}{
		{"", func(*Offer) {}},
		{"", func(o *Offer) { o.State, o.ClosedOn, o.Reason = Declined, "2026-11-11", "дорого" }},
		{"", func(o *Offer) { o.State, o.ViewedOn, o.Answer = Viewed, "2026-11-11", "видели" }},
		{"", func(o *Offer) { o.Sections[0].Lines[0].Choices = []string{} }},
		{"state", func(o *Offer) { o.State = Draft }},
		{"number", func(o *Offer) { o.Number = "2" }},
		{"number", func(o *Offer) { o.Version = 2 }},
		{"client", func(o *Offer) { o.Client = 2 }},
		{"valid", func(o *Offer) { o.ValidUntil = "2027-01-01" }},
		{"discount", func(o *Offer) { o.Discount.Percent = dec("5") }},
		{"rate", func(o *Offer) { o.Rate.Value = dec("90") }},
		{"note", func(o *Offer) { o.Note = "x" }},
		{"terms", func(o *Offer) { o.Terms = nil }},
		{"line 0.1", func(o *Offer) { o.Sections[0].Lines[1].Price = dec("1") }},
		{"line 0.4", func(o *Offer) { o.Sections[0].Lines[4].Chosen = true }},
		{"line 0.0", func(o *Offer) { o.Sections[0].Lines = o.Sections[0].Lines[1:] }},
		{"line 0.5", func(o *Offer) { o.Sections[0].Lines = o.Sections[0].Lines[:5] }},
		{"section 0", func(o *Offer) { o.Sections[0].Break = true }},
		{"section 1", func(o *Offer) { o.Sections = append(o.Sections, Section{}) }},
		{"created", func(o *Offer) { o.Created++ }},
	} {
		now := sentOffer()
		c.change(&now)
		err := Frozen(o, now)
		var fault crm.Fault
		if errors.As(err, &fault); fault.Field != c.field || (err == nil) != (c.field == "") {
			t.Errorf("%v, want a fault of %q", err, c.field)
		}
	}
	draft := o
	draft.State = Draft
	now := draft
	now.Subject, now.Sections = "всё иначе", nil
	if err := Frozen(draft, now); err != nil {
		t.Errorf("a draft may not change: %v", err)
	}
	if now.Version = 2; reasonOf(t, Frozen(draft, now)) != "trade.version.number" {
		t.Error("a draft changes its version")
	}
}

// Every field of an offer has a name for the fault that it was changed.
func TestFrozenKnowsEveryField(t *testing.T) {
	for f := range reflect.TypeFor[Offer]().Fields() {
		if !slices.Contains(loose, f.Name) && fieldNames[f.Name] == "" && f.Name != "Sections" && f.Name != "Terms" {
			t.Errorf("%s has no name", f.Name)
		}
	}
}

// Offers kept before versions, discounts and alternatives are written back as they were read.
func TestOldOffersStayAsTheyAre(t *testing.T) {
	const old = `{"id":5,"number":"1","client":1,"day":"2026-11-01","state":"sent","lang":"ru","currency":"RUB","tax":"net","rounding":"line","to":{},` +
		`"sections":[{"lines":[{"name":"x","quantity":"1","price":"10","discount":"0","vat":"20"}]}],"created":7}`
	var o Offer
	if err := json.Unmarshal([]byte(old), &o); err != nil {
		t.Fatal(err)
	}
	if again, err := json.Marshal(o); err != nil || string(again) != old {
		t.Errorf("%s, %v", again, err)
	}
	if o.VersionNo() != 1 || o.FullNumber() != "1" || o.Sections[0].Lines[0].Typed() {
		t.Errorf("%+v", o)
	}
}

func TestTypedPrice(t *testing.T) {
	l := line("1", "10", "0", "20")
	l.Quoted, l.Why = dec("10"), []PriceStep{{By: ByList, After: dec("10")}}
	if l.Typed() {
		t.Error("the proposed price is called typed")
	}
	if l.Price = dec("9"); !l.Typed() {
		t.Error("a typed price is not noticed")
	}
}
