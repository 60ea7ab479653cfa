//go:build !windows && !darwin

package system

import (
	"context"
	"net/url"
	"path/filepath"
	"time"

	"github.com/godbus/dbus/v5"
)

func open(path string) error { return launch("xdg-open", path) }

// reveal asks the file manager by name, and opens the folder where none answers.
func reveal(path string) error {
	if showItems(path) == nil {
		return nil
	}
	return launch("xdg-open", filepath.Dir(path))
}

func print(path string) error {
	_, err := ask("", "lp", path)
	return err
}

// showItems is the call of org.freedesktop.FileManager1 that chooses a file in its folder.
func showItems(path string) error {
	conn, err := bus()
	if err != nil {
		return err
	}
	defer conn.Close()
	ctx, stop := context.WithTimeout(context.Background(), 5*time.Second)
	defer stop()
	manager := conn.Object("org.freedesktop.FileManager1", "/org/freedesktop/FileManager1")
	return manager.CallWithContext(ctx, "org.freedesktop.FileManager1.ShowItems", 0, []string{fileURI(path)}, "").Err
}

// bus connects to the session bus that is there; it starts none.
func bus() (*dbus.Conn, error) {
	conn, err := dbus.SessionBusPrivateNoAutoStartup()
	if err != nil {
		return nil, err
	}
	if err := conn.Auth(nil); err != nil {
		_ = conn.Close()
		return nil, err
	}
	if err := conn.Hello(); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return conn, nil
}

func fileURI(path string) string { return (&url.URL{Scheme: "file", Path: path}).String() }
