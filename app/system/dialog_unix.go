//go:build !windows && !darwin

package system

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/godbus/dbus/v5"
)

const (
	portalName = "org.freedesktop.portal.Desktop"
	portalPath = "/org/freedesktop/portal/desktop"
	chooser    = "org.freedesktop.portal.FileChooser"
	request    = "org.freedesktop.portal.Request"
)

// filter is one entry of the portal's list of file kinds, a(sa(us)) on the bus.
type filter struct {
	Name  string
	Rules []rule
}

type rule struct {
	Kind    uint32 // 0: a glob
	Pattern string
}

func pickOpen(title string, extensions []string) (string, error) {
	options := map[string]dbus.Variant{}
	if len(extensions) > 0 {
		options["filters"] = dbus.MakeVariant([]filter{filterOf(extensions)})
	}
	return askPortal("OpenFile", title, options)
}

func pickSave(title, dir, name string) (string, error) {
	return askPortal("SaveFile", title, map[string]dbus.Variant{
		"current_name":   dbus.MakeVariant(name),
		"current_folder": dbus.MakeVariant(append([]byte(dir), 0)),
	})
}

// filterOf offers the extensions in either case, since globs of the portal tell cases apart.
func filterOf(extensions []string) filter {
	f := filter{}
	var names []string
	for _, ext := range extensions {
		names = append(names, "*."+ext)
		f.Rules = append(f.Rules, rule{Pattern: "*." + ext}, rule{Pattern: "*." + strings.ToUpper(ext)})
	}
	f.Name = strings.Join(names, ", ")
	return f
}

// askPortal shows a dialog of xdg-desktop-portal and waits for its answer. The answer comes as a signal of a request
// whose path is listened to before the call, for else a quick answer would be missed.
func askPortal(method, title string, options map[string]dbus.Variant) (string, error) {
	conn, err := bus()
	if err != nil {
		return "", errors.Join(ErrNoDialog, err)
	}
	defer conn.Close()
	token := requestToken()
	options["handle_token"] = dbus.MakeVariant(token)
	if err := listenTo(conn, requestPath(conn, token)); err != nil {
		return "", err
	}
	answers := make(chan *dbus.Signal, 4)
	conn.Signal(answers)
	var handle dbus.ObjectPath
	call := conn.Object(portalName, portalPath).Call(chooser+"."+method, 0, "", title, options)
	if err := call.Store(&handle); err != nil {
		return "", errors.Join(ErrNoDialog, err)
	}
	if handle != requestPath(conn, token) { // portals before 0.9 name the request themselves
		if err := listenTo(conn, handle); err != nil {
			return "", err
		}
	}
	for answer := range answers {
		if answer.Name == request+".Response" && (answer.Path == handle || answer.Path == requestPath(conn, token)) {
			return chosen(answer.Body)
		}
	}
	return "", errors.Join(ErrNoDialog, dbus.ErrClosed)
}

func listenTo(conn *dbus.Conn, path dbus.ObjectPath) error {
	err := conn.AddMatchSignal(dbus.WithMatchObjectPath(path), dbus.WithMatchInterface(request), dbus.WithMatchMember("Response"))
	if err != nil {
		return errors.Join(ErrNoDialog, err)
	}
	return nil
}

func requestToken() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails (crypto/rand)
	return "rapport" + hex.EncodeToString(b[:])
}

// requestPath is where the portal answers, made of the caller's bus name as its documentation says.
func requestPath(conn *dbus.Conn, token string) dbus.ObjectPath {
	sender := strings.ReplaceAll(strings.TrimPrefix(conn.Names()[0], ":"), ".", "_")
	return dbus.ObjectPath(portalPath + "/request/" + sender + "/" + token)
}

// chosen reads the answer of a dialog: a status (0 done, 1 cancelled, 2 ended otherwise) and the files' addresses.
func chosen(body []any) (string, error) {
	if len(body) != 2 {
		return "", fmt.Errorf("file dialog answered %d values", len(body))
	}
	status, _ := body[0].(uint32)
	results, _ := body[1].(map[string]dbus.Variant)
	switch status {
	case 1:
		return "", ErrCancelled
	case 2:
		return "", ErrNoDialog
	}
	uris, _ := results["uris"].Value().([]string)
	if len(uris) == 0 {
		return "", ErrCancelled
	}
	return filePath(uris[0])
}

// filePath is the path of a file:// address.
func filePath(uri string) (string, error) {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" || !filepath.IsAbs(u.Path) {
		return "", fmt.Errorf("file dialog answered %q, which is no file of this machine", uri)
	}
	return u.Path, nil
}
