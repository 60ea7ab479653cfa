//go:build !windows && !darwin

package system

import (
	"bufio"
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/godbus/dbus/v5"
)

// desktop is a desktop of the tests: it answers file dialogs and shows files as it is told to.
type desktop struct {
	conn *dbus.Conn

	mu      sync.Mutex // the bus calls on goroutines of its own
	status  uint32
	uris    []string
	title   string
	options map[string]dbus.Variant
	shown   []string
}

func (d *desktop) answer(uris ...string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.uris = uris
}

func (d *desktop) OpenFile(sender dbus.Sender, _, title string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.title, d.options = title, options
	token, _ := options["handle_token"].Value().(string)
	name := strings.ReplaceAll(strings.TrimPrefix(string(sender), ":"), ".", "_")
	path := dbus.ObjectPath(portalPath + "/request/" + name + "/" + token)
	results := map[string]dbus.Variant{"uris": dbus.MakeVariant(d.uris)}
	if err := d.conn.Emit(path, request+".Response", d.status, results); err != nil { // quicker than the reply: the hard case
		return "", dbus.MakeFailedError(err)
	}
	return path, nil
}

func (d *desktop) SaveFile(sender dbus.Sender, parent, title string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	return d.OpenFile(sender, parent, title, options)
}

func (d *desktop) ShowItems(uris []string, _ string) *dbus.Error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.shown = uris
	return nil
}

// newDesktop starts a message bus of its own with the desktop on it.
func newDesktop(t *testing.T) *desktop {
	t.Helper()
	daemon, err := exec.LookPath("dbus-daemon")
	if err != nil {
		t.Skip("no dbus-daemon on this machine")
	}
	cmd := exec.Command(daemon, "--session", "--nofork", "--print-address=1", "--address=unix:path="+filepath.Join(t.TempDir(), "bus"))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", strings.TrimSpace(address))
	d := &desktop{}
	d.serve(t)
	return d
}

func (d *desktop) serve(t *testing.T) {
	t.Helper()
	var err error
	if d.conn, err = bus(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.conn.Close() })
	if err := d.conn.Export(d, portalPath, chooser); err != nil {
		t.Fatal(err)
	}
	if err := d.conn.Export(d, "/org/freedesktop/FileManager1", "org.freedesktop.FileManager1"); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{portalName, "org.freedesktop.FileManager1"} {
		if _, err := d.conn.RequestName(name, dbus.NameFlagDoNotQueue); err != nil {
			t.Fatal(err)
		}
	}
}

func TestPickOpenAsksThePortal(t *testing.T) {
	d := newDesktop(t)
	d.answer("file:///home/u/%D0%9A%D0%BB%D0%B8%D0%B5%D0%BD%D1%82%D1%8B%20%2B%201.csv")
	path, err := PickOpen("Выберите\nфайл", []string{"csv", ".XLSX"})
	if err != nil || path != "/home/u/Клиенты + 1.csv" {
		t.Fatalf("got %q, %v", path, err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.title != "Выберитефайл" {
		t.Errorf("title is %q", d.title)
	}
	if got := d.options["filters"].String(); !strings.Contains(got, "*.CSV") || !strings.Contains(got, "*.xlsx") {
		t.Errorf("filters are %s", got)
	}
}

func TestPickSaveProposesAFolderAndAName(t *testing.T) {
	d := newDesktop(t)
	dir := t.TempDir()
	d.answer(fileURI(filepath.Join(dir, "Другое имя")))
	path, err := PickSave("Сохранить", filepath.Join(dir, "КП 12.pdf"))
	if want := filepath.Join(dir, "Другое имя.pdf"); err != nil || path != want {
		t.Fatalf("got %q, %v, want %q", path, err, want)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if got := d.options["current_name"].Value(); got != "КП 12.pdf" {
		t.Errorf("proposed name is %q", got)
	}
	folder, _ := d.options["current_folder"].Value().([]byte)
	if got := strings.TrimRight(string(folder), "/\x00"); got != dir || folder[len(folder)-1] != 0 {
		t.Errorf("proposed folder is %q, want %q ended by a zero", folder, dir)
	}
}

func TestClosedDialogs(t *testing.T) {
	d := newDesktop(t)
	for status, want := range map[uint32]error{1: ErrCancelled, 2: ErrNoDialog, 0: ErrCancelled} { // 0 with no file
		d.mu.Lock()
		d.status, d.uris = status, nil
		d.mu.Unlock()
		if _, err := PickOpen("Файл", nil); !errors.Is(err, want) {
			t.Errorf("status %d: got %v, want %v", status, err, want)
		}
	}
}

func TestRevealAsksTheFileManager(t *testing.T) {
	d := newDesktop(t)
	dir := inFolder(t, "$(touch x) №1.pdf")
	if err := Reveal("$(touch x) №1.pdf"); err != nil {
		t.Fatal(err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.shown) != 1 || d.shown[0] != fileURI(filepath.Join(dir, "$(touch x) №1.pdf")) {
		t.Errorf("the file manager was asked to show %q", d.shown)
	}
}
