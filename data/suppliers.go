package data

import (
	"context"
	"database/sql"
	"fmt"

	"rapport/data/sqlite"
)

// ItemSuppliers lists the suppliers that items name, each once, in no order.
func (s *Store) ItemSuppliers(ctx context.Context) ([]string, error) {
	var names []string
	err := s.db.Read(ctx, func(tx *sqlite.Session) error {
		return tx.Each(ctx, itemSuppliersQuery, nil, func(r *sql.Rows) error {
			var name sql.NullString
			err := r.Scan(&name)
			if name.String != "" {
				names = append(names, name.String)
			}
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("list suppliers: %w", err)
	}
	return names, nil
}

// itemSuppliersQuery reads every item: it is asked when the field of suppliers is first typed into, not with each letter.
const itemSuppliersQuery = "SELECT DISTINCT json_extract(body, '$.supplier') FROM item"
