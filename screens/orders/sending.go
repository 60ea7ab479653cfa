package orders

import (
	"context"
	"path/filepath"

	"rapport/app/desk"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// confirmation is the paper of one order, to be printed, sent and kept as a file.
type confirmation struct {
	env    *parts.Env
	loader *kit.Loader
	desk   Doer
	read   func(ctx context.Context) (trade.Order, error)
}

// paperItems are what can be done with the confirmation of an order of the list.
func (s *Screen) paperItems(r trade.OrderRow) []kit.MenuItem {
	c := confirmation{s.env, &s.acts, s.desk, func(ctx context.Context) (trade.Order, error) { return s.desk.Order(ctx, r.ID) }}
	return c.items("", r.State == trade.Cancelled)
}

// items are the ways of a confirmation: to the program that shows it, into a letter, into a file. One of an order that was
// called off goes none of them.
func (c confirmation) items(key string, off bool) []kit.MenuItem {
	t := c.env.T
	letter := parts.SendMenu(c.env, c.loader, c.sending())[:2] // a letter begun, and its draft; the rest is told by words of its own
	letter[0].Label = t.T("orders.mail")
	all := append([]kit.MenuItem{{Icon: "print", Label: t.T("orders.print"), Shortcut: key, Do: c.print}}, letter...)
	all = append(all, kit.MenuItem{Icon: "dl", Label: t.T("orders.pdf"), Do: c.save})
	for i := range all {
		all[i].Disabled = off
	}
	return all
}

// paper is the order as it is read, printed.
func (c confirmation) paper(ctx context.Context) (desk.Print, error) {
	o, err := c.read(ctx)
	if err != nil {
		return desk.Print{}, err
	}
	return c.desk.PrintOrder(ctx, o)
}

// sending writes the paper, and the letter that bears it, into the folder of papers.
func (c confirmation) sending() parts.Sending {
	folder := c.env.OutFolder()
	return parts.Sending{
		Write: func(ctx context.Context) (string, error) {
			paper, err := c.paper(ctx)
			if err != nil {
				return "", err
			}
			return desk.KeepPrint(folder, paper)
		},
		Letter: func(ctx context.Context) (parts.Letter, error) {
			o, err := c.read(ctx)
			if err != nil {
				return parts.Letter{}, err
			}
			l, err := c.desk.OrderMail(ctx, o)
			if err != nil {
				return parts.Letter{}, err
			}
			out := parts.Letter{To: l.To.Address, Subject: l.Subject, Text: l.Text}
			if out.File, err = desk.KeepPrint(folder, l.Print); err == nil {
				out.Draft, err = desk.KeepDraft(folder, l)
			}
			return out, err
		}}
}

// print writes the confirmation as a PDF into the folder of papers and opens it.
func (c confirmation) print() {
	kit.Load(c.loader, "print", c.sending().Write, func(path string, err error) {
		if err != nil {
			c.env.Fail(err)
			return
		}
		c.env.OpenFile(path)
	})
}

// save writes the confirmation to a file the user names.
func (c confirmation) save() {
	kit.Load(c.loader, "print", c.paper, func(p desk.Print, err error) {
		if err != nil {
			c.env.Fail(err)
			return
		}
		c.env.SaveFile(c.env.T.T("orders.pdf"), p.Name, func(path string) { c.write(path, p.PDF) })
	})
}

func (c confirmation) write(path string, body []byte) {
	if filepath.Ext(path) == "" {
		path += ".pdf"
	}
	kit.Load(c.loader, "write", func(context.Context) (struct{}, error) { return struct{}{}, desk.WriteFile(path, body) }, func(_ struct{}, err error) {
		if err != nil {
			c.env.Fail(err)
			return
		}
		c.env.Say(c.env.T.T("orders.written", "File", filepath.Base(path)))
	})
}
