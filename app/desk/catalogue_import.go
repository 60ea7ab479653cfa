package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/app/intake"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// ItemImport says how the items of a file join those of the base.
type ItemImport struct {
	Currency money.Currency // of prices that name none; empty: that of the list they name, else the firm's
	DryRun   bool           // count, and write nothing
}

// ItemIntake is what an import of items did, or with a dry run would do.
type ItemIntake struct {
	File      string
	Format    string
	Rows      int
	Added     int      // items new to the base
	Changed   int      // items that were there and became another, or have another price
	Same      int      // items that were there just so
	Prices    int      // prices set, on all lists
	Groups    int      // groups added
	Lists     int      // lists of prices added
	Bare      BareSums // that name no currency
	Complaint []intake.Complaint
	DryRun    bool
}

// ImportItems takes the items of a file into the base, as one act that can be undone. An item that is there already, by the
// id of a file this program wrote, by its article, or without one by its name, becomes what the file says of it; what the
// file says nothing of stays. Groups and lists of prices that are not there are added. A price that differs holds from
// today, and those before it stay as the item's history. progress, if any, hears how many items are done.
func (d *Desk) ImportItems(ctx context.Context, file string, c intake.Catalogue, how ItemImport, progress func(done, all int)) (ItemIntake, error) {
	in := itemImport{d: d, ctx: ctx, c: c, how: how, done: ItemIntake{File: file, Format: c.Format, Rows: c.Rows, Complaint: slices.Clone(c.Complaints), DryRun: how.DryRun}}
	if err := in.know(); err != nil {
		return in.done, err
	}
	for i, draft := range c.Items {
		if err := ctx.Err(); err != nil {
			return in.done, err
		}
		if err := in.take(draft); err != nil {
			return in.done, err
		}
		if progress != nil && (i%500 == 499 || i == len(c.Items)-1) {
			progress(i+1, len(c.Items))
		}
	}
	if how.DryRun {
		return in.done, nil
	}
	return in.done, d.apply(ctx, "act.import", []string{"File", file}, slices.Concat(in.made, in.changes)...)
}

// itemImport is the state of one import of items.
type itemImport struct {
	d    *Desk
	ctx  context.Context
	c    intake.Catalogue
	how  ItemImport
	done ItemIntake
	said bool // the user said the currency of prices that name none

	byID    map[trade.ItemID]trade.Item
	byMark  map[string][]trade.Item // by folded article or name
	taken   map[trade.ItemID]bool   // items of the base that a row of the file has spoken for
	groups  map[groupName]trade.GroupID
	lists   []trade.PriceList
	listOf  map[listName]trade.ListID // 0: its prices are not taken
	prices  map[trade.ListID]map[trade.ItemID][]trade.ItemPrice
	made    []crm.Change // groups and lists
	changes []crm.Change
}

// groupName is a group by its folded name among its sisters.
type groupName struct {
	parent trade.GroupID
	name   string
}

// listName is a list of prices as the file speaks of it.
type listName struct {
	place    int
	currency money.Currency
}

// know reads the groups, the lists and those items that the file may speak of.
func (in *itemImport) know() error {
	groups, err := in.d.ItemGroups(in.ctx)
	if err != nil {
		return err
	}
	in.groups = map[groupName]trade.GroupID{}
	for _, g := range slices.Backward(groups) { // of two of a name the first
		in.groups[groupName{g.Parent, text.Fold(g.Name)}] = g.ID
	}
	if in.lists, err = in.d.PriceLists(in.ctx); err != nil {
		return err
	}
	in.said = in.how.Currency != ""
	in.listOf, in.prices = map[listName]trade.ListID{}, map[trade.ListID]map[trade.ItemID][]trade.ItemPrice{}
	if in.how.Currency == "" {
		firm, _, err := in.d.OwnFirm(in.ctx)
		if err != nil {
			return err
		}
		in.how.Currency = cmp.Or(money.Currency(firm.Currency), money.USD) // before our firm is known, as with orders
	}
	return in.knowItems()
}

func (in *itemImport) knowItems() error {
	in.byID, in.byMark, in.taken = map[trade.ItemID]trade.Item{}, map[string][]trade.Item{}, map[trade.ItemID]bool{}
	ids, spoken := map[trade.ItemID]bool{}, map[string]bool{}
	for _, draft := range in.c.Items {
		ids[draft.Item.ID] = true
		for _, mark := range itemMarks(draft.Item) {
			spoken[mark] = true
		}
	}
	return in.d.EachItem(in.ctx, trade.ItemQuery{Inactive: true}, func(i trade.Item) error {
		if ids[i.ID] {
			in.byID[i.ID] = i
		}
		for _, mark := range itemMarks(i) {
			if spoken[mark] {
				in.byMark[mark] = append(in.byMark[mark], i)
			}
		}
		return nil
	})
}

// itemMarks are what an item may be known by.
func itemMarks(i trade.Item) []string {
	marks := []string{"name:" + text.Fold(i.Name)}
	if i.Article != "" {
		marks = append(marks, "article:"+text.Fold(i.Article))
	}
	return marks
}

// same finds the item of the base that a row speaks of: by its id in a file of ours, by its article, or where one of the
// two has no article by a name that no other bears.
func (in *itemImport) same(i trade.Item) (trade.Item, bool) {
	if was, ok := in.byID[i.ID]; ok && i.ID != 0 {
		return was, !in.taken[was.ID]
	}
	if i.Article != "" {
		for _, was := range in.byMark["article:"+text.Fold(i.Article)] {
			if !in.taken[was.ID] {
				return was, true
			}
		}
	}
	named := in.byMark["name:"+text.Fold(i.Name)]
	if len(named) == 1 && !in.taken[named[0].ID] && (i.Article == "" || named[0].Article == "") {
		return named[0], true
	}
	return trade.Item{}, false
}

// take takes one item of the file into the base.
func (in *itemImport) take(draft intake.ItemDraft) error {
	if i := tidyItem(draft.Item); i.Name == "" {
		return nil // intake has complained of it
	}
	group := in.group(draft.Group)
	was, known := in.same(draft.Item)
	now := was
	if !known {
		now = trade.Item{ID: trade.ItemID(in.d.ids.next()), Created: cmp.Or(draft.Item.Created, crm.At(in.d.now()))}
	} else {
		in.taken[was.ID] = true
	}
	in.learn(&now, draft, group)
	now = tidyItem(now)
	changed := known && !sameJSON(was, now)
	switch {
	case !known:
		in.changes = append(in.changes, crm.Add(now))
	case changed:
		in.changes = append(in.changes, crm.Alter(was, now))
	}
	priced, err := in.price(now.ID, draft.Prices, known)
	switch {
	case !known:
		in.done.Added++
	case changed || priced:
		in.done.Changed++
	default:
		in.done.Same++
	}
	return err
}

// learn makes of an item what the file says. An empty cell says nothing, save in a file that this program wrote.
func (in *itemImport) learn(to *trade.Item, draft intake.ItemDraft, group trade.GroupID) {
	from, own := draft.Item, in.c.Own()
	put := func(to *string, from string, f intake.Field) {
		if in.c.Has(f) && (own || from != "") {
			*to = from
		}
	}
	to.Name = from.Name
	put(&to.Article, from.Article, intake.FieldArticle)
	put(&to.Unit, from.Unit, intake.FieldUnit)
	put(&to.PictureFile, from.PictureFile, intake.FieldPicture)
	if from.Description != "" || own && in.c.Has(intake.FieldDescription) {
		to.Description = from.Description // a name too long stands here, in whatever column it was
	}
	if from.Supplier != "" || own && in.c.Has(intake.FieldSupplier) {
		to.Supplier = from.Supplier
	}
	if group != 0 || own && in.c.Has(intake.FieldGroup) {
		to.Group = group
	}
	if draft.Told || own && (in.c.Has(intake.FieldActive) || in.c.Has(intake.FieldInactive)) {
		to.Inactive = from.Inactive
	}
	putCode(in, &to.Kind, from.Kind, intake.FieldItemKind)
	putCode(in, &to.Tax, from.Tax, intake.FieldVAT)
	putCode(in, &to.Stream, from.Stream, intake.FieldStream)
	putCode(in, &to.Period, from.Period, intake.FieldPeriod)
	if in.c.Has(intake.FieldCost) && (own || !from.Cost.IsZero()) {
		to.Cost, to.CostIn = from.Cost, from.CostIn
		if to.CostIn == "" && !own {
			to.CostIn = in.how.Currency
			in.done.Bare.add(to.CostIn)
		}
	}
	if own && in.c.Has(intake.FieldFeatures) {
		to.Features = from.Features
	}
	if own && in.c.Has(intake.FieldVariants) {
		to.Variants = from.Variants
	}
}

func putCode[T ~string](in *itemImport, to *T, from T, f intake.Field) {
	if in.c.Has(f) && (from != "" || in.c.Own()) {
		*to = from
	}
}

// group finds the group of a path, and adds what is missing of it.
func (in *itemImport) group(path []string) trade.GroupID {
	var at trade.GroupID
	for _, name := range path {
		key := groupName{at, text.Fold(name)}
		id, known := in.groups[key]
		if !known {
			id = trade.GroupID(in.d.ids.next())
			in.groups[key] = id
			in.made = append(in.made, crm.Add(trade.Group{ID: id, Parent: at, Name: text.Line(name, maxLine)}))
			in.done.Groups++
		}
		at = id
	}
	return at
}

// price gives an item the prices of a row from today on, and reports whether any is another than before.
func (in *itemImport) price(item trade.ItemID, prices []intake.PriceDraft, known bool) (bool, error) {
	before := len(in.changes)
	for _, p := range prices {
		list, err := in.list(p)
		if err != nil {
			return false, err
		}
		if list == 0 {
			continue
		}
		if p.Currency == "" {
			in.done.Bare.add(in.currencyOf(list))
		}
		var had []trade.ItemPrice
		if known {
			had = in.prices[list][item]
		}
		in.changes = append(in.changes, in.d.priceEdit(had, item, list, p.Price, in.d.Today())...)
	}
	in.done.Prices += len(in.changes) - before
	return len(in.changes) > before, nil
}

// list finds the list that a price is on, and adds it when it is missing. It is 0 for a list that treats VAT otherwise than
// the file: such prices would be wrong, and that is told.
func (in *itemImport) list(p intake.PriceDraft) (trade.ListID, error) {
	key := listName{p.List, cmp.Or(p.Currency, in.how.Currency)}
	if id, met := in.listOf[key]; met {
		return id, nil
	}
	said := in.c.Lists[p.List]
	list, known := in.listLike(said, key.currency, p.Currency != "" || in.said)
	if known && said.Basis != "" && (said.Basis == money.Gross) != list.Gross {
		in.done.Complaint = append(in.done.Complaint, intake.Complaint{Line: 1, Column: in.headingOf(p.List), Reason: "intake.items.basis", Args: []string{"Text", list.Name}, Level: intake.Warning})
		list.ID = 0
	}
	if !known {
		list = in.addList(said, key.currency)
	}
	in.listOf[key] = list.ID
	if !known || list.ID == 0 {
		return list.ID, nil
	}
	all, err := in.d.ListPrices(in.ctx, list.ID)
	byItem := map[trade.ItemID][]trade.ItemPrice{}
	for _, price := range all {
		byItem[price.Item] = append(byItem[price.Item], price)
	}
	in.prices[list.ID] = byItem
	return list.ID, err
}

// currencyOf is the currency of a list that is there or was added.
func (in *itemImport) currencyOf(list trade.ListID) money.Currency {
	i := slices.IndexFunc(in.lists, func(l trade.PriceList) bool { return l.ID == list })
	return in.lists[i].Currency
}

// listLike finds a list by its name and currency; the list without a name is the main one of the currency.
func (in *itemImport) listLike(said intake.ListDraft, currency money.Currency, sure bool) (trade.PriceList, bool) {
	if said.Name == "" {
		same := slices.DeleteFunc(slices.Clone(in.lists), func(l trade.PriceList) bool { return l.Currency != currency })
		return trade.MainList(same, currency, in.d.Today())
	}
	var other trade.PriceList
	for _, l := range in.lists {
		if text.Fold(l.Name) != text.Fold(said.Name) {
			continue
		}
		if l.Currency == currency {
			return l, true
		}
		other = l
	}
	return other, other.ID != 0 && !sure // a file that names no currency means the list of that name
}

// addList adds a list; one without a name is the main one of its currency.
func (in *itemImport) addList(said intake.ListDraft, currency money.Currency) trade.PriceList {
	l := trade.PriceList{ID: trade.ListID(in.d.ids.next()), Name: said.Name, Currency: currency, Gross: said.Basis == money.Gross, Place: len(in.lists),
		Main: said.Name == "" || len(in.lists) == 0}
	if l.Name == "" {
		l.Name = strings.TrimSpace(in.d.Words.In(in.d.lang(in.ctx)).T("desk.list.main", "Currency", string(currency)))
	}
	in.lists = append(in.lists, l)
	in.made = append(in.made, crm.Add(l))
	in.done.Lists++
	return l
}

// headingOf is the heading of the column that holds the prices of a list.
func (in *itemImport) headingOf(list int) string {
	for _, c := range in.c.Columns {
		if c.Field != intake.FieldPrice {
			continue
		}
		if list == 0 {
			return c.Heading
		}
		list--
	}
	return ""
}
