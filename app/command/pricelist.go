package command

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"rapport/app/crm"
	"rapport/app/desk"
)

// priceList prints the prices of the catalogue: everybody's, a client's or a segment's.
func (v *verbs) priceList() *cobra.Command {
	var client, segment, until string
	var pictures bool
	c := v.writer("pricelist", noWords, func(ctx context.Context, d *desk.Desk, _ []string) ([]byte, error) {
		if client != "" && segment != "" {
			return nil, misuse("command.pricelist.both")
		}
		asked, err := whosePrices(ctx, d, client, segment)
		if err != nil {
			return nil, err
		}
		asked.Until, asked.Lang, asked.Pictures = crm.Day(until), v.tongue.Lang(), pictures
		print, err := d.PrintPriceList(ctx, asked)
		for _, r := range print.Remarks {
			fmt.Fprintln(v.errs, v.sentence(r))
		}
		return print.PDF, err
	})
	c.Flags().StringVar(&client, "client", "", "")
	c.Flags().StringVar(&segment, "segment", "", "")
	c.Flags().StringVar(&until, "until", "", "")
	c.Flags().BoolVar(&pictures, "pictures", false, "")
	return c
}

// whosePrices is the price list of a client or a segment that somebody at a keyboard means.
func whosePrices(ctx context.Context, d *desk.Desk, client, segment string) (desk.PriceListAsked, error) {
	id := crm.ClientID(0)
	var err error
	if client != "" {
		if id, err = d.ClientNamed(ctx, client); err != nil {
			return desk.PriceListAsked{}, err
		}
	}
	asked, err := d.PriceListLike(ctx, id)
	if err != nil || segment == "" {
		return asked, err
	}
	s, err := d.SegmentNamed(ctx, segment)
	asked.Segment = s.ID
	return asked, err
}
