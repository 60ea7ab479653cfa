package parts

import (
	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"

	"rapport/screens/kit"
)

// SignedPercent writes a change in per cent with its sign, nothing for nought.
func SignedPercent(t *text.Tongue, percent money.Dec) string {
	switch word := money.FormatPercent(percent, string(t.Lang())); percent.Sign() {
	case 0:
		return ""
	case 1:
		return "+" + word
	default:
		return word
	}
}

// RemarkGrave tells the remarks on a price that the owner should stop at from those that only inform.
func RemarkGrave(f crm.Fault) bool {
	switch f.Reason {
	case "trade.price.none", "trade.price.negative", "trade.price.exchange", "trade.price.floor", "trade.price.cost", "trade.price.capacity":
		return true
	}
	return false
}

// MechanismIcon is the icon of a way a price comes about.
func MechanismIcon(m trade.Mechanism) string {
	icons := map[trade.Mechanism]string{trade.ByList: "list", trade.ByFeature: "task", trade.BySegment: "people", trade.ByVolume: "grow",
		trade.ByNegotiation: "hand", trade.ByYield: "cal", trade.ByIndex: "chart", trade.ByAuction: "flag"}
	if icon := icons[m]; icon != "" {
		return icon
	}
	return "edit"
}

// Date writes a day as the language writes dates, nothing for no day.
func Date(t *text.Tongue, d crm.Day) string {
	day, ok := d.Time()
	if !ok {
		return ""
	}
	return t.Date(day)
}

// Price writes the price of one unit with the sign of its currency, cents only when there are any: "1 240 ₽".
func Price(t *text.Tongue, d money.Dec, c money.Currency) string {
	return money.SignedPrice(d, c, string(t.Lang()))
}

// MarginInk warns of a margin that is low by the settings, or none; usual is the colour of one that is neither.
func MarginInk(env *Env, percent money.Dec, usual kit.Token) kit.Token {
	switch {
	case percent.Sign() < 0:
		return kit.Red
	case percent.Cmp(env.LowMargin()) < 0:
		return kit.Amber
	}
	return usual
}

// PlainPrice writes the price of one unit without a currency, cents only when there are any.
func PlainPrice(t *text.Tongue, d money.Dec, c money.Currency) string {
	if d.Places() == 0 {
		return money.FormatDec(d, string(t.Lang()))
	}
	return money.FormatPrice(d, c, string(t.Lang()))
}
