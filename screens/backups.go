package screens

import (
	"log/slog"
	"time"

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

// keepBackups makes the backup of the day in the background. It says nothing when all is well.
func (s *Shell) keepBackups() {
	kit.Later(backupDelay, func() {
		if !s.hasFirm || !s.backupDue() {
			return
		}
		kit.Load(&s.loader, "backup of the day", func(ctx ctxt) (string, error) { return s.KeepBackup(ctx) }, func(path string, err error) {
			if err != nil {
				slog.Error("backup of the day", "error", err)
				s.warn(s.tongue().T("shell.backup.failed"))
				return
			}
			slog.Info("backup of the day", "file", path)
		})
	})
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
