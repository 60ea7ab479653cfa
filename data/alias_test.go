package data

import (
	"database/sql"

	"rapport/data/sqlite"
)

// Short names for the types of other packages that tests meet often.
type (
	session = sqlite.Session
	rows    = sql.Rows
)
