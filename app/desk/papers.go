package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"rapport/app/crm"
	"rapport/app/intake"
	"rapport/app/page"
	"rapport/app/paper"
	"rapport/app/text"
	"rapport/app/trade"
)

// Remark tells what a paper could not show as it was written.
type Remark = paper.Remark

// Print is a finished paper.
type Print struct {
	Name    string // proposed name of the file
	PDF     []byte
	Pages   int
	Remarks []Remark // what was left out or replaced, for the user to know
}

// LayOffer lays an offer out, saved or not, in its own language: what the preview shows is what is printed.
func (d *Desk) LayOffer(ctx context.Context, o trade.Offer) (*page.Document, []Remark, error) {
	sums, err := trade.Count(o)
	if err != nil {
		return nil, nil, crm.Fault{Field: "lines", Reason: "trade.offer.overflow"}
	}
	firm, _, err := d.OwnFirm(ctx)
	if err != nil {
		return nil, nil, err
	}
	facts := paper.OfferFacts{Firm: firm}
	if c, ok, err := found(d.Client(ctx, o.Client)); err != nil {
		return nil, nil, err
	} else if ok {
		facts.Client = firstOf(c.LegalName, c.Name)
	}
	return paper.Offer(o, sums, facts, d.Words.In(text.Lang(o.Lang)))
}

// PrintOffer prints an offer. An offer that may not be printed is a fault that says why.
func (d *Desk) PrintOffer(ctx context.Context, o trade.Offer) (Print, error) {
	for _, f := range trade.Check(o) {
		if trade.Blocks(f) {
			return Print{}, f
		}
	}
	doc, remarks, err := d.LayOffer(ctx, o)
	if err != nil {
		return Print{}, err
	}
	row, _, err := found(d.ClientRow(ctx, o.Client))
	if err != nil {
		return Print{}, err
	}
	return printed(doc, remarks, paper.OfferFile(o, row.Name, d.Words.In(text.Lang(o.Lang))))
}

func printed(doc *page.Document, remarks []Remark, name string) (Print, error) {
	pdf, err := paper.PDF(doc)
	if err != nil {
		return Print{}, fmt.Errorf("print %s: %w", name, err)
	}
	return Print{Name: name, PDF: pdf, Pages: len(doc.Pages), Remarks: remarks}, nil
}

// DossierOptions are what the owner chooses before a dossier is printed.
type DossierOptions struct {
	Remarks bool // personal remarks about people
	Money   bool // offers and sums
	Lens    crm.Lens
}

// PrintDossier prints all that is known of a client, in a language.
func (d *Desk) PrintDossier(ctx context.Context, id crm.ClientID, lang text.Lang, opts DossierOptions) (Print, error) {
	facts, err := d.dossier(ctx, id, opts)
	if err != nil {
		return Print{}, err
	}
	t := d.Words.In(lang)
	doc, remarks := paper.Dossier(facts, t)
	return printed(doc, remarks, paper.DossierFile(facts.Client.Name, d.Today(), t))
}

// dossier gathers what a dossier tells.
func (d *Desk) dossier(ctx context.Context, id crm.ClientID, opts DossierOptions) (paper.DossierFacts, error) {
	facts := paper.DossierFacts{Lens: opts.Lens, At: d.now(), NoNotes: !opts.Remarks, NoMoney: !opts.Money, Reps: map[crm.RepID]string{}}
	file, err := d.File(ctx, id)
	if err != nil {
		return facts, err
	}
	facts.Client, facts.People, facts.Moves = file.Client, file.Contacts, file.Moves
	facts.Assessments, facts.Interactions = file.Assessments, file.Interactions
	if facts.Offers, err = d.offerRows(ctx, id); err != nil {
		return facts, err
	}
	if facts.Firm, _, err = d.OwnFirm(ctx); err != nil {
		return facts, err
	}
	if facts.Fields, err = d.Fields(ctx); err != nil {
		return facts, err
	}
	reps, err := d.Reps(ctx)
	for _, r := range reps {
		facts.Reps[r.ID] = r.Name
	}
	facts.By = facts.Reps[d.me(ctx)]
	return facts, err
}

func (d *Desk) offerRows(ctx context.Context, id crm.ClientID) ([]trade.OfferRow, error) {
	var all []trade.OfferRow
	err := d.EachOffer(ctx, trade.OfferQuery{Client: id}, func(r trade.OfferRow) error {
		all = append(all, r)
		return nil
	})
	return all, err
}

// KeepPrint writes a paper into a folder, made when there is none, and returns the path. A name that is taken gets a
// number; the file is written beside and then renamed, so that half a paper is never found.
func KeepPrint(folder string, p Print) (string, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", fmt.Errorf("folder of papers: %w", err)
	}
	path := filepath.Join(folder, p.Name)
	for n := 2; ; n++ {
		old, err := os.ReadFile(path)
		if os.IsNotExist(err) || err == nil && string(old) == string(p.PDF) {
			break
		}
		path = filepath.Join(folder, numbered(p.Name, n))
	}
	return path, WriteFile(path, p.PDF)
}

// numbered puts a number behind the name of a file, before its extension: "КП 7 (2).pdf".
func numbered(name string, n int) string {
	ext := filepath.Ext(name)
	return fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, ext), n, ext)
}

// WriteFile writes a file whole or not at all: beside it first, then in its place.
func WriteFile(path string, body []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".rapport-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer os.Remove(tmp.Name()) // nothing is left of it after the rename
	_, err = tmp.Write(body)
	if err == nil {
		err = tmp.Sync()
	}
	if closed := tmp.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Chmod(tmp.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// ReadFile reads the clients out of a file.
func (d *Desk) ReadFile(ctx context.Context, path string, opts intake.Options) (intake.Batch, error) {
	f, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return intake.Batch{}, crm.Fault{Field: "file", Reason: "desk.file.missing", Args: []string{"File", path}}
	case errors.Is(err, fs.ErrPermission):
		return intake.Batch{}, crm.Fault{Field: "file", Reason: "desk.file.closed", Args: []string{"File", path}}
	case err != nil:
		return intake.Batch{}, fmt.Errorf("open %s: %w", path, err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return intake.Batch{}, crm.Fault{Field: "file", Reason: "desk.file.folder", Args: []string{"File", filepath.Base(path)}}
	}
	if opts.Country == "" {
		opts.Country = d.country(ctx, "")
	}
	if opts.Year == 0 {
		opts.Year = d.now().Year()
	}
	batch, err := intake.ReadFrom(filepath.Base(path), f, opts)
	var refusal *intake.Refusal
	if errors.As(err, &refusal) {
		return batch, crm.Fault{Field: "file", Reason: refusal.Reason, Args: refusal.Args}
	}
	return batch, err
}

// ImportFile reads a file and takes what it holds into the base, as one act.
func (d *Desk) ImportFile(ctx context.Context, path string, dryRun bool) (Intake, error) {
	batch, err := d.ReadFile(ctx, path, intake.Options{Tongue: d.Words.In(d.lang(ctx))})
	if err != nil {
		return Intake{File: filepath.Base(path)}, err
	}
	return d.Import(ctx, filepath.Base(path), batch, dryRun)
}

// lang is the language of the window, or the system's before one was chosen.
func (d *Desk) lang(ctx context.Context) text.Lang {
	if s, err := d.Settings(ctx); err == nil && s.Lang != "" {
		return s.Lang
	}
	return text.SystemLang()
}

// ExportClients writes the clients of a query with their people as a table that this program reads back unchanged.
func (d *Desk) ExportClients(ctx context.Context, q crm.ClientQuery, t *text.Tongue, w io.Writer) error {
	out, err := d.clientWriter(ctx, t, w)
	if err != nil {
		return err
	}
	err = d.EachClient(ctx, q, func(row crm.ClientRow) error {
		c, err := d.Client(ctx, row.ID)
		if err != nil {
			return err
		}
		return d.exportClient(ctx, out, c)
	})
	if err != nil {
		return err
	}
	return out.Close()
}

func (d *Desk) clientWriter(ctx context.Context, t *text.Tongue, w io.Writer) (*intake.ClientWriter, error) {
	reps, err := d.Reps(ctx)
	if err != nil {
		return nil, err
	}
	fields, err := d.Fields(ctx)
	if err != nil {
		return nil, err
	}
	return intake.NewClientWriter(w, t, reps, fields)
}

func (d *Desk) exportClient(ctx context.Context, out *intake.ClientWriter, c crm.Client) error {
	people, err := d.Contacts(ctx, c.ID)
	if err != nil {
		return err
	}
	return out.Write(c, people)
}

// Fill writes n invented clients into an empty base, for trials and measurements; the same seed gives the same content.
func (d *Desk) Fill(ctx context.Context, n int, seed int64, progress func(done int)) error {
	return d.store.Fill(ctx, n, seed, func(done, _ int) { progress(done) })
}

// Backup writes a whole and checked copy of the base to a new file.
func (d *Desk) Backup(ctx context.Context, path string) error { return d.store.Backup(ctx, path) }

// Verify reads the whole base and lists what is wrong with it; nothing when it is sound.
func (d *Desk) Verify(ctx context.Context) ([]crm.Fault, error) { return d.store.Verify(ctx) }
