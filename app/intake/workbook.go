package intake

import (
	"archive/zip"
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// readWorkbook reads clients out of the first sheet that holds a table, or the one asked for.
func readWorkbook(name string, data []byte, opts Options) (Batch, error) {
	var c complaints
	b, records, err := workbookRecords(name, data, opts, &c)
	if err != nil {
		return Batch{}, err
	}
	return readTable(b, records, &c, opts), nil
}

// workbookRecords reads the rows of a sheet that hold anything.
func workbookRecords(name string, data []byte, opts Options, c *complaints) (batch Batch, records []record, err error) {
	defer func() { // the reader of workbooks is not ours: damaged files have made it panic
		if recover() != nil {
			batch, records, err = Batch{}, nil, refuse(ErrDamaged, "intake.refused.damaged", "Name", name)
		}
	}()
	if err := checkUnpacked(name, data, opts); err != nil {
		return Batch{}, nil, err
	}
	limit := 8 * opts.limits().Bytes
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: limit, UnzipXMLSizeLimit: min(limit, 64<<20), ShortDatePattern: "yyyy-mm-dd", LongDatePattern: "yyyy-mm-dd"})
	if err != nil {
		if err == excelize.ErrWorkbookPassword {
			return Batch{}, nil, refuse(ErrFormat, "intake.refused.password", "Name", name)
		}
		return Batch{}, nil, refuse(ErrDamaged, "intake.refused.damaged", "Name", name)
	}
	defer f.Close()
	return readSheets(name, f, opts, c)
}

// checkUnpacked refuses a workbook that would unpack to more than eight times the limit of a file.
func checkUnpacked(name string, data []byte, opts Options) error {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return refuse(ErrDamaged, "intake.refused.damaged", "Name", name)
	}
	limit := uint64(8 * opts.limits().Bytes)
	var sum uint64
	for _, f := range archive.File {
		sum += min(f.UncompressedSize64, math.MaxUint32)
		if sum > limit || f.UncompressedSize64 > limit {
			return refuse(ErrTooBig, "intake.refused.big", "Name", name, "Limit", fmt.Sprint(limit>>20))
		}
	}
	return nil
}

func readSheets(name string, f *excelize.File, opts Options, c *complaints) (Batch, []record, error) {
	b := Batch{Format: "XLSX", Sheets: f.GetSheetList()}
	if opts.Sheet != "" && !slices.Contains(b.Sheets, opts.Sheet) {
		return Batch{}, nil, refuse(ErrEmpty, "intake.refused.sheet", "Name", name, "Sheet", opts.Sheet, "Sheets", strings.Join(b.Sheets, ", "))
	}
	for _, sheet := range b.Sheets {
		if opts.Sheet != "" && sheet != opts.Sheet {
			continue
		}
		if visible, err := f.GetSheetVisible(sheet); opts.Sheet == "" && (err != nil || !visible) {
			continue
		}
		records, err := sheetRecords(name, f, sheet, opts, c)
		if err != nil {
			return Batch{}, nil, err
		}
		if len(records) > 0 {
			b.Sheet = sheet
			if len(b.Sheets) > 1 {
				c.add(Note, 0, "", "intake.sheets", "Sheet", sheet, "Count", strconv.Itoa(len(b.Sheets)))
			}
			return b, records, nil
		}
	}
	return Batch{}, nil, refuse(ErrEmpty, "intake.refused.empty", "Name", name)
}

// sheetRecords reads the rows that hold anything. A sheet is read twice side by side: as shown, and as stored, for the
// numbers that are shown as 5,00101E+11.
func sheetRecords(name string, f *excelize.File, sheet string, opts Options, c *complaints) ([]record, error) {
	shown, err := f.Rows(sheet)
	if err != nil {
		return nil, refuse(ErrDamaged, "intake.refused.damaged", "Name", name)
	}
	defer shown.Close()
	stored, err := f.Rows(sheet)
	if err != nil {
		return nil, refuse(ErrDamaged, "intake.refused.damaged", "Name", name)
	}
	defer stored.Close()
	var records []record
	limits := opts.limits()
	for line := 1; (opts.peek == 0 || len(records) < opts.peek) && shown.Next() && stored.Next(); line++ {
		cells, errShown := shown.Columns()
		exact, errStored := stored.Columns(excelize.Options{RawCellValue: true})
		if errShown != nil || errStored != nil {
			c.add(Fail, line, "", "intake.row.damaged")
			continue
		}
		r := record{line: line, cells: bounded(cells, exact, line, limits, c)}
		r.stored = keptNumbers(r.cells, exact)
		if !r.blank() {
			records = append(records, r)
		}
		if len(records) > limits.Rows {
			return nil, refuse(ErrTooBig, "intake.refused.rows", "Name", name, "Limit", fmt.Sprint(limits.Rows))
		}
	}
	if shown.Error() != nil || stored.Error() != nil {
		c.add(Warning, 0, "", "intake.sheet.damaged", "Sheet", sheet)
	}
	return records, nil
}

// bounded keeps to the limits and brings back the digits of long numbers.
func bounded(cells, exact []string, line int, limits Limits, c *complaints) []string {
	if len(cells) > limits.Columns {
		cells = cells[:limits.Columns]
		c.add(Warning, line, "", "intake.columns", "Limit", fmt.Sprint(limits.Columns))
	}
	for i, cell := range cells {
		if i < len(exact) && scientific().MatchString(cell) {
			if whole, ok := wholeNumber(exact[i]); ok {
				cells[i] = whole
			}
		}
		if runes := []rune(cell); len(runes) > limits.Cell {
			cells[i] = string(runes[:limits.Cell])
			c.add(Warning, line, "", "intake.long", "Limit", fmt.Sprint(limits.Cell))
		}
	}
	return cells
}

// scientific is what a spreadsheet makes of a long number.
var scientific = pattern(`^['+-]?\d+([.,]\d+)?[EeЕе][+-]?\d{1,3}$`)

// wholeNumber writes a stored number with all its digits, if the workbook still holds them all.
func wholeNumber(stored string) (string, bool) {
	n, err := strconv.ParseFloat(stored, 64)
	if err != nil || n != math.Trunc(n) || math.Abs(n) >= 1<<53 {
		return "", false
	}
	return strconv.FormatFloat(n, 'f', 0, 64), true
}

// keptNumbers are the numbers of a row that a format shows otherwise than they are kept: rounded, grouped, as per cent.
func keptNumbers(shown, exact []string) map[int]string {
	var out map[int]string
	for i := range min(len(shown), len(exact)) {
		if shown[i] == exact[i] || exact[i] == "" {
			continue
		}
		n, err := strconv.ParseFloat(exact[i], 64)
		if err != nil || math.IsInf(n, 0) || math.IsNaN(n) {
			continue
		}
		if out == nil {
			out = map[int]string{}
		}
		if n, err = strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64); err == nil { // as a spreadsheet counts
			out[i] = strconv.FormatFloat(n, 'f', -1, 64)
		}
	}
	return out
}
