package system

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"unicode/utf16"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	comdlg          = windows.NewLazySystemDLL("comdlg32.dll")
	getOpenFileName = comdlg.NewProc("GetOpenFileNameW")
	getSaveFileName = comdlg.NewProc("GetSaveFileNameW")
	dialogError     = comdlg.NewProc("CommDlgExtendedError")
)

// fileDialog is OPENFILENAMEW of commdlg.h.
type fileDialog struct {
	size            uint32
	owner           windows.HWND
	instance        windows.Handle
	filter          *uint16
	customFilter    *uint16
	maxCustomFilter uint32
	filterIndex     uint32
	file            *uint16
	maxFile         uint32
	fileTitle       *uint16
	maxFileTitle    uint32
	initialDir      *uint16
	title           *uint16
	flags           uint32
	fileOffset      uint16
	fileExtension   uint16
	defaultExt      *uint16
	custData        uintptr
	hook            uintptr
	templateName    *uint16
	reserved        uintptr
	reservedMore    uint32
	flagsEx         uint32
}

// Flags of commdlg.h.
const (
	overwritePrompt = 0x00000002
	hideReadOnly    = 0x00000004
	noChangeDir     = 0x00000008
	pathMustExist   = 0x00000800
	fileMustExist   = 0x00001000
	explorerLook    = 0x00080000
)

func pickOpen(title string, extensions []string) (string, error) {
	d := fileDialog{filter: filterOf(extensions), flags: explorerLook | noChangeDir | hideReadOnly | pathMustExist | fileMustExist}
	return show(getOpenFileName, &d, title, "", "")
}

func pickSave(title, dir, name string) (string, error) {
	ext := strings.TrimPrefix(filepath.Ext(name), ".")
	d := fileDialog{filter: filterOf(cleanExtensions([]string{ext})), flags: explorerLook | noChangeDir | hideReadOnly | pathMustExist | overwritePrompt}
	d.defaultExt, _ = windows.UTF16PtrFromString(ext) // names never hold the zero this could fail on
	return show(getSaveFileName, &d, title, dir, name)
}

// filterOf is a list of label and pattern, each ended by a zero and the whole by one more; nil offers every file.
func filterOf(extensions []string) *uint16 {
	if len(extensions) == 0 {
		return nil
	}
	var patterns []string
	for _, ext := range extensions {
		patterns = append(patterns, "*."+ext)
	}
	label, pattern := strings.Join(patterns, ", "), strings.Join(patterns, ";")
	return &utf16.Encode([]rune(label + "\x00" + pattern + "\x00\x00"))[0]
}

// show runs a dialog on a thread of its own, since the dialog reads that thread's messages, and belongs to our window.
func show(proc *windows.LazyProc, d *fileDialog, title, dir, name string) (string, error) {
	if err := proc.Find(); err != nil {
		return "", fmt.Errorf("%w: %w", ErrNoDialog, err)
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := windows.CoInitializeEx(0, windows.COINIT_APARTMENTTHREADED); err == nil {
		defer windows.CoUninitialize()
	}
	var path [32768]uint16
	copy(path[:len(path)-1], utf16.Encode([]rune(name)))
	d.size, d.owner = uint32(unsafe.Sizeof(*d)), ourWindow()
	d.file, d.maxFile = &path[0], uint32(len(path))
	var err error
	if d.title, err = windows.UTF16PtrFromString(title); err != nil {
		return "", err
	}
	if dir != "" {
		if d.initialDir, err = windows.UTF16PtrFromString(filepath.Clean(dir)); err != nil {
			return "", err
		}
	}
	if done, _, _ := proc.Call(uintptr(unsafe.Pointer(d))); done != 0 {
		return windows.UTF16ToString(path[:]), nil
	}
	if code, _, _ := dialogError.Call(); code != 0 {
		return "", fmt.Errorf("file dialog failed with code %#x", code)
	}
	return "", ErrCancelled
}

// ourWindow is the window in front when it is the program's own, or none.
func ourWindow() windows.HWND {
	window := windows.GetForegroundWindow()
	var pid uint32
	if _, err := windows.GetWindowThreadProcessId(window, &pid); err != nil || pid != windows.GetCurrentProcessId() {
		return 0
	}
	return window
}
