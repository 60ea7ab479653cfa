package desk

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"rapport/app/crm"
	"rapport/app/intake"
	"rapport/app/text"
	"rapport/app/trade"
)

// ReadItems reads the catalogue out of a file; tables beside it explain the keys it may hold.
func (d *Desk) ReadItems(ctx context.Context, path string, opts intake.Options) (intake.Catalogue, error) {
	file, beside, err := wholeFiles(path)
	if err != nil {
		return intake.Catalogue{}, err
	}
	if opts.Country == "" {
		opts.Country = d.country(ctx, "")
	}
	if opts.Tongue == nil {
		opts.Tongue = d.Words.In(d.lang(ctx))
	}
	rates, err := d.AllTaxRates(ctx)
	if err != nil {
		return intake.Catalogue{}, err
	}
	c, err := intake.ReadItems(file, intake.ItemOptions{Options: opts, Beside: beside, Rates: rates, Day: d.Today()})
	return c, refused(err)
}

// ImportItemsFile reads a file of items and takes them into the base, as one act.
func (d *Desk) ImportItemsFile(ctx context.Context, path string, how ItemImport, progress func(done, all int)) (ItemIntake, error) {
	c, err := d.ReadItems(ctx, path, intake.Options{})
	if err != nil {
		return ItemIntake{File: filepath.Base(path)}, err
	}
	return d.ImportItems(ctx, filepath.Base(path), c, how, progress)
}

// refused turns the refusal of a file into a fault for the user.
func refused(err error) error {
	var refusal *intake.Refusal
	if errors.As(err, &refusal) {
		return crm.Fault{Field: "file", Reason: refusal.Reason, Args: refusal.Args}
	}
	return err
}

// Limits of the tables beside a file: those that are larger explain no keys.
const (
	maxBeside      = 20
	maxBesideBytes = 20 << 20
)

// wholeFiles reads a file, and those beside it that may explain its keys.
func wholeFiles(path string) (intake.File, []intake.File, error) {
	file, err := wholeFile(path, intake.DefaultLimits.Bytes)
	if err != nil {
		return file, nil, err
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return file, nil, nil // the file itself can be read: it goes without
	}
	var names []string
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && info.Size() <= maxBesideBytes {
			names = append(names, e.Name())
		}
	}
	var beside []intake.File
	for _, name := range intake.Beside(file.Name, names) {
		if len(beside) == maxBeside {
			break
		}
		if other, err := wholeFile(filepath.Join(filepath.Dir(path), name), maxBesideBytes); err == nil {
			beside = append(beside, other)
		}
	}
	return file, beside, nil
}

// wholeFile reads a file; of one over the limit a byte more, so that it is refused.
func wholeFile(path string, limit int64) (intake.File, error) {
	data, err := readBounded("file", path, limit)
	return intake.File{Name: filepath.Base(path), Data: data}, err
}

// ExportItems writes the items of a query with today's price on every list as a table that ReadItems takes back unchanged:
// as a workbook, or as CSV.
func (d *Desk) ExportItems(ctx context.Context, q trade.ItemQuery, t *text.Tongue, workbook bool, w io.Writer) error {
	groups, err := d.ItemGroups(ctx)
	if err != nil {
		return err
	}
	lists, err := d.PriceLists(ctx)
	if err != nil {
		return err
	}
	prices := make([]map[trade.ItemID]trade.ItemPrice, len(lists))
	for i, l := range lists {
		if prices[i], err = d.PricesFrom(ctx, l.ID, d.Today(), nil); err != nil {
			return err
		}
	}
	out, err := intake.NewItemWriter(t, groups, lists)
	if err != nil {
		return err
	}
	err = d.EachItem(ctx, q, func(i trade.Item) error {
		var some []trade.ItemPrice
		for _, of := range prices {
			if p, ok := of[i.ID]; ok {
				some = append(some, p)
			}
		}
		out.Write(i, some)
		return nil
	})
	switch {
	case err != nil:
		return err
	case workbook:
		return out.XLSX(w)
	}
	return out.CSV(w)
}

// ExportItemsFile writes the items of a query to a file, whole or not at all: a workbook where its name ends so, else CSV.
func (d *Desk) ExportItemsFile(ctx context.Context, q trade.ItemQuery, t *text.Tongue, path string) error {
	var body bytes.Buffer
	if err := d.ExportItems(ctx, q, t, strings.EqualFold(filepath.Ext(path), ".xlsx"), &body); err != nil {
		return err
	}
	return WriteFile(path, body.Bytes())
}

// GuessFile finds out by the headings of a file whether it is about clients, items or orders.
func (d *Desk) GuessFile(_ context.Context, path string, opts intake.Options) (intake.Kind, error) {
	return Guess(path, opts)
}

// Guess is GuessFile where no base is open yet. What cannot be read is a crm.Fault.
func Guess(path string, opts intake.Options) (intake.Kind, error) {
	file, err := wholeFile(path, intake.DefaultLimits.Bytes)
	if err != nil {
		return "", err
	}
	kind, err := intake.Guess(file, opts)
	return kind, refused(err)
}
