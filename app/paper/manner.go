package paper

// manner is how a paper built like an offer differs from one.
type manner struct {
	title  string                                 // what it calls itself; empty: an offer
	rows   func(st style) []headRow               // number, date and what else its head tells; nil: those of an offer
	after  func(columns []totalColumn) []totalRow // what stands under the totals
	blocks func() []*block                        // the body; nil: that of an offer
}

// headRow is one of the facts beside the addressee: the key of its label, what an editor follows it by, what it says.
type headRow struct {
	key, tag, value string
	st              style
}
