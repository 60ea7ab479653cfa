package screens

import (
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// Refuse tells in a window of its own why the base cannot be opened, and offers the last backup where Setup has a Base. The
// base is left as it is: a backup takes its place only when asked for, and the base is kept beside it.
func Refuse(s Setup, cause error) error {
	lang := s.Lang
	if lang == "" {
		lang = text.SystemLang()
	}
	t := s.Words.In(lang)
	if s.Window == nil {
		s.Window = NewWindow(s.App)
	}
	kit.AwaitFaces()
	translateToolkit(t)
	w := s.Window
	w.Resize(fyne.NewSize(640, 420))
	kit.NewLayers(refusal(s, t, w, cause))
	w.SetContent(kit.CurrentLayers())
	kit.AttachKeys(w.Canvas())
	kit.SetRouter(func(ev *fyne.KeyEvent) bool {
		if ev.Name == fyne.KeyEscape {
			w.Close()
		}
		return ev.Name == fyne.KeyEscape
	})
	kit.Serve(func() {
		for range s.Raised {
			kit.OnUI(w.RequestFocus)
		}
	})
	w.ShowAndRun()
	return cause
}

// refusal is the message, what can be done, and the details.
func refusal(s Setup, t *text.Tongue, w fyne.Window, cause error) fyne.CanvasObject {
	sentence := t.T("shell.failed")
	var fault crm.Fault
	if errors.As(cause, &fault) {
		sentence = parts.FaultSentence(t, fault)
	}
	rows := []fyne.CanvasObject{
		kit.HBox(12, kit.NewGlyph("warn", kit.Red, 28), kit.NewText(t.T("shell.refused"), kit.Heading|kit.Bold, kit.Text)),
		kit.NewWrap(sentence, kit.Body, kit.Text, 0),
		kit.NewWrap(s.Folder, kit.Dense, kit.Text3, 0),
	}
	loader := &kit.Loader{}
	toCopy := kit.NewButton(kit.Ghost, t.T("text.copy"), func() { s.App.Clipboard().SetContent(cause.Error()) }).WithIcon("copy")
	buttons := []fyne.CanvasObject{toCopy, kit.Spacer(), kit.NewButton(kit.Plain, t.T("text.close"), w.Close)}
	if last := lastCopy(s.Base); last != "" {
		rows = append(rows, kit.NewWrap(t.T("shell.refused.backup", "File", filepath.Base(last)), kit.Body, kit.Text2, 0))
		buttons = append(buttons, kit.NewButton(kit.Primary, t.T("shell.refused.restore"), func() {
			kit.Commit(loader, "restore", func(ctx ctxt) (string, error) { return s.Base.Restore(ctx, last) }, func(kept string, err error) {
				restored(t, w, kept, err)
			})
		}))
	}
	rows = append(rows, kit.Spacer(), kit.NewWrap(cause.Error(), kit.Caption, kit.Text3, 4), kit.HBox(8, buttons...))
	return kit.Stack(kit.NewGround(kit.Bg, 0), kit.Pad(kit.VBox(14, rows...), 28, 28, 28, 20))
}

// lastCopy is the newest backup that may take the place of the base, "" for none.
func lastCopy(base BaseFiles) string {
	if base == nil {
		return ""
	}
	if copies := base.Backups(); len(copies) > 0 {
		return copies[0]
	}
	return ""
}

// restored tells that the backup stands in place of the base, or why it does not.
func restored(t *text.Tongue, w fyne.Window, kept string, err error) {
	words := kit.ErrorWords{Title: t.T("shell.error"), Details: t.T("text.details"), Copy: t.T("text.copy"), Close: t.T("text.close")}
	if err != nil {
		kit.ErrorBox(words, t.T("shell.refused.unrestored"), "", err.Error())
		return
	}
	m := kit.NewModal(t.T("shell.refused.restored"), kit.NewWrap(t.T("shell.refused.again", "File", kept), kit.Body, kit.Text, 0))
	m.OnClose = w.Close
	m.Action(kit.Primary, t.T("text.close"), nil)
	m.Show()
}
