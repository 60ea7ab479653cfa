package paper

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// Fields are the names that stand in braces in the texts of offers and templates for what is known of an offer, in the
// order they are offered for choice.
var Fields = []string{
	"client.name", "client.legal", "client.city", "client.address",
	"contact.name", "contact.dative", "contact.given", "contact.post", "contact.post_dative",
	"offer.number", "offer.date", "offer.valid", "offer.total", "offer.total_words", "offer.monthly", "offer.request", "offer.subject",
	"firm.name", "firm.legal", "firm.city", "firm.address", "firm.phone", "firm.email", "firm.site", "firm.signatory", "firm.sign_post",
	"rep.name", "rep.post",
}

// fieldForm is how a field is written. A pair of braces with anything else in it is text.
var fieldForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\{\s*([\p{L}_]+\.[\p{L}_]+)\s*\}`)
})

// gap stands on the paper where a field has nothing to say.
const gap = "…"

// HasFields reports whether a text has fields in it.
func HasFields(s string) bool { return strings.Contains(s, "{") && fieldForm().MatchString(s) }

// fillFields puts what is known in the place of the fields in the texts of the offer and of its look.
func (w *writing) fillFields() {
	o := &w.o
	fill := func(field string, texts ...*string) {
		for _, s := range texts {
			*s = w.filled(field, *s)
		}
	}
	fill("subject", &o.Subject)
	fill("greeting", &o.Greeting)
	fill("letter", &o.Letter)
	fill("note", &o.Note)
	fill("to", &o.To.Post, &o.To.Firm, &o.To.Person, &o.To.Address)
	if slices.ContainsFunc(o.Terms, func(t trade.Term) bool { return strings.Contains(t.Title+t.Text, "{") }) {
		o.Terms = slices.Clone(o.Terms)
		for i := range o.Terms {
			fill("term "+strconv.Itoa(i), &o.Terms[i].Title, &o.Terms[i].Text)
		}
	}
	said := &w.look.said
	fill("footer", &said.Footer)
	if w.front > 0 {
		fill("cover", &said.CoverTitle, &said.CoverText)
	}
}

// filled is a text with its fields filled; quotation marks within those of the text become inner ones. What has no value is a gap, an unknown field stays as it was typed; of both a
// remark tells.
func (w *writing) filled(field, s string) string {
	if !strings.Contains(s, "{") {
		return s
	}
	done := 0
	return fieldForm().ReplaceAllStringFunc(s, func(braced string) string {
		at := done + strings.Index(s[done:], braced)
		done = at + len(braced)
		name := strings.ToLower(fieldForm().FindStringSubmatch(braced)[1])
		value := w.fieldValue(name)
		switch {
		case !slices.Contains(Fields, name):
			w.remark(field, "paper.remark.field.unknown", "Name", braced)
			return braced
		case value == "" && strings.HasSuffix(name, "dative"):
			return w.suggested(field, name)
		case value == "":
			w.remark(field, "paper.remark.field.empty", "Name", braced)
			return gap
		}
		if strings.HasPrefix(s[done:], ".") && !strings.HasPrefix(s[done:], "..") {
			value = strings.TrimSuffix(value, ".") // the sentence ends here, as the word for the year does
		}
		return text.Nested(value, text.Lang(w.o.Lang), text.Within(s[:at]))
	})
}

// suggested is the dative of a name or a post by the rules of the language, told in a remark, since rules err.
func (w *writing) suggested(field, name string) string {
	said := ""
	if name == "contact.dative" {
		said = text.DativeName(w.about.Person.Name, text.Lang(w.lang))
	} else {
		said = text.DativePost(w.about.Person.Post, text.Lang(w.lang))
	}
	if said == "" {
		w.remark(field, "paper.remark.field.empty", "Name", "{"+name+"}")
		return gap
	}
	w.remark(field, "paper.remark.field.dative", "Text", said)
	return said
}

// fieldValue is what a field stands for, empty when it is not known.
func (w *writing) fieldValue(name string) string {
	of, what, _ := strings.Cut(name, ".")
	switch of {
	case "client":
		return w.clientField(what)
	case "contact":
		return contactField(w.about.Person, what)
	case "offer":
		return w.offerField(what)
	case "firm":
		return firmField(w.about.Firm, what)
	case "rep":
		return map[string]string{"name": w.about.Rep.Name, "post": w.about.Rep.Post}[what]
	}
	return ""
}

func (w *writing) clientField(what string) string {
	c := w.about.Buyer
	switch what {
	case "name":
		return firstFilled(c.Name, w.about.Client)
	case "legal":
		return firstFilled(c.LegalName, w.about.Client, c.Name)
	case "city":
		return c.City
	case "address":
		if len(c.Addresses) > 0 {
			return c.Addresses[0].Line()
		}
	}
	return ""
}

func contactField(p crm.Contact, what string) string {
	return map[string]string{"name": p.Name, "dative": p.Dative, "given": firstFilled(p.Given, p.Name), "post": p.Post,
		"post_dative": p.PostTo}[what]
}

func firmField(f crm.Firm, what string) string {
	return map[string]string{"name": f.Name, "legal": legalName(f), "city": f.City, "address": f.Address, "phone": f.Phone, "email": f.Email,
		"site": f.Site, "signatory": f.Signatory, "sign_post": f.SignPost}[what]
}

func (w *writing) offerField(what string) string {
	if w.as.fields != nil {
		return w.as.fields(what)
	}
	return w.ownField(what)
}

// ownField is what a field of an offer stands for where the paper is that offer.
func (w *writing) ownField(what string) string {
	o := w.o
	switch what {
	case "number":
		return o.FullNumber()
	case "date":
		return w.dayField(o.Day)
	case "valid":
		return w.dayField(o.ValidUntil)
	case "total":
		return w.full(w.sums.Main().Gross)
	case "total_words":
		said, err := money.Words(money.New(w.sums.Main().Gross, o.Currency), w.wordsLang(), money.WordsPlain)
		if err != nil {
			return ""
		}
		return said
	case "monthly":
		if w.sums.Monthly.Gross != 0 {
			return w.full(w.sums.Monthly.Gross)
		}
	case "request":
		return o.Request
	case "subject":
		return o.Subject
	}
	return ""
}

func (w *writing) dayField(d crm.Day) string {
	if d == "" {
		return ""
	}
	return nowrap(w.longDay(d))
}

func firstFilled(words ...string) string {
	for _, s := range words {
		if strings.TrimSpace(s) != "" {
			return s
		}
	}
	return ""
}
