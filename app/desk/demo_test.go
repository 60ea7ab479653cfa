package desk

import (
	"context"
	"encoding/json"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"rapport/app/crm"
	"rapport/app/ident"
	"rapport/app/text"
	"rapport/app/trade"
)

// demoClock stands on the day of the mock-ups.
func demoClock() time.Time {
	return time.Date(2026, 11, 24, 11, 42, 0, 0, time.FixedZone("", 3*3600))
}

// shelf is a store that keeps pictures and nothing else.
type shelf struct{ Store }

func (shelf) KeepPicture(_ context.Context, p trade.Picture) (trade.Picture, error) { return p, nil }

func demoAt(t *testing.T, lang text.Lang, now func() time.Time) *demo {
	t.Helper()
	b, err := newDemo(New(shelf{}, nil, now), lang)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.build(context.Background()); err != nil {
		t.Fatal(err)
	}
	return b
}

// inEachLanguage runs a test on the demo firm of each language.
func inEachLanguage(t *testing.T, test func(t *testing.T, b *demo)) {
	for _, lang := range text.Langs {
		t.Run(string(lang), func(t *testing.T) { test(t, demoAt(t, lang, demoClock)) })
	}
}

func TestDemoIsTheFirmOfTheMockups(t *testing.T) {
	inEachLanguage(t, func(t *testing.T, b *demo) {
		types, rungs := map[crm.RelType]int{}, map[crm.Rung]int{}
		for _, c := range b.clients {
			types[c.Type]++
			rungs[c.Rung]++
		}
		if want := map[crm.RelType]int{crm.MarketExchange: 71, crm.Business: 62, crm.Strategic: 15}; !reflect.DeepEqual(types, want) {
			t.Errorf("types %v", types)
		}
		for i, want := range []int{23, 31, 27, 24, 21, 12, 6, 4} {
			if got := rungs[crm.Ladder[i]]; got != want {
				t.Errorf("%d clients on %s, want %d", got, crm.Ladder[i].Code(), want)
			}
		}
		if len(b.clients) != 148 || len(b.reps) != 4 || len(b.fields) != 2 || len(b.offers) < 30 {
			t.Errorf("%d clients, %d reps, %d fields, %d offers", len(b.clients), len(b.reps), len(b.fields), len(b.offers))
		}
	})
}

// Every text is there in each language, as many of each kind, and none too many.
func TestDemoTextsAreWhole(t *testing.T) {
	size := func(w demoWords) map[string]int {
		out := map[string]int{}
		v := reflect.ValueOf(w)
		for i := range v.NumField() {
			f, name := v.Field(i), v.Type().Field(i).Name
			if name == "Titles" || name == "Fathers" {
				continue // each language addresses people in its own way
			}
			switch x := f.Interface().(type) {
			case []string:
				out[name] = len(x)
			case map[string]string:
				for k := range x {
					out[name+"."+k] = 1
				}
			case map[string][]string:
				for k, list := range x {
					out[name+"."+k] = len(list)
				}
			}
		}
		return out
	}
	first, err := readDemo(text.RU)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range text.Langs[1:] {
		w, err := readDemo(lang)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := size(w), size(first); !reflect.DeepEqual(got, want) {
			for k := range want {
				if got[k] != want[k] {
					t.Errorf("%s: %s has %d, in Russian %d", lang, k, got[k], want[k])
				}
			}
			for k := range got {
				if want[k] == 0 {
					t.Errorf("%s: %s is not there in Russian", lang, k)
				}
			}
		}
	}
	others := 0
	for _, kind := range demoOthers {
		others += kind.n
	}
	for _, trade := range demoTrades {
		others -= len(first.Others[trade])
	}
	if others != 0 || len(first.Clients) != len(demoClients) || len(first.Subjects) != len(demoOffers) || len(first.Items) != len(demoItems) {
		t.Errorf("names over %d, %d clients, %d subjects, %d items", -others, len(first.Clients), len(first.Subjects), len(first.Items))
	}
	for key, events := range demoStories {
		if len(events) != len(first.Stories[key]) {
			t.Errorf("story %s has %d events and %d texts", key, len(events), len(first.Stories[key]))
		}
	}
}

func TestDemoNamesAreItsOwn(t *testing.T) {
	inEachLanguage(t, func(t *testing.T, b *demo) {
		names, phones := map[string]bool{}, map[string]bool{}
		for _, c := range b.clients {
			if names[c.Name] || c.Name == "" || c.LegalName == "" || strings.Contains(c.LegalName, "%!") {
				t.Errorf("client %q, legally %q", c.Name, c.LegalName)
			}
			names[c.Name] = true
			if c.Industry == "" || c.City == "" || c.Source == "" || len(c.Addresses) != 1 || len(c.Emails) != 1 {
				t.Errorf("%s: %+v", c.Name, c)
			}
		}
		for _, p := range b.contacts {
			if p.Name == "" || p.Given == "" || p.Dative == "" || p.Post == "" || p.PostTo == "" || len(p.Roles) == 0 || len(p.Phones) != 1 || p.Phones[0].Key == "" {
				t.Errorf("%+v", p)
			}
			if phones[p.Phones[0].Key] {
				t.Errorf("%s has a number given out before: %s", p.Name, p.Phones[0].Raw)
			}
			phones[p.Phones[0].Key] = true
			for _, e := range p.Emails {
				if v := ident.CheckEmail(e.Address); !v.OK || !strings.HasSuffix(e.Address, ".example") {
					t.Errorf("%s writes from %s: %s", p.Name, e.Address, v.Reason)
				}
			}
		}
	})
}

func TestDemoIdentifiersPass(t *testing.T) {
	inEachLanguage(t, func(t *testing.T, b *demo) {
		known, seen := 0, map[string]bool{}
		all := []crm.Requisites{b.firm.Requisites}
		for _, c := range b.clients {
			all = append(all, c.Requisites...)
		}
		for _, r := range all {
			code := r.INN + r.EDRPOU + r.RegNo
			if code == "" || seen[code] {
				t.Errorf("code %q: %+v", code, r)
			}
			seen[code] = true
			for kind, value := range kindsOf(r) {
				if value == "" {
					continue
				}
				known++
				if v := ident.Check(kind, value, ident.Context{BIK: r.BIK}); !v.OK {
					t.Errorf("%s %s: %s", kind, value, v.Reason)
				}
			}
			nobodys(t, r)
		}
		if len(all) < 100 || known < len(all) {
			t.Errorf("%d of requisites with %d identifiers", len(all), known)
		}
	})
}

// kindsOf are the identifiers of a legal person by what they must be.
func kindsOf(r crm.Requisites) map[ident.Kind]string {
	kinds := map[ident.Kind]string{ident.INN: r.INN, ident.KPP: r.KPP, ident.IPN: r.IPN, ident.IBAN: r.IBAN, ident.Corr: r.Corr}
	switch {
	case r.Country == "RU" && len(r.INN) == 12:
		kinds[ident.OGRNIP] = r.OGRN
	case r.Country == "RU":
		kinds[ident.OGRN] = r.OGRN
	case r.Country == "UA" && len(r.EDRPOU) == 10:
		kinds[ident.RNOKPP] = r.EDRPOU
	default:
		kinds[ident.EDRPOU] = r.EDRPOU
	}
	if r.Country == "RU" {
		kinds[ident.Account], kinds[ident.BIK] = r.Account, r.BIK
	}
	return kinds
}

// nobodys proves that an identifier lies in a range that is given to nobody.
func nobodys(t *testing.T, r crm.Requisites) {
	t.Helper()
	for value, prefixes := range map[string][]string{
		r.INN: {"9876"}, r.EDRPOU: {"9876"}, r.RegNo: {"9876"}, r.BIK: {"0400", "00-00"}, r.VATID: {"GB\u00a0999"},
	} {
		if value != "" && !slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(value, p) }) {
			t.Errorf("%s may belong to somebody", value)
		}
	}
	if r.IBAN != "" && !strings.Contains(r.IBAN, "999999") && !strings.Contains(r.IBAN, "ZZZZ") {
		t.Errorf("%s may belong to somebody", r.IBAN)
	}
}

func TestDemoTypesFollowFromAnswers(t *testing.T) {
	inEachLanguage(t, func(t *testing.T, b *demo) {
		last, n := map[crm.ClientID]crm.TypeAssessment{}, map[crm.ClientID]int{}
		for _, a := range b.assessments {
			if faults := a.Check(); len(faults) > 0 || a.Day > b.desk.Today() || a.Grounds == "" {
				t.Errorf("%+v: %v", a, faults)
			}
			if before, ok := last[a.Client]; ok && before.Day > a.Day {
				t.Errorf("assessed on %s after %s", a.Day, before.Day)
			}
			last[a.Client] = a
			n[a.Client]++
		}
		for _, c := range b.clients {
			if a, ok := last[c.ID]; !ok || a.Type() != c.Type {
				t.Errorf("%s is %q, assessed as %q", c.Name, c.Type, a.Type())
			}
		}
		if yard := b.clients[b.byKey["yard"]]; n[yard.ID] != 4 || last[yard.ID].Verdict().Type != crm.Strategic || yard.Type != crm.Business {
			t.Errorf("the shipyard: %d assessments, the last %+v", n[yard.ID], last[yard.ID])
		}
	})
}

// The moves of each client lead from the first rung to where it stands, one after the other and not into the future.
func TestDemoHistoriesHold(t *testing.T) {
	inEachLanguage(t, func(t *testing.T, b *demo) {
		now := crm.At(demoClock())
		at, when, ups, downs := map[crm.ClientID]crm.Rung{}, map[crm.ClientID]crm.Moment{}, 0, 0
		for _, m := range b.moves {
			if from := max(at[m.Client], crm.Suspect); m.From != from || m.When < when[m.Client] || m.When > now || m.Evidence+m.Note == "" {
				t.Errorf("move %+v from %s", m, from.Code())
			}
			if !slices.Contains(crm.Reasons(m.From, m.To), m.Reason) {
				t.Errorf("no reason %q for %d to %d", m.Reason, m.From, m.To)
			}
			at[m.Client], when[m.Client] = m.To, m.When
			if m.Up() {
				ups++
			} else {
				downs++
			}
		}
		first := map[crm.ClientID]crm.Moment{}
		for _, i := range b.interactions {
			if i.When > now || i.Said == "" || len(i.Contacts) == 0 || i.When < first[i.Client] {
				t.Errorf("%+v", i)
			}
			first[i.Client] = i.When
		}
		for _, c := range b.clients {
			if c.Rung != max(at[c.ID], crm.Suspect) || first[c.ID] == 0 || c.Highest < c.Rung {
				t.Errorf("%s stands on %s", c.Name, c.Rung.Code())
			}
		}
		if ups < 300 || downs < 8 {
			t.Errorf("%d rises, %d falls", ups, downs)
		}
	})
}

// The same clock gives the same values; only the ids differ.
func TestDemoIsTheSameEachTime(t *testing.T) {
	inEachLanguage(t, func(t *testing.T, b *demo) {
		again := demoAt(t, b.lang, demoClock)
		one, two := b.changes(), again.changes()
		if len(one) != len(two) {
			t.Fatalf("%d records, then %d", len(one), len(two))
		}
		for i := range one {
			if x, y := withoutIDs(t, one[i]), withoutIDs(t, two[i]); x != y {
				t.Fatalf("record %d: %s, then %s", i, x, y)
			}
		}
	})
}

// withoutIDs writes a record as JSON with the long numbers of ids blotted out.
func withoutIDs(t *testing.T, c crm.Change) string {
	t.Helper()
	body, err := json.Marshal(c.After())
	if err != nil {
		t.Fatal(err)
	}
	return ids.ReplaceAllString(string(body), "$1#")
}

// ids are the long numbers outside of texts.
var ids = regexp.MustCompile(`([:\[,])\d{17,19}\b`)

// A day that is made at any time of the year holds: nothing lies in the future, nothing has run out.
func TestDemoOnOtherDays(t *testing.T) {
	for _, day := range []time.Time{time.Date(2027, 1, 2, 0, 5, 0, 0, time.UTC), time.Date(2028, 2, 29, 23, 59, 0, 0, time.UTC), time.Date(2026, 3, 29, 3, 0, 0, 0, time.FixedZone("", -8*3600))} {
		b := demoAt(t, text.UK, func() time.Time { return day })
		for _, i := range b.interactions {
			if i.When > crm.At(day) {
				t.Errorf("%s: %+v", day, i)
			}
		}
		for _, o := range b.offers {
			soundOffer(t, b, o.Offer)
		}
	}
}
