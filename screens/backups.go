package screens

import (
	"errors"
	"log/slog"
	"path/filepath"
	"time"

	"rapport/app/crm"
	"rapport/screens/kit"
)

// When the program makes a backup by itself: some time after the start, so that the morning does not begin with it.
const (
	backupDelay = 40 * time.Second
	backupEvery = 24 * time.Hour
	// A base above backupHeavy bytes is copied once a week only: the copy is read back whole to be checked.
	backupHeavy      = 500 << 20
	backupEveryHeavy = 7 * 24 * time.Hour
)

// keepBackups makes the backup of the day in the background, and drops what nothing uses any more. It says nothing when all
// is well.
func (s *Shell) keepBackups() {
	kit.Later(backupDelay, func() {
		if !s.hasFirm || !s.backupDue() {
			return
		}
		kit.Load(&s.loader, "backup of the day", s.backupOfTheDay, func(path string, err error) {
			switch {
			case err == nil:
				slog.Info("backup of the day", "file", path)
			case damaged(err):
				slog.Error("backup of the day", "error", err)
				s.tellDamage(err)
			default:
				slog.Error("backup of the day", "error", err)
				s.warn(s.tongue().T("shell.backup.failed"))
			}
		})
	})
}

// backupOfTheDay makes the copy, and then drops what nothing uses any more: it is in the copy still. That nothing could be
// dropped is no fault of the copy.
func (s *Shell) backupOfTheDay(ctx ctxt) (string, error) {
	path, err := s.KeepBackup(ctx)
	if err != nil {
		return "", err
	}
	gone, err := s.Desk.DropUnused(ctx)
	switch {
	case err != nil:
		slog.Error("drop unused pictures and papers", "error", err)
	case gone.Pictures+gone.Papers > 0:
		slog.Info("unused pictures and papers dropped", "pictures", gone.Pictures, "papers", gone.Papers, "bytes", gone.Bytes)
	}
	return path, nil
}

// backupDue tells whether the last backup is old enough.
func (s *Shell) backupDue() bool {
	last, has := s.Base.LastBackup()
	every := backupEvery
	if s.Base.Size() > backupHeavy {
		every = backupEveryHeavy
	}
	return !has || s.now().Sub(last) > every
}

// damaged reports whether an error tells of damage in the base.
func damaged(err error) bool {
	var fault crm.Fault
	return errors.As(err, &fault) && fault.Reason == "data.err.damaged"
}

// tellDamage says that the base was found damaged while it was copied. It can be exchanged for a copy only when it is not
// open, which its next opening offers.
func (s *Shell) tellDamage(err error) {
	t := s.tongue()
	line := t.T("shell.damaged.line")
	if last := lastCopy(s.Base); last != "" {
		line += " " + t.T("shell.damaged.copy", "File", filepath.Base(last))
	}
	m := kit.NewModal(t.T("shell.damaged"), kit.VBox(10, kit.NewWrap(line, kit.Body, kit.Text, 0), kit.NewWrap(err.Error(), kit.Caption, kit.Text3, 3)))
	m.CancelButton(t.T("shell.damaged.later"))
	m.Action(kit.Primary, t.T("shell.damaged.close"), func() bool {
		s.window.Close()
		return true
	})
	m.Show()
}
