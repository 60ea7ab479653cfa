package data

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"maps"
	"reflect"
	"slices"

	"rapport/app/crm"
	"rapport/app/trade"
)

// wants remembers the pictures a record names.
func (v *verifier) wants(r crm.Record) {
	for _, id := range picturesIn(reflect.ValueOf(r)) {
		if v.wanted == nil {
			v.wanted = map[trade.PictureID]string{}
		}
		v.wanted[id] = cmp.Or(v.wanted[id], callName(r))
	}
}

// callName is what the user calls a record that names pictures.
func callName(r crm.Record) string {
	switch r := r.(type) {
	case trade.Item:
		return cmp.Or(r.Name, r.Article)
	case trade.Template:
		return r.Name
	}
	return string(r.Noun())
}

// pictures finds pictures whose bytes are not those that were taken, and records whose pictures are not there.
func (v *verifier) pictures(ctx context.Context) error {
	bad := 0
	err := v.tx.Each(ctx, "SELECT id, name, digest, body FROM picture ORDER BY id", nil, func(r *sql.Rows) error {
		var id trade.PictureID
		var name, digest string
		var body sql.RawBytes
		if err := r.Scan(&id, &name, &digest, &body); err != nil {
			return err
		}
		delete(v.wanted, id)
		if sum := sha256.Sum256(body); hex.EncodeToString(sum[:]) != digest && bad < verifyMost {
			bad++
			v.add("data.verify.picture", "File", name)
		}
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(v.wanted))[:min(len(v.wanted), verifyMost)] {
		v.add("data.verify.pictureless", "Record", v.wanted[id])
	}
	return nil
}

// papers finds kept papers whose bytes are no longer those that were sent, and sent offers whose paper is not there.
func (v *verifier) papers(ctx context.Context) error {
	whole := map[string]bool{} // by hash, whether the bytes are right
	err := v.tx.Each(ctx, "SELECT hash, pdf FROM paper_file ORDER BY hash", nil, func(r *sql.Rows) error {
		var hash string
		var pdf sql.RawBytes
		if err := r.Scan(&hash, &pdf); err != nil {
			return err
		}
		whole[hash] = trade.PaperHash(pdf) == hash
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	named, err := v.namedPapers(ctx, whole)
	if err != nil {
		return err
	}
	for _, hash := range slices.Sorted(maps.Keys(whole)) {
		if !whole[hash] && !named[hash] {
			v.add("data.verify.oldpaper")
			break
		}
	}
	return nil
}

// namedPapers looks at the papers of offers and returns the hashes they name.
func (v *verifier) namedPapers(ctx context.Context, whole map[string]bool) (map[string]bool, error) {
	named, bad := map[string]bool{}, 0
	const query = `SELECT coalesce(json_extract(p.body, '$.hash'), ''), coalesce(o.number, ''), coalesce(o.version, 1) FROM sent_paper p
		LEFT JOIN offer o ON o.id = p.id WHERE json_valid(p.body) ORDER BY p.id`
	err := v.tx.Each(ctx, query, nil, func(r *sql.Rows) error {
		var hash, number string
		var version int
		if err := r.Scan(&hash, &number, &version); err != nil {
			return err
		}
		named[hash] = true
		if !whole[hash] && bad < verifyMost {
			bad++
			v.add("data.verify.paper", "Number", trade.Offer{Number: number, Version: version}.FullNumber())
		}
		return ctx.Err()
	})
	return named, err
}
