// Package command holds the headless verbs: the desk without a window, for schedulers and scripts.
package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/text"
)

// Host is what the verbs need of the program around them.
type Host struct {
	Words *text.Catalogue
	// Open opens the base in a folder, making it when there is none; done closes it.
	Open func(ctx context.Context, dir string) (d *desk.Desk, done func() error, err error)
	// Window opens the window on a folder and returns when it is closed.
	Window func(ctx context.Context, dir string, lang text.Lang) error
	// Say turns an error of the base into a sentence of the language; "" when it has none.
	Say func(t *text.Tongue, err error) string
	// Version is the program's version.
	Version string
}

// verbs is one run of the program: the host and the flags all verbs share.
type verbs struct {
	Host
	dir  string
	lang string
	json bool
	out  io.Writer
	errs io.Writer
}

// Run does what the arguments say and returns the exit code: 0 done, 1 failed, 2 not understood.
func Run(ctx context.Context, h Host, args []string, out, errs io.Writer) int {
	v := &verbs{Host: h, out: out, errs: errs}
	root := v.root()
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(errs)
	err := root.ExecuteContext(ctx)
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

func (v *verbs) root() *cobra.Command {
	root := &cobra.Command{Use: "rapport", Short: "Rapport, a CRM of relationships", Version: v.Version,
		SilenceUsage: true, SilenceErrors: true, Args: cobra.NoArgs,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		RunE:              func(c *cobra.Command, _ []string) error { return v.Window(c.Context(), v.folder(), v.tongueLang()) }}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.PersistentFlags().StringVar(&v.dir, "data", "", "folder of the base (default: the user's data folder)")
	root.PersistentFlags().StringVar(&v.lang, "lang", "", "language: ru, uk or en (default: the system's)")
	root.AddCommand(v.demo(), v.importFiles(), v.list(), v.show(), v.move(), v.dossier(), v.offers(), v.offer(), v.export(), v.backup(), v.check())
	for _, c := range root.Commands() {
		if c.Args == nil {
			c.Args = cobra.NoArgs
		}
	}
	return root
}

// folder is where the base lives.
func (v *verbs) folder() string {
	if v.dir != "" {
		return v.dir
	}
	return DefaultFolder()
}

// DefaultFolder is the folder of the base when none is named: the operating system's place for a user's own data.
func DefaultFolder() string {
	base, err := os.UserConfigDir()
	if err != nil {
		base = "."
	}
	if xdg := os.Getenv("XDG_DATA_HOME"); xdg != "" {
		base = xdg
	} else if home, err := os.UserHomeDir(); err == nil && filepath.Base(base) == ".config" {
		base = filepath.Join(home, ".local", "share")
	}
	return filepath.Join(base, "rapport")
}

func (v *verbs) tongueLang() text.Lang {
	if l, ok := text.ParseLang(v.lang); ok {
		return l
	}
	return ""
}

func (v *verbs) tongue() *text.Tongue {
	if l := v.tongueLang(); l != "" {
		return v.Words.In(l)
	}
	return v.Words.In(text.SystemLang())
}

// sentence tells an error in the user's language, with the error itself where no sentence is known.
func (v *verbs) sentence(err error) string {
	t := v.tongue()
	var fault crm.Fault
	var stale crm.Stale
	switch {
	case errors.As(err, &fault):
		args := make([]any, len(fault.Args))
		for i, a := range fault.Args {
			args[i] = a
		}
		return t.T(fault.Reason, args...)
	case errors.As(err, &stale):
		return t.T("desk.stale")
	case errors.Is(err, crm.ErrNotFound):
		return t.T("desk.gone")
	}
	if s := v.Say(t, err); s != "" {
		return s + " (" + err.Error() + ")"
	}
	return t.T("command.failed", "Error", err.Error())
}

// with opens the base, does the work and closes it.
func (v *verbs) with(c *cobra.Command, work func(ctx context.Context, d *desk.Desk) error) error {
	if v.lang != "" && v.tongueLang() == "" {
		return usageError{crm.Fault{Field: "lang", Reason: "command.lang", Args: []string{"Lang", v.lang}}}
	}
	d, done, err := v.Open(c.Context(), v.folder())
	if err != nil {
		return err
	}
	return errors.Join(work(c.Context(), d), done())
}

// writeFile writes a file whole or not at all: beside it first, then in its place.
func writeFile(path string, body []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".rapport-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer os.Remove(tmp.Name())
	if _, err = tmp.Write(body); err == nil {
		err = tmp.Sync()
	}
	if err = errors.Join(err, tmp.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Chmod(tmp.Name(), 0o644); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return os.Rename(tmp.Name(), path)
}
