package intake

import (
	"archive/zip"
	"bytes"
	"strings"
)

// fileKind is what a file looks like; kinds that cannot be read end a message key "intake.refused.…".
type fileKind string

const (
	kindEmpty    fileKind = "empty"
	kindText     fileKind = "text"
	kindVCard    fileKind = "vcard"
	kindXLSX     fileKind = "xlsx"
	kindXLS      fileKind = "xls"
	kindODS      fileKind = "ods"
	kindDoc      fileKind = "doc"
	kindZip      fileKind = "zip"
	kindPDF      fileKind = "pdf"
	kindImage    fileKind = "image"
	kindBase     fileKind = "base"
	kindHTML     fileKind = "html"
	kindXML      fileKind = "xml"
	kindJSON     fileKind = "json"
	kindCalendar fileKind = "calendar"
	kindMXL      fileKind = "mxl"
	kindMail     fileKind = "mail"
	kindBinary   fileKind = "binary"
)

// signatures are the first bytes of formats that are not text.
var signatures = []struct {
	head string
	kind fileKind
}{
	{"%PDF-", kindPDF}, {"\x89PNG", kindImage}, {"\xff\xd8\xff", kindImage}, {"GIF8", kindImage}, {"BM\x00", kindImage},
	{"II*\x00", kindImage}, {"MM\x00*", kindImage}, {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", kindXLS}, {"SQLite format 3\x00", kindBase},
	{"\x00\x01\x00\x00Standard ", kindBase}, {"{\\rtf", kindDoc}, {"\x1f\x8b", kindZip}, {"7z\xbc\xaf\x27\x1c", kindZip},
	{"Rar!\x1a", kindZip}, {"MOXCEL", kindMXL}, {"!BDN", kindMail}, {"\x7fELF", kindBinary}, {"MZ\x90", kindBinary},
}

// sniff tells the format of a file by its first bytes.
func sniff(data []byte) fileKind {
	if len(bytes.Trim(data, "\x00 \t\r\n")) == 0 {
		return kindEmpty
	}
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.head)) {
			return s.kind
		}
	}
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return sniffZip(data)
	case len(data) > 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return kindImage
	case looksBinary(data):
		return kindBinary
	}
	return kindText
}

// sniffZip looks for the workbook that a zip archive may be.
func sniffZip(data []byte) fileKind {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return kindXLSX // the workbook's reader will say that it is damaged
	}
	for _, f := range archive.File {
		switch name := strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/")); {
		case name == "xl/workbook.xml":
			return kindXLSX
		case name == "word/document.xml", name == "ppt/presentation.xml", name == "xl/workbook.bin":
			return kindDoc
		case name == "content.xml":
			return kindODS
		}
	}
	return kindZip
}

// looksBinary finds bytes that no text of any encoding we read holds, save UTF-16.
func looksBinary(data []byte) bool {
	if bom16(data) != "" || guess16(data) != "" {
		return false
	}
	head := data[:min(len(data), 64<<10)]
	odd := 0
	for _, b := range head {
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1a && b != 0x1b {
			odd++
		}
	}
	return odd*50 > len(head)
}

// sniffDecoded tells apart the formats that are text.
func sniffDecoded(s string) fileKind {
	head := strings.TrimSpace(strings.ToLower(s[:min(len(s), 4096)]))
	switch {
	case head == "" && strings.TrimSpace(s) == "":
		return kindEmpty
	case strings.HasPrefix(head, "begin:vcalendar"):
		return kindCalendar
	case hasBegin(head):
		return kindVCard
	case strings.HasPrefix(head, "<!doctype html"), strings.HasPrefix(head, "<html"), strings.HasPrefix(head, "<table"):
		return kindHTML
	case strings.HasPrefix(head, "<?xml") && strings.Contains(head, "<html"):
		return kindHTML
	case strings.HasPrefix(head, "<?xml"), strings.HasPrefix(head, "<svg"):
		return kindXML
	case strings.HasPrefix(head, "{\""), strings.HasPrefix(head, "[{"), strings.HasPrefix(head, "{\n"), strings.HasPrefix(head, "{\r\n"):
		return kindJSON
	}
	return kindText
}

// hasBegin finds a line that begins a card; a few lines of anything may stand before it.
func hasBegin(head string) bool {
	for _, line := range strings.FieldsFunc(head, func(r rune) bool { return r == '\r' || r == '\n' }) {
		if isBegin(strings.TrimLeft(line, "\ufeff")) {
			return true
		}
	}
	return false
}

// isBegin reports whether a lower-case line begins a card; "BEGIN: vCard" is met too.
func isBegin(line string) bool {
	rest, found := strings.CutPrefix(strings.TrimSpace(line), "begin")
	if !found {
		return false
	}
	rest, found = strings.CutPrefix(strings.TrimSpace(rest), ":")
	return found && strings.TrimSpace(rest) == "vcard"
}
