package intake

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/text"
)

var update = flag.Bool("update", false, "write what was read as what is expected")

// show writes what was read out of a file in lines that can be checked by eye.
func show(b Batch) string {
	var s strings.Builder
	fmt.Fprintf(&s, "%s, %s, %q, rows %d, clients %d\n", b.Format, b.Encoding, b.Delimiter, b.Rows, len(b.Clients))
	for _, d := range b.Clients {
		showDraft(&s, d)
	}
	for _, c := range b.Complaints {
		fmt.Fprintf(&s, "! %d %s %s %q\n", c.Line, c.Column, c.Reason, c.Args)
	}
	return s.String()
}

func showDraft(s *strings.Builder, d Draft) {
	c := d.Client
	fmt.Fprintf(s, "%d %s %q", d.Line, c.Kind, c.Name)
	facts(s, "legal", c.LegalName, "code", c.Code, "industry", c.Industry, "city", c.City, "country", c.Country, "source", c.Source,
		"tags", strings.Join(c.Tags, ", "), "sites", strings.Join(c.Sites, " "), "notes", text.Ellipsis(c.Notes, 90), "owner", d.Owner)
	ways(s, c.Phones, c.Emails)
	for _, a := range c.Addresses {
		fmt.Fprintf(s, "\n  at %s", strings.TrimSpace(a.Label+" "+fmt.Sprintf("%q %q %q %q %q", a.Zip, a.Country, a.Region, a.City, a.Street)))
	}
	for _, r := range c.Requisites {
		s.WriteString("\n  of " + r.Country)
		facts(s, "inn", r.INN, "kpp", r.KPP, "ogrn", r.OGRN, "edrpou", r.EDRPOU, "ipn", r.IPN, "iban", r.IBAN, "account", r.Account, "bank", r.Bank, "bik", r.BIK)
	}
	for _, p := range d.Contacts {
		fmt.Fprintf(s, "\n  %q", p.Name)
		facts(s, "given", p.Given, "post", p.Post, "born", p.Birthday, "notes", text.Ellipsis(p.Notes, 90))
		ways(s, p.Phones, p.Emails)
	}
	for _, p := range d.Extra {
		fmt.Fprintf(s, "\n  + %q %q", p.Heading, text.Ellipsis(p.Value, 90))
	}
	s.WriteString("\n")
}

func facts(s *strings.Builder, pairs ...string) {
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			fmt.Fprintf(s, " %s=%q", pairs[i], pairs[i+1])
		}
	}
}

func ways(s *strings.Builder, phones []crm.Phone, emails []crm.Email) {
	for _, p := range phones {
		fmt.Fprintf(s, " tel(%s %q %s", p.Label, p.Raw, p.E164)
		if p.Ext != "" {
			s.WriteString(" ext " + p.Ext)
		}
		s.WriteString(")")
	}
	for _, e := range emails {
		fmt.Fprintf(s, " mail(%s %s)", e.Label, e.Address)
	}
}

// golden compares what was read out of files with what is expected of them, file by file.
func golden(t *testing.T, path string, files []string, opts Options) {
	want := map[string]string{}
	data, err := os.ReadFile(path)
	if err != nil && !*update {
		t.Fatal(err)
	}
	for _, section := range strings.Split(string(data), "=== ")[1:] {
		name, body, _ := strings.Cut(section, "\n")
		want[name] = strings.TrimRight(body, "\n") + "\n"
	}
	var now strings.Builder
	for _, f := range files {
		name := filepath.Base(f)
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			got := show(read(t, name, data, opts))
			fmt.Fprintf(&now, "=== %s\n%s\n", name, got)
			if got != want[name] && !*update {
				t.Errorf("got\n%s\nwant\n%s", got, want[name])
			}
		})
	}
	if *update {
		if err := os.WriteFile(path, []byte(now.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// shared finds a folder of files that are kept beside the program and not in it.
func shared(t *testing.T, folder string) string {
	t.Helper()
	path := filepath.Join("../../../shared", folder)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("%s is not here", path)
	}
	return path
}

func glob(t *testing.T, patterns ...string) []string {
	t.Helper()
	var files []string
	for _, p := range patterns {
		found, err := filepath.Glob(p)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	sort.Strings(files)
	return files
}

// TestSamples reads the files of other programs.
func TestSamples(t *testing.T) {
	dir := shared(t, "samples")
	golden(t, "testdata/samples.golden", glob(t, dir+"/*.vcf", dir+"/*.csv", dir+"/made-up/*"), Options{})
}

// TestNorthwind reads a real table whose addresses hold unquoted commas.
func TestNorthwind(t *testing.T) {
	dir := shared(t, "data/northwind")
	golden(t, "testdata/northwind.golden", glob(t, dir+"/customers.csv", dir+"/suppliers.csv", dir+"/employees.csv"), Options{})
	for name, want := range map[string]int{"customers.csv": 91, "suppliers.csv": 29} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		b := read(t, name, data, Options{})
		if len(b.Clients) != want {
			t.Errorf("%s gives %d clients, want %d", name, len(b.Clients), want)
		}
		for _, d := range b.Clients {
			checkNorthwind(t, d)
		}
	}
}

// checkNorthwind checks a client of Northwind against what holds for all of them.
func checkNorthwind(t *testing.T, d Draft) {
	t.Helper()
	if d.Client.Kind != crm.Company || len(d.Contacts) != 1 || len(d.Client.Addresses) != 1 || d.Client.Code == "" || len(d.Client.Country) != 2 || len(d.Extra) > 0 {
		t.Errorf("line %d: %+v", d.Line, d)
		return
	}
	p := d.Contacts[0]
	if p.Post == "" || len(p.Phones) == 0 || p.Phones[0].Label != "" || len(p.Phones) == 2 && p.Phones[1].Label != "fax" || strings.Contains(d.Client.City, " rue ") {
		t.Errorf("line %d: %+v", d.Line, p)
	}
}

// TestNorthwindHasNoOtherClients reads tables in which nobody is a client: a word is said, nothing is invented.
func TestNorthwindHasNoOtherClients(t *testing.T) {
	dir := shared(t, "data/northwind")
	for _, name := range []string{"categories.csv", "orders.csv", "order-details.csv", "products.csv"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if b := read(t, name, data, Options{}); len(b.Clients) > 0 || reasons(b)["intake.nothing"] != 1 || b.Rows == 0 {
			t.Errorf("%s: %d clients, %v", name, len(b.Clients), b.Complaints)
		}
	}
}
