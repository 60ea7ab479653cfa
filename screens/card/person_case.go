package card

import (
	"strings"

	"rapport/app/text"
	"rapport/screens/kit"
)

// suggested is a field whose empty place shows what the rules of the language propose, with a button that takes it: nobody
// is declined in silence, since rules err.
type suggested struct {
	entry *kit.Entry
	take  *kit.Button
	of    func() string
}

// suggest makes the field of a form in the dative of what another field says.
func (f *personForm) suggest(of func(lang text.Lang) string) *kit.Entry {
	c := &suggested{entry: kit.NewEntry("")}
	c.of = func() string { return of(f.paperLang()) }
	c.take = kit.NewIconButton("check", f.s.env.T.T("card.person.suggested"), func() { c.entry.SetText(c.of()) }).Sized(kit.ControlSmall)
	c.entry.WithEnd(c.take)
	c.entry.OnInput(c.refresh)
	f.cases = append(f.cases, c)
	return c.entry
}

// refresh shows the suggestion while nothing is typed; one that says nothing new is none.
func (c *suggested) refresh() {
	said := c.of()
	c.entry.SetPlaceHolder(said)
	c.take.Hidden = said == "" || c.entry.Value() != ""
	c.take.Refresh()
}

func (f *personForm) suggestAnew() {
	for _, c := range f.cases {
		c.refresh()
	}
}

// paperLang is the language letters to the person are likely written in: that of the letters of its name, else of its country,
// else of the window.
func (f *personForm) paperLang() text.Lang {
	written := strings.ToLower(f.form.Value("name") + f.form.Value("post"))
	switch {
	case strings.ContainsAny(written, "іїєґ"):
		return text.UK
	case strings.ContainsAny(written, "ыэёъ"):
		return text.RU
	}
	switch f.s.known.client.Country {
	case "UA":
		return text.UK
	case "RU", "BY", "KZ":
		return text.RU
	}
	if lang := f.s.env.T.Lang(); lang != text.EN {
		return lang
	}
	return text.RU
}
