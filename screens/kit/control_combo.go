package kit

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// comboDelay is the pause in typing after which a ComboBox searches.
const comboDelay = 120 * time.Millisecond

// comboLimit is the longest list a ComboBox shows: whoever needs more types another letter.
const comboLimit = 50

// ComboWords are the sentences a ComboBox needs, already translated.
type ComboWords struct {
	// Nothing is shown when the search found nothing.
	Nothing string
	// Failed is shown when the search failed.
	Failed string
}

// ComboBox is a field that searches as one types and offers what it found.
type ComboBox struct {
	Entry

	// Search finds at most 50 options for what was typed; "" asks for the first to offer. It runs in the background.
	Search func(ctx context.Context, q string) ([]Option, error)
	// Free lets a text stand that is no option; otherwise leaving the field restores the chosen one.
	Free bool
	// Keeps lets a text stay that is no option when the keyboard leaves: nothing is chosen then, and a form says what is
	// wrong by the sentence of the field for what cannot be read. It means nothing where Free is set.
	Keeps bool
	// OnChoose is called when the user chose an option, or cleared the field (zero Option).
	OnChoose func(Option)
	// Offer words a last row that makes something new of what was typed; "" offers nothing.
	Offer func(q string) string
	// OnOffer is called when that row was picked.
	OnOffer func(q string)

	loader *Loader
	words  ComboWords
	chosen Option
	has    bool
	quiet  bool // the text is being set by the program
	found  []Option
	foundQ string // what the list was found for
	enter  bool   // Enter was pressed before the list had caught up with the text
	offer  string
	popup  *Popup
	list   *choiceList
	picked []func()
}

// NewComboBox makes an empty field that searches through the loader.
func NewComboBox(l *Loader, placeholder string, words ComboWords, search func(ctx context.Context, q string) ([]Option, error)) *ComboBox {
	c := &ComboBox{Search: search, loader: l, words: words}
	c.init(c, placeholder)
	c.typed = c.onType
	c.OnKey = c.key
	c.ActionItem = newFieldButton("chd", c.toggleList)
	c.OnFocus(func(gained bool) {
		if !gained {
			c.settle()
		}
	})
	return c
}

// Chosen is the chosen option; ok is false when there is none.
func (c *ComboBox) Chosen() (o Option, ok bool) { return c.chosen, c.has }

// Value is the id of the chosen option; without one it is the text when free text is allowed, otherwise "".
func (c *ComboBox) Value() string {
	if c.has {
		return c.chosen.ID
	}
	if c.Free {
		return c.Text
	}
	return ""
}

// SetChosen chooses an option without calling the callback; the zero Option clears the field.
func (c *ComboBox) SetChosen(o Option) {
	c.chosen, c.has = o, o != Option{}
	c.setQuiet(o.Label)
}

// SetValue is for a form: with free text it sets the text; otherwise only "" has a meaning, and clears the field.
func (c *ComboBox) SetValue(v string) {
	switch {
	case v == "":
		c.SetChosen(Option{})
	case c.Free:
		c.chosen, c.has = Option{}, false
		c.setQuiet(v)
	}
}

// ShowText shows a text that is no option, with nothing chosen, where the field keeps such texts.
func (c *ComboBox) ShowText(s string) {
	c.SetChosen(Option{})
	if c.Keeps {
		c.setQuiet(s)
	}
}

// OnInput adds a listener called after the choice, or the free text, changed.
func (c *ComboBox) OnInput(f func()) { c.picked = append(c.picked, f) }

func (c *ComboBox) setQuiet(s string) {
	c.quiet = true
	c.Entry.SetValue(s)
	c.quiet = false
}

func (c *ComboBox) tellInput() {
	for _, f := range c.picked {
		f()
	}
}

func (c *ComboBox) onType(s string) {
	if c.quiet {
		return
	}
	if c.has && s != c.chosen.Label && c.Free {
		c.chosen, c.has = Option{}, false
	}
	if c.Free || c.Keeps && !c.has {
		c.tellInput()
	}
	c.enter = false
	c.loader.Debounce(c.loaderKey(), comboDelay, func() { c.search(c.Text) })
}

// loaderKey keeps the searches of several fields of one loader apart.
func (c *ComboBox) loaderKey() string { return "combo " + addressOf(c) }

func (c *ComboBox) search(q string) {
	find := c.Search
	Load(c.loader, c.loaderKey(), func(ctx context.Context) ([]Option, error) { return find(ctx, q) },
		func(found []Option, err error) { c.show(q, found, err) })
}

// show fills the list with what was found for q.
func (c *ComboBox) show(q string, found []Option, err error) {
	if !c.focusing && !c.Wrong() {
		return
	}
	c.found, c.foundQ = found[:min(len(found), comboLimit)], q
	if !c.focusing { // the search ended after the keyboard had left
		c.chooseNamed()
		return
	}
	rows := c.rows(q, err)
	if c.popup == nil || !c.popup.Open() {
		c.popup, c.list = newChoicePopup(c, true, c.pick)
		c.popup.Keys, c.popup.unasked = c.listKey, true
		c.popup.OnClose = func() { c.Refresh() }
	}
	current := optionIndex(c.found, c.chosen.ID)
	c.list.set(rows, max(current, 0))
	if c.Free && q != "" && current < 0 {
		c.list.setCurrent(-1)
	}
	switch {
	case len(rows) == 0:
		c.popup.Close()
	case c.popup.Open():
		c.popup.Refit()
	default:
		c.popup.Show()
	}
	if c.enter && q == c.Text {
		c.enter = false
		if len(c.found) > 0 { // what is new is made by who sees it offered
			c.list.pick(c.list.current)
		}
	}
}

// Wrong reports whether a text stands in the field that is none of the options.
func (c *ComboBox) Wrong() bool {
	return c.Keeps && !c.Free && !c.has && strings.TrimSpace(c.Text) != ""
}

// chooseNamed chooses the one option found that is called as the text says, and reports whether there is one.
func (c *ComboBox) chooseNamed() bool {
	if c.foundQ != c.Text {
		return false
	}
	var named []Option
	for _, o := range c.found {
		if strings.EqualFold(o.Label, strings.TrimSpace(c.Text)) {
			named = append(named, o)
		}
	}
	if len(named) != 1 {
		return false
	}
	c.Choose(named[0])
	return true
}

// Choose chooses an option as the user does.
func (c *ComboBox) Choose(o Option) {
	c.SetChosen(o)
	c.tellChoice()
}

// listKey gives the keys to the open list; Enter waits until the list has caught up with what was typed.
func (c *ComboBox) listKey(ev *fyne.KeyEvent) bool {
	if isEnter(ev) && c.foundQ != c.Text && c.loader.Waiting(c.loaderKey()) {
		c.enter = true
		return true
	}
	return c.list.typedKey(ev)
}

func (c *ComboBox) rows(q string, err error) []choice {
	var rows []choice
	for _, o := range c.found {
		rows = append(rows, choice{icon: o.Icon, title: o.Label, note: o.Note, checked: c.has && o.ID == c.chosen.ID})
	}
	switch {
	case err != nil:
		rows = []choice{{kind: choiceHead, title: c.words.Failed}}
	case len(rows) == 0 && c.words.Nothing != "" && !c.Free: // a free text needs no list
		rows = append(rows, choice{kind: choiceHead, title: c.words.Nothing})
	}
	c.offer = ""
	if c.Offer != nil && q != "" {
		if label := c.Offer(q); label != "" {
			c.offer = q
			rows = append(rows, choice{icon: "plus", iconToken: Accent, title: label})
		}
	}
	return rows
}

func (c *ComboBox) pick(i int) {
	if i >= len(c.found) {
		if c.OnOffer != nil {
			c.OnOffer(c.offer)
		}
		return
	}
	c.Choose(c.found[i])
}

func (c *ComboBox) tellChoice() {
	if c.OnChoose != nil {
		c.OnChoose(c.chosen)
	}
	c.tellInput()
}

// settle is called when the keyboard leaves: an emptied field loses its choice, other text gives way to the choice unless
// the field keeps it.
func (c *ComboBox) settle() {
	if c.popup != nil {
		c.popup.Close()
	}
	switch {
	case c.Text == "" && c.has:
		c.Choose(Option{})
	case c.Free || c.Text == c.chosen.Label:
	case !c.Keeps || strings.TrimSpace(c.Text) == "":
		c.setQuiet(c.chosen.Label)
	case c.chooseNamed():
	case c.has:
		c.chosen, c.has = Option{}, false
		c.tellChoice()
	}
}

// key opens the list at Down; with the list open the popup asks the list first.
func (c *ComboBox) key(ev *fyne.KeyEvent) bool {
	if ev.Name != fyne.KeyDown || c.Disabled() {
		return false
	}
	c.toggleList()
	return true
}

func (c *ComboBox) toggleList() {
	if c.Disabled() {
		return
	}
	if c.popup != nil && c.popup.Open() {
		c.popup.Close()
		return
	}
	focusOn(c)
	q := c.Text
	if c.has {
		q = ""
	}
	c.search(q)
}

// fieldButton is the small icon at the end of a field. It cannot hold the keyboard: the field keeps it.
type fieldButton struct {
	widget.BaseWidget

	icon    string
	hovered bool
	onTap   func()
}

func newFieldButton(icon string, onTap func()) *fieldButton {
	b := &fieldButton{icon: icon, onTap: onTap}
	b.ExtendBaseWidget(b)
	return b
}

// Tapped presses the button.
func (b *fieldButton) Tapped(*fyne.PointEvent) { b.onTap() }

// MouseIn is called when the pointer enters.
func (b *fieldButton) MouseIn(*desktop.MouseEvent) {
	b.hovered = true
	b.Refresh()
}

// MouseMoved is called when the pointer moves within.
func (b *fieldButton) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called when the pointer leaves.
func (b *fieldButton) MouseOut() {
	b.hovered = false
	b.Refresh()
}

// Cursor is the arrow, not the text mark of the field.
func (b *fieldButton) Cursor() desktop.Cursor { return desktop.DefaultCursor }

// CreateRenderer is called by Fyne.
func (b *fieldButton) CreateRenderer() fyne.WidgetRenderer {
	ground, icon := &canvas.Rectangle{CornerRadius: 4}, canvas.NewImageFromResource(nil)
	return newSketch(b, func() fyne.Size { return fyne.NewSize(20, 22) }, func(size fyne.Size) {
		place(ground, 0, 0, size.Width, size.Height)
		side := b.side()
		place(icon, floor((size.Width-side)/2), floor((size.Height-side)/2), side, side)
	}, func() {
		ground.FillColor, ground.Hidden = C(Track), !b.hovered
		setIcon(icon, b.icon, Text2)
	}, ground, icon)
}

func (b *fieldButton) side() float32 { return pick[float32](b.icon == "chd", 12, 14) }
