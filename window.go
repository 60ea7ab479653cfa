package main

import (
	"context"
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
	setup.App = screens.Begin(setup.Version)
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
	opened := make(chan opening, 1)
	go func() { opened <- openBase(setup, err) }() // while the window is made, which takes longer
	setup.Window = screens.NewWindow(setup.App)
	setup.Crash = diary.LastCrash(setup.Folder)
	log, logErr := diary.Open(setup.Folder, slog.LevelInfo)
	if logErr != nil {
		fmt.Fprintln(os.Stderr, logErr) // without a log the program still runs
	}
	setup.Log = log.Path()
	return errors.Join(show(setup, <-opened), log.Close(), hold.Release())
}

// opening is a base opened for the window, or why it could not be.
type opening struct {
	store *data.Store
	desk  *desk.Desk
	err   error
}

// openBase opens the base. unclaimed is why it could not be claimed: what the base itself says tells more.
func openBase(setup screens.Setup, unclaimed error) opening {
	store, err := data.Open(setup.Ctx, setup.Folder, data.Options{})
	if err == nil && unclaimed != nil {
		err = errors.Join(unclaimed, store.Close())
	}
	if err != nil {
		return opening{err: err}
	}
	d := desk.New(store, setup.Words, time.Now)
	readAhead(setup.Ctx, d)
	return opening{store, d, nil}
}

// readAhead reads what the first picture of the window will ask for, so that it is at hand then. What fails here fails
// again when it is asked for, and is told then.
func readAhead(ctx context.Context, d *desk.Desk) {
	_, _ = d.Settings(ctx)
	if _, known, err := d.OwnFirm(ctx); err != nil || !known {
		return
	}
	q := crm.ClientQuery{Sort: crm.SortName}
	_, _ = d.Clients(ctx, q, crm.Page{Limit: 100})
	_, _ = d.CountClients(ctx, q)
	_, _ = d.TypeCounts(ctx, q)
	_, _ = d.RungCounts(ctx, q)
}

// show shows the window on the base that was opened, or why it was not.
func show(setup screens.Setup, base opening) error {
	if err := base.err; err != nil {
		slog.Error("open base", "error", err)
		if errors.Is(err, data.ErrDamaged) || errors.Is(err, data.ErrNotOurs) {
			setup.Base = data.Folder(setup.Folder) // a copy can stand in for it
		}
		return screens.Refuse(setup, err)
	}
	setup.Desk, setup.Base = base.desk, data.Folder(setup.Folder)
	return errors.Join(screens.Run(setup), base.store.Close())
}
