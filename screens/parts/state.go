package parts

import (
	"rapport/app/trade"
	"rapport/screens/kit"
)

// StateTone is the colouring of a state of an offer.
func StateTone(s trade.State) kit.Tone {
	switch s {
	case trade.Sent:
		return kit.ToneAccent
	case trade.Viewed:
		return kit.Tone{Ink: kit.Accent, Fill: kit.AccentLine, Soft: kit.AccentSoft}
	case trade.Answered:
		return kit.ToneAmber
	case trade.Accepted:
		return kit.ToneGreen
	case trade.Declined:
		return kit.ToneRed
	case trade.Expired:
		return kit.Tone{Ink: kit.Text3, Fill: kit.Line2, Soft: kit.Track}
	}
	return kit.ToneNeutral
}

// StateIcon is the icon of a state of an offer; a draft has none.
func StateIcon(s trade.State) string {
	switch s {
	case trade.Sent:
		return "send"
	case trade.Viewed:
		return "eye"
	case trade.Answered:
		return "chat"
	case trade.Accepted:
		return "check"
	case trade.Declined:
		return "x"
	case trade.Expired:
		return "clock"
	}
	return ""
}
