package command_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestImportTwiceAddsNothing(t *testing.T) {
	s := newStage(t)
	path := s.file("clients.csv", fewClients)
	first, second := s.lists("import", path), s.lists("import", path)
	if first[0]["added"] != 3.0 || first[0]["dry_run"] != false || first[0]["file"] != path {
		t.Errorf("first: %v", first)
	}
	if second[0]["added"] != 0.0 || second[0]["same"] != 3.0 {
		t.Errorf("second: %v", second)
	}
	if _, ok := first[0]["complaints"].([]any); !ok {
		t.Errorf("complaints are %v, want a list", first[0]["complaints"])
	}
}

func TestDryRunWritesNothing(t *testing.T) {
	s := newStage(t)
	path := s.file("clients.csv", fewClients)
	if list := s.lists("import", "--dry-run", path); list[0]["added"] != 3.0 || list[0]["dry_run"] != true {
		t.Errorf("got %v", list)
	}
	if _, err := os.Stat(s.dir); !os.IsNotExist(err) {
		t.Error("a dry run made the base")
	}
	s.does("import", s.file("one.csv", "Название\nОдин\n"))
	s.does("import", "--dry-run", path)
	if list := s.lists("list", "clients"); len(list) != 1 {
		t.Errorf("a dry run wrote: %v", list)
	}
}

func TestImportOfSeveralFilesGoesOnAfterABadOne(t *testing.T) {
	s := newStage(t)
	gone := filepath.Join(t.TempDir(), "gone.csv")
	code, out, errs := s.call("import", gone, s.file("clients.csv", fewClients))
	if code != 1 || !strings.Contains(errs, gone+": There is no file "+gone) || !strings.Contains(errs, "Files not read: 1.") {
		t.Errorf("ended with %d, complained %q", code, errs)
	}
	if !strings.Contains(out, "clients.csv: 3 added") {
		t.Errorf("wrote %q", out)
	}
	if list := s.lists("list", "clients"); len(list) != 3 {
		t.Errorf("%d clients", len(list))
	}
}

func TestMove(t *testing.T) {
	s := withClients(t)
	s.does("move", "Zed Ltd", "advocate", "--reason", "referral")
	s.does("move", "Zed Ltd", "Prospect", "--reason", "moved house")
	c := s.lists("show", "Zed Ltd")[0]
	if c["stage"] != "prospect" || c["highest"] != "advocate" {
		t.Errorf("stage %v, highest %v", c["stage"], c["highest"])
	}
	moves, _ := c["moves"].([]any)
	if len(moves) < 2 {
		t.Fatalf("moves: %v", moves)
	}
	up, _ := moves[len(moves)-2].(map[string]any)
	down, _ := moves[len(moves)-1].(map[string]any)
	if up["reason"] != "referral" || up["to"] != "advocate" || down["note"] != "moved house" || down["reason"] != "" {
		t.Errorf("moves: %v", moves)
	}
	if code, _, errs := s.call("move", "Zed Ltd", "prospect"); code != 1 || errs == "" {
		t.Errorf("a move to where the client stands ended with %d, %q", code, errs)
	}
	if out := s.does("show", "Zed Ltd", "--lang", "ru"); !strings.Contains(out, "Пропагандист – Потенциальный (moved house)") {
		t.Errorf("the move is not told:\n%s", out)
	}
}

func (s *stage) written(args ...string) []byte {
	s.t.Helper()
	path := filepath.Join(s.t.TempDir(), "written")
	if out := s.does(append(args, "-o", path)...); out != "" {
		s.t.Errorf("%q also wrote %q", args, out)
	}
	body, err := os.ReadFile(path)
	if err != nil {
		s.t.Fatal(err)
	}
	return body
}

func TestDossierIsAPaper(t *testing.T) {
	s := withClients(t)
	for _, lang := range []string{"ru", "uk", "en"} {
		if body := s.written("dossier", "Zed Ltd", "--lang", lang); !bytes.HasPrefix(body, []byte("%PDF-")) {
			t.Errorf("%s: %d bytes that are no PDF", lang, len(body))
		}
	}
}

func TestMissingOffer(t *testing.T) {
	s := withClients(t)
	path := filepath.Join(t.TempDir(), "offer.pdf")
	code, _, errs := s.call("offer", "77-Б", "-o", path)
	if code != 1 || !strings.Contains(errs, "77-Б") {
		t.Errorf("ended with %d, %q", code, errs)
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Error("a file was written all the same")
	}
}

func TestMissingFolderIsTold(t *testing.T) {
	s := withClients(t)
	dir := filepath.Join(t.TempDir(), "none")
	code, _, errs := s.call("export", "clients", "-o", filepath.Join(dir, "c.csv"))
	if code != 1 || !strings.Contains(errs, "There is no folder "+dir) {
		t.Errorf("ended with %d, %q", code, errs)
	}
}

func TestExportComesBack(t *testing.T) {
	s := withClients(t)
	path := s.file("export.csv", string(s.written("export", "clients")))
	if list := s.lists("import", path); list[0]["added"] != 0.0 {
		t.Errorf("the export adds to its own base: %v", list)
	}
	other := newStage(t)
	other.does("import", path)
	if list := other.lists("list", "clients", "--search", "жалюзі"); len(list) != 1 || list[0]["city"] != "Київ" {
		t.Errorf("another base learnt %v", list)
	}
}

func TestBackupIsAWholeBase(t *testing.T) {
	s := withClients(t)
	path := filepath.Join(t.TempDir(), "rapport.db")
	s.does("backup", "-o", path)
	if code, _, errs := s.call("backup", "-o", path); code != 1 || !strings.Contains(errs, path) {
		t.Errorf("overwriting a backup ended with %d, %q", code, errs)
	}
	s.dir = filepath.Dir(path)
	s.does("check")
	if list := s.lists("list", "clients"); len(list) != 3 {
		t.Errorf("the backup holds %d clients", len(list))
	}
}

func TestCheckOfADamagedBase(t *testing.T) {
	s := withClients(t)
	path := filepath.Join(s.dir, "rapport.db")
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(body) / 3; i < len(body)/3+8192; i++ {
		body[i] ^= 0xa5
	}
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	if code, out, errs := s.call("check"); code != 1 || out != "" || errs == "" {
		t.Errorf("ended with %d, wrote %q, complained %q", code, out, errs)
	}
}

func TestDemoFirm(t *testing.T) {
	s := newStage(t)
	s.does("demo", "--lang", "ru")
	offers := s.lists("offers")
	if len(s.lists("list", "clients")) == 0 || len(offers) == 0 {
		t.Fatal("the demo firm has no clients or no offers")
	}
	number, _ := offers[0]["number"].(string)
	if body := s.written("offer", number); !bytes.HasPrefix(body, []byte("%PDF-")) {
		t.Errorf("offer %s: %d bytes that are no PDF", number, len(body))
	}
	if body := s.written("dossier", "Кедровый Двор"); !bytes.HasPrefix(body, []byte("%PDF-")) {
		t.Errorf("dossier: %d bytes that are no PDF", len(body))
	}
	if out := s.does("offers", "--lang", "ru"); !strings.Contains(out, number) {
		t.Errorf("offer %s is not in\n%s", number, out)
	}
	s.does("check")
	if code, _, errs := s.call("demo"); code != 1 || errs == "" {
		t.Errorf("a second demo ended with %d, %q", code, errs)
	}
}

func TestMadeUpClients(t *testing.T) {
	s := newStage(t)
	code, out, errs := s.call("demo", "--clients", "1200", "--seed", "7", "--lang", "ru")
	if code != 0 || out != "" || !strings.HasSuffix(errs, "записано 1200\u00a0клиентов\n") && !strings.HasSuffix(errs, "записано 1\u00a0200\u00a0клиентов\n") {
		t.Fatalf("ended with %d, wrote %q, told %q", code, out, errs)
	}
	list := s.lists("list", "clients")
	if len(list) != 1200 {
		t.Errorf("%d clients", len(list))
	}
	again := newStage(t)
	if code, _, errs := again.call("demo", "--clients", "1200", "--seed", "7", "--lang", "ru"); code != 0 {
		t.Fatal(errs)
	}
	for i, c := range again.lists("list", "clients") {
		if c["name"] != list[i]["name"] {
			t.Fatalf("client %d is %v, then %v", i, list[i]["name"], c["name"])
		}
	}
}

func TestComplaintsOfSeveralFilesNameTheirFile(t *testing.T) {
	s := newStage(t)
	bad := "Название;Телефон\nОдин;нет его\n"
	code, out, errs := s.call("import", s.file("one.csv", bad), s.file("two.csv", strings.ReplaceAll(bad, "Один", "Два")))
	if code != 0 || strings.Count(out, "\n") != 2 {
		t.Fatalf("ended with %d, wrote %q", code, out)
	}
	for _, line := range strings.Split(strings.TrimSpace(errs), "\n") {
		if !strings.HasPrefix(line, "one.csv: ") && !strings.HasPrefix(line, "two.csv: ") {
			t.Errorf("a complaint of no file: %q", line)
		}
	}
	if !strings.Contains(errs, "one.csv: ") || !strings.Contains(errs, "two.csv: ") {
		t.Errorf("complaints %q", errs)
	}
}

func TestCheckTellsProgramsToo(t *testing.T) {
	s := newStage(t)
	s.does("demo")
	if list := s.lists("check"); len(list) != 0 {
		t.Errorf("a sound base: %v", list)
	}
}
