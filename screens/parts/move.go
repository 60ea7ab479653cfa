package parts

import (
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/kit"
)

// Mover is the desk as moving clients needs it.
type Mover interface {
	MoveClient(ctx Context, id crm.ClientID, to crm.Rung, reason, note string) (crm.Move, error)
	ChooseType(ctx Context, id crm.ClientID, t crm.RelType, reason string) (crm.TypeAssessment, error)
}

// MoveClient moves a client to another rung: it asks for the reason unless the settings say not to, then moves in the
// background. stayed is called when the user thought better of it or the move failed, so that a board can put its card back.
func MoveClient(env *Env, l *kit.Loader, m Mover, c crm.ClientRow, to crm.Rung, stayed func()) {
	move := func(reason, note string) {
		kit.Commit(l, "move "+ID(c.ID), func(ctx Context) (crm.Move, error) { return m.MoveClient(ctx, c.ID, to, reason, note) },
			func(_ crm.Move, err error) {
				if err != nil {
					env.Fail(err)
					stayed()
				}
			})
	}
	up := (crm.Move{From: c.Rung, To: to}).Up()
	if !env.AskReason(up) {
		move("", "")
		return
	}
	askMove(env, c, to, up, move, stayed)
}

func askMove(env *Env, c crm.ClientRow, to crm.Rung, up bool, move func(reason, note string), stayed func()) {
	t := env.T
	icon, ink, title := "up", kit.Green, "parts.move.up"
	if !up {
		icon, ink, title = "down", kit.Red, "parts.move.down"
	}
	from := kit.VBox(4, kit.NewTipText(c.Name, kit.Body|kit.Bold, kit.Text), kit.HBox(8, kit.NewText(RungName(t, c.Rung), kit.Body, kit.Text2),
		kit.NewGlyph(icon, ink, 16), kit.NewText(RungName(t, to), kit.Body|kit.Bold, kit.Text)))
	reason := reasonField(t, c.Rung, to, up)
	note := kit.NewTextArea(t.T("parts.move.note.hint"), 3, t.T("parts.text.long"))
	form := kit.NewForm(1)
	form.Wide(from)
	form.Add(kit.Field{ID: "reason", Label: t.T("parts.move.reason"), Input: reason, Check: func(v string) (kit.Level, string) {
		if !up && v == "" && strings.TrimSpace(note.Value()) == "" {
			return kit.Error, t.T("parts.move.need")
		}
		return kit.Good, ""
	}}, kit.Field{ID: "note", Label: t.T("parts.move.note"), Input: note})
	m := kit.NewModal(t.T(title), form).CancelButton(t.T("text.not.now"))
	m.OnCancel = stayed
	m.Action(kit.Primary, t.T("parts.move.do"), func() bool {
		if !form.Validate() {
			return false
		}
		move(reason.Value(), note.Value())
		return true
	})
	m.StartWith(reason).Show()
}

// reasonField offers the reasons of a move. A move up may go without, a move down needs one, or a word on what happened.
func reasonField(t *text.Tongue, from, to crm.Rung, up bool) *kit.Select {
	var options []kit.Option
	if up {
		options = append(options, kit.Option{ID: "", Label: t.T("parts.move.unsaid")})
	}
	for _, r := range crm.Reasons(from, to) {
		options = append(options, kit.Option{ID: r, Label: t.T("crm.reason." + r)})
	}
	reason := kit.NewSelect(options, nil).WithHint(t.T("parts.move.choose"))
	reason.SetValue("")
	return reason
}

// ChooseType gives a client a type by the owner's word; it asks for the reason, which is kept with the assessment.
func ChooseType(env *Env, l *kit.Loader, m Mover, c crm.ClientRow, to crm.RelType, stayed func()) {
	t := env.T
	line := kit.VBox(4, kit.NewTipText(c.Name, kit.Body|kit.Bold, kit.Text), kit.HBox(8, kit.NewText(TypeName(t, c.Type), kit.Body, kit.Text2),
		kit.NewGlyph("right", kit.Text3, 16), kit.NewChip(TypeIcon(to), TypeName(t, to), TypeTone(to))))
	note := kit.NewTextArea(t.T("parts.type.reason.hint"), 3, t.T("parts.text.long"))
	form := kit.NewForm(1)
	form.Wide(line)
	rows := []fyne.CanvasObject{kit.NewWrap(t.T("parts.type.advice"), kit.Dense, kit.Text3, 3)}
	form.Add(kit.Field{ID: "reason", Label: t.T("parts.type.reason"), Input: note, Check: func(v string) (kit.Level, string) {
		if v == "" {
			return kit.Error, t.T("crm.type.reason")
		}
		return kit.Good, ""
	}})
	form.Wide(kit.VBox(4, rows...))
	modal := kit.NewModal(t.T("parts.type.title"), form).CancelButton(t.T("text.not.now"))
	modal.OnCancel = stayed
	modal.Action(kit.Primary, t.T("parts.type.do"), func() bool {
		if !form.Validate() {
			return false
		}
		reason := note.Value()
		kit.Commit(l, "type "+ID(c.ID), func(ctx Context) (crm.TypeAssessment, error) { return m.ChooseType(ctx, c.ID, to, reason) },
			func(_ crm.TypeAssessment, err error) {
				if err != nil {
					env.Fail(err)
					stayed()
				}
			})
		return true
	})
	modal.StartWith(note).Show()
}
