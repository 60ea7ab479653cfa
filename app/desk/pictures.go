package desk

import (
	"context"
	"path/filepath"
	"sync"

	"rapport/app/crm"
	"rapport/app/paper"
	"rapport/app/trade"
)

// TakePicture reads a picture from a file and keeps it in the base, where no undo takes it away: logos, stamps and the
// pictures of items are named by its id. Large ones are scaled down; what is no picture is a fault that says so.
func (d *Desk) TakePicture(ctx context.Context, path string) (trade.Picture, error) {
	name := filepath.Base(path)
	data, err := readBounded("picture", path, paper.MaxPictureFile)
	if err == nil && len(data) > paper.MaxPictureFile {
		err = crm.Fault{Field: "picture", Reason: "paper.picture.huge", Args: []string{"File", name}}
	}
	if err != nil {
		return trade.Picture{}, err
	}
	return d.KeepPicture(ctx, name, data)
}

// KeepPicture is TakePicture for the bytes of a file.
func (d *Desk) KeepPicture(ctx context.Context, name string, data []byte) (trade.Picture, error) {
	p, err := paper.TakePicture(name, data)
	if err != nil {
		return p, err
	}
	tidyLines(&p.Name)
	p.ID = trade.PictureID(d.ids.next())
	return d.store.KeepPicture(ctx, p)
}

// album keeps the pictures read lately: a preview asks for the same ones at every keystroke, and a picture never changes.
type album struct {
	mu   sync.Mutex
	have map[trade.PictureID]trade.Picture
	size int
}

// albumBytes bounds the pictures kept in memory.
const albumBytes = 32 << 20

func (a *album) get(id trade.PictureID) (trade.Picture, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	p, ok := a.have[id]
	return p, ok
}

func (a *album) put(p trade.Picture) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.size += len(p.Bytes); a.have == nil || a.size > albumBytes {
		a.have, a.size = map[trade.PictureID]trade.Picture{}, len(p.Bytes)
	}
	a.have[p.ID] = p
}

// Picture reads a picture; crm.ErrNotFound when there is none of the id. Its bytes must not be changed.
func (d *Desk) Picture(ctx context.Context, id trade.PictureID) (trade.Picture, error) {
	if p, ok := d.album.get(id); ok {
		return p, nil
	}
	p, err := d.Reads.Picture(ctx, id)
	if err == nil {
		d.album.put(p)
	}
	return p, err
}

// DropUnused drops pictures and papers that nothing has used for thirty days; see Store. It is called after a backup: what
// goes is in the copy still.
func (d *Desk) DropUnused(ctx context.Context) (trade.Dropped, error) {
	return d.store.DropUnused(ctx, crm.At(d.now()))
}

// pictures reads several pictures; those that are not there are left out.
func (d *Desk) pictures(ctx context.Context, ids []trade.PictureID) (map[trade.PictureID]trade.Picture, error) {
	all := map[trade.PictureID]trade.Picture{}
	for _, id := range ids {
		p, have, err := found(d.Picture(ctx, id))
		if err != nil {
			return nil, err
		}
		if have {
			all[id] = p
		}
	}
	return all, nil
}
