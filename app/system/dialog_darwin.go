package system

import "strings"

// The scripts are fixed; what changes reaches them as arguments, which AppleScript takes as plain text.
const (
	openScript = `on run argv
	activate
	if (count of argv) is 1 then
		return POSIX path of (choose file with prompt (item 1 of argv))
	end if
	return POSIX path of (choose file with prompt (item 1 of argv) of type (items 2 thru -1 of argv))
end run
`
	saveScript = `on run argv
	activate
	return POSIX path of (choose file name with prompt (item 1 of argv) default location (POSIX file (item 2 of argv)) default name (item 3 of argv))
end run
`
)

func pickOpen(title string, extensions []string) (string, error) {
	return runScript(openScript, append([]string{title}, extensions...)...)
}

func pickSave(title, dir, name string) (string, error) {
	return runScript(saveScript, title, dir, name)
}

// runScript hands the script over on standard input: after the "-" no argument is read as an option.
func runScript(script string, args ...string) (string, error) {
	path, err := ask(script, "/usr/bin/osascript", append([]string{"-"}, args...)...)
	switch {
	case err == nil:
		return path, nil
	case strings.Contains(err.Error(), "(-128)"):
		return "", ErrCancelled
	}
	return "", err
}
