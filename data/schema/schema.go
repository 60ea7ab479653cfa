// Package schema holds the migrations of the base, oldest first. A published migration is never changed.
package schema

import (
	"embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed *.sql
var files embed.FS

// Migration is one numbered change of the schema: statements parted by semicolons at the end of a line.
type Migration struct {
	Number int
	Name   string
	SQL    string
}

// Migrations are all there are, numbered from 1 without gaps.
func Migrations() []Migration {
	entries, err := files.ReadDir(".") // sorted by name
	if err != nil {
		panic("schema: " + err.Error())
	}
	var out []Migration
	for i, e := range entries {
		b, err := files.ReadFile(e.Name())
		number, name, _ := strings.Cut(strings.TrimSuffix(e.Name(), ".sql"), "_")
		if n, bad := strconv.Atoi(number); err != nil || bad != nil || n != i+1 {
			panic(fmt.Sprintf("schema: %s is not migration %d", e.Name(), i+1))
		}
		out = append(out, Migration{Number: i + 1, Name: name, SQL: string(b)})
	}
	return out
}

// Statements splits the migration into its statements.
func (m Migration) Statements() []string {
	var out []string
	for _, s := range strings.SplitAfter(m.SQL, ";\n") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}
