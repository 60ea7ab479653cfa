package screens

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ledongthuc/pdf"

	"rapport/app/text"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// TestEveryGridPrints prints each grid over the demo firm as the window shows it, and keeps the papers in the folder of
// RAPPORT_PAPERS, where it is set.
func TestEveryGridPrints(t *testing.T) {
	grids := []struct {
		name string
		to   route.Route
	}{
		{"clients", route.Route{Room: route.Clients}}, {"deals", route.Route{Room: route.Deals, Sub: parts.DealList}}, {"offers", route.Route{Room: route.Offers}},
		{"orders", route.Route{Room: route.Orders}}, {"items", route.Route{Room: route.Catalogue}},
	}
	for _, lang := range text.Langs {
		h := open(t, lang, true)
		h.settings.OutFolder = t.TempDir()
		var opened []string
		h.env.OpenFile = func(path string) { opened = append(opened, path) }
		for i, g := range grids {
			h.Go(g.to)
			h.rest(t)
			h.here().(parts.Printer).Print()
			h.rest(t)
			if len(opened) != i+1 {
				t.Fatalf("%s %s: %d papers were opened", lang, g.name, len(opened))
			}
			body, err := os.ReadFile(opened[i])
			if err != nil {
				t.Fatal(err)
			}
			said := pageWords(t, body)
			if len(said) < 1 || len(said) > 12 || !strings.Contains(said[0], h.firmName(t)) {
				t.Errorf("%s %s: %d pages, the first says %.200s", lang, g.name, len(said), said)
			}
			keepPaper(t, fmt.Sprintf("list-%s-%s.pdf", g.name, lang), body)
		}
	}
}

// firmName is how the firm is called on its papers.
func (h *house) firmName(t *testing.T) string {
	t.Helper()
	f, err := h.Desk.Firm(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return f.LegalName
}

// pageWords is what the pages of a paper say.
func pageWords(t *testing.T, body []byte) []string {
	t.Helper()
	r, err := pdf.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for i := range r.NumPage() {
		text, err := r.Page(i + 1).GetPlainText(nil)
		if err != nil {
			t.Fatal(err)
		}
		said = append(said, text)
	}
	return said
}

func keepPaper(t *testing.T, name string, body []byte) {
	t.Helper()
	folder := os.Getenv("RAPPORT_PAPERS")
	if folder == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(folder, name), body, 0o600); err != nil {
		t.Fatal(err)
	}
}
