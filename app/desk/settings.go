package desk

import (
	"context"
	"strconv"
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
)

// Settings are the choices of this installation; they are not part of the undo line.
type Settings struct {
	Lang       text.Lang
	Dark       bool
	Scale      float64 // of the window, 1 is 100 %
	AskUp      bool    // ask for a reason when a client rises
	AskDown    bool    // ask for a reason when a client falls
	Lens       string  // code of the lens shown, or "own:" and the id
	Me         crm.RepID
	OutFolder  string    // where papers are written; empty: the documents folder
	ShowNotes  bool      // personal remarks in dossiers
	LowMargin  money.Dec // below it a margin is worth a second look, per cent
	WindowSize [2]float32
}

// Setting keys of the base.
const (
	keyLang      = "lang"
	keyTheme     = "theme"
	keyScale     = "scale"
	keyAskUp     = "ask.up"
	keyAskDown   = "ask.down"
	keyLens      = "lens"
	keyMe        = "me"
	keyOutFolder = "out"
	keyRemarks   = "remarks"
	keyWindow    = "window"
	keyLowMargin = "margin.low"
)

// usualMargin is the low margin until the user sets another, per cent.
var usualMargin = money.DecInt(10)

// PossibleMargin reports whether a margin can be asked for: nothing to just below a hundred per cent.
func PossibleMargin(percent money.Dec) bool {
	return percent.Sign() >= 0 && percent.Cmp(money.DecInt(100)) < 0
}

// Settings reads the choices; what was never set has its default.
func (d *Desk) Settings(ctx context.Context) (Settings, error) {
	s := Settings{Scale: 1, AskUp: true, AskDown: true, Lens: "kotler", ShowNotes: true, LowMargin: usualMargin, WindowSize: [2]float32{1360, 860}}
	get := func(key string) string {
		v, err := d.Setting(ctx, key)
		if err != nil {
			return ""
		}
		return v
	}
	if _, err := d.Setting(ctx, keyLang); err != nil {
		return s, err
	}
	if l, ok := text.ParseLang(get(keyLang)); ok {
		s.Lang = l
	}
	s.Dark = get(keyTheme) == "dark"
	if f, err := strconv.ParseFloat(get(keyScale), 64); err == nil && f >= 0.5 && f <= 3 {
		s.Scale = f
	}
	s.AskUp, s.AskDown = get(keyAskUp) != "no", get(keyAskDown) != "no"
	s.ShowNotes = get(keyRemarks) != "no"
	if l := get(keyLens); l != "" {
		s.Lens = l
	}
	if n, err := strconv.ParseInt(get(keyMe), 10, 64); err == nil {
		s.Me = crm.RepID(n)
	}
	s.OutFolder = get(keyOutFolder)
	if m, err := money.ParseDec(get(keyLowMargin)); err == nil && PossibleMargin(m) {
		s.LowMargin = m
	}
	if w, h, ok := strings.Cut(get(keyWindow), "x"); ok {
		x, errX := strconv.ParseFloat(w, 32)
		y, errY := strconv.ParseFloat(h, 32)
		if errX == nil && errY == nil && x >= 600 && y >= 400 {
			s.WindowSize = [2]float32{float32(x), float32(y)}
		}
	}
	return s, nil
}

// SaveSettings keeps the choices.
func (d *Desk) SaveSettings(ctx context.Context, s Settings) error {
	yesNo := func(b bool) string {
		if b {
			return "yes"
		}
		return "no"
	}
	theme := "light"
	if s.Dark {
		theme = "dark"
	}
	for _, kv := range [][2]string{
		{keyLang, string(s.Lang)}, {keyTheme, theme}, {keyScale, strconv.FormatFloat(s.Scale, 'f', 2, 64)},
		{keyAskUp, yesNo(s.AskUp)}, {keyAskDown, yesNo(s.AskDown)}, {keyLens, s.Lens},
		{keyMe, strconv.FormatInt(int64(s.Me), 10)}, {keyOutFolder, s.OutFolder}, {keyRemarks, yesNo(s.ShowNotes)},
		{keyLowMargin, s.LowMargin.String()},
		{keyWindow, strconv.Itoa(int(s.WindowSize[0])) + "x" + strconv.Itoa(int(s.WindowSize[1]))},
	} {
		old, err := d.Setting(ctx, kv[0])
		if err != nil {
			return err
		}
		if old == kv[1] {
			continue
		}
		if err := d.store.SetSetting(ctx, kv[0], kv[1]); err != nil {
			return err
		}
	}
	return nil
}

// Layout returns how a grid or board was left: its columns, order and sort, as the widget wrote them.
func (d *Desk) Layout(ctx context.Context, name string) (string, error) {
	return d.Setting(ctx, "layout."+name)
}

// SaveLayout keeps how a grid or board was left.
func (d *Desk) SaveLayout(ctx context.Context, name, layout string) error {
	return d.store.SetSetting(ctx, "layout."+name, layout)
}

// me is the rep who sits at this program, 0 when nobody was named.
func (d *Desk) me(ctx context.Context) crm.RepID {
	v, err := d.Setting(ctx, keyMe)
	if err != nil {
		return 0
	}
	n, _ := strconv.ParseInt(v, 10, 64)
	return crm.RepID(n)
}

// SaveDraft keeps an unsaved form; it survives a crash.
func (d *Desk) SaveDraft(ctx context.Context, key string, body []byte) error {
	return d.store.SaveDraft(ctx, crm.Draft{Key: key, Body: body, At: crm.At(d.now())})
}

// DropDraft forgets an unsaved form.
func (d *Desk) DropDraft(ctx context.Context, key string) error { return d.store.DropDraft(ctx, key) }
