package parts

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"testing"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
)

// slowTaker looks at the window while a picture is read.
type slowTaker struct {
	meanwhile func()
	bytes     []byte
	err       error
}

func (s *slowTaker) TakePicture(context.Context, string) (trade.Picture, error) {
	s.meanwhile()
	return trade.Picture{ID: 1, Bytes: s.bytes}, s.err
}

func TestPictureBoxSaysThatItReads(t *testing.T) {
	env := newEnv(t, text.EN)
	t.Cleanup(kit.WorkInline())
	var small bytes.Buffer
	if err := png.Encode(&small, image.NewNRGBA(image.Rect(0, 0, 4, 3))); err != nil {
		t.Fatal(err)
	}
	env.PickFile = func(_ string, _ []string, picked func(string)) { picked("x.png") }
	var failed error
	env.Fail = func(err error) { failed = err }
	var box *PictureBox
	read, got := 0, []trade.PictureID{}
	taker := &slowTaker{bytes: small.Bytes(), meanwhile: func() {
		read++
		if box.none.Hidden || box.none.Text() != "Reading the picture…" || !box.image.Hidden || !box.choose.Disabled() || !box.clear.Disabled() {
			t.Errorf("while reading: %q, hidden %v", box.none.Text(), box.none.Hidden)
		}
	}}
	box = NewPictureBox(env, &kit.Loader{}, taker, 100, 50, func(p trade.Picture) { got = append(got, p.ID) })
	box.choose.Tapped(nil)
	if read != 1 || len(got) != 1 || got[0] != 1 || box.image.Hidden || !box.none.Hidden || box.choose.Disabled() || box.clear.Disabled() {
		t.Fatalf("read %d times, given %v, picture hidden %v", read, got, box.image.Hidden)
	}
	taker.err = crm.Fault{Reason: "paper.picture.huge"}
	box.choose.Tapped(nil)
	if failed == nil || len(got) != 1 || box.image.Hidden || box.choose.Disabled() {
		t.Fatalf("a picture that cannot be read: %v, given %v, the old one hidden %v", failed, got, box.image.Hidden)
	}
	box.clear.Tapped(nil)
	if len(got) != 2 || got[1] != 0 || box.none.Hidden || box.none.Text() != "no picture" || !box.clear.Disabled() {
		t.Fatalf("taken away: given %v, %q", got, box.none.Text())
	}
}
