package desk

import (
	"context"
	"strconv"

	"rapport/app/crm"
	"rapport/app/paper"
	"rapport/app/text"
)

// List is a list as a screen shows it, to be printed; firm, day and who printed it are filled in.
type List = paper.List

// ListColumn is a column of a printed list.
type ListColumn = paper.ListColumn

// MostListRows is how many rows a list is printed with.
const MostListRows = paper.MostListRows

// PrintList prints a list in a language. A longer one than MostListRows is a fault that says what to do instead.
func (d *Desk) PrintList(ctx context.Context, l List, lang text.Lang) (Print, error) {
	if len(l.Rows) > MostListRows {
		return Print{}, crm.Fault{Field: "rows", Reason: "desk.list.long", Args: []string{"N", strconv.Itoa(len(l.Rows)), "Most", strconv.Itoa(MostListRows)}}
	}
	var err error
	if l.Firm, _, err = d.OwnFirm(ctx); err != nil {
		return Print{}, err
	}
	t := d.Words.In(lang)
	l.Made = t.Lang().Date(d.now())
	if begun, ok := d.Today().Time(); ok {
		l.Created = crm.At(begun) // the same list is the same file all day long
	}
	me, err := d.repOf(ctx, d.me(ctx))
	if err != nil {
		return Print{}, err
	}
	if me.Name != "" {
		l.Made += ", " + me.Name
	}
	doc, remarks := paper.ListPaper(l, t)
	return printed(doc, remarks, paper.ListFile(l.Title, d.Today()))
}
