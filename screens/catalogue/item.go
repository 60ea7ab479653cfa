package catalogue

import (
	"context"
	"maps"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// groupSub begins the Sub of the route of a new item that says which group it goes into.
const groupSub = "group:"

// ItemReader is what the form of an item reads.
type ItemReader interface {
	Item(ctx context.Context, id trade.ItemID) (trade.Item, error)
	ItemPrices(ctx context.Context, item trade.ItemID) ([]trade.ItemPrice, error)
	Items(ctx context.Context, q trade.ItemQuery, day crm.Day, p crm.Page) ([]trade.ItemRow, error)
	ItemsByArticle(ctx context.Context, article string, limit int) ([]trade.Item, error)
	ItemSuppliers(ctx context.Context) ([]string, error)
	Around
}

// ItemDesk is what the form of an item needs.
type ItemDesk interface {
	ItemReader
	Saver
	Asker
	parts.Drafts
	Pictures
}

// ItemScreen is the form of one item.
type ItemScreen struct {
	*parts.Drafting[keptItem]
	env    *parts.Env
	desk   ItemDesk
	loader kit.Loader

	to    route.Route
	id    trade.ItemID
	was   *trade.Item // as saved; nil for a new one
	sheet *itemSheet
	pays  *kit.Button
}

// openedItem is what the form starts with.
type openedItem struct {
	around
	item   trade.Item
	prices []trade.ItemPrice
	draft  *parts.Left[keptItem] // nil when nothing was left unfinished
}

// NewItem builds the screen; it loads nothing.
func NewItem(env *parts.Env, d ItemDesk) *ItemScreen {
	s := &ItemScreen{env: env, desk: d}
	t := env.T
	s.pays = kit.NewButton(kit.Plain, t.T("catalogue.pays"), s.askPays).WithIcon("user").WithTip("F3")
	room := parts.NewFormRoom(env, t.T("catalogue.title"), func() { env.Go(route.Route{Room: route.Catalogue}) }, s.Save, s.pays)
	s.Drafting = parts.NewDrafting(room, d, &s.loader, s.typing())
	return s
}

// Show loads the item, or begins a new one.
func (s *ItemScreen) Show(to route.Route) {
	s.to, s.id, s.was, s.sheet = to, to.Item, nil, nil
	s.Start(itemKey(s.id))
	parts.Open(s.Drafting, s.reading(trade.GroupID(number(strings.TrimPrefix(to.Sub, groupSub)))), s.present)
}

// reading reads the item; a new one goes into the group.
func (s *ItemScreen) reading(group trade.GroupID) func(context.Context) (openedItem, error) {
	id := s.id
	return func(ctx context.Context) (openedItem, error) { return s.read(ctx, id, group) }
}

func (s *ItemScreen) read(ctx context.Context, id trade.ItemID, group trade.GroupID) (openedItem, error) {
	o := openedItem{item: trade.Item{Kind: trade.Goods, Stream: trade.AssetSale, Group: group}}
	var err error
	if o.around, err = readAround(ctx, s.desk, s.today()); err != nil {
		return o, err
	}
	if o.draft, err = s.ReadLeft(ctx, itemKey(id)); err != nil || id == 0 {
		return o, err
	}
	if o.item, err = s.desk.Item(ctx, id); err != nil {
		return o, err
	}
	o.prices, err = s.desk.ItemPrices(ctx, id)
	return o, err
}

func (s *ItemScreen) today() crm.Day { return crm.DayOf(s.env.Now()) }

func (s *ItemScreen) present(o openedItem) {
	title := s.env.T.T("catalogue.item.new")
	if s.id != 0 {
		was := o.item
		s.was = &was
		title = text.Line(was.Name, 200)
	}
	s.pays.Hidden = s.id == 0
	s.SetTitle(title)
	s.sheet = newItemSheet(s, o)
	s.Begin(s.sheet.object, o.draft, func() {
		if s.id == 0 {
			s.sheet.form.FocusField("name")
		}
	})
}

func (s *ItemScreen) askPays() {
	if s.sheet != nil && s.id != 0 {
		showPays(s.env, s.desk, s.desk, &s.loader, s.id, s.sheet.around)
	}
}

// Key takes F3: what a client pays.
func (s *ItemScreen) Key(ev *fyne.KeyEvent) bool {
	if ev.Name == fyne.KeyF3 {
		s.askPays()
		return true
	}
	return false
}

// Save saves the item and goes back.
func (s *ItemScreen) Save() { s.store(s.env.Back) }

func (s *ItemScreen) store(then func()) {
	if !s.Ready() || !s.sheet.valid() {
		return
	}
	was, now, prices, first := s.was, s.sheet.take(), s.sheet.takePrices(), s.sheet.first
	s.Store(func(ctx context.Context) error { return s.write(ctx, was, now, prices, first) }, then, s.refused)
}

// write saves the item with its new prices; the first price of a firm without lists makes the first list.
func (s *ItemScreen) write(ctx context.Context, was *trade.Item, now trade.Item, prices map[trade.ListID]money.Dec, first trade.PriceList) error {
	if price, bare := prices[0]; bare {
		list, err := mainList(ctx, s.desk, first)
		if err != nil {
			return err
		}
		prices = maps.Clone(prices)
		delete(prices, 0)
		prices[list.ID] = price
	}
	_, err := s.desk.SaveItem(ctx, was, now, prices)
	return err
}

// Changed shows the item anew while nothing is being typed.
func (s *ItemScreen) Changed(n crm.News) {
	if s.Dirty() || s.Saving() || s.id == 0 || !n.Speaks(crm.NounItem, crm.NounPrice, crm.NounPriceList, crm.NounGroup) {
		return
	}
	parts.Reopen(s.Drafting, s.reading(0), func(o openedItem) {
		if !s.Dirty() {
			s.present(o)
		}
	})
}
