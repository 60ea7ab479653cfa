package paper

import (
	"encoding/base64"
	"strconv"
	"strings"
	"unicode/utf8"

	"rapport/app/crm"
	"rapport/app/ident"
	"rapport/app/money"
)

// Payment is what a code to pay by asks for.
type Payment struct {
	Payee   string // legal name
	To      crm.Requisites
	Sum     money.Amount
	Purpose string
}

// PayScheme is a kind of payment code.
type PayScheme string

// The schemes.
const (
	PayRussia  PayScheme = "ST00012"   // GOST R 56042-2014, UTF-8, roubles
	PayUkraine PayScheme = "NBU 002"   // National Bank of Ukraine, format 002, hryvnias
	PayEurope  PayScheme = "EPC069-12" // European Payments Council, SEPA credit transfer, euros
)

// SchemeFor is the scheme by which a sum in a currency is paid to a firm of a country; false when there is none.
func SchemeFor(country string, c money.Currency) (PayScheme, bool) {
	switch {
	case country == "RU" && c == money.RUB:
		return PayRussia, true
	case country == "UA" && c == money.UAH:
		return PayUkraine, true
	case c == money.EUR:
		return PayEurope, true
	}
	return "", false
}

// Payload is the text of the code in UTF-8. A requisite that is missing, wrong or too long, and a sum that cannot be paid, is a
// fault whose field names it.
func (p Payment) Payload(scheme PayScheme) (string, error) {
	return p.payload(scheme, inUTF8)
}

func (p Payment) payload(scheme PayScheme, in charset) (string, error) {
	switch scheme {
	case PayRussia:
		return payloadRU(p, in)
	case PayUkraine:
		return payloadNBU(p, in)
	case PayEurope:
		return PayloadEPC(p)
	}
	return "", payFault("scheme", "paper.qr.scheme")
}

func payFault(field, reason string) error { return crm.Fault{Field: field, Reason: reason} }

// payField is a value of a payload with the most characters it may have.
type payField struct {
	name, value string
	most        int
	must        bool
}

// check refuses the first of the values that is missing or too long.
func check(fields []payField) error {
	for _, f := range fields {
		switch {
		case f.must && f.value == "":
			return payFault(f.name, "paper.qr.missing")
		case utf8.RuneCountInString(f.value) > f.most:
			return payFault(f.name, "paper.qr.long")
		}
	}
	return nil
}

// oneLine is a value without line breaks, tabs and runs of spaces; non-breaking ones become plain.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// ibanHolds reports whether an account number is an IBAN.
func ibanHolds(s string) bool { return ident.Check(ident.IBAN, s, ident.Context{}).OK }

// compact is an identifier without the spaces it is written with.
func compact(s string) string { return strings.Join(strings.Fields(s), "") }

// separators are the signs that may part the values of a Russian payload, the usual one first.
const separators = `|~_#$^&*/\`

// PayloadRU is the payload of GOST R 56042-2014 in UTF-8: sum in kopecks, values parted by the first sign that none of
// them has.
func PayloadRU(p Payment) (string, error) { return payloadRU(p, inUTF8) }

func payloadRU(p Payment, in charset) (string, error) {
	if p.Sum.Currency != money.RUB || p.Sum.Minor <= 0 {
		return "", payFault("sum", "paper.qr.sum")
	}
	r := p.To
	fields := []payField{
		{"Name", oneLine(p.Payee), 160, true}, {"PersonalAcc", compact(r.Account), 20, true}, {"BankName", oneLine(r.Bank), 45, true},
		{"BIC", compact(r.BIK), 9, true}, {"CorrespAcc", compact(r.Corr), 20, true}, {"Sum", strconv.FormatInt(p.Sum.Minor, 10), 18, true},
		{"Purpose", oneLine(p.Purpose), 210, false}, {"PayeeINN", compact(r.INN), 12, false}, {"KPP", compact(r.KPP), 9, false},
	}
	if err := check(fields); err != nil {
		return "", err
	}
	if !digits(fields[1].value, 20) || !digits(fields[4].value, 20) {
		return "", payFault(map[bool]string{true: "CorrespAcc", false: "PersonalAcc"}[digits(fields[1].value, 20)], "paper.qr.wrong")
	}
	if !digits(fields[3].value, 9) {
		return "", payFault("BIC", "paper.qr.wrong")
	}
	var all strings.Builder
	for _, f := range fields {
		all.WriteString(f.value)
	}
	at := strings.IndexFunc(separators, func(s rune) bool { return !strings.ContainsRune(all.String(), s) })
	if at < 0 {
		return "", payFault("Purpose", "paper.qr.signs")
	}
	sign := separators[at : at+1]
	out := map[charset]string{inUTF8: "ST00012", inWindows1251: "ST00011"}[in]
	for _, f := range fields {
		if f.value != "" {
			out += sign + f.name + "=" + f.value
		}
	}
	return in.encode(out)
}

func digits(s string, n int) bool {
	return len(s) == n && strings.Trim(s, "0123456789") == ""
}

// PayloadEPC is the payload of EPC069-12, version 002: a SEPA credit transfer in euros, at most 331 bytes.
func PayloadEPC(p Payment) (string, error) {
	if p.Sum.Currency != money.EUR || p.Sum.Minor <= 0 || p.Sum.Minor > 99999999999 {
		return "", payFault("sum", "paper.qr.sum")
	}
	fields := []payField{{"BIC", compact(p.To.BIC), 11, false}, {"Name", oneLine(p.Payee), 70, true}, {"IBAN", compact(p.To.IBAN), 34, true},
		{"Purpose", oneLine(p.Purpose), 140, false}}
	if err := checkIBAN(fields, "IBAN"); err != nil {
		return "", err
	}
	out := strings.Join([]string{"BCD", "002", "1", "SCT", fields[0].value, fields[1].value, fields[2].value, "EUR" + decimal(p.Sum), "", "", fields[3].value}, "\n")
	if out = strings.TrimRight(out, "\n"); len(out) > 331 {
		return "", payFault("Purpose", "paper.qr.long")
	}
	return out, nil
}

// nbuHost is where the codes of the National Bank of Ukraine lead to.
const nbuHost = "https://bank.gov.ua/qr/"

// PayloadNBU is the payload of format 002 of the National Bank of Ukraine in UTF-8: an address with the lines of a transfer
// in it, each ended by LF.
func PayloadNBU(p Payment) (string, error) { return payloadNBU(p, inUTF8) }

func payloadNBU(p Payment, in charset) (string, error) {
	if p.Sum.Currency != money.UAH || p.Sum.Minor <= 0 || p.Sum.Minor > 99999999999 {
		return "", payFault("sum", "paper.qr.sum")
	}
	fields := []payField{{"Name", oneLine(p.Payee), 70, true}, {"IBAN", compact(p.To.IBAN), 29, true}, {"Code", compact(p.To.EDRPOU), 10, true},
		{"Purpose", oneLine(p.Purpose), 140, true}}
	if err := checkIBAN(fields, "IBAN"); err != nil {
		return "", err
	}
	if code := fields[2].value; !digits(code, 8) && !digits(code, 10) {
		return "", payFault("Code", "paper.qr.wrong")
	}
	set := map[charset]string{inUTF8: "1", inWindows1251: "2"}[in]
	lines := []string{"BCD", "002", set, "UCT", "", fields[0].value, fields[1].value, "UAH" + decimal(p.Sum), fields[2].value, "", "", fields[3].value, ""}
	text, err := in.encode(strings.Join(lines, "\n") + "\n")
	if err != nil {
		return "", err
	}
	return nbuHost + base64.RawURLEncoding.EncodeToString([]byte(text)), nil
}

// checkIBAN checks the values and the account among them.
func checkIBAN(fields []payField, name string) error {
	if err := check(fields); err != nil {
		return err
	}
	for _, f := range fields {
		if f.name == name && !ibanHolds(f.value) {
			return payFault(name, "paper.qr.wrong")
		}
	}
	return nil
}

// decimal is a sum with a point and its minor digits: 1234.50.
func decimal(a money.Amount) string {
	s, _, _ := strings.Cut(a.String(), " ")
	return s
}
