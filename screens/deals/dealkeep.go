package deals

import (
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// keptDeal is a deal as it was typed.
type keptDeal struct {
	Deal   trade.Deal  `json:"deal"`
	Named  string      `json:"named,omitempty"` // the client by a name that is none yet
	was    *trade.Deal // what it was begun over; nil for a new one, and in a draft
	scroll float32
}

// dealKey names the draft of a deal.
func dealKey(id trade.DealID) string { return parts.DraftKey("deal", id) }

func (s *DealScreen) typing() parts.Typing[keptDeal] {
	return parts.Typing[keptDeal]{Unsaved: s.env.T.T("deals.unsaved"), Fill: s.fill,
		Take: func() keptDeal {
			return keptDeal{s.sheet.take(), s.sheet.who.Unknown(), s.was, s.sheet.scroll.Offset()}
		},
		Save:  func(then func()) { s.store(func(trade.Deal) { then() }) },
		Forms: func() []*kit.Form { return []*kit.Form{s.sheet.form} }}
}

// fill shows a deal as it was typed.
func (s *DealScreen) fill(k keptDeal) {
	if k.was != nil {
		s.was = k.was
	}
	s.sheet.fill(k.Deal)
	if k.scroll != 0 {
		s.sheet.scroll.SetOffset(k.scroll)
	}
	s.sheet.who.Refill(k.Deal.Client, k.Deal.Contact, k.Named)
}

func (s *DealScreen) refused(err error) bool {
	return s.Refused(err, s.sheet.blame, func() { s.Show(s.to) }, s.insist)
}

// insist saves what was typed over the deal as it is now.
func (s *DealScreen) insist() {
	mine := s.sheet.take()
	s.load(func(o opened) {
		was := o.deal
		s.was = &was
		s.sheet.rebase(was)
		s.sheet.fill(mine)
		s.Save()
	})
}
