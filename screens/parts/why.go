package parts

import (
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
)

// WhyWords is the sentence of one step on the way to a price.
func WhyWords(env *Env, s trade.PriceStep) string {
	t, lang := env.T, string(env.T.Lang())
	args := []any{"Name", s.Name, "Value", money.FormatDec(s.Value, lang), "Day", Date(t, s.Day)}
	switch s.By {
	case trade.ByList:
		if s.Day == "" {
			return t.T("trade.why.list", args...)
		}
		return t.T("trade.why.list.since", args...)
	case trade.ByNegotiation:
		if s.Day == "" {
			return t.T("trade.why.negotiation")
		}
		return t.T("trade.why.negotiation.since", args...)
	case trade.ByIndex:
		if s.Scaled {
			return t.T("trade.why.index.scaled", args...)
		}
		return t.T("trade.why.index", args...)
	case trade.ByYield:
		if s.Ahead {
			return t.N("trade.why.yield.ahead", s.Days, args...)
		}
		return t.T("trade.why.yield.left", "Name", s.Name, "Value", money.FormatPercent(s.Value, lang), "Day", Date(t, s.Day))
	}
	return t.T("trade.why."+string(s.By), args...)
}

// RemarkWords is the sentence of what is worth noticing in a price.
func RemarkWords(env *Env, f crm.Fault) string {
	args := make([]any, len(f.Args))
	for i, a := range f.Args {
		args[i] = a
		if i > 0 && f.Args[i-1] == "Day" {
			args[i] = Date(env.T, crm.Day(a))
		}
		if d, err := money.ParseDec(a); i > 0 && err == nil && (f.Args[i-1] == "Price" || f.Args[i-1] == "Cost" || f.Args[i-1] == "Floor" || f.Args[i-1] == "Left") {
			args[i] = money.FormatDec(d, string(env.T.Lang()))
		}
	}
	return env.T.T(f.Reason, args...)
}

// whyWide is the width of the column of prices, in units.
const whyWide = 132

// WhyList shows the steps on the way to a price, each with what it changed and the price after it.
func WhyList(env *Env, steps []trade.PriceStep, currency money.Currency) fyne.CanvasObject {
	rows := make([]fyne.CanvasObject, 0, 2*len(steps))
	for i, s := range steps {
		style := kit.Body
		if i == len(steps)-1 {
			style |= kit.Bold
		}
		price := kit.NewText(money.SignedPrice(s.After, currency, string(env.T.Lang())), style, kit.Text)
		rows = append(rows, kit.HBox(12, kit.Grow(kit.NewWrap(WhyWords(env, s), kit.Body, kit.Text, 0)), kit.NewText(whyChange(env, i, s), kit.Dense, kit.Text3), kit.Fixed(price, whyWide, 0)))
		if i < len(steps)-1 {
			rows = append(rows, kit.NewDivider())
		}
	}
	return kit.VBox(7, rows...)
}

// whyChange is what a step changed: per cent where it is one, else the difference; nothing for the first.
func whyChange(env *Env, at int, s trade.PriceStep) string {
	lang := string(env.T.Lang())
	change := s.After.Sub(s.Before)
	words := ""
	switch {
	case at == 0:
		return ""
	case !s.Percent.IsZero():
		change, words = s.Percent, money.FormatPercent(s.Percent, lang)
	default:
		words = money.FormatDec(change, lang)
	}
	if change.Sign() > 0 && !strings.HasPrefix(words, "+") {
		words = "+" + words
	}
	return words
}
