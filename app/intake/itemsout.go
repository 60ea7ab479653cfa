package intake

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// ItemWriter writes items with a price on each list as a table that ReadItems takes back unchanged, as CSV or as XLSX.
// What a spreadsheet might run as a formula is kept from it, as in WriteTable.
type ItemWriter struct {
	say   *text.Tongue
	paths map[trade.GroupID][]string
	lists []trade.PriceList
	rows  []itemRow
}

type itemRow struct {
	item   trade.Item
	prices map[trade.ListID]money.Dec
}

// NewItemWriter begins a table in the language of the tongue, with the paths of the groups and a column for each list.
func NewItemWriter(say *text.Tongue, groups []trade.Group, lists []trade.PriceList) (*ItemWriter, error) {
	if say == nil {
		return nil, fmt.Errorf("write items: no language to write the headings in")
	}
	return &ItemWriter{say: say, paths: GroupPaths(groups), lists: lists}, nil
}

// deepestGroup bounds the way up the groups: groups that contain each other end there.
const deepestGroup = 64

// GroupPaths are the names from the top down to each group.
func GroupPaths(groups []trade.Group) map[trade.GroupID][]string {
	byID := map[trade.GroupID]trade.Group{}
	for _, g := range groups {
		byID[g.ID] = g
	}
	paths := make(map[trade.GroupID][]string, len(groups))
	for _, g := range groups {
		var path []string
		for at, ok := g, true; ok && len(path) < deepestGroup; at, ok = byID[at.Parent] {
			path = append(path, at.Name)
		}
		slices.Reverse(path)
		paths[g.ID] = path
	}
	return paths
}

// Write adds an item with the prices it has today, one of each list at most.
func (w *ItemWriter) Write(item trade.Item, prices []trade.ItemPrice) {
	row := itemRow{item: item, prices: map[trade.ListID]money.Dec{}}
	for _, p := range prices {
		row.prices[p.List] = p.Price
	}
	w.rows = append(w.rows, row)
}

// itemCell is a cell: a text, or a number.
type itemCell struct {
	text   string
	number *money.Dec
}

// itemColumn is a column of the table being written.
type itemColumn struct {
	heading string
	width   float64
	always  bool
	value   func(itemRow) itemCell
}

// CSV writes the table for spreadsheets, as WriteTable does; numbers have the mark of the language.
func (w *ItemWriter) CSV(out io.Writer) error {
	columns := w.columns()
	rows := func(yield func([]string) bool) {
		for _, r := range w.rows {
			cells := make([]string, len(columns))
			for i, c := range columns {
				cells[i] = w.plain(c.value(r))
			}
			if !yield(cells) {
				return
			}
		}
	}
	return WriteTable(out, headings(columns), rows, w.say.Lang())
}

func headings(columns []itemColumn) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c.heading
	}
	return out
}

func (w *ItemWriter) plain(c itemCell) string {
	if c.number == nil {
		return c.text
	}
	return strings.Replace(c.number.String(), ".", string(ownMark(delimiterOf(w.say.Lang()))), 1)
}

// exactDigits is how many digits of a number a spreadsheet keeps.
const exactDigits = 15

// stored is a cell as a workbook keeps it: numbers that it would round are texts.
func (c itemCell) stored() any {
	if c.number == nil {
		return guarded(c.text)
	}
	if s := c.number.String(); len(strings.Trim(strings.Replace(s, ".", "", 1), "-0")) > exactDigits || len(s) > exactDigits+3 {
		return s
	}
	return c.number.Float()
}

// XLSX writes the table as a workbook of one sheet.
func (w *ItemWriter) XLSX(out io.Writer) error {
	f := excelize.NewFile()
	defer f.Close()
	if err := w.sheet(f); err != nil {
		return fmt.Errorf("write items: %w", err)
	}
	if err := f.Write(out); err != nil {
		return fmt.Errorf("write items: %w", err)
	}
	return nil
}

func (w *ItemWriter) sheet(f *excelize.File) error {
	sheet := w.say.T("intake.items.sheet")
	if err := f.SetSheetName(f.GetSheetName(0), sheet); err != nil {
		return err
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	rows, err := f.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	columns := w.columns()
	for i, c := range columns {
		if err := rows.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	if err := rows.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := w.fill(rows, columns, bold); err != nil {
		return err
	}
	return rows.Flush()
}

func (w *ItemWriter) fill(rows *excelize.StreamWriter, columns []itemColumn, bold int) error {
	header := make([]any, len(columns))
	for i, c := range columns {
		header[i] = excelize.Cell{StyleID: bold, Value: guarded(c.heading)}
	}
	if err := rows.SetRow("A1", header); err != nil {
		return err
	}
	for n, r := range w.rows {
		cells := make([]any, len(columns))
		for i, c := range columns {
			cells[i] = c.value(r).stored()
		}
		if err := rows.SetRow("A"+strconv.Itoa(n+2), cells); err != nil {
			return err
		}
	}
	return nil
}

// columns lists the columns that are always there and those that any row fills.
func (w *ItemWriter) columns() []itemColumn {
	all := slices.Concat(w.firstColumns(), w.priceColumns(), w.moreColumns())
	return slices.DeleteFunc(all, func(c itemColumn) bool {
		return !c.always && !slices.ContainsFunc(w.rows, func(r itemRow) bool { return c.value(r) != itemCell{} })
	})
}

// texts makes a column of texts.
func (w *ItemWriter) texts(f Field, width float64, always bool, value func(trade.Item) string) itemColumn {
	return itemColumn{w.say.T(f.NameKey()), width, always, func(r itemRow) itemCell { return itemCell{text: value(r.item)} }}
}

// word is the catalogue's word for a code, or the code.
func (w *ItemWriter) word(room, code string) string {
	key := room + strings.ReplaceAll(code, " ", "-")
	if code == "" || !w.say.Has(key) {
		return code
	}
	return w.say.T(key)
}

func (w *ItemWriter) firstColumns() []itemColumn {
	return []itemColumn{
		w.texts(FieldItemID, 22, true, func(i trade.Item) string { return writeID(int64(i.ID)) }),
		w.texts(FieldArticle, 16, true, func(i trade.Item) string { return i.Article }),
		w.texts(FieldItemName, 48, true, func(i trade.Item) string { return i.Name }),
		w.texts(FieldUnit, 10, true, func(i trade.Item) string { return i.Unit }),
		w.texts(FieldItemKind, 10, true, func(i trade.Item) string { return w.word("trade.kind.", string(i.Kind)) }),
		w.texts(FieldGroup, 30, true, func(i trade.Item) string { return writePath(w.paths[i.Group]) }),
	}
}

// priceColumns name the list and its currency, and whether its prices hold VAT.
func (w *ItemWriter) priceColumns() []itemColumn {
	var out []itemColumn
	for _, l := range w.lists {
		heading := w.say.T(FieldPrice.NameKey()) + ": " + text.Line(l.Name, 0) + " (" + string(l.Currency)
		if l.Gross {
			heading += ", " + w.say.T("intake.items.gross")
		}
		out = append(out, itemColumn{heading + ")", 16, true, func(r itemRow) itemCell {
			if p, ok := r.prices[l.ID]; ok {
				return itemCell{number: &p}
			}
			return itemCell{}
		}})
	}
	return out
}

func (w *ItemWriter) moreColumns() []itemColumn {
	yes := w.say.T("text.yes")
	return []itemColumn{
		w.texts(FieldVAT, 18, false, func(i trade.Item) string { return w.word("trade.class.", string(i.Tax)) }),
		{w.say.T(FieldCost.NameKey()), 14, false, func(r itemRow) itemCell {
			if r.item.Cost.IsZero() {
				return itemCell{}
			}
			return itemCell{number: &r.item.Cost}
		}},
		w.texts(FieldCostIn, 10, false, func(i trade.Item) string { return string(i.CostIn) }),
		w.texts(FieldSupplier, 30, false, func(i trade.Item) string { return i.Supplier }),
		w.texts(FieldStream, 16, false, func(i trade.Item) string { return w.word("trade.stream.", string(i.Stream)) }),
		w.texts(FieldPeriod, 14, false, func(i trade.Item) string { return w.word("trade.period.", string(i.Period)) }),
		w.texts(FieldInactive, 12, false, func(i trade.Item) string {
			if i.Inactive {
				return yes
			}
			return ""
		}),
		w.texts(FieldDescription, 60, false, func(i trade.Item) string { return i.Description }),
		w.texts(FieldPicture, 16, false, func(i trade.Item) string { return i.PictureFile }),
		w.texts(FieldFeatures, 30, false, func(i trade.Item) string { return asCell(i.Features) }),
		w.texts(FieldVariants, 30, false, func(i trade.Item) string { return asCell(i.Variants) }),
		w.texts(FieldItemCreated, 24, false, func(i trade.Item) string { return writeMoment(i.Created) }),
	}
}

// asCell writes a list as JSON, an empty one as nothing.
func asCell[T any](list []T) string {
	if len(list) == 0 {
		return ""
	}
	body, err := json.Marshal(list)
	if err != nil {
		return "" // lists of texts and decimals are always written
	}
	return string(body)
}
