package paper_test

import (
	"os"
	"path/filepath"
	"testing"
)

// TestWriteSamples writes the sample papers into the folder that PAPER_OUT names, to be looked at.
func TestWriteSamples(t *testing.T) {
	dir := os.Getenv("PAPER_OUT")
	if dir == "" {
		t.Skip("PAPER_OUT names no folder")
	}
	write := func(name string, file []byte) {
		if err := os.WriteFile(filepath.Join(dir, name+".pdf"), file, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ru, remarks := layOffer(t, ruOffer(), facts(ruFirm()))
	t.Log(remarks)
	write("offer-ru", pdfOf(t, ru))
	uk, _ := layOffer(t, ukOffer(), facts(ukFirm()))
	write("offer-uk", pdfOf(t, uk))
	en, _ := layOffer(t, enOffer(), facts(enFirm()))
	write("offer-en", pdfOf(t, en))
}
