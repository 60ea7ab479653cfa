package desk

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"

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
	if o.Template == 0 {
		return d.layDressed(ctx, o, nil)
	}
	t, have, err := found(d.Template(ctx, o.Template))
	if err != nil {
		return nil, nil, err
	}
	if !have {
		return d.layDressed(ctx, o, nil)
	}
	return d.layDressed(ctx, o, &t)
}

// layDressed lays an offer out in a template, nil for the default look.
func (d *Desk) layDressed(ctx context.Context, o trade.Offer, look *trade.Template) (*page.Document, []Remark, error) {
	sums, err := trade.Count(o)
	if err != nil {
		return nil, nil, crm.Fault{Field: "lines", Reason: "trade.offer.overflow"}
	}
	facts, err := d.offerFacts(ctx, o, look)
	if err != nil {
		return nil, nil, err
	}
	return paper.Offer(o, sums, facts, d.Words.In(text.Lang(o.Lang)))
}

// offerFacts gathers what an offer's paper needs beside the offer.
func (d *Desk) offerFacts(ctx context.Context, o trade.Offer, look *trade.Template) (paper.OfferFacts, error) {
	facts := paper.OfferFacts{Look: look, LookGone: look == nil && o.Template != 0}
	var err error
	if facts.Firm, _, err = d.FirmByID(ctx, o.Firm); err != nil {
		return facts, err
	}
	var have bool
	if facts.Buyer, have, err = found(d.Client(ctx, o.Client)); err != nil {
		return facts, err
	} else if have {
		facts.Client = firstOf(facts.Buyer.LegalName, facts.Buyer.Name)
	}
	if o.Client == 0 { // not addressed yet, but by hand
		facts.Buyer.Name, facts.Person.Name, facts.Person.Post = o.To.Firm, o.To.Person, o.To.Post
		facts.Person.Dative, facts.Person.PostTo = o.To.Person, o.To.Post
	}
	if o.Contact != 0 {
		if facts.Person, _, err = found(d.Contact(ctx, o.Contact)); err != nil {
			return facts, err
		}
	}
	if facts.Rep, err = d.repOf(ctx, o.Rep); err != nil || look == nil {
		return facts, err
	}
	return facts, d.dressFacts(ctx, o, *look, &facts)
}

// repOf is one of our people, nobody when he is unknown.
func (d *Desk) repOf(ctx context.Context, id crm.RepID) (crm.Rep, error) {
	if id == 0 {
		return crm.Rep{}, nil
	}
	reps, err := d.Reps(ctx)
	if i := slices.IndexFunc(reps, func(r crm.Rep) bool { return r.ID == id }); i >= 0 {
		return reps[i], err
	}
	return crm.Rep{}, err
}

// dressFacts gathers the pictures of a template, and the items with theirs where it has sheets of products.
func (d *Desk) dressFacts(ctx context.Context, o trade.Offer, look trade.Template, facts *paper.OfferFacts) error {
	ids := look.Pictures()
	if look.Shows(trade.BlockSheets) {
		facts.Items = map[trade.ItemID]trade.Item{}
		for _, s := range o.Sections {
			for _, l := range s.Lines {
				if _, had := facts.Items[l.Item]; had || l.Item == 0 || l.Text {
					continue
				}
				item, have, err := found(d.Item(ctx, l.Item))
				if err != nil {
					return err
				}
				if have {
					facts.Items[l.Item] = item
					ids = append(ids, item.Picture)
				}
			}
		}
	}
	var err error
	facts.Pictures, err = d.pictures(ctx, slices.DeleteFunc(ids, func(id trade.PictureID) bool { return id == 0 }))
	return err
}

// PrintOffer prints an offer. An offer that may not be printed is a fault that says why. One that has left the house is
// the very paper that was sent, whatever has changed since.
func (d *Desk) PrintOffer(ctx context.Context, o trade.Offer) (Print, error) {
	if !isDraft(o) && o.ID != 0 {
		if p, kept, err := d.SentPaper(ctx, o.ID); err != nil || kept {
			return p, err
		}
	}
	return d.printAnew(ctx, o)
}

// printAnew prints an offer as it stands.
func (d *Desk) printAnew(ctx context.Context, o trade.Offer) (Print, error) {
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
	facts.Deals, facts.Orders = file.Deals, file.Orders
	if facts.Pipelines, err = d.Pipelines(ctx); err != nil {
		return facts, err
	}
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

// ReadFile reads the clients out of a file.
func (d *Desk) ReadFile(ctx context.Context, path string, opts intake.Options) (intake.Batch, error) {
	f, err := openFile("file", path)
	if err != nil {
		return intake.Batch{}, err
	}
	defer f.Close()
	if opts.Country == "" {
		opts.Country = d.country(ctx, "")
	}
	if opts.Year == 0 {
		opts.Year = d.now().Year()
	}
	batch, err := intake.ReadFrom(filepath.Base(path), f, opts)
	return batch, refused(err)
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
