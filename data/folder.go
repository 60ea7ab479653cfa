package data

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Folder is where a base lives, with its backups beside it.
type Folder string

const (
	backupFolder = "backups"
	backupMark   = "rapport-"
	backupKept   = 10 // copies; older ones go
	backupStamp  = "2006-01-02-150405"
)

// Keep writes a checked copy of the open base into the backup folder, by the function given, and returns its path. The
// oldest copies beyond ten go once the new one is there.
func (f Folder) Keep(ctx context.Context, backup func(ctx context.Context, path string) error) (string, error) {
	dir := filepath.Join(string(f), backupFolder)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("backup folder: %w", err)
	}
	path := filepath.Join(dir, backupMark+time.Now().Format(backupStamp)+".db")
	if err := backup(ctx, path); err != nil {
		return "", fmt.Errorf("backup: %w", err)
	}
	copies := f.Backups()
	for _, old := range copies[min(len(copies), backupKept):] {
		_ = os.Remove(old) // a copy too many does no harm
	}
	return path, nil
}

// Backups lists the copies, newest first.
func (f Folder) Backups() []string {
	found, err := filepath.Glob(filepath.Join(string(f), backupFolder, backupMark+"*.db"))
	if err != nil {
		return nil
	}
	slices.Sort(found)
	slices.Reverse(found)
	return found
}

// LastBackup is when the newest copy was made, by its name; false when there is none.
func (f Folder) LastBackup() (time.Time, bool) {
	for _, path := range f.Backups() {
		stamp := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(path), backupMark), ".db")
		if t, err := time.ParseInLocation(backupStamp, stamp, time.Local); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// Size is the size of the base in bytes, 0 when there is none.
func (f Folder) Size() int64 {
	info, err := os.Stat(filepath.Join(string(f), FileName))
	if err != nil {
		return 0
	}
	return info.Size()
}

// Restore puts a copy in place of the base, which must not be open. The base is kept beside it, with its log, under the
// name returned. If anything fails the base is as it was.
func (f Folder) Restore(ctx context.Context, copy string) (kept string, err error) {
	base := filepath.Join(string(f), FileName)
	fresh := base + ".restoring"
	if err := copyFile(ctx, copy, fresh); err != nil {
		return "", errors.Join(fmt.Errorf("restore: %w", err), os.Remove(fresh))
	}
	kept = base + ".before-" + time.Now().Format(backupStamp)
	for _, tail := range []string{"", "-wal", "-shm"} {
		if err := os.Rename(base+tail, kept+tail); err != nil && !errors.Is(err, os.ErrNotExist) {
			return "", errors.Join(fmt.Errorf("restore: %w", err), os.Remove(fresh))
		}
	}
	if err := os.Rename(fresh, base); err != nil {
		return "", errors.Join(fmt.Errorf("restore: %w", err), os.Rename(kept, base))
	}
	return filepath.Base(kept), nil
}

// copyFile copies a file for the owner alone and makes sure that it has reached the disk.
func copyFile(ctx context.Context, from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err == nil {
		err = out.Sync()
	}
	return errors.Join(err, out.Close(), ctx.Err())
}
