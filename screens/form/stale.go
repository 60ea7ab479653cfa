package form

import (
	"context"
	"encoding/json"
	"errors"

	"rapport/app/crm"
	"rapport/screens/kit"
)

// compare reads the client as it is now, after saving found it changed. Where only what the form does not show was
// changed, the form is saved on top of it; else the user says which of the two is to stand.
func (s *Screen) compare(then func(crm.ClientID)) {
	id := s.id
	kit.Load(&s.loader, "compare", func(ctx context.Context) (crm.Client, error) { return s.desk.Client(ctx, id) }, func(now crm.Client, err error) {
		switch {
		case errors.Is(err, crm.ErrNotFound):
			s.gone(then)
		case err != nil:
			s.env.Fail(err)
		case s.was != nil && sameInForm(*s.was, now):
			s.rebase(now)
			s.store(then)
		default:
			s.contested(now, then)
		}
	})
}

// rebase puts the form on the client as it is now: what the form does not show is that client's.
func (s *Screen) rebase(now crm.Client) {
	s.was, s.sheet.base = &now, now
}

// contested asks which of two versions is to stand.
func (s *Screen) contested(now crm.Client, then func(crm.ClientID)) {
	t := s.env.T
	s.showNotice(kit.HBox(12, kit.NewGlyph("warn", kit.Amber, 16), kit.Grow(kit.NewTipText(t.T("form.stale"), kit.Body, kit.Text)),
		kit.NewButton(kit.Plain, t.T("form.stale.theirs"), func() {
			s.hideNotice()
			s.rebase(now)
			s.sheet.fill(now, crm.Contact{})
			s.dirty = false
			s.dropDraft(func() {})
		}),
		kit.NewButton(kit.Soft, t.T("form.stale.mine"), func() {
			s.hideNotice()
			s.rebase(now)
			s.store(then)
		})))
}

// gone offers to keep a client that was removed meanwhile as a new one.
func (s *Screen) gone(then func(crm.ClientID)) {
	t := s.env.T
	s.showNotice(kit.HBox(12, kit.NewGlyph("warn", kit.Amber, 16), kit.Grow(kit.NewTipText(t.T("form.gone"), kit.Body, kit.Text)),
		kit.NewButton(kit.Soft, t.T("form.gone.add"), func() {
			s.hideNotice()
			s.was, s.sheet.base.ID = nil, 0
			s.store(then)
		})))
}

// sameInForm reports whether two versions of a client look alike in the form.
func sameInForm(a, b crm.Client) bool {
	for _, c := range []*crm.Client{&a, &b} {
		c.Type, c.Rung, c.Highest, c.RungSince, c.Cadence, c.Code, c.Created = "", 0, 0, 0, 0, "", 0
	}
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && string(x) == string(y)
}
