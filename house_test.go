package main_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// module is the name our packages begin with.
const module = "rapport"

// room is a package, or with "/*" a family of packages, and whom it may know.
type room struct {
	name string
	may  []string // ours, by their names below the module; "/..." for all below
	why  string
}

// below are what the desk stands on.
var below = []string{"app/crm", "app/trade", "app/money", "app/ident", "app/text", "app/intake", "app/paper", "app/page", "assets"}

// shown are what a screen may know besides the rooms of screens.
var shown = []string{"app/crm", "app/trade", "app/money", "app/text", "app/ident", "app/page"}

// screen is what every screen may know.
var screen = slices.Concat([]string{"screens/parts", "screens/route", "screens/kit", "app/desk"}, shown)

// house says who may know whom. The first room that fits a package is its own; a package of no room fails.
var house = []room{
	{"app/crm", nil, "the nouns and rules of relationships stand on the standard library alone"},
	{"app/money", nil, "money is a leaf"},
	{"app/text", nil, "text is a leaf"},
	{"app/page", nil, "a page is values only, so that screen and PDF draw the same one"},
	{"app/forecast", nil, "numbers in, numbers out"},
	{"app/ident", nil, "checks of identifiers know no nouns"},
	{"app/diary", nil, "the log knows nothing of the program"},
	{"app/instance", nil, "the lock of a folder knows nothing of the program"},
	{"app/system", nil, "the system's dialogs know nothing of the program"},
	{"app/trade", []string{"app/crm", "app/money"}, "trade is rules: of crm it knows ids, of money amounts"},
	{"app/intake", []string{"app/crm", "app/trade", "app/ident", "app/text", "app/money"}, "files are read into values, no base is known"},
	{"app/paper", []string{"app/page", "app/crm", "app/trade", "app/money", "app/text", "app/ident", "assets"}, "papers are laid out from values, never from the store"},
	{"app/desk", below, "the desk declares the store it needs and knows no screen"},
	{"app/command", slices.Concat([]string{"app/desk", "app/system"}, below), "the headless verbs are the desk without a window; main gives them their base"},
	{"data/...", []string{"app/crm", "app/trade", "app/money", "app/text", "data/..."}, "the store turns values into rows: use-cases and screens lie above it"},
	{"screens/kit", []string{"app/text", "app/page", "assets"}, "widgets have no idea of a CRM"},
	{"screens/route", []string{"app/crm", "app/trade"}, "routes are values"},
	{"screens/parts", slices.Concat([]string{"screens/kit", "screens/route"}, shown), "parts are shared by screens and know no use-case"},
	{"screens/help", slices.Concat([]string{"docs/guide"}, screen), "of the rest the help knows the owner's guide alone"},
	{"screens/imports", slices.Concat([]string{"app/intake"}, screen), "of the rest the imports know what a file was read into: batches and complaints are values"},
	{"screens/stand", slices.Concat([]string{"data", "assets"}, screen), "the stand of the tests has a real base under it; no screen knows it but in its tests"},
	{"screens/*", screen, "screens never know each other, the base, the papers or SQL: they declare what they need, and routes lead from one to the next"},
	{"screens", slices.Concat([]string{"screens/...", "app/desk", "app/system", "assets"}, shown), "the shell puts the screens together, over the desk"},
	{"assets", nil, "assets are files"},
	{"docs/guide", nil, "the guide is text"},
	{"", []string{"..."}, "main knows every part"},
}

// guest is a package of others, with all below it, and the only rooms that may know it.
type guest struct {
	name  string
	rooms []string
	why   string
}

var guests = []guest{
	{"github.com/jung-kurt/gofpdf", []string{"app/paper"}, "only papers draw PDF"},
	{"fyne.io/fyne/v2", []string{"screens/...", ""}, "only the window knows the toolkit"},
	{"modernc.org/sqlite", []string{"data/sqlite"}, "only data/sqlite knows which database it is"},
	{"database/sql", []string{"data/..."}, "only the store speaks SQL"},
}

// listed is a package as go list tells of it.
type listed struct {
	ImportPath, Dir         string
	GoFiles, IgnoredGoFiles []string
}

// name is the package's place below the module, "" for main.
func (l listed) name() string {
	return strings.TrimPrefix(strings.TrimPrefix(l.ImportPath, module), "/")
}

func packages(t *testing.T) []listed {
	t.Helper()
	var trouble bytes.Buffer
	list := exec.Command("go", "list", "-e", "-json=ImportPath,Dir,GoFiles,IgnoredGoFiles", "./...")
	list.Stderr = &trouble
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, trouble.String())
	}
	var all []listed
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var l listed
		if err := decoder.Decode(&l); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(l.ImportPath+"/", module+"/") {
			all = append(all, l)
		}
	}
}

// source is a parsed file of a package, for whatever system it is built.
type source struct {
	name string
	*ast.File
}

func (l listed) sources(t *testing.T, files *token.FileSet) []source {
	t.Helper()
	var all []source
	for _, name := range slices.Concat(l.GoFiles, l.IgnoredGoFiles) {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(files, filepath.Join(l.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, source{name, f})
	}
	return all
}

// imports are what a file imports.
func (s source) imports() []string {
	var all []string
	for _, spec := range s.Imports {
		if p, err := strconv.Unquote(spec.Path.Value); err == nil {
			all = append(all, p)
		}
	}
	return all
}

// fits tells whether a package is meant by a pattern: itself, one level below with "/*", anything below with "...".
func fits(pattern, name string) bool {
	switch {
	case pattern == "...":
		return true
	case strings.HasSuffix(pattern, "/..."):
		stem := strings.TrimSuffix(pattern, "/...")
		return name == stem || strings.HasPrefix(name, stem+"/")
	case strings.HasSuffix(pattern, "/*"):
		stem := strings.TrimSuffix(pattern, "*")
		return strings.HasPrefix(name, stem) && path.Base(name) == strings.TrimPrefix(name, stem)
	}
	return pattern == name
}

func fitsAny(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return fits(p, name) })
}

func roomOf(name string) (room, bool) {
	i := slices.IndexFunc(house, func(r room) bool { return fits(r.name, name) })
	if i < 0 {
		return room{}, false
	}
	return house[i], true
}

// arrow says what is wrong with a package knowing another, "" when nothing is.
func arrow(from, to string) string {
	own, ours := strings.CutPrefix(to, module+"/")
	if ours {
		r, ok := roomOf(from)
		if !ok {
			return fmt.Sprintf("%s is in no room of the house: give it one in house_test.go", from)
		}
		if !fitsAny(r.may, own) {
			return fmt.Sprintf("%s -> %s: %s", from, own, r.why)
		}
		return ""
	}
	if from == "app/crm" && strings.Contains(strings.Split(to, "/")[0], ".") {
		return fmt.Sprintf("%s -> %s: %s", from, to, house[0].why)
	}
	for _, g := range guests {
		if fits(g.name+"/...", to) && !fitsAny(g.rooms, from) {
			return fmt.Sprintf("%s -> %s: %s", from, to, g.why)
		}
	}
	return ""
}

func TestWhoMayKnowWhom(t *testing.T) {
	files, known := token.NewFileSet(), 0
	for _, p := range packages(t) {
		if _, ok := roomOf(p.name()); !ok {
			t.Errorf("%s is in no room of the house: give it one in house_test.go", p.name())
		}
		for _, s := range p.sources(t, files) {
			for _, to := range s.imports() {
				known++
				if wrong := arrow(p.name(), to); wrong != "" {
					t.Errorf("%s (in %s)", wrong, s.name)
				}
			}
		}
	}
	if known < 100 {
		t.Errorf("only %d imports were looked at", known)
	}
}

// Only the files pdf_… of app/paper know the PDF library, so that another can take its place.
func TestOnlyPDFFilesDrawPDF(t *testing.T) {
	files := token.NewFileSet()
	drawers := 0
	for _, p := range packages(t) {
		for _, s := range p.sources(t, files) {
			if p.name() != "app/paper" || !slices.Contains(s.imports(), "github.com/jung-kurt/gofpdf") {
				continue
			}
			drawers++
			if !strings.HasPrefix(s.name, "pdf_") {
				t.Errorf("app/paper/%s imports gofpdf: the files pdf_… alone do", s.name)
			}
		}
	}
	if drawers == 0 {
		t.Error("nothing imports gofpdf: the test looks in the wrong place")
	}
}

// goroutines are what only screens/kit may use among the screens: the rest runs on the UI goroutine and loads by kit.Loader.
var goroutines = []string{"fyne.Do", "fyne.DoAndWait", "context.Background", "context.TODO"}

// astray finds goroutines and what leads to them in a file.
func astray(f *ast.File) []ast.Node {
	var found []ast.Node
	ast.Inspect(f, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.GoStmt:
			found = append(found, x)
		case *ast.SelectorExpr:
			if on, ok := x.X.(*ast.Ident); ok && slices.Contains(goroutines, on.Name+"."+x.Sel.Name) {
				found = append(found, x)
			}
		}
		return true
	})
	return found
}

func TestOnlyTheKitStartsGoroutines(t *testing.T) {
	files, looked := token.NewFileSet(), 0
	for _, p := range packages(t) {
		if !fits("screens/...", p.name()) || p.name() == "screens/kit" {
			continue
		}
		for _, s := range p.sources(t, files) {
			looked++
			for _, n := range astray(s.File) {
				at := files.Position(n.Pos())
				t.Errorf("%s/%s:%d: go, fyne.Do and context.Background are for screens/kit: use its Loader", p.name(), s.name, at.Line)
			}
		}
	}
	if looked == 0 {
		t.Error("no screens were looked at")
	}
}

// The rules themselves: an arrow that must not be is seen.
func TestTheHouseSeesWrongArrows(t *testing.T) {
	for _, row := range []struct {
		from, to string
		ok       bool
	}{
		{"app/crm", "strings", true}, {"app/crm", module + "/app/money", false}, {"app/crm", "github.com/x/y", false},
		{"app/trade", module + "/app/crm", true}, {"app/desk", module + "/data", false}, {"app/desk", module + "/screens/kit", false},
		{"data", module + "/app/desk", false}, {"data", module + "/data/sqlite", true}, {"data/sqlite", "modernc.org/sqlite/lib", true}, {"data", "modernc.org/sqlite", false},
		{"data", "database/sql", true}, {"app/desk", "database/sql", false}, {"app/paper", "github.com/jung-kurt/gofpdf", true}, {"screens/offers", "github.com/jung-kurt/gofpdf", false},
		{"screens/board", module + "/screens/card", false}, {"screens/board", module + "/app/desk", true}, {"screens/board", module + "/app/paper", false},
		{"screens/board", module + "/data", false}, {"screens/kit", module + "/app/crm", false}, {"screens/parts", module + "/app/desk", false},
		{"screens", module + "/screens/board", true}, {"screens", module + "/data", false}, {"app/command", module + "/data", false},
		{"app/money", "fyne.io/fyne/v2/theme", false}, {"screens/kit", "fyne.io/fyne/v2/theme", true}, {"", module + "/data", true}, {"", "fyne.io/fyne/v2/app", true},
	} {
		if wrong := arrow(row.from, row.to); (wrong == "") != row.ok {
			t.Errorf("%s -> %s: %q", row.from, row.to, wrong)
		}
	}
	f, err := parser.ParseFile(token.NewFileSet(), "", "package p\nfunc f() { go g(); fyne.Do(g); _ = context.Background() }", 0)
	if err != nil || len(astray(f)) != 3 {
		t.Errorf("of three strays %d were seen, %v", len(astray(f)), err)
	}
}
