package screens

import (
	"context"
	"errors"
	"log/slog"
	"strings"

	"rapport/app/crm"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// ctxt and none shorten the types of background work.
type (
	ctxt = context.Context
	none = struct{}
)

// heard is told of every act: it announces it with undo and passes the news to the room shown.
func (s *Shell) heard(n crm.News) {
	if n.Speaks(crm.NounFirm, crm.NounRep, crm.NounLens, crm.NounField) {
		s.reload()
		s.renew(n.Undone || n.Redone)
	}
	if room := s.here(); room != nil {
		room.Changed(n)
	}
	if !n.Partly {
		s.announce(n)
	}
}

// quietActs are not announced: they happen while one types, and say so themselves.
var quietActs = map[string]bool{"act.offer.edit": true, "act.firm": true, "act.begin": true, "act.demo": true}

// renew follows a change of what the rooms are built from: our people, fields and lenses. walked says that it came by
// undo or redo: those can take our firm away, which is the first run again, and bring it back.
func (s *Shell) renew(walked bool) {
	if len(s.visits) == 0 {
		return
	}
	switch room := s.visits[s.at].to.Room; {
	case room == route.Welcome && !(walked && s.hasFirm):
	case room == route.Welcome:
		s.Begun(route.Route{Room: route.Clients})
	case !s.hasFirm:
		s.visits, s.at = nil, 0
		s.Go(route.Route{Room: route.Welcome})
	case room == route.Settings:
		s.forgetOthers()
	default:
		s.rebuild()
	}
}

func (s *Shell) announce(n crm.News) {
	if quietActs[n.Act.What] && !n.Undone && !n.Redone {
		return
	}
	t := s.tongue()
	sentence := parts.ActSentence(t, n.Act)
	toast := kit.Toast{Icon: "check", IconToken: kit.Green, Sentence: sentence, Action: t.T("text.undo"), OnAction: s.undo, CloseTip: t.T("text.close")}
	switch {
	case n.Undone:
		toast.Sentence, toast.Action, toast.OnAction = t.T("act.undone", "Act", sentence), t.T("text.redo"), s.redo
	case n.Redone:
		toast.Sentence = t.T("act.redone", "Act", sentence)
	}
	kit.ShowToast(toast)
}

// reload reads again what the shell always knows.
func (s *Shell) reload() {
	if err := s.readOwn(s.Ctx); err != nil {
		s.fail(err)
	}
}

// errBeginning is that the next undo would take our firm away.
var errBeginning = errors.New("the beginning would be undone")

// undo takes the last act back. The first run is not taken back by a key pressed once too often: that is asked first.
func (s *Shell) undo() {
	s.step(func(ctx context.Context) (crm.Step, error) {
		beginning, err := s.Desk.UndoesTheBeginning(ctx)
		switch {
		case err != nil:
			return crm.Step{}, err
		case beginning:
			return crm.Step{}, errBeginning
		}
		return s.Desk.Undo(ctx)
	}, "act.nothing.undo")
}

// askBeginning asks whether the first run is to be taken back.
func (s *Shell) askBeginning() {
	t := s.tongue()
	kit.Ask(t.T("shell.unbegin"), t.T("shell.unbegin.line", "Key", parts.CommandKey("Y")), t.T("shell.unbegin.yes"), t.T("text.cancel"), func() {
		s.step(s.Desk.Undo, "act.nothing.undo")
	})
}

func (s *Shell) redo() { s.step(s.Desk.Redo, "act.nothing.redo") }

// step takes a step of the undo line in the background; the news come by themselves. One that takes long, since the act was
// written in many parts, can be stopped between two of them.
func (s *Shell) step(take func(context.Context) (crm.Step, error), nothing string) {
	slow := func(cancel func()) func() {
		t := s.tongue()
		return kit.ShowToast(kit.Toast{Icon: "clock", IconToken: kit.Accent, Sentence: t.T("act.walking"), Action: t.T("text.cancel"), OnAction: cancel,
			CloseTip: t.T("text.close"), Stays: true})
	}
	kit.CommitLong(&s.loader, "undo", slow, take, func(_ crm.Step, err error) {
		switch {
		case errors.Is(err, crm.ErrNotFound):
			s.say(s.tongue().T(nothing))
		case errors.Is(err, errBeginning):
			s.askBeginning()
		case err != nil:
			s.fail(err)
		}
	})
}

// say shows a sentence in a toast.
func (s *Shell) say(sentence string) {
	kit.ShowToast(kit.Toast{Icon: "info", IconToken: kit.Accent, Sentence: sentence, CloseTip: s.tongue().T("text.close")})
}

// warn shows a sentence that asks for attention.
func (s *Shell) warn(sentence string) {
	kit.ShowToast(kit.Toast{Icon: "warn", IconToken: kit.Amber, Sentence: sentence, CloseTip: s.tongue().T("text.close")})
}

// fail tells of an error: a fault of the input by its sentence, anything else with what was kept and the details.
func (s *Shell) fail(err error) {
	t := s.tongue()
	var fault crm.Fault
	var stale crm.Stale
	switch {
	case err == nil || errors.Is(err, context.Canceled):
	case errors.As(err, &fault) && strings.HasPrefix(fault.Reason, "data."):
		slog.Error("base", "error", err)
		s.errorBox(parts.FaultSentence(t, fault), "", err.Error())
	case errors.As(err, &fault):
		s.warn(parts.FaultSentence(t, fault))
	case errors.As(err, &stale):
		slog.Warn("stale edit", "error", err)
		s.errorBox(t.T("desk.stale"), "", err.Error())
	default:
		slog.Error("act failed", "error", err)
		s.errorBox(t.T("shell.failed"), t.T("shell.failed.kept"), err.Error())
	}
}

// tellCrash says at the start that the run before broke down.
func (s *Shell) tellCrash() {
	if s.Crash == "" {
		return
	}
	t := s.tongue()
	s.errorBox(t.T("shell.crashed"), t.T("shell.crashed.kept"), s.Crash)
}

// errorBox shows a sentence, what was kept, and the details to unfold and copy.
func (s *Shell) errorBox(sentence, kept, details string) {
	t := s.tongue()
	kit.ErrorBox(kit.ErrorWords{Title: t.T("shell.error"), Details: t.T("text.details"), Copy: t.T("text.copy"), Close: t.T("text.close")}, sentence, kept, details)
}
