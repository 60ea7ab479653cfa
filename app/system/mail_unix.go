//go:build !windows && !darwin

package system

// compose asks xdg-email. Every value follows its option, so that none of them can be one, and the address is the last.
func compose(l Letter) error { return launch("xdg-email", letterArgs(l)...) }

func letterArgs(l Letter) []string {
	args := []string{"--utf8", "--subject", l.Subject, "--body", l.Text, "--attach", l.File}
	if l.To != "" {
		args = append(args, l.To)
	}
	return args
}
