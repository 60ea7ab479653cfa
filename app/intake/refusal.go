package intake

import (
	"errors"
	"strings"

	"rapport/app/text"
)

// The reasons why a whole file cannot be read.
var (
	ErrEmpty   = errors.New("the file is empty")
	ErrFormat  = errors.New("the file is of another format")
	ErrTooBig  = errors.New("the file is too big")
	ErrDamaged = errors.New("the file is damaged")
)

// Refusal tells why a whole file cannot be read. errors.Is finds ErrEmpty, ErrFormat, ErrTooBig or ErrDamaged in it.
type Refusal struct {
	Kind   error
	Reason string   // message key "intake.refused.…"
	Args   []string // names and values of the message's fields
}

// Error is for the log; the user reads Say.
func (r *Refusal) Error() string {
	return r.Kind.Error() + " (" + r.Reason + " " + strings.Join(r.Args, " ") + ")"
}

// Unwrap gives the reason as one of this package's errors.
func (r *Refusal) Unwrap() error { return r.Kind }

// Say writes the refusal in the user's language.
func (r *Refusal) Say(t *text.Tongue) string {
	args := make([]any, len(r.Args))
	for i, a := range r.Args {
		args[i] = a
	}
	return t.T(r.Reason, args...)
}

func refuse(kind error, reason string, args ...string) error {
	return &Refusal{Kind: kind, Reason: reason, Args: args}
}
