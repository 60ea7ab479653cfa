//go:build !probe

package screens

import "errors"

// Watch is only in programs built for the end-to-end tests.
func (s *Shell) Watch(string) error { return errors.New("this program was built without the probe") }
