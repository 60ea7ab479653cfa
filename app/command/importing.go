package command

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/intake"
	"rapport/app/money"
)

// importing is how files are to be taken.
type importing struct {
	paths []string
	as    intake.Kind // "": as each file's headings say
	sheet string      // of a workbook, "": the first with a table
	dry   bool
	// currency is that of prices and sums that name none, "": the firm's
	currency money.Currency
	clients  bool // orders bring the clients that are not in the base
}

func (v *verbs) importFiles() *cobra.Command {
	var in importing
	var as, currency string
	c := v.verb("import", atLeastOne, func(c *cobra.Command, paths []string) error {
		in.paths, in.as = paths, intake.Kind(as)
		if as != "" && !slices.Contains(intake.Kinds, in.as) {
			return misuse("command.badflag", "Flag", "--as", "Value", as)
		}
		if err := in.takeCurrency(c, currency); err != nil {
			return err
		}
		work := func(ctx context.Context, d *desk.Desk) error { return v.importAll(ctx, d, in) }
		err := v.with(c, work)
		switch {
		case !errors.Is(err, ErrNoBase):
			return err
		case in.dry:
			return v.withScratch(c, work)
		}
		if err := v.anyReadable(in); err != nil {
			return err
		}
		return v.withFresh(c, work)
	})
	c.Flags().StringVar(&as, "as", "", "")
	c.Flags().StringVar(&in.sheet, "sheet", "", "")
	c.Flags().StringVar(&currency, "currency", "", "")
	c.Flags().BoolVar(&in.clients, "add-clients", false, "")
	c.Flags().BoolVar(&in.dry, "dry-run", false, "")
	return v.jsonFlag(c)
}

// takeCurrency reads the currency named on the command line: a code people pay with, or its sign.
func (in *importing) takeCurrency(c *cobra.Command, said string) error {
	if !c.Flags().Changed("currency") {
		return nil
	}
	code, ok := money.ParseCurrency(said)
	if !ok || !code.Known() {
		return misuse("command.badcurrency", "Value", said)
	}
	in.currency = code
	return nil
}

// anyReadable tells of each file why it cannot be read, when none can: a base is not begun for nothing.
func (v *verbs) anyReadable(in importing) error {
	errs := make([]error, len(in.paths))
	for i, path := range in.paths {
		if _, errs[i] = desk.Guess(path, intake.Options{Sheet: in.sheet}); errs[i] == nil {
			return nil
		}
	}
	for i, path := range in.paths {
		fmt.Fprintf(v.errs, "%s: %s\n", path, v.sentence(errs[i]))
	}
	return v.unread(len(in.paths))
}

func (v *verbs) unread(n int) error {
	return crm.Fault{Reason: "command.import.failed", Args: []string{"N", v.tongue.Int(n)}}
}

// withScratch does the work on a base that is thrown away: a dry run before there is any leaves none behind.
func (v *verbs) withScratch(c *cobra.Command, work func(ctx context.Context, d *desk.Desk) error) error {
	dir, err := os.MkdirTemp("", "rapport-")
	if err != nil {
		return err
	}
	return errors.Join(v.withIn(c, dir, true, work), os.RemoveAll(dir))
}

// importAll takes the files one by one: one that cannot be read does not stop the others.
func (v *verbs) importAll(ctx context.Context, d *desk.Desk, in importing) error {
	w, failed := v.newList(), 0
	for _, path := range in.paths {
		lead := "  "
		if len(in.paths) > 1 {
			lead = filepath.Base(path) + ": " // complaints may go elsewhere than the names of the files
		}
		done, err := v.importFile(ctx, d, path, in)
		if err == nil {
			err = v.tellImport(w, done, lead)
		}
		if err != nil {
			fmt.Fprintf(v.errs, "%s: %s\n", path, v.sentence(err))
			failed++
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	if err := w.end(); err != nil {
		return err
	}
	if failed > 0 {
		return v.unread(failed)
	}
	return nil
}

// imported is what became of a file.
type imported struct {
	importJSON
	line       string // in words
	bare       desk.BareSums
	bareKey    string // tells of them, "": the user named the currency himself
	complaints []intake.Complaint
}

// importFile takes one file.
func (v *verbs) importFile(ctx context.Context, d *desk.Desk, path string, in importing) (imported, error) {
	opts := intake.Options{Sheet: in.sheet, Tongue: v.tongue, Currency: in.currency}
	kind, err := in.as, error(nil)
	if kind == "" {
		if kind, err = d.GuessFile(ctx, path, opts); err != nil {
			return imported{}, err
		}
	}
	var done imported
	switch kind {
	case intake.OfItems:
		done, err = v.importItems(ctx, d, path, opts, in.dry)
	case intake.OfOrders:
		done, err = v.importOrders(ctx, d, path, opts, in)
	default:
		done, err = v.importClients(ctx, d, path, opts, in.dry)
	}
	done.File, done.Kind, done.DryRun = path, string(kind), in.dry
	done.Bare = done.bare.N
	if in.currency != "" {
		done.bareKey = ""
	}
	for _, c := range done.bare.In {
		done.BareIn = append(done.BareIn, string(c))
	}
	return done, err
}

func (v *verbs) importClients(ctx context.Context, d *desk.Desk, path string, opts intake.Options, dry bool) (imported, error) {
	batch, err := d.ReadFile(ctx, path, opts)
	if err != nil {
		return imported{}, err
	}
	n, err := d.Import(ctx, filepath.Base(path), batch, dry)
	t := v.tongue
	return imported{importJSON: importJSON{Rows: n.Rows, Added: n.Added, Completed: n.Completed, Same: n.Same, People: n.People},
		line:       t.T("command.imported", "Added", t.Int(n.Added), "Completed", t.Int(n.Completed), "Same", t.Int(n.Same), "People", t.Int(n.People)),
		complaints: n.Complaint}, err
}

func (v *verbs) importItems(ctx context.Context, d *desk.Desk, path string, opts intake.Options, dry bool) (imported, error) {
	c, err := d.ReadItems(ctx, path, opts)
	if err != nil {
		return imported{}, err
	}
	n, err := d.ImportItems(ctx, filepath.Base(path), c, desk.ItemImport{Currency: opts.Currency, DryRun: dry}, nil)
	t := v.tongue
	return imported{importJSON: importJSON{Rows: n.Rows, Added: n.Added, Completed: n.Changed, Same: n.Same, Prices: n.Prices, Groups: n.Groups},
		line: t.T("command.imported.items", "Added", t.Int(n.Added), "Changed", t.Int(n.Changed), "Same", t.Int(n.Same), "Prices", t.Int(n.Prices), "Groups", t.Int(n.Groups)),
		bare: n.Bare, bareKey: "command.import.bare.items", complaints: n.Complaint}, err
}

func (v *verbs) importOrders(ctx context.Context, d *desk.Desk, path string, opts intake.Options, how importing) (imported, error) {
	book, err := d.ReadOrders(ctx, path, opts)
	if err != nil {
		return imported{}, err
	}
	n, err := d.ImportOrdersAs(ctx, filepath.Base(path), book, desk.OrderImport{Clients: how.clients, DryRun: how.dry}, nil)
	t := v.tongue
	return imported{importJSON: importJSON{Rows: n.Rows, Added: n.Added, Completed: n.Changed, Same: n.Same, Lines: n.Lines, Clients: n.Clients},
		line: t.T("command.imported.orders", "Added", t.Int(n.Added), "Changed", t.Int(n.Changed), "Same", t.Int(n.Same), "Lines", t.Int(n.Lines), "Clients", t.Int(n.Clients)),
		bare: n.Bare, bareKey: "command.import.bare.orders", complaints: n.Complaint}, err
}

// tellImport writes what became of a file; lead stands before each of its complaints.
func (v *verbs) tellImport(w *listing, done imported, lead string) error {
	if v.json {
		done.Complaints = []complaintJSON{}
		for _, c := range done.complaints {
			done.Complaints = append(done.Complaints, complaintJSON{Line: c.Line, Column: c.Column, Text: c.Say(v.tongue)})
		}
		return w.object(done.importJSON)
	}
	fmt.Fprintf(v.out, "%s: %s\n", filepath.Base(done.File), done.line)
	if done.bareKey != "" && done.Bare > 0 {
		fmt.Fprintf(v.errs, "%s%s\n", lead, v.tongue.N(done.bareKey, done.Bare, "C", strings.Join(done.BareIn, ", ")))
	}
	for _, c := range done.complaints {
		fmt.Fprintf(v.errs, "%s%s\n", lead, c.Say(v.tongue))
	}
	return nil
}
