package desk

import (
	"context"

	"rapport/app/crm"
	"rapport/app/money"
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
	SumOpenOffers(ctx context.Context, types []crm.RelType, states []trade.State) (once, monthly map[money.Currency]int64, err error)
	Offer(ctx context.Context, id trade.OfferID) (trade.Offer, error)
	OfferByNumber(ctx context.Context, number string) (trade.Offer, error)
	// OfferVersion reads one version of a number, OfferByNumber the newest; OfferVersions lists them, oldest first.
	OfferVersion(ctx context.Context, number string, version int) (trade.Offer, error)
	OfferVersions(ctx context.Context, number string) ([]trade.OfferRow, error)
	// OverdueOffers lists offers that are with clients beyond the last day they hold, those longest overdue first.
	OverdueOffers(ctx context.Context, today crm.Day, limit int) ([]trade.Offer, error)
	// SentPaper reads the very paper that left the house with an offer; ErrNotFound when none was kept.
	SentPaper(ctx context.Context, offer trade.OfferID) (trade.SentPaper, error)
	// OfferNumbers lists the numbers that begin with a prefix, in no order.
	OfferNumbers(ctx context.Context, prefix string) ([]string, error)

	SavedPipelines(ctx context.Context) ([]trade.Pipeline, error) // by place; none before the first is saved
	// Deals lists deals by the query's sort.
	Deals(ctx context.Context, q trade.DealQuery, p crm.Page) ([]trade.DealRow, error)
	CountDeals(ctx context.Context, q trade.DealQuery) (crm.Count, error)
	// StageCounts counts the deals of a query by pipeline and stage; stages with none are left out.
	StageCounts(ctx context.Context, q trade.DealQuery) ([]trade.StageCount, error)
	Deal(ctx context.Context, id trade.DealID) (trade.Deal, error)
	// DealOffers lists the offers of a deal in the order it lists them.
	DealOffers(ctx context.Context, id trade.DealID) ([]trade.OfferRow, error)
	// OfferDeal reads the deal that an offer belongs to; ErrNotFound when it belongs to none.
	OfferDeal(ctx context.Context, offer trade.OfferID) (trade.Deal, error)

	// Orders lists orders by the query's sort.
	Orders(ctx context.Context, q trade.OrderQuery, p crm.Page) ([]trade.OrderRow, error)
	CountOrders(ctx context.Context, q trade.OrderQuery) (crm.Count, error)
	// SumOrders adds up the totals of a query's orders in minor units by currency, without those called off unless the query
	// asks for states. A sum too great for a number is left out.
	SumOrders(ctx context.Context, q trade.OrderQuery) (map[money.Currency]int64, error)
	Order(ctx context.Context, id trade.OrderID) (trade.Order, error)
	OrderByNumber(ctx context.Context, number string) (trade.Order, error)
	// OrderNumbers lists the numbers that begin with a prefix, in no order.
	OrderNumbers(ctx context.Context, prefix string) ([]string, error)
	// OrdersMade lists the orders that became of a deal, of an offer, or with both given of either, oldest first.
	OrdersMade(ctx context.Context, deal trade.DealID, offer trade.OfferID) ([]trade.Order, error)

	// Items lists items with the prices of the main list on a day.
	Items(ctx context.Context, q trade.ItemQuery, day crm.Day, p crm.Page) ([]trade.ItemRow, error)
	CountItems(ctx context.Context, q trade.ItemQuery) (crm.Count, error)
	// ItemGroupCounts counts the items directly in each group, 0 for none, that the query without its groups holds.
	ItemGroupCounts(ctx context.Context, q trade.ItemQuery) (map[trade.GroupID]int64, error)
	Item(ctx context.Context, id trade.ItemID) (trade.Item, error)
	// ItemsByArticle lists the items whose folded article is the same, those no longer sold as well.
	ItemsByArticle(ctx context.Context, article string, limit int) ([]trade.Item, error)
	// ItemSuppliers lists the suppliers that items name, each once, in no order.
	ItemSuppliers(ctx context.Context) ([]string, error)
	// EachItem calls f with every item a query holds, by id, until f fails; few are in memory at once.
	EachItem(ctx context.Context, q trade.ItemQuery, f func(trade.Item) error) error
	// EachItemID is EachItem for those who need no more than ids.
	EachItemID(ctx context.Context, q trade.ItemQuery, f func(trade.ItemID) error) error
	// EachItemCost is EachItem for those who need no more than costs.
	EachItemCost(ctx context.Context, q trade.ItemQuery, f func(trade.ItemCost) error) error
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
	Firm(ctx context.Context) (crm.Firm, error)     // the main one; ErrNotFound before the first run is done

	Firms(ctx context.Context) ([]crm.Firm, error) // our own, the main one first
	// FirmOffers counts the offers that name an own firm.
	FirmOffers(ctx context.Context, id int64) (int64, error)
	Templates(ctx context.Context) ([]trade.Template, error) // by place
	Template(ctx context.Context, id trade.TemplateID) (trade.Template, error)
	// TemplateOffers counts the offers that name a template.
	TemplateOffers(ctx context.Context, id trade.TemplateID) (int64, error)
	StockTerms(ctx context.Context) ([]trade.StockTerm, error) // by place
	Picture(ctx context.Context, id trade.PictureID) (trade.Picture, error)

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
	// ApplyPart is Apply of a part of an act that is too big for one step; whole is the step its first part got, 0 for the first.
	ApplyPart(ctx context.Context, whole crm.StepID, act crm.Act, changes ...crm.Change) (crm.StepID, error)
	// Undo takes back the last step not yet taken back; Redo does again the step last taken back.
	// Both return the step concerned and the changes made, and crm.ErrNotFound when there is nothing to do.
	Undo(ctx context.Context, at crm.Moment) (crm.Step, []crm.Change, error)
	Redo(ctx context.Context, at crm.Moment) (crm.Step, []crm.Change, error)
	// UndoPart and RedoPart are the same where the step is a part of the act that began with the step whole.
	UndoPart(ctx context.Context, at crm.Moment, whole crm.StepID) (crm.Step, []crm.Change, error)
	RedoPart(ctx context.Context, at crm.Moment, whole crm.StepID) (crm.Step, []crm.Change, error)

	// KeepPicture keeps a picture outside the journal, so that no undo takes it away from what names it. Bytes that are kept
	// already keep their id; the picture is returned as the base has it.
	KeepPicture(ctx context.Context, p trade.Picture) (trade.Picture, error)

	// DropUnused drops pictures and bytes of papers that nothing has named for thirty days and nothing that is undone or done
	// again would name: the work of one run is bounded.
	DropUnused(ctx context.Context, at crm.Moment) (trade.Dropped, error)

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
