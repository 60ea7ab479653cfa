package screens

import (
	"log/slog"
	"time"

	"rapport/screens/kit"
)

// expiryDelay is how long after the window began offers expire: its first pictures come first.
const expiryDelay = 2 * time.Second

// expireOffers marks the offers that are with clients beyond the last day they hold; the news tell of it, with undo.
func (s *Shell) expireOffers() { kit.Later(expiryDelay, s.expireNow) }

func (s *Shell) expireNow() {
	if !s.hasFirm {
		return
	}
	kit.Commit(&s.loader, "expire", func(ctx ctxt) (int, error) { return s.Desk.ExpireOffers(ctx) }, func(n int, err error) {
		if err != nil {
			slog.Error("expire offers", "error", err)
			s.fail(err)
			return
		}
		slog.Info("offers expired", "number", n)
	})
}
