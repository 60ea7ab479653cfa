package paper

import (
	"errors"

	"golang.org/x/text/encoding/charmap"

	"rapport/app/crm"
)

// charset is how the letters of a payment are written into its code.
type charset int

const (
	inUTF8        charset = iota
	inWindows1251         // a byte for a Cyrillic letter where UTF-8 takes two
)

// encode writes a text in the character set; an error tells that it has a sign the set lacks.
func (in charset) encode(s string) (string, error) {
	if in == inUTF8 {
		return s, nil
	}
	return charmap.Windows1251.NewEncoder().String(s)
}

// payCoding is a way of writing a payment into a code.
type payCoding struct {
	in    charset
	level eccLevel
}

// payCodings are the ways of a scheme, the usual first; the others take long names that would make the modules of the usual
// one too small. The sign in the centre of Ukrainian codes covers some modules, so that more correction is wanted there.
var payCodings = map[PayScheme][]payCoding{
	PayRussia:  {{inUTF8, eccM}, {inWindows1251, eccM}},
	PayUkraine: {{inUTF8, eccQ}, {inUTF8, eccM}, {inWindows1251, eccM}},
	PayEurope:  {{inUTF8, eccM}},
}

// leastVersion is the smallest code of a scheme: the National Bank of Ukraine wants versions 10 to 20.
func leastVersion(scheme PayScheme) int {
	if scheme == PayUkraine {
		return 10
	}
	return 1
}

// draw encodes the payment the first way whose modules are large enough, in the smaller frame where it can.
func (c *payCode) draw(pay Payment) error {
	if _, err := pay.Payload(c.scheme); err != nil {
		return err
	}
	for _, way := range payCodings[c.scheme] {
		err := c.drawIn(pay, way)
		var fault crm.Fault
		if err == nil || errors.As(err, &fault) {
			return err
		}
	}
	return errCodeLong
}

func (c *payCode) drawIn(pay Payment, way payCoding) (err error) {
	text, err := pay.payload(c.scheme, way.in)
	if err != nil {
		return err
	}
	if c.code, err = encodeQR([]byte(text), way.level, leastVersion(c.scheme)); err != nil {
		return err
	}
	for _, c.box = range []float64{34, 40} {
		if c.module() >= leastModule {
			return nil
		}
	}
	return errCodeLong
}
