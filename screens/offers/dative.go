package offers

import (
	"strings"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/kit"
)

// suggested is a field of the addressee that holds what a person is called or does as the card has it, in the nominative:
// a button writes what the rules of the language make of it. Nobody is declined in silence, since rules err.
type suggested struct {
	f     *fields
	id    string
	entry *kit.Entry
	take  *kit.Button
	of    func(p crm.Contact) (nominative, dative string) // as the card has them
	rule  func(s string, lang text.Lang) string
}

// suggest makes a field of the addressee.
func (f *fields) suggest(id string, of func(p crm.Contact) (nominative, dative string), rule func(string, text.Lang) string) kit.Field {
	s := &suggested{f: f, id: id, entry: kit.NewEntry(""), of: of, rule: rule}
	s.take = kit.NewIconButton("check", f.e.env.T.T("offers.dative.take"), func() {
		if said := s.said(); said != "" {
			s.entry.SetText(said)
		}
	}).Sized(kit.ControlSmall)
	s.take.Hidden = true
	s.entry.WithEnd(s.take)
	s.entry.OnInput(s.show)
	f.cases = append(f.cases, s)
	field := f.field(id, s.entry, 6)
	field.Check = f.warning(id)
	return field
}

// suggestPost and suggestPerson make the fields of whom the offer is for.
func (f *fields) suggestPost() kit.Field {
	return f.suggest("to-post", func(p crm.Contact) (string, string) { return p.Post, p.PostTo }, text.DativePost)
}

func (f *fields) suggestPerson() kit.Field {
	return f.suggest("to-person", func(p crm.Contact) (string, string) { return p.Name, p.Dative }, text.DativeName)
}

// said is what the rules propose for what stands in the field, empty when there is nothing to propose.
func (s *suggested) said() string {
	e := s.f.e
	for _, p := range e.people {
		if p.ID != e.offer.Contact || e.offer.Contact == 0 {
			continue
		}
		is, known := s.of(p)
		if strings.TrimSpace(known) != "" || is == "" || s.entry.Value() != is {
			return ""
		}
		if said := s.rule(is, text.Lang(e.offer.Lang)); said != is {
			return said
		}
	}
	return ""
}

// show proposes, or no more.
func (s *suggested) show() {
	said := ""
	if s.f.e.editable() {
		said = s.said()
	}
	s.take.Hidden = said == ""
	s.take.Refresh()
	s.entry.Refresh()
	words := ""
	if said != "" {
		words = s.f.e.env.T.T("offers.dative", "Text", said)
	}
	s.f.warn(s.f.letter, s.id, words)
}

// showCases shows what is proposed, and at the contact that there is something.
func (f *fields) showCases() {
	words := ""
	for _, s := range f.cases {
		s.show()
		if !s.take.Hidden {
			words = f.e.env.T.T("offers.dative.see")
		}
	}
	f.warn(f.main, fieldContact, words)
}
