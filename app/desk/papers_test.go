package desk_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/text"
)

func TestKeepPrintNumbersTakenNames(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new", "folder")
	for _, c := range []struct{ body, want string }{
		{"a", "КП 7.pdf"}, {"b", "КП 7 (2).pdf"}, {"c", "КП 7 (3).pdf"}, {"b", "КП 7 (2).pdf"}, {"a", "КП 7.pdf"},
	} {
		path, err := desk.KeepPrint(folder, desk.Print{Name: "КП 7.pdf", PDF: []byte(c.body)})
		if err != nil || filepath.Base(path) != c.want {
			t.Fatalf("%s, want %s, %v", path, c.want, err)
		}
		if body, err := os.ReadFile(path); err != nil || string(body) != c.body {
			t.Errorf("%s holds %q, %v", path, body, err)
		}
	}
	left(t, folder, 3)
}

// left counts what lies in a folder.
func left(t *testing.T, folder string, want int) {
	t.Helper()
	found, err := os.ReadDir(folder)
	if err != nil || len(found) != want {
		t.Errorf("%v in the folder, want %d, %v", found, want, err)
	}
}

func TestKeepPrintLeavesNoHalfFile(t *testing.T) {
	folder := t.TempDir()
	taken := filepath.Join(folder, "a.pdf")
	if err := os.Mkdir(taken, 0o755); err != nil { // a folder of that name can be neither read nor written over
		t.Fatal(err)
	}
	if path, err := desk.KeepPrint(folder, desk.Print{Name: "a.pdf", PDF: []byte("x")}); err != nil || filepath.Base(path) != "a (2).pdf" {
		t.Errorf("%s, %v", path, err)
	}
	if err := desk.WriteFile(taken, []byte("x")); err == nil {
		t.Error("a folder was written over")
	}
	if err := desk.WriteFile(filepath.Join(folder, "none", "b.pdf"), []byte("x")); err == nil {
		t.Error("a missing folder was made")
	}
	left(t, folder, 2)
	if _, err := desk.KeepPrint(filepath.Join(folder, "a (2).pdf"), desk.Print{Name: "b.pdf"}); err == nil {
		t.Error("a file passed for a folder")
	}
}

func TestPrintOfferAndDossier(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	c := addClient(t, d, crm.Client{Name: "Дом"})
	rich(t, d, c.ID)
	o := written(t, d, c.ID)
	print := func() desk.Print {
		p, err := d.PrintOffer(ctx, o)
		if err != nil || p.Pages < 1 || !bytes.HasPrefix(p.PDF, []byte("%PDF-")) || !strings.HasSuffix(p.Name, ".pdf") {
			t.Fatalf("%s, %d pages, %v", p.Name, p.Pages, err)
		}
		return p
	}
	if a, b := print(), print(); !bytes.Equal(a.PDF, b.PDF) {
		t.Error("the same offer prints differently")
	}
	for _, lang := range text.Langs {
		p, err := d.PrintDossier(ctx, c.ID, lang, desk.DossierOptions{Remarks: true, Money: true, Lens: crm.ShippedLenses()[0]})
		if err != nil || p.Pages < 1 || !bytes.HasPrefix(p.PDF, []byte("%PDF-")) {
			t.Errorf("%s: %d pages, %v", lang, p.Pages, err)
		}
	}
	o.Sections[0].Lines = nil
	_, err := d.PrintOffer(ctx, o)
	faulty(t, err, "trade.offer.empty")
}
