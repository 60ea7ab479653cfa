package settings

import (
	"fyne.io/fyne/v2"

	"rapport/screens/kit"
)

// sheet is a page with a form of its own: what was typed into it outlives a change of language or theme.
type sheet interface {
	// input is what the form holds, for one made anew to begin with.
	input() any
	// scroller is what the form scrolls in.
	scroller() *kit.ScrollMemory
	drawn() fyne.CanvasObject
}

// kept is where the owner was on a page, and what was typed there and not saved.
type kept struct {
	sub    string
	offset float32
	typed  any // what the sheet's input gave; nil when nothing was unsaved, or when it was taken up
}

// State is where the page is scrolled to and what was typed into it.
func (s *Screen) State() any {
	if s.sheet == nil {
		return nil
	}
	k := &kept{sub: s.sub, offset: s.sheet.scroller().Offset()}
	if s.unsaved != nil {
		k.typed = s.sheet.input()
	}
	return k
}

// Restore has the next page begin where State left it.
func (s *Screen) Restore(state any) { s.kept, _ = state.(*kept) }

// takeUp is what was typed into the page that is about to be shown, once: what was saved since must not come back.
func takeUp[T any](s *Screen) (T, bool) {
	var none T
	if s.kept == nil || s.kept.sub != s.sub {
		return none, false
	}
	typed, ok := s.kept.typed.(T)
	s.kept.typed = nil
	return typed, ok
}

// putSheet shows a page with a form where it was scrolled to.
func (s *Screen) putSheet(h sheet) {
	s.put(h.drawn())
	s.sheet = h
	if s.kept != nil && s.kept.sub == s.sub {
		h.scroller().SetOffset(s.kept.offset)
	}
	s.kept = nil
}
