//go:build !windows

package system

// JoinConsole does nothing here: every program has the terminal it was started from.
func JoinConsole() {}
