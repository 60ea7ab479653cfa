package system

import (
	"os"

	"golang.org/x/sys/windows"
)

// JoinConsole lets a program built for the window write to the console it was started from: Windows gives such a
// program none of its own. Streams that lead to a file or a pipe stay as they are.
func JoinConsole() {
	if !lost(windows.STD_OUTPUT_HANDLE) && !lost(windows.STD_ERROR_HANDLE) {
		return
	}
	const parent = ^uintptr(0) // ATTACH_PARENT_PROCESS
	attach := windows.NewLazySystemDLL("kernel32.dll").NewProc("AttachConsole")
	if done, _, _ := attach.Call(parent); done == 0 {
		return // started from no console
	}
	if lost(windows.STD_OUTPUT_HANDLE) {
		os.Stdout = console(os.Stdout)
	}
	if lost(windows.STD_ERROR_HANDLE) {
		os.Stderr = console(os.Stderr)
	}
}

// lost tells whether a standard stream leads nowhere.
func lost(stream uint32) bool {
	handle, err := windows.GetStdHandle(stream)
	if err != nil || handle == 0 || handle == windows.InvalidHandle {
		return true
	}
	kind, err := windows.GetFileType(handle)
	return err != nil || kind == windows.FILE_TYPE_UNKNOWN
}

// console opens the console that was joined, or gives back the stream there was.
func console(otherwise *os.File) *os.File {
	f, err := os.OpenFile("CONOUT$", os.O_RDWR, 0)
	if err != nil {
		return otherwise
	}
	return f
}
