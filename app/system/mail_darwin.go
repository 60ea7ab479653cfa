package system

// compose begins a letter in Mail with the file attached.
func compose(l Letter) error { return launch("/usr/bin/open", "-a", "Mail", l.File) }
