// Package batch is the room where one offer is made to many clients: to whom, what the first of them gets, and what became of
// each.
package batch

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/page"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// Reader is what the room reads.
type Reader interface {
	Offer(ctx context.Context, id trade.OfferID) (trade.Offer, error)
	Offers(ctx context.Context, q trade.OfferQuery, p crm.Page) ([]trade.OfferRow, error)
	Segments(ctx context.Context) ([]crm.Segment, error)
	SegmentClients(ctx context.Context, id crm.SegmentID) ([]crm.ClientRow, error)
	ClientRows(ctx context.Context, ids []crm.ClientID) ([]crm.ClientRow, error)
}

// Maker makes the offers, and says of them that they were sent.
type Maker interface {
	BatchSample(ctx context.Context, pattern trade.Offer, client crm.ClientID) (trade.Offer, []crm.Fault, error)
	LayOffer(ctx context.Context, o trade.Offer) (*page.Document, []desk.Remark, error)
	MakeBatch(ctx context.Context, pattern trade.Offer, clients []crm.ClientID, into desk.BatchInto, progress func(desk.BatchProgress)) (desk.Batch, error)
	MarkSent(ctx context.Context, offers []trade.OfferID, progress func(desk.BatchProgress)) (desk.MarkedSent, error)
	OfferStates(ctx context.Context, ids []trade.OfferID) (map[trade.OfferID]trade.State, error)
}

// Desk is what the room needs.
type Desk interface {
	Reader
	Maker
}

// picked is the choice of the clients that were picked in the grid; the others are the ids of segments.
const picked = "picked"

// Screen is the room.
type Screen struct {
	env    *parts.Env
	desk   Desk
	loader kit.Loader
	acts   kit.Loader // the batch goes on when another room is shown

	pattern  trade.Offer
	given    []crm.ClientID // picked in the grid
	clients  []crm.ClientRow
	segments []crm.Segment
	was      *state // what is to be shown again, until it is
	*job

	trail  *parts.Top
	offer  *kit.ComboBox
	whom   *kit.Select
	folder *kit.Entry
	letter *kit.Check
	form   *kit.Form
	count  *kit.Label
	names  *fyne.Container
	make   *kit.Button
	bar    *kit.ScoreBar
	told   *kit.Label
	cancel *kit.Button
	under  *fyne.Container
	view   *kit.PageView
	left   *fyne.Container
	right  *fyne.Container
	object fyne.CanvasObject
}

// leftWidth is the width of what is asked, in units; namesShown is how many clients are named.
const (
	leftWidth  float32 = 400
	namesShown         = 12
)

// New builds the room; it loads nothing.
func New(env *parts.Env, d Desk) *Screen {
	s := &Screen{env: env, desk: d, view: kit.NewPageView(), names: kit.VBox(4), right: container.NewStack()}
	s.job = newJob(s)
	t := env.T
	s.trail = parts.NewTrail(env, t.T("batch.offers"), func() { env.Go(route.Route{Room: route.Offers}) }, t.T("batch.title"))
	s.offer = kit.NewComboBox(&s.loader, t.T("batch.offer.hint"), parts.ComboWords(env), s.findOffers)
	s.offer.OnChoose = func(o kit.Option) { s.readOffer(trade.OfferID(number(o.ID))) }
	s.whom = kit.NewSelect(nil, s.choose).WithHint(t.T("batch.whom.hint"))
	s.folder, s.letter = kit.NewEntry(""), kit.NewCheck(t.T("batch.letters"), nil)
	s.form = kit.NewForm(1, kit.Field{ID: "offer", Label: t.T("batch.offer"), Input: s.offer}, kit.Field{ID: "whom", Label: t.T("batch.whom"), Input: s.whom},
		kit.Field{ID: "folder", Label: t.T("batch.folder"), Input: s.folder},
		kit.Field{ID: "letters", Input: s.letter})
	s.count = kit.NewText("", kit.Body|kit.Bold, kit.Text).Shrinks()
	s.make = kit.NewButton(kit.Primary, t.T("batch.make.none"), s.start).WithIcon("send")
	s.bar, s.told = kit.NewScoreBar(leftWidth-48), kit.NewText("", kit.Dense, kit.Text2).Shrinks()
	s.cancel = kit.NewButton(kit.Plain, t.T("text.cancel"), s.callOff)
	s.under = kit.VBox(8, kit.HBox(12, kit.Grow(s.told), s.cancel), s.bar)
	s.under.Hide()
	note := kit.NewWrap(t.T("batch.note"), kit.Dense, kit.Text3, 0)
	asked := kit.VBox(14, s.form, kit.NewDivider(), s.count, s.names, note)
	do := kit.VBox(0, kit.NewDivider(), kit.Pad(kit.VBox(10, s.make, s.under), 20, 12, 20, 16))
	s.left = container.NewBorder(nil, do, nil, nil, kit.NewScrollMemory(kit.Pad(asked, 20, 16, 20, 16)))
	leftCard := kit.Fixed(kit.NewBareCard(s.left), leftWidth, 0)
	s.showPaper(nil, nil, nil)
	s.object = kit.VBox(0, s.trail.Object(), kit.Grow(kit.Pad(kit.HFill(16, leftCard, kit.Grow(s.right)), 16, 0, 16, 16)))
	return s
}

func number(s string) int64 {
	n, _ := strconv.ParseInt(s, 10, 64) // ids we wrote ourselves
	return n
}

// Object is the room as drawn.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// lacking is the field that is to be filled in first: the sample, or for whom it is.
func (s *Screen) lacking(to route.Route) fyne.Focusable {
	if to.Offer == 0 {
		return s.offer
	}
	return s.whom
}

// readClients reads the clients of a route, as parts.ClientList writes them.
func readClients(sub string) []crm.ClientID {
	var ids []crm.ClientID
	for word := range strings.SplitSeq(sub, ",") {
		if n := number(word); n != 0 {
			ids = append(ids, crm.ClientID(n))
		}
	}
	return ids
}

// findOffers finds offers by number, subject or client.
func (s *Screen) findOffers(ctx context.Context, q string) ([]kit.Option, error) {
	rows, err := s.desk.Offers(ctx, trade.OfferQuery{Search: q}, crm.Page{Limit: 30})
	options := make([]kit.Option, len(rows))
	for i, r := range rows {
		options[i] = kit.Option{ID: parts.ID(r.ID), Label: r.FullNumber(), Note: firstOf(r.Subject, r.ClientName)}
	}
	return options, err
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// readOffer takes an offer as the sample; its papers go into a folder named by it.
func (s *Screen) readOffer(id trade.OfferID) {
	kit.Load(&s.loader, "offer", func(ctx context.Context) (trade.Offer, error) { return s.desk.Offer(ctx, id) }, func(o trade.Offer, err error) {
		if err != nil {
			s.env.Fail(err)
			return
		}
		s.folder.SetValue(filepath.Join(s.env.OutFolder(), s.env.T.T("batch.folder.name", "Number", strings.ReplaceAll(o.FullNumber(), "/", "-"))))
		s.takeOffer(o)
		s.sample()
	})
}

func (s *Screen) takeOffer(o trade.Offer) {
	s.pattern = o
	s.offer.SetChosen(kit.Option{ID: parts.ID(o.ID), Label: o.FullNumber(), Note: o.Subject})
}

// choose takes the clients of a segment, or those that were picked.
func (s *Screen) choose(id string) {
	kit.Load(&s.loader, "whom", func(ctx context.Context) ([]crm.ClientRow, error) {
		if id == picked {
			return s.desk.ClientRows(ctx, s.given)
		}
		return s.desk.SegmentClients(ctx, crm.SegmentID(number(id)))
	}, func(rows []crm.ClientRow, err error) {
		if err != nil {
			s.env.Fail(err)
			return
		}
		s.take(rows)
	})
}

// take shows to whom the offer goes, and what the first of them gets.
func (s *Screen) take(rows []crm.ClientRow) {
	if !s.running {
		s.job = newJob(s)
	}
	s.list(rows)
	s.sample()
	s.object.Refresh()
}

// list shows to whom the offer goes.
func (s *Screen) list(rows []crm.ClientRow) {
	s.clients = rows
	t := s.env.T
	s.count.SetText("")
	if len(rows) > 0 || s.whom.Value() != "" {
		s.count.SetText(t.N("text.clients", len(rows)))
	}
	s.names.Objects = nil
	for i, r := range rows {
		if i == namesShown {
			s.names.Add(kit.NewText(t.T("batch.more", "N", t.Int(len(rows)-namesShown)), kit.Dense, kit.Text3))
			break
		}
		note := firstOf(r.Person, r.City)
		if r.Email == "" {
			note = t.T("batch.no.email")
		}
		s.names.Add(kit.HBox(8, kit.NewDot(parts.TypeTone(r.Type).Fill, 8), kit.Grow(kit.NewTipText(r.Name, kit.Dense, kit.Text)), kit.NewText(note, kit.Dense, kit.Text3)))
	}
	s.names.Refresh()
}

// sampled is the paper the first client gets.
type sampled struct {
	offer   trade.Offer
	doc     *page.Document
	remarks []crm.Fault
}

// sample shows the paper of the first client, unless there is a result to show.
func (s *Screen) sample() {
	s.ready()
	if s.done != nil || s.running {
		return
	}
	if s.pattern.ID == 0 || len(s.clients) == 0 {
		s.showPaper(nil, nil, nil)
		return
	}
	pattern, first := s.pattern, s.clients[0]
	kit.Load(&s.loader, "sample", func(ctx context.Context) (sampled, error) {
		o, lacks, err := s.desk.BatchSample(ctx, pattern, first.ID)
		if err != nil {
			return sampled{}, err
		}
		doc, remarks, err := s.desk.LayOffer(ctx, o)
		return sampled{o, doc, append(lacks, remarks...)}, err
	}, func(p sampled, err error) {
		if s.done != nil || s.running {
			return
		}
		s.showPaper(p.doc, p.remarks, err)
	})
}

// ready names the button by how many offers it makes.
func (s *Screen) ready() {
	t := s.env.T
	can := s.pattern.ID != 0 && len(s.clients) > 0 && !s.running && s.done == nil
	s.make.SetLabel(t.T("batch.make.none"))
	if can {
		s.make.SetLabel(t.N("batch.make", len(s.clients)))
	}
	s.make.SetEnabled(can)
}
