package offers

import (
	"testing"

	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/route"
)

// speak changes the language of the paper as the field does.
func (e *Editor) speak(lang text.Lang) {
	e.fields.inputs["lang"].SetValue(string(lang))
	e.fields.typed()
}

// saying is what an offer says to whom it is for.
func saying(o trade.Offer) [3]string { return [3]string{o.To.Post, o.To.Person, o.Greeting} }

var (
	inRussian   = [3]string{"Директору", "Ким О. И.", "Уважаемая Ольга Ивановна!"}
	inUkrainian = [3]string{"Директору", "Ким О. И.", "Доброго дня, Ольга Ивановна!"}
	inEnglish   = [3]string{"директор", "Ольга Ивановна Ким", "Dear Ольга Ивановна,"}
)

func TestLanguageOfThePaperRewordsTheAddress(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, id := st.handWritten()
	for _, c := range []struct {
		lang text.Lang
		want [3]string
		unit string
	}{{text.EN, inEnglish, "pcs"}, {text.UK, inUkrainian, "шт"}, {text.EN, inEnglish, "pcs"}, {text.RU, inRussian, "шт"}} {
		st.Acts = nil
		e.speak(c.lang)
		o := st.read(id)
		if got := saying(o); got != c.want || o.Lang != string(c.lang) || o.Sections[0].Lines[0].Unit != c.unit {
			t.Errorf("%s: %q %q", c.lang, got, o.Sections[0].Lines[0].Unit)
		}
		if got := e.fields.letter.Value("greeting"); got != c.want[2] {
			t.Errorf("%s: the field says %q", c.lang, got)
		}
		if len(st.Acts) != 1 {
			t.Errorf("%s: %d acts", c.lang, len(st.Acts))
		}
	}
	e.speak(text.EN)
	if _, err := st.Desk.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if o := st.read(id); saying(o) != inRussian || o.Lang != "ru" {
		t.Errorf("undone: %q in %s", saying(o), o.Lang)
	}
}

func TestTotalInWordsFollowsTheLanguage(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, id := st.handWritten()
	set := func(on bool) {
		e.fields.formOf("words").SetValues(map[string]string{"words": ties["words"].get(&trade.Offer{Words: on})})
		e.fields.typed()
	}
	check := func(want bool) {
		t.Helper()
		if got := st.read(id).Words; got != want || e.fields.formOf("words").Value("words") != ties["words"].get(&trade.Offer{Words: want}) {
			t.Errorf("in %s the total is in words: %v", e.offer.Lang, got)
		}
	}
	set(true)
	for _, lang := range []text.Lang{text.EN, text.UK, text.EN, text.RU} {
		e.speak(lang)
		check(lang != text.EN)
	}
	set(false)
	for _, lang := range []text.Lang{text.EN, text.RU} { // by hand: there and back the same
		e.speak(lang)
		check(false)
	}
}

func TestTypedWordsOutliveTheLanguage(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, id := st.handWritten()
	e.fields.letter.SetValues(map[string]string{"greeting": "Ольга, привет!", "to-person": "Ольга Ивановна Ким"})
	e.fields.typed()
	typed := saying(st.read(id))
	e.speak(text.EN)
	if got := saying(st.read(id)); got != [3]string{"директор", "Ольга Ивановна Ким", "Ольга, привет!"} {
		t.Errorf("in English: %q", got)
	}
	e.speak(text.UK)
	e.speak(text.RU)
	if got := saying(st.read(id)); got != typed {
		t.Errorf("there and back: %q, was %q", got, typed)
	}
	e.speak(text.EN)
	e.fields.letter.SetValues(map[string]string{"greeting": "Hello!"})
	e.fields.typed()
	e.speak(text.RU)
	if got := saying(st.read(id)); got[2] != "Hello!" {
		t.Errorf("typed in English: %q", got)
	}
}

func TestLanguageOfAnOfferToTheFirm(t *testing.T) {
	st := newRig(t, text.RU, false)
	o, err := st.Desk.NewOffer(ctx, st.client("Нить"))
	if err != nil {
		t.Fatal(err)
	}
	o.Contact, o.To.Post, o.To.Person, o.Greeting = 0, "", "", ""
	o.Subject = "Нити"
	if o, err = st.Desk.SaveOffer(ctx, nil, o); err != nil {
		t.Fatal(err)
	}
	e := st.editor(route.Route{Offer: o.ID})
	e.speak(text.EN)
	if got := saying(st.read(o.ID)); got != [3]string{} {
		t.Errorf("%q", got)
	}
}
