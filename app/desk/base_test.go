package desk_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/text"
	"rapport/assets"
	"rapport/data"
)

// hand is a clock that a test moves.
type hand struct{ at time.Time }

func (h *hand) now() time.Time { return h.at }

// clocked opens a desk over a new base with a clock of its own.
func clocked(t *testing.T) (*desk.Desk, *hand) {
	t.Helper()
	store, err := data.Open(t.Context(), t.TempDir(), data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	words, err := text.Load(assets.Messages, "messages")
	if err != nil {
		t.Fatal(err)
	}
	h := &hand{time.Date(2026, 11, 24, 11, 42, 0, 0, time.UTC)}
	return desk.New(store, words, h.now), h
}

// onBase opens a desk over a new base, with the clock on the day of the mock-ups.
func onBase(t *testing.T) *desk.Desk {
	t.Helper()
	d, _ := clocked(t)
	return d
}

// withFirm is a base with our firm and its owner.
func withFirm(t *testing.T) *desk.Desk {
	t.Helper()
	d := onBase(t)
	firm := crm.Firm{Name: "Мастерская", Country: "RU", Currency: "RUB", City: "Лесогорск", VATPayer: true, VATRate: "22", Signatory: "И. Б.", SignPost: "Директор"}
	if err := d.BeginFirm(t.Context(), firm, "Ирина Белова"); err != nil {
		t.Fatal(err)
	}
	return d
}

// addClient adds a client.
func addClient(t *testing.T, d *desk.Desk, c crm.Client) crm.Client {
	t.Helper()
	saved, err := d.SaveClient(t.Context(), nil, c)
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

// faulty holds an error against the reason it shall give.
func faulty(t *testing.T, err error, reason string) {
	t.Helper()
	var fault crm.Fault
	if !errors.As(err, &fault) || fault.Reason != reason {
		t.Errorf("got %v, want the fault %s", err, reason)
	}
}

// like holds two values against each other as they are stored.
func like(t *testing.T, what string, got, want any) {
	t.Helper()
	a, errA := json.Marshal(got)
	b, errB := json.Marshal(want)
	if errA != nil || errB != nil || string(a) != string(b) {
		t.Errorf("%s:\n got %s\nwant %s (%v, %v)", what, a, b, errA, errB)
	}
}

// content is all the records of a base as text: two bases with the same content look alike to the user.
func content(t *testing.T, d *desk.Desk) string {
	t.Helper()
	ctx := t.Context()
	var all struct {
		Firm    crm.Firm
		Reps    []crm.Rep
		Fields  []crm.Field
		Lenses  []crm.Lens
		Clients []desk.File
		Counts  []crm.RungCount
		Tags    []crm.Tag
	}
	var errs [7]error
	all.Firm, _, errs[0] = d.OwnFirm(ctx)
	all.Reps, errs[1] = d.Reps(ctx)
	all.Fields, errs[2] = d.Fields(ctx)
	all.Lenses, errs[3] = d.Lenses(ctx)
	all.Counts, errs[4] = d.RungCounts(ctx, crm.ClientQuery{})
	all.Tags, errs[5] = d.Tags(ctx, "", 100)
	errs[6] = d.EachClient(ctx, crm.ClientQuery{}, func(r crm.ClientRow) error {
		f, err := d.File(ctx, r.ID)
		f.Row.Anchor = crm.Anchor{}
		all.Clients = append(all.Clients, f)
		return err
	})
	if err := errors.Join(errs[:]...); err != nil {
		t.Fatal(err)
	}
	body, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// sound asks the store whether the base is whole.
func sound(t *testing.T, d *desk.Desk) {
	t.Helper()
	if faults, err := d.Verify(t.Context()); err != nil || len(faults) > 0 {
		t.Errorf("the base is not sound: %v, %v", faults, err)
	}
}

// shared is the path of a file beside the repository; the test is passed over where it is missing.
func shared(t *testing.T, parts ...string) string {
	t.Helper()
	path := filepath.Join(append([]string{"..", "..", "..", "shared"}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skip("not here: ", path)
	}
	return path
}

// undoAll counts the acts that can be undone, by undoing them all.
func undoAll(t *testing.T, d *desk.Desk) int {
	t.Helper()
	for n := 0; ; n++ {
		_, err := d.Undo(t.Context())
		if errors.Is(err, crm.ErrNotFound) {
			return n
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
