// Rapport is a desktop CRM of relationships. See README.md.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"syscall"
	"time"

	"rapport/app/command"
	"rapport/app/desk"
	"rapport/app/diary"
	"rapport/app/instance"
	"rapport/app/system"
	"rapport/app/text"
	"rapport/assets"
	"rapport/data"
	"rapport/screens"
)

// version is set at build time.
var version = "0.1.0"

// startGC is how much garbage, in per cent of what lives, is let lie while starting: a start makes much of it, and both
// the first window and the verbs are done sooner.
const startGC = 400

func main() {
	debug.SetGCPercent(startGC)
	system.JoinConsole()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx)
	stop()
	os.Exit(code)
}

func run(ctx context.Context) int {
	words, err := text.Open(assets.Messages, "messages")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	open := func(ctx context.Context, dir string, create bool) (*desk.Desk, func() error, error) {
		if _, err := os.Stat(filepath.Join(dir, data.FileName)); err != nil && !create {
			return nil, nil, err
		}
		store, err := data.Open(ctx, dir, data.Options{})
		if err != nil {
			return nil, nil, err
		}
		return desk.New(store, words, time.Now), store.Close, nil
	}
	window := func(ctx context.Context, dir string, lang text.Lang) error { return openWindow(ctx, dir, lang, words) }
	return command.Run(ctx, command.Host{Words: words, Open: open, Window: window, Version: version}, os.Args[1:], os.Stdout, os.Stderr)
}

// openWindow shows the window on a base and returns when it is closed; a base that cannot be opened is told in a window of its own.
func openWindow(ctx context.Context, dir string, lang text.Lang, words *text.Catalogue) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	up := make(chan struct{}, 1)
	hold, first, err := instance.Claim(dir, func() { up <- struct{}{} })
	if err != nil || !first {
		return err
	}
	crash := diary.LastCrash(dir)
	log, err := diary.Open(dir, slog.LevelInfo)
	if err != nil {
		fmt.Fprintln(os.Stderr, err) // without a log the program still runs
	}
	setup := screens.Setup{Ctx: ctx, Words: words, Lang: lang, Folder: dir, Log: log.Path(), Crash: crash, Raised: up, Version: version}
	store, err := data.Open(ctx, dir, data.Options{})
	if err != nil {
		slog.Error("open base", "error", err)
		setup.Base = data.Folder(dir)
		err = screens.Refuse(setup, err)
	} else {
		setup.Desk, setup.Base = desk.New(store, words, time.Now), data.Folder(dir)
		err = errors.Join(screens.Run(setup), store.Close())
	}
	return errors.Join(err, log.Close(), hold.Release())
}
