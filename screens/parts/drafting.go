package parts

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/screens/kit"
)

// draftPause is how long after the last keystroke a draft is kept.
const draftPause = 600 * time.Millisecond

// drafted is the work on the record and its draft: one after the other, so that no draft outlives what was saved.
const drafted = "draft"

// Drafts keeps unsaved forms.
type Drafts interface {
	Draft(ctx context.Context, key string) (crm.Draft, error)
	SaveDraft(ctx context.Context, key string, body []byte) error
	DropDraft(ctx context.Context, key string) error
}

// DraftKey names the draft of a record of a kind; of a new one when the id is 0.
func DraftKey[T ~int64](kind string, id T) string {
	if id == 0 {
		return kind + ":new"
	}
	return kind + ":" + ID(id)
}

// Left is a form that was left unfinished, and when.
type Left[K any] struct {
	Form K
	At   crm.Moment
}

// Typing is what Drafting asks of a form. K is what was typed: what goes into JSON is kept as a draft, the rest (where
// the form was scrolled to, the record it was begun over) comes over a change of language or theme only.
type Typing[K any] struct {
	Unsaved string             // asks whether to save before the form is left
	Take    func() K           // what stands in the form
	Fill    func(K)            // shows what was typed before
	Save    func(then func())  // saves the form, if it may be, and then calls then
	Forms   func() []*kit.Form // where the keyboard may be, for it to stay there; they may be nil
}

// brought is what a change of language or theme brought over: what was typed, if anything was, and the field that held the
// keyboard.
type brought[K any] struct {
	typed *K
	form  int
	field string // "" for none
}

// Drafting is the life of a form whose input must not be lost: a draft is kept of what is typed and offered when the
// form is shown again, changes are asked about before it is left, and a record changed elsewhere meanwhile is not
// overwritten unasked. A screen embeds it: it is Leaver, Rememberer, Keeper and KeyTaker.
type Drafting[K any] struct {
	*FormRoom
	typing  Typing[K]
	desk    Drafts
	loader  *kit.Loader
	key     string // of the draft
	open    bool   // a form is shown
	dirty   bool   // something was typed that is not saved
	saving  bool
	sitting int         // counts what the place was shown for: what ends later than its sitting touches no other form
	over    *brought[K] // what a rebuild of the window brought over
	failing Undrafted
}

// NewDrafting makes the life of the forms of a room; it loads nothing. The work goes through the screen's loader.
func NewDrafting[K any](room *FormRoom, d Drafts, l *kit.Loader, typing Typing[K]) *Drafting[K] {
	return &Drafting[K]{FormRoom: room, desk: d, loader: l, typing: typing}
}

// Start empties the place for the form whose draft has the key.
func (d *Drafting[K]) Start(key string) {
	d.key, d.open, d.dirty, d.saving = key, false, false, false
	d.sitting++
	d.clear()
}

// Open reads what a form begins with; when that fails, it is told and the place before is shown.
func Open[K, O any](d *Drafting[K], read func(context.Context) (O, error), then func(O)) {
	kit.Load(d.loader, "open", read, func(o O, err error) {
		if err != nil {
			d.env.Fail(err)
			d.env.Back()
			return
		}
		then(o)
	})
}

// Reopen reads anew what was changed elsewhere. A record that is gone is left, unless something was typed into it.
func Reopen[K, O any](d *Drafting[K], read func(context.Context) (O, error), then func(O)) {
	kit.Load(d.loader, "open", read, func(o O, err error) {
		switch {
		case errors.Is(err, crm.ErrNotFound):
			if !d.dirty {
				d.env.Back()
			}
		case err != nil:
			d.env.Fail(err)
		default:
			then(o)
		}
	})
}

// ReadLeft reads what was left unfinished under a key, nil when nothing was, or nothing that can be read. It is for the
// background.
func (d *Drafting[K]) ReadLeft(ctx context.Context, key string) (*Left[K], error) {
	draft, err := d.desk.Draft(ctx, key)
	if errors.Is(err, crm.ErrNotFound) {
		return nil, nil
	}
	left := &Left[K]{At: draft.At}
	if err != nil || json.Unmarshal(draft.Body, &left.Form) != nil {
		return nil, err
	}
	return left, nil
}

// Begin shows a form. What a rebuild of the window brought over is taken up, else what was left is offered. The keyboard
// goes where it was before that, else first puts it where one begins.
func (d *Drafting[K]) Begin(form fyne.CanvasObject, left *Left[K], first func()) {
	d.open = true
	d.put(form)
	over := d.over
	d.over = nil
	switch {
	case over != nil && over.typed != nil:
		d.takeUp(*over.typed)
	case left != nil:
		d.Notify(DraftStrip(d.env, left.At, func() {
			d.Hush()
			d.takeUp(left.Form)
		}, func() {
			d.Hush()
			d.drop(func() {})
		}))
	}
	if over == nil || over.field == "" {
		first()
		return
	}
	d.typing.Forms()[over.form].FocusField(over.field)
}

func (d *Drafting[K]) takeUp(k K) {
	d.typing.Fill(k)
	d.Touch()
}

// Dirty tells whether something was typed that is not saved.
func (d *Drafting[K]) Dirty() bool { return d.dirty }

// Saving tells whether the record is being saved or removed: the news of that are our own.
func (d *Drafting[K]) Saving() bool { return d.saving }

// Ready tells whether there is a form that can be saved now.
func (d *Drafting[K]) Ready() bool { return d.open && !d.saving }

// Touch is called after each change by the user: a draft is kept shortly after the last one.
func (d *Drafting[K]) Touch() {
	d.dirty = true
	d.loader.Debounce(drafted, draftPause, func() { d.keep(d.loader) })
}

// Forget takes the form for saved: what was typed stands in the record by other means, or is not wanted.
func (d *Drafting[K]) Forget() { d.dirty = false }

// KeepDraft keeps what is typed at once: the program stops.
func (d *Drafting[K]) KeepDraft() { d.keep(&kit.Loader{Sync: true}) }

func (d *Drafting[K]) keep(l *kit.Loader) {
	if d.dirty && d.Ready() {
		d.write(l, d.key, d.typing.Take())
	}
}

func (d *Drafting[K]) write(l *kit.Loader, key string, k K) {
	body, err := json.Marshal(k)
	if err != nil {
		slog.Error("keep draft", "error", err)
		return
	}
	commit(l, func(ctx context.Context) error { return d.desk.SaveDraft(ctx, key, body) }, func(err error) { d.failing.Tell(d.env, err) })
}

func (d *Drafting[K]) drop(then func()) {
	key := d.key
	d.loader.Drop(drafted)
	commit(d.loader, func(ctx context.Context) error {
		d.dropped(ctx, key)
		return nil
	}, func(error) { then() })
}

// dropped drops a draft; one that cannot be is offered once more, that is all.
func (d *Drafting[K]) dropped(ctx context.Context, key string) {
	if err := d.desk.DropDraft(ctx, key); err != nil {
		slog.Error("drop draft", "error", err)
	}
}

func commit(l *kit.Loader, work func(context.Context) error, done func(error)) {
	kit.Commit(l, drafted, func(ctx context.Context) (struct{}, error) { return struct{}{}, work(ctx) }, func(_ struct{}, err error) { done(err) })
}

// Store saves the record and drops its draft; done is called when that is done. When it is refused, what was typed stays
// in the form and as a draft, and the reason is told unless refused has taken care of it.
func (d *Drafting[K]) Store(save func(context.Context) error, done func(), refused func(error) bool) {
	if !d.Ready() {
		return
	}
	d.saving = true
	key, typed, sitting := d.key, d.typing.Take(), d.sitting
	commit(d.loader, func(ctx context.Context) error {
		err := save(ctx)
		if err == nil {
			d.dropped(ctx, key)
		}
		return err
	}, func(err error) {
		if sitting != d.sitting {
			d.late(key, typed, err)
			return
		}
		d.saving = false
		if err == nil {
			d.loader.Drop(drafted)
			d.dirty = false
			done()
			return
		}
		d.dirty = true
		d.keep(d.loader)
		if !refused(err) {
			d.env.Fail(err)
		}
	})
}

// late takes how the saving of a form ended that is shown no more.
func (d *Drafting[K]) late(key string, typed K, err error) {
	if err != nil {
		d.write(d.loader, key, typed)
		d.env.Fail(err)
	}
}

// Refused answers a refusal as most forms do: a fault is blamed on its field by blame, and a record changed elsewhere
// meanwhile is asked about (see Contest). False when it is neither, and when blame has no field for it.
func (d *Drafting[K]) Refused(err error, blame func(crm.Fault) bool, theirs, mine func()) bool {
	var stale crm.Stale
	var fault crm.Fault
	switch {
	case errors.As(err, &stale):
		d.Contest(theirs, mine)
		return true
	case errors.As(err, &fault):
		return blame(fault)
	}
	return false
}

// Contest asks what is to stand of a record that was changed elsewhere meanwhile. Theirs shows it as it is now, once the
// draft is dropped; mine saves what was typed over it.
func (d *Drafting[K]) Contest(theirs, mine func()) {
	d.Notify(StaleStrip(d.env, func() {
		d.Hush()
		d.dirty = false
		d.drop(theirs)
	}, func() {
		d.Hush()
		mine()
	}))
}

// Remove removes the record and shows the place before.
func (d *Drafting[K]) Remove(remove func(context.Context) error) {
	d.dirty, d.saving = false, true
	commit(d.loader, remove, func(err error) {
		d.saving = false
		if err != nil {
			d.env.Fail(err)
			return
		}
		d.env.Back()
	})
}

// Leave asks before changes are lost: save, throw away, or stay.
func (d *Drafting[K]) Leave(leave func()) {
	if !d.dirty {
		leave()
		return
	}
	AskUnsaved(d.env, d.typing.Unsaved, func() {
		d.dirty = false
		d.drop(leave)
	}, func() { d.typing.Save(leave) })
}

// Hide keeps a draft of what is left unsaved and drops the reading under way.
func (d *Drafting[K]) Hide() {
	d.loader.Cancel()
	d.keep(d.loader)
}

// State is what was typed and where the keyboard is, for a change of language or theme.
func (d *Drafting[K]) State() any {
	if !d.open {
		return nil
	}
	var over brought[K]
	if d.dirty {
		k := d.typing.Take()
		over.typed = &k
	}
	if d.typing.Forms != nil {
		for i, f := range d.typing.Forms() {
			if id, ok := f.Focused(); ok {
				over.form, over.field = i, id
			}
		}
	}
	if over == (brought[K]{}) {
		return nil
	}
	return &over
}

// Restore takes what was typed; it is shown once the form is built.
func (d *Drafting[K]) Restore(state any) { d.over, _ = state.(*brought[K]) }
