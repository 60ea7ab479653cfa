package intake

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// ItemOptions say how a catalogue is to be read.
type ItemOptions struct {
	Options
	Beside []File          // tables that explain keys: categories, suppliers
	Rates  []trade.TaxRate // by which a rate of VAT becomes a class, in Options.Country
	Day    crm.Day         // on which those rates hold
}

// Catalogue is what a file of items holds.
type Catalogue struct {
	Batch  // what is known of the file; it holds no clients
	Items  []ItemDraft
	Groups [][]string // the paths of the groups met, those above before those below
	Lists  []ListDraft
}

// ItemDraft is an item as found in a file. Ids are zero, save in a file that this program wrote itself, and so is the
// group: its path stands beside. What the file does not say of an item is empty, its kind too.
type ItemDraft struct {
	Line   int // of the file, from 1
	Item   trade.Item
	Group  []string // path from the top; nil: none
	Prices []PriceDraft
	Told   bool // the file tells whether it is still sold
}

// PriceDraft is the price of an item on one of the catalogue's lists.
type PriceDraft struct {
	List     int            // place in Catalogue.Lists
	Currency money.Currency // empty: the file names none
	Price    money.Dec
}

// ListDraft is a list of prices met in a file.
type ListDraft struct {
	Name  string      // empty: the main list
	Basis money.Basis // empty: the file does not say whether prices hold VAT
}

// Has reports whether the file has a column of a field: what it has not says nothing about an item.
func (c Catalogue) Has(f Field) bool {
	for _, m := range c.Columns {
		if m.Field == f {
			return true
		}
	}
	return false
}

// Own reports whether this program wrote the file.
func (c Catalogue) Own() bool { return c.Has(FieldItemID) }

// Limits of an item's texts, in runes. A longer name is cut, and told whole in the description.
const (
	longestName    = 500
	longestOwnName = 10_000
	longestShort   = 200
)

// itemReader reads the rows of a catalogue.
type itemReader struct {
	*grid
	opts      ItemOptions
	out       Catalogue
	groups    map[string]string // names of groups by their keys
	suppliers map[string]string
	lists     map[int]int    // lists of prices by the places of their columns
	seen      map[string]int // lines of the items by article, or by name where there is none
	paths     map[string]bool
	section   []string // the group that a row of a heading began
}

// ReadItems reads the items, groups and prices out of a table: CSV or XLSX with any usual headings in Russian, Ukrainian or
// English. Whatever is not plain is said in the complaints, which name the line; an error (a *Refusal) is returned only
// when nothing can be read.
func ReadItems(f File, opts ItemOptions) (Catalogue, error) {
	g, err := readGrid(f, opts.Options, understandItem, FieldItemName)
	if err != nil {
		return Catalogue{}, err
	}
	r := &itemReader{grid: g, opts: opts, lists: map[int]int{}, seen: map[string]int{}, paths: map[string]bool{}}
	r.own = r.has(FieldItemID)
	r.settle()
	r.explain()
	for _, row := range r.rows {
		if d, ok := r.draft(row); ok {
			r.out.Items = append(r.out.Items, d)
			r.addGroup(d.Group)
		}
	}
	r.unused()
	r.out.Batch = r.finish()
	return r.out, nil
}

// settle decides the headings that mean one thing in one file and another in another, and names the lists of prices.
func (r *itemReader) settle() {
	if !r.own {
		r.oneArticle()
		r.mainPrice()
	}
	for i := range r.columns {
		switch c := &r.columns[i]; {
		case !r.own && ownItemField(c.field):
			c.field = FieldExtra
		case r.own && counted(c.field):
			c.mark = ownMark(r.Delimiter)
		}
		if c := r.columns[i]; c.field == FieldPrice {
			r.lists[i] = len(r.out.Lists)
			r.out.Lists = append(r.out.Lists, ListDraft{Name: c.list, Basis: c.basis})
		}
	}
}

// ownMark is the decimal mark of our own files, which goes with the delimiter.
func ownMark(delimiter string) byte {
	if delimiter == ";" {
		return ','
	}
	return '.'
}

func ownItemField(f Field) bool {
	return f == FieldPicture || f == FieldFeatures || f == FieldVariants || f == FieldItemCreated
}

// oneArticle keeps of several columns of articles the one that says so most plainly: codes of accounting go when there are
// articles, and a bare "ID" counts only where nothing else does.
func (r *itemReader) oneArticle() {
	best, rank := -1, 0
	for i, c := range r.columns {
		n := 0
		switch plain := plainHeading(c.heading); {
		case r.opts.Fields[i] == FieldArticle:
			n = 4
		case c.field == FieldArticle && hasStem(plain, []string{"артикул", "арт$", "article", "sku$"}):
			n = 3
		case c.field == FieldArticle:
			n = 2
		case c.field == FieldExtra && (plain == "id" || plain == "ид"):
			n = 1
		}
		if n > rank {
			best, rank = i, n
		}
		if c.field == FieldArticle {
			r.columns[i].field = FieldExtra
		}
	}
	if best >= 0 {
		r.columns[best].field = FieldArticle
	}
}

// mainPrice makes the only price of a file the main one, whatever it is called; of two main ones the second gets a name.
func (r *itemReader) mainPrice() {
	var prices []int
	named := map[string]bool{}
	for i, c := range r.columns {
		if c.field != FieldPrice {
			continue
		}
		prices = append(prices, i)
		if named[c.list] {
			r.columns[i].list = c.heading
		}
		named[r.columns[i].list] = true
	}
	if len(prices) == 1 {
		r.columns[prices[0]].list = ""
	}
}

// explain finds the names that stand behind keys.
func (r *itemReader) explain() {
	r.groups = r.keys(FieldGroupRef)
	r.suppliers = r.keys(FieldSupplierRef)
}

// keys reads the names behind the keys of a column out of the files beside; without them it says so.
func (r *itemReader) keys(f Field) map[string]string {
	c := r.column(f)
	if c == nil {
		return nil
	}
	names := keyed(r.opts.Beside, c.heading, r.opts.Options)
	if names == nil && r.filled(*c) {
		r.complain.add(Warning, r.header, c.heading, "intake.table.keys")
	}
	return names
}

// draft reads one row. It is false when the row was left out.
func (r *itemReader) draft(row record) (ItemDraft, bool) {
	d := ItemDraft{Line: row.line}
	if isTotal(row) {
		r.complain.add(Note, row.line, "", "intake.total", "Text", text.Ellipsis(joined(row), 80))
		return d, false
	}
	if r.isSection(row) {
		r.section = []string{tidy(joined(row), longestShort)}
		r.complain.add(Note, row.line, "", "intake.items.section", "Text", text.Ellipsis(joined(row), 80))
		return d, false
	}
	if !r.named(row, &d.Item) || !r.fresh(row, d.Item) {
		return d, false
	}
	d.Item.Unit = r.short(row, FieldUnit)
	d.Item.Supplier = r.short(row, FieldSupplier)
	if v, c := r.first(row, FieldSupplierRef); v != "" && d.Item.Supplier == "" {
		d.Item.Supplier = r.behind(row, c, v, r.suppliers)
	}
	r.words(row, &d)
	r.tax(row, &d.Item)
	r.cost(row, &d.Item)
	d.Group = r.path(row)
	d.Prices = r.prices(row)
	if r.own {
		r.ownFacts(row, &d.Item)
	}
	return d, true
}

// isSection finds a heading among the rows: a single text in the column of names, or in the first, of a table that has
// prices and no column of groups.
func (r *itemReader) isSection(row record) bool {
	if r.own || r.has(FieldGroup) || r.has(FieldGroupRef) || !r.has(FieldPrice) || len(r.columns) < 3 {
		return false
	}
	at := -1
	for i := range row.cells {
		if row.cell(i) == "" {
			continue
		}
		if at >= 0 {
			return false
		}
		at = i
	}
	name := r.column(FieldItemName)
	return at == 0 && name.index != 0 || at == name.index && (at == 0 || !r.has(FieldArticle))
}

// named reads the texts of an item. It is false for a row without a name.
func (r *itemReader) named(row record, item *trade.Item) bool {
	name, at := r.first(row, FieldItemName)
	description, _ := r.first(row, FieldDescription)
	item.Description = plainText(description)
	item.Article = r.short(row, FieldArticle)
	item.Name = tidy(plainText(name), 0)
	limit := longestName
	if r.own {
		limit, item.Description, item.Name = longestOwnName, text.Clean(description, 0), text.Line(name, 0)
	}
	if item.Name == "" {
		if !row.blank() {
			r.complain.add(Fail, row.line, at.heading, "intake.items.nameless", "Text", text.Ellipsis(joined(row), 80))
		}
		return false
	}
	if utf8.RuneCountInString(item.Name) > limit {
		r.warn(Warning, row, at, "intake.items.long", item.Name, "Limit", strconv.Itoa(limit))
		item.Description = strings.TrimSpace(item.Name + "\n" + item.Description)
		item.Name = text.Ellipsis(item.Name, limit)
	}
	for _, v := range []struct{ value, of string }{{name, at.heading}, {item.Article, r.headingOf(FieldArticle)}} {
		if !r.own && isFormula(v.value) {
			r.complain.add(Warning, row.line, v.of, "intake.table.formula", "Text", text.Ellipsis(tidy(v.value, 0), 60))
		}
	}
	return true
}

func (r *itemReader) headingOf(f Field) string {
	if c := r.column(f); c != nil {
		return c.heading
	}
	return ""
}

// short reads a text of one line; what is too long is cut and told.
func (r *itemReader) short(row record, f Field) string {
	v, c := r.first(row, f)
	if r.own {
		return text.Line(v, longestOwnName)
	}
	v = tidy(v, 0)
	if utf8.RuneCountInString(v) > longestShort {
		r.warn(Warning, row, c, "intake.items.cut", v, "Limit", strconv.Itoa(longestShort))
		v = text.Ellipsis(v, longestShort)
	}
	if f == FieldArticle && isDamaged(v) {
		r.warn(Warning, row, c, "intake.items.damaged", v)
	}
	return v
}

// fresh reports whether an item is met for the first time: one of the same article, or where there is none of the same
// name, is told and left out.
func (r *itemReader) fresh(row record, item trade.Item) bool {
	key, reason, said := "a"+text.Fold(item.Article), "intake.items.twice", item.Article
	switch {
	case r.own:
		v, _ := r.first(row, FieldItemID)
		if v == "" {
			break
		}
		key, reason, said = "i"+v, "intake.items.again", v
	case item.Article == "":
		key, reason, said = "n"+text.Fold(item.Name), "intake.items.same", item.Name
	}
	if before, twice := r.seen[key]; twice {
		r.complain.add(Fail, row.line, r.headingOf(FieldArticle), reason, "Text", text.Ellipsis(said, 60), "Before", strconv.Itoa(before))
		return false
	}
	r.seen[key] = row.line
	return true
}

// behind is the name behind a key; a key that nothing explains stands for itself when it is a word.
func (r *itemReader) behind(row record, c gridColumn, key string, names map[string]string) string {
	if name, ok := names[key]; ok {
		return name
	}
	if names != nil {
		r.warn(Warning, row, c, "intake.table.key", key)
	}
	if digitsIn(key) == len(key) {
		return ""
	}
	return tidy(key, longestShort)
}

// ownFacts reads what only our own files hold.
func (r *itemReader) ownFacts(row record, item *trade.Item) {
	read := func(f Field, into func(string) bool) {
		if v, c := r.first(row, f); v != "" && !into(v) {
			r.warn(Warning, row, c, "intake.own.value", v)
		}
	}
	read(FieldItemID, func(v string) (ok bool) { item.ID, ok = readID[trade.ItemID](v); return ok })
	read(FieldItemCreated, func(v string) (ok bool) { item.Created, ok = readMoment(v); return ok })
	read(FieldPicture, func(v string) bool { item.PictureFile = text.Line(v, longestOwnName); return true })
	read(FieldFeatures, func(v string) bool { return json.Unmarshal([]byte(v), &item.Features) == nil })
	read(FieldVariants, func(v string) bool { return json.Unmarshal([]byte(v), &item.Variants) == nil })
}
