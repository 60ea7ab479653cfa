package system

// compose leaves it to the draft: what Windows has for attaching files, no program of mail but Outlook keeps to.
func compose(Letter) error { return ErrNoProgram }
