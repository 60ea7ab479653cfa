package settings

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// copiesShown is how many backups the page lists.
const copiesShown = 10

// basePage is where the base lies, its backups, and whether it is sound.
func (s *Screen) basePage() fyne.CanvasObject {
	t := s.env.T
	folder, log := s.shell.Paths()
	keep := kit.NewButton(kit.Primary, t.T("settings.base.keep"), func() {
		s.busy(true)
		kit.Commit(&s.loader, "backup", s.shell.KeepBackup, func(path string, err error) {
			s.busy(false)
			if err != nil {
				s.env.Fail(err)
				return
			}
			s.env.Say(t.T("settings.base.kept", "File", filepath.Base(path)))
		})
	}).WithIcon("shield")
	copyTo := kit.NewButton(kit.Plain, t.T("settings.base.copy"), func() { s.copyBase() }).WithIcon("copy")
	check := kit.NewButton(kit.Plain, t.T("settings.base.check"), s.verify).WithIcon("check")
	for _, b := range []*kit.Button{keep, copyTo, check} {
		b.SetEnabled(!s.working)
	}
	where := kit.VBox(6, kit.HBox(12, kit.Grow(kit.NewTipText(folder, kit.Body, kit.Text)), kit.NewButton(kit.Plain, t.T("settings.base.folder"), func() { s.env.RevealFile(folder) }).WithIcon("disk")),
		kit.HBox(12, kit.Grow(kit.NewTipText(log, kit.Dense, kit.Text3)), kit.NewButton(kit.Ghost, t.T("settings.base.log"), func() { s.env.OpenFile(log) })))
	list := kit.VBox(6, kit.NewWrap(t.T("settings.base.hint"), kit.Dense, kit.Text3, 0))
	copies := s.shell.Backups()
	for i, path := range copies {
		if i == copiesShown {
			break
		}
		list.Add(recordLine(filepath.Base(path), sizeOf(t, path), nil, kit.NewIconButton("eye", t.T("settings.base.folder"), func() { s.env.RevealFile(path) })))
	}
	if len(copies) == 0 {
		list.Add(kit.NewText(t.T("settings.base.none"), kit.Body, kit.Text2))
	}
	list.Add(kit.HBox(8, keep, copyTo))
	return paper(kit.NewCard(t.T("settings.base.where"), where), kit.NewCard(t.T("settings.base.copies"), list),
		kit.NewCard(t.T("settings.base.sound"), kit.VBox(8, kit.NewWrap(t.T("settings.base.sound.line"), kit.Dense, kit.Text3, 0), kit.Left(check))))
}

// busy greys the buttons of the page while the base is copied or read, and shows the page anew when that is over.
func (s *Screen) busy(on bool) {
	s.working = on
	if s.present == "base" {
		s.put(s.basePage())
	}
}

func sizeOf(t *text.Tongue, path string) string {
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	return parts.Bytes(t, info.Size())
}

func (s *Screen) copyBase() {
	t := s.env.T
	s.env.SaveFile(t.T("settings.base.copy"), "rapport-"+s.env.Now().Format("2006-01-02")+".db", func(path string) {
		s.busy(true)
		kit.Commit(&s.loader, "backup", func(ctx context.Context) (struct{}, error) { return struct{}{}, s.desk.Backup(ctx, path) }, func(_ struct{}, err error) {
			s.busy(false)
			if err != nil {
				s.env.Fail(err)
				return
			}
			s.env.Say(t.T("settings.base.kept", "File", filepath.Base(path)))
		})
	})
}

// verify reads the whole base and tells what it found.
func (s *Screen) verify() {
	s.busy(true)
	kit.Load(&s.loader, "verify", s.desk.Verify, func(faults []crm.Fault, err error) {
		s.busy(false)
		if err != nil {
			s.env.Fail(err)
			return
		}
		s.tellFaults(faults)
	})
}

func (s *Screen) tellFaults(faults []crm.Fault) {
	t := s.env.T
	if len(faults) == 0 {
		s.env.Say(t.T("settings.base.good"))
		return
	}
	lines := make([]string, len(faults))
	for i, f := range faults {
		lines[i] = parts.FaultSentence(t, f)
	}
	kit.ErrorBox(kit.ErrorWords{Title: t.T("settings.base.bad"), Details: t.T("text.details"), Copy: t.T("text.copy"), Close: t.T("text.close")},
		t.T("settings.base.bad.line"), "", strings.Join(lines, "\n"))
}
