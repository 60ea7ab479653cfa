package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/intake"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/assets"
)

// keyForm is how a whole message key looks; one that ends in a dot or has no dot is put together at run time.
var keyForm = regexp.MustCompile(`^[a-z]+(\.[a-z0-9-]+)+$`)

// TestEveryMessageSpokenExists reads the program for the keys of messages it speaks and looks each up in three languages.
func TestEveryMessageSpokenExists(t *testing.T) {
	words, err := text.Load(assets.Messages, "messages")
	if err != nil {
		t.Fatal(err)
	}
	rooms := map[string]bool{}
	files, err := fs.Glob(assets.Messages, "messages/*.toml")
	if err != nil || len(files) == 0 {
		t.Fatal("no messages", err)
	}
	for _, f := range files {
		rooms[strings.SplitN(filepath.Base(f), ".", 2)[0]] = true
	}
	keys := composed()
	for _, dir := range []string{"app", "data", "screens"} {
		for key, where := range spoken(t, dir, rooms) {
			keys[key] = where
		}
	}
	if len(keys) < 300 {
		t.Fatalf("only %d keys found", len(keys))
	}
	for _, lang := range text.Langs {
		tongue := words.In(lang)
		for key, where := range keys {
			if !tongue.Has(key) {
				t.Errorf("%s: no %q in %s", where, key, lang)
			}
		}
	}
}

// spoken lists the string literals below a folder that look like keys of a room, with where they stand.
func spoken(t *testing.T, dir string, rooms map[string]bool) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && !speaks(call) {
				return true
			}
			collect(n, set, rooms, found)
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// speakers are the functions whose first text is a key, and fields that hold one.
var speakers = []string{"T", "N", "Has", "apply", "alterPicked", "remark"}

func speaks(call *ast.CallExpr) bool {
	name := ""
	switch f := call.Fun.(type) {
	case *ast.SelectorExpr:
		name = f.Sel.Name
	case *ast.Ident:
		name = f.Name
	}
	return slices.Contains(speakers, name)
}

// collect notes the keys in the arguments of a speaker, and those given as the reason of a fault.
func collect(n ast.Node, set *token.FileSet, rooms map[string]bool, found map[string]string) {
	var texts []ast.Expr
	switch v := n.(type) {
	case *ast.CallExpr:
		texts = v.Args
	case *ast.KeyValueExpr:
		if name, ok := v.Key.(*ast.Ident); ok && name.Name == "Reason" {
			texts = []ast.Expr{v.Value}
		}
	}
	for _, e := range texts {
		lit, ok := e.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			continue
		}
		key, err := strconv.Unquote(lit.Value)
		if err == nil && keyForm.MatchString(key) && rooms[strings.SplitN(key, ".", 2)[0]] {
			found[key] = set.Position(lit.Pos()).String()
		}
	}
}

// composed are the keys that the program puts together out of the values of the domain.
func composed() map[string]string {
	keys := map[string]string{}
	add := func(parts ...string) { keys[strings.Join(parts, "")] = "composed" }
	for _, r := range crm.RelTypes {
		add("crm.type.", r.Word())
		add("crm.type.short.", r.Word())
	}
	for _, r := range crm.AllRungs {
		add("crm.rung.", r.Word())
		add("crm.rung.", r.Word(), ".short")
	}
	for _, l := range crm.ShippedLenses() {
		add("crm.lens.", l.Code)
		for _, c := range l.Columns {
			add("crm.lens.", l.Code, ".", c.Code)
		}
	}
	for _, r := range slices.Concat(crm.ReasonsUp, crm.ReasonsDown) {
		add("crm.reason.", r)
	}
	for _, s := range trade.States {
		add("trade.state.", string(s))
	}
	for _, k := range trade.ItemKinds {
		add("trade.kind.", string(k))
	}
	for _, s := range append([]trade.Stream{""}, trade.Streams...) {
		add("trade.stream.", s.Word())
	}
	for _, c := range trade.TaxClasses {
		add("trade.class.", string(c))
	}
	for _, m := range trade.Mechanisms {
		add("trade.mechanism.", string(m))
	}
	for _, f := range intake.Choices {
		add(f.NameKey())
	}
	for _, f := range (crm.Lens{Columns: []crm.LensColumn{{Code: "x"}, {Code: "y", Rungs: []crm.Rung{crm.Suspect, crm.Suspect}, Lands: crm.Partner}}}).Check() {
		add(f.Reason)
	}
	return keys
}
