package catalogue

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// Pictures keeps the pictures of items.
type Pictures interface {
	parts.PictureTaker
	Picture(ctx context.Context, id trade.PictureID) (trade.Picture, error)
}

// pictureHeight is how high a picture is shown, and noPictureHeight the place of one that is not there; in units.
const (
	pictureHeight   float32 = 180
	noPictureHeight float32 = 64
)

// itemPicture shows the picture of an item, and takes another.
type itemPicture struct {
	h      *itemSheet
	id     trade.PictureID
	box    *fyne.Container
	frame  *fyne.Container // gives the box its height
	remove *kit.Button
	object fyne.CanvasObject
}

func newItemPicture(h *itemSheet) *itemPicture {
	t := h.s.env.T
	p := &itemPicture{h: h, box: container.NewStack(), frame: container.NewStack()}
	p.remove = kit.NewButton(kit.Ghost, t.T("text.remove"), func() { p.change(0) })
	choose := kit.NewButton(kit.Plain, t.T("catalogue.picture.choose"), p.choose).WithIcon("ul")
	p.object = kit.VBox(12, p.frame, kit.HBox(8, choose, p.remove))
	p.set(0)
	return p
}

// choose asks for a file and takes the picture in it.
func (p *itemPicture) choose() {
	s := p.h.s
	s.env.PickFile(s.env.T.T("catalogue.picture.choose"), parts.PictureKinds, func(path string) {
		p.say("parts.picture.reading")
		kit.Load(&s.loader, "take picture", func(ctx context.Context) (trade.Picture, error) { return s.desk.TakePicture(ctx, path) }, func(taken trade.Picture, err error) {
			if err != nil {
				p.set(p.id)
				s.env.Fail(err)
				return
			}
			p.change(taken.ID)
		})
	})
}

// change takes another picture, 0 for none, as a change by the user.
func (p *itemPicture) change(id trade.PictureID) {
	p.set(id)
	p.h.touched()
}

// set shows a picture.
func (p *itemPicture) set(id trade.PictureID) {
	p.id = id
	p.remove.Hidden = id == 0
	p.remove.Refresh()
	if id == 0 {
		p.say("catalogue.picture.none")
		p.stand(noPictureHeight)
		return
	}
	p.put(kit.Track, kit.Spacer())
	p.stand(pictureHeight)
	kit.Load(&p.h.s.loader, "picture", func(ctx context.Context) (trade.Picture, error) { return p.h.s.desk.Picture(ctx, id) }, func(pic trade.Picture, err error) {
		switch {
		case p.id != id:
		case errors.Is(err, crm.ErrNotFound):
			p.say("catalogue.picture.gone")
		case err != nil:
			p.h.s.env.Fail(err)
		default:
			img := canvas.NewImageFromResource(fyne.NewStaticResource("item-picture-"+parts.ID(id)+"."+string(pic.Kind), pic.Bytes))
			img.FillMode = canvas.ImageFillContain
			p.put(kit.Paper, kit.Pad(img, 8, 8, 8, 8)) // white as it will be printed
		}
	})
}

// stand gives the place of the picture its height.
func (p *itemPicture) stand(height float32) {
	p.frame.Objects = []fyne.CanvasObject{kit.Fixed(p.box, 0, height)}
	p.frame.Refresh()
	if p.h.scroll != nil {
		p.h.scroll.Refit()
	}
}

// say puts words in the picture's place.
func (p *itemPicture) say(key string) {
	p.put(kit.Track, kit.Center(kit.NewText(p.h.s.env.T.T(key), kit.Dense, kit.Text3)))
}

func (p *itemPicture) put(ground kit.Token, o fyne.CanvasObject) {
	p.box.Objects = []fyne.CanvasObject{kit.NewGround(ground, 8), o}
	p.box.Refresh()
}
