package paper_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/page"
	"rapport/app/paper"
	"rapport/app/trade"
)

// photo is a picture of an item: a shaded disc on a ground.
func photo(t testing.TB, w, h int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			d := math.Hypot(float64(x-w/2), float64(y-h/2)) / float64(min(w, h))
			v := uint8(255 - min(d*300, 180))
			m.SetRGBA(x, y, color.RGBA{v, uint8(int(v) * 4 / 5), uint8(int(v) * 3 / 5), 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// stroke is a scan of a signature: a wave on a transparent ground; stampScan is a ring.
func strokeScan(t testing.TB) []byte {
	return drawnPNG(t, 600, 240, func(x, y int) bool {
		wave := 120 + 80*math.Sin(float64(x)/40)*math.Cos(float64(x)/130)
		return math.Abs(float64(y)-wave) < 5 && x > 20 && x < 580
	})
}

func stampScan(t testing.TB) []byte {
	return drawnPNG(t, 500, 500, func(x, y int) bool {
		r := math.Hypot(float64(x-250), float64(y-250))
		return r > 225 && r < 240 || r > 150 && r < 156
	})
}

func drawnPNG(t testing.TB, w, h int, black func(x, y int) bool) []byte {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			if black(x, y) {
				m.SetNRGBA(x, y, color.NRGBA{30, 40, 120, 255})
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const svgLogo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 48"><g fill="#7a1f2b"><path fill-rule="evenodd" d="M4 4h40v40h-40z M12 12h24v24h-24z"/>
<circle cx="78" cy="24" r="18"/></g><path d="M70 24 L78 32 L90 16" fill="none" stroke="#ffffff" stroke-width="4"/></svg>`

// dressed are the facts of a paper in a template that shows everything.
func dressed(t testing.TB, firm crm.Firm, o trade.Offer) (trade.Offer, paper.OfferFacts) {
	f := facts(firm)
	f.Person = crm.Contact{Name: "Лебедева Ольга Николаевна", Given: "Ольга Николаевна", Post: "Генеральный директор"}
	f.Buyer = crm.Client{Name: "Заречье-Отель", City: "Верхнедольск"}
	look := trade.Template{ID: 5, Blocks: trade.StandardBlocks(), Logo: 1, Accent: "7A1F2B", Font: trade.Serif, Cover: true, CoverArt: 2,
		Signature: trade.Scan{Picture: 3, On: true}, Stamp: trade.Scan{Picture: 4, On: true}, Texts: map[string]trade.TemplateTexts{
			"ru": {Footer: "Сервис без выходных: {firm.phone}\nРаботаем с 2009 года", CoverText: "Мы подготовили для компании {client.name} решение, которое окупится за первый год. Общая сумма — {offer.total}, предложение действует до {offer.valid}."},
			"uk": {Footer: "Сервіс без вихідних: {firm.phone}", CoverText: "Загальна сума — {offer.total}, пропозиція діє до {offer.valid}."},
			"en": {Footer: "Service seven days a week: {firm.phone}", CoverTitle: "A quiet breakfast", CoverText: "The total is {offer.total}; the offer is valid until {offer.valid}."}}}
	for i := range look.Blocks {
		look.Blocks[i].Off = false
	}
	f.Look = &look
	f.Pictures = map[trade.PictureID]trade.Picture{1: {ID: 1, Kind: trade.SVG, Bytes: []byte(svgLogo)}, 2: {ID: 2, Bytes: photo(t, 1600, 900)},
		3: {ID: 3, Bytes: strokeScan(t)}, 4: {ID: 4, Bytes: stampScan(t)}, 7: {ID: 7, Name: "каскад.jpg", Bytes: photo(t, 800, 900)}, 8: {ID: 8, Bytes: photo(t, 900, 500)}}
	o.Template = 5
	o.Sections = slices.Clone(o.Sections)
	o.Sections[0].Lines = slices.Clone(o.Sections[0].Lines)
	f.Items = map[trade.ItemID]trade.Item{}
	for i := range min(3, len(o.Sections[0].Lines)) {
		l := &o.Sections[0].Lines[i]
		l.Item = trade.ItemID(i + 1)
		f.Items[l.Item] = trade.Item{ID: l.Item, Name: l.Name, Article: l.Article, Description: strings.Repeat(l.Description+". ", 3), Picture: trade.PictureID([]int{7, 8, 0}[i]),
			Features: []trade.Feature{{Name: []string{"Colour", "Цвет корпуса"}[i%2], Choices: []trade.Choice{{Name: "White"}, {Name: "Чёрный матовый"}, {Name: "Сталь"}}}}}
	}
	return o, f
}

func samples() map[string]struct {
	o trade.Offer
	f crm.Firm
} {
	return map[string]struct {
		o trade.Offer
		f crm.Firm
	}{"ru": {ruOffer(), ruFirm()}, "uk": {ukOffer(), ukFirm()}, "en": {enOffer(), enFirm()}}
}

// TestWriteTemplates writes papers in a template into the folder that PAPER_OUT names, to be looked at.
func TestWriteTemplates(t *testing.T) {
	dir := os.Getenv("PAPER_OUT")
	if dir == "" {
		t.Skip("PAPER_OUT names no folder")
	}
	for lang, s := range samples() {
		for _, letter := range []bool{false, true} {
			o, f := dressed(t, s.f, s.o)
			f.Look.Letter = letter
			name := "template-" + lang + map[bool]string{true: "-letter"}[letter]
			if letter {
				f.Look.Font, f.Look.Logo = trade.Sans, 0
			}
			doc, remarks := layOffer(t, o, f)
			t.Log(name, remarks)
			if err := os.WriteFile(filepath.Join(dir, name+".pdf"), pdfOf(t, doc), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestTemplateStaysInItsFrame(t *testing.T) {
	for lang, s := range samples() {
		for _, letter := range []bool{false, true} {
			o, f := dressed(t, s.f, s.o)
			f.Look.Letter = letter
			doc, remarks := layOffer(t, o, f)
			if len(remarks) > 0 {
				t.Errorf("%s: %v", lang, remarks)
			}
			checkInk(t, doc)
			if again, _ := layOffer(t, o, f); !bytes.Equal(pdfOf(t, doc), pdfOf(t, again)) {
				t.Errorf("%s: two prints differ", lang)
			}
		}
	}
}

// checkInk proves that no ink leaves the text block or the sheet, and that all letters are of one family.
func checkInk(t *testing.T, doc *page.Document) {
	t.Helper()
	for n, leaf := range doc.Pages {
		for _, m := range leaf.Marks {
			x1, y1, x2, y2 := extent(m)
			if x1 < 20-0.3 || x2 > 196+0.3 || y1 < 9 || y2 > doc.Height-10 {
				t.Fatalf("page %d: ink outside the frame: %+v", n+1, m)
			}
			if text, ok := m.(page.Text); ok && !text.Face.Serif() {
				t.Fatalf("page %d: %q is not in the face of the template", n+1, text.S)
			}
		}
	}
}

// words are all texts of a page, one run a line.
func words(leaf page.Page) string {
	var all []string
	for _, m := range leaf.Marks {
		if text, ok := m.(page.Text); ok {
			all = append(all, strings.ReplaceAll(text.S, "\u00a0", " "))
		}
	}
	return strings.Join(all, "\n")
}

func allWords(doc *page.Document) string {
	var all []string
	for _, leaf := range doc.Pages {
		all = append(all, words(leaf))
	}
	return strings.Join(all, "\n")
}

func TestCoverComesFirstAndIsCounted(t *testing.T) {
	o, f := dressed(t, ruFirm(), ruOffer())
	doc, _ := layOffer(t, o, f)
	cover := words(doc.Pages[0])
	for _, want := range []string{"Коммерческое предложение", "КП-2026-0147", "ООО «Заречье-Отель»", "для компании Заречье-Отель решение", "Замена кофемашин"} {
		if !strings.Contains(strings.ReplaceAll(cover, "\n", " "), want) {
			t.Errorf("the cover does not say %q:\n%s", want, cover)
		}
	}
	if strings.Contains(cover, "{") || !strings.Contains(words(doc.Pages[1]), "Страница 2 из") {
		t.Errorf("cover %q, second page %q", cover, words(doc.Pages[1]))
	}
	if doc.Marks[0].Page != 0 || doc.Marks[1].Page != 1 {
		t.Errorf("outline %+v", doc.Marks[:2])
	}
}

// TestCoverSaysTheSubjectOnce proves that a cover whose title is the subject tells under it what the paper is.
func TestCoverSaysTheSubjectOnce(t *testing.T) {
	o, f := dressed(t, ruFirm(), ruOffer())
	own := f.Look.Texts["ru"]
	own.CoverTitle = "{offer.subject}"
	f.Look.Texts["ru"] = own
	doc, _ := layOffer(t, o, f)
	cover := strings.ReplaceAll(words(doc.Pages[0]), "\n", " ")
	if strings.Count(cover, "Замена кофемашин") != 1 || strings.Count(cover, "Коммерческое предложение") != 1 {
		t.Errorf("the cover says\n%s", cover)
	}
}

func TestBlocksOfATemplate(t *testing.T) {
	signs := map[trade.BlockKind]string{trade.BlockLetter: "Уважаемая Ольга", trade.BlockTable: "Кофемолка «Мельник 64»", trade.BlockTotals: "За первые 12 месяцев",
		trade.BlockWords: "рубл", trade.BlockTerms: "Срок поставки", trade.BlockRequisites: "40702810", trade.BlockSignature: "Кедров",
		trade.BlockAcceptance: "Предложение принято"}
	at := func(all string, k trade.BlockKind) int { return strings.Index(all, signs[k]) }
	for off := range signs {
		look := trade.Template{Blocks: trade.StandardBlocks()}
		for i := range look.Blocks {
			look.Blocks[i].Off = look.Blocks[i].Off || look.Blocks[i].Kind == off
		}
		o, f := ruOffer(), facts(ruFirm())
		f.Look = &look
		o = look.Dress(o)
		doc, _ := layOffer(t, o, f)
		checkFrame(t, doc)
		all := allWords(doc)
		for k := range signs {
			if shown := at(all, k) >= 0; shown != (k != off) {
				t.Errorf("without %s: %s shown %v", off, k, shown)
			}
		}
	}
	order := []trade.BlockKind{trade.BlockTerms, trade.BlockTable, trade.BlockWords, trade.BlockTotals, trade.BlockAcceptance, trade.BlockSignature,
		trade.BlockRequisites, trade.BlockLetter}
	look := trade.Template{}
	for _, k := range order {
		look.Blocks = append(look.Blocks, trade.Block{Kind: k})
	}
	f := facts(ruFirm())
	f.Look = &look
	doc, _ := layOffer(t, ruOffer(), f)
	checkFrame(t, doc)
	all := allWords(doc)
	for i := 1; i < len(order); i++ {
		if at(all, order[i-1]) < 0 || at(all, order[i-1]) > at(all, order[i]) {
			t.Errorf("%s stands behind %s", order[i-1], order[i])
		}
	}
}

func TestDefaultLookIsThatOfAnEmptyTemplate(t *testing.T) {
	for lang, s := range samples() {
		f := facts(s.f)
		plain, _ := layOffer(t, s.o, f)
		f.Look = &trade.Template{Blocks: trade.StandardBlocks()}
		dressed, _ := layOffer(t, s.o, f)
		if !bytes.Equal(pdfOf(t, plain), pdfOf(t, dressed)) {
			t.Errorf("%s: a template without wishes prints otherwise", lang)
		}
	}
}

// TestNamesInQuotesInsideQuotes puts names that have quotation marks of their own into texts that quote them.
func TestNamesInQuotesInsideQuotes(t *testing.T) {
	o, f := ruOffer(), facts(ruFirm())
	f.Buyer = crm.Client{Name: "Аптеки «Мята»", LegalName: "ООО «М'ята»"}
	o.Letter = "Для {client.name}: «О незакрытом\nКлиент «{client.name}», по договору „{client.legal}“ 7\""
	doc, _ := layOffer(t, o, f)
	all := strings.ReplaceAll(allWords(doc), "\n", " ")
	for _, want := range []string{"Для Аптеки «Мята»: «О незакрытом", "Клиент «Аптеки „Мята“», по договору „ООО ‚М'ята‘“ 7\""} {
		if !strings.Contains(all, want) {
			t.Errorf("not on the paper: %q\n%s", want, all)
		}
	}
}

func TestFieldsInTexts(t *testing.T) {
	o, f := ruOffer(), facts(ruFirm())
	f.Buyer = crm.Client{Name: "Заречье"}
	f.Person = crm.Contact{Name: "Лебедева Ольга Николаевна", Post: "генеральный директор"}
	o.Letter = "Для {client.name}, {contact.dative}: {offer.number}, {offer.total}. {firm.site} {Offer.Date} { rep.name } {client.nmae} {просто скобки} {offer.total_words}"
	o.Terms = []trade.Term{{Title: "Кому", Text: "{contact.post_dative}"}}
	doc, remarks := layOffer(t, o, f)
	all := strings.ReplaceAll(allWords(doc), "\n", " ")
	for _, want := range []string{"Для Заречье, Лебедевой Ольге Николаевне: КП-2026-0147,", "zernoipar.example 20 ноября 2026 г. … {client.nmae} {просто скобки}", "генеральному директору"} {
		if !strings.Contains(all, want) {
			t.Errorf("not on the paper: %q\n%s", want, all)
		}
	}
	var told []string
	for _, r := range remarks {
		told = append(told, r.Field+" "+r.Reason)
	}
	want := []string{"letter paper.remark.field.dative", "letter paper.remark.field.empty", "letter paper.remark.field.unknown", "term 0 paper.remark.field.dative"}
	if !slices.Equal(told, want) {
		t.Errorf("told %q", told)
	}
	for _, name := range paper.Fields {
		if !paper.HasFields("{" + name + "}") {
			t.Errorf("%s is not read as a field", name)
		}
	}
}

func TestEveryFieldHasAValue(t *testing.T) {
	o, f := ruOffer(), facts(ruFirm())
	f.Firm.City = "Верхнедольск"
	f.Buyer = crm.Client{Name: "Заречье", LegalName: "ООО «Заречье»", City: "Верхнедольск", Addresses: []crm.Address{{City: "Верхнедольск"}}}
	f.Person = crm.Contact{Name: "Ольга", Dative: "Ольге", Given: "Ольга", Post: "директор", PostTo: "директору"}
	f.Rep = crm.Rep{Name: "Пётр", Post: "менеджер"}
	for _, name := range paper.Fields {
		o.Note = "[{" + name + "}]"
		doc, remarks := layOffer(t, o, f)
		if all := allWords(doc); len(remarks) > 0 || strings.Contains(all, "[…]") || strings.Contains(all, "{") {
			t.Errorf("%s: %v", name, remarks)
		}
	}
}

func TestTroubleWithPicturesIsTold(t *testing.T) {
	for name, c := range map[string]struct {
		change func(f *paper.OfferFacts)
		want   string
	}{
		"a broken logo":           {func(f *paper.OfferFacts) { f.Pictures[1] = trade.Picture{Name: "l.png", Bytes: mark()[:200]} }, "logo paper.remark.logo"},
		"a logo that is gone":     {func(f *paper.OfferFacts) { delete(f.Pictures, 1) }, "logo paper.remark.picture.gone"},
		"a stamp that is gone":    {func(f *paper.OfferFacts) { delete(f.Pictures, 4) }, "stamp paper.remark.picture.gone"},
		"a broken item picture":   {func(f *paper.OfferFacts) { f.Pictures[7] = trade.Picture{Name: "x", Bytes: []byte("\xff\xd8\xff")} }, "sheets paper.remark.picture"},
		"a broken SVG":            {func(f *paper.OfferFacts) { f.Pictures[1] = trade.Picture{Bytes: []byte("<svg viewBox='0 0 1")} }, "logo paper.remark.logo"},
		"a lost glyph":            {func(f *paper.OfferFacts) { f.Look.Texts["ru"] = trade.TemplateTexts{Footer: "漢"} }, "footer paper.remark.lost"},
		"no items":                {func(f *paper.OfferFacts) { f.Items = nil }, "sheets paper.remark.sheets"},
		"items that tell nothing": {func(f *paper.OfferFacts) { f.Items = map[trade.ItemID]trade.Item{1: {ID: 1, Name: "Насос"}} }, "sheets paper.remark.sheets.bare"},
		"no template":             {func(f *paper.OfferFacts) { f.Look, f.LookGone = nil, true }, "template paper.remark.template"},
	} {
		o, f := dressed(t, ruFirm(), ruOffer())
		change := f
		c.change(&change)
		doc, remarks := layOffer(t, o, change)
		if len(remarks) != 1 || remarks[0].Field+" "+remarks[0].Reason != c.want {
			t.Errorf("%s: %v", name, remarks)
		}
		pdfOf(t, doc)
	}
}

func TestLongSheetsGoOverPages(t *testing.T) {
	o, f := dressed(t, ruFirm(), ruOffer())
	item := f.Items[1]
	item.Description = strings.Repeat("Очень подробное описание одной и той же машины. ", 300)
	f.Items[1] = item
	doc, remarks := layOffer(t, o, f)
	if len(remarks) > 0 || len(doc.Pages) < 6 {
		t.Errorf("%d pages, %v", len(doc.Pages), remarks)
	}
	checkInk(t, doc)
	if n := strings.Count(strings.ReplaceAll(allWords(doc), "\n", " "), "Очень"); n != 300 {
		t.Errorf("%d of 300 sentences are printed", n)
	}
}

func TestFooterTakesItsRoom(t *testing.T) {
	o, f := dressed(t, ruFirm(), manyLines(60, 1))
	f.Look.Texts["ru"] = trade.TemplateTexts{Footer: "раз\nдва\nтри\nчетыре"}
	doc, remarks := layOffer(t, o, f)
	checkInk(t, doc)
	if len(remarks) != 1 || remarks[0].Reason != "paper.remark.cut" || remarks[0].Field != "footer" {
		t.Errorf("a footer of four lines: %v", remarks)
	}
	for n, leaf := range doc.Pages {
		if !strings.Contains(words(leaf), "раз\nдва\n") {
			t.Errorf("page %d has no footer", n+1)
		}
	}
}
