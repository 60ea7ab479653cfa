package data

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/data/sqlite"
)

const day = crm.Moment(24 * 60 * 60 * 1000)

// attic is a random play with pictures and papers. Ids are as long as those of the program, so that none stands in a text by chance.
type attic struct {
	dice
	t     *testing.T
	s     *Store
	at    crm.Moment
	next  int64
	taken map[trade.PictureID][]byte
	sent  map[trade.OfferID][]string // hashes of what was ever sent
	gone  trade.Dropped
}

// newAttic opens an empty base, which restart closes; who makes it closes the last one.
func newAttic(t *testing.T, seed uint64) *attic {
	t.Helper()
	s, err := Open(t.Context(), t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return &attic{dice: newDice(seed), t: t, s: s, at: when(1), taken: map[trade.PictureID][]byte{}, sent: map[trade.OfferID][]string{}}
}

func (a *attic) id() int64 {
	a.next += 4096
	return 1_000_000_000_000_000_000 + a.next
}

// picture takes a picture, now and then one that was taken before.
func (a *attic) picture() trade.PictureID {
	id := a.id()
	body := fmt.Appendf(nil, "picture %d", a.IntN(40))
	p, err := a.s.KeepPicture(a.t.Context(), trade.Picture{ID: trade.PictureID(id), Name: "п.png", Kind: trade.PNG, Width: 1, Height: 1, Bytes: body})
	if err != nil {
		a.t.Fatal(err)
	}
	a.taken[p.ID] = body
	return p.ID
}

func all[T any](t *testing.T, s *Store, table string) []T {
	t.Helper()
	v, err := many[T](t.Context(), s, "SELECT body FROM "+table+" ORDER BY id")
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// turn does one random act.
func (a *attic) turn() {
	items, templates, offers := all[trade.Item](a.t, a.s, "item"), all[trade.Template](a.t, a.s, "template"), all[trade.Offer](a.t, a.s, "offer")
	switch n := a.IntN(14); {
	case n == 0 || len(items) == 0:
		do(a.t, a.s, crm.Add(trade.Item{ID: trade.ItemID(a.id()), Name: "Товар", Unit: "pcs", Kind: trade.Goods, Picture: a.picture()}))
	case n == 1:
		was := pick(a.Rand, items)
		now := was
		now.Picture = pick(a.Rand, []trade.PictureID{0, a.picture()})
		now.Name = fmt.Sprint(a.id())
		do(a.t, a.s, crm.Alter(was, now))
	case n == 2:
		do(a.t, a.s, crm.Remove(pick(a.Rand, items)))
	case n == 3:
		do(a.t, a.s, crm.Add(trade.Template{ID: trade.TemplateID(a.id()), Name: "Бланк", Logo: a.picture(), Stamp: trade.Scan{Picture: a.picture()}}))
	case n == 4 && len(templates) > 0:
		was := pick(a.Rand, templates)
		now := was
		now.CoverArt, now.Logo = a.picture(), 0
		do(a.t, a.s, crm.Alter(was, now))
	case n == 5:
		a.draft()
	case n == 6:
		a.picture() // and the form is closed
	case n == 7 || n == 8 && len(offers) > 0:
		a.paper(offers, n == 7)
	case n < 12:
		a.undo(n < 11)
	default:
		a.at += day * crm.Moment(a.IntN(25))
		a.clean()
	}
}

// draft keeps a form with a picture, or closes it.
func (a *attic) draft() {
	key := fmt.Sprint("item:", a.IntN(2))
	err := a.s.DropDraft(a.t.Context(), key)
	if a.IntN(2) == 0 {
		err = a.s.SaveDraft(a.t.Context(), crm.Draft{Key: key, Body: fmt.Appendf(nil, `{"deep":[{"picture":%d}]}`, a.picture())})
	}
	if err != nil {
		a.t.Fatal(err)
	}
}

// paper sends a new offer, or takes one away with its paper.
func (a *attic) paper(offers []trade.Offer, fresh bool) {
	if !fresh {
		o := pick(a.Rand, offers)
		p, err := a.s.SentPaper(a.t.Context(), o.ID)
		switch {
		case err == nil:
			do(a.t, a.s, crm.Remove(p), crm.Remove(o))
		case errors.Is(err, crm.ErrNotFound): // its sending was taken back
			do(a.t, a.s, crm.Remove(o))
		default:
			a.t.Fatal(err)
		}
		return
	}
	o := anOffer(a.id(), 1, fmt.Sprint("КП-", a.id()), trade.Draft, money.RUB, 5)
	do(a.t, a.s, crm.Add(o))
	was := o
	o.State = trade.Sent
	p := trade.KeepPaper(o, "2026-03-06", "КП.pdf", 1, fmt.Appendf(nil, "%%PDF %d", a.IntN(1000)))
	a.sent[o.ID] = append(a.sent[o.ID], p.Hash)
	do(a.t, a.s, crm.Alter(was, o), crm.Add(p))
}

// undo takes back, or does again, if there is something.
func (a *attic) undo(back bool) {
	step, err := a.s.NextUndo(a.t.Context())
	if err == nil && step.ID == 1 { // the client stays
		return
	}
	if back {
		_, _, err = a.s.Undo(a.t.Context(), a.at)
	} else {
		_, _, err = a.s.Redo(a.t.Context(), a.at)
	}
	if err != nil && !errors.Is(err, crm.ErrNotFound) {
		a.t.Fatal(err)
	}
}

func (a *attic) clean() {
	gone, err := a.s.DropUnused(a.t.Context(), a.at)
	if err != nil {
		a.t.Fatal(err)
	}
	a.gone.Pictures, a.gone.Papers, a.gone.Bytes = a.gone.Pictures+gone.Pictures, a.gone.Papers+gone.Papers, a.gone.Bytes+gone.Bytes
}

func (a *attic) restart() {
	path := a.s.Path()
	err := a.s.Close()
	if err == nil {
		a.s, err = Open(a.t.Context(), path, Options{})
	}
	if err != nil {
		a.t.Fatal(err)
	}
}

// named notes what the records of this state name, and sees that it is there with the right bytes.
func (a *attic) named(pictures map[trade.PictureID]bool, papers map[string]bool) {
	a.t.Helper()
	here := map[trade.PictureID]bool{}
	for _, it := range all[trade.Item](a.t, a.s, "item") {
		here[it.Picture] = true
	}
	for _, tpl := range all[trade.Template](a.t, a.s, "template") {
		for _, id := range tpl.Pictures() {
			here[id] = true
		}
	}
	delete(here, 0)
	for id := range here {
		if p, err := a.s.Picture(a.t.Context(), id); err != nil || !bytes.Equal(p.Bytes, a.taken[id]) {
			a.t.Fatalf("picture %d is named and is %q, %v; want %q", id, p.Bytes, err, a.taken[id])
		}
	}
	maps.Copy(pictures, here)
	for _, o := range all[trade.Offer](a.t, a.s, "offer") {
		for _, hash := range a.sent[o.ID] {
			papers[hash] = true
		}
	}
	for _, p := range all[trade.SentPaper](a.t, a.s, "sent_paper") {
		if got, err := a.s.SentPaper(a.t.Context(), p.Offer); err != nil || trade.PaperHash(got.PDF) != p.Hash {
			a.t.Fatalf("the paper of offer %d: %v", p.Offer, err)
		}
	}
}

// reach goes back to the beginning and on to the end, looks at every state, and returns what the states and the drafts name.
func (a *attic) reach() (map[trade.PictureID]bool, map[string]bool) {
	a.t.Helper()
	pictures, papers := map[trade.PictureID]bool{}, map[string]bool{}
	walk := func(f func(context.Context, crm.Moment) (crm.Step, []crm.Change, error)) int {
		for n := 0; ; n++ {
			a.named(pictures, papers)
			if _, _, err := f(a.t.Context(), a.at); errors.Is(err, crm.ErrNotFound) {
				return n
			} else if err != nil {
				a.t.Fatal(err)
			}
		}
	}
	on := walk(a.s.Redo)
	walk(a.s.Undo)
	walk(a.s.Redo)
	for range on {
		if _, _, err := a.s.Undo(a.t.Context(), a.at); err != nil {
			a.t.Fatal(err)
		}
	}
	drafts, err := a.s.Drafts(a.t.Context())
	if err != nil {
		a.t.Fatal(err)
	}
	for _, d := range drafts {
		id, err := strconv.ParseInt(strings.Trim(string(d.Body), `{}[]"deppicture:`), 10, 64)
		if err != nil {
			a.t.Fatal(err)
		}
		if p, err := a.s.Picture(a.t.Context(), trade.PictureID(id)); err != nil || !bytes.Equal(p.Bytes, a.taken[p.ID]) {
			a.t.Fatalf("picture %d of a draft: %q, %v", id, p.Bytes, err)
		}
		pictures[trade.PictureID(id)] = true
	}
	return pictures, papers
}

// column0 lists the only column of a query.
func column0[T any](t *testing.T, s *Store, query string) []T {
	t.Helper()
	var out []T
	err := s.db.Read(t.Context(), func(tx *sqlite.Session) error {
		return tx.Each(t.Context(), query, nil, func(r *rows) error {
			var v T
			err := r.Scan(&v)
			out = append(out, v)
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestNothingUsedIsDropped plays at random with acts, undo, restarts and cleaning: whatever a record names that is there,
// or that can be brought back, is there with its bytes; and in the end nothing else is.
func TestNothingUsedIsDropped(t *testing.T) {
	var gone trade.Dropped
	for seed := range uint64(4) {
		a := newAttic(t, seed)
		do(t, a.s, crm.Add(aClient(1, "Берёзка")))
		for turn := range 120 {
			a.turn()
			if turn%60 == 59 {
				a.restart()
				a.reach()
				sound(t, a.s)
			}
		}
		for range 2 {
			a.at += 31 * day
			a.clean()
		}
		pictures, papers := a.reach()
		same(t, "pictures left", column0[trade.PictureID](t, a.s, "SELECT id FROM picture ORDER BY id"), slices.Sorted(maps.Keys(pictures)))
		same(t, "papers left", column0[string](t, a.s, "SELECT hash FROM paper_file ORDER BY hash"), slices.Sorted(maps.Keys(papers)))
		sound(t, a.s)
		gone.Pictures, gone.Papers, gone.Bytes = gone.Pictures+a.gone.Pictures, gone.Papers+a.gone.Papers, gone.Bytes+a.gone.Bytes
		if err := a.s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if gone.Pictures < 20 || gone.Papers < 2 || gone.Bytes < 100 {
		t.Errorf("dropped was no more than %+v", gone)
	}
	t.Logf("%+v", gone)
}

// TestUnusedWaits looks at the days, at a picture taken once more, and at a clock that was ahead.
func TestUnusedWaits(t *testing.T) {
	a := newAttic(t, 1)
	defer a.s.Close()
	left := func(what string, want int) {
		t.Helper()
		if n := len(column0[int64](t, a.s, "SELECT id FROM picture")); n != want {
			t.Errorf("%s: %d pictures, want %d", what, n, want)
		}
	}
	p := trade.Picture{ID: trade.PictureID(a.id()), Name: "a.png", Kind: trade.PNG, Bytes: []byte("a")}
	keep := func() {
		t.Helper()
		if _, err := a.s.KeepPicture(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	keep()
	a.at += 100 * day
	a.clean() // marked
	a.at += 29 * day
	a.clean()
	left("after 29 days", 1)
	keep() // a form takes it again
	a.at += 2 * day
	a.clean()
	left("taken again", 1)
	a.at += 29 * day
	a.clean()
	left("29 days after that", 1)
	a.at -= 400 * day // the clock is put right
	a.clean()
	a.at += 29 * day
	a.clean()
	left("29 days by the right clock", 1)
	a.at += day
	a.clean()
	left("30 days", 0)
	if a.gone != (trade.Dropped{Pictures: 1, Bytes: 1}) {
		t.Errorf("%+v", a.gone)
	}
	keep()
	left("taken anew", 1)
}

// TestDroppingHasABound drops some hundreds at a time.
func TestDroppingHasABound(t *testing.T) {
	s := openTemp(t)
	err := s.db.Write(t.Context(), func(tx *sqlite.Session) error {
		for i := range dropMost + 7 {
			if err := tx.Exec(t.Context(), "INSERT INTO picture VALUES ($1, $2, '', 'png', 1, 1, x'00')", i+1_000_000, strconv.Itoa(i)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []int
	for i := range 4 {
		gone, err := s.DropUnused(t.Context(), when(1)+crm.Moment(i)*31*day)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, gone.Pictures)
	}
	same(t, "dropped", got, []int{0, dropMost, 7, 0})
}

// TestNounsThatNamePictures holds which records are looked through; a new one joins them by its type.
func TestNounsThatNamePictures(t *testing.T) {
	same(t, "nouns", naming(), []crm.Noun{crm.NounItem, crm.NounSentPaper, crm.NounTemplate})
}

// TestVerifyFindsDamagedFiles changes bytes of pictures and papers behind the program's back.
func TestVerifyFindsDamagedFiles(t *testing.T) {
	for _, c := range []struct{ sql, want string }{
		{"UPDATE picture SET body = x'00' WHERE id = 77", "data.verify.picture [File лого.png]"},
		{"DELETE FROM picture WHERE id = 77", "data.verify.pictureless [Record Доска]"},
		{"UPDATE paper_file SET pdf = x'00'", "data.verify.paper [Number КП-1]"},
		{"DELETE FROM paper_file", "data.verify.paper [Number КП-1]"},
		{"INSERT INTO paper_file VALUES ('00', x'00')", "data.verify.oldpaper []"},
	} {
		s := openTemp(t)
		logo := trade.Picture{ID: 77, Name: "лого.png", Kind: trade.PNG, Bytes: []byte("logo")}
		o := anOffer(2, 1, "КП-1", trade.Sent, money.RUB, 5)
		if _, err := s.KeepPicture(t.Context(), logo); err != nil {
			t.Fatal(err)
		}
		do(t, s, crm.Add(aClient(1, "Берёзка")), crm.Add(o), crm.Add(trade.KeepPaper(o, "2026-03-06", "КП-1.pdf", 2, []byte("%PDF"))),
			crm.Add(trade.Item{ID: 5, Name: "Доска", Unit: "pcs", Kind: trade.Goods, Picture: 77}))
		sound(t, s)
		if err := s.db.Write(t.Context(), func(tx *session) error { return tx.Exec(t.Context(), c.sql) }); err != nil {
			t.Fatal(err)
		}
		faults, err := s.Verify(t.Context())
		if err != nil || len(faults) != 1 || fmt.Sprint(faults[0].Reason, " ", faults[0].Args) != c.want {
			t.Errorf("%s: %v, %v; want %s", c.sql, faults, err, c.want)
		}
		if _, err := s.KeepPicture(t.Context(), logo); err != nil { // the file taken once more puts its bytes right
			t.Fatal(err)
		}
		if p, err := s.Picture(t.Context(), 77); strings.HasSuffix(c.want, "png]") && (err != nil || string(p.Bytes) != "logo") {
			t.Errorf("taken once more: %q, %v", p.Bytes, err)
		}
	}
}
