package desk

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"strconv"
	"sync"

	"rapport/app/crm"
	"rapport/app/paper"
	"rapport/app/trade"
)

// brokenTold is how many pictures that cannot be printed are told of by the names of their items.
const brokenTold = 10

// smallPictures makes the pictures of the rows small, on all cores; each large one is let go at once, so that a list of
// thousands needs no more memory than what is printed. Those that cannot be read are left out and told of.
func (d *Desk) smallPictures(ctx context.Context, sections []paper.PriceSection) (map[trade.PictureID]paper.Thumbnail, []Remark, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	all, broken := map[trade.PictureID]paper.Thumbnail{}, map[trade.PictureID]string{}
	var mu sync.Mutex
	var hands sync.WaitGroup
	work := make(chan trade.PictureID)
	for range runtime.GOMAXPROCS(0) {
		hands.Add(1)
		go func() {
			defer hands.Done()
			for id := range work {
				small, reason, err := d.smallPicture(ctx, id)
				mu.Lock()
				switch {
				case err != nil:
					stop(err)
				case reason != "":
					broken[id] = reason
				default:
					all[id] = small
				}
				mu.Unlock()
			}
		}()
	}
	for _, id := range picturesOf(sections) {
		if ctx.Err() != nil {
			break
		}
		work <- id
	}
	close(work)
	hands.Wait()
	return all, brokenPictures(sections, broken), context.Cause(ctx)
}

// smallPicture is one picture made small, or why there is none.
func (d *Desk) smallPicture(ctx context.Context, id trade.PictureID) (small paper.Thumbnail, reason string, err error) {
	p, have, err := found(d.Reads.Picture(ctx, id)) // not by the album, whose pictures would all be pushed out
	if err != nil {
		return small, "", err
	}
	if !have {
		return small, "paper.remark.item.gone", nil
	}
	small, err = paper.MakeThumbnail(p)
	if err != nil {
		return small, "paper.remark.item.broken", nil
	}
	return small, "", nil
}

// picturesOf are the pictures that the rows name, each once.
func picturesOf(sections []paper.PriceSection) []trade.PictureID {
	var ids []trade.PictureID
	for _, s := range sections {
		for _, r := range s.Rows {
			if r.Picture != 0 {
				ids = append(ids, r.Picture)
			}
		}
	}
	slices.SortFunc(ids, cmp.Compare)
	return slices.Compact(ids)
}

// brokenPictures tells which items are printed without their picture: the first ones by name, then how many more.
func brokenPictures(sections []paper.PriceSection, broken map[trade.PictureID]string) []Remark {
	var all []Remark
	n := 0
	for _, s := range sections {
		for _, r := range s.Rows {
			reason, is := broken[r.Picture]
			if !is {
				continue
			}
			if n++; n <= brokenTold {
				all = append(all, Remark{Field: "picture " + strconv.Itoa(n), Reason: reason, Args: []string{"Name", firstOf(r.Name, r.Article)}})
			}
		}
	}
	if n > brokenTold {
		all = append(all, crm.Fault{Field: "pictures", Reason: "paper.remark.item.more", Args: []string{"N", strconv.Itoa(n - brokenTold)}})
	}
	return all
}
