package parts

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"rapport/app/crm"
	"rapport/app/ident"
	"rapport/app/text"
	"rapport/assets"
	"rapport/screens/kit"
	"rapport/screens/route"
)

var languages = []text.Lang{text.RU, text.UK, text.EN}

var today = time.Date(2026, 11, 24, 11, 42, 0, 0, time.Local)

// desk notes what is asked of it.
type fakeDesk struct {
	moves []string
	types []string
	err   error
}

func (d *fakeDesk) MoveClient(_ Context, id crm.ClientID, to crm.Rung, reason, note string) (crm.Move, error) {
	d.moves = append(d.moves, strings.Join([]string{ID(id), to.Word(), reason, note}, "|"))
	return crm.Move{}, d.err
}

func (d *fakeDesk) ChooseType(_ Context, id crm.ClientID, to crm.RelType, reason string) (crm.TypeAssessment, error) {
	d.types = append(d.types, strings.Join([]string{ID(id), to.Word(), reason}, "|"))
	return crm.TypeAssessment{}, d.err
}

// newEnv is a surrounding in a language with an empty window; it fails the test for words that are missing.
func newEnv(t *testing.T, lang text.Lang) *Env {
	t.Helper()
	words, err := text.Load(assets.Messages, "messages")
	if err != nil {
		t.Fatal(err)
	}
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme(false))
	w := test.NewTempWindow(t, kit.NewLayers(container.NewStack()))
	w.Resize(fyne.NewSize(1000, 800))
	kit.AttachKeys(w.Canvas())
	t.Cleanup(func() {
		for range 10 { // one that asks would go on for ever
			if w.Canvas().Overlays().Top() == nil {
				break
			}
			kit.RouteKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		}
		if missing := words.In(lang).Missing(); len(missing) > 0 {
			t.Errorf("words missing in %s: %v", lang, missing)
		}
	})
	return &Env{T: words.In(lang), Window: w, Now: func() time.Time { return today }, Currency: func() string { return "RUB" },
		Lens: func() crm.Lens { return crm.ShippedLenses()[0] }, AskReason: func(bool) bool { return true },
		Fail: func(err error) { t.Errorf("told: %v", err) }, Reps: func() map[crm.RepID]crm.Rep { return nil }}
}

// overlay lists the objects of a kind in what is on top of the window.
func overlay[T fyne.CanvasObject](env *Env) []T {
	return find[T](env.Window.Canvas().Overlays().Top())
}

func find[T fyne.CanvasObject](o fyne.CanvasObject) []T {
	if o == nil || !o.Visible() {
		return nil
	}
	var list []T
	if v, ok := o.(T); ok {
		list = append(list, v)
	}
	var inside []fyne.CanvasObject
	switch v := o.(type) {
	case *fyne.Container:
		inside = v.Objects
	case fyne.Widget:
		inside = test.WidgetRenderer(v).Objects()
	}
	for _, c := range inside {
		list = append(list, find[T](c)...)
	}
	return list
}

func press(t *testing.T, env *Env, label string) {
	t.Helper()
	for _, b := range overlay[*kit.Button](env) {
		if b.Label() == label {
			b.Tapped(nil)
			return
		}
	}
	t.Fatalf("there is no button %q", label)
}

func TestMovesAskForTheirReason(t *testing.T) {
	client := crm.ClientRow{ID: 7, Name: "Кедровый Двор", Rung: crm.Loyal, Highest: crm.Supporter}
	for _, lang := range languages {
		t.Run(string(lang), func(t *testing.T) {
			env := newEnv(t, lang)
			d, l, stayed := &fakeDesk{}, &kit.Loader{Sync: true}, 0
			move := func(to crm.Rung) { MoveClient(env, l, d, client, to, func() { stayed++ }) }

			move(crm.Advocate)
			press(t, env, env.T.T("parts.move.do"))
			move(crm.Suspect)
			press(t, env, env.T.T("parts.move.do"))
			if len(d.moves) != 1 {
				t.Errorf("%s: moved down without a reason: %v", lang, d.moves)
			}
			reason := overlay[*kit.Select](env)[0]
			for _, o := range reason.Options() {
				if o.ID == "" || strings.HasPrefix(o.Label, "[") {
					t.Errorf("%s: a reason %+v", lang, o)
				}
			}
			reason.SetValue(reason.Options()[0].ID)
			overlay[*kit.TextArea](env)[0].SetValue("молчат")
			press(t, env, env.T.T("parts.move.do"))
			move(crm.Partner)
			press(t, env, env.T.T("text.not.now"))
			want := []string{"7|advocate||", "7|suspect|" + crm.Reasons(crm.Loyal, crm.Suspect)[0] + "|молчат"}
			if !slices.Equal(d.moves, want) || stayed != 1 {
				t.Errorf("%s: moved %v, want %v; stayed %d times", lang, d.moves, want, stayed)
			}
			env.AskReason = func(bool) bool { return false }
			move(crm.Ended)
			if len(d.moves) != 3 || env.Window.Canvas().Overlays().Top() != nil {
				t.Errorf("%s: asked against the setting", lang)
			}
		})
	}
}

func TestFailedMovesStay(t *testing.T) {
	env := newEnv(t, text.RU)
	var told error
	env.Fail = func(err error) { told = err }
	env.AskReason = func(bool) bool { return false }
	d, stayed := &fakeDesk{err: errors.New("no room")}, false
	MoveClient(env, &kit.Loader{Sync: true}, d, crm.ClientRow{ID: 7, Rung: crm.Loyal}, crm.Partner, func() { stayed = true })
	if !errors.Is(told, d.err) || !stayed {
		t.Errorf("told %v, stayed %v", told, stayed)
	}
}

func TestTypesAskWhy(t *testing.T) {
	for _, lang := range languages {
		t.Run(string(lang), func(t *testing.T) {
			env := newEnv(t, lang)
			d, stayed := &fakeDesk{}, 0
			choose := func() {
				ChooseType(env, &kit.Loader{Sync: true}, d, crm.ClientRow{ID: 7, Name: "Двор"}, crm.Strategic, func() { stayed++ })
			}
			choose()
			press(t, env, env.T.T("parts.type.do"))
			press(t, env, env.T.T("text.not.now"))
			choose()
			overlay[*kit.TextArea](env)[0].SetValue("Общий план")
			press(t, env, env.T.T("parts.type.do"))
			if !slices.Equal(d.types, []string{"7|" + crm.Strategic.Word() + "|Общий план"}) || stayed != 1 {
				t.Errorf("%s: chosen %v, stayed %d times", lang, d.types, stayed)
			}
		})
	}
}

func TestMenusOfferEveryOtherPlace(t *testing.T) {
	env := newEnv(t, text.EN)
	env.AskReason = func(bool) bool { return false }
	for _, lens := range crm.ShippedLenses() {
		env.Lens = func() crm.Lens { return lens }
		d := &fakeDesk{}
		items := MoveMenu(env, &kit.Loader{Sync: true}, d, crm.ClientRow{ID: 7, Rung: crm.Loyal}, nil)
		own := lens.Column(crm.Loyal)
		for i, item := range items {
			if item.Disabled != (i == own) || !item.Disabled && (item.Icon == "up") != (i > own && lens.Columns[i].Lands != crm.Ended) {
				t.Errorf("%s: %+v", lens.Code, item)
			}
			if !item.Disabled {
				item.Do()
			}
		}
		if len(items) != len(lens.Columns) || len(d.moves) != len(lens.Columns)-1 {
			t.Errorf("%s: %d items made %d moves", lens.Code, len(items), len(d.moves))
		}
	}
	for _, item := range TypeMenu(env, &kit.Loader{Sync: true}, &fakeDesk{}, crm.ClientRow{Type: crm.Business}, nil) {
		if item.Disabled != (item.Label == TypeName(env.T, crm.Business)) {
			t.Errorf("the type %+v", item)
		}
	}
}

func TestTypeChips(t *testing.T) {
	env := newEnv(t, text.RU)
	var types []crm.RelType
	var untyped bool
	c := NewTypeChips(env, func(t []crm.RelType, u bool) { types, untyped = t, u })
	resized := 0
	c.Resized = func() { resized++ }
	counts := []crm.TypeCount{{N: 0}, {Type: crm.MarketExchange, N: 71}, {Type: crm.Business, N: 62}, {Type: crm.Strategic, N: 15}}
	load := func() {
		c.Load(&kit.Loader{Sync: true}, func(Context) ([]crm.TypeCount, error) { return counts, nil })
	}
	load()
	chips := find[*kit.FilterChip](c.Object())
	if len(chips) != 4 || resized != 1 {
		t.Errorf("%d chips, resized %d times", len(chips), resized)
	}
	chips[2].Tapped(nil)
	if !slices.Equal(types, []crm.RelType{crm.Business}) || untyped || !chips[2].Chosen() || chips[0].Chosen() {
		t.Errorf("narrowed to %v %v", types, untyped)
	}
	chips[2].Tapped(nil)
	if types != nil || untyped || !chips[0].Chosen() {
		t.Errorf("a second press narrows to %v %v", types, untyped)
	}
	counts[0] = crm.TypeCount{N: 900, More: true}
	load()
	chips = find[*kit.FilterChip](c.Object())
	if len(chips) != 5 || resized != 2 {
		t.Fatalf("%d chips, resized %d times", len(chips), resized)
	}
	chips[4].Tapped(nil)
	if types != nil || !untyped {
		t.Errorf("narrowed to %v %v", types, untyped)
	}
	counts[0] = crm.TypeCount{}
	load()
	if chips = find[*kit.FilterChip](c.Object()); len(chips) != 5 {
		t.Error("the chip in force went away")
	}
	c.Set([]crm.RelType{crm.Strategic}, false)
	if !chips[3].Chosen() || chips[4].Chosen() {
		t.Error("the chip of the query is not marked")
	}
}

func TestCountsAreHonest(t *testing.T) {
	env := newEnv(t, text.RU)
	for _, c := range []struct {
		n    int64
		more bool
		want string
	}{{0, false, "0"}, {1000, true, "1\u00a0000+"}, {20_000, false, "20\u00a0000"}} {
		if got := CountWord(env.T, c.n, c.more); got != c.want {
			t.Errorf("%d is written %q, want %q", c.n, got, c.want)
		}
	}
}

func TestKeepers(t *testing.T) {
	env := newEnv(t, text.RU)
	env.Reps = func() map[crm.RepID]crm.Rep {
		return map[crm.RepID]crm.Rep{1: {ID: 1, Name: "Яна"}, 2: {ID: 2, Name: "Абрам", Gone: true}, 3: {ID: 3, Name: "Ёж"}}
	}
	names := func(options []kit.Option) string {
		var words []string
		for _, o := range options {
			words = append(words, o.Label)
		}
		return strings.Join(words, " ")
	}
	if got := names(KeeperOptions(env, "никто", false)); got != "Ёж Яна Абрам никто" {
		t.Errorf("offered %s", got)
	}
	if got := names(KeeperOptions(env, "никому", true)); got != "Ёж Яна никому" {
		t.Errorf("to appoint: %s", got)
	}
	for _, c := range []struct {
		rep  crm.RepID
		none bool
	}{{3, false}, {0, true}, {0, false}} {
		if rep, none := ReadKeeper(env, KeeperChoice(c.rep, c.none)); rep != c.rep || none != c.none {
			t.Errorf("%+v is read as %v %v", c, rep, none)
		}
	}
	if rep, none := ReadKeeper(env, "99"); rep != 0 || none {
		t.Error("a rep who is not there keeps")
	}
}

func TestEveryNameHasItsWords(t *testing.T) {
	for _, lang := range languages {
		env := newEnv(t, lang)
		for _, r := range append(slices.Clone(crm.AllRungs), crm.NoRung) {
			RungName(env.T, r)
			RungShort(env.T, r)
		}
		for _, r := range append(slices.Clone(crm.RelTypes), "") {
			TypeName(env.T, r)
			TypeShort(env.T, r)
		}
		for _, l := range crm.ShippedLenses() {
			LensName(env.T, l)
			for i := range l.Columns {
				ColumnName(env.T, l, i)
				ColumnShort(env.T, l, i)
			}
		}
		for _, from := range crm.AllRungs {
			for _, to := range crm.AllRungs {
				for _, reason := range crm.Reasons(from, to) {
					env.T.T("crm.reason." + reason)
				}
			}
		}
		ComboWords(env)
		for _, n := range []int64{1, 2048, 5 << 20, 3 << 30} {
			Bytes(env.T, n)
		}
		verdict := ident.Verdict{}
		if level, says := Judge(env.T, verdict); level != kit.Warning || says == "" {
			t.Errorf("%s: judged %v %q", lang, level, says)
		}
	}
}

func TestOwnLensSpeaksForItself(t *testing.T) {
	env := newEnv(t, text.RU)
	l := crm.Lens{ID: 4, Code: "own", Name: "Моя", Columns: []crm.LensColumn{{Name: "Новые", Rungs: []crm.Rung{crm.Suspect}}, {Rungs: []crm.Rung{crm.Partner}}}}
	if LensName(env.T, l) != "Моя" || LensKey(l) != "own:4" || ColumnName(env.T, l, 0) != "Новые" || ColumnName(env.T, l, 1) != RungShort(env.T, crm.Partner) {
		t.Errorf("%s %s %s %s", LensName(env.T, l), LensKey(l), ColumnName(env.T, l, 0), ColumnName(env.T, l, 1))
	}
	if got := StageName(env.T, l, crm.Loyal); got != env.T.T("parts.rung.none") {
		t.Errorf("a rung outside the lens is called %q", got)
	}
}

func TestDaysAndPhones(t *testing.T) {
	env := newEnv(t, text.RU)
	for _, c := range []struct {
		back int
		want string
	}{{0, "сегодня"}, {3, "3\u00a0дн"}, {120, "120\u00a0дн"}} {
		if got := Ago(env, crm.At(today.AddDate(0, 0, -c.back))); got != c.want {
			t.Errorf("%d days ago is %q, want %q", c.back, got, c.want)
		}
	}
	for day, want := range map[crm.Day]string{"": "", "2026-11-24": "сегодня", "2026-11-25": "завтра", "2026-12-03": "03.12", "2027-01-15": "15.01.2027"} {
		if got := DayWord(env, day); got != want {
			t.Errorf("%s is %q, want %q", day, got, want)
		}
	}
	for number, want := range map[string]string{"": "", "+79000000106": "+7 900 000-01-06", "+380501234567": "+380 50 123 45 67", "+380000004116": "+380 00 000 41 16", "доб. 12": "доб. 12", "+7": "+7"} {
		if got := Phone(number); got != want {
			t.Errorf("%s is written %q, want %q", number, got, want)
		}
	}
	if now, highest := LadderPlace(crm.Ended, crm.Partner); now != 0 || highest != 8 {
		t.Errorf("a client that left stands on %d, highest %d", now, highest)
	}
}

func TestTrailLeadsBack(t *testing.T) {
	env := newEnv(t, text.RU)
	backs, above := 0, 0
	env.Back = func() { backs++ }
	env.Search = func() {}
	env.Go = func(route.Route) {}
	top := NewTrail(env, "Клиенты", func() { above++ }, "Кедровый Двор")
	env.Window.SetContent(top.Object())
	top.SetTitle("Другой")
	find[*kit.Button](top.Object())[0].Tapped(nil)
	find[*kit.Link](top.Object())[0].Tapped(nil)
	if backs != 1 || above != 1 {
		t.Errorf("back %d times, above %d times", backs, above)
	}
}
