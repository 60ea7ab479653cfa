package intake

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"rapport/app/crm"
	"rapport/app/ident"
	"rapport/app/text"
)

// The words that only our own files have for headings, in the form of plainHeading. What the catalogue says under
// "intake.field.…" must be here or among the synonyms, so that a file written in one language is read in another.
var ownSynonyms = map[Field]string{
	FieldClientID:      "rapport id",
	FieldContactID:     "rapport id контакта|rapport id контакту|rapport contact id",
	FieldType:          "тип отношений|тип відносин|relationship type",
	FieldRung:          "ступень отношений|щабель відносин|relationship stage",
	FieldHighest:       "высшая ступень|найвищий щабель|highest stage",
	FieldRungSince:     "на ступени с|на щаблі з|stage since",
	FieldCadence:       "связываться каждые дней|звязуватися кожні днів|contact every days",
	FieldCreated:       "клиент заведен|клієнта заведено|client created",
	FieldGreeting:      "имя для обращения|імя для звертання|greeting name",
	FieldDative:        "имя в дательном падеже|імя в давальному відмінку|name as addressee",
	FieldPostTo:        "должность в дательном падеже|посада в давальному відмінку|position as addressee",
	FieldRoles:         "роли в закупке|ролі в закупівлі|buying roles",
	FieldLeft:          "больше не работает|більше не працює|no longer works there",
	FieldPersonCreated: "контакт заведен|контакт заведено|contact created",
	FieldKind:          "вид клиента|вид клієнта|client kind",
	FieldNotes:         "заметки о клиенте|нотатки про клієнта|client notes",
	FieldPersonNotes:   "заметки о человеке|нотатки про людину|personal notes",
}

// Groups of columns of our own files: "Телефон 2: вид".
var (
	ownGroup  = pattern(`^(.+?) (\d{1,4})(?:: (.+))?$`)
	ownBases  = map[string]Field{}
	ownFields = map[string]bool{"поле": true, "field": true}
)

var ownBaseWords = map[Field]string{
	FieldCompanyPhone: "телефон клиента|телефон клієнта|client phone",
	FieldPhone:        "телефон|phone",
	FieldCompanyEmail: "email клиента|email клієнта|client email",
	FieldEmail:        "email",
	FieldAddress:      "адрес|адреса|address",
	FieldINN:          "реквизиты|реквізити|bank details",
	FieldSite:         "сайт|website",
}

// ownParts are the columns within a group.
var ownParts = map[string]Field{"вид": FieldPhoneLabel, "sort": FieldPhoneLabel, "международный": FieldPhoneE164, "міжнародний": FieldPhoneE164,
	"international": FieldPhoneE164}

func init() {
	for field, words := range ownSynonyms {
		for _, w := range strings.Split(words, "|") {
			known[w] = field
		}
	}
	for field, words := range ownBaseWords {
		for _, w := range strings.Split(words, "|") {
			ownBases[w] = field
		}
	}
}

// ownTarget understands the numbered columns of our own files, and those of fields that the user invented.
func ownTarget(heading string) (target, bool) {
	if before, name, found := strings.Cut(heading, ": "); found && ownFields[text.Fold(before)] {
		return target{field: FieldOwn, group: name}, true
	}
	m := ownGroup().FindStringSubmatch(text.Fold(heading))
	if m == nil {
		return target{}, false
	}
	base, ok := ownBases[plainHeading(m[1])]
	if !ok {
		return target{}, false
	}
	group := string(base) + m[2]
	switch part := plainHeading(m[3]); {
	case part == "" && (base == FieldAddress || base == FieldINN):
		return target{}, false
	case part == "":
		return target{field: base, group: group}, true
	case ownParts[part] != "":
		f := ownParts[part]
		if base == FieldEmail || base == FieldCompanyEmail {
			f = FieldEmailLabel
		} else if base == FieldAddress {
			f = FieldAddressLabel
		}
		return target{field: f, group: group}, true
	default:
		f, found := known[part]
		return target{field: f, group: group}, found
	}
}

// ownRow is a row of our own file being read: nothing in it is guessed at.
type ownRow struct {
	t       *table
	line    int
	d       Draft
	p       crm.Contact
	phones  map[string]*crm.Phone
	emails  map[string]*crm.Email
	places  map[string]*crm.Address
	papers  map[string]*crm.Requisites
	columns []column
}

// ownDraft reads a row of a file that this program wrote.
func (t *table) ownDraft(r record) (Draft, bool) {
	o := ownRow{t: t, line: r.line, phones: map[string]*crm.Phone{}, emails: map[string]*crm.Email{},
		places: map[string]*crm.Address{}, papers: map[string]*crm.Requisites{}, columns: t.columns}
	o.d.Line = r.line
	for _, c := range t.columns {
		if c.index < len(r.cells) {
			if v := bared(strings.TrimSpace(r.cells[c.index])); v != "" {
				o.take(c, v)
			}
		}
	}
	o.gather()
	if o.d.Client.Name == "" {
		t.complain.add(Fail, r.line, "", "intake.nameless.left", "Text", text.Ellipsis(joined(r), 80))
		return Draft{}, false
	}
	if o.p.Name != "" {
		o.p.Client = o.d.Client.ID
		o.d.Contacts = []crm.Contact{o.p}
	}
	return o.d, true
}

func part[T any](of map[string]*T, group string) *T {
	if of[group] == nil {
		of[group] = new(T)
	}
	return of[group]
}

// gather puts the numbered values into their lists, in the order of the columns.
func (o *ownRow) gather() {
	c := &o.d.Client
	for _, col := range o.columns {
		switch g := col.group; {
		case o.phones[g] != nil:
			p := readPhone(*o.phones[g])
			if strings.HasPrefix(g, string(FieldCompanyPhone)) {
				c.Phones = append(c.Phones, p)
			} else {
				o.p.Phones = append(o.p.Phones, p)
			}
			delete(o.phones, g)
		case o.emails[g] != nil:
			if strings.HasPrefix(g, string(FieldCompanyEmail)) {
				c.Emails = append(c.Emails, *o.emails[g])
			} else {
				o.p.Emails = append(o.p.Emails, *o.emails[g])
			}
			delete(o.emails, g)
		case o.places[g] != nil:
			c.Addresses = append(c.Addresses, *o.places[g])
			delete(o.places, g)
		case o.papers[g] != nil:
			c.Requisites = append(c.Requisites, *o.papers[g])
			delete(o.papers, g)
		}
	}
}

// readPhone completes a telephone from its text; the international form stands in a column of its own.
func readPhone(p crm.Phone) crm.Phone {
	if read := ident.ParsePhones(p.Raw, ""); len(read) > 0 {
		p.Ext, p.Key = read[0].Ext, read[0].Key
	}
	if p.E164 != "" {
		p.Key = ident.Digits(p.E164)
	}
	return p
}

func (o *ownRow) take(c column, v string) {
	switch {
	case strings.HasPrefix(c.group, string(FieldAddress)) && isAddressPart(c.field):
		o.takePlace(c.field, part(o.places, c.group), v)
	case strings.HasPrefix(c.group, string(FieldINN)):
		o.takePaper(c.field, part(o.papers, c.group), v)
	default:
		o.takeClient(c, v)
	}
}

func (o *ownRow) takePlace(f Field, a *crm.Address, v string) {
	switch f {
	case FieldAddressLabel:
		a.Label = v
	case FieldStreet:
		a.Street = v
	case FieldCity:
		a.City = v
	case FieldRegion:
		a.Region = v
	case FieldZip:
		a.Zip = v
	case FieldCountry:
		a.Country = v
	}
}

func (o *ownRow) takePaper(f Field, r *crm.Requisites, v string) {
	for _, known := range paperFields(r) {
		if known.field == f {
			*known.value = v
		}
	}
}

// paperField is one of the requisites with the field it is written under.
type paperField struct {
	field Field
	value *string
}

func paperFields(r *crm.Requisites) []paperField {
	return []paperField{{FieldCountry, &r.Country}, {FieldINN, &r.INN}, {FieldKPP, &r.KPP}, {FieldOGRN, &r.OGRN}, {FieldEDRPOU, &r.EDRPOU},
		{FieldIPN, &r.IPN}, {FieldVATID, &r.VATID}, {FieldRegNo, &r.RegNo}, {FieldIBAN, &r.IBAN}, {FieldAccount, &r.Account},
		{FieldBank, &r.Bank}, {FieldBIK, &r.BIK}, {FieldCorr, &r.Corr}, {FieldBIC, &r.BIC}}
}

// singleFields are the texts of a client and a person that fill one column each.
func singleFields(c *crm.Client, p *crm.Contact) []paperField {
	return []paperField{{FieldCompany, &c.Name}, {FieldLegal, &c.LegalName}, {FieldCode, &c.Code}, {FieldIndustry, &c.Industry},
		{FieldCity, &c.City}, {FieldCountry, &c.Country}, {FieldSource, &c.Source}, {FieldNotes, &c.Notes}, {FieldSuppliers, &c.Suppliers},
		{FieldManners, &c.Manners}, {FieldName, &p.Name}, {FieldGreeting, &p.Given}, {FieldDative, &p.Dative}, {FieldPost, &p.Post},
		{FieldPostTo, &p.PostTo}, {FieldBirthday, &p.Birthday}, {FieldPersonNotes, &p.Notes}}
}

func (o *ownRow) takeClient(c column, v string) {
	for _, f := range singleFields(&o.d.Client, &o.p) {
		if f.field == c.field {
			*f.value = v
			return
		}
	}
	switch c.field {
	case FieldPhone, FieldCompanyPhone:
		part(o.phones, c.group).Raw = v
	case FieldPhoneE164:
		part(o.phones, c.group).E164 = v
	case FieldPhoneLabel:
		part(o.phones, c.group).Label = v
	case FieldEmail, FieldCompanyEmail:
		part(o.emails, c.group).Address = v
	case FieldEmailLabel:
		part(o.emails, c.group).Label = v
	case FieldSite:
		o.d.Client.Sites = append(o.d.Client.Sites, v)
	case FieldTags:
		o.d.Client.Tags = readList(v)
	case FieldOwner:
		o.d.Owner = v
	case FieldOwn:
		o.d.Extra = append(o.d.Extra, Pair{c.group, v})
	default:
		o.takeCode(c, v)
	}
}

// takeCode reads the values that are codes, numbers and moments.
func (o *ownRow) takeCode(c column, v string) {
	client, ok := &o.d.Client, true
	switch c.field {
	case FieldClientID:
		client.ID, ok = readID[crm.ClientID](v)
	case FieldContactID:
		o.p.ID, ok = readID[crm.ContactID](v)
	case FieldKind:
		client.Kind, ok = wordCode(kindWords, v)
	case FieldType:
		client.Type, ok = wordCode(typeWords, v)
	case FieldRung:
		client.Rung, ok = wordCode(rungWords, v)
	case FieldHighest:
		client.Highest, ok = wordCode(rungWords, v)
	case FieldRungSince:
		client.RungSince, ok = readMoment(v)
	case FieldCreated:
		client.Created, ok = readMoment(v)
	case FieldPersonCreated:
		o.p.Created, ok = readMoment(v)
	case FieldCadence:
		var err error
		client.Cadence, err = strconv.Atoi(v)
		ok = err == nil
	case FieldLeft:
		o.p.Left = text.Fold(v) != "нет" && text.Fold(v) != "ні" && text.Fold(v) != "no"
	case FieldRoles:
		for _, word := range readList(v) {
			role, known := wordCode(roleWords, word)
			ok = ok && known
			o.p.Roles = append(o.p.Roles, role)
		}
	default:
		o.d.Extra = append(o.d.Extra, Pair{c.heading, v})
	}
	if !ok {
		o.t.complain.add(Warning, o.line, c.heading, "intake.own.value", "Text", text.Ellipsis(v, 60))
	}
}

// Words of the catalogue for codes, in every language, and the codes themselves.
var (
	kindWords = codeWords(map[crm.Kind]string{crm.Company: "company|фирма|фірма|firm", crm.Person: "person|человек|людина"})
	typeWords = codeWords(map[crm.RelType]string{
		crm.MarketExchange: "market exchange|рыночный обмен|ринковий обмін",
		crm.Business:       "business|деловые отношения|ділові відносини|business relationship",
		crm.Strategic:      "strategic|стратегическое партнерство|стратегічне партнерство|strategic partnership"})
	rungWords = codeWords(map[crm.Rung]string{
		crm.Suspect: "suspect|колеблющийся|той, що вагається", crm.Prospect: "prospect|потенциальный|потенційний",
		crm.FirstTimeBuyer: "first-time buyer|первичный покупатель|первинний покупець",
		crm.RepeatBuyer:    "repeat buyer|повторный покупатель|повторний покупець", crm.Loyal: "client|клиент|клієнт",
		crm.Supporter: "supporter|сторонник|прихильник", crm.Advocate: "advocate|пропагандист",
		crm.Partner: "partner|партнер", crm.Ended: "ended|отношения прекращены|відносини припинено|relationship ended"})
	roleWords = codeWords(map[crm.Role]string{
		"initiator": "initiator|инициатор|ініціатор", "user": "user|пользователь|користувач", "influencer": "influencer|влияющий|впливовий",
		"decider": "decider|решающий|вирішальний", "buyer": "buyer|закупщик|закупівельник", "gatekeeper": "gatekeeper|привратник|воротар"})
)

func codeWords[T comparable](words map[T]string) map[string]T {
	out := map[string]T{}
	for code, list := range words {
		for _, w := range strings.Split(list, "|") {
			out[text.Fold(w)] = code
		}
	}
	return out
}

func wordCode[T comparable](words map[string]T, v string) (T, bool) {
	code, ok := words[text.Fold(v)]
	return code, ok
}

func readID[T ~int64](v string) (T, bool) {
	n, err := strconv.ParseInt(v, 10, 64)
	return T(n), err == nil && n > 0
}

func readMoment(v string) (crm.Moment, bool) {
	t, err := time.Parse(time.RFC3339Nano, v)
	if err != nil {
		return 0, false
	}
	return crm.At(t), true
}

func writeMoment(m crm.Moment) string {
	if m == 0 {
		return ""
	}
	return m.Time(time.UTC).Format("2006-01-02T15:04:05.000Z07:00")
}

// ownKey tells the clients of our own file apart.
func ownKey(c crm.Client) string {
	if c.ID != 0 {
		return fmt.Sprint(c.ID)
	}
	return string(c.Kind) + ":" + text.Fold(c.Name)
}

func ownPersonKey(p crm.Contact) string {
	if p.ID != 0 {
		return fmt.Sprint(p.ID)
	}
	return text.Fold(p.Name)
}

// writeList puts several values into one cell: "опт; \"a; b\"".
func writeList(list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		if strings.ContainsAny(s, ";\"\n") || strings.TrimSpace(s) != s {
			s = `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
		}
		out[i] = s
	}
	return strings.Join(out, "; ")
}

// readList undoes writeList.
func readList(s string) []string {
	var out []string
	for s = strings.TrimLeft(s, " "); s != ""; s = strings.TrimLeft(s, " ") {
		if s[0] != '"' {
			item, rest, _ := strings.Cut(s, ";")
			out, s = append(out, strings.TrimSpace(item)), rest
			continue
		}
		end := 1
		for end < len(s) && (s[end] != '"' || end+1 < len(s) && s[end+1] == '"') {
			if s[end] == '"' {
				end++
			}
			end++
		}
		out = append(out, strings.ReplaceAll(s[1:min(end, len(s))], `""`, `"`))
		_, s, _ = strings.Cut(s[min(end, len(s)):], ";")
	}
	return out
}
