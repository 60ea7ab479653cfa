package desk

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"path/filepath"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"rapport/app/crm"
	"rapport/app/paper"
	"rapport/app/text"
	"rapport/app/trade"
)

// Mail is a letter to be sent with the user's own program of mail: the desk sends nothing itself.
type Mail struct {
	From, To  mail.Address // an empty address leaves the line out
	Subject   string
	Text      string
	At        time.Time
	Print     Print // attached
	Addressed bool  // there is somebody to send it to
}

// OfferMail is the letter an offer is sent with, in the offer's language: to the person it is addressed to, with the paper
// that leaves the house attached. An offer that may not be printed is a fault that says why.
func (d *Desk) OfferMail(ctx context.Context, o trade.Offer) (Mail, error) {
	p, err := d.PaperToSend(ctx, o)
	if err != nil {
		return Mail{}, err
	}
	return d.letterWith(ctx, o, p)
}

// letterWith is the letter of an offer with a paper attached.
func (d *Desk) letterWith(ctx context.Context, o trade.Offer, p Print) (Mail, error) {
	firm, _, err := d.FirmByID(ctx, o.Firm)
	if err != nil {
		return Mail{}, err
	}
	t := d.Words.In(text.Lang(o.Lang))
	args := []any{"Number", o.FullNumber(), "Subject", text.Ellipsis(o.Subject, 200), "Firm", firstOf(firm.LegalName, firm.Name), "Sign", firm.Signatory, "Phone", firm.Phone}
	m := Mail{Subject: t.T("desk.mail.subject", args...), Text: mailText(t, o, args), Print: p}
	if o.Subject != "" {
		m.Subject = t.T("desk.mail.subject.about", args...)
	}
	return d.address(ctx, m, firm, o.Client, o.Contact)
}

// OrderMail is the letter the confirmation of an order is sent with.
func (d *Desk) OrderMail(ctx context.Context, o trade.Order) (Mail, error) {
	facts, lang, err := d.orderFacts(ctx, o)
	if err != nil {
		return Mail{}, err
	}
	p, err := d.printOrder(o, facts, lang)
	if err != nil {
		return Mail{}, err
	}
	t := d.Words.In(lang)
	args := []any{"Number", o.Number, "Firm", firstOf(facts.Firm.LegalName, facts.Firm.Name), "Sign", facts.Firm.Signatory, "Phone", facts.Firm.Phone}
	m := Mail{Subject: t.T("desk.mail.order.subject", args...), Print: p,
		Text: letterText(firstOf(facts.Greeting, t.T("paper.offer.greeting")), t.T("desk.mail.order.text", args...), signedBy(t, args))}
	return d.address(ctx, m, facts.Firm, o.Client, o.Contact)
}

// mailText is the text of the letter: greeting, what is attached, until when it holds, and who sends it.
func mailText(t *text.Tongue, o trade.Offer, args []any) string {
	body := t.T("desk.mail.text", args...)
	if o.Subject != "" {
		body = t.T("desk.mail.text.about", args...)
	}
	if until, ok := o.ValidUntil.Time(); ok && o.ValidUntil != "" {
		body += " " + t.T("desk.mail.until", "Day", t.LongDate(until))
	}
	return letterText(firstOf(o.Greeting, t.T("paper.offer.greeting")), body, signedBy(t, args))
}

func signedBy(t *text.Tongue, args []any) string {
	lines := strings.Split(t.T("desk.mail.sign", args...), "\n")
	kept := lines[:0]
	for _, l := range lines {
		if l = strings.TrimSpace(l); l != "" {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}

func letterText(parts ...string) string { return strings.Join(parts, "\n\n") + "\n" }

// address fills in from whom and to whom: the contact's address of mail, or the first one of the client.
func (d *Desk) address(ctx context.Context, m Mail, firm crm.Firm, client crm.ClientID, person crm.ContactID) (Mail, error) {
	m.At = d.now()
	m.From, _ = mailAddress(firstOf(firm.Name, firm.LegalName), firm.Email)
	c, known, err := found(d.Client(ctx, client))
	if err != nil || !known {
		return m, err
	}
	if person != 0 {
		p, is, err := found(d.Contact(ctx, person))
		if err != nil {
			return m, err
		}
		if is {
			m.To, m.Addressed = firstAddress(p.Name, p.Emails)
		}
	}
	if !m.Addressed {
		m.To, m.Addressed = firstAddress(firstOf(c.Name, c.LegalName), c.Emails)
	}
	return m, nil
}

func firstAddress(name string, all []crm.Email) (mail.Address, bool) {
	for _, e := range all {
		if a, ok := mailAddress(name, e.Address); ok {
			return a, true
		}
	}
	return mail.Address{}, false
}

// mailAddress is an address that a letter may bear; false for anything that is not one address alone. What could be taken
// for an option of a program is none.
func mailAddress(name, address string) (mail.Address, bool) {
	parsed, err := mail.ParseAddress(strings.TrimSpace(address))
	if err != nil || strings.HasPrefix(parsed.Address, "-") || strings.ContainsFunc(parsed.Address, unicode.IsControl) {
		return mail.Address{}, false
	}
	return mail.Address{Name: headline(name), Address: parsed.Address}, true
}

// headline is a text on one line, as the head of a letter holds it: nothing in it can begin another line of the head.
func headline(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.Join(strings.Fields(s), " ")
}

// lineBytes is how long a line of a letter may be (RFC 5322: 78 characters, without the end).
const lineBytes = 76

// Draft writes the letter in the form of RFC 5322 with the paper attached: UTF-8, names and subject encoded after RFC 2047,
// the name of the file after RFC 2231, and the mark by which programs of mail open it as a draft. Equal letters give equal
// bytes.
func (m Mail) Draft() ([]byte, error) {
	var b bytes.Buffer
	parts := multipart.NewWriter(&b)
	if err := parts.SetBoundary(boundary(m)); err != nil {
		return nil, fmt.Errorf("write draft: %w", err)
	}
	head := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\r\n", name, value)
		}
	}
	head("X-Unsent", "1")
	head("Date", m.At.Format(time.RFC1123Z))
	head("From", written(m.From))
	head("To", written(m.To))
	head("Subject", folded(headline(m.Subject)))
	head("MIME-Version", "1.0")
	head("Content-Type", "multipart/mixed;\r\n boundary=\""+parts.Boundary()+"\"")
	b.WriteString("\r\n")
	if err := m.writeText(parts); err != nil {
		return nil, fmt.Errorf("write draft: %w", err)
	}
	if err := m.writeFile(parts); err != nil {
		return nil, fmt.Errorf("write draft: %w", err)
	}
	if err := parts.Close(); err != nil {
		return nil, fmt.Errorf("write draft: %w", err)
	}
	return b.Bytes(), nil
}

// boundary stands between the parts. Base64 and quoted-printable never write "=_".
func boundary(m Mail) string { return fmt.Sprintf("=_rapport_%x", m.At.UnixNano()) }

func (m Mail) writeText(parts *multipart.Writer) error {
	w, err := parts.CreatePart(textproto.MIMEHeader{"Content-Type": {"text/plain; charset=utf-8"}, "Content-Transfer-Encoding": {"quoted-printable"}})
	if err != nil {
		return err
	}
	q := quotedprintable.NewWriter(w)
	body := strings.ReplaceAll(text.Clean(m.Text, maxNotes), "\n", "\r\n")
	if _, err := q.Write([]byte(body)); err != nil {
		return err
	}
	return q.Close()
}

func (m Mail) writeFile(parts *multipart.Writer) error {
	if len(m.Print.PDF) == 0 {
		return nil
	}
	name := headline(m.Print.Name)
	w, err := parts.CreatePart(textproto.MIMEHeader{"Content-Type": {"application/pdf;\r\n " + parameter("name", name)},
		"Content-Transfer-Encoding": {"base64"}, "Content-Disposition": {"attachment;\r\n " + parameter("filename", name)}})
	if err != nil {
		return err
	}
	coded := base64.StdEncoding.EncodeToString(m.Print.PDF)
	for len(coded) > 0 {
		n := min(lineBytes, len(coded))
		if _, err := w.Write([]byte(coded[:n] + "\r\n")); err != nil {
			return err
		}
		coded = coded[n:]
	}
	return nil
}

// parameter writes a name of a file after RFC 2231, in pieces where it is long.
func parameter(key, value string) string {
	if plain(value) {
		return key + `="` + value + `"`
	}
	var coded []string // one character each, which never stands in two pieces
	for _, r := range value {
		coded = append(coded, percented(r))
	}
	room := lineBytes - len(key) - len("*99*=;")
	var pieces []string
	piece := "utf-8''"
	for _, c := range coded {
		if len(piece)+len(c) > room {
			pieces = append(pieces, piece)
			piece = ""
		}
		piece += c
	}
	pieces = append(pieces, piece)
	if len(pieces) == 1 {
		return key + "*=" + pieces[0]
	}
	lines := make([]string, len(pieces))
	for i, p := range pieces {
		lines[i] = fmt.Sprintf("%s*%d*=%s", key, i, p)
	}
	return strings.Join(lines, ";\r\n ")
}

// plain reports whether a value may stand between quotes as it is.
func plain(s string) bool {
	return len(s) < 60 && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' || r == '"' || r == '\\' })
}

func percented(r rune) string {
	if r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-._~", r)) {
		return string(r)
	}
	out := ""
	for _, c := range []byte(string(r)) {
		out += fmt.Sprintf("%%%02X", c)
	}
	return out
}

// folded is a text of the head: as it is when it is short and plain, otherwise in encoded words.
func folded(s string) string {
	if plain(s) && !strings.Contains(s, "=?") || s == "" {
		return s
	}
	return encoded(s)
}

// wordBytes is how much of a text one encoded word holds: 75 characters are the most (RFC 2047).
const wordBytes = 42

// encoded writes a text in encoded words of RFC 2047, each on a line of its own and of whole characters.
func encoded(s string) string {
	var words []string
	for s != "" {
		n := 0
		for n < len(s) {
			_, size := utf8.DecodeRuneInString(s[n:])
			if n+size > wordBytes {
				break
			}
			n += size
		}
		words = append(words, "=?utf-8?B?"+base64.StdEncoding.EncodeToString([]byte(s[:n]))+"?=")
		s = s[n:]
	}
	return strings.Join(words, "\r\n ")
}

// written is an address as the head bears it.
func written(a mail.Address) string {
	a.Name = headline(a.Name)
	switch {
	case a.Address == "":
		return ""
	case a.Name == "":
		return (&mail.Address{Address: a.Address}).String()
	}
	bare := (&mail.Address{Address: a.Address}).String()
	if plain(a.Name) {
		return `"` + a.Name + `" ` + bare
	}
	return encoded(text.Ellipsis(a.Name, 200)) + "\r\n " + bare
}

// KeepDraft writes the letter into a folder, beside the paper it bears, and returns the path. A name that is taken by
// another letter gets a number.
func KeepDraft(folder string, m Mail) (string, error) {
	body, err := m.Draft()
	if err != nil {
		return "", err
	}
	name := strings.TrimSuffix(m.Print.Name, filepath.Ext(m.Print.Name))
	return KeepPrint(folder, Print{Name: paper.FileName(name, "", "") + ".eml", PDF: body})
}
