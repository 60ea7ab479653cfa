package intake

import (
	"os"
	"testing"

	"rapport/app/text"
)

// tongue loads the program's own words.
func tongue(t testing.TB, lang text.Lang) *text.Tongue {
	t.Helper()
	catalogue, err := text.Load(os.DirFS("../../assets"), "messages")
	if err != nil {
		t.Fatal(err)
	}
	return catalogue.In(lang)
}

// read reads a file that must be readable.
func read(t testing.TB, name string, data []byte, opts Options) Batch {
	t.Helper()
	if opts.Country == "" {
		opts.Country = "RU"
	}
	if opts.Year == 0 {
		opts.Year = 2026
	}
	b, err := Read(name, data, opts)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return b
}

// reasons counts the complaints by their reason.
func reasons(b Batch) map[string]int {
	n := map[string]int{}
	for _, c := range b.Complaints {
		n[c.Reason]++
	}
	return n
}
