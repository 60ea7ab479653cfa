package catalogue

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

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
	Drafts
	Pictures
}

// ItemScreen is the form of one item.
type ItemScreen struct {
	env    *parts.Env
	desk   ItemDesk
	loader kit.Loader

	id     trade.ItemID
	was    *trade.Item // as saved; nil for a new one
	sheet  *itemSheet
	dirty  bool
	saving bool
	typed  *typedItem // what a rebuild of the window brought over
	drafts parts.Undrafted

	title  *parts.Top
	pays   *kit.Button
	save   *kit.Button
	notice *fyne.Container
	body   *fyne.Container
	object fyne.CanvasObject
}

// openedItem is what the form starts with.
type openedItem struct {
	around
	item   trade.Item
	prices []trade.ItemPrice
	draft  *keptItem // nil when nothing was left unfinished
}

// typedItem is an unsaved form on its way through a change of language or theme.
type typedItem struct {
	item   trade.Item
	was    *trade.Item
	prices map[trade.ListID]string
	scroll float32
}

// NewItem builds the screen; it loads nothing.
func NewItem(env *parts.Env, d ItemDesk) *ItemScreen {
	s := &ItemScreen{env: env, desk: d, notice: container.NewStack(), body: container.NewStack()}
	t := env.T
	s.save = kit.NewButton(kit.Primary, t.T("text.save"), s.Save).WithIcon("check").WithTip(parts.CommandKey("S"))
	cancel := kit.NewButton(kit.Plain, t.T("text.cancel"), env.Back)
	s.pays = kit.NewButton(kit.Plain, t.T("catalogue.pays"), s.askPays).WithIcon("user").WithTip("F3")
	s.title = parts.NewTrail(env, t.T("catalogue.title"), func() { env.Go(route.Route{Room: route.Catalogue}) }, "", s.pays, cancel, s.save)
	s.object = container.NewBorder(s.title.Object(), nil, nil, nil,
		container.NewBorder(kit.Pad(s.notice, 16, 0, 16, 0), nil, nil, nil, kit.Pad(s.body, 16, 0, 16, 16)))
	return s
}

// Object is the screen as drawn.
func (s *ItemScreen) Object() fyne.CanvasObject { return s.object }

// Show loads the item, or begins a new one.
func (s *ItemScreen) Show(to route.Route) {
	s.id, s.was, s.dirty, s.sheet = to.Item, nil, false, nil
	s.notice.Objects, s.body.Objects = nil, nil
	group := trade.GroupID(number(strings.TrimPrefix(to.Sub, groupSub)))
	kit.Load(&s.loader, "open", func(ctx context.Context) (openedItem, error) { return s.read(ctx, group) }, func(o openedItem, err error) {
		if err != nil {
			s.env.Fail(err)
			s.env.Back()
			return
		}
		s.present(o)
	})
}

func (s *ItemScreen) read(ctx context.Context, group trade.GroupID) (openedItem, error) {
	o := openedItem{item: trade.Item{Kind: trade.Goods, Stream: trade.AssetSale, Group: group}}
	var err error
	if o.around, err = readAround(ctx, s.desk, s.today()); err != nil {
		return o, err
	}
	if o.draft, err = s.readDraft(ctx); err != nil || s.id == 0 {
		return o, err
	}
	if o.item, err = s.desk.Item(ctx, s.id); err != nil {
		return o, err
	}
	o.prices, err = s.desk.ItemPrices(ctx, s.id)
	return o, err
}

func (s *ItemScreen) today() crm.Day { return crm.DayOf(s.env.Now()) }

func (s *ItemScreen) present(o openedItem) {
	over := s.typed
	s.typed = nil
	s.title.SetTitle(s.env.T.T("catalogue.item.new"))
	if s.id != 0 {
		was := o.item
		s.was = &was
		s.title.SetTitle(text.Line(was.Name, 200))
	}
	s.pays.Hidden = s.id == 0
	s.title.Object().Refresh()
	s.sheet = newItemSheet(s, o)
	s.body.Objects = []fyne.CanvasObject{s.sheet.object}
	s.body.Refresh()
	switch {
	case over != nil:
		s.was = over.was
		s.sheet.fill(over.item)
		s.sheet.fillPrices(over.prices)
		s.sheet.scroll.SetOffset(over.scroll)
		s.changed()
	case o.draft != nil:
		s.offerDraft(*o.draft)
	}
	if s.id == 0 {
		s.sheet.form.FocusField("name")
	}
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
	if s.sheet == nil || s.saving || !s.sheet.valid() {
		return
	}
	s.saving = true
	was, now, prices := s.was, s.sheet.take(), s.sheet.takePrices()
	first, key := s.sheet.first, s.key()
	kit.Commit(&s.loader, "draft", func(ctx context.Context) (trade.Item, error) {
		saved, err := s.write(ctx, was, now, prices, first)
		if err == nil {
			if left := s.desk.DropDraft(ctx, key); left != nil {
				slog.Error("drop draft", "error", left) // it is offered once more, that is all
			}
		}
		return saved, err
	},
		func(saved trade.Item, err error) {
			s.saving = false
			if err != nil {
				s.writeDraft(&s.loader)
				tellFault(s.env, s.sheet.form, err)
				return
			}
			s.dirty = false
			then()
		})
}

// write saves the item with its new prices; the first price of a firm without lists makes the first list.
func (s *ItemScreen) write(ctx context.Context, was *trade.Item, now trade.Item, prices map[trade.ListID]money.Dec, first trade.PriceList) (trade.Item, error) {
	if price, bare := prices[0]; bare {
		list, err := mainList(ctx, s.desk, first)
		if err != nil {
			return now, err
		}
		prices = maps.Clone(prices)
		delete(prices, 0)
		prices[list.ID] = price
	}
	saved, err := s.desk.SaveItem(ctx, was, now, prices)
	var stale crm.Stale
	if errors.As(err, &stale) {
		return saved, crm.Fault{Field: "item", Reason: "desk.stale"}
	}
	return saved, err
}

// Leave asks before changes are lost: save, throw away, or stay.
func (s *ItemScreen) Leave(leave func()) {
	if !s.dirty {
		leave()
		return
	}
	t := s.env.T
	m := kit.NewModal(t.T("catalogue.unsaved"), kit.NewWrap(t.T("catalogue.unsaved.line"), kit.Body, kit.Text2, 0)).CancelButton(t.T("catalogue.stay"))
	m.Action(kit.Plain, t.T("catalogue.discard"), func() bool {
		s.dirty = false
		s.dropDraft(leave)
		return true
	})
	m.Action(kit.Primary, t.T("text.save"), func() bool { s.store(leave); return true })
	m.Show()
}

// Hide keeps a draft of what is left unsaved and drops the reading under way.
func (s *ItemScreen) Hide() {
	s.loader.Cancel()
	s.writeDraft(&s.loader)
}

// Changed shows the item anew while nothing is being typed.
func (s *ItemScreen) Changed(n crm.News) {
	if !s.dirty && !s.saving && s.id != 0 && n.Speaks(crm.NounItem, crm.NounPrice, crm.NounPriceList, crm.NounGroup) {
		kit.Load(&s.loader, "open", func(ctx context.Context) (openedItem, error) { return s.read(ctx, 0) }, func(o openedItem, err error) {
			switch {
			case errors.Is(err, crm.ErrNotFound):
				s.env.Back()
			case err != nil:
				s.env.Fail(err)
			case !s.dirty:
				s.present(o)
			}
		})
	}
}

// State is what was typed, for a change of language or theme.
func (s *ItemScreen) State() any {
	if !s.dirty || s.sheet == nil {
		return nil
	}
	return &typedItem{item: s.sheet.take(), was: s.was, prices: s.sheet.typedPrices(), scroll: s.sheet.scroll.Offset()}
}

// Restore takes what was typed; it is shown once the form is built.
func (s *ItemScreen) Restore(state any) { s.typed, _ = state.(*typedItem) }
