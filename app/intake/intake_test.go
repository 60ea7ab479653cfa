package intake

import (
	"os"
	"sync"
	"testing"

	"golang.org/x/text/encoding"

	"rapport/app/text"
)

// tongue loads the program's own words.
func tongue(t testing.TB, lang text.Lang) *text.Tongue {
	t.Helper()
	catalogue, err := words()
	if err != nil {
		t.Fatal(err)
	}
	return catalogue.In(lang)
}

var words = sync.OnceValues(func() (*text.Catalogue, error) { return text.Load(os.DirFS("../../assets"), "messages") })

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

func langOf(code string) text.Lang { return text.Lang(code) }

// encodedIn writes a text in another encoding.
func encodedIn(page encoding.Encoding) func(string) ([]byte, error) {
	return func(s string) ([]byte, error) { return page.NewEncoder().Bytes([]byte(s)) }
}
