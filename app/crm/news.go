package crm

import "slices"

// News tells what an act changed.
type News struct {
	Step    StepID
	Act     Act
	Changes []Change
	Undone  bool // the changes take the act back
	Redone  bool // the changes do again what was taken back
	Partly  bool // news of the same act follow; those that close it have no changes, and their act counts all of it
}

// Touches reports whether the news concerns the client.
func (n News) Touches(id ClientID) bool {
	return slices.ContainsFunc(n.Changes, func(c Change) bool { return c.About() == id })
}

// Speaks reports whether a record of one of the nouns was changed.
func (n News) Speaks(nouns ...Noun) bool {
	return slices.ContainsFunc(n.Changes, func(c Change) bool { return slices.Contains(nouns, c.Noun()) })
}
