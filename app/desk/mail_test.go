package desk_test

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/trade"
)

// readDraft reads a draft back: its head, its text and what is attached.
func readDraft(t *testing.T, body []byte) (head mail.Header, text, file string, pdf []byte) {
	t.Helper()
	for line := range bytes.SplitSeq(body, []byte("\r\n")) {
		if len(line) > 998 || bytes.ContainsAny(line, "\r\n\x00") {
			t.Fatalf("a line of %d bytes, or one that is broken: %.80q", len(line), line)
		}
	}
	m, err := mail.ReadMessage(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/mixed" {
		t.Fatal(kind, err)
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for {
		p, err := parts.NextRawPart()
		if err == io.EOF {
			return m.Header, text, file, pdf
		}
		if err != nil {
			t.Fatal(err)
		}
		switch p.Header.Get("Content-Transfer-Encoding") {
		case "quoted-printable":
			all, err := io.ReadAll(quotedprintable.NewReader(p))
			if err != nil {
				t.Fatal(err)
			}
			text = string(all)
		case "base64":
			if pdf, err = io.ReadAll(base64.NewDecoder(base64.StdEncoding, p)); err != nil {
				t.Fatal(err)
			}
			_, how, err := mime.ParseMediaType(p.Header.Get("Content-Disposition"))
			if err != nil {
				t.Fatal(err)
			}
			file = how["filename"]
		}
	}
}

func TestDraftReadsBackAsItWasWritten(t *testing.T) {
	at := time.Date(2026, 11, 24, 11, 42, 0, 0, time.FixedZone("", 3*3600))
	pdf := bytes.Repeat([]byte("%PDF-1.3 \x00\xff"), 500)
	for name, c := range map[string]struct{ to, subject, file string }{
		"plain":             {"Olivia Swann", "Quotation Q-2026-0033", "Q-2026-0033 Riverside.pdf"},
		"Cyrillic":          {"Лебедева Ольга Николаевна", "Замена кофемашин на втором этаже и ежемесячное обслуживание: предложение КП-2026-0147", "КП-2026-0147 ООО Заречье-Отель, вторая очередь, кофейня на первом этаже и всё остальное.pdf"},
		"commas, quotes":    {`Swann, "Olivia" <x@y.z>`, `He said "hello", and left; all of it`, `a "b", c;d.pdf`},
		"emoji":             {"Оля 🙂", "Кофе ☕ и 🥐", "кофе ☕🥐.pdf"},
		"line breaks":       {"Оля\r\nBcc: thief@evil.example", "Кофе\nBcc: thief@evil.example\r\n\r\nтекст", "a\r\nX-Evil: 1.pdf"},
		"encoded by hand":   {"=?utf-8?B?0JA=?=", "=?utf-8?B?0JA=?= и ещё", "=?utf-8?B?0JA=?=.pdf"},
		"nothing":           {"", "", "x.pdf"},
		"long and unbroken": {strings.Repeat("ж", 1000), strings.Repeat("x", 3000), strings.Repeat("й", 110) + ".pdf"},
	} {
		m := desk.Mail{From: mail.Address{Name: "Зерно и Пар", Address: "zakaz@zernoipar.example"}, To: mail.Address{Name: c.to, Address: "olga@hotel.example"},
			Subject: c.subject, Text: "Здравствуйте!\n\n.точка в начале\nFrom here: " + strings.Repeat("длинно ", 400) + "\n", At: at, Print: desk.Print{Name: c.file, PDF: pdf}}
		body, err := m.Draft()
		if err != nil {
			t.Fatal(name, err)
		}
		head, text, file, got := readDraft(t, body)
		flat := func(s string) string {
			return strings.Join(strings.Fields(strings.NewReplacer("\r", " ", "\n", " ").Replace(s)), " ")
		}
		var decode mime.WordDecoder
		subject, err := decode.DecodeHeader(head.Get("Subject"))
		if err != nil || subject != flat(c.subject) {
			t.Errorf("%s: subject %q, %v", name, subject, err)
		}
		to, err := head.AddressList("To")
		if err != nil || len(to) != 1 || to[0].Address != "olga@hotel.example" || !strings.HasPrefix(flat(c.to), strings.TrimSuffix(to[0].Name, "…")) {
			t.Errorf("%s: to %v, %v", name, to, err)
		}
		if file != flat(c.file) || !bytes.Equal(got, pdf) {
			t.Errorf("%s: file %q of %d bytes", name, file, len(got))
		}
		if strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")) != strings.TrimSpace(m.Text) {
			t.Errorf("%s: text %.60q", name, text)
		}
		if head.Get("X-Unsent") != "1" || head.Get("Bcc") != "" || head.Get("X-Evil") != "" {
			t.Errorf("%s: head %v", name, head)
		}
		if when, err := head.Date(); err != nil || !when.Equal(at) {
			t.Errorf("%s: date %v, %v", name, when, err)
		}
		if again, _ := m.Draft(); !bytes.Equal(again, body) {
			t.Errorf("%s: other bytes the second time", name)
		}
	}
}

func TestDraftToNobody(t *testing.T) {
	body, err := desk.Mail{Subject: "x", Print: desk.Print{Name: "x.pdf", PDF: []byte("%PDF")}}.Draft()
	if err != nil {
		t.Fatal(err)
	}
	if head, _, _, _ := readDraft(t, body); head.Get("To") != "" || head.Get("From") != "" {
		t.Errorf("%v", head)
	}
}

// lined is an offer with one line that is written by hand.
func lined(t *testing.T, d *desk.Desk, c crm.ClientID) trade.Offer {
	t.Helper()
	o, err := d.NewOffer(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	o.Subject = "Стеллажи"
	o.Sections = []trade.Section{{Lines: []trade.Line{{Name: "Работа", Quantity: money.DecInt(2), Price: money.DecInt(1500), VAT: money.DecInt(22)}}}}
	return o
}

func TestOfferMailIsAddressed(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	firm, _, err := d.OwnFirm(ctx)
	if err != nil {
		t.Fatal(err)
	}
	firm.Email = "we@workshop.example"
	if err := d.SaveFirm(ctx, firm); err != nil {
		t.Fatal(err)
	}
	c, err := d.AddClient(ctx, crm.Client{Name: "Заречье", Emails: []crm.Email{{Address: "not an address"}, {Address: "all@hotel.example"}}},
		crm.Contact{Name: "Ольга", Emails: []crm.Email{{Address: "a@b.c, d@e.f"}, {Address: "olga@hotel.example"}}}, crm.Contact{Name: "Пётр"})
	if err != nil {
		t.Fatal(err)
	}
	people, err := d.Contacts(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range people {
		o, err := d.AddressOffer(ctx, lined(t, d, c.ID), c.ID, p.ID)
		if err != nil {
			t.Fatal(err)
		}
		m, err := d.OfferMail(ctx, o)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{"Ольга": "olga@hotel.example", "Пётр": "all@hotel.example"}[p.Name]
		if m.To.Address != want || !m.Addressed || m.From.Address != "we@workshop.example" {
			t.Errorf("%s: %+v from %+v", p.Name, m.To, m.From)
		}
		if !strings.Contains(m.Text, o.Number) || !strings.Contains(m.Text, "Мастерская") || !strings.Contains(m.Subject, "Стеллажи") {
			t.Errorf("%s: %q\n%s", p.Name, m.Subject, m.Text)
		}
		folder := t.TempDir()
		path, err := desk.KeepDraft(folder, m)
		if err != nil || filepath.Ext(path) != ".eml" {
			t.Fatal(path, err)
		}
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, file, pdf := readDraft(t, body); file != m.Print.Name || !bytes.HasPrefix(pdf, []byte("%PDF")) {
			t.Errorf("%q, %.10q", file, pdf)
		}
	}
	empty := lined(t, d, c.ID)
	empty.Sections = nil
	if _, err := d.OfferMail(ctx, empty); err == nil {
		t.Error("an offer of nothing may be sent")
	}
}
