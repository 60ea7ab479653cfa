package desk

import (
	"context"
	"strconv"

	"rapport/app/crm"
	"rapport/app/trade"
)

// mostExpired is how many offers expire in one act: more than a firm has out, and few enough to be written while the window
// is being used.
const mostExpired = 200

// ExpireOffers marks the offers expired that are with clients beyond the last day they hold, in one act, and tells how
// many there were. An offer without validity never expires. Of more than two hundred those longest overdue go first; the
// others follow when it is called again.
func (d *Desk) ExpireOffers(ctx context.Context) (int, error) {
	offers, err := d.OverdueOffers(ctx, d.Today(), mostExpired)
	if err != nil {
		return 0, err
	}
	var changes []crm.Change
	number := ""
	for _, was := range offers {
		if now, ok := trade.Expire(was, d.Today()); ok {
			changes = append(changes, crm.Alter(was, now))
			number = was.FullNumber()
		}
	}
	if len(changes) == 1 {
		return 1, d.apply(ctx, "act.offer.state", []string{"Number", number, "State", string(trade.Expired)}, changes...)
	}
	return len(changes), d.apply(ctx, "act.offers.expire", []string{"N", strconv.Itoa(len(changes))}, changes...)
}
