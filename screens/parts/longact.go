package parts

import (
	"context"
	"errors"

	"rapport/screens/kit"
)

// LongAct does something to many records in the background. Once that has taken a second, a message at the foot of the
// window says what is under way and lets the user call it off; then nothing of it is done. Acts stand in no one's way: a
// later one does not call off an earlier. done, where there is one, is called when it went well.
func LongAct(env *Env, l *kit.Loader, key, underWay string, do func(ctx context.Context) error, done func()) {
	slow := func(cancel func()) func() {
		return kit.ShowToast(kit.Toast{Icon: "clock", IconToken: kit.Accent, Sentence: underWay, Action: env.T.T("text.cancel"), OnAction: cancel,
			CloseTip: env.T.T("text.close"), Stays: true})
	}
	kit.CommitLong(l, key, slow, func(ctx context.Context) (struct{}, error) { return struct{}{}, do(ctx) }, func(_ struct{}, err error) {
		switch {
		case errors.Is(err, context.Canceled):
			env.Say(env.T.T("parts.long.off"))
		case err != nil:
			env.Fail(err)
		case done != nil:
			done()
		}
	})
}
