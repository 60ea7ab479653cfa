package desk_test

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/page"
	"rapport/app/text"
	"rapport/app/trade"
)

// pictureFile is a file with a picture of a size.
func pictureFile(t *testing.T, w, h int) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewNRGBA(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "logo.png")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestPicturesOutliveUndo(t *testing.T) {
	d := withFirm(t)
	path := pictureFile(t, 40, 30)
	p, err := d.TakePicture(t.Context(), path)
	if err != nil || p.ID == 0 || p.Width != 40 || p.Kind != trade.PNG || p.Name != "logo.png" {
		t.Fatalf("%+v, %v", p, err)
	}
	again, err := d.TakePicture(t.Context(), path)
	if err != nil || again.ID != p.ID {
		t.Errorf("the same bytes got the ids %d and %d, %v", p.ID, again.ID, err)
	}
	now := d.NewTemplate()
	now.Name, now.Logo = "Бланк", p.ID
	if _, err := d.SaveTemplate(t.Context(), nil, now); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	kept, err := d.Picture(t.Context(), p.ID)
	if err != nil || !bytes.Equal(kept.Bytes, p.Bytes) {
		t.Errorf("after undo: %v", err)
	}
	if _, err := d.Picture(t.Context(), 7); err == nil {
		t.Error("a picture that was never taken")
	}
}

func TestPictureFilesThatAreNone(t *testing.T) {
	d := withFirm(t)
	dir := t.TempDir()
	empty := filepath.Join(dir, "a.png")
	if err := os.WriteFile(empty, []byte("<html>"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, reason := range map[string]string{empty: "paper.picture.kind", filepath.Join(dir, "none.png"): "desk.file.missing", dir: "desk.file.folder"} {
		_, err := d.TakePicture(t.Context(), path)
		faulty(t, err, reason)
	}
}

func TestSeveralFirms(t *testing.T) {
	d := withFirm(t)
	second, err := d.AddFirm(t.Context(), crm.Firm{Name: "ФОП Белова", Country: "UA", Currency: "UAH", City: "Надрічне", NoVATLine: "платник єдиного податку", Signatory: "І. Б."})
	if err != nil || second.ID == 0 || second.ID == 1 {
		t.Fatalf("%+v, %v", second, err)
	}
	if _, err := d.AddFirm(t.Context(), crm.Firm{}); err == nil {
		t.Error("a firm without a name")
	}
	c := addClient(t, d, crm.Client{Name: "К"})
	o, err := d.NewOffer(t.Context(), c.ID)
	if err != nil || o.Firm != 0 || o.Currency != money.RUB {
		t.Fatalf("%+v, %v", o, err)
	}
	headed, err := d.HeadOffer(t.Context(), o, second.ID)
	if err != nil || headed.Firm != second.ID || headed.Tax != trade.TaxNone || headed.NoTaxLine == "" || headed.Signatory != "І. Б." || headed.Place != "Надрічне" || headed.Currency != money.RUB {
		t.Errorf("%+v, %v", headed, err)
	}
	if back, err := d.HeadOffer(t.Context(), headed, 1); err != nil || back.Firm != 0 || back.Tax != trade.TaxNet || back.Signatory != "И. Б." {
		t.Errorf("%+v, %v", back, err)
	}
	headed.Sections = aLine()
	saved, err := d.SaveOffer(t.Context(), nil, headed)
	if err != nil {
		t.Fatal(err)
	}
	doc, _, err := d.LayOffer(t.Context(), saved)
	if err != nil || doc.Author != "ФОП Белова" {
		t.Errorf("the paper is of %q, %v", doc.Author, err)
	}
	faulty(t, d.RemoveFirm(t.Context(), second.ID), "desk.firm.used")
	if err := d.MakeFirmMain(t.Context(), second.ID); err != nil {
		t.Fatal(err)
	}
	if f, _, err := d.OwnFirm(t.Context()); err != nil || f.ID != second.ID {
		t.Errorf("main is %+v, %v", f, err)
	}
	if f, _, err := d.FirmByID(t.Context(), 0); err != nil || f.ID != 1 {
		t.Errorf("an offer that names no firm is of %d, %v", f.ID, err)
	}
	if err := d.RemoveOffer(t.Context(), saved.ID); err != nil {
		t.Fatal(err)
	}
	if err := d.RemoveFirm(t.Context(), second.ID); err != nil {
		t.Fatal(err)
	}
	faulty(t, d.RemoveFirm(t.Context(), 1), "desk.firm.last")
	for range 4 { // removing firm and offer, the main one, saving the offer
		if _, err := d.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if all, err := d.OwnFirms(t.Context()); err != nil || len(all) != 2 || all[0].ID != 1 {
		t.Errorf("after undo %+v, %v", all, err)
	}
}

// printedOn reports whether words stand on a paper, whatever lines they are broken into.
func printedOn(doc *page.Document, words string) bool {
	var all []string
	for _, leaf := range doc.Pages {
		for _, m := range leaf.Marks {
			if one, ok := m.(page.Text); ok {
				all = append(all, one.S)
			}
		}
	}
	return strings.Contains(strings.ReplaceAll(strings.Join(all, " "), "\u00a0", " "), words)
}

func aLine() []trade.Section {
	return []trade.Section{{Lines: []trade.Line{{Name: "Стол", Quantity: money.DecInt(2), Price: money.DecInt(100), VAT: money.DecInt(22)}}}}
}

// aTemplate saves a template.
func aTemplate(t *testing.T, d *desk.Desk, name string, change func(*trade.Template)) trade.Template {
	t.Helper()
	now := d.NewTemplate()
	now.Name = name
	if change != nil {
		change(&now)
	}
	saved, err := d.SaveTemplate(t.Context(), nil, now)
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func templateNames(t *testing.T, d *desk.Desk) []string {
	t.Helper()
	all, err := d.Templates(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, one := range all {
		out = append(out, one.Name+map[bool]string{true: "*"}[one.Default])
	}
	return out
}

func TestTemplates(t *testing.T) {
	d := withFirm(t)
	_, err := d.SaveTemplate(t.Context(), nil, trade.Template{})
	faulty(t, err, "desk.record.name")
	_, err = d.SaveTemplate(t.Context(), nil, trade.Template{Name: "А", Accent: "красный"})
	faulty(t, err, "desk.template.colour")
	a := aTemplate(t, d, "А", func(now *trade.Template) { now.Default = true })
	aTemplate(t, d, "Б", func(now *trade.Template) { now.Default, now.Accent = true, " #1f4d5c" })
	aTemplate(t, d, "В", func(now *trade.Template) { now.Default, now.Firm = true, 1 })
	if got := templateNames(t, d); !slices.Equal(got, []string{"А", "Б*", "В*"}) {
		t.Errorf("%v", got)
	}
	if err := d.MoveTemplate(t.Context(), a.ID, 1); err != nil {
		t.Fatal(err)
	}
	if got := templateNames(t, d); !slices.Equal(got, []string{"Б*", "А", "В*"}) {
		t.Errorf("moved: %v", got)
	}
	for range 4 {
		if _, err := d.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if got := templateNames(t, d); len(got) != 0 {
		t.Errorf("after undo: %v", got)
	}
	for range 2 {
		if _, err := d.Redo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if got := templateNames(t, d); !slices.Equal(got, []string{"А", "Б*"}) {
		t.Errorf("after redo: %v", got)
	}
	all, _ := d.Templates(t.Context())
	if all[1].Accent != "1F4D5C" || len(all[1].Blocks) != len(trade.BlockKinds) {
		t.Errorf("%+v", all[1])
	}
}

func TestNewOffersBeginWithTheirTemplate(t *testing.T) {
	d := withFirm(t)
	c := addClient(t, d, crm.Client{Name: "Заречье"})
	person, err := d.SaveContact(t.Context(), nil, crm.Contact{Client: c.ID, Name: "Лебедева Ольга", Given: "Ольга"})
	if err != nil {
		t.Fatal(err)
	}
	one := aTemplate(t, d, "Парадный", func(now *trade.Template) {
		now.Default = true
		now.Texts = map[string]trade.TemplateTexts{"ru": {Greeting: "Уважаемая {contact.given}!", Letter: "Для {client.name}: {offer.total}", Terms: []trade.Term{{Title: "Гарантия", Text: "24"}}},
			"uk": {Letter: "Лист"}}
		for i := range now.Blocks {
			now.Blocks[i].Off = now.Blocks[i].Off || now.Blocks[i].Kind == trade.BlockWords
		}
	})
	o, err := d.NewOffer(t.Context(), c.ID)
	if err != nil || o.Template != one.ID || o.Letter != "Для {client.name}: {offer.total}" || o.Words || !o.Acceptance || len(o.Terms) != 1 || o.Contact != person.ID {
		t.Fatalf("%+v, %v", o, err)
	}
	if o, err = d.AddressOffer(t.Context(), o, c.ID, person.ID); err != nil || !strings.Contains(o.Greeting, "{contact.given}") {
		t.Errorf("addressed anew: %q, %v", o.Greeting, err)
	}
	o.Sections = aLine()
	saved, err := d.SaveOffer(t.Context(), nil, o)
	if err != nil {
		t.Fatal(err)
	}
	doc, remarks, err := d.LayOffer(t.Context(), saved)
	if err != nil || len(remarks) > 0 || !printedOn(doc, "Уважаемая Ольга!") || !printedOn(doc, "Для Заречье: 244,00") {
		t.Errorf("remarks %v, %v", remarks, err)
	}
	if n, err := d.TemplateOffers(t.Context(), one.ID); err != nil || n != 1 {
		t.Errorf("%d offers, %v", n, err)
	}
	if plain, err := d.DressOffer(t.Context(), saved, 0); err != nil || plain.Template != 0 || plain.Letter != saved.Letter {
		t.Errorf("%+v, %v", plain, err)
	}
	if err := d.RemoveTemplate(t.Context(), one); err != nil {
		t.Fatal(err)
	}
	_, remarks, err = d.LayOffer(t.Context(), saved)
	if err != nil || len(remarks) != 1 || remarks[0].Reason != "paper.remark.template" {
		t.Errorf("without its template: %v, %v", remarks, err)
	}
	if fresh, err := d.NewOffer(t.Context(), c.ID); err != nil || fresh.Template != 0 || fresh.Letter != "" {
		t.Errorf("%+v, %v", fresh, err)
	}
}

func TestLayTemplateShowsSomethingInEveryLanguage(t *testing.T) {
	d := withFirm(t)
	for _, lang := range text.Langs {
		doc, remarks, err := d.LayTemplate(t.Context(), trade.Template{Blocks: trade.StandardBlocks(), Cover: true}, lang)
		if err != nil || len(remarks) > 0 || len(doc.Pages) != 2 {
			t.Errorf("%s: %v, %v", lang, remarks, err)
		}
	}
	c := addClient(t, d, crm.Client{Name: "Заречье"})
	o, err := d.NewOffer(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	o.Sections = aLine()
	if _, err := d.SaveOffer(t.Context(), nil, o); err != nil {
		t.Fatal(err)
	}
	doc, _, err := d.LayTemplate(t.Context(), trade.Template{Blocks: trade.StandardBlocks()}, text.RU)
	if err != nil || !printedOn(doc, "Заречье") {
		t.Errorf("the owner's newest offer is not shown, %v", err)
	}
}

func TestSheetsTellOfTheItemsOffered(t *testing.T) {
	d := withFirm(t)
	p, err := d.TakePicture(t.Context(), pictureFile(t, 400, 300))
	if err != nil {
		t.Fatal(err)
	}
	item, err := d.SaveItem(t.Context(), nil, trade.Item{Name: "Кресло", Description: "Мягкое", Kind: trade.Goods, Picture: p.ID}, nil)
	if err != nil {
		t.Fatal(err)
	}
	c := addClient(t, d, crm.Client{Name: "Заречье"})
	o, err := d.NewOffer(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	o.Sections = aLine()
	o.Sections[0].Lines[0].Item = item.ID
	one := aTemplate(t, d, "С листами", func(now *trade.Template) {
		for i := range now.Blocks {
			now.Blocks[i].Off = false
		}
	})
	if o, err = d.DressOffer(t.Context(), o, one.ID); err != nil {
		t.Fatal(err)
	}
	doc, remarks, err := d.LayOffer(t.Context(), o)
	if err != nil || !printedOn(doc, "Мягкое") || len(doc.Pictures) != 1 {
		t.Errorf("%d pictures, %v, %v", len(doc.Pictures), remarks, err)
	}
	if err := d.RemoveItems(t.Context(), []trade.ItemID{item.ID}); err != nil {
		t.Fatal(err)
	}
	if _, remarks, err = d.LayOffer(t.Context(), o); err != nil || !slices.ContainsFunc(remarks, func(r desk.Remark) bool { return r.Reason == "paper.remark.sheets" }) {
		t.Errorf("a deleted item: %v, %v", remarks, err)
	}
}

func TestStockTerms(t *testing.T) {
	d := withFirm(t)
	_, err := d.SaveStockTerm(t.Context(), nil, trade.StockTerm{Lang: "ru"})
	faulty(t, err, "desk.record.name")
	a, err := d.SaveStockTerm(t.Context(), nil, trade.StockTerm{Lang: "ru", Title: " Гарантия ", Text: "24 месяца"})
	if err != nil || a.Title != "Гарантия" {
		t.Fatalf("%+v, %v", a, err)
	}
	b := a
	b.Text = "36 месяцев"
	if _, err := d.SaveStockTerm(t.Context(), &a, b); err != nil {
		t.Fatal(err)
	}
	if err := d.RemoveStockTerm(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if all, err := d.StockTerms(t.Context()); err != nil || len(all) != 1 || all[0].Text != "36 месяцев" {
		t.Errorf("%+v, %v", all, err)
	}
}
