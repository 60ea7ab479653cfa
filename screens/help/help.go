// Package help shows the keys of the program and the owner's guide.
package help

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"rapport/app/crm"
	"rapport/docs/guide"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// key is one line of the list of keys: what is pressed (with Ctrl unless it is bare) and the message that says what it does.
type key struct {
	press string
	bare  bool
	says  string
}

// groups are the keys by where they work. A test holds them against the window's own hotkeys.
var groups = []struct {
	title string
	keys  []key
}{
	{"help.keys.window", []key{
		{"K", false, "help.key.search"}, {"1", false, "help.key.clients"}, {"2", false, "help.key.board"}, {"3", false, "help.key.deals"}, {"4", false, "help.key.offers"},
		{"5", false, "help.key.items"}, {"6", false, "help.key.imports"}, {"9", false, "help.key.settings"}, {"Z", false, "help.key.undo"}, {"Y", false, "help.key.redo"},
		{"L", false, "help.key.theme"}, {"Alt", true, "help.key.back"}, {"F1", true, "help.key.help"}, {"F5", true, "help.key.reload"}, {"Q", false, "help.key.quit"},
	}},
	{"help.keys.here", []key{
		{"N", false, "help.key.new"}, {"S", false, "help.key.save"}, {"P", false, "help.key.print"}, {"E", false, "help.key.mark"}, {"F", false, "help.key.find"},
		{"Esc", true, "help.key.esc"}, {"Tab", true, "help.key.tab"}, {"Enter", false, "help.key.confirm"},
	}},
	{"help.keys.lists", []key{
		{"help.press.arrows", true, "help.key.arrows"}, {"Enter", true, "help.key.open"}, {"help.press.space", true, "help.key.pick"},
		{"help.press.shiftarrows", true, "help.key.run"},
		{"A", false, "help.key.all"}, {"help.press.ctrlarrows", true, "help.key.move"}, {"F2", true, "help.key.edit"}, {"F3", true, "help.key.pays"}, {"F4", true, "help.key.catalogue"},
		{"F6", true, "help.key.kind"}, {"F7", true, "help.key.note"}, {"F8", true, "help.key.turn"},
		{"Del", true, "help.key.remove"}, {"Shift F10", true, "help.key.menu"},
		{"help.press.digits", true, "help.key.answer"},
	}},
}

// Held lists the keys that the help shows with Ctrl held.
func Held() []string {
	var all []string
	for _, g := range groups {
		for _, k := range g.keys {
			if !k.bare {
				all = append(all, k.press)
			}
		}
	}
	return all
}

// Screen is the help.
type Screen struct {
	env    *parts.Env
	page   *fyne.Container
	tabs   *kit.Segmented
	object fyne.CanvasObject
}

// New builds the screen.
func New(env *parts.Env) *Screen {
	s := &Screen{env: env, page: container.NewStack()}
	t := env.T
	s.tabs = kit.NewSegmented(s.choose, t.T("help.keys"), t.T("help.guide"))
	top := parts.NewTrail(env, t.T("help.settings"), func() { env.Go(route.Route{Room: route.Settings}) }, t.T("help.title"), s.tabs)
	s.object = container.NewBorder(top.Object(), nil, nil, nil, kit.Pad(s.page, 16, 0, 16, 16))
	s.choose(0)
	return s
}

func (s *Screen) choose(i int) {
	s.page.Objects = []fyne.CanvasObject{kit.NewScrollMemory(s.content(i)).Beside()}
	s.page.Refresh()
}

func (s *Screen) content(i int) fyne.CanvasObject {
	if i == 1 {
		return s.guide()
	}
	var cards []fyne.CanvasObject
	for _, g := range groups {
		rows := kit.VBox(8)
		for _, k := range g.keys {
			rows.Add(s.line(k))
		}
		cards = append(cards, kit.VBox(0, kit.NewCard(s.env.T.T(g.title), rows)))
	}
	return kit.Columns(16, []float32{1, 1, 1}, cards...)
}

func (s *Screen) line(k key) fyne.CanvasObject {
	press := k.press
	switch {
	case strings.HasPrefix(press, "help."):
		press = s.env.T.T(press)
	case press == "Alt":
		press = "Alt " + s.env.T.T("help.press.left")
	case !k.bare:
		press = parts.CommandKey(press)
	}
	return kit.HBox(12, kit.Grow(kit.NewWrap(s.env.T.T(k.says), kit.Body, kit.Text, 0)), kit.NewKeyHint(press))
}

// guide is the owner's guide in the language of the window.
func (s *Screen) guide() fyne.CanvasObject {
	rich := widget.NewRichTextFromMarkdown(guide.Text(string(s.env.T.Lang())))
	rich.Wrapping = fyne.TextWrapWord
	return container.New(&readable{}, kit.NewCard("", rich))
}

// readable keeps lines from growing longer than one reads well.
type readable struct{}

const readableWidth float32 = 820

func (readable) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(320, o[0].MinSize().Height)
}
func (readable) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(min(size.Width, readableWidth), size.Height))
}

// Object is the screen as drawn.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Show shows the keys, or the guide.
func (s *Screen) Show(to route.Route) {
	page := 0
	if to.Sub == "guide" {
		page = 1
	}
	s.tabs.SetChosen(page)
	s.choose(page)
}

// Hide has nothing to drop.
func (s *Screen) Hide() {}

// Changed has nothing to show anew.
func (s *Screen) Changed(crm.News) {}

// Key goes back at Esc.
func (s *Screen) Key(ev *fyne.KeyEvent) bool {
	if ev.Name == fyne.KeyEscape {
		s.env.Back()
		return true
	}
	return false
}
