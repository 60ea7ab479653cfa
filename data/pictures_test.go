package data

import (
	"bytes"
	"errors"
	"testing"

	"rapport/app/crm"
	"rapport/app/trade"
)

func TestPicturesAreKeptOnceAndStay(t *testing.T) {
	s := openTemp(t)
	first := trade.Picture{ID: 5, Name: "a.png", Kind: trade.PNG, Width: 3, Height: 2, Bytes: []byte{1, 2, 0, 255}}
	kept, err := s.KeepPicture(t.Context(), first)
	if err != nil || kept.ID != 5 {
		t.Fatalf("%+v, %v", kept, err)
	}
	again, err := s.KeepPicture(t.Context(), trade.Picture{ID: 6, Name: "b.png", Kind: trade.PNG, Bytes: first.Bytes})
	if err != nil || again.ID != 5 {
		t.Errorf("the same bytes are kept as %d, %v", again.ID, err)
	}
	got, err := s.Picture(t.Context(), 5)
	if err != nil || got.Name != "a.png" || got.Width != 3 || got.Height != 2 || got.Kind != trade.PNG || !bytes.Equal(got.Bytes, first.Bytes) {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := s.Picture(t.Context(), 6); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("a picture that is not there: %v", err)
	}
	if _, err := s.NextUndo(t.Context()); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("keeping a picture can be taken back: %v", err)
	}
}

func TestOffersOfFirmsAndTemplatesAreCounted(t *testing.T) {
	s := openTemp(t)
	do(t, s, crm.Add(aClient(1, "К")))
	was := trade.Offer{ID: 2, Number: "1", Client: 1, Firm: 7, Template: 9}
	do(t, s, crm.Add(was))
	now := was
	now.Template = 0
	counts := func() [3]int64 {
		var n [3]int64
		var err [3]error
		n[0], err[0] = s.FirmOffers(t.Context(), 7)
		n[1], err[1] = s.FirmOffers(t.Context(), 0)
		n[2], err[2] = s.TemplateOffers(t.Context(), 9)
		if e := errors.Join(err[:]...); e != nil {
			t.Fatal(e)
		}
		return n
	}
	if got := counts(); got != [3]int64{1, 0, 1} {
		t.Errorf("%v", got)
	}
	do(t, s, crm.Alter(was, now))
	if got := counts(); got != [3]int64{1, 0, 0} {
		t.Errorf("altered: %v", got)
	}
	err := s.db.Read(t.Context(), func(tx *session) error {
		for _, query := range []string{firmOffersQuery, templateOffersQuery} {
			plan, err := tx.Plan(t.Context(), query, []any{1})
			if err != nil || len(plan) == 0 || plan[0][:6] != "SEARCH" {
				t.Errorf("%s: %v, %v", query, plan, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
