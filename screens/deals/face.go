package deals

import (
	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// soonDays is how near its expected end a deal is marked, in days.
const soonDays = 3

// drawCard draws a deal: the type of its client at the edge, the chance where it is not that of its stage, the client and how
// long it stands on its stage, amount and expected day, next step. One that has ended says when and why.
func (s *Screen) drawCard(f *kit.CardFace, r trade.DealRow) {
	env := s.env
	f.Edge(parts.TypeTone(r.ClientType).Fill)
	f.Title(r.Title)
	if r.Outcome == trade.Running {
		if l, ok := s.lane(laneID(r.Pipeline, r.Stage)); !ok || l.stage.Chance() != r.Chance {
			f.Flag("", money.FormatPercent(r.Chance, string(env.T.Lang())), kit.Text2)
		}
		if days := parts.Ago(env, r.Since); days != "" {
			f.Right().Icon("clock", kit.Text3, 12)
			f.Right().Gap(3)
			f.Right().Small(days, kit.Text3, false)
		}
	}
	f.Left().Small(r.ClientName, kit.Text2, false)
	f.PairShort(amountInk(env, r), shortAmount(env, r), dayInk(env, r))
	note, ink := noteOf(env, r)
	f.Note(note, ink)
}

// amountInk is what the deal comes to.
func amountInk(env *parts.Env, r trade.DealRow) kit.Ink {
	if r.Amount == 0 {
		return kit.Ink{S: env.T.T("deals.amount.none"), T: kit.Text3, Style: kit.Dense}
	}
	return kit.Ink{S: parts.Sum(env.T, r.Amount, string(r.Currency)), T: kit.Text, Style: kit.Dense | kit.Bold}
}

// shortAmount is amountInk for a narrow card.
func shortAmount(env *parts.Env, r trade.DealRow) string {
	if r.Amount == 0 {
		return ""
	}
	return parts.ShortSum(env.T, r.Amount, string(r.Currency))
}

// dayInk is when the end is expected, in red when that day is past and in amber when it is near; of a deal that has
// ended the day it did.
func dayInk(env *parts.Env, r trade.DealRow) kit.Ink {
	if r.Outcome != trade.Running {
		return kit.Ink{S: parts.DayWord(env, r.ClosedOn), T: kit.Text2, Style: kit.Caption}
	}
	ink := kit.Ink{S: parts.DayWord(env, r.Expected), T: kit.Text2, Style: kit.Caption}
	switch days, ok := crm.DayOf(env.Now()).DaysTo(r.Expected); {
	case !ok:
	case days < 0:
		ink.T, ink.Style = kit.Red, kit.Caption|kit.Bold
	case days <= soonDays:
		ink.T, ink.Style = kit.Amber, kit.Caption|kit.Bold
	}
	return ink
}

// noteOf is the next step, in red when its day is past; of a lost deal why it was lost.
func noteOf(env *parts.Env, r trade.DealRow) (string, kit.Token) {
	t := env.T
	switch {
	case r.Outcome == trade.Lost:
		return lossWords(env, r), kit.Text2
	case r.Outcome == trade.Won:
		return "", kit.Text2
	case r.NextStep == "" && r.NextDay == "":
		return t.T("deals.next.none"), kit.Text3
	}
	words := r.NextStep
	if day := parts.DayWord(env, r.NextDay); day != "" {
		words = joinComma(words, day)
		if r.NextDay < crm.DayOf(env.Now()) {
			return words, kit.Red
		}
	}
	return words, kit.Text2
}

// lossWords is why a deal was lost and to whom.
func lossWords(env *parts.Env, r trade.DealRow) string {
	words := ""
	if r.LostReason != "" {
		words = env.T.T("trade.lost." + r.LostReason)
	}
	return joinComma(words, r.Rival)
}

// joinComma puts two pieces into one line; either may be empty.
func joinComma(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + ", " + b
}
