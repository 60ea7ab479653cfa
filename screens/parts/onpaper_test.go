package parts

import (
	"testing"

	"rapport/app/crm"
)

// TestPaperBearsDates proves that words of days, which mean another day to whoever reads the paper, are dates on it.
func TestPaperBearsDates(t *testing.T) {
	for _, lang := range languages {
		env := newEnv(t, lang)
		today := crm.DayOf(env.Now())
		env.onPaper = true
		for _, day := range []crm.Day{today, today.Plus(1), today.Plus(-1), today.Plus(9)} {
			at, _ := day.Time()
			if got, want := DayWord(env, day), env.T.Date(at); got != want {
				t.Errorf("%s: %s is written %q, want %q", lang, day, got, want)
			}
		}
		if got, want := Ago(env, crm.At(env.Now())), env.T.Date(env.Now()); got != want {
			t.Errorf("%s: now is written %q, want %q", lang, got, want)
		}
	}
}
