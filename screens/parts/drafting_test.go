package parts

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/kit"
)

// typedNote is what is typed into the form of the tests.
type typedNote struct {
	Words string `json:"words"`
	place int    // does not go into drafts
}

// drawer keeps drafts in memory, or not.
type drawer struct {
	kept map[string]string
	err  error
}

func (d *drawer) Draft(_ context.Context, key string) (crm.Draft, error) {
	body, ok := d.kept[key]
	if !ok {
		return crm.Draft{}, crm.ErrNotFound
	}
	return crm.Draft{Key: key, Body: []byte(body), At: crm.At(today)}, nil
}

func (d *drawer) SaveDraft(_ context.Context, key string, body []byte) error {
	if d.err == nil {
		d.kept[key] = string(body)
	}
	return d.err
}

func (d *drawer) DropDraft(_ context.Context, key string) error {
	if d.err == nil {
		delete(d.kept, key)
	}
	return d.err
}

// page is a form of one note.
type page struct {
	*Drafting[typedNote]
	t      *testing.T
	env    *Env
	drawer *drawer
	loader kit.Loader
	note   typedNote
	stored []string // what was saved
	refuse error    // what saving ends with
	failed []error
	said   []string
	backs  int
}

func newPage(t *testing.T) *page {
	t.Helper()
	p := &page{t: t, env: newEnv(t, text.RU), drawer: &drawer{kept: map[string]string{}}}
	p.env.Fail = func(err error) { p.failed = append(p.failed, err) }
	p.env.Say = func(s string) { p.said = append(p.said, s) }
	p.env.Back = func() { p.backs++ }
	p.loader.Sync = true
	p.build()
	return p
}

// build makes the room, as after a start or a change of language.
func (p *page) build() {
	room := NewFormRoom(p.env, "Записки", func() {}, func() {})
	p.Drafting = NewDrafting(room, p.drawer, &p.loader, Typing[typedNote]{Unsaved: "Сохранить записку?",
		Take: func() typedNote { return p.note }, Fill: func(n typedNote) { p.note = n }, Save: p.save})
	p.env.Window.SetContent(kit.NewLayers(room.Object()))
}

// show shows the note of a number.
func (p *page) show(id int64) {
	key := DraftKey("note", id)
	p.Start(key)
	Open(p.Drafting, func(ctx context.Context) (*Left[typedNote], error) { return p.ReadLeft(ctx, key) }, func(left *Left[typedNote]) {
		p.note = typedNote{}
		p.Begin(kit.NewText("записка", kit.Body, kit.Text), left, func() {})
	})
}

func (p *page) typeIn(words string) {
	p.note = typedNote{words, 7}
	p.Touch()
}

func (p *page) save(then func()) {
	words := p.note.Words
	p.Store(func(context.Context) error {
		if p.refuse == nil {
			p.stored = append(p.stored, words)
		}
		return p.refuse
	}, then, func(err error) bool {
		return p.Refused(err, func(f crm.Fault) bool { return f.Field == "words" }, func() { p.show(1) }, func() {
			p.refuse = nil
			p.save(func() {})
		})
	})
}

// press presses the button with the words of a message.
func (p *page) press(message string) {
	p.t.Helper()
	root := p.env.Window.Content()
	if top := p.env.Window.Canvas().Overlays().Top(); top != nil {
		root = top
	}
	for _, b := range find[*kit.Button](root) {
		if b.Label() == p.env.T.T(message) {
			b.Tapped(nil)
			return
		}
	}
	p.t.Fatalf("there is no button %q", p.env.T.T(message))
}

// offers tells whether a button with the words of a message is there.
func (p *page) offers(message string) bool {
	return slices.ContainsFunc(find[*kit.Button](p.env.Window.Content()), func(b *kit.Button) bool { return b.Label() == p.env.T.T(message) })
}

func TestDraftIsKeptOfferedAndTakenUp(t *testing.T) {
	p := newPage(t)
	p.show(0)
	if p.Hide(); len(p.drawer.kept) > 0 || p.State() != nil {
		t.Errorf("kept without a keystroke: %v", p.drawer.kept)
	}
	p.show(0)
	p.typeIn("начало")
	if got := p.drawer.kept["note:new"]; got != `{"words":"начало"}` {
		t.Fatalf("kept %q", got)
	}
	p.show(0)
	if p.Dirty() || p.note.Words != "" {
		t.Error("a draft is taken up unasked")
	}
	p.press("parts.draft.take")
	if p.note.Words != "начало" || !p.Dirty() || p.offers("parts.draft.take") {
		t.Errorf("taken up %q, changed %v", p.note.Words, p.Dirty())
	}
	p.show(5)
	if p.offers("parts.draft.take") {
		t.Error("the draft of another note is offered")
	}
	p.show(0)
	p.press("parts.draft.drop")
	if p.show(0); len(p.drawer.kept) > 0 || p.offers("parts.draft.take") {
		t.Errorf("thrown away and still there: %v", p.drawer.kept)
	}
	p.drawer.kept["note:new"] = "{"
	if p.show(0); p.offers("parts.draft.take") || len(p.failed) > 0 {
		t.Errorf("a draft that cannot be read: %v", p.failed)
	}
}

func TestDraftIsKeptBeforeThePauseHasPassed(t *testing.T) {
	p := newPage(t)
	p.show(3)
	p.loader.Sync = false
	p.typeIn("не успел")
	if len(p.drawer.kept) > 0 {
		t.Fatal("kept at once")
	}
	if p.KeepDraft(); !strings.Contains(p.drawer.kept["note:3"], "не успел") {
		t.Errorf("the program stops: %v", p.drawer.kept)
	}
	delete(p.drawer.kept, "note:3")
	p.loader.Cancel()
	p.loader.Sync = true
	if p.Hide(); !strings.Contains(p.drawer.kept["note:3"], "не успел") {
		t.Errorf("the form is hidden: %v", p.drawer.kept)
	}
	p.drawer.err = errors.New("full")
	p.typeIn("ещё")
	p.typeIn("и ещё")
	if len(p.said) != 1 || len(p.failed) > 0 {
		t.Errorf("a draft that cannot be kept: said %v, told %v", p.said, p.failed)
	}
}

func TestStateComesOverARebuild(t *testing.T) {
	p := newPage(t)
	p.show(3)
	p.typeIn("набрано")
	state := p.State()
	p.build()
	p.Restore(state)
	p.show(3)
	if p.note != (typedNote{"набрано", 7}) || !p.Dirty() || p.offers("parts.draft.take") {
		t.Errorf("%+v, changed %v", p.note, p.Dirty())
	}
	if p.show(3); p.note.Words != "" {
		t.Error("what was brought over is shown twice")
	}
}

func TestLeavingWithChangesAsks(t *testing.T) {
	for answer, want := range map[string]struct {
		left, dirty bool
		stored      int
		drafts      int
	}{"parts.unsaved.stay": {false, true, 0, 1}, "parts.unsaved.discard": {true, false, 0, 0}, "text.save": {true, false, 1, 0}} {
		t.Run(answer, func(t *testing.T) {
			p := newPage(t)
			p.show(3)
			left := false
			leave := func() { left = true }
			if p.Leave(leave); !left {
				t.Error("an unchanged form does not let go")
			}
			left = false
			p.typeIn("недописано")
			if p.Leave(leave); left {
				t.Error("a changed form does not ask")
			}
			p.press(answer)
			if left != want.left || p.Dirty() != want.dirty || len(p.stored) != want.stored || len(p.drawer.kept) != want.drafts {
				t.Errorf("left %v, changed %v, stored %v, drafts %v", left, p.Dirty(), p.stored, p.drawer.kept)
			}
		})
	}
}

func TestRefusedFormKeepsWhatWasTyped(t *testing.T) {
	full := errors.New("full")
	for name, c := range map[string]struct {
		err  error
		told int
	}{"of the base": {full, 1}, "a field of the form": {crm.Fault{Field: "words", Reason: "x"}, 0}, "no field of the form": {crm.Fault{Field: "id", Reason: "x"}, 1}} {
		t.Run(name, func(t *testing.T) {
			p := newPage(t)
			p.show(3)
			p.note, p.refuse = typedNote{Words: "моё"}, c.err
			p.save(func() { t.Error("counts as saved") })
			if len(p.failed) != c.told || !p.Dirty() || p.Saving() || !strings.Contains(p.drawer.kept["note:3"], "моё") {
				t.Errorf("told %v, changed %v, drafts %v", p.failed, p.Dirty(), p.drawer.kept)
			}
		})
	}
}

func TestNoteChangedElsewhereIsNotOverwrittenUnasked(t *testing.T) {
	for answer, stored := range map[string]int{"parts.stale.mine": 1, "parts.stale.theirs": 0} {
		t.Run(answer, func(t *testing.T) {
			p := newPage(t)
			p.show(1)
			p.typeIn("моё")
			p.refuse = crm.Stale{}
			p.save(func() {})
			if len(p.stored) > 0 || len(p.failed) > 0 || len(p.drawer.kept) != 1 {
				t.Fatalf("stored %v, told %v, drafts %v", p.stored, p.failed, p.drawer.kept)
			}
			p.press(answer)
			if len(p.stored) != stored || p.Dirty() || len(p.drawer.kept) > 0 || p.offers(answer) {
				t.Errorf("stored %v, changed %v, drafts %v", p.stored, p.Dirty(), p.drawer.kept)
			}
		})
	}
}

// What ends after its form was left neither touches the form shown then nor loses what was typed.
func TestLateRefusalTouchesNoOtherForm(t *testing.T) {
	p := newPage(t)
	p.show(1)
	p.typeIn("первая")
	p.Store(func(context.Context) error {
		p.show(2) // while it was under way
		return errors.New("full")
	}, func() { t.Error("counts as saved") }, func(error) bool { t.Error("the other form is blamed"); return true })
	if p.Dirty() || len(p.failed) != 1 || !strings.Contains(p.drawer.kept["note:1"], "первая") || p.drawer.kept["note:2"] != "" {
		t.Errorf("changed %v, told %v, drafts %v", p.Dirty(), p.failed, p.drawer.kept)
	}
	p.show(1)
	p.typeIn("первая")
	p.Store(func(context.Context) error { p.show(2); return nil }, func() { t.Error("the other form is taken for saved") }, nil)
	if len(p.failed) != 1 || len(p.drawer.kept) > 0 {
		t.Errorf("told %v, drafts %v", p.failed, p.drawer.kept)
	}
}

func TestReadingAndRemovingLeaveTheForm(t *testing.T) {
	p := newPage(t)
	gone := func(context.Context) (int, error) { return 0, crm.ErrNotFound }
	never := func(int) { t.Error("shown") }
	Open(p.Drafting, gone, never)
	if len(p.failed) != 1 || p.backs != 1 {
		t.Errorf("told %v, back %d times", p.failed, p.backs)
	}
	p.show(1)
	if Reopen(p.Drafting, gone, never); p.backs != 2 {
		t.Error("a note that is gone stays")
	}
	p.typeIn("моё")
	if Reopen(p.Drafting, gone, never); p.backs != 2 || len(p.failed) != 1 {
		t.Error("what was typed is left without a word")
	}
	p.Forget()
	if p.Leave(func() { p.backs++ }); p.backs != 3 {
		t.Error("what is not wanted is asked about")
	}
	p.Remove(func(context.Context) error {
		if !p.Saving() || p.Ready() {
			t.Error("the news of it would count as others'")
		}
		return errors.New("full")
	})
	if p.backs != 3 || len(p.failed) != 2 || p.Saving() {
		t.Errorf("told %v, back %d times", p.failed, p.backs)
	}
	p.Remove(func(context.Context) error { return nil })
	if p.Key(&fyne.KeyEvent{Name: fyne.KeyEscape}); p.backs != 5 {
		t.Errorf("back %d times", p.backs)
	}
}
