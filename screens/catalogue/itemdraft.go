package catalogue

import (
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// keptItem is an item as it was typed.
type keptItem struct {
	Item   trade.Item              `json:"item"`
	Prices map[trade.ListID]string `json:"prices,omitempty"` // as typed
	was    *trade.Item             // what it was begun over; nil for a new one, and in a draft
	scroll float32
}

// itemKey names the draft of an item.
func itemKey(id trade.ItemID) string { return parts.DraftKey("item", id) }

func (s *ItemScreen) typing() parts.Typing[keptItem] {
	return parts.Typing[keptItem]{Unsaved: s.env.T.T("catalogue.unsaved"), Fill: s.fill, Save: s.store,
		Take: func() keptItem {
			return keptItem{s.sheet.take(), s.sheet.typedPrices(), s.was, s.sheet.scroll.Offset()}
		},
		Forms: func() []*kit.Form { return []*kit.Form{s.sheet.form, s.sheet.money} }}
}

func (s *ItemScreen) refused(err error) bool {
	return s.Refused(err, s.sheet.blame, func() { s.Show(s.to) }, s.insist)
}

// insist saves what was typed over the item as it is now. Prices that were not touched stay as they are now.
func (s *ItemScreen) insist() {
	mine := keptItem{Item: s.sheet.take(), Prices: s.sheet.touchedPrices()}
	parts.Open(s.Drafting, s.reading(0), func(o openedItem) {
		o.draft = nil
		s.present(o)
		s.fill(mine)
		s.Touch()
		s.Save()
	})
}

// fill shows an item as it was typed.
func (s *ItemScreen) fill(k keptItem) {
	if k.was != nil {
		s.was = k.was
	}
	s.sheet.fill(k.Item)
	s.sheet.fillPrices(k.Prices)
	if k.scroll != 0 {
		s.sheet.scroll.SetOffset(k.scroll)
	}
}
