package paper

import (
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/app/trade"
)

// detail is one row of the requisites.
type detail struct{ label, text string }

// mainID is the identifier that stands in the head of the paper.
func (w *writing) mainID() string {
	r := w.about.Firm.Requisites
	id := func(key, value string) string {
		if value == "" {
			return ""
		}
		return w.say.T(key) + nbsp + value
	}
	switch w.country() {
	case "RU":
		return joined(" · ", id("paper.req.inn", r.INN), id("paper.req.kpp", r.KPP))
	case "UA":
		return id(w.edrpouKey(), r.EDRPOU)
	}
	return joined(" · ", id("paper.req.vat", r.VATID), unless(r.VATID != "", id("paper.req.reg", r.RegNo)))
}

func unless(no bool, s string) string {
	if no {
		return ""
	}
	return s
}

// country is the country by whose customs the requisites are written.
func (w *writing) country() string {
	for _, c := range []string{w.about.Firm.Requisites.Country, w.about.Firm.Country} {
		if c = strings.ToUpper(strings.TrimSpace(c)); c != "" {
			return c
		}
	}
	return map[string]string{"ru": "RU", "uk": "UA"}[w.lang]
}

// edrpouKey tells the code of a firm (8 digits) from that of a person (10).
func (w *writing) edrpouKey() string {
	if len(w.about.Firm.Requisites.EDRPOU) == 10 {
		return "paper.req.rnokpp"
	}
	return "paper.req.edrpou"
}

func (w *writing) ogrnKey() string {
	if len(w.about.Firm.Requisites.OGRN) == 15 {
		return "paper.req.ogrnip"
	}
	return "paper.req.ogrn"
}

// details are the requisites by the customs of the country, one row each.
func (w *writing) details() []detail {
	f := w.about.Firm
	r := f.Requisites
	t := func(key string) string { return w.say.T(key) }
	rows := []detail{{t("paper.req.party"), w.firmName()}}
	switch w.country() {
	case "RU":
		inn := detail{t("paper.req.inn"), r.INN}
		if r.KPP != "" {
			inn = detail{t("paper.req.inn") + " / " + t("paper.req.kpp"), joined(" / ", r.INN, r.KPP)}
		}
		bank := joined(", ", r.Bank, unless(r.BIK == "", t("paper.req.bik")+nbsp+r.BIK))
		rows = append(rows, inn, detail{t(w.ogrnKey()), r.OGRN}, detail{t("paper.req.account"), r.Account},
			detail{t("paper.req.bank"), bank}, detail{t("paper.req.corr"), r.Corr})
	case "UA":
		rows = append(rows, detail{t(w.edrpouKey()), r.EDRPOU}, detail{t("paper.req.ipn"), r.IPN},
			detail{"IBAN", groups(r.IBAN, 4)}, detail{t("paper.req.bank"), r.Bank})
	default:
		rows = append(rows, detail{t("paper.req.reg"), r.RegNo}, detail{t("paper.req.vat"), r.VATID})
		rows = append(rows, w.bankRows()...)
	}
	rows = append(rows, detail{t("paper.req.address"), f.Address})
	return filled(rows)
}

// bankRows are the account by the customs of other countries.
func (w *writing) bankRows() []detail {
	r, t := w.about.Firm.Requisites, w.say.T
	code := "paper.req.sort"
	if w.country() == "US" {
		code = "paper.req.routing"
	}
	return []detail{{t("paper.req.bank"), r.Bank}, {t(code), r.BIK}, {t("paper.req.account"), r.Account},
		{"IBAN", groups(r.IBAN, 4)}, {"BIC", r.BIC}}
}

func filled(rows []detail) []detail {
	var kept []detail
	for _, d := range rows {
		if strings.TrimSpace(d.text) != "" {
			kept = append(kept, d)
		}
	}
	return kept
}

// shortDetails are the requisites of the tight layout: who, and where to pay, each on as few lines as it takes.
func (w *writing) shortDetails() []detail {
	rows := w.details()
	who := detail{w.say.T("paper.req.party"), w.firmName()}
	pay := detail{label: w.say.T("paper.req.pay")}
	for _, d := range rows[1:] {
		piece := d.label + nbsp + d.text
		switch d.label {
		case w.say.T("paper.req.address"):
			continue
		case w.say.T("paper.req.bank"):
			piece = d.text
		case "IBAN", "BIC":
		default:
			piece = lowerWord(d.label) + nbsp + d.text
		}
		if w.isAccount(d.label) {
			pay.text = joined(", ", pay.text, piece)
		} else {
			who.text = joined(", ", who.text, piece)
		}
	}
	return filled([]detail{who, pay})
}

// lowerWord lowers a label that is a word; abbreviations stay.
func lowerWord(s string) string {
	r := []rune(s)
	if len(r) > 1 && strings.ToUpper(string(r[1])) == string(r[1]) {
		return s
	}
	return lowered(s)
}

func (w *writing) isAccount(label string) bool {
	for _, key := range []string{"paper.req.account", "paper.req.bank", "paper.req.corr", "paper.req.sort", "paper.req.routing"} {
		if label == w.say.T(key) {
			return true
		}
	}
	return label == "IBAN" || label == "BIC"
}

// closes tells the blocks that end an offer and stay together.
func closes(k trade.BlockKind) bool { return ofDetails(k) || ofSigning(k) }

func ofDetails(k trade.BlockKind) bool {
	return k == trade.BlockRequisites || k == trade.BlockPayment
}

func ofSigning(k trade.BlockKind) bool {
	return k == trade.BlockSignature || k == trade.BlockAcceptance
}

// closingBlocks are the requisites with the code to pay by and the signatures, tied together; of each pair the two stand
// beside each other where they follow one another.
func (w *writing) closingBlocks(kinds []trade.BlockKind) []*block {
	var all []*block
	for i := 0; i < len(kinds); {
		n := 1
		for i+n < len(kinds) && ofDetails(kinds[i+n]) == ofDetails(kinds[i]) {
			n++
		}
		if ofDetails(kinds[i]) {
			all = append(all, w.detailBlocks(slices.Contains(kinds[i:i+n], trade.BlockRequisites), slices.Contains(kinds[i:i+n], trade.BlockPayment))...)
		} else if b := w.signatures(kinds[i : i+n]); b != nil {
			all = append(all, b)
		}
		i += n
	}
	for i := range len(all) - 1 {
		all[i].keep = true
	}
	return all
}

// detailBlocks are the requisites, with the code to pay by at their right end, or either alone.
func (w *writing) detailBlocks(requisites, payment bool) []*block {
	var all []*block
	room, code := wide, w.code
	if !payment {
		code = nil
	}
	if code != nil {
		room -= code.box + 4
	}
	switch {
	case !requisites || len(w.details()) < 2:
	case w.lang == "en":
		all = w.twoColumns(room)
	case w.tight:
		all = w.detailRows(w.shortDetails(), room)
	default:
		all = append([]*block{w.title2(w.say.T("paper.req"), 5)}, w.detailRows(w.details(), room)...)
	}
	if len(all) > 0 {
		all[0].mark = w.say.T("paper.req")
		if all[0].gap == 0 {
			all[0].gap = 2.5
		}
	}
	if code != nil {
		all = []*block{w.beside(all, code)}
	}
	return all
}

// detailRows are requisites in two columns: label and text.
func (w *writing) detailRows(rows []detail, room float64) []*block {
	r := pair{label: w.hue.row().in(w.hue.sec), st: w.hue.row(), indent: 34, pad: 0.45, tag: "firm"}
	if w.tight {
		r.pad = 0.15
	}
	var all []*block
	for _, d := range rows {
		all = append(all, w.pairBlock(r, w.lines(d.label, r.label, 33), w.lines(d.text, r.st, room-r.indent)))
	}
	return all
}

// twoColumns are the requisites of an English paper: the bank on the left, the company on the right.
func (w *writing) twoColumns(room float64) []*block {
	half := (room - 4) / 2
	f, t := w.about.Firm, w.say.T
	r := f.Requisites
	var bank, company []string
	for _, d := range filled(w.bankRows()) {
		if d.label == t("paper.req.bank") {
			bank = append(bank, joined(", ", w.firmName(), d.text))
			continue
		}
		bank = append(bank, d.label+nbsp+d.text)
	}
	for _, d := range w.details()[1:] {
		switch {
		case w.isAccount(d.label):
		case d.label == t("paper.req.address"):
			company = append(company, d.label+": "+d.text)
		default:
			company = append(company, d.label+nbsp+d.text)
		}
	}
	if r.Bank == "" && len(bank) > 0 {
		bank = append([]string{w.firmName()}, bank...)
	}
	st, label := w.hue.row(), w.hue.row().in(w.hue.sec)
	column := func(x, width float64, head string, rows []string) (lines []string, draw func(y float64)) {
		for _, s := range rows {
			lines = append(lines, w.lines(s, st, width)...)
		}
		lines = w.capped(lines, 14, st, width, "firm")
		return lines, func(y float64) {
			if len(lines) > 0 {
				w.text(x, y, head, label)
				w.column(x, y+st.lead+0.2, lines, st)
			}
		}
	}
	var one, two []string
	var drawBank, drawCompany func(float64)
	if len(bank) > 0 {
		one, drawBank = column(left, half, t("paper.req.bank.details"), bank)
		two, drawCompany = column(left+half+6, room-half-6, t("paper.req.company"), company)
	} else {
		two, drawCompany = column(left, room, t("paper.req.company"), company)
		drawBank = func(float64) {}
	}
	b := &block{gap: 2, height: float64(max(len(one), len(two))+1)*st.lead + 2.6, draw: func(y float64) {
		w.tag = "firm"
		w.rule(left, y, room, w.hue.hairline, w.hue.hair)
		drawBank(y + 2)
		drawCompany(y + 2)
		w.tag = ""
	}}
	return []*block{b}
}

// linesOf is lines, but none for an empty text.
func (p *press) linesOf(s string, st style, width float64) []string {
	if s == "" {
		return nil
	}
	return p.lines(s, st, width)
}

// spread draws captions evenly: the first at the left end, the last at the right.
func (p *press) spread(x, width, top float64, captions []string, st style) {
	used := 0.0
	for _, c := range captions {
		used += p.width(c, st)
	}
	space := (width - used) / float64(max(len(captions)-1, 1))
	for _, c := range captions {
		x = p.text(x, top, c, st) + space
	}
}

func legalCountry(f crm.Firm) string { return strings.ToUpper(f.Country) }
