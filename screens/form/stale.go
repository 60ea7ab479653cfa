package form

import (
	"context"
	"encoding/json"
	"errors"

	"rapport/app/crm"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// compare reads the client as it is now, after saving found it changed. What was changed here and what was changed there
// go together; where both changed the same, the user says which is to stand.
func (s *Screen) compare(then func(crm.ClientID)) {
	id := s.id
	kit.Load(&s.loader, "compare", func(ctx context.Context) (crm.Client, error) { return s.desk.Client(ctx, id) }, func(theirs crm.Client, err error) {
		switch {
		case errors.Is(err, crm.ErrNotFound):
			s.gone(then)
			return
		case err != nil:
			s.env.Fail(err)
			return
		case s.was == nil || !s.Ready():
			return
		}
		mine, person := s.sheet.take()
		both, clash := merged(*s.was, mine, theirs)
		save := func() {
			s.rebase(theirs)
			s.write(both, person, &theirs, then)
		}
		if clash {
			s.contested(theirs, save)
			return
		}
		save()
	})
}

// rebase puts the form on the client as it is now: what the form does not show is that client's.
func (s *Screen) rebase(now crm.Client) {
	s.was, s.sheet.base = &now, now
}

// contested asks which of two versions is to stand; save saves the one in the form.
func (s *Screen) contested(now crm.Client, save func()) {
	s.Contest(func() {
		s.rebase(now)
		s.sheet.fill(now, crm.Contact{})
	}, save)
}

// gone offers to keep a client that was removed meanwhile as a new one.
func (s *Screen) gone(then func(crm.ClientID)) {
	t := s.env.T
	s.Notify(parts.Strip("warn", t.T("form.gone"), kit.NewButton(kit.Soft, t.T("form.gone.add"), func() {
		s.Hush()
		s.was, s.sheet.base.ID = nil, 0
		s.store(then)
	})))
}

// merged joins two changes of one client, part by part; clash says that both changed the same part, where mine stands.
func merged(was, mine, theirs crm.Client) (both crm.Client, clash bool) {
	before, here, there := partsOf(was), partsOf(mine), partsOf(theirs)
	for name := range here {
		if _, has := there[name]; !has {
			there[name] = nil
		}
	}
	for name, t := range there {
		w, m := string(before[name]), string(here[name])
		if m == w || m == string(t) {
			continue
		}
		clash = clash || string(t) != w
		if there[name] = here[name]; m == "" {
			delete(there, name)
		}
	}
	body, err := json.Marshal(there)
	if err == nil {
		err = json.Unmarshal(body, &both)
	}
	if err != nil {
		return mine, true
	}
	return both, clash
}

// partsOf are the parts of a client as they are stored.
func partsOf(c crm.Client) map[string]json.RawMessage {
	var all map[string]json.RawMessage
	if body, err := json.Marshal(c); err == nil {
		_ = json.Unmarshal(body, &all) // what was just written can be read
	}
	return all
}
