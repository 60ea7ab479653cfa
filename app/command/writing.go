package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/trade"
)

func (v *verbs) demo() *cobra.Command {
	var clients int
	var seed int64
	c := v.verb("demo", noWords, func(c *cobra.Command, _ []string) error {
		if c.Flags().Changed("clients") && clients <= 0 {
			return misuse("command.badflag", "Flag", "--clients", "Value", fmt.Sprint(clients))
		}
		return v.withFresh(c, func(ctx context.Context, d *desk.Desk) error {
			if clients == 0 {
				return d.Demo(ctx, v.tongue.Lang())
			}
			return d.Fill(ctx, clients, seed, func(n int) { v.progress(n, clients) })
		})
	})
	c.Flags().IntVar(&clients, "clients", 0, "")
	c.Flags().Int64Var(&seed, "seed", 1, "")
	return c
}

// progress tells how far a long filling has come, on one line that is written over.
func (v *verbs) progress(n, all int) {
	fmt.Fprintf(v.errs, "\r%s", v.tongue.N("command.filled", n))
	if n >= all {
		fmt.Fprintln(v.errs)
	}
}

func atLeastOne(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return misuse("command.usage", "Usage", strings.TrimSpace(c.UseLine()))
	}
	return nil
}

func (v *verbs) move() *cobra.Command {
	var reason string
	c := v.verb("move", exactly(2), func(c *cobra.Command, args []string) error {
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
	})
	c.Flags().StringVar(&reason, "reason", "", "")
	return c
}

// listedReason tells a listed reason from free text.
func listedReason(s string) (code, note string) {
	if slices.Contains(crm.ReasonsUp, s) || slices.Contains(crm.ReasonsDown, s) {
		return s, ""
	}
	return "", s
}

// outFlag is the flag every verb that writes a file needs.
func (v *verbs) outFlag(c *cobra.Command, path *string) *cobra.Command {
	c.Flags().StringVarP(path, "output", "o", "", "")
	return c
}

// writer is a verb that writes what make makes to the file of -o.
func (v *verbs) writer(name string, args cobra.PositionalArgs, make func(ctx context.Context, d *desk.Desk, args []string) ([]byte, error)) *cobra.Command {
	var path string
	return v.outFlag(v.verb(name, args, func(c *cobra.Command, args []string) error {
		if path == "" {
			return misuse("command.output")
		}
		return v.with(c, func(ctx context.Context, d *desk.Desk) error {
			body, err := make(ctx, d, args)
			if err != nil {
				return err
			}
			return writeFile(path, body)
		})
	}), &path)
}

func (v *verbs) dossier() *cobra.Command {
	return v.writer("dossier", exactly(1), func(ctx context.Context, d *desk.Desk, args []string) ([]byte, error) {
		id, err := d.ClientNamed(ctx, args[0])
		if err != nil {
			return nil, err
		}
		print, err := d.PrintDossier(ctx, id, v.tongue.Lang(), desk.DossierOptions{Remarks: true, Money: true})
		return print.PDF, err
	})
}

func (v *verbs) offer() *cobra.Command {
	return v.writer("offer", exactly(1), func(ctx context.Context, d *desk.Desk, args []string) ([]byte, error) {
		o, err := d.OfferNumbered(ctx, args[0])
		if errors.Is(err, crm.ErrNotFound) {
			return nil, crm.Fault{Reason: "command.offer.none", Args: []string{"Number", args[0]}}
		}
		if err != nil {
			return nil, err
		}
		print, err := d.PrintOffer(ctx, o)
		return print.PDF, err
	})
}

func (v *verbs) export() *cobra.Command {
	export := v.verb("export", nil, func(*cobra.Command, []string) error { return misuse("command.export") })
	export.AddCommand(v.writer("export clients", noWords, func(ctx context.Context, d *desk.Desk, _ []string) ([]byte, error) {
		var body bytes.Buffer
		err := d.ExportClients(ctx, crm.ClientQuery{}, v.tongue, &body)
		return body.Bytes(), err
	}), v.exportItems(), v.writer("export offers", noWords, func(ctx context.Context, d *desk.Desk, _ []string) ([]byte, error) {
		var body bytes.Buffer
		err := d.ExportOffers(ctx, trade.OfferQuery{}, v.tongue, &body)
		return body.Bytes(), err
	}))
	return export
}

// exportItems writes the catalogue: a workbook where the name of the file ends so, else CSV.
func (v *verbs) exportItems() *cobra.Command {
	var path string
	return v.outFlag(v.verb("export items", noWords, func(c *cobra.Command, _ []string) error {
		if path == "" {
			return misuse("command.output")
		}
		return v.with(c, func(ctx context.Context, d *desk.Desk) error {
			err := d.ExportItemsFile(ctx, trade.ItemQuery{Inactive: true}, v.tongue, path)
			if errors.Is(err, fs.ErrNotExist) {
				return crm.Fault{Reason: "command.nofolder", Args: []string{"Folder", filepath.Dir(path)}}
			}
			return err
		})
	}), &path)
}

func (v *verbs) backup() *cobra.Command {
	var path string
	return v.outFlag(v.verb("backup", noWords, func(c *cobra.Command, _ []string) error {
		if path == "" {
			return misuse("command.output")
		}
		if _, err := os.Stat(path); err == nil {
			return crm.Fault{Reason: "command.exists", Args: []string{"File", path}}
		}
		return v.with(c, func(ctx context.Context, d *desk.Desk) error { return d.Backup(ctx, path) })
	}), &path)
}

func (v *verbs) check() *cobra.Command {
	return v.jsonFlag(v.verb("check", noWords, func(c *cobra.Command, _ []string) error {
		return v.with(c, func(ctx context.Context, d *desk.Desk) error {
			faults, err := d.Verify(ctx)
			if err != nil {
				return err
			}
			if err := v.tellFaults(faults); err != nil {
				return err
			}
			if len(faults) > 0 {
				return crm.Fault{Reason: "command.unsound", Args: []string{"N", v.tongue.Int(len(faults))}}
			}
			return nil
		})
	}))
}

// tellFaults writes what is wrong with a base: as complaints, or as an array of objects.
func (v *verbs) tellFaults(faults []crm.Fault) error {
	if !v.json {
		for _, f := range faults {
			fmt.Fprintln(v.errs, v.sentence(f))
		}
		if len(faults) == 0 {
			fmt.Fprintln(v.out, v.tongue.T("command.sound"))
		}
		return nil
	}
	w := v.newList()
	for _, f := range faults {
		if err := w.object(faultJSON{Code: f.Reason, Text: v.sentence(f)}); err != nil {
			return err
		}
	}
	return w.end()
}
