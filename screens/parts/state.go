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
	case trade.Accepted:
		return kit.ToneGreen
	case trade.Declined:
		return kit.ToneRed
	case trade.Expired:
		return kit.ToneAmber
	}
	return kit.ToneNeutral
}
