package parts

import "log/slog"

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
