// Package command holds the headless verbs: the desk without a window, for schedulers and scripts.
package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"

	"github.com/spf13/cobra"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/system"
	"rapport/app/text"
)

// ErrNoBase is what Host.Open returns for a folder without a base when it may not make one.
var ErrNoBase = errors.New("no base in the folder")

// Host is what the verbs need of the program around them.
type Host struct {
	Words *text.Catalogue
	// Open opens the base in a folder; done closes it. With create it makes folder and base when there is none; without
	// it then fails with fs.ErrNotExist or ErrNoBase and makes nothing at all. What an error of the base means is told
	// by the crm.Fault in it.
	Open func(ctx context.Context, dir string, create bool) (d *desk.Desk, done func() error, err error)
	// Window opens the window on a folder and returns when it is closed. lang is "" when none was asked for.
	Window func(ctx context.Context, dir string, lang text.Lang) error
	// Version is the program's version.
	Version string
}

// verbs is one run of the program: the host and the flags all verbs share.
type verbs struct {
	Host
	dir    string
	lang   string
	json   bool
	tongue *text.Tongue
	out    io.Writer
	errs   io.Writer
}

// Run does what the arguments say and returns the exit code: 0 done, 1 failed, 2 not understood. What was asked for
// goes to out, all else to errs.
func Run(ctx context.Context, h Host, args []string, out, errs io.Writer) int {
	v := &verbs{Host: h, tongue: h.Words.In(speaks(args)), out: out, errs: errs}
	root := v.root()
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(errs)
	err := v.known(root, args)
	if err == nil {
		err = root.ExecuteContext(ctx)
	}
	if err == nil {
		return 0
	}
	fmt.Fprintln(errs, v.sentence(err))
	var misuse usageError
	if errors.As(err, &misuse) {
		return 2
	}
	return 1
}

// usageError is a call whose words are off.
type usageError struct{ error }

// Unwrap lets the fault inside be found.
func (u usageError) Unwrap() error { return u.error }

// misuse is a usage error told by a message key.
func misuse(reason string, args ...string) error {
	return usageError{crm.Fault{Reason: reason, Args: args}}
}

// folder is where the base lives.
func (v *verbs) folder() string {
	if v.dir != "" {
		return v.dir
	}
	return system.DataFolder()
}

// asked is the language named on the command line, or "".
func (v *verbs) asked() text.Lang {
	if l, ok := text.ParseLang(v.lang); ok {
		return l
	}
	return ""
}

// sentence tells an error in the user's language, with the error itself where no sentence is known.
func (v *verbs) sentence(err error) string {
	t := v.tongue
	var fault crm.Fault
	var stale crm.Stale
	switch {
	case errors.Is(err, ErrNoBase):
		return t.T("command.nobase", "Folder", v.folder())
	case errors.As(err, &fault):
		return t.T(fault.Reason, anys(fault.Args)...)
	case errors.As(err, &stale):
		return t.T("desk.stale")
	case errors.Is(err, crm.ErrNotFound):
		return t.T("desk.gone")
	case errors.Is(err, context.Canceled):
		return t.T("command.stopped")
	}
	return t.T("command.failed", "Error", err.Error())
}

func anys(args []string) []any {
	list := make([]any, len(args))
	for i, a := range args {
		list[i] = a
	}
	return list
}

// with opens the base that is there, does the work and closes it.
func (v *verbs) with(c *cobra.Command, work func(ctx context.Context, d *desk.Desk) error) error {
	return v.withIn(c, v.folder(), false, work)
}

// withFresh is with for the verbs that may begin a base.
func (v *verbs) withFresh(c *cobra.Command, work func(ctx context.Context, d *desk.Desk) error) error {
	return v.withIn(c, v.folder(), true, work)
}

func (v *verbs) withIn(c *cobra.Command, dir string, create bool, work func(ctx context.Context, d *desk.Desk) error) error {
	d, done, err := v.Open(c.Context(), dir, create)
	if !create && errors.Is(err, fs.ErrNotExist) {
		return errors.Join(ErrNoBase, err)
	}
	if err != nil {
		return err
	}
	return errors.Join(work(c.Context(), d), done())
}

// writeFile writes a file whole or not at all.
func writeFile(path string, body []byte) error {
	err := desk.WriteFile(path, body)
	if errors.Is(err, fs.ErrNotExist) {
		return crm.Fault{Reason: "command.nofolder", Args: []string{"Folder", filepath.Dir(path)}}
	}
	return err
}
