package parts

import (
	"slices"

	"rapport/app/crm"
	"rapport/screens/kit"
)

// Choices of a keeper that are no rep.
const (
	Anyone = ""
	Nobody = "none"
)

// KeeperOptions are our people as choices, by name, and at the end nobody; those who left the firm come after the
// others, or, where a keeper is to be appointed, not at all.
func KeeperOptions(env *Env, nobody string, appoint bool) []kit.Option {
	var here, gone []kit.Option
	for id, rep := range env.Reps() {
		option := kit.Option{ID: ID(id), Label: rep.Name}
		if rep.Gone {
			gone = append(gone, option)
		} else {
			here = append(here, option)
		}
	}
	byName := func(a, b kit.Option) int { return Compare(a.Label, b.Label) }
	slices.SortFunc(here, byName)
	slices.SortFunc(gone, byName)
	if appoint {
		gone = nil
	}
	return append(append(here, gone...), kit.Option{ID: Nobody, Label: nobody})
}

// ReadKeeper reads a choice: the rep, or that there is none.
func ReadKeeper(env *Env, choice string) (rep crm.RepID, none bool) {
	for id := range env.Reps() {
		if ID(id) == choice {
			return id, false
		}
	}
	return 0, choice == Nobody
}

// KeeperChoice is the choice that stands for a rep, or for none.
func KeeperChoice(rep crm.RepID, none bool) string {
	switch {
	case none:
		return Nobody
	case rep != 0:
		return ID(rep)
	}
	return Anyone
}
