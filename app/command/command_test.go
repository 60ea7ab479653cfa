package command_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rapport/app/command"
	"rapport/app/desk"
	"rapport/app/text"
	"rapport/assets"
	"rapport/data"
)

// stage is a program of the tests with a base folder of its own.
type stage struct {
	t      *testing.T
	dir    string // the base's, not there until a verb makes it
	opened int
	window []string // what the window was opened with
	words  *text.Catalogue
}

func newStage(t *testing.T) *stage {
	t.Helper()
	t.Setenv("LC_ALL", "en_US.UTF-8")
	words, err := text.Load(assets.Messages, "messages")
	if err != nil {
		t.Fatal(err)
	}
	return &stage{t: t, dir: filepath.Join(t.TempDir(), "base"), words: words}
}

func (s *stage) host() command.Host {
	return command.Host{Words: s.words, Version: "1.2.3",
		Open: func(ctx context.Context, dir string, create bool) (*desk.Desk, func() error, error) {
			s.opened++
			if _, err := os.Stat(filepath.Join(dir, data.FileName)); err != nil && !create {
				return nil, nil, err
			}
			store, err := data.Open(ctx, dir, data.Options{})
			if err != nil {
				return nil, nil, err
			}
			return desk.New(store, s.words, time.Now), store.Close, nil
		},
		Window: func(_ context.Context, dir string, lang text.Lang) error {
			s.window = append(s.window, dir, string(lang))
			return nil
		}}
}

// call runs the program as it is called from a terminal.
func (s *stage) call(args ...string) (code int, out, errs string) {
	s.t.Helper()
	var o, e bytes.Buffer
	code = command.Run(context.Background(), s.host(), append([]string{"--data", s.dir}, args...), &o, &e)
	for _, text := range []string{o.String(), e.String()} {
		if strings.Contains(text, "[command.") || strings.Contains(text, "[desk.") || strings.Contains(text, "[crm.") || strings.Contains(text, "[trade.") || strings.Contains(text, "[intake.") {
			s.t.Errorf("%q has no words: %s", args, text)
		}
	}
	return code, o.String(), e.String()
}

// does calls and expects success with nothing to complain of.
func (s *stage) does(args ...string) string {
	s.t.Helper()
	code, out, errs := s.call(args...)
	if code != 0 || errs != "" {
		s.t.Fatalf("%q ended with %d: %s", args, code, errs)
	}
	return out
}

// lists calls with --json and reads the array.
func (s *stage) lists(args ...string) []map[string]any {
	s.t.Helper()
	out := s.does(append(args, "--json")...)
	var list []map[string]any
	if err := json.Unmarshal([]byte(out), &list); err != nil {
		s.t.Fatalf("%q wrote no array of objects: %v\n%s", args, err, out)
	}
	if list == nil {
		s.t.Fatalf("%q wrote null: %s", args, out)
	}
	return list
}

// file writes a file for the program to read.
func (s *stage) file(name, body string) string {
	s.t.Helper()
	path := filepath.Join(s.t.TempDir(), name)
	if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
		s.t.Fatal(err)
	}
	return path
}

const fewClients = "Название;Город;Телефон;E-mail;Контактное лицо\n" +
	"ООО «Берег»;Псков;+7 921 555-01-02;info@bereg.example;Анна Ли\n" +
	"ТОВ «Київські жалюзі»;Київ;+380 44 555 01 02;;Їжакевич Ґанна\n" +
	"Zed Ltd;London;;sales@zed.example;\n"

// withClients is a stage whose base holds three clients.
func withClients(t *testing.T) *stage {
	t.Helper()
	s := newStage(t)
	s.does("import", s.file("clients.csv", fewClients))
	return s
}

func TestEveryVerbHelpsInEveryLanguage(t *testing.T) {
	usage := map[text.Lang]string{text.RU: "Вызов:", text.UK: "Виклик:", text.EN: "Usage:"}
	verbs := []string{"", "demo", "import", "list", "list clients", "show", "move", "dossier", "offers", "offer", "deals", "orders", "order", "pricelist", "export", "export clients", "export offers", "backup", "check", "help"}
	for lang, heading := range usage {
		for _, verb := range verbs {
			s := newStage(t)
			out := s.does(append(strings.Fields(verb), "--help", "--lang", string(lang))...)
			if !strings.Contains(out, heading) || !strings.Contains(out, "--data") {
				t.Errorf("%s %q:\n%s", lang, verb, out)
			}
			if lang != text.EN && (strings.Contains(out, "Usage") || strings.Contains(out, "default") || strings.Contains(out, "string")) {
				t.Errorf("%s %q speaks English:\n%s", lang, verb, out)
			}
			if again := s.does(append([]string{"help", "--lang=" + string(lang)}, strings.Fields(verb)...)...); again != out {
				t.Errorf("%s: help %q differs from --help:\n%s", lang, verb, again)
			}
			if s.opened+len(s.window) > 0 {
				t.Errorf("%q opened something", verb)
			}
		}
	}
}

func TestHelpOfMoveListsTheReasons(t *testing.T) {
	out := newStage(t).does("move", "--help", "--lang", "ru")
	for _, want := range []string{"broken-promise", "Нарушенное обещание", "referral"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %s in\n%s", want, out)
		}
	}
	if strings.Count(out, "owner-choice") != 1 {
		t.Errorf("a reason of both ways is listed twice:\n%s", out)
	}
}

func TestVersion(t *testing.T) {
	if out := newStage(t).does("--version"); out != "Rapport 1.2.3\n" {
		t.Errorf("got %q", out)
	}
}

func TestNoVerbOpensTheWindow(t *testing.T) {
	s := newStage(t)
	s.does()
	s.does("--lang", "uk")
	if got := strings.Join(s.window, "|"); got != s.dir+"||"+s.dir+"|uk" {
		t.Errorf("the window was opened with %s", got)
	}
	if s.opened != 0 {
		t.Error("the base was opened twice over")
	}
}

func TestMisuseIsToldAndDoesNothing(t *testing.T) {
	for _, c := range []struct {
		args, says string
	}{
		{"frobnicate", "frobnicate"},
		{"frobnicate --json", "no command"},
		{"lst --lang ru", "Похожа: list"},
		{"offres --lang uk", "Схожа: offers"},
		{"command_test.go --lang ru", "rapport import command_test.go"},
		{"../command", "rapport --data ../command"},
		{"list", "rapport list clients"},
		{"list suppliers", "rapport list clients"},
		{"list clients extra", "rapport list clients"},
		{"list clients --type friend", "friend"},
		{"list clients --stage nowhere --lang ru", "Ступени «nowhere» нет"},
		{"list clients --frob", "--frob"},
		{"list clients --type", "--type needs a value"},
		{"show", "CLIENT"},
		{"show a b --lang uk", "КЛІЄНТ"},
		{"move someone", "STAGE"},
		{"move someone nowhere", "nowhere"},
		{"dossier someone", "-o"},
		{"dossier -o x.pdf", "CLIENT"},
		{"offer", "NUMBER"},
		{"offer 1", "-o"},
		{"order", "NUMBER"},
		{"order 1", "-o"},
		{"pricelist", "-o"},
		{"pricelist a -o x.pdf", "rapport pricelist"},
		{"export", "rapport export clients"},
		{"export clients", "-o"},
		{"backup", "-o"},
		{"backup there -o x.db", "-o FILE"},
		{"import", "FILE"},
		{"check it", "rapport check"},
		{"demo --clients none", "--clients cannot be “none”"},
		{"demo --clients -5", "-5"},
		{"demo --clients 0", "--clients"},
		{"--lang de", "“de”"},
		{"check --lang xx", "“xx”"},
		{"help frobnicate", "frobnicate"},
	} {
		s := newStage(t)
		code, out, errs := s.call(strings.Fields(c.args)...)
		if code != 2 || out != "" || !strings.Contains(errs, c.says) {
			t.Errorf("%q ended with %d, wrote %q and complained %q", c.args, code, out, errs)
		}
		if strings.Count(errs, "\n") != 1 {
			t.Errorf("%q: the complaint is not one line: %q", c.args, errs)
		}
		if s.opened+len(s.window) > 0 {
			t.Errorf("%q opened something all the same", c.args)
		}
	}
}

func TestReadingMakesNoBase(t *testing.T) {
	for _, args := range []string{"list clients", "list clients --json", "show x", "offers", "offers --json", "move x client",
		"dossier x -o out.pdf", "offer 1 -o out.pdf", "export clients -o out.csv", "backup -o out.db", "check"} {
		s := newStage(t)
		t.Chdir(t.TempDir())
		code, out, errs := s.call(strings.Fields(args)...)
		if code != 1 || out != "" || !strings.Contains(errs, "no base in "+s.dir) {
			t.Errorf("%q ended with %d, wrote %q and complained %q", args, code, out, errs)
		}
		if _, err := os.Stat(s.dir); !os.IsNotExist(err) {
			t.Errorf("%q made the folder", args)
		}
		if left, _ := os.ReadDir("."); len(left) > 0 {
			t.Errorf("%q wrote %s", args, left[0].Name())
		}
	}
}

func TestSystemLanguage(t *testing.T) {
	s := newStage(t)
	t.Setenv("LC_ALL", "uk_UA.UTF-8")
	if _, _, errs := s.call("frobnicate"); !strings.Contains(errs, "Команди «frobnicate» немає") {
		t.Errorf("got %q", errs)
	}
	t.Setenv("LC_ALL", "C")
	if _, _, errs := s.call("frobnicate"); !strings.Contains(errs, "There is no command") {
		t.Errorf("got %q", errs)
	}
}

func TestInterruptIsTold(t *testing.T) {
	s := withClients(t)
	ctx, stop := context.WithCancel(context.Background())
	stop()
	var out, errs bytes.Buffer
	code := command.Run(ctx, s.host(), []string{"list", "clients", "--data", s.dir}, &out, &errs)
	if code != 1 || errs.String() != "Stopped.\n" {
		t.Errorf("ended with %d, %q", code, errs.String())
	}
}
