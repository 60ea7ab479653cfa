package intake

import (
	"regexp"
	"sync"
)

// pattern compiles an expression when it is first used: most runs of the program use few of them, and all start with them.
func pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
