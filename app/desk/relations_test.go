package desk_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/trade"
)

// rich gives a client a person, a move, an assessment, an interaction and an offer.
func rich(t *testing.T, d *desk.Desk, id crm.ClientID) {
	t.Helper()
	ctx := t.Context()
	_, errP := d.SaveContact(ctx, nil, crm.Contact{Client: id, Name: "Олег Клён"})
	_, errM := d.MoveClient(ctx, id, crm.Prospect, "inquiry", "сам позвонил")
	_, errA := d.ChooseType(ctx, id, crm.Business, "давно вместе")
	_, errI := d.Record(ctx, nil, crm.Interaction{Client: id, Way: "call", Direction: crm.TwoWay, Said: "Поговорили"})
	o, errN := d.NewOffer(ctx, id)
	o.Sections[0].Lines = []trade.Line{{Name: "Работа", Quantity: money.DecInt(2), Price: money.DecInt(500), VAT: money.DecInt(22)}}
	_, errO := d.SaveOffer(ctx, nil, o)
	for _, err := range []error{errP, errM, errA, errI, errN, errO} {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestMoveClient(t *testing.T) {
	d, clock := clocked(t)
	ctx := t.Context()
	c := addClient(t, d, crm.Client{Name: "Один"})
	for i, to := range []crm.Rung{crm.Loyal, crm.Prospect, crm.Ended, crm.Suspect} {
		clock.at = clock.at.Add(24 * time.Hour)
		m, err := d.MoveClient(ctx, c.ID, to, "silence", "почему\x00")
		if err != nil || m.Note != "почему" || m.When != crm.At(clock.at) {
			t.Fatalf("%+v, %v", m, err)
		}
		now, err := d.Client(ctx, c.ID)
		if err != nil || now.Rung != to || now.Highest != crm.Loyal || now.RungSince != m.When {
			t.Errorf("after move %d: %v, highest %v, since %d, %v", i, now.Rung, now.Highest, now.RungSince, err)
		}
	}
	_, err := d.MoveClient(ctx, c.ID, crm.Suspect, "", "")
	faulty(t, err, "crm.move.same")
	if _, err := d.MoveClient(ctx, c.ID, crm.NoRung, "", ""); err == nil {
		t.Error("a move to no rung passed")
	}
	moves, err := d.Moves(ctx, c.ID)
	if err != nil || len(moves) != 4 || moves[0].From != crm.Suspect || moves[3].To != crm.Suspect {
		t.Errorf("moves %+v, %v", moves, err)
	}
	if _, err := d.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if now, err := d.Client(ctx, c.ID); err != nil || now.Rung != crm.Ended {
		t.Errorf("after undo %v, %v", now.Rung, err)
	}
	if moves, err := d.Moves(ctx, c.ID); err != nil || len(moves) != 3 {
		t.Errorf("%d moves after undo, %v", len(moves), err)
	}
}

func TestAssessType(t *testing.T) {
	all := func(n int8) [7]int8 { return [7]int8{n, n, n, n, n, n, n} }
	open := crm.Gate{Large: true, Innovation: true}
	for name, c := range map[string]struct {
		is     crm.TypeAssessment
		want   crm.RelType
		reason string
	}{
		"loose":              {crm.TypeAssessment{Answers: all(1)}, crm.MarketExchange, ""},
		"business":           {crm.TypeAssessment{Answers: all(2)}, crm.Business, ""},
		"gate shut":          {crm.TypeAssessment{Answers: all(3)}, crm.Business, ""},
		"gate open":          {crm.TypeAssessment{Answers: all(3), Gate: open}, crm.Strategic, ""},
		"open questions":     {crm.TypeAssessment{Answers: [7]int8{1, 1}}, "", "crm.type.open"},
		"overruled":          {crm.TypeAssessment{Answers: all(1), Chosen: crm.Business, Reason: "знаю их"}, crm.Business, ""},
		"overruled, no word": {crm.TypeAssessment{Answers: all(1), Chosen: crm.Business}, "", "crm.type.reason"},
	} {
		t.Run(name, func(t *testing.T) {
			d := withFirm(t)
			c.is.Client = addClient(t, d, crm.Client{Name: "Один"}).ID
			a, err := d.AssessType(t.Context(), c.is)
			if c.reason != "" {
				faulty(t, err, c.reason)
			} else if err != nil || a.Day != "2026-11-24" || a.By == 0 {
				t.Errorf("%+v, %v", a, err)
			}
			if now, err := d.Client(t.Context(), c.is.Client); err != nil || now.Type != c.want {
				t.Errorf("type %q, want %q, %v", now.Type, c.want, err)
			}
		})
	}
}

func TestChooseTypeKeepsTheAnswers(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	c := addClient(t, d, crm.Client{Name: "Один"})
	first := crm.TypeAssessment{Client: c.ID, Answers: [7]int8{2, 2, 2, 2, 2, 2, 2}}
	if _, err := d.AssessType(ctx, first); err != nil {
		t.Fatal(err)
	}
	_, err := d.ChooseType(ctx, c.ID, crm.Strategic, " ")
	faulty(t, err, "crm.type.reason")
	a, err := d.ChooseType(ctx, c.ID, crm.Strategic, "общий цех")
	if err != nil || a.Answers != first.Answers || a.Reason != "общий цех" {
		t.Errorf("%+v, %v", a, err)
	}
	all, err := d.TypeAssessments(ctx, c.ID)
	if err != nil || len(all) != 2 {
		t.Errorf("%d assessments, %v", len(all), err)
	}
}

// picking is a base of five clients, three of them in Лесогорск.
func picking(t *testing.T) (*desk.Desk, []crm.ClientID) {
	d := withFirm(t)
	var ids []crm.ClientID
	for _, name := range []string{"Артель", "Бистро", "Велодвор", "Гараж", "Дом"} {
		ids = append(ids, addClient(t, d, crm.Client{Name: name, Owner: 7}).ID)
	}
	for _, id := range ids[:3] {
		if _, err := d.MoveClient(t.Context(), id, crm.Prospect, "", ""); err != nil {
			t.Fatal(err)
		}
	}
	return d, ids
}

func TestPickedActs(t *testing.T) {
	prospects := crm.ClientQuery{Rungs: []crm.Rung{crm.Prospect}}
	for name, c := range map[string]struct {
		pick func(ids []crm.ClientID) desk.Picked
		want string
	}{
		"listed":       {func(ids []crm.ClientID) desk.Picked { return desk.Picked{IDs: ids[1:3]} }, "Бистро Велодвор"},
		"all of query": {func([]crm.ClientID) desk.Picked { return desk.Picked{All: true, Query: prospects} }, "Артель Бистро Велодвор"},
		"all but one":  {func(ids []crm.ClientID) desk.Picked { return desk.Picked{All: true, IDs: ids[:1], Query: prospects} }, "Бистро Велодвор"},
		"none":         {func([]crm.ClientID) desk.Picked { return desk.Picked{} }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			d, ids := picking(t)
			ctx := t.Context()
			p := c.pick(ids)
			n, err := d.TagClients(ctx, p, " опт ", false)
			tagged := names(t, d, crm.ClientQuery{Tag: "опт"})
			if err != nil || tagged != c.want || n != len(strings.Fields(c.want)) {
				t.Errorf("tagged %q (%d), want %q, %v", tagged, n, c.want, err)
			}
			if again, err := d.TagClients(ctx, p, "опт", false); err != nil || again != 0 {
				t.Errorf("tagged again: %d, %v", again, err)
			}
			if _, err := d.GiveClients(ctx, p, 9); err != nil || names(t, d, crm.ClientQuery{Owner: 9}) != c.want {
				t.Errorf("given %q, %v", names(t, d, crm.ClientQuery{Owner: 9}), err)
			}
			if off, err := d.TagClients(ctx, p, "опт", true); err != nil || off != n || names(t, d, crm.ClientQuery{Tag: "опт"}) != "" {
				t.Errorf("untagged %d of %d, %v", off, n, err)
			}
			before := content(t, d)
			if gone, err := d.RemoveClients(ctx, p); err != nil || gone != n {
				t.Errorf("removed %d, %v", gone, err)
			}
			sound(t, d)
			if n == 0 {
				return
			}
			if _, err := d.Undo(ctx); err != nil || content(t, d) != before {
				t.Errorf("one undo does not bring them back: %v", err)
			}
		})
	}
}

// names are the names of a query's clients, in order.
func names(t *testing.T, d *desk.Desk, q crm.ClientQuery) string {
	t.Helper()
	var all []string
	if err := d.EachClient(t.Context(), q, func(r crm.ClientRow) error { all = append(all, r.Name); return nil }); err != nil {
		t.Fatal(err)
	}
	return strings.Join(all, " ")
}

func TestEmptyTagIsRefused(t *testing.T) {
	d, ids := picking(t)
	_, err := d.TagClients(t.Context(), desk.Picked{IDs: ids}, " \n", false)
	faulty(t, err, "desk.tag.empty")
}

func TestExportPicked(t *testing.T) {
	d, ids := picking(t)
	path := filepath.Join(t.TempDir(), "out.csv")
	if err := d.ExportPicked(t.Context(), desk.Picked{IDs: ids[:2]}, "ru", path); err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(body), "Артель") || strings.Contains(string(body), "Велодвор") {
		t.Errorf("%s, %v", body, err)
	}
	if err := d.ExportPicked(t.Context(), desk.Picked{IDs: []crm.ClientID{1}}, "ru", path); err == nil {
		t.Error("a client that is gone is exported")
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(body) {
		t.Errorf("a failed export spoiled the file: %v", err)
	}
}
