package parts

import (
	"bytes"
	"fmt"
	"hash/fnv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"rapport/screens/kit"
)

// PictureKinds are the endings of the files that hold pictures.
var PictureKinds = []string{"png", "jpg", "jpeg", "svg"}

// PictureBox shows a picture on paper's white, with buttons that choose another and take it away.
type PictureBox struct {
	env    *Env
	box    *fyne.Container
	ground *kit.Ground
	image  *canvas.Image
	none   *kit.Label
	clear  *kit.Button
	object fyne.CanvasObject
}

// NewPictureBox makes an empty box of a size in units; pick is given the path of the file the user chose, drop is called when
// the picture is to go.
func NewPictureBox(env *Env, width, height float32, pick func(path string), drop func()) *PictureBox {
	t := env.T
	b := &PictureBox{env: env, image: canvas.NewImageFromResource(nil), none: kit.NewText(t.T("parts.picture.none"), kit.Dense, kit.Text3), ground: kit.NewGround(kit.Well, 6)}
	b.image.FillMode = canvas.ImageFillContain
	b.box = kit.Fixed(kit.Stack(b.ground, kit.Pad(b.image, 6, 6, 6, 6), kit.Center(b.none)), width, height)
	choose := kit.NewButton(kit.Plain, t.T("parts.picture.pick"), func() {
		env.PickFile(t.T("parts.picture.pick"), PictureKinds, pick)
	}).WithIcon("ul").Sized(kit.ControlSmall)
	b.clear = kit.NewButton(kit.Ghost, t.T("text.remove"), drop).Sized(kit.ControlSmall)
	b.object = kit.HBox(12, b.box, kit.VBox(6, kit.Left(choose), kit.Left(b.clear)))
	b.Show(nil)
	return b
}

// Object is the box as drawn.
func (b *PictureBox) Object() fyne.CanvasObject { return b.object }

// Show shows the bytes of a picture, nothing for none.
func (b *PictureBox) Show(data []byte) {
	have := len(data) > 0
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
