package offers

import (
	"context"
	"io"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/page"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// Writer makes, addresses and saves offers.
type Writer interface {
	Offer(ctx context.Context, id trade.OfferID) (trade.Offer, error)
	NewOffer(ctx context.Context, client crm.ClientID) (trade.Offer, error)
	CopyOffer(ctx context.Context, id trade.OfferID) (trade.Offer, error)
	NextVersion(ctx context.Context, id trade.OfferID) (trade.Offer, error)
	AddressOffer(ctx context.Context, o trade.Offer, client crm.ClientID, person crm.ContactID) (trade.Offer, error)
	RewordOffer(o trade.Offer, people []crm.Contact, lang text.Lang) trade.Offer
	SaveOffer(ctx context.Context, was *trade.Offer, now trade.Offer) (trade.Offer, error)
	AllTaxRates(ctx context.Context) ([]trade.TaxRate, error)
	NewDealOffer(ctx context.Context, deal trade.DealID) (trade.Offer, error)
	Decider
}

// Printer lays offers out and prints them.
type Printer interface {
	LayOffer(ctx context.Context, o trade.Offer) (*page.Document, []crm.Fault, error)
	PrintOffer(ctx context.Context, o trade.Offer) (desk.Print, error)
	mailer
	PaperWords(lang string) *text.Tongue
	SentPaper(ctx context.Context, id trade.OfferID) (desk.Print, bool, error)
	SentDiffers(ctx context.Context, id trade.OfferID) (bool, error)
	ExportOfferLines(ctx context.Context, o trade.Offer, t *text.Tongue, w io.Writer) error
}

// Kin is what stands around an offer: its versions, its deal, the order it became, other offers to borrow lines from.
type Kin interface {
	Offers(ctx context.Context, q trade.OfferQuery, p crm.Page) ([]trade.OfferRow, error)
	OfferVersions(ctx context.Context, number string) ([]trade.OfferRow, error)
	DealOfOffer(ctx context.Context, id trade.OfferID) (trade.Deal, bool, error)
	OrdersMade(ctx context.Context, deal trade.DealID, offer trade.OfferID) ([]trade.Order, error)
}

// People is whom an offer may be written to, and by whom.
type People interface {
	Clients(ctx context.Context, q crm.ClientQuery, p crm.Page) ([]crm.ClientRow, error)
	Client(ctx context.Context, id crm.ClientID) (crm.Client, error)
	Contacts(ctx context.Context, client crm.ClientID) ([]crm.Contact, error)
	FirmByID(ctx context.Context, id int64) (crm.Firm, bool, error)
	OwnFirms(ctx context.Context) ([]crm.Firm, error)
	Templates(ctx context.Context) ([]trade.Template, error)
	StockTerms(ctx context.Context) ([]trade.StockTerm, error)
	SaveStockTerm(ctx context.Context, was *trade.StockTerm, now trade.StockTerm) (trade.StockTerm, error)
	RateOn(ctx context.Context, currency money.Currency, day crm.Day) (trade.OfferRate, bool, error)
}

// Drafts keeps what was typed and could not be saved.
type Drafts interface {
	Draft(ctx context.Context, key string) (crm.Draft, error)
	SaveDraft(ctx context.Context, key string, body []byte) error
	DropDraft(ctx context.Context, key string) error
}

// EditorDesk is what the editor needs.
type EditorDesk interface {
	Writer
	Printer
	People
	Drafts
	Shop
	Coster
	Kin
}

// Pauses after the last keystroke.
const (
	savePause  = time.Second
	draftPause = 600 * time.Millisecond
	layPause   = 30 * time.Millisecond
)

// The routes that open a copy of an offer, and its next version.
const (
	copySub    = "copy"
	versionSub = "version"
)

// Editor is the screen of one offer: its lines at the left, the paper at the right.
type Editor struct {
	env    *parts.Env
	desk   EditorDesk
	loader kit.Loader // dropped when another place is shown
	saver  kit.Loader // saving goes on

	to       route.Route
	shown    bool
	restored *remembered

	offer   trade.Offer  // the head and texts as typed; its lines are in the ledger
	was     *trade.Offer // as saved; nil for a new one
	ledger  ledger
	sums    trade.Sums
	rated   money.Dec                          // the rate by which the lines were priced last
	rates   map[money.Currency]trade.OfferRate // known in this sitting beside the offer's own
	worded  tongues                            // what was said in the languages the offer was in
	printed []trade.Section                    // as counted and printed last
	places  map[int64]place
	keys    [][]int64
	firm    crm.Firm
	people  []crm.Contact
	around  around

	edits   int // changes so far
	kept    int // of them saved
	sitting int // offers opened so far
	savedAt time.Time
	saving  bool
	waiting []func(error) // for what is typed to be saved
	drafted bool          // a draft of this offer is in the base
	told    bool          // that it could not be saved was told
	drafts  parts.Undrafted

	head    *head
	fields  *fields
	grid    *kit.LineGrid
	sheet   *sheet
	totals  *totals
	preview *preview
	picker  *parts.ItemPicker
	lender  *kit.Palette // finds the offer to borrow lines from
	notice  *fyne.Container
	moved   *movedStrip // amounts that are still in another currency
	body    *fyne.Container
	object  fyne.CanvasObject
}

// draftOffer is a draft: the offer as it was typed.
type draftOffer struct {
	Offer trade.Offer `json:"offer"`
	at    crm.Moment
}

// NewEditor builds the editor; it loads nothing.
func NewEditor(env *parts.Env, d EditorDesk) *Editor {
	e := &Editor{env: env, desk: d, notice: container.NewStack(), body: container.NewStack()}
	e.ledger.atLeastOne()
	e.offer.State, e.offer.Currency, e.offer.Tax = trade.Draft, "RUB", trade.TaxNone
	e.head = newHead(e)
	e.preview = newPreview(e)
	e.totals = newTotals(e)
	e.fields = newFields(e)
	e.sheet = newSheet(e)
	e.picker = newPicker(e)
	e.lender = newLender(e)
	e.moved = newMovedStrip(e)
	e.object = kit.VBox(0, e.head.object, kit.Pad(e.notice, 16, 0, 16, 0), kit.Pad(e.moved.box, 16, 0, 16, 0), kit.Grow(kit.Pad(e.body, 16, 0, 16, 16)))
	return e
}

// Object is the screen as drawn.
func (e *Editor) Object() fyne.CanvasObject { return e.object }

// Show opens the offer of the route, or begins a new one; the offer already shown is only read anew.
func (e *Editor) Show(to route.Route) {
	if e.shown && e.to == to {
		if e.was != nil && e.edits == e.kept {
			e.reload()
		}
		return
	}
	e.to, e.shown, e.saving, e.waiting = to, true, false, nil
	e.sitting++
	e.rates, e.worded = map[money.Currency]trade.OfferRate{}, tongues{}
	e.offer, e.was, e.edits, e.kept, e.drafted, e.people = trade.Offer{}, nil, 0, 0, false, nil
	e.ledger = ledger{}
	e.ledger.atLeastOne()
	e.notice.Objects, e.body.Objects, e.savedAt = nil, nil, time.Time{}
	e.head.show()
	e.head.saved.hide()
	e.preview.clear()
	was := e.restored
	e.restored = nil
	kit.Load(&e.loader, "open", func(ctx context.Context) (opened, error) { return e.open(ctx, to, was) }, func(o opened, err error) {
		if err != nil {
			e.env.Fail(err)
			e.shown = false
			e.env.Back()
			return
		}
		e.begin(o)
	})
}

// begin shows an offer just opened.
func (e *Editor) begin(o opened) {
	e.was, e.firm, e.around = o.was, o.firm, o.around
	if o.typed {
		e.edits++
	}
	e.sheet.foldUp()
	e.present(o.offer, o.client, o.people)
	e.body.Objects = []fyne.CanvasObject{e.sheet.object}
	e.body.Refresh()
	if o.draft != nil {
		e.drafted = true
		e.offerDraft(*o.draft)
	}
	if o.typed {
		e.keep()
	}
	e.start()
}

// start puts the keyboard where one begins.
func (e *Editor) start() {
	switch {
	case !e.editable():
	case e.offer.Client == 0:
		e.fields.focus(fieldClient)
	case e.was == nil:
		e.fields.focus(fieldSubject)
	default:
		if len(e.keys) > 0 && len(e.keys[0]) > 0 {
			e.standOn(e.keys[0][0])
		}
		e.focusLines()
	}
}

// present fills the screen with an offer; the places of the keyboard and of the scrolling stay.
func (e *Editor) present(o trade.Offer, client crm.Client, people []crm.Contact) {
	e.offer, e.people = o, people
	e.ledger.fill(o.Sections)
	e.offer.Sections = nil
	e.forget()
	e.rated = o.Rate.Value
	e.sheet.build()
	e.fields.fill(client)
	e.sheet.lock(!e.editable())
	e.recount()
	e.head.show()
	e.preview.lay()
}

// forget drops what was counted of the offer shown before: keys are given anew, and an old place may be another row's.
func (e *Editor) forget() {
	e.places, e.keys, e.printed, e.sums = nil, nil, nil, trade.Sums{}
}

// editable reports whether the offer may be changed: a draft may.
func (e *Editor) editable() bool { return e.offer.State == trade.Draft }

// snapshot is the offer as it would be saved now.
func (e *Editor) snapshot() trade.Offer {
	o := e.offer
	o.Sections, e.places, e.keys = e.ledger.sections()
	e.printed = o.Sections
	o.Terms = append([]trade.Term(nil), o.Terms...)
	return o
}

// count counts the offer as it stands.
func (e *Editor) count() (trade.Sums, error) {
	o := e.offer
	o.Sections, _, _ = e.ledger.sections()
	return trade.Count(o)
}

// recount counts anew and shows lines, totals and what is doubtful.
func (e *Editor) recount() {
	sums, err := e.count()
	if err != nil {
		sums = trade.Sums{}
	}
	e.showCounted(sums)
}

// showCounted shows lines, totals and what is doubtful of the offer, counted already.
func (e *Editor) showCounted(sums trade.Sums) {
	o := e.snapshot()
	e.sums = sums
	e.sheet.showRows()
	e.totals.show(o)
	e.moved.show()
}

// changed is called after each change: everything follows at once, and saving shortly after the last one.
func (e *Editor) changed() {
	e.recount()
	e.follow()
	e.followRate()
}

// changedTo is changed where the offer was counted already.
func (e *Editor) changedTo(sums trade.Sums) {
	e.showCounted(sums)
	e.follow()
}

// follow lets the paper and the saving follow a change.
func (e *Editor) follow() {
	e.edits++
	e.preview.follow()
	e.preview.lay()
	e.keep()
}

// reload reads the saved offer anew and shows it in place.
func (e *Editor) reload() {
	id := e.was.ID
	kit.Load(&e.loader, "open", func(ctx context.Context) (opened, error) {
		offer, err := e.desk.Offer(ctx, id)
		o := opened{offer: offer, was: &offer}
		if err == nil {
			err = e.look(ctx, &o)
		}
		return o, err
	}, func(o opened, err error) {
		if err != nil {
			e.env.Fail(err)
			return
		}
		e.was, e.firm, e.around, e.kept = o.was, o.firm, o.around, e.edits
		e.present(o.offer, o.client, o.people)
		if o.draft != nil {
			e.drafted = true
			e.offerDraft(*o.draft)
		}
	})
}

// Hide drops the work under way; what was typed has been saved by then.
func (e *Editor) Hide() {
	e.shown = false
	e.loader.Cancel()
	e.preview.loader.Cancel()
}
