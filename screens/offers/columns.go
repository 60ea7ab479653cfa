package offers

import (
	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// soonDays is how near its end an open offer is marked, in days.
const soonDays = 3

// validWide is the room for the head of the last day an offer holds, in units, with the sign of sorting.
const validWide float32 = 104

// columns are the columns of the list in their first order; those that can be sorted bear the name of the order.
func columns(env *parts.Env) []kit.Column {
	t, days := env.T, parts.DayWidth(env)
	col := func(id string, width float32, draw func(*kit.Cell, trade.OfferRow)) kit.Column {
		return kit.Column{ID: id, Title: t.T("offers.col." + id), Width: width, Draw: func(c *kit.Cell, r kit.Row) { draw(c, r.(row).OfferRow) }}
	}
	by := func(o trade.OfferSort, width float32, draw func(*kit.Cell, trade.OfferRow)) kit.Column {
		c := col(string(o), width, draw)
		c.Sortable = true
		return c
	}
	list := []kit.Column{
		by(trade.OffersByNumber, 120, func(c *kit.Cell, r trade.OfferRow) { c.Text(r.FullNumber(), inkOf(r, kit.Text), !r.Succeeded) }),
		by(trade.OffersByClient, 160, drawClient(env)),
		by(trade.OffersBySubject, 150, func(c *kit.Cell, r trade.OfferRow) { c.Text(r.Subject, inkOf(r, kit.Text2), false) }),
		by(trade.OffersByDay, days, func(c *kit.Cell, r trade.OfferRow) { c.Text(parts.DayWord(env, r.Day), kit.Text2, false) }),
		by(trade.OffersByValid, max(days, validWide), drawValid(env)),
		by(trade.OffersByState, 124, drawState(env)),
		by(trade.OffersByTotal, 112, drawSum(env, func(r trade.OfferRow) int64 { return r.Total }, kit.Text, true)),
		col("monthly", 96, drawSum(env, func(r trade.OfferRow) int64 { return r.Monthly }, kit.Text2, false)),
	}
	list[2].Flex, list[2].Min = true, 120
	list[1].Min = 120
	list[6].Align, list[7].Align = fyne.TextAlignTrailing, fyne.TextAlignTrailing
	list[6].Falling = true
	return list
}

// drawClient writes the client behind a dot of its type.
func drawClient(env *parts.Env) func(*kit.Cell, trade.OfferRow) {
	return func(c *kit.Cell, r trade.OfferRow) {
		c.Block(8, 8, 2, parts.TypeTone(r.ClientType).Fill)
		c.Gap(8)
		c.Text(r.ClientName, inkOf(r, kit.Text), false)
	}
}

// drawValid writes until when an offer stands: an open one in amber when that is near, in red when it is past.
func drawValid(env *parts.Env) func(*kit.Cell, trade.OfferRow) {
	return func(c *kit.Cell, r trade.OfferRow) {
		ink, bold := validInk(env, r)
		c.Text(parts.DayWord(env, r.ValidUntil), ink, bold)
		if days, ok := daysLeft(env, r); ok && bold {
			if days < 0 {
				c.Tip(env.T.N("offers.valid.past", -days))
			} else {
				c.Tip(env.T.N("offers.valid.left", days))
			}
		}
	}
}

// daysLeft is how many days an open offer still stands.
func daysLeft(env *parts.Env, r trade.OfferRow) (int, bool) {
	if !r.Open() {
		return 0, false
	}
	return crm.DayOf(env.Now()).DaysTo(r.ValidUntil)
}

func validInk(env *parts.Env, r trade.OfferRow) (kit.Token, bool) {
	days, open := daysLeft(env, r)
	switch {
	case open && days < 0:
		return kit.Red, true
	case open && days <= soonDays:
		return kit.Amber, true
	}
	return kit.Text2, false
}

func drawState(env *parts.Env) func(*kit.Cell, trade.OfferRow) {
	return func(c *kit.Cell, r trade.OfferRow) {
		tone := parts.StateTone(r.State)
		if r.Succeeded {
			tone = kit.ToneNeutral
			c.Tip(env.T.T("offers.succeeded"))
		}
		c.Chip(env.T.T("trade.state."+string(r.State)), parts.StateIcon(r.State), tone.Ink, tone.Soft)
	}
}

// inkOf is the ink of an offer's words: faint for a version that has a later one and counts nowhere any more.
func inkOf(r trade.OfferRow, ink kit.Token) kit.Token {
	if r.Succeeded {
		return kit.Text3
	}
	return ink
}

func drawSum(env *parts.Env, of func(trade.OfferRow) int64, ink kit.Token, bold bool) func(*kit.Cell, trade.OfferRow) {
	return func(c *kit.Cell, r trade.OfferRow) {
		if n := of(r); n != 0 {
			c.Text(parts.Sum(env.T, n, string(r.Currency)), inkOf(r, ink), bold && !r.Succeeded)
		}
	}
}
