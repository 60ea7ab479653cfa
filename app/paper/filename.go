package paper

import (
	"strings"
	"unicode"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
)

// nameUnits is how many UTF-16 units a file name may have without its extension.
const nameUnits = 120

// OfferFile is the name of an offer's PDF: number with its version, client, and that it is a draft. The name of the client is cut when
// the whole is too long, never the number.
func OfferFile(o trade.Offer, client string, say *text.Tongue) string {
	tail := ""
	if o.State == trade.Draft || o.State == "" {
		tail = lowered(say.T("paper.draft"))
	}
	number := o.FullNumber()
	if strings.TrimSpace(number) == "" {
		number = say.T("paper.file.offer")
	}
	return FileName(number, client, tail) + ".pdf"
}

// DossierFile is the name of a dossier's PDF: the client and the day.
func DossierFile(client string, day crm.Day, say *text.Tongue) string {
	return FileName(say.T("paper.file.dossier"), client, string(day)) + ".pdf"
}

// FileName joins the parts of a file name so that every system takes it: characters that some forbid are gone, it is
// no longer than 120 UTF-16 units, and it is no name of a device. Only the middle part is cut to make room.
func FileName(start, middle, end string) string {
	start, middle, end = safe(start), safe(middle), cutTo(safe(end), nameUnits/4)
	start = cutTo(start, nameUnits-units(end)-2)
	room := nameUnits - units(joined(" ", start, end)) - 1
	name := joined(" ", start, cutTo(middle, room), end)
	if name = strings.Trim(name, " ."); name == "" {
		return "_"
	}
	if device(name) {
		name = "_" + name
	}
	return name
}

// safe drops what a file name cannot hold; a slash becomes a hyphen.
func safe(s string) string {
	s = norm.NFC.String(strings.ToValidUTF8(s, ""))
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '/' || r == '\\':
			return '-'
		case strings.ContainsRune(`<>:"|?*«»“”„`, r):
			return -1
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)
	return strings.Trim(strings.Join(strings.Fields(s), " "), " .")
}

func units(s string) int { return len(utf16.Encode([]rune(s))) }

// cutTo keeps so many UTF-16 units, in whole characters, and no space or dot at the end.
func cutTo(s string, most int) string {
	n := 0
	for i, r := range s {
		if n += utf16.RuneLen(r); n > most {
			return strings.TrimRight(s[:i], " .-,")
		}
	}
	return s
}

// device tells the names that Windows keeps for itself, with or without an extension.
func device(name string) bool {
	base, _, _ := strings.Cut(strings.ToUpper(name), ".")
	base = strings.TrimSpace(base)
	switch base {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	return len(base) == 4 && (strings.HasPrefix(base, "COM") || strings.HasPrefix(base, "LPT")) && base[3] >= '1' && base[3] <= '9'
}
