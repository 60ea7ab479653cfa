// Rapport is a desktop CRM of relationships. See README.md.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"syscall"
	"time"

	"rapport/app/command"
	"rapport/app/desk"
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
	host := command.Host{Words: words, Open: open, Version: version}
	host.Window = func(ctx context.Context, dir string, lang text.Lang) error {
		return openWindow(screens.Setup{Ctx: ctx, Words: words, Lang: lang, Folder: dir, Version: version})
	}
	return command.Run(ctx, host, os.Args[1:], os.Stdout, os.Stderr)
}
