package paper

import (
	"errors"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/page"
)

// leastModule is the side of the smallest module that a telephone reads off paper, in mm; quietZone the white around a
// code, in modules.
const (
	leastModule = 0.40
	quietZone   = 4
)

// payCode is a code to pay by with what stands under it.
type payCode struct {
	code    *qrCode
	scheme  PayScheme
	caption []string
	box     float64 // side of its frame, mm
}

// makeCode makes the code to pay the offer by; a remark tells why there is none though one was asked for.
func (w *writing) makeCode() *payCode {
	if !w.o.QR {
		return nil
	}
	scheme, ok := SchemeFor(w.country(), w.o.Currency)
	if !ok {
		w.remark("qr", "paper.qr.scheme")
		return nil
	}
	sum, err := w.toPay(w.sums.Main().Gross)
	if err != nil {
		w.remark("qr", "paper.qr.sum")
		return nil
	}
	pay := Payment{Payee: w.firmName(), To: w.about.Firm.Requisites, Sum: money.New(sum, w.o.Currency), Purpose: w.purpose(scheme)}
	c := &payCode{scheme: scheme, caption: []string{w.codeLabel() + ":", w.full(sum)}}
	if err := c.draw(pay); err != nil {
		var fault crm.Fault
		if !errors.As(err, &fault) {
			fault = crm.Fault{Reason: "paper.qr.large"}
		}
		w.remark("qr", fault.Reason, "Field", w.requisite(fault.Field))
		return nil
	}
	return c
}

// module is the side of a module in mm: the code with its quiet zone stands 1 mm inside the frame.
func (c *payCode) module() float64 { return (c.box - 2) / float64(c.code.size+2*quietZone) }

// toPay is the part of a sum that is asked for.
func (w *writing) toPay(sum int64) (int64, error) {
	if w.o.Prepay.Sign() <= 0 {
		return sum, nil
	}
	return money.Percent(sum, w.o.Prepay)
}

func (w *writing) codeLabel() string {
	if w.o.Prepay.Sign() > 0 && w.o.Prepay.Cmp(money.DecInt(100)) < 0 {
		return w.say.T("paper.qr.prepay", "Part", percent(w.o.Prepay, w.lang))
	}
	return w.say.T("paper.qr.pay")
}

// purpose says what is paid for; where banks want it, with the VAT in it.
func (w *writing) purpose(scheme PayScheme) string {
	s := w.say.T("paper.qr.purpose", "Number", w.o.FullNumber(), "Day", w.shortDay(w.o.Day))
	if scheme == PayEurope {
		return s
	}
	if !w.o.Taxed() {
		return s + ", " + lowered(w.say.T("paper.tax.none"))
	}
	vat, err := w.toPay(w.sums.Main().VAT)
	if err != nil {
		return s
	}
	return w.say.T("paper.words.vat", "Words", s, "VAT", w.bankSum(vat))
}

// bankSum is a sum as papers of banks have it: with the short name of the currency, whose sign not every bank can read.
func (w *writing) bankSum(minor int64) string {
	unit := string(w.o.Currency)
	switch {
	case w.o.Currency == money.RUB && w.lang != "en":
		unit = w.say.T("paper.qr.rub")
	case w.o.Currency == money.UAH && w.lang != "en":
		unit = w.say.T("paper.qr.uah")
	}
	return w.plain(minor) + nbsp + unit
}

// requisite names a requisite that a payment lacks.
func (w *writing) requisite(field string) string {
	key := map[string]string{"Name": "paper.req.party", "PersonalAcc": "paper.req.account", "BankName": "paper.req.bank", "BIC": "paper.req.bik",
		"CorrespAcc": "paper.req.corr", "PayeeINN": "paper.req.inn", "KPP": "paper.req.kpp", "Code": w.edrpouKey(), "Purpose": "paper.qr.field.purpose"}[field]
	if key == "" {
		return field
	}
	return w.say.T(key)
}

// beside puts the code at the right end of some blocks, which leave room for it.
func (w *writing) beside(all []*block, c *payCode) *block {
	b := &block{gap: 2.5, draw: func(float64) {}}
	if len(all) > 0 {
		b = stack(all)
		b.gap, b.mark = all[0].gap, all[0].mark
	}
	st := w.hue.caption()
	text := b.draw
	b.height = max(b.height, c.box+1+float64(len(c.caption))*st.lead)
	b.draw = func(y float64) {
		text(y)
		w.tag = "qr"
		w.drawCode(c, right-c.box, y)
		for i, s := range c.caption {
			st := w.fit(s, st, c.box)
			if i > 0 {
				st = w.fit(s, st.bold().in(w.hue.ink), c.box)
			}
			w.centre(right-c.box, c.box, y+c.box+1+float64(i)*st.lead, s, st)
		}
		w.tag = ""
	}
	return b
}

// drawCode draws the frame and the black modules, a rectangle for each run in a row.
func (w *writing) drawCode(c *payCode, x, y float64) {
	const black = page.Color(0)
	w.add(page.Rect{X: x, Y: y, W: c.box, H: c.box, Stroke: w.hue.mid, Thick: 0.2, Fill: white, Filled: true})
	side := c.module()
	left, top := x+1+quietZone*side, y+1+quietZone*side
	free := c.freeField()
	for row := range c.code.size {
		for from := 0; from < c.code.size; from++ {
			to := from
			for to < c.code.size && c.code.black[row][to] && !free.holds(to, row) {
				to++
			}
			if to > from {
				w.add(page.Rect{X: left + float64(from)*side, Y: top + float64(row)*side, W: float64(to-from) * side, H: side, Fill: black, Filled: true})
				from = to
			}
		}
	}
	if free.n > 0 {
		w.drawSign(left+float64(free.from)*side, top+float64(free.from)*side, float64(free.n)*side)
	}
}

// drawSign sets the sign of the hryvnia into its white field.
func (w *writing) drawSign(x, y, side float64) {
	const sign = "₴"
	st := style{face: w.hue.base.As(page.Bold), size: side / page.MMPerPoint * 0.95, lead: side, color: 0}
	w.centre(x, side, y, sign, w.fit(sign, st, side))
}

// codeField is a square in the middle of a code that is left white.
type codeField struct{ from, n int }

func (f codeField) holds(x, y int) bool {
	return x >= f.from && x < f.from+f.n && y >= f.from && y < f.from+f.n
}

// freeField is the field of the sign that the National Bank of Ukraine wants in the centre: a seventh of the side, so that
// it covers a fiftieth of the code, of which a quarter may be covered.
func (c *payCode) freeField() codeField {
	if c.scheme != PayUkraine {
		return codeField{}
	}
	n := c.code.size/7 | 1 // as odd as the side, so that it stands in the middle
	return codeField{(c.code.size - n) / 2, n}
}
