package imports

import (
	"context"
	"path/filepath"
	"strings"

	"rapport/app/desk"
	"rapport/app/intake"
	"rapport/app/money"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// Clients takes files of clients.
type Clients interface {
	ReadFile(ctx context.Context, path string, opts intake.Options) (intake.Batch, error)
	Import(ctx context.Context, file string, batch intake.Batch, dryRun bool) (desk.Intake, error)
}

// Items takes files of items.
type Items interface {
	ReadItems(ctx context.Context, path string, opts intake.Options) (intake.Catalogue, error)
	ImportItems(ctx context.Context, file string, c intake.Catalogue, how desk.ItemImport, progress func(done, all int)) (desk.ItemIntake, error)
}

// Orders takes files of orders.
type Orders interface {
	ReadOrders(ctx context.Context, path string, opts intake.Options) (intake.OrderBook, error)
	ImportOrdersAs(ctx context.Context, file string, book intake.OrderBook, how desk.OrderImport, progress func(done, all int)) (desk.OrderIntake, error)
}

// Desk is what the screen needs.
type Desk interface {
	GuessFile(ctx context.Context, path string, opts intake.Options) (intake.Kind, error)
	Clients
	Items
	Orders
}

// kindWords is what the screen says of a kind of files.
type kindWords struct {
	name, take, added, completed, nobody, show, bare string // message keys
	fields                                           []intake.Field
	room                                             route.Room
	icon                                             string
}

var words = map[intake.Kind]kindWords{
	intake.OfClients: {"imports.kind.clients", "imports.take", "imports.added", "imports.completed", "imports.nobody", "imports.show", "",
		intake.Choices, route.Clients, "people"},
	intake.OfItems: {"imports.kind.items", "imports.take.items", "imports.added.items", "imports.changed", "imports.nobody.items", "imports.show.items", "imports.bare.items",
		intake.ItemChoices, route.Catalogue, "box"},
	intake.OfOrders: {"imports.kind.orders", "imports.take.orders", "imports.added.orders", "imports.changed", "imports.nobody.orders", "imports.show.orders", "imports.bare.orders",
		intake.OrderChoices, route.Orders, "list"},
}

// outcome is what would become of a file, or has.
type outcome struct {
	Rows, Added, Completed, Same int
	Beside                       []figure
	Bare                         desk.BareSums // prices or sums that name no currency
	Complaint                    []intake.Complaint
}

// figure is one more count.
type figure struct {
	value int
	key   string
}

// change is how many records would be made or changed.
func (o outcome) change() int { return o.Added + o.Completed }

// sampleRow is a record of the file in three columns.
type sampleRow struct{ name, beside, last string }

// sampleShown is how many records of the file are shown as they were understood.
const sampleShown = 8

// seen is what was read and what would become of it.
type seen struct {
	kind   intake.Kind
	batch  intake.Batch
	sample []sampleRow
	would  outcome
	write  func(ctx context.Context) (outcome, error)
}

// see reads a file as what the user says it is about, or as what its headings say. strangers tells to add the clients of
// orders whom the base does not know.
func (s *Screen) see(ctx context.Context, path string, opts intake.Options, asked intake.Kind, strangers bool) (seen, error) {
	kind := asked
	if kind == "" {
		var err error
		if kind, err = s.desk.GuessFile(ctx, path, opts); err != nil {
			return seen{}, err
		}
	}
	var found seen
	var err error
	switch kind {
	case intake.OfItems:
		found, err = s.seeItems(ctx, path, opts)
	case intake.OfOrders:
		found, err = s.seeOrders(ctx, path, opts, strangers)
	default:
		found, err = s.seeClients(ctx, path, opts)
	}
	found.kind = kind
	return found, err
}

// looked reads what would become of a file; act takes it into the base or, dry, only counts.
func looked(ctx context.Context, batch intake.Batch, sample []sampleRow, act func(ctx context.Context, dry bool) (outcome, error)) (seen, error) {
	would, err := act(ctx, true)
	return seen{batch: batch, sample: sample, would: would, write: func(ctx context.Context) (outcome, error) { return act(ctx, false) }}, err
}

func (s *Screen) seeClients(ctx context.Context, path string, opts intake.Options) (seen, error) {
	batch, err := s.desk.ReadFile(ctx, path, opts)
	if err != nil {
		return seen{}, err
	}
	var sample []sampleRow
	for _, d := range batch.Clients[:min(len(batch.Clients), sampleShown)] {
		row := sampleRow{name: d.Client.Name}
		if len(d.Contacts) > 0 {
			row.beside = d.Contacts[0].Name
			if len(d.Contacts[0].Phones) > 0 {
				row.last = d.Contacts[0].Phones[0].Raw
			}
		}
		if len(d.Client.Phones) > 0 {
			row.last = d.Client.Phones[0].Raw
		}
		sample = append(sample, row)
	}
	return looked(ctx, batch, sample, func(ctx context.Context, dry bool) (outcome, error) {
		n, err := s.desk.Import(ctx, filepath.Base(path), batch, dry)
		return outcome{n.Rows, n.Added, n.Completed, n.Same, []figure{{n.People, "imports.people"}}, desk.BareSums{}, n.Complaint}, err
	})
}

func (s *Screen) seeItems(ctx context.Context, path string, opts intake.Options) (seen, error) {
	c, err := s.desk.ReadItems(ctx, path, opts)
	if err != nil {
		return seen{}, err
	}
	var sample []sampleRow
	for _, d := range c.Items[:min(len(c.Items), sampleShown)] {
		row := sampleRow{name: d.Item.Name, beside: strings.Join(d.Group, " · ")}
		if len(d.Prices) > 0 {
			row.last = s.samplePrice(d.Prices[0], opts.Currency)
		}
		sample = append(sample, row)
	}
	return looked(ctx, c.Batch, sample, func(ctx context.Context, dry bool) (outcome, error) {
		n, err := s.desk.ImportItems(ctx, filepath.Base(path), c, desk.ItemImport{Currency: opts.Currency, DryRun: dry}, nil)
		return outcome{n.Rows, n.Added, n.Changed, n.Same, []figure{{n.Prices, "imports.prices"}, {n.Groups, "imports.groups"}}, n.Bare, n.Complaint}, err
	})
}

// samplePrice writes a price with its currency where the file names it or the user did.
func (s *Screen) samplePrice(p intake.PriceDraft, said money.Currency) string {
	if p.Currency == "" {
		p.Currency = said
	}
	if p.Currency == "" {
		return parts.PlainPrice(s.env.T, p.Price, "")
	}
	return parts.Price(s.env.T, p.Price, p.Currency)
}

func (s *Screen) seeOrders(ctx context.Context, path string, opts intake.Options, strangers bool) (seen, error) {
	book, err := s.desk.ReadOrders(ctx, path, opts)
	if err != nil {
		return seen{}, err
	}
	var sample []sampleRow
	for _, d := range book.Orders[:min(len(book.Orders), sampleShown)] {
		client := d.Client
		if client == "" {
			client = strings.TrimSpace(d.ClientCode + " " + d.INN)
		}
		sample = append(sample, sampleRow{s.env.T.T("imports.order", "Number", d.Order.Number, "Day", parts.Date(s.env.T, d.Order.Day)), client,
			money.Format(money.New(d.Order.Once.Gross, d.Order.Currency), string(s.env.T.Lang()))})
	}
	return looked(ctx, book.Batch, sample, func(ctx context.Context, dry bool) (outcome, error) {
		n, err := s.desk.ImportOrdersAs(ctx, filepath.Base(path), book, desk.OrderImport{Clients: strangers, DryRun: dry}, nil)
		return outcome{n.Rows, n.Added, n.Changed, n.Same, []figure{{n.Lines, "imports.lines"}, {n.Clients, "imports.clients"}}, n.Bare, n.Complaint}, err
	})
}
