package paper_test

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"rapport/app/paper"
	"rapport/app/text"
	"rapport/app/trade"
)

func TestFileNames(t *testing.T) {
	ru, uk, en := catalogue.In(text.RU), catalogue.In(text.UK), catalogue.In(text.EN)
	sent := trade.Offer{Number: "КП-2026-0147", State: trade.Sent}
	draft := trade.Offer{Number: "КП-2026-0147", State: trade.Draft}
	for _, c := range []struct{ got, want string }{
		{paper.OfferFile(sent, "ООО «Заречье-Отель»", ru), "КП-2026-0147 ООО Заречье-Отель.pdf"},
		{paper.OfferFile(trade.Offer{Number: "КП-2026-0147", Version: 2, State: trade.Sent}, "ООО «Заречье-Отель»", ru), "КП-2026-0147-2 ООО Заречье-Отель.pdf"},
		{paper.OfferFile(draft, "ООО «Заречье-Отель»", ru), "КП-2026-0147 ООО Заречье-Отель черновик.pdf"},
		{paper.OfferFile(draft, "ТОВ «Готель»", uk), "КП-2026-0147 ТОВ Готель чернетка.pdf"},
		{paper.OfferFile(trade.Offer{Number: "12/26", State: trade.Sent}, "A:B|C?", en), "12-26 ABC.pdf"},
		{paper.OfferFile(trade.Offer{State: trade.Sent}, "", en), "Quotation.pdf"},
		{paper.DossierFile("ООО «Заречье-Отель»", "2026-11-21", ru), "Досье ООО Заречье-Отель 2026-11-21.pdf"},
		{paper.FileName("CON", "", ""), "_CON"},
		{paper.FileName("lpt1.x", "", ""), "_lpt1.x"},
		{paper.FileName("COM0", "", ""), "COM0"},
		{paper.FileName("", " . ", ""), "_"},
		{paper.FileName("а\u00a0\u00a0 б", "в\tг\x00", "и\u0306. "), "а б в г й"},
		{paper.FileName("a\\b", "c\u202ed", ""), "a-b cd"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestLongFileNameKeepsTheNumber(t *testing.T) {
	for _, client := range []string{strings.Repeat("Длинное имя ", 40), strings.Repeat("😀", 200), strings.Repeat("а", 500)} {
		name := paper.FileName("КП-2026-0147", client, "черновик")
		if n := len(utf16.Encode([]rune(name))); n > 120 {
			t.Errorf("%d units: %q", n, name)
		}
		if !strings.HasPrefix(name, "КП-2026-0147 ") || !strings.HasSuffix(name, " черновик") {
			t.Errorf("number or end lost: %q", name)
		}
	}
}

func FuzzFileName(f *testing.F) {
	f.Add("КП-1", "ООО «А»", "")
	f.Add("con", "", " .")
	f.Add("0", "0", strings.Repeat("0", 300))
	f.Add("../../etc", "a/b\\c", "\x00")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		name := paper.FileName(a, b, c)
		if name == "" || !utf8.ValidString(name) || strings.ContainsAny(name, "<>:\"/\\|?*\x00\n") ||
			strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") || strings.HasPrefix(name, ".") || len(utf16.Encode([]rune(name))) > 121 {
			t.Errorf("%q from %q %q %q", name, a, b, c)
		}
	})
}
