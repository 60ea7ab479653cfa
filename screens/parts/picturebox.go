package parts

import (
	"bytes"
	"context"
	"fmt"
	"hash/fnv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"rapport/app/trade"
	"rapport/screens/kit"
)

// PictureKinds are the endings of the files that hold pictures.
var PictureKinds = []string{"png", "jpg", "jpeg", "svg"}

// PictureTaker reads a picture from a file and keeps it.
type PictureTaker interface {
	TakePicture(ctx context.Context, path string) (trade.Picture, error)
}

// PictureBox shows a picture on paper's white, with buttons that choose another and take it away.
type PictureBox struct {
	env    *Env
	box    *fyne.Container
	ground *kit.Ground
	image  *canvas.Image
	none   *kit.Label
	choose *kit.Button
	clear  *kit.Button
	data   []byte // of the picture shown, nothing for none
	object fyne.CanvasObject
}

// NewPictureBox makes an empty box of a size in units. What the user chooses is read by the desk on the loader, shown, and
// given to set; set is given no picture when it is to go.
func NewPictureBox(env *Env, loader *kit.Loader, desk PictureTaker, width, height float32, set func(trade.Picture)) *PictureBox {
	t := env.T
	b := &PictureBox{env: env, image: canvas.NewImageFromResource(nil), none: kit.NewText(t.T("parts.picture.none"), kit.Dense, kit.Text3), ground: kit.NewGround(kit.Well, 6)}
	b.image.FillMode = canvas.ImageFillContain
	b.box = kit.Fixed(kit.Stack(b.ground, kit.Pad(b.image, 6, 6, 6, 6), kit.Center(b.none)), width, height)
	take := func(p trade.Picture) {
		b.Show(p.Bytes)
		set(p)
	}
	b.choose = kit.NewButton(kit.Plain, t.T("parts.picture.pick"), func() {
		env.PickFile(t.T("parts.picture.pick"), PictureKinds, func(path string) { b.read(loader, desk, path, take) })
	}).WithIcon("ul").Sized(kit.ControlSmall)
	b.clear = kit.NewButton(kit.Ghost, t.T("text.remove"), func() { take(trade.Picture{}) }).Sized(kit.ControlSmall)
	b.object = kit.HBox(12, b.box, kit.VBox(6, kit.Left(b.choose), kit.Left(b.clear)))
	b.Show(nil)
	return b
}

// Object is the box as drawn.
func (b *PictureBox) Object() fyne.CanvasObject { return b.object }

// read takes the picture in a file. A large one takes seconds: the box says so meanwhile, and takes no other.
func (b *PictureBox) read(loader *kit.Loader, desk PictureTaker, path string, take func(trade.Picture)) {
	was := b.data
	b.Show(nil)
	b.none.SetText(b.env.T.T("parts.picture.reading"))
	b.choose.SetEnabled(false)
	kit.Load(loader, fmt.Sprintf("picture %p", b), func(ctx context.Context) (trade.Picture, error) { return desk.TakePicture(ctx, path) }, func(p trade.Picture, err error) {
		if err != nil {
			b.Show(was)
			b.env.Fail(err)
			return
		}
		take(p)
	})
}

// Show shows the bytes of a picture, nothing for none.
func (b *PictureBox) Show(data []byte) {
	have := len(data) > 0
	b.data = data
	b.none.SetText(b.env.T.T("parts.picture.none"))
	b.choose.SetEnabled(true)
	b.image.Hidden, b.none.Hidden = !have, have
	b.clear.SetEnabled(have)
	b.ground.SetToken(map[bool]kit.Token{false: kit.Well, true: kit.Paper}[have])
	b.image.Resource = nil
	if have {
		b.image.Resource = fyne.NewStaticResource(pictureName(data), data)
	}
	b.image.Refresh()
	b.box.Refresh()
}

// pictureName names a picture by its content, since the toolkit keeps what it drew by name.
func pictureName(data []byte) string {
	sum := fnv.New64a()
	_, _ = sum.Write(data) // a hash takes everything
	kind := "png"
	if bytes.Contains(data[:min(len(data), 4096)], []byte("<svg")) {
		kind = "svg"
	}
	return fmt.Sprintf("picture-%x.%s", sum.Sum64(), kind)
}
