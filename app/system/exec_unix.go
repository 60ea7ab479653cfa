//go:build !windows

package system

import (
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"
)

// settle is how long a started program may take to fail: longer means that it shows the file and stays.
const settle = 2 * time.Second

// launch starts a program without a shell and returns once it has ended well or has stayed for a while.
func launch(name string, args ...string) error {
	cmd, err := command(name, args...)
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		return wrapExit(name, err, "")
	case <-time.After(settle):
		return nil
	}
}

// ask runs a program without a shell to its end and returns what it wrote.
func ask(input, name string, args ...string) (string, error) {
	cmd, err := command(name, args...)
	if err != nil {
		return "", err
	}
	var complaint strings.Builder
	cmd.Stdin, cmd.Stderr = strings.NewReader(input), &complaint
	out, err := cmd.Output()
	return strings.TrimRight(string(out), "\n"), wrapExit(name, err, complaint.String())
}

// command finds a program on the user's path; one in the current folder is never taken.
func command(name string, args ...string) (*exec.Cmd, error) {
	full, err := exec.LookPath(name)
	if err != nil {
		return nil, errors.Join(ErrNoProgram, err)
	}
	return exec.Command(full, args...), nil
}

func wrapExit(name string, err error, complaint string) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w %s", name, err, strings.TrimSpace(complaint))
}
