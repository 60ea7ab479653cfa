package offers

import (
	"context"
	"path/filepath"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// printer prints offers.
type printer interface {
	PrintOffer(ctx context.Context, o trade.Offer) (desk.Print, error)
}

// printOffer writes an offer as a PDF into the folder of papers and opens it.
func printOffer(env *parts.Env, l *kit.Loader, p printer, read func(ctx context.Context) (trade.Offer, error)) {
	folder := env.OutFolder()
	kit.Load(l, "print", func(ctx context.Context) (string, error) {
		o, err := read(ctx)
		if err != nil {
			return "", err
		}
		paper, err := p.PrintOffer(ctx, o)
		if err != nil {
			return "", err
		}
		return desk.KeepPrint(folder, paper)
	}, func(path string, err error) {
		if err != nil {
			env.Fail(err)
			return
		}
		env.OpenFile(path)
	})
}

// Print prints the offer as it stands, saved or not; one that has left the house as it was sent.
func (e *Editor) Print() {
	if o, ok := e.printable(); ok {
		printOffer(e.env, &e.saver, e.desk, func(context.Context) (trade.Offer, error) { return o, nil })
	}
}

// printable is the offer as it stands with the cell being edited taken.
func (e *Editor) printable() (trade.Offer, bool) {
	if e.offer.Currency == "" {
		return trade.Offer{}, false
	}
	if err := e.closeCell(); err != nil {
		e.env.Fail(err)
		return trade.Offer{}, false
	}
	return e.snapshot(), true
}

// savePDF writes the offer to a file the user names.
func (e *Editor) savePDF() {
	o, ok := e.printable()
	if !ok {
		return
	}
	kit.Load(&e.saver, "print", func(ctx context.Context) (desk.Print, error) { return e.desk.PrintOffer(ctx, o) }, func(p desk.Print, err error) {
		if err != nil {
			e.env.Fail(err)
			return
		}
		e.env.SaveFile(e.env.T.T("offers.pdf"), p.Name, func(path string) { e.writePDF(path, p.PDF) })
	})
}

func (e *Editor) writePDF(path string, body []byte) {
	if filepath.Ext(path) == "" {
		path += ".pdf"
	}
	kit.Load(&e.saver, "write", func(context.Context) (struct{}, error) { return struct{}{}, desk.WriteFile(path, body) }, func(_ struct{}, err error) {
		if err != nil {
			e.env.Fail(err)
			return
		}
		e.env.Say(e.env.T.T("offers.written", "File", filepath.Base(path)))
	})
}

// faultsOf are the doubts about an offer, those that keep it from being printed first.
func faultsOf(o trade.Offer) []crm.Fault {
	var blocks, rest []crm.Fault
	for _, f := range trade.Check(o) {
		if trade.Blocks(f) {
			blocks = append(blocks, f)
		} else {
			rest = append(rest, f)
		}
	}
	return append(blocks, rest...)
}
