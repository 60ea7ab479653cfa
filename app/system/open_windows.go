package system

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"

	"golang.org/x/sys/windows"
)

func open(path string) error { return shellExecute("open", path, "") }

func print(path string) error { return shellExecute("print", path, "") }

func reveal(path string) error {
	args, err := selectArgs(path)
	if err != nil {
		return err
	}
	dir, err := windows.GetSystemWindowsDirectory()
	if err != nil {
		return fmt.Errorf("find the Windows folder: %w", err)
	}
	return shellExecute("open", filepath.Join(dir, "explorer.exe"), args)
}

// selectArgs is explorer's argument for choosing a file. No file name of Windows holds a quote, so a path with one
// can only be an attempt to add arguments.
func selectArgs(path string) (string, error) {
	if strings.ContainsAny(path, "\"\x00") {
		return "", fmt.Errorf("no such name: %q", path)
	}
	return `/select,"` + path + `"`, nil
}

// shellExecute asks the Windows shell to act on a file; it needs COM on the thread that asks.
func shellExecute(verb, file, args string) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := windows.CoInitializeEx(0, windows.COINIT_APARTMENTTHREADED|windows.COINIT_DISABLE_OLE1DDE); err == nil {
		defer windows.CoUninitialize()
	}
	verbW, err := windows.UTF16PtrFromString(verb)
	if err != nil {
		return err
	}
	fileW, err := windows.UTF16PtrFromString(file)
	if err != nil {
		return err
	}
	var argsW *uint16
	if args != "" {
		if argsW, err = windows.UTF16PtrFromString(args); err != nil {
			return err
		}
	}
	return windows.ShellExecute(0, verbW, fileW, argsW, nil, windows.SW_SHOWNORMAL)
}
