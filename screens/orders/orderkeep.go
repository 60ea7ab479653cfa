package orders

import (
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// keptOrder is an order as it was typed.
type keptOrder struct {
	Order trade.Order  `json:"order"`
	Named string       `json:"named,omitempty"` // the client by a name that is none yet
	was   *trade.Order // what it was begun over; nil for a new one, and in a draft
}

// orderKey names the draft of an order.
func orderKey(id trade.OrderID) string { return parts.DraftKey("order", id) }

func (s *OrderScreen) typing() parts.Typing[keptOrder] {
	return parts.Typing[keptOrder]{Unsaved: s.env.T.T("orders.unsaved"), Fill: s.fill, Save: s.store,
		Take:  func() keptOrder { return keptOrder{s.sheet.take(), s.sheet.who.Unknown(), s.was} },
		Forms: func() []*kit.Form { return []*kit.Form{s.sheet.form, s.sheet.extra} }}
}

// fill shows an order as it was typed.
func (s *OrderScreen) fill(k keptOrder) {
	if k.was != nil {
		s.was = k.was
	}
	s.sheet.fill(k.Order)
	s.sheet.who.Refill(k.Order.Client, k.Order.Contact, k.Named)
}

func (s *OrderScreen) refused(err error) bool {
	return s.Refused(err, s.sheet.blame, func() { s.Show(s.to) }, s.insist)
}

// insist saves what was typed over the order as it is now.
func (s *OrderScreen) insist() {
	mine := s.sheet.take()
	s.load(func(o opened) {
		was := o.order
		s.was, s.sheet.base = &was, was
		s.sheet.fill(mine)
		s.Save()
	})
}

// Leave takes what is still being typed into a line, and asks before changes are lost.
func (s *OrderScreen) Leave(leave func()) {
	if s.sheet != nil {
		s.sheet.settle()
	}
	s.Drafting.Leave(leave)
}
