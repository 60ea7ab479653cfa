package main

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/diary"
	"rapport/app/instance"
	"rapport/data"
	"rapport/screens"
)

// openWindow shows the window on a base and returns when it is closed; a base that cannot be opened is told in a window
// of its own. A base that has its window already gets that one up.
func openWindow(setup screens.Setup) error {
	if err := os.MkdirAll(setup.Folder, 0o700); err != nil {
		return screens.Refuse(setup, err)
	}
	up := make(chan struct{}, 1)
	setup.Raised = up
	hold, first, err := instance.Claim(setup.Folder, func() { up <- struct{}{} })
	switch {
	case errors.Is(err, instance.ErrSilent):
		return screens.Refuse(setup, errors.Join(crm.Fault{Field: "base", Reason: "shell.silent"}, err))
	case err == nil && !first:
		return nil
	}
	setup.App = screens.Begin(setup.Version)
	setup.Crash = diary.LastCrash(setup.Folder)
	log, logErr := diary.Open(setup.Folder, slog.LevelInfo)
	if logErr != nil {
		fmt.Fprintln(os.Stderr, logErr) // without a log the program still runs
	}
	setup.Log = log.Path()
	return errors.Join(openBase(setup, err), log.Close(), hold.Release())
}

// openBase shows the window on the base. unclaimed is why it could not be claimed: what the base itself says tells more.
func openBase(setup screens.Setup, unclaimed error) error {
	store, err := data.Open(setup.Ctx, setup.Folder, data.Options{})
	if err == nil && unclaimed != nil {
		err = errors.Join(unclaimed, store.Close())
	}
	if err != nil {
		slog.Error("open base", "error", err)
		if errors.Is(err, data.ErrDamaged) || errors.Is(err, data.ErrNotOurs) {
			setup.Base = data.Folder(setup.Folder) // a copy can stand in for it
		}
		return screens.Refuse(setup, err)
	}
	setup.Desk, setup.Base = desk.New(store, setup.Words, time.Now), data.Folder(setup.Folder)
	return errors.Join(screens.Run(setup), store.Close())
}
