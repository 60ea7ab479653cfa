package intake

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"

	"rapport/app/text"
)

// card is one vCard: its properties, and the labels of its groups.
type card struct {
	line  int
	props []property
}

// readCards reads a file of vCards of any version.
func readCards(name string, d decoded, opts Options) (Batch, error) {
	var c complaints
	b := Batch{Format: "vCard", Encoding: "UTF-8"}
	if strings.HasPrefix(d.encoding, "UTF-16") {
		b.Encoding = d.encoding
	}
	cards := splitCards(d.raw, &c)
	if len(cards) > opts.limits().Rows {
		return Batch{}, refuse(ErrTooBig, "intake.refused.rows", "Name", name, "Limit", fmt.Sprint(opts.limits().Rows))
	}
	page := localPage(cards)
	if named := pageNamed(opts.Encoding); named != nil {
		page = pageFor{name: opts.Encoding, guess: func(raw []byte) string { return decodePage(raw, named) }}
	}
	if page.name != "" {
		b.Encoding = page.name
	}
	m := merger{heading: func(f Field) string { return strings.ToUpper(string(f)) }}
	for _, one := range cards {
		r := cardReader{card: one, page: page, opts: opts, complain: &c}
		b.Rows++
		if draft, ok := r.draft(); ok {
			m.add(draft)
		}
	}
	b.Clients = m.drafts()
	b.Complaints = c.all()
	return b, nil
}

// splitCards gathers the properties of each card. A card inside a card is a card of its own.
func splitCards(raw []byte, c *complaints) []card {
	lines := newCardLines(raw, c)
	var done []*card
	var open []*card
	for {
		p, ok := lines.next()
		if !ok {
			break
		}
		isCard := strings.EqualFold(strings.TrimSpace(string(p.value)), "vcard")
		switch {
		case p.name == "BEGIN" && isCard:
			one := &card{line: p.line}
			done, open = append(done, one), append(open, one)
		case p.name == "END" && isCard:
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		case len(open) > 0:
			top := open[len(open)-1]
			top.props = append(top.props, p)
		}
	}
	for _, one := range open {
		c.add(Note, one.line, "", "intake.card.open")
	}
	out := make([]card, len(done))
	for i, one := range done {
		out[i] = *one
	}
	return out
}

// localPage finds the 8-bit page of values that are neither UTF-8 nor say what they are.
func localPage(cards []card) pageFor {
	var sample []byte
	for _, one := range cards {
		for _, p := range one.props {
			if p.binary || pageNamed(p.param("CHARSET")) != nil || len(sample) > 64<<10 {
				continue
			}
			raw := p.value
			if p.encodedAs("QUOTED-PRINTABLE") {
				raw = fromPrintable(raw)
			}
			if !utf8.Valid(raw) && !mostly8(raw) {
				sample = append(append(sample, raw...), '\n')
			}
		}
	}
	if len(sample) == 0 {
		return pageFor{name: namedPage(cards)}
	}
	name, page := guessPage(sample)
	return pageFor{name: name, guess: func(raw []byte) string { return decodePage(raw, page) }}
}

// namedPage is the first 8-bit page that a property says it is written in.
func namedPage(cards []card) string {
	for _, one := range cards {
		for _, p := range one.props {
			if page := pageNamed(p.param("CHARSET")); page != nil {
				name, err := htmlindex.Name(page)
				if err != nil {
					return p.param("CHARSET")
				}
				return name
			}
		}
	}
	return ""
}

// cardReader turns one card into a draft.
type cardReader struct {
	card
	page     pageFor
	opts     Options
	complain *complaints
	g        *gathering
	fn       string
	company  bool // the card says that it is of a firm
	named    bool // N was read
	nickname string
	labels   map[string]string // X-ABLabel by group
}

func (r *cardReader) draft() (Draft, bool) {
	r.g = newGathering(r.opts, r.complain, r.line, func(f Field) string { return cardHeadings[f] })
	r.labels = map[string]string{}
	for _, p := range r.props {
		if p.name == "X-ABLABEL" {
			r.labels[p.group] = appleLabel(p.text(r.page))
		}
	}
	photos := 0
	for _, p := range r.props {
		if p.name == "PHOTO" || p.name == "LOGO" {
			photos++
			continue
		}
		if !p.binary {
			r.warnOfLetters(p)
			r.take(p)
		}
	}
	if photos > 0 {
		r.complain.add(Note, r.line, "PHOTO", "intake.photo", "Count", fmt.Sprint(photos))
	}
	r.nameIt()
	return r.g.draft()
}

// cardHeadings name the properties that hold what tables hold in columns.
var cardHeadings = map[Field]string{FieldName: "FN", FieldPost: "TITLE", FieldBirthday: "BDAY", FieldAddress: "ADR", FieldCompany: "ORG"}

// nameIt decides between N, FN and ORG.
func (r *cardReader) nameIt() {
	g := r.g
	org := g.single[FieldCompany]
	if r.company && org == "" {
		g.single[FieldCompany] = r.fn
		r.fn = ""
	}
	p := &g.person
	if partsKnown(*p) < 2 || farEastern(p.name()) {
		p.whole = r.fn
		if p.whole == "" && partsKnown(*p) < 2 {
			p.whole = p.given
		}
	}
	if r.company && org != "" && p.given == "" && p.family == "" {
		p.whole = ""
	}
	if p.empty() && org == "" {
		p.whole = r.nickname
	} else if r.nickname != "" && r.nickname != p.name() {
		g.keep(r.opts.label("nickname"), r.nickname)
	}
}

func partsKnown(p person) int {
	n := 0
	for _, s := range []string{p.given, p.middle, p.family} {
		if s != "" {
			n++
		}
	}
	return n
}

// warnOfLetters tells of a value with letters that cannot be read.
func (r *cardReader) warnOfLetters(p property) {
	if !utf8.Valid(p.value) || p.encodedAs("QUOTED-PRINTABLE") {
		if strings.ContainsRune(p.text(r.page), utf8.RuneError) {
			r.complain.add(Warning, p.line, p.name, "intake.letters", "Encoding", "UTF-8")
		}
	}
}

func (r *cardReader) take(p property) {
	g := r.g
	switch p.name {
	case "N":
		r.takeName(p)
	case "FN":
		if r.fn == "" {
			r.fn = g.tidied(p.text(r.page))
		}
	case "NICKNAME":
		r.nickname = g.tidied(p.text(r.page))
	case "ORG":
		r.takeOrg(p)
	case "TITLE":
		g.set(FieldPost, "TITLE", g.tidied(p.text(r.page)))
	case "ROLE":
		r.takeRole(p)
	case "TEL", "X-MS-TEL":
		r.takePhone(p)
	case "EMAIL":
		g.emails = append(g.emails, way{value: p.text(r.page), label: cardSort(p), group: r.ownGroup(p), heading: "EMAIL"})
	case "ADR":
		r.takeAddress(p)
	case "LABEL":
		r.takeLabel(p)
	case "BDAY":
		r.takeBirthday(p)
	case "URL":
		g.sites = append(g.sites, p.text(r.page))
	case "NOTE":
		g.personal = append(g.personal, plainText(p.text(r.page)))
	case "CATEGORIES":
		g.tags = append(g.tags, tagsIn(p.text(r.page))...)
	case "X-ABSHOWAS", "KIND":
		v := strings.ToLower(p.text(r.page))
		r.company = r.company || v == "company" || v == "org"
	default:
		r.takeOther(p)
	}
}

// silent are properties that say nothing about a client.
var silent = map[string]bool{"VERSION": true, "PRODID": true, "REV": true, "UID": true, "X-ABLABEL": true, "X-ABADR": true,
	"X-ABUID": true, "SOUND": true, "KEY": true, "SORT-STRING": true, "X-MS-OL-DESIGN": true, "X-MS-OL-DEFAULT-POSTAL-ADDRESS": true, "GEO": true, "TZ": true,
	"CLASS": true, "X-CLASS": true, "MAILER": true, "NAME": true, "SOURCE": true, "PROFILE": true, "X-GENERATOR": true, "FBURL": true, "CALADRURI": true, "CALURI": true, "AGENT": true,
	"X-COUCHDB-APPLICATION-ANNOTATIONS": true, "X-EVOLUTION-FILE-AS": true, "LANG": true, "GENDER": true, "X-GENDER": true, "X-ETAG": true, "X-ID": true,
	"X-PHONETIC-FIRST-NAME": true, "X-PHONETIC-LAST-NAME": true, "X-REDUCTION": true, "X-NO": true, "CLIENTPIDMAP": true, "XML": true, "X-IMAGETYPE": true, "X-IMAGEHASH": true,
	"X-FC-LIST-ID": true, "X-FC-TAGS": true}

// takeOther keeps what has no place of its own: messengers, relatives, anniversaries and all the rest.
func (r *cardReader) takeOther(p property) {
	if silent[p.name] {
		return
	}
	v := plainText(strings.Trim(strings.Join(p.parts(r.page), "; "), "; "))
	if v == "" {
		return
	}
	r.g.keep(r.otherHeading(p), text.Ellipsis(v, 2000))
}

// otherHeading names a property for people: by the label it was given, by its meaning, or by its own name without "X-".
func (r *cardReader) otherHeading(p property) string {
	if label := r.labels[p.group]; p.group != "" && label != "" {
		if code := strings.ToLower(label); r.opts.label(code) != code {
			return r.opts.label(code)
		}
		return label
	}
	if service := p.param("X-SERVICE-TYPE"); service != "" {
		return service
	}
	for _, m := range meanings {
		if strings.HasSuffix(p.name, m.name) {
			return r.opts.label(m.code)
		}
	}
	return strings.TrimPrefix(p.name, "X-")
}

// meanings are the ends of names under which programs keep the same thing.
var meanings = []struct{ name, code string }{{"ANNIVERSARY", "anniversary"}, {"SPOUSE", "spouse"}, {"MANAGER", "manager"}, {"ASSISTANT", "assistant"},
	{"X-ABRELATEDNAMES", "relative"}, {"RELATED", "relative"}, {"X-ABDATE", "date"}}
