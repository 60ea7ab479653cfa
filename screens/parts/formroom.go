package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/screens/kit"
)

// FormRoom is the place a form stands in: the trail with the buttons to save and to cancel, under it a notice when there
// is something to tell, and the form.
type FormRoom struct {
	env    *Env
	trail  *Top
	notice *fyne.Container
	body   *fyne.Container
	object fyne.CanvasObject
}

// NewFormRoom makes an empty place below another one; right are the buttons before those to cancel and to save.
func NewFormRoom(env *Env, above string, goAbove, save func(), right ...fyne.CanvasObject) *FormRoom {
	r := &FormRoom{env: env, notice: container.NewStack(), body: container.NewStack()}
	right = append(right, kit.NewButton(kit.Plain, env.T.T("text.cancel"), env.Back),
		kit.NewButton(kit.Primary, env.T.T("text.save"), save).WithIcon("check").WithTip(CommandKey("S")))
	r.trail = NewTrail(env, above, goAbove, "", right...)
	r.object = container.NewBorder(r.trail.Object(), nil, nil, nil,
		container.NewBorder(kit.Pad(r.notice, 16, 0, 16, 0), nil, nil, nil, kit.Pad(r.body, 16, 0, 16, 16)))
	return r
}

// Object is the place as drawn.
func (r *FormRoom) Object() fyne.CanvasObject { return r.object }

// SetTitle names the form in the trail; buttons shown or hidden before are laid out with it.
func (r *FormRoom) SetTitle(words string) { r.trail.SetTitle(words) }

// Notify shows a strip over the form, instead of the one before.
func (r *FormRoom) Notify(strip fyne.CanvasObject) {
	r.notice.Objects = []fyne.CanvasObject{strip}
	r.object.Refresh()
}

// Hush takes the strip away.
func (r *FormRoom) Hush() {
	r.notice.Objects = nil
	r.object.Refresh()
}

// Key leaves at Esc when no field holds the keyboard; what was typed is asked about, as ever.
func (r *FormRoom) Key(ev *fyne.KeyEvent) bool {
	if ev.Name != fyne.KeyEscape || r.env.Window.Canvas().Focused() != nil {
		return false
	}
	r.env.Back()
	return true
}

// put shows a form in the place.
func (r *FormRoom) put(form fyne.CanvasObject) {
	r.body.Objects = []fyne.CanvasObject{form}
	r.body.Refresh()
}

// clear leaves the place empty, to be drawn when the next form is there.
func (r *FormRoom) clear() { r.notice.Objects, r.body.Objects = nil, nil }
