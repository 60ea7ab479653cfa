package data

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/data/sqlite"
)

// KeepPicture keeps a picture under its id, past the journal: what names it always finds it, whatever is undone. Bytes
// that are kept already are not kept twice, and written anew when they were damaged; the picture is returned with the id it has in
// the base. It counts as used for as long as DropUnused waits.
func (s *Store) KeepPicture(ctx context.Context, p trade.Picture) (trade.Picture, error) {
	sum := sha256.Sum256(p.Bytes)
	digest := hex.EncodeToString(sum[:])
	err := s.db.Write(ctx, func(tx *sqlite.Session) error {
		err := tx.Exec(ctx, `INSERT INTO picture (id, digest, name, kind, width, height, body) VALUES ($1, $2, $3, $4, $5, $6, $7)
			ON CONFLICT (digest) DO UPDATE SET body = excluded.body WHERE body <> excluded.body`, int64(p.ID), digest, column(p.Name), string(p.Kind), p.Width, p.Height, p.Bytes)
		if err != nil {
			return err
		}
		if err := tx.Get(ctx, "SELECT id FROM picture WHERE digest = $1", []any{digest}, &p.ID); err != nil {
			return err
		}
		return markUsed(ctx, tx, thing{unusedPicture, strconv.FormatInt(int64(p.ID), 10)})
	})
	if err != nil {
		return p, fmt.Errorf("keep picture: %w", err)
	}
	return p, nil
}

// Picture reads a picture; ErrNotFound when there is none of the id.
func (s *Store) Picture(ctx context.Context, id trade.PictureID) (trade.Picture, error) {
	p := trade.Picture{ID: id}
	err := s.db.Read(ctx, func(tx *sqlite.Session) error {
		return tx.Get(ctx, "SELECT name, kind, width, height, body FROM picture WHERE id = $1", []any{int64(id)},
			&p.Name, &p.Kind, &p.Width, &p.Height, &p.Bytes)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return p, crm.ErrNotFound
	}
	if err != nil {
		return p, fmt.Errorf("read picture: %w", err)
	}
	return p, nil
}
