package crm

import "slices"

// Lens shows the ladder through one model: named columns, each a set of rungs, and the rung a card lands on when dropped there.
type Lens struct {
	ID      int64        `json:"id"`
	Code    string       `json:"code"`           // "kotler", "payne", …; "own" for the user's
	Name    string       `json:"name,omitempty"` // the user's own name; shipped ones are in the catalogue
	Columns []LensColumn `json:"columns"`
}

// LensColumn is one column of a lens.
type LensColumn struct {
	Code  string `json:"code"`
	Name  string `json:"name,omitempty"`
	Rungs []Rung `json:"rungs"`
	Lands Rung   `json:"lands"`
}

func col(code string, rungs ...Rung) LensColumn {
	return LensColumn{Code: code, Rungs: rungs, Lands: rungs[0]}
}

// ShippedLenses are the five lenses of the literature: Kotler 1997, Payne 1995, Dwyer, Schurr & Oh 1987, Ford 1990
// and Johnston & Marshall. The first is the default.
func ShippedLenses() []Lens {
	kotler := Lens{ID: 1, Code: "kotler"}
	for _, r := range AllRungs {
		kotler.Columns = append(kotler.Columns, col(r.Word(), r))
	}
	return []Lens{
		kotler,
		{ID: 2, Code: "payne", Columns: []LensColumn{
			{Code: "prospects", Rungs: []Rung{Suspect, Prospect}, Lands: Prospect},
			{Code: "customers", Rungs: []Rung{FirstTimeBuyer, RepeatBuyer}, Lands: FirstTimeBuyer},
			col("clients", Loyal), col("supporters", Supporter), col("advocates", Advocate), col("partners", Partner), col("ended", Ended)}},
		{ID: 3, Code: "dwyer", Columns: []LensColumn{
			col("awareness", Suspect),
			{Code: "exploration", Rungs: []Rung{Prospect, FirstTimeBuyer}, Lands: Prospect},
			{Code: "expansion", Rungs: []Rung{RepeatBuyer, Loyal}, Lands: RepeatBuyer},
			{Code: "commitment", Rungs: []Rung{Supporter, Advocate, Partner}, Lands: Supporter}, col("dissolution", Ended)}},
		{ID: 4, Code: "ford", Columns: []LensColumn{
			col("pre-relationship", Suspect),
			{Code: "early", Rungs: []Rung{Prospect, FirstTimeBuyer}, Lands: Prospect},
			{Code: "development", Rungs: []Rung{RepeatBuyer, Loyal}, Lands: RepeatBuyer},
			{Code: "long-term", Rungs: []Rung{Supporter, Advocate}, Lands: Supporter},
			col("final", Partner), col("ended", Ended)}},
		{ID: 5, Code: "johnston-marshall", Columns: []LensColumn{
			col("awareness", Suspect),
			{Code: "exploration", Rungs: []Rung{Prospect, FirstTimeBuyer}, Lands: Prospect},
			{Code: "expansion", Rungs: []Rung{RepeatBuyer, Loyal}, Lands: RepeatBuyer},
			{Code: "commitment", Rungs: []Rung{Supporter, Advocate, Partner}, Lands: Supporter}, col("ended", Ended)}},
	}
}

// Column returns the index of the column that holds the rung, or -1.
func (l Lens) Column(r Rung) int {
	return slices.IndexFunc(l.Columns, func(c LensColumn) bool { return slices.Contains(c.Rungs, r) })
}

// Drop tells where a client on a rung lands when its card is dropped on a column; false when it stays where it is.
func (l Lens) Drop(from Rung, column int) (Rung, bool) {
	if column < 0 || column >= len(l.Columns) || slices.Contains(l.Columns[column].Rungs, from) {
		return from, false
	}
	return l.Columns[column].Lands, true
}

// Check says what is wrong with an own lens: a rung shown twice, a column without rungs, or a landing outside its column.
func (l Lens) Check() []Fault {
	var faults []Fault
	seen := map[Rung]bool{}
	for _, c := range l.Columns {
		if len(c.Rungs) == 0 {
			faults = append(faults, Fault{Field: c.Code, Reason: "crm.lens.empty"})
			continue
		}
		if !slices.Contains(c.Rungs, c.Lands) {
			faults = append(faults, Fault{Field: c.Code, Reason: "crm.lens.lands"})
		}
		for _, r := range c.Rungs {
			if seen[r] {
				faults = append(faults, Fault{Field: c.Code, Reason: "crm.lens.twice"})
			}
			seen[r] = true
		}
	}
	for _, r := range AllRungs {
		if !seen[r] {
			faults = append(faults, Fault{Field: r.Code(), Reason: "crm.lens.missing"})
		}
	}
	return faults
}
