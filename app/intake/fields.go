package intake

// Field is what a column holds. Its text ends the message key "intake.field.…" of its name and never changes.
type Field string

// What a column may hold of a client.
const (
	FieldExtra     Field = ""     // has no place of its own: kept as a pair of heading and value
	FieldSkip      Field = "skip" // of no use to us
	FieldCompany   Field = "company"
	FieldLegal     Field = "legal"
	FieldCode      Field = "code"
	FieldKind      Field = "kind"
	FieldIndustry  Field = "industry"
	FieldCountry   Field = "country"
	FieldRegion    Field = "region"
	FieldCity      Field = "city"
	FieldStreet    Field = "street"
	FieldStreet2   Field = "street2"
	FieldPOBox     Field = "pobox"
	FieldZip       Field = "zip"
	FieldAddress   Field = "address" // whole, or the street where there are other columns
	FieldSite      Field = "site"
	FieldSource    Field = "source"
	FieldTags      Field = "tags"
	FieldNotes     Field = "notes"
	FieldOwner     Field = "owner"
	FieldINN       Field = "inn"
	FieldKPP       Field = "kpp"
	FieldINNKPP    Field = "innkpp"
	FieldOGRN      Field = "ogrn"
	FieldEDRPOU    Field = "edrpou"
	FieldIPN       Field = "ipn"
	FieldVATID     Field = "vatid"
	FieldRegNo     Field = "regno"
	FieldIBAN      Field = "iban"
	FieldAccount   Field = "account"
	FieldBank      Field = "bank"
	FieldBIK       Field = "bik"
	FieldCorr      Field = "corr"
	FieldBIC       Field = "bic"
	FieldSuppliers Field = "suppliers"
	FieldManners   Field = "manners"
	FieldDeal      Field = "deal"   // title of a deal or lead: a name for those who have no other
	FieldRecord    Field = "record" // id of a deal, lead or person
)

// What a column may hold of a person.
const (
	FieldName         Field = "name" // whole
	FieldGiven        Field = "given"
	FieldMiddle       Field = "middle"
	FieldFamily       Field = "family"
	FieldPost         Field = "post"
	FieldHonorific    Field = "honorific"
	FieldBirthday     Field = "birthday"
	FieldBirthYear    Field = "birthyear"
	FieldBirthMonth   Field = "birthmonth"
	FieldBirthDay     Field = "birthdayofmonth"
	FieldPersonNotes  Field = "personnotes"
	FieldPhone        Field = "phone" // of the person, or of the client where there is none
	FieldExt          Field = "ext"
	FieldCompanyPhone Field = "companyphone"
	FieldEmail        Field = "email"
	FieldCompanyEmail Field = "companyemail"
	FieldPhoneLabel   Field = "phonelabel"
	FieldEmailLabel   Field = "emaillabel"
	FieldAddressLabel Field = "addresslabel"
)

// Only in a file of our own.
const (
	FieldClientID      Field = "clientid"
	FieldContactID     Field = "contactid"
	FieldType          Field = "type"
	FieldRung          Field = "rung"
	FieldHighest       Field = "highest"
	FieldRungSince     Field = "rungsince"
	FieldCadence       Field = "cadence"
	FieldCreated       Field = "created"
	FieldPhoneE164     Field = "phonee164"
	FieldGreeting      Field = "greeting"
	FieldDative        Field = "dative"
	FieldPostTo        Field = "postto"
	FieldRoles         Field = "roles"
	FieldLeft          Field = "left"
	FieldPersonCreated Field = "personcreated"
	FieldOwn           Field = "own" // a field that the user invented; its name is the target's group
)

// Choices lists what a user may say a column holds, in the order of the choice.
var Choices = []Field{
	FieldExtra, FieldSkip,
	FieldCompany, FieldLegal, FieldCode, FieldKind, FieldIndustry, FieldCountry, FieldRegion, FieldCity, FieldZip, FieldStreet,
	FieldAddress, FieldSite, FieldSource, FieldTags, FieldNotes, FieldOwner, FieldCompanyPhone, FieldCompanyEmail,
	FieldINN, FieldKPP, FieldINNKPP, FieldOGRN, FieldEDRPOU, FieldIPN, FieldVATID, FieldRegNo,
	FieldIBAN, FieldAccount, FieldBank, FieldBIK, FieldCorr, FieldBIC, FieldSuppliers, FieldManners,
	FieldName, FieldGiven, FieldMiddle, FieldFamily, FieldPost, FieldBirthday, FieldPhone, FieldEmail, FieldPersonNotes,
}

// NameKey is the message key of the field's name.
func (f Field) NameKey() string {
	if f == FieldExtra {
		return "intake.field.extra"
	}
	return "intake.field." + string(f)
}

// target is what one column was taken for.
type target struct {
	field Field
	label string // code of the sort of telephone, e-mail or address
	group string // columns of one telephone, e-mail or address share it
}

// isAddressPart tells the fields that make up an address.
func isAddressPart(f Field) bool {
	switch f {
	case FieldCountry, FieldRegion, FieldCity, FieldStreet, FieldStreet2, FieldPOBox, FieldZip, FieldAddress, FieldAddressLabel:
		return true
	}
	return false
}

// namesClient tells the fields by which a row can become a client.
func namesClient(f Field) bool {
	switch f {
	case FieldCompany, FieldLegal, FieldName, FieldGiven, FieldFamily, FieldPhone, FieldCompanyPhone, FieldEmail, FieldCompanyEmail, FieldDeal:
		return true
	}
	return false
}

// onlyOurs tells the fields that mean something only in a file that this program wrote.
func onlyOurs(f Field) bool {
	switch f {
	case FieldType, FieldRung, FieldHighest, FieldRungSince, FieldCadence, FieldCreated, FieldPhoneE164, FieldGreeting, FieldDative, FieldPostTo,
		FieldRoles, FieldLeft, FieldPersonCreated, FieldOwn:
		return true
	}
	return false
}
