// Package ident checks identifiers of firms, people and bank accounts, phones and e-mail addresses.
// A check is advice: old, foreign and temporary numbers exist, so nothing here forbids saving a value.
package ident

// Kind is a sort of identifier; its text is part of message keys and never changes.
type Kind string

// The kinds that Check knows.
const (
	INN     Kind = "inn"     // RU taxpayer number, 10 digits for a firm, 12 for a person
	KPP     Kind = "kpp"     // RU reason code of registration, 9 places
	OGRN    Kind = "ogrn"    // RU state registration number of a firm, 13 digits
	OGRNIP  Kind = "ogrnip"  // RU state registration number of a sole trader, 15 digits
	BIK     Kind = "bik"     // RU bank code, 9 digits
	Account Kind = "account" // RU settlement account, 20 places
	Corr    Kind = "corr"    // RU correspondent account, 20 digits
	EDRPOU  Kind = "edrpou"  // UA code of a firm, 8 digits
	RNOKPP  Kind = "rnokpp"  // UA taxpayer number of a person, 10 digits
	IPN     Kind = "ipn"     // UA VAT payer number, 12 digits, or the RNOKPP of a sole trader
	IBAN    Kind = "iban"
	BIC     Kind = "bic"
	EUVAT   Kind = "euvat"
	PhoneNo Kind = "phone"
	Email   Kind = "email"
)

// Kinds lists every kind, in the order forms show them.
var Kinds = []Kind{INN, KPP, OGRN, OGRNIP, BIK, Account, Corr, EDRPOU, RNOKPP, IPN, IBAN, BIC, EUVAT, PhoneNo, Email}

// Reason says what is wrong with a value; its text is part of message keys and never changes.
type Reason string

// The reasons a Verdict may give.
const (
	Length   Reason = "length"    // wrong number of places
	NotDigit Reason = "digits"    // something other than digits
	Checksum Reason = "checksum"  // the control digit does not agree
	Zeros    Reason = "zeros"     // nothing but noughts
	Start    Reason = "start"     // such numbers do not begin so
	Country  Reason = "country"   // no such country
	Format   Reason = "format"    // not built as it should be
	LostZero Reason = "lost_zero" // a leading nought was lost; Suggest has it back
	Letters  Reason = "letters"   // Cyrillic letters that look like Latin ones; Suggest has Latin
	Damaged  Reason = "damaged"   // a spreadsheet turned the number into 5,00101E+11
	Unknown  Reason = "unknown"   // no such number in the numbering plan
)

// Reasons lists every reason.
var Reasons = []Reason{Length, NotDigit, Checksum, Zeros, Start, Country, Format, LostZero, Letters, Damaged, Unknown}

// Context is what else is known when a value is checked; the zero Context is allowed.
type Context struct {
	BIK     string // for Account and Corr: without it the key of the account is not checked
	Country string // for PhoneNo: ISO 3166 code of the user's country
}

// Verdict is the result of a check. Suggest, if any, is a corrected value to offer with one click.
type Verdict struct {
	OK      bool
	Kind    Kind
	Reason  Reason
	Suggest string
}

// MessageKeys lists the catalogue keys of the sentence for the user, the most telling first; none when OK.
// The sentence may use {{.Suggest}}.
func (v Verdict) MessageKeys() []string {
	if v.OK {
		return nil
	}
	return []string{"ident." + string(v.Kind) + "." + string(v.Reason), "ident." + string(v.Reason)}
}

// NameKey is the catalogue key of the name of a kind.
func (k Kind) NameKey() string { return "ident.name." + string(k) }

// checker gets a normalised, non-empty value and returns the reason ("" is fine) and perhaps a corrected value.
type checker func(value string, ctx Context) (Reason, string)

var checkers = map[Kind]checker{
	INN: checkINN, KPP: checkKPP, OGRN: checkOGRN, OGRNIP: checkOGRNIP,
	BIK: checkBIK, Account: checkAccount, Corr: checkCorr,
	EDRPOU: checkEDRPOU, RNOKPP: checkRNOKPP, IPN: checkIPN,
	IBAN: checkIBAN, BIC: checkBIC, EUVAT: checkEUVAT,
	PhoneNo: checkPhone, Email: checkEmail,
}

// Check judges a value as typed. An empty value and an unknown kind are OK.
func Check(kind Kind, value string, ctx Context) Verdict {
	check, known := checkers[kind]
	norm := Normalize(kind, value)
	if !known || norm == "" {
		return Verdict{OK: true, Kind: kind}
	}
	if damaged(value) {
		return Verdict{Kind: kind, Reason: Damaged}
	}
	reason, suggest := check(norm, ctx)
	return Verdict{OK: reason == "", Kind: kind, Reason: reason, Suggest: suggest}
}

// CheckEmail is Check for an e-mail address.
func CheckEmail(address string) Verdict { return Check(Email, address, Context{}) }
