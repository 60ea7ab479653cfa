package orders

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// sheet is the form itself, over one order.
type sheet struct {
	s     *OrderScreen
	base  trade.Order // what the form does not show stays as it was
	who   *parts.ClientFields
	firm  crm.Firm
	deal  trade.Deal
	offer trade.Offer

	form     *kit.Form
	extra    *kit.Form
	items    *parts.ItemPicker
	asked    string // for whom and by what terms the lines were priced last
	currency *kit.Select
	lines    lines
	grid     *kit.LineGrid
	gridBox  *fyne.Container
	built    string // what the grid was made for
	totals   *fyne.Container
	remark   *fyne.Container
	side     *fyne.Container
	left     *fyne.Container
	object   fyne.CanvasObject
	filling  bool
}

func newSheet(s *OrderScreen, o opened) *sheet {
	h := &sheet{s: s, base: o.order, firm: o.firm, deal: o.deal, offer: o.offer}
	h.who = parts.NewClientFields(s.env, &s.loader, s.desk, s.env.T.T("orders.client.hint"), s.env.T.T("orders.contact.none"), h.turned)
	h.who.ClientPeople = o.around
	h.gridBox, h.totals, h.remark, h.side = container.NewStack(), kit.VBox(4), kit.VBox(4), kit.VBox(16)
	h.build()
	h.fill(o.order)
	if s.was != nil {
		h.warn()
	}
	return h
}

// Measures of the form, in units.
const (
	sideWide   float32 = 308  // of the column at the right
	sideNarrow float32 = 264  // of the same where there is little room
	roomForAll float32 = 1180 // from this width on there is much
	totalsWide float32 = 300
	gap        float32 = 16
)

// sideLayout puts the lines at the left and the column beside them.
type sideLayout struct{}

func (sideLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(600, 320) }

// Layout gives the lines what the column leaves.
func (sideLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := sideWide
	if size.Width < roomForAll {
		w = sideNarrow
	}
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(size.Width-w-gap, size.Height))
	o[1].Move(fyne.NewPos(size.Width-w, 0))
	o[1].Resize(fyne.NewSize(w, size.Height))
}

func (h *sheet) build() {
	t := h.s.env.T
	h.mainForm()
	h.extraForm()
	add := kit.NewButton(kit.Plain, t.T("orders.line.add"), h.addLine).WithIcon("plus").Sized(kit.ControlSmall).WithTip(parts.CommandKey("Enter"))
	pick := kit.NewButton(kit.Plain, t.T("orders.pick"), h.pick).WithIcon("case").Sized(kit.ControlSmall).WithTip("F4")
	h.items = parts.NewItemPicker(h.s.env, &h.s.loader, h.s.desk, h.takeItem)
	foot := kit.VBox(0, kit.NewDivider(), kit.Pad(kit.HFill(24, kit.Grow(kit.VBox(10, kit.HBox(8, add, pick, kit.Spacer()), h.remark)), kit.Fixed(h.totals, totalsWide, 0)), 16, 12, 16, 12))
	h.left = container.NewBorder(kit.Pad(h.form, 16, 14, 16, 12), foot, nil, nil, h.gridBox)
	scroll := kit.NewScrollMemory(h.side).Beside()
	h.extra.SetScroll(scroll)
	h.object = container.New(sideLayout{}, kit.NewBareCard(h.left), scroll)
}

// field is a field whose label is orders.field.<id>; what is doubtful or wrong in the order is said below it.
func (h *sheet) field(id string, input kit.Input, span int) kit.Field {
	return kit.Field{ID: id, Label: h.s.env.T.T("orders.field." + id), Input: input, Span: span, Check: func(string) (kit.Level, string) { return h.judge(id) }}
}

func (h *sheet) day(id string, span int) kit.Field {
	f := h.field(id, kit.NewDateField(h.s.env.T.Lang(), h.s.env.Now), span)
	f.Unreadable = h.s.env.T.T("text.wrong.date")
	return f
}

func (h *sheet) number(id, suffix string, span int) kit.Field {
	f := h.field(id, parts.NumberInput(h.s.env, "").WithSuffix(suffix), span)
	f.Unreadable = h.s.env.T.T("text.wrong.number")
	return f
}

func (h *sheet) mainForm() {
	env, t := h.s.env, h.s.env.T
	h.currency = kit.NewSelect(parts.PaperCurrencies(h.base.Currency), nil).Narrow()
	taxes := make([]kit.Option, 0, 4)
	for _, m := range []trade.TaxMode{trade.TaxNet, trade.TaxGross, trade.TaxNone, trade.TaxReverse} {
		taxes = append(taxes, kit.Option{ID: string(m), Label: t.T("trade.tax." + string(m))})
	}
	client := h.field("client", h.who.Picker, 5)
	client.Unreadable = parts.UnknownClient(env)
	h.form = kit.NewForm(12, client, h.field("contact", h.who.Person, 4), h.field("number", kit.NewEntry(""), 3),
		h.day("day", 3), h.day("promised", 3), h.field("currency", h.currency, 3), h.field("tax", kit.NewSelect(taxes, nil).Narrow(), 3), h.number("sum", "", 4))
	h.form.OnChange = h.touched
}

func (h *sheet) extraForm() {
	t := h.s.env.T
	notes := kit.NewTextArea(t.T("orders.notes.hint"), 4, t.T("parts.text.long"))
	h.extra = kit.NewForm(2, h.number("percent", "%", 1), h.number("off", "", 1), h.number("freight", "", 2), h.field("notes", notes, 2))
	h.extra.OnChange = h.touched
}

// minor reads a sum of a form in minor units; one that no number holds is as great as what is refused.
func minor(v string, c money.Currency) int64 {
	n, err := money.ToMinor(parts.ReadNumber(v), c)
	if err != nil {
		return trade.MostAmount + 1
	}
	return n
}

// fill shows an order.
func (h *sheet) fill(o trade.Order) {
	h.filling = true
	defer func() { h.filling = false }()
	env := h.s.env
	major := func(n int64) string { return parts.NumberWords(env, money.New(n, o.Currency).Decimal()) }
	sum := "" // of an order with lines it is counted
	if len(o.Lines) == 0 {
		sum = major(o.Once.Gross)
	}
	h.currency.SetOptions(parts.PaperCurrencies(o.Currency))
	h.form.SetValues(map[string]string{"number": o.Number, "day": string(o.Day), "promised": string(o.Promised), "currency": string(o.Currency),
		"tax": string(o.Tax), "sum": sum})
	h.extra.SetValues(map[string]string{"percent": parts.NumberWords(env, o.Discount.Percent), "off": parts.NumberWords(env, o.Discount.Sum),
		"freight": major(o.Freight), "notes": o.Notes})
	h.lines.fill(o.Lines)
	h.who.Show(o.Contact)
	h.drawSide()
	h.asked = askedFor(h.take())
	h.recount()
}

// turned is called when the order turned to another client.
func (h *sheet) turned() { h.repriceAll(h.take()) }

// take is the order as the form has it, not counted yet. What the form does not show is kept.
func (h *sheet) take() trade.Order {
	o, v, x := h.base, h.form.Values(), h.extra.Values()
	o.Client, o.Contact = h.who.Chosen()
	o.Number, o.Day, o.Promised, o.Currency, o.Tax = v["number"], crm.Day(v["day"]), crm.Day(v["promised"]), money.Currency(v["currency"]), trade.TaxMode(v["tax"])
	o.Discount = trade.Discount{Percent: parts.ReadNumber(x["percent"]), Sum: parts.ReadNumber(x["off"])}
	o.Freight, o.Notes = minor(x["freight"], o.Currency), x["notes"]
	was := len(o.Lines)
	if o.Lines = h.lines.take(); len(o.Lines) > 0 {
		return o
	}
	o.Discount = trade.Discount{}
	if was > 0 {
		o.Once, o.Monthly, o.Yearly = trade.Sum{}, trade.Sum{}, trade.Sum{}
	}
	if sum := minor(v["sum"], o.Currency); sum != o.Once.Gross {
		o.Once = trade.Sum{Net: sum, Gross: sum}
	}
	return o
}

// counted is the order with its sums; what does not fit is a fault of the lines.
func (h *sheet) counted() (trade.Order, []crm.Fault) {
	o := h.take()
	now, err := trade.CountOrder(o)
	if err != nil {
		return o, append(trade.CheckOrder(o), crm.Fault{Field: "lines", Reason: "trade.order.large"})
	}
	return now, trade.CheckOrder(now)
}

// fieldOf is the field of the form a fault of the order is said at, "" for the lines.
func (h *sheet) fieldOf(f crm.Fault) string {
	switch {
	case f.Field == "lines" && len(h.lines.list) == 0 && f.Reason != "trade.order.empty":
		return "sum"
	case f.Field == "kept":
		return ""
	}
	return f.Field
}

// judge says what is doubtful or wrong at a field.
func (h *sheet) judge(id string) (kit.Level, string) {
	switch hundred := money.DecInt(100); {
	case id == "percent" && (parts.ReadNumber(h.extra.Value(id)).Sign() < 0 || parts.ReadNumber(h.extra.Value(id)).Cmp(hundred) > 0):
		return kit.Error, h.s.env.T.T("trade.line.discount")
	case (id == "off" || id == "freight") && parts.ReadNumber(h.extra.Value(id)).Sign() < 0:
		return kit.Error, h.s.env.T.T("trade.deal.negative")
	case id == "freight" && minor(h.extra.Value(id), money.Currency(h.form.Value("currency"))) > trade.MostAmount:
		return kit.Error, h.s.env.T.T("trade.deal.large")
	}
	_, faults := h.counted()
	for _, f := range faults {
		if h.fieldOf(f) != id {
			continue
		}
		if trade.OrderBlocks(f) {
			return kit.Error, parts.FaultSentence(h.s.env.T, f)
		}
		return kit.Warning, parts.FaultSentence(h.s.env.T, f)
	}
	return kit.Good, ""
}

// warn says what is doubtful at the fields whose remarks depend on others.
func (h *sheet) warn() {
	if level, words := h.judge("promised"); level != kit.Error {
		h.form.Say("promised", level, words)
	}
}

// touched is called after each change of a field by the user.
func (h *sheet) touched() {
	if h.filling {
		return
	}
	h.warn()
	h.changed()
	h.repriceAll(h.take())
}

// changed is called after each change by the user.
func (h *sheet) changed() {
	h.recount()
	h.s.Touch()
}

// settle takes what stands in the cell being edited.
func (h *sheet) settle() {
	if _, _, open := h.grid.Editing(); open {
		h.focusLines()
	}
}

func (h *sheet) valid() bool {
	h.settle()
	if _, _, open := h.grid.Editing(); open {
		return false
	}
	if !h.form.Validate() || !h.extra.Validate() {
		return false
	}
	_, faults := h.counted()
	for _, f := range faults {
		if trade.OrderBlocks(f) {
			h.s.env.Fail(f)
			return false
		}
	}
	return true
}

// blame says a fault at its field; false when the form has none for it.
func (h *sheet) blame(f crm.Fault) bool {
	id := h.fieldOf(f)
	if !h.form.Has(id) {
		return false
	}
	h.form.Say(id, kit.Error, parts.FaultSentence(h.s.env.T, f))
	h.form.FocusField(id)
	return true
}

// begin puts the keyboard where one begins.
func (h *sheet) begin() {
	switch {
	case h.s.was != nil:
	case h.who.Client.ID == 0:
		h.form.FocusField("client")
	case len(h.lines.list) == 0 && h.base.Once.Gross == 0:
		h.addLine()
	}
}
