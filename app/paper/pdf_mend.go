package paper

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rapport/app/page"
)

// patch replaces bytes of a PDF file.
type patch struct {
	at, end int
	with    string
}

var errMend = errors.New("write PDF: the file is not built as expected")

// mend adds to the file what its writer leaves out: the language, the wish to show the title, no side panel for papers
// of one or two pages, and tables from codes to characters that strict readers understand, so that text can be copied.
func mend(file []byte, doc *page.Document) ([]byte, error) {
	catalog, err := catalogPatches(file, doc)
	if err != nil {
		return nil, err
	}
	return rebuild(file, append(tablePatches(file, doc), catalog...))
}

func catalogPatches(file []byte, doc *page.Document) ([]patch, error) {
	at := bytes.LastIndex(file, []byte("/Type /Catalog"))
	if at < 0 {
		return nil, errMend
	}
	said := fmt.Sprintf("/Lang (%s)\n/ViewerPreferences <</DisplayDocTitle true>>\n", doc.Lang)
	all := []patch{{at, at, said}}
	mode := []byte("/PageMode /UseOutlines")
	if i := bytes.Index(file[at:], mode); i >= 0 && len(doc.Pages) <= 2 {
		all = append(all, patch{at + i, at + i + len(mode), "/PageMode /UseNone"})
	}
	return all, nil
}

// tablePatches replaces the range from 0000 to FFFF in the tables of characters, which the standard forbids (a range
// may not change its first byte), by a range for each first byte in use.
func tablePatches(file []byte, doc *page.Document) []patch {
	const length, wrong = "<</Length ", "1 beginbfrange\n<0000> <FFFF> <0000>\nendbfrange"
	ranges := rangesOf(doc)
	var all []patch
	for from := 0; ; {
		i := bytes.Index(file[from:], []byte(wrong))
		if i < 0 {
			return all
		}
		i += from
		from = i + len(wrong)
		all = append(all, lengthPatch(file, bytes.LastIndex(file[:i], []byte(length))+len(length), len(ranges)-len(wrong)),
			patch{i, i + len(wrong), ranges})
	}
}

// lengthPatch adds to the number that stands at a place of the file.
func lengthPatch(file []byte, at, more int) patch {
	end := at
	for file[end] >= '0' && file[end] <= '9' {
		end++
	}
	n, _ := strconv.Atoi(string(file[at:end])) // digits only
	return patch{at, end, strconv.Itoa(n + more)}
}

// rangesOf writes a range for each first byte of the document's characters.
func rangesOf(doc *page.Document) string {
	used := map[rune]bool{}
	for _, leaf := range doc.Pages {
		for _, m := range leaf.Marks {
			if t, ok := m.(page.Text); ok {
				for _, r := range t.S {
					used[r>>8] = r <= 0xffff || used[r>>8]
				}
			}
		}
	}
	var highs []int
	for h, is := range used {
		if is {
			highs = append(highs, int(h))
		}
	}
	slices.Sort(highs)
	var b strings.Builder
	for part := range slices.Chunk(highs, 100) { // no more fit into one list
		fmt.Fprintf(&b, "%d beginbfrange\n", len(part))
		for _, h := range part {
			fmt.Fprintf(&b, "<%02X00> <%02XFF> <%02X00>\n", h, h, h)
		}
		b.WriteString("endbfrange\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// rebuild applies the patches and writes the table of objects anew, with each object where it has moved to.
func rebuild(file []byte, patches []patch) ([]byte, error) {
	slices.SortFunc(patches, func(a, b patch) int { return a.at - b.at })
	xref := bytes.LastIndex(file, []byte("\nxref\n")) + 1
	trailer := bytes.LastIndex(file, []byte("trailer\n"))
	start := bytes.LastIndex(file, []byte("startxref\n"))
	if xref <= 0 || trailer < xref || start < trailer {
		return nil, errMend
	}
	var b bytes.Buffer
	b.Grow(len(file) + 2048)
	done := 0
	for _, p := range patches {
		b.Write(file[done:p.at])
		b.WriteString(p.with)
		done = p.end
	}
	b.Write(file[done:xref])
	where := b.Len()
	for line := range bytes.Lines(file[xref:trailer]) {
		b.WriteString(moved(string(line), patches))
	}
	b.Write(file[trailer:start])
	fmt.Fprintf(&b, "startxref\n%d\n%%%%EOF\n", where)
	return b.Bytes(), nil
}

// moved is a line of the table of objects with its offset brought up to date.
func moved(line string, patches []patch) string {
	if len(line) < 18 || line[17] != 'n' {
		return line
	}
	at, err := strconv.Atoi(line[:10])
	if err != nil {
		return line
	}
	shift := 0
	for _, p := range patches {
		if p.at < at {
			shift += len(p.with) - (p.end - p.at)
		}
	}
	return fmt.Sprintf("%010d%s", at+shift, line[10:])
}
