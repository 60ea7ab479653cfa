package desk

import (
	"context"
	"testing"
	"time"

	"rapport/app/text"
)

func demoClock() time.Time {
	return time.Date(2026, 11, 24, 11, 42, 0, 0, time.FixedZone("", 3*3600))
}

func builtDemo(t *testing.T, lang text.Lang) *demo {
	t.Helper()
	b, err := newDemo(New(nil, nil, demoClock), lang)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.build(context.Background()); err != nil {
		t.Fatal(err)
	}
	return b
}

func TestDemoTry(t *testing.T) {
	for _, l := range []text.Lang{text.RU} {
		b := builtDemo(t, l)
		t.Log(len(b.clients), len(b.contacts), len(b.moves), len(b.assessments), len(b.interactions), len(b.offers))
	}
}
