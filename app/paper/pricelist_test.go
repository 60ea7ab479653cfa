package paper_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/page"
	"rapport/app/paper"
	"rapport/app/text"
	"rapport/app/trade"
)

// tiered is a price list where some items have prices by quantity: every one of them, and from the same quantities, when
// shared.
func tiered(n int, f crm.Firm, shared bool) paper.PriceListFacts {
	list := prices(n, f)
	for i := range list.Sections {
		for j := range list.Sections[i].Rows {
			r := &list.Sections[i].Rows[j]
			if !r.Priced || !shared && j%5 != 0 {
				continue
			}
			less := func(part string) paper.PriceTier { return paper.PriceTier{Price: r.Price.Mul(d(part))} }
			r.Tiers = []paper.PriceTier{less("0.9"), less("0.85")}
			r.Tiers[0].From, r.Tiers[1].From = d("10"), d("50")
			if !shared && j%10 == 0 {
				r.Tiers[1].From = d("1000.5")
			}
		}
	}
	return list
}

// formed is a price list whose items come in forms of different prices.
func formed(n int, f crm.Firm) paper.PriceListFacts {
	list := prices(n, f)
	for i := range list.Sections {
		for j := range list.Sections[i].Rows {
			r := &list.Sections[i].Rows[j]
			if j%4 != 1 {
				continue
			}
			for k, name := range []string{"", "Нагреватель: водяной", "Нагреватель: электрический; Сторона: правая"} {
				form := paper.PriceForm{Article: fmt.Sprintf("%s-%d", r.Article, k+1), Name: name, Price: r.Price.Add(d(fmt.Sprint(k * 100))), Priced: true}
				form.Tiers = append(form.Tiers, paper.PriceTier{From: d("5"), Price: form.Price.Mul(d("0.95"))})
				r.Forms = append(r.Forms, form)
			}
			r.Priced = false
		}
	}
	return list
}

func layPrices(t testing.TB, list paper.PriceListFacts, lang text.Lang) *page.Document {
	t.Helper()
	doc, remarks, err := paper.PriceList(list, catalogue.In(lang))
	if err != nil || len(remarks) > 0 {
		t.Fatal(err, remarks)
	}
	checkFrame(t, doc)
	return doc
}

// TestTiersStandWhereTheyReadBest proves that prices by quantity have columns when all items share them, and stand under
// the price otherwise, each number on one edge.
func TestTiersStandWhereTheyReadBest(t *testing.T) {
	for _, letter := range []bool{false, true} {
		list := tiered(90, ruFirm(), true)
		list.Letter = letter
		said := saidOn(layPrices(t, list, text.RU))
		if n := strings.Count(said, "от\u00a010\n"); n < 3 || n > 8 {
			t.Errorf("shared quantities head columns on each page, not %d times", n)
		}
		if n := strings.Count(saidOn(layPrices(t, tiered(90, ruFirm(), false), text.RU)), "от\u00a010\u00a0кг\n"); n != 17 {
			t.Errorf("quantities under prices: %d", n)
		}
	}
}

// marksAt are the places of the decimal marks of the prices on a page, by the size of their type.
func marksAt(leaf page.Page, price func(page.Text) bool) map[float64]map[string]bool {
	at := map[float64]map[string]bool{}
	for _, m := range leaf.Marks {
		x, ok := m.(page.Text)
		if !ok || !price(x) {
			continue
		}
		before, _, found := strings.Cut(x.S, ",")
		if !found {
			continue
		}
		if at[x.Size] == nil {
			at[x.Size] = map[string]bool{}
		}
		at[x.Size][fmt.Sprintf("%.1f", x.X+paper.Metrics().Width(before, x.Face, x.Size))] = true
	}
	return at
}

// TestDecimalMarksStandUnderEachOther proves it for prices of two, three and four digits after the mark, of price lists
// and offers; the longest of them still stands inside its column.
func TestDecimalMarksStandUnderEachOther(t *testing.T) {
	doc := layPrices(t, tiered(40, ukFirm(), false), text.UK)
	inList := func(x page.Text) bool {
		return x.X > 150 && !strings.Contains(x.S, "від") && x.Size < 8.6 && x.Y > 70
	}
	for size, at := range marksAt(doc.Pages[0], inList) {
		if len(at) != 1 {
			t.Errorf("marks of %.1f points at %v", size, at)
		}
	}
	o := manyLines(9, 0)
	for i, price := range []string{"1200", "0.0525", "17.5", "1234567.891", "12", "0.125", "99.99", "3", "250.4"} {
		o.Sections[0].Lines[i].Price, o.Sections[0].Lines[i].Discount = d(price), d("0")
	}
	offer, _ := layOffer(t, o, facts(ruFirm()))
	checkFrame(t, offer)
	checkApart(t, offer)
	said := saidOn(offer)
	for _, price := range []string{"1\u00a0200,00\n", "0,0525\n", "17,50\n", "1\u00a0234\u00a0567,891\n", "0,125\n"} {
		if !strings.Contains(said, price) {
			t.Errorf("no price %q", price)
		}
	}
	head := 0.0
	for _, m := range offer.Pages[0].Marks {
		if x, ok := m.(page.Text); ok && strings.HasPrefix(x.S, "Цена") {
			head = x.X
		}
	}
	inColumn := func(x page.Text) bool {
		return strings.HasPrefix(x.Tag, "line") && x.X > head-12 && x.X+x.Width < head+30 && x.Size > 8
	}
	all := marksAt(offer.Pages[0], inColumn)
	if len(all) != 1 {
		t.Fatalf("prices in %d sizes", len(all))
	}
	for _, at := range all {
		if len(at) != 1 {
			t.Errorf("marks at %v", at)
		}
	}
}

func TestTiersOfWordyItems(t *testing.T) {
	list := tiered(8, enFirm(), false)
	for i := range list.Sections[0].Rows {
		r := &list.Sections[0].Rows[i]
		r.Period, r.Priced, r.Price = trade.Monthly, true, d("123456789.1234")
		r.Unit = "упаковка транспортная"
		r.Tiers = nil
		for k := range 40 {
			r.Tiers = append(r.Tiers, paper.PriceTier{From: d(fmt.Sprint(1000000 + k)), Price: d("123456789.1234")})
		}
	}
	doc, remarks, err := paper.PriceList(list, catalogue.In(text.RU))
	if err != nil || len(remarks) == 0 {
		t.Fatal(err, remarks)
	}
	checkFrame(t, doc)
}

func TestFormsOfAnItemAreAllPrinted(t *testing.T) {
	for _, n := range []int{2, 60, 200} {
		list := formed(n, ruFirm())
		doc := layPrices(t, list, text.RU)
		said := saidOn(doc)
		for _, s := range list.Sections {
			for _, r := range s.Rows {
				for _, f := range r.Forms {
					if strings.Count(said, f.Article+"\n") != 1 {
						t.Fatalf("%d items: %s stands %d times", n, f.Article, strings.Count(said, f.Article))
					}
				}
			}
		}
		if !strings.Contains(said, "без дополнений\n") {
			t.Error("a form in which nothing is chosen has no name")
		}
	}
}

// picture is a picture in dots; one with a hole is transparent there.
func picture(t testing.TB, w, h int, hole bool) trade.Picture {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.NRGBA{R: uint8(x * 255 / w), G: uint8(y * 255 / h), B: 90, A: 255}
			if hole && x > w/3 && x < 2*w/3 && y > h/3 && y < 2*h/3 {
				c = color.NRGBA{}
			}
			m.SetNRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return trade.Picture{Name: "x.png", Kind: trade.PNG, Width: w, Height: h, Bytes: b.Bytes()}
}

func TestThumbnail(t *testing.T) {
	for name, c := range map[string]struct{ w, h, wantW, wantH int }{
		"wide": {1000, 500, 144, 72}, "high": {333, 999, 48, 144}, "small": {40, 20, 40, 20}, "line": {3000, 1, 144, 1}, "just over": {145, 145, 144, 144},
	} {
		small, err := paper.MakeThumbnail(picture(t, c.w, c.h, true))
		if err != nil || small.Width != c.wantW || small.Height != c.wantH || len(small.Bytes) > 12<<10 {
			t.Errorf("%s: %d×%d of %d bytes, %v", name, small.Width, small.Height, len(small.Bytes), err)
			continue
		}
		m, err := jpeg.Decode(bytes.NewReader(small.Bytes))
		if err != nil {
			t.Fatal(name, err)
		}
		if r, g, b, _ := m.At(small.Width/2, small.Height/2).RGBA(); c.h > 1 && (r < 0xf000 || g < 0xf000 || b < 0xf000) {
			t.Errorf("%s: a hole is %x %x %x, not white", name, r, g, b)
		}
		if again, _ := paper.MakeThumbnail(picture(t, c.w, c.h, true)); !bytes.Equal(again.Bytes, small.Bytes) {
			t.Errorf("%s: other bytes the second time", name)
		}
	}
	for name, bad := range map[string][]byte{"nothing": nil, "noise": []byte("noise"), "cut off": picture(t, 300, 300, false).Bytes[:400], "bad drawing": []byte("<svg><path d='")} {
		if _, err := paper.MakeThumbnail(trade.Picture{Bytes: bad}); err == nil {
			t.Errorf("%s is taken for a picture", name)
		}
	}
	drawn := []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0h20v10h-20z" fill="#336699"/></svg>`)
	small, err := paper.MakeThumbnail(trade.Picture{Bytes: drawn})
	if err != nil || small.Width != 144 || small.Height != 72 {
		t.Errorf("a drawing: %+v, %v", small, err)
	}
}

func BenchmarkThumbnail(b *testing.B) {
	m, err := png.Decode(bytes.NewReader(picture(b, 800, 600, false).Bytes))
	if err != nil {
		b.Fatal(err)
	}
	var file bytes.Buffer
	if err := jpeg.Encode(&file, m, nil); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := paper.MakeThumbnail(trade.Picture{Bytes: file.Bytes()}); err != nil {
			b.Fatal(err)
		}
	}
}

// illustrated is a list with pictures at two of three items.
func illustrated(t testing.TB, list paper.PriceListFacts) paper.PriceListFacts {
	list.Pictures = map[trade.PictureID]paper.Thumbnail{}
	sizes := []image.Point{{300, 300}, {400, 150}, {120, 400}, {30, 30}}
	n := 0
	for i := range list.Sections {
		for j := range list.Sections[i].Rows {
			if n++; n%3 == 0 {
				continue
			}
			id := trade.PictureID(n%8 + 1)
			list.Sections[i].Rows[j].Picture = id
			if _, has := list.Pictures[id]; !has {
				size := sizes[int(id)%len(sizes)]
				small, err := paper.MakeThumbnail(picture(t, size.X, size.Y, id%2 == 0))
				if err != nil {
					t.Fatal(err)
				}
				list.Pictures[id] = small
			}
		}
	}
	return list
}

// TestPicturesStandBesideTheirRows proves that every picture is drawn, inside its row and over no other, and that names
// begin at one edge whether there is a picture or none.
func TestPicturesStandBesideTheirRows(t *testing.T) {
	list := illustrated(t, formed(70, ruFirm()))
	doc := layPrices(t, list, text.RU)
	want := 0
	for _, s := range list.Sections {
		for _, r := range s.Rows {
			if r.Picture != 0 {
				want++
			}
		}
	}
	drawn := 0
	for n, leaf := range doc.Pages {
		bottom := 0.0
		for _, m := range leaf.Marks {
			if x, ok := m.(page.Image); ok && x.Name != "logo" {
				drawn++
				if x.X < 20-0.01 || x.X+x.W > 36.01 || x.Y < bottom-0.01 || x.Y+x.H > 277 {
					t.Errorf("page %d: %+v after %.1f", n+1, x, bottom)
				}
				bottom = x.Y + x.H
			}
		}
	}
	if drawn != want {
		t.Errorf("%d pictures are drawn, not %d", drawn, want)
	}
	if len(doc.Pictures) != len(list.Pictures)+1 { // and the logo
		t.Errorf("%d pictures in the file for %d", len(doc.Pictures), len(list.Pictures))
	}
	edges := map[float64]bool{}
	for _, m := range doc.Pages[0].Marks {
		if x, ok := m.(page.Text); ok && strings.HasPrefix(x.S, "Кофе в зёрнах") {
			edges[x.X] = true
		}
	}
	if len(edges) != 1 {
		t.Errorf("names begin at %v", edges)
	}
	if a, b := pdfOf(t, doc), pdfOf(t, layPrices(t, list, text.RU)); !bytes.Equal(a, b) {
		t.Error("other bytes the second time")
	}
	list.Pictures = nil
	for _, leaf := range layPrices(t, list, text.RU).Pages {
		for _, m := range leaf.Marks {
			if x, is := m.(page.Image); is && x.Name != "logo" {
				t.Fatal("a list without pictures has one")
			}
		}
	}
}

// TestWritePriceLists writes price lists into the folder that PAPER_OUT names, to be looked at.
func TestWritePriceLists(t *testing.T) {
	dir := os.Getenv("PAPER_OUT")
	if dir == "" {
		t.Skip("PAPER_OUT names no folder")
	}
	for name, list := range map[string]paper.PriceListFacts{
		"columns": tiered(60, ruFirm(), true), "under": tiered(60, ruFirm(), false), "forms": formed(50, ruFirm()),
		"pictures": illustrated(t, formed(50, ruFirm())), "pictures-columns": illustrated(t, tiered(50, ruFirm(), true)),
	} {
		for _, thrifty := range []bool{false, true} {
			list.Thrifty, list.Letter = thrifty, thrifty
			file := filepath.Join(dir, fmt.Sprintf("prices-%s-%v.pdf", name, thrifty))
			if err := os.WriteFile(file, pdfOf(t, layPrices(t, list, text.RU)), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}
