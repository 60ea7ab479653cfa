package offers

import (
	"context"

	"rapport/app/desk"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// mailer writes the letters offers are sent with, and the papers as a client gets them.
type mailer interface {
	PaperToSend(ctx context.Context, o trade.Offer) (desk.Print, error)
	OfferMail(ctx context.Context, o trade.Offer) (desk.Mail, error)
}

// sendButton offers what can be done with the paper: mail, folder, printer, the same offer to many.
func (e *Editor) sendButton() *kit.Button {
	var b *kit.Button
	b = kit.NewIconButton("mail", e.env.T.T("parts.send"), func() { kit.ShowMenu(b, e.sendMenu()...) })
	return b
}

func (e *Editor) sendMenu() []kit.MenuItem {
	o, ok := e.printable()
	if !ok {
		return nil
	}
	items := parts.SendMenu(e.env, &e.saver, sendingOf(e.env, e.desk, o, e.askSent()))
	return append(items, kit.Separator(), kit.MenuItem{Icon: "people", Label: e.env.T.T("offers.many"), Do: e.toMany})
}

// askSent marks a draft as sent, once that was confirmed; nil for one that has left the house.
func (e *Editor) askSent() func() {
	if !e.editable() {
		return nil
	}
	return func() { e.mark(trade.Sent) }
}

// toMany goes where this offer is made to many clients, once what was typed is saved.
func (e *Editor) toMany() {
	e.settled(func(err error) {
		if err != nil || e.was == nil {
			e.env.Fail(err)
			return
		}
		e.env.Go(route.Route{Room: route.Batch, Offer: e.was.ID})
	})
}

// sendingOf is the sending of one offer: whatever is sent, a draft goes without the stamp that says it is one.
func sendingOf(env *parts.Env, m mailer, o trade.Offer, sent func()) parts.Sending {
	folder := env.OutFolder()
	return parts.Sending{Sent: sent,
		Write: func(ctx context.Context) (string, error) {
			paper, err := m.PaperToSend(ctx, o)
			if err != nil {
				return "", err
			}
			return desk.KeepPrint(folder, paper)
		},
		Letter: func(ctx context.Context) (parts.Letter, error) {
			l, err := m.OfferMail(ctx, o)
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

// printList prints the offers as the list shows them.
func (s *Screen) printList() {
	t := s.env.T
	about := []string(nil)
	for _, st := range s.Query.States {
		about = append(about, t.T("trade.state."+string(st)))
	}
	if s.Query.Search != "" {
		about = append(about, t.T("parts.list.search", "Text", s.Query.Search))
	}
	s.PrintAll(t.T("offers.title"), about, s.listFoot)
}

// listFoot is what the offers come to, where they are all in one currency.
func (s *Screen) listFoot(rows []row) map[string]string {
	t := s.env.T
	foot := map[string]string{s.Grid.Shown()[0].ID: t.T("parts.list.total", "N", t.Int(len(rows)))}
	total, monthly := int64(0), int64(0)
	for _, r := range rows {
		if r.Currency != rows[0].Currency {
			return foot
		}
		total, monthly = total+r.Total, monthly+r.Monthly
	}
	foot["total"] = parts.Sum(t, total, string(rows[0].Currency))
	if monthly != 0 {
		foot["monthly"] = parts.Sum(t, monthly, string(rows[0].Currency))
	}
	return foot
}
