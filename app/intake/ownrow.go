package intake

import (
	"rapport/app/crm"
	"rapport/app/ident"
	"rapport/app/text"
	"strconv"
	"strings"
)

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
