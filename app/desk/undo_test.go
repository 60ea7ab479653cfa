package desk_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"rapport/app/crm"
	"rapport/app/desk"
)

// actor does random acts on a desk.
type actor struct {
	t    *testing.T
	d    *desk.Desk
	r    *rand.Rand
	made int
}

// someone is a client at random, or 0.
func (a *actor) someone() crm.ClientID {
	var ids []crm.ClientID
	if err := a.d.EachClient(a.t.Context(), crm.ClientQuery{}, func(r crm.ClientRow) error { ids = append(ids, r.ID); return nil }); err != nil {
		a.t.Fatal(err)
	}
	if len(ids) == 0 {
		return 0
	}
	return ids[a.r.IntN(len(ids))]
}

func (a *actor) name(what string) string {
	a.made++
	return fmt.Sprintf("%s %d", what, a.made)
}

// act does something; a refusal by a rule is nothing.
func (a *actor) act() {
	ctx := a.t.Context()
	id := a.someone()
	acts := []func() error{
		func() error {
			_, err := a.d.AddClient(ctx, crm.Client{Name: a.name("Клиент"), Tags: []string{"новый"}}, crm.Contact{Name: a.name("Человек")})
			return err
		},
		func() error {
			return a.d.SaveFirm(ctx, crm.Firm{Name: a.name("Фирма"), Country: "RU", Currency: "RUB"})
		},
		func() error { _, err := a.d.SaveRep(ctx, nil, crm.Rep{Name: a.name("Сотрудник")}); return err },
		func() error {
			_, err := a.d.SaveField(ctx, nil, crm.Field{Name: a.name("Поле"), Kind: crm.FieldText})
			return err
		},
	}
	if id != 0 {
		acts = append(acts, a.onClient(id)...)
	}
	err := acts[a.r.IntN(len(acts))]()
	var fault crm.Fault
	if err != nil && !errors.As(err, &fault) {
		a.t.Fatal(err)
	}
}

func (a *actor) onClient(id crm.ClientID) []func() error {
	ctx := a.t.Context()
	one := desk.Picked{IDs: []crm.ClientID{id}}
	return []func() error{
		func() error {
			was, err := a.d.Client(ctx, id)
			if err != nil {
				return err
			}
			now := was
			now.City, now.Phones = a.name("Город"), []crm.Phone{{Raw: fmt.Sprintf("+7 900 000-%02d-%02d", a.made%100, a.r.IntN(100))}}
			_, err = a.d.SaveClient(ctx, &was, now)
			return err
		},
		func() error {
			_, err := a.d.MoveClient(ctx, id, crm.AllRungs[a.r.IntN(len(crm.AllRungs))], "", a.name("причина"))
			return err
		},
		func() error {
			_, err := a.d.ChooseType(ctx, id, crm.RelTypes[a.r.IntN(len(crm.RelTypes))], a.name("почему"))
			return err
		},
		func() error {
			_, err := a.d.Record(ctx, nil, crm.Interaction{Client: id, Way: "call", Direction: crm.TwoWay, Said: a.name("сказано"), NextStep: "дальше"})
			return err
		},
		func() error { written(a.t, a.d, id); return nil },
		func() error { _, err := a.d.TagClients(ctx, one, a.name("метка"), false); return err },
		func() error { _, err := a.d.TagClients(ctx, desk.Picked{All: true}, "новый", true); return err },
		func() error { _, err := a.d.RemoveClients(ctx, one); return err },
	}
}

// TestUndoAndRedoBringEveryStateBack does random acts and walks up and down the undo line: each state looks as it did.
func TestUndoAndRedoBringEveryStateBack(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			d := withFirm(t)
			a := &actor{t: t, d: d, r: rand.New(rand.NewPCG(seed, 7))}
			states := []string{content(t, d)} // of the undo line, from where it began
			at := 0
			for range 90 {
				switch a.r.IntN(5) {
				case 0:
					at = walk(t, d, d.Undo, states, at, -1)
				case 1:
					at = walk(t, d, d.Redo, states, at, 1)
				default:
					a.act()
					if now := content(t, d); now != states[at] {
						at++
						states = append(states[:at], now)
					}
				}
			}
			sound(t, d)
		})
	}
}

// walk takes a step of the undo line and holds what it leads to against what was there.
func walk(t *testing.T, d *desk.Desk, step func(context.Context) (crm.Step, error), states []string, at, by int) int {
	t.Helper()
	to := at + by
	if to < 0 {
		return at // before the firm nothing was looked at
	}
	_, err := step(t.Context())
	switch {
	case to >= len(states) && errors.Is(err, crm.ErrNotFound):
		return at
	case err != nil:
		t.Fatalf("step from %d to %d of %d: %v", at, to, len(states), err)
	case to >= len(states):
		t.Fatalf("a step beyond the end of the line")
	}
	if now := content(t, d); now != states[to] {
		t.Fatalf("state %d\n%s\nwas\n%s", to, now, states[to])
	}
	return to
}
