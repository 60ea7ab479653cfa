package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"rapport/app/crm"
	"rapport/app/desk"
)

func (v *verbs) demo() *cobra.Command {
	var clients int
	var seed int64
	c := &cobra.Command{Use: "demo", Short: "fill an empty base with the demo firm", RunE: func(c *cobra.Command, _ []string) error {
		return v.with(c, func(ctx context.Context, d *desk.Desk) error {
			lang := v.tongue().Lang()
			if clients <= 0 {
				return d.Demo(ctx, lang)
			}
			return d.Fill(ctx, lang, clients, seed, func(n int) {
				fmt.Fprintf(v.errs, "\r%s", v.tongue().N("command.filled", n))
				if n == clients {
					fmt.Fprintln(v.errs)
				}
			})
		})
	}}
	c.Flags().IntVar(&clients, "clients", 0, "instead of the demo firm, so many made-up clients")
	c.Flags().Int64Var(&seed, "seed", 1, "with --clients: the same seed gives the same base")
	return c
}

func (v *verbs) importFiles() *cobra.Command {
	var dry bool
	c := &cobra.Command{Use: "import FILE…", Short: "take clients from CSV, XLSX or vCard files", Args: atLeastOne, RunE: func(c *cobra.Command, args []string) error {
		return v.with(c, func(ctx context.Context, d *desk.Desk) error {
			var failed []error
			for _, path := range args {
				if err := v.importFile(ctx, d, path, dry); err != nil {
					fmt.Fprintf(v.errs, "%s: %s\n", path, v.sentence(err))
					failed = append(failed, err)
				}
			}
			if len(failed) > 0 {
				return crm.Fault{Reason: "command.import.failed", Args: []string{"N", fmt.Sprint(len(failed))}}
			}
			return nil
		})
	}}
	c.Flags().BoolVar(&dry, "dry-run", false, "tell what would be done and write nothing")
	return v.jsonFlag(c)
}

func atLeastOne(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usageError{crm.Fault{Reason: "command.usage", Args: []string{"Usage", c.UseLine()}}}
	}
	return nil
}

// importJSON is what an import did, as --json writes it.
type importJSON struct {
	File       string          `json:"file"`
	Rows       int             `json:"rows"`
	Added      int             `json:"added"`
	Completed  int             `json:"completed"`
	Same       int             `json:"same"`
	People     int             `json:"people"`
	DryRun     bool            `json:"dry_run"`
	Complaints []complaintJSON `json:"complaints"`
}

type complaintJSON struct {
	Line   int    `json:"line"`
	Column string `json:"column,omitempty"`
	Text   string `json:"text"`
}

func (v *verbs) importFile(ctx context.Context, d *desk.Desk, path string, dry bool) error {
	done, err := d.ImportFile(ctx, path, dry)
	if err != nil {
		return err
	}
	t := v.tongue()
	if v.json {
		out := importJSON{File: path, Rows: done.Rows, Added: done.Added, Completed: done.Completed, Same: done.Same, People: done.People, DryRun: dry, Complaints: []complaintJSON{}}
		for _, c := range done.Complaint {
			out.Complaints = append(out.Complaints, complaintJSON{Line: c.Line, Column: c.Column, Text: c.Say(t)})
		}
		w := v.newList()
		return errors.Join(w.object(out), w.end())
	}
	fmt.Fprintf(v.out, "%s: %s\n", filepath.Base(path), t.T("command.imported", "Added", t.Int(done.Added), "Completed", t.Int(done.Completed), "Same", t.Int(done.Same), "People", t.Int(done.People)))
	for _, c := range done.Complaint {
		fmt.Fprintf(v.errs, "  %s\n", t.T("command.line", "Line", t.Int(c.Line), "Text", c.Say(t)))
	}
	return nil
}

func (v *verbs) move() *cobra.Command {
	var reason string
	c := &cobra.Command{Use: "move CLIENT STAGE", Short: "move a client to another stage, up or down", Args: exactly(2), RunE: func(c *cobra.Command, args []string) error {
		to, err := parseStage(args[1])
		if err != nil {
			return err
		}
		return v.with(c, func(ctx context.Context, d *desk.Desk) error {
			id, err := d.ClientNamed(ctx, args[0])
			if err != nil {
				return err
			}
			code, note := listedReason(reason)
			_, err = d.MoveClient(ctx, id, to, code, note)
			return err
		})
	}}
	c.Flags().StringVar(&reason, "reason", "", "why: a word of the list or free text")
	return c
}

// listedReason tells a listed reason from free text.
func listedReason(s string) (code, note string) {
	for _, r := range append(append([]string{}, crm.ReasonsUp...), crm.ReasonsDown...) {
		if r == s {
			return s, ""
		}
	}
	return "", s
}

// outFlag is the flag every verb that writes a file needs.
func outFlag(c *cobra.Command, path *string) *cobra.Command {
	c.Flags().StringVarP(path, "output", "o", "", "the file to write")
	return c
}

func needOut(path string) error {
	if path == "" {
		return usageError{crm.Fault{Reason: "command.output"}}
	}
	return nil
}

func (v *verbs) dossier() *cobra.Command {
	var path string
	return outFlag(&cobra.Command{Use: "dossier CLIENT -o FILE.pdf", Short: "print a client's dossier", Args: exactly(1), RunE: func(c *cobra.Command, args []string) error {
		return errors.Join(needOut(path), v.paper(c, path, func(ctx context.Context, d *desk.Desk) (desk.Print, error) {
			id, err := d.ClientNamed(ctx, args[0])
			if err != nil {
				return desk.Print{}, err
			}
			return d.PrintDossier(ctx, id, v.tongue().Lang(), desk.DossierOptions{Remarks: true, Money: true})
		}))
	}}, &path)
}

func (v *verbs) offer() *cobra.Command {
	var path string
	return outFlag(&cobra.Command{Use: "offer NUMBER -o FILE.pdf", Short: "print an offer", Args: exactly(1), RunE: func(c *cobra.Command, args []string) error {
		return errors.Join(needOut(path), v.paper(c, path, func(ctx context.Context, d *desk.Desk) (desk.Print, error) {
			o, err := d.OfferByNumber(ctx, args[0])
			if errors.Is(err, crm.ErrNotFound) {
				return desk.Print{}, crm.Fault{Reason: "command.offer.none", Args: []string{"Number", args[0]}}
			}
			if err != nil {
				return desk.Print{}, err
			}
			return d.PrintOffer(ctx, o)
		}))
	}}, &path)
}

// paper makes a paper and writes it.
func (v *verbs) paper(c *cobra.Command, path string, print func(ctx context.Context, d *desk.Desk) (desk.Print, error)) error {
	if path == "" {
		return nil
	}
	return v.with(c, func(ctx context.Context, d *desk.Desk) error {
		p, err := print(ctx, d)
		if err != nil {
			return err
		}
		return writeFile(path, p.PDF)
	})
}

func (v *verbs) export() *cobra.Command {
	export := &cobra.Command{Use: "export", Short: "write what the base holds to files", RunE: func(*cobra.Command, []string) error {
		return usageError{crm.Fault{Reason: "command.export"}}
	}}
	var path string
	clients := &cobra.Command{Use: "clients -o FILE.csv", Short: "write all clients with their people as CSV", RunE: func(c *cobra.Command, _ []string) error {
		if err := needOut(path); err != nil {
			return err
		}
		return v.with(c, func(ctx context.Context, d *desk.Desk) error {
			var body bytes.Buffer
			if err := d.ExportClients(ctx, crm.ClientQuery{}, v.tongue(), &body); err != nil {
				return err
			}
			return writeFile(path, body.Bytes())
		})
	}}
	export.AddCommand(outFlag(clients, &path))
	return export
}

func (v *verbs) backup() *cobra.Command {
	var path string
	return outFlag(&cobra.Command{Use: "backup -o FILE", Short: "write a whole and checked copy of the base", RunE: func(c *cobra.Command, _ []string) error {
		if err := needOut(path); err != nil {
			return err
		}
		if _, err := os.Stat(path); err == nil {
			return crm.Fault{Reason: "command.exists", Args: []string{"File", path}}
		}
		return v.with(c, func(ctx context.Context, d *desk.Desk) error { return d.Backup(ctx, path) })
	}}, &path)
}

func (v *verbs) check() *cobra.Command {
	return &cobra.Command{Use: "check", Short: "read the whole base and tell whether it is sound", RunE: func(c *cobra.Command, _ []string) error {
		return v.with(c, func(ctx context.Context, d *desk.Desk) error {
			faults, err := d.Verify(ctx)
			if err != nil {
				return err
			}
			for _, f := range faults {
				fmt.Fprintln(v.errs, v.sentence(f))
			}
			if len(faults) > 0 {
				return crm.Fault{Reason: "command.unsound", Args: []string{"N", fmt.Sprint(len(faults))}}
			}
			fmt.Fprintln(v.out, v.tongue().T("command.sound"))
			return nil
		})
	}}
}
