package intake

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"rapport/app/crm"
	"rapport/app/ident"
	"rapport/app/text"
)

// gathering is one row or card on its way to becoming a client.
type gathering struct {
	opts     Options
	complain *complaints
	line     int
	heading  func(Field) string

	single    map[Field]string
	person    person
	phones    []way
	emails    []way
	sites     []string
	tags      []string
	notes     []string
	personal  []string // notes on the person
	places    []place
	labels    map[string]string // of telephones, e-mails and addresses, by group
	requisite crm.Requisites
	extra     []Pair
	kept      map[Pair]bool  // of extra
	placeOf   map[string]int // of places, by group
	ukraine   bool
}

// way is a telephone or e-mail as it stood in the file.
type way struct {
	value, label, group, heading, e164 string
	company                            bool
}

// place is an address with the columns it was gathered from.
type place struct {
	group string
	crm.Address
	whole, street2, pobox string
}

func newGathering(opts Options, c *complaints, line int, heading func(Field) string) *gathering {
	return &gathering{opts: opts, complain: c, line: line, heading: heading, single: map[Field]string{}, labels: map[string]string{},
		kept: map[Pair]bool{}, placeOf: map[string]int{}}
}

// draft reads one row of a table. It is false when the row was left out.
func (t *table) draft(r record) (Draft, bool) {
	if t.isFolder(r) {
		t.complain.add(Note, r.line, "", "intake.folder", "Text", text.Ellipsis(joined(r), 80))
		return Draft{}, false
	}
	if isTotal(r) {
		t.complain.add(Note, r.line, "", "intake.total", "Text", text.Ellipsis(joined(r), 80))
		return Draft{}, false
	}
	if t.own {
		return t.ownDraft(r)
	}
	g := newGathering(t.opts, t.complain, r.line, t.headingOf)
	g.ukraine = t.ukraine
	for _, c := range t.columns {
		if v := cellValue(r, c.index); v != "" {
			g.take(c, v)
		}
	}
	g.beyond(r, len(t.columns))
	return g.draft()
}

// cellValue is the text of a cell as a value: without the apostrophe that keeps it a text, "" for what means nothing.
func cellValue(r record, i int) string {
	v := r.cell(i)
	if len(v) > 1 && v[0] == '\'' && strings.ContainsAny(v[1:2], "+=-@0123456789") {
		v = v[1:]
	}
	if len(v) <= longestValueless && valueless[strings.ToLower(v)] {
		return ""
	}
	return v
}

// isFolder finds a folder among the counterparties of 1C: a row with nothing but a code and a name.
func (t *table) isFolder(r record) bool {
	if !t.ledger {
		return false
	}
	named := false
	for _, c := range t.columns {
		if r.cell(c.index) == "" {
			continue
		}
		switch c.field {
		case FieldCompany:
			named = true
		case FieldCode, FieldRecord:
		default:
			return false
		}
	}
	return named
}

var totals = map[string]bool{"итого": true, "всего": true, "разом": true, "усього": true, "total": true, "totals": true, "итог": true, "підсумок": true}

// isTotal finds the row of totals under a table.
func isTotal(r record) bool {
	for i := range r.cells {
		if s := r.cell(i); s != "" {
			return totals[strings.Trim(text.Fold(s), " :.")]
		}
	}
	return false
}

// beyond keeps the cells to the right of the last heading.
func (g *gathering) beyond(r record, width int) {
	found := false
	for i := width; i < len(r.cells); i++ {
		if v := r.cell(i); v != "" {
			g.keep(fmt.Sprintf("#%d", i+1), v)
			found = true
		}
	}
	if found {
		g.complain.add(Warning, r.line, "", "intake.ragged", "Columns", fmt.Sprint(width), "Cells", fmt.Sprint(len(r.cells)))
	}
}

// keep puts aside a value that has no place of its own.
func (g *gathering) keep(heading, value string) {
	p := Pair{Heading: tidy(heading, 200), Value: plainText(value)}
	if p.Value != "" && !g.kept[p] {
		g.kept[p] = true
		g.extra = append(g.extra, p)
	}
}

// doubt keeps a value aside and says why.
func (g *gathering) doubt(heading, value, reason string) {
	g.keep(heading, value)
	g.complain.add(Warning, g.line, heading, reason, "Text", text.Ellipsis(tidy(value, 0), 60))
}

// take puts the value of a column into its place.
func (g *gathering) take(c column, v string) {
	switch c.field {
	case FieldSkip, FieldClientID, FieldContactID:
	case FieldExtra, FieldRecord, FieldHonorific:
		g.keep(c.heading, v)
		if c.field == FieldRecord {
			g.set(c.field, c.heading, v)
		}
	case FieldDeal:
		g.keep(c.heading, v)
		g.set(c.field, c.heading, v)
	case FieldPhone, FieldCompanyPhone:
		g.phones = append(g.phones, way{value: v, label: c.label, group: c.group, heading: c.heading, company: c.field == FieldCompanyPhone})
	case FieldEmail, FieldCompanyEmail:
		g.emails = append(g.emails, way{value: v, label: c.label, group: c.group, heading: c.heading, company: c.field == FieldCompanyEmail})
	case FieldPhoneLabel, FieldEmailLabel:
		g.labels[c.group] = v
	case FieldExt:
		if n := len(g.phones); n > 0 {
			g.phones[n-1].value += " ext. " + v
			return
		}
		g.keep(c.heading, v)
	case FieldSite:
		g.sites = append(g.sites, sitesIn(v)...)
	case FieldTags:
		g.tags = append(g.tags, tagsIn(v)...)
	case FieldNotes:
		g.notes = append(g.notes, plainText(v))
	case FieldPersonNotes:
		g.personal = append(g.personal, plainText(v))
	default:
		g.takeMore(c, v)
	}
}

func (g *gathering) takeMore(c column, v string) {
	line := g.tidied(v)
	switch c.field {
	case FieldName:
		g.part(&g.person.whole, c.heading, line)
	case FieldGiven:
		g.part(&g.person.given, c.heading, line)
	case FieldMiddle:
		g.part(&g.person.middle, c.heading, line)
	case FieldFamily:
		g.part(&g.person.family, c.heading, line)
	case FieldBirthday:
		g.takeBirthday(c, line)
	case FieldINN, FieldKPP, FieldINNKPP, FieldOGRN, FieldEDRPOU, FieldIPN, FieldVATID, FieldRegNo,
		FieldIBAN, FieldAccount, FieldBank, FieldBIK, FieldCorr, FieldBIC:
		g.takeRequisite(c, line)
	default:
		if isAddressPart(c.field) {
			g.takePlace(c, v)
			return
		}
		g.set(c.field, c.heading, line)
	}
}

// longestLine is how much of a name, a post or another text of one line is kept, in runes.
const longestLine = 10_000

// tidied is a text of one line, fit to be kept; what is too long is cut, with a complaint.
func (g *gathering) tidied(v string) string {
	line := tidy(v, longestLine)
	if len(v) > longestLine && utf8.RuneCountInString(tidy(v, 0)) > longestLine {
		g.complain.add(Warning, g.line, "", "intake.long", "Limit", strconv.Itoa(longestLine))
	}
	return line
}

// part fills one part of a name; a second, different value is kept aside.
func (g *gathering) part(to *string, heading, v string) {
	switch {
	case *to == "":
		*to = v
	case text.Fold(*to) != text.Fold(v):
		g.keep(heading, v)
	}
}

// set fills a field of one value; a second, different value is kept aside.
func (g *gathering) set(f Field, heading, v string) {
	switch had := g.single[f]; {
	case had == "":
		g.single[f] = v
	case text.Fold(had) != text.Fold(v):
		g.keep(heading, v)
	}
}

func (g *gathering) takeBirthday(c column, v string) {
	day, ok := birthday(v, c.dateOrder, g.opts.Year)
	switch {
	case ok:
		g.set(FieldBirthday, c.heading, day)
	case slashed().MatchString(v):
		g.doubt(c.heading, v, "intake.date.either")
	default:
		g.doubt(c.heading, v, "intake.date")
	}
}

// takePlace adds a part to the address of its group.
func (g *gathering) takePlace(c column, v string) {
	i, had := g.placeOf[c.group]
	if !had {
		i = len(g.places)
		g.placeOf[c.group] = i
		g.places = append(g.places, place{group: c.group, Address: crm.Address{Label: c.label}})
	}
	p := &g.places[i]
	line := oneLine(v)
	switch c.field {
	case FieldAddressLabel:
		g.labels[c.group] = v
	case FieldAddress:
		p.whole = joinParts(p.whole, line)
	case FieldStreet:
		p.Street = joinParts(p.Street, line)
	case FieldStreet2:
		p.street2 = joinParts(p.street2, line)
	case FieldPOBox:
		p.pobox = line
	case FieldCity:
		p.City = joinParts(p.City, line)
	case FieldRegion:
		p.Region = joinParts(p.Region, line)
	case FieldZip:
		p.Zip = line
	case FieldCountry:
		p.Country = countryCode(line)
	}
}

// oneLine writes several lines of an address with commas.
func oneLine(s string) string {
	var parts []string
	for _, l := range strings.Split(text.Clean(s, 0), "\n") {
		if l = strings.Trim(tidy(l, 0), ", "); l != "" {
			parts = append(parts, l)
		}
	}
	return strings.Join(parts, ", ")
}

func joinParts(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "" || a == b:
		return a
	}
	return a + ", " + b
}

// requisiteKinds are the identifiers that are checked.
var requisiteKinds = map[Field]ident.Kind{FieldINN: ident.INN, FieldKPP: ident.KPP, FieldOGRN: ident.OGRN, FieldEDRPOU: ident.EDRPOU,
	FieldIPN: ident.IPN, FieldIBAN: ident.IBAN, FieldBIK: ident.BIK, FieldAccount: "", FieldBIC: ident.BIC}

// takeRequisite fills one identifier. What a spreadsheet destroyed is never guessed at.
func (g *gathering) takeRequisite(c column, v string) {
	if isDamaged(v) {
		g.doubt(c.heading, v, "intake.damaged")
		return
	}
	r := &g.requisite
	switch c.field {
	case FieldINN, FieldINNKPP:
		inn, kpp, _ := strings.Cut(strings.ReplaceAll(v, `\`, "/"), "/")
		g.identifier(c, &r.INN, ident.INN, inn)
		g.identifier(c, &r.KPP, ident.KPP, kpp)
	case FieldKPP:
		g.identifier(c, &r.KPP, ident.KPP, v)
	case FieldOGRN:
		kind := ident.OGRN
		if len(ident.Digits(v)) == 15 {
			kind = ident.OGRNIP
		}
		g.identifier(c, &r.OGRN, kind, v)
	case FieldEDRPOU:
		if len(ident.Digits(v)) == 10 {
			g.identifier(c, &r.IPN, ident.RNOKPP, v)
			return
		}
		g.identifier(c, &r.EDRPOU, ident.EDRPOU, v)
	case FieldIPN:
		g.identifier(c, &r.IPN, ident.IPN, v)
	case FieldIBAN:
		g.identifier(c, &r.IBAN, ident.IBAN, v)
	case FieldBIK:
		g.identifier(c, &r.BIK, ident.BIK, v)
	case FieldBIC:
		g.identifier(c, &r.BIC, ident.BIC, v)
	case FieldVATID:
		g.part(&r.VATID, c.heading, v)
	case FieldRegNo:
		g.part(&r.RegNo, c.heading, v)
	case FieldAccount:
		g.part(&r.Account, c.heading, v)
	case FieldBank:
		g.part(&r.Bank, c.heading, v)
	case FieldCorr:
		g.part(&r.Corr, c.heading, v)
	}
}

// identifier checks a value: a lost nought is put back, what does not agree is kept with a warning.
func (g *gathering) identifier(c column, to *string, kind ident.Kind, v string) {
	v = ident.Normalize(kind, v)
	if v == "" {
		return
	}
	verdict := ident.Check(kind, v, ident.Context{})
	switch {
	case verdict.Reason == ident.LostZero:
		g.complain.add(Note, g.line, c.heading, "intake.zero", "Text", v, "Now", verdict.Suggest)
		v = verdict.Suggest
	case !verdict.OK:
		g.complain.add(Warning, g.line, c.heading, "intake.ident", "Text", text.Ellipsis(v, 60))
	}
	g.part(to, c.heading, v)
}
