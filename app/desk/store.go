package desk

import (
	"context"

	"rapport/app/crm"
	"rapport/app/trade"
)

// Reads is what can be read of the base. Reads see the last acknowledged write.
type Reads interface {
	// NextUndo and NextRedo name the step that Undo and Redo would concern; ErrNotFound when there is none.
	NextUndo(ctx context.Context) (crm.Step, error)
	NextRedo(ctx context.Context) (crm.Step, error)
	// History lists the changes of one record, or with noun "" of all that concerns a client, newest first.
	History(ctx context.Context, noun crm.Noun, key int64, limit int) ([]crm.Entry, error)

	Clients(ctx context.Context, q crm.ClientQuery, p crm.Page) ([]crm.ClientRow, error)
	CountClients(ctx context.Context, q crm.ClientQuery) (crm.Count, error)
	TypeCounts(ctx context.Context, q crm.ClientQuery) ([]crm.TypeCount, error)
	RungCounts(ctx context.Context, q crm.ClientQuery) ([]crm.RungCount, error)
	Client(ctx context.Context, id crm.ClientID) (crm.Client, error)
	ClientRow(ctx context.Context, id crm.ClientID) (crm.ClientRow, error)
	// ClientsLike finds clients with the same code, identifier (ИНН, ЄДРПОУ), phone key, e-mail or folded name.
	ClientsLike(ctx context.Context, c crm.Client, limit int) ([]crm.ClientRow, error)
	Tags(ctx context.Context, prefix string, limit int) ([]crm.Tag, error)
	Find(ctx context.Context, text string, limit int) ([]crm.Hit, error)

	Contacts(ctx context.Context, client crm.ClientID) ([]crm.Contact, error)
	Contact(ctx context.Context, id crm.ContactID) (crm.Contact, error)
	Interactions(ctx context.Context, client crm.ClientID, p crm.Page) ([]crm.Interaction, error) // newest first
	Moves(ctx context.Context, client crm.ClientID) ([]crm.Move, error)                           // oldest first
	TypeAssessments(ctx context.Context, client crm.ClientID) ([]crm.TypeAssessment, error)       // oldest first

	Offers(ctx context.Context, q trade.OfferQuery, p crm.Page) ([]trade.OfferRow, error)
	CountOffers(ctx context.Context, q trade.OfferQuery) (crm.Count, error)
	Offer(ctx context.Context, id trade.OfferID) (trade.Offer, error)
	OfferByNumber(ctx context.Context, number string) (trade.Offer, error)
	// OfferNumbers lists the numbers that begin with a prefix, in no order.
	OfferNumbers(ctx context.Context, prefix string) ([]string, error)

	// Items lists items with the prices of the main list on a day.
	Items(ctx context.Context, q trade.ItemQuery, day crm.Day, p crm.Page) ([]trade.ItemRow, error)
	CountItems(ctx context.Context, q trade.ItemQuery) (crm.Count, error)
	// ItemGroupCounts counts the items directly in each group, 0 for none, that the query without its groups holds.
	ItemGroupCounts(ctx context.Context, q trade.ItemQuery) (map[trade.GroupID]int64, error)
	Item(ctx context.Context, id trade.ItemID) (trade.Item, error)
	// ItemsByArticle lists the items whose folded article is the same, those no longer sold as well.
	ItemsByArticle(ctx context.Context, article string, limit int) ([]trade.Item, error)
	// EachItem calls f with every item a query holds, by id, until f fails; few are in memory at once.
	EachItem(ctx context.Context, q trade.ItemQuery, f func(trade.Item) error) error
	// ItemPrices lists the prices of an item on all lists, the newest first: its history.
	ItemPrices(ctx context.Context, item trade.ItemID) ([]trade.ItemPrice, error)
	// PricesFrom reads the prices of a list that hold on a day: of some items, or of all when items is nil.
	PricesFrom(ctx context.Context, list trade.ListID, day crm.Day, items []trade.ItemID) (map[trade.ItemID]trade.ItemPrice, error)

	// ListPrices lists all prices that a list has or had, by id.
	ListPrices(ctx context.Context, list trade.ListID) ([]trade.ItemPrice, error)

	ItemGroups(ctx context.Context) ([]trade.Group, error)     // by place, then name
	PriceLists(ctx context.Context) ([]trade.PriceList, error) // by place, then name
	PriceRules(ctx context.Context) ([]trade.Rule, error)      // by place
	// ClientRules lists the prices negotiated with a client by place.
	ClientRules(ctx context.Context, client crm.ClientID) ([]trade.Rule, error)
	PriceIndices(ctx context.Context) ([]trade.Index, error)  // by name
	Capacities(ctx context.Context) ([]trade.Capacity, error) // by name
	Segments(ctx context.Context) ([]crm.Segment, error)      // by name
	TaxRates(ctx context.Context) ([]trade.TaxRate, error)    // by country, class and day
	Exchanges(ctx context.Context) ([]trade.Exchange, error)  // by currency and day, oldest first

	Reps(ctx context.Context) ([]crm.Rep, error)
	Fields(ctx context.Context) ([]crm.Field, error)
	Lenses(ctx context.Context) ([]crm.Lens, error) // the user's own
	Firm(ctx context.Context) (crm.Firm, error)     // ErrNotFound before the first run is done

	Setting(ctx context.Context, key string) (string, error) // "" when never set
	Draft(ctx context.Context, key string) (crm.Draft, error)
	Drafts(ctx context.Context) ([]crm.Draft, error)
}

// Store is the base as the desk needs it. Writes are all or none.
type Store interface {
	Reads
	// Apply makes all the changes or none in one durable transaction and journals them as one step.
	// It fails with crm.Stale when a record is no longer what its change's Before says.
	Apply(ctx context.Context, act crm.Act, changes ...crm.Change) (crm.StepID, error)
	// Undo takes back the last step not yet taken back; Redo does again the step last taken back.
	// Both return the step concerned and the changes made, and crm.ErrNotFound when there is nothing to do.
	Undo(ctx context.Context, at crm.Moment) (crm.Step, []crm.Change, error)
	Redo(ctx context.Context, at crm.Moment) (crm.Step, []crm.Change, error)

	SetSetting(ctx context.Context, key, value string) error
	SaveDraft(ctx context.Context, d crm.Draft) error
	DropDraft(ctx context.Context, key string) error

	// Fill writes n invented clients into an empty base, past the journal; the same seed gives the same content.
	Fill(ctx context.Context, n int, seed int64, progress func(done, all int)) error
	// Backup writes a whole and checked copy of the base to a new file at path.
	Backup(ctx context.Context, path string) error
	// Verify reads the whole base and lists what is wrong with it, as message keys with arguments; empty when sound.
	Verify(ctx context.Context) ([]crm.Fault, error)
}
