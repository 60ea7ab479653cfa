package parts

import (
	"log/slog"
	"maps"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/screens/kit"
)

// Strip is a line over a form that tells something of it, with what can be done about it.
func Strip(icon, words string, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	line := append([]fyne.CanvasObject{kit.NewGlyph(icon, kit.Amber, 16), kit.Grow(kit.NewTipText(words, kit.Body, kit.Text))}, buttons...)
	return kit.Pad(kit.Stack(kit.NewGround(kit.AmberSoft, 8), kit.Pad(kit.HBox(12, line...), 14, 6, 8, 6)), 0, 0, 0, 12)
}

// DraftStrip tells that an unfinished form was kept, to take up or to throw away.
func DraftStrip(env *Env, at crm.Moment, take, drop func()) fyne.CanvasObject {
	t := env.T
	when := t.RelativeClock(at.Time(env.Now().Location()), env.Now())
	return Strip("clock", t.T("parts.draft.left", "When", when), kit.NewButton(kit.Plain, t.T("parts.draft.drop"), drop),
		kit.NewButton(kit.Soft, t.T("parts.draft.take"), take))
}

// StaleStrip tells that what is edited was changed elsewhere meanwhile, and asks what is to stand.
func StaleStrip(env *Env, theirs, mine func()) fyne.CanvasObject {
	t := env.T
	return Strip("warn", t.T("parts.stale"), kit.NewButton(kit.Plain, t.T("parts.stale.theirs"), theirs), kit.NewButton(kit.Soft, t.T("parts.stale.mine"), mine))
}

// AskUnsaved asks what becomes of changes before they are lost: save, throw away, or stay.
func AskUnsaved(env *Env, sentence string, discard, save func()) {
	t := env.T
	m := kit.NewModal(t.T("parts.unsaved"), kit.NewWrap(sentence, kit.Body, kit.Text2, 0)).CancelButton(t.T("parts.unsaved.stay"))
	m.Action(kit.Plain, t.T("parts.unsaved.discard"), func() bool {
		discard()
		return true
	})
	m.Action(kit.Primary, t.T("text.save"), func() bool {
		save()
		return true
	})
	m.Show()
}

// GuardForm lets a dialog ask before Esc closes it with something typed in its form, which stands as it is now.
func GuardForm(env *Env, m *kit.Modal, form *kit.Form) {
	was := form.Values()
	m.Guard = func(drop func()) bool {
		if maps.Equal(was, form.Values()) {
			return false
		}
		t := env.T
		ask := kit.NewModal(t.T("parts.unsaved"), kit.NewWrap(t.T("parts.unsaved.dialog"), kit.Body, kit.Text2, 0))
		ask.Action(kit.Plain, t.T("parts.unsaved.discard"), func() bool {
			ask.Close()
			drop()
			return true
		})
		ask.StartWith(ask.Action(kit.Primary, t.T("parts.unsaved.stay"), func() bool { return true })).Show()
		return true
	}
}

// Undrafted tells that drafts cannot be kept: once and quietly, for what was typed is still on the screen and the next
// keystroke tries again.
type Undrafted struct {
	told bool
}

// Tell takes how the keeping of a draft ended.
func (u *Undrafted) Tell(env *Env, err error) {
	if err == nil {
		u.told = false
		return
	}
	slog.Error("keep draft", "error", err)
	if !u.told {
		u.told = true
		env.Say(env.T.T("parts.draft.failed"))
	}
}
