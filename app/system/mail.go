package system

import (
	"fmt"
	"net/mail"
	"strings"
	"unicode/utf8"
)

// Letter is what the user's program of mail is asked to begin: to whom, about what, with which file.
type Letter struct {
	To      string // one address alone; anything else is left out
	Subject string
	Text    string
	File    string // attached
	Draft   string // the same letter as a file (.eml), for systems that open one as a draft
}

// mostText is how many bytes of a text are handed to a program: argument lists have an end.
const mostText = 20_000

// Mail asks the user's program of mail to begin a letter with a file attached, and opens the draft where the system has no
// way to hand a file over. It returns when the program was started.
func Mail(l Letter) error {
	full, err := existing(l.File)
	if err != nil {
		return fmt.Errorf("mail: %w", err)
	}
	l.File, l.To, l.Subject, l.Text = full, onlyAddress(l.To), oneLine(l.Subject), bodyText(l.Text)
	if err = compose(l); err == nil || l.Draft == "" {
		return wrap("mail", full, err)
	}
	return Open(l.Draft)
}

// onlyAddress is the address, or nothing where it is more than one address or could be taken for an option.
func onlyAddress(s string) string {
	a, err := mail.ParseAddress(s)
	if err != nil || strings.HasPrefix(a.Address, "-") || a.Address != oneLine(a.Address) {
		return ""
	}
	return a.Address
}

// bodyText keeps line ends and drops other controls.
func bodyText(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	if len(s) > mostText {
		s = s[:mostText]
		for !utf8.ValidString(s) {
			s = s[:len(s)-1]
		}
	}
	return s
}
