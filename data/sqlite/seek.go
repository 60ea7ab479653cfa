package sqlite

import (
	"context"
	"strconv"
	"strings"
)

// Seek is a full-text index over the texts of a table: rows (seq, body) named Texts, index table Table. It finds any
// part of a word by its three-letter pieces, which the caller checks against the body: the index holds no places.
type Seek struct{ Texts, Table string }

// MakeSeek creates a full-text index. It merges its segments when told to by Tidy and not by itself, which would make
// one edit in sixty wait a tenth of a second; and it lets sixteen gather before, for each merging reaches up to where
// the bulk of a big index lies in one segment, long to copy.
func (s *Session) MakeSeek(ctx context.Context, k Seek) error {
	if err := s.Plain(ctx, k.create()); err != nil {
		return err
	}
	return s.tuneSeek(ctx, k, 0, crisis, 1<<20)
}

// How segments are merged: sixteen at a time by Tidy, some pages after each edit, or at once when twice as many have
// gathered while Tidy was busy with others.
const (
	gathered  = 16
	crisis    = 32
	tidyPages = 12
)

// Tidy is the statement that does some of the merging that the change of so many texts leaves to be done: a few
// milliseconds' worth for one.
func (k Seek) Tidy(texts int) string {
	return "INSERT INTO " + k.Table + " (" + k.Table + ", rank) VALUES ('merge', " + strconv.Itoa(tidyPages+texts-1) + ")"
}

// create is the statement that creates the index. The texts are folded already, so case is left alone; a body has two
// spaces before each word, and by them the pieces tell where words begin.
func (k Seek) create() string {
	return "CREATE VIRTUAL TABLE " + k.Table + " USING fts5(body, content='" + k.Texts + "', content_rowid='seq', " +
		"tokenize='trigram case_sensitive 1', detail=none, columnsize=0)"
}

// Add is the statement that indexes a text: seq, body.
func (k Seek) Add() string { return "INSERT INTO " + k.Table + " (rowid, body) VALUES ($1, $2)" }

// Drop is the statement that takes a text out of the index: seq, and the body as it was indexed.
func (k Seek) Drop() string {
	return "INSERT INTO " + k.Table + " (" + k.Table + ", rowid, body) VALUES ('delete', $1, $2)"
}

// Where is the condition on the index, aliased f, that a match expression holds.
func (k Seek) Where(param string) string { return "f." + k.Table + " MATCH " + param }

// Check is the statement that compares the index with the texts and fails when they differ.
func (k Seek) Check() string {
	return "INSERT INTO " + k.Table + " (" + k.Table + ", rank) VALUES ('integrity-check', 1)"
}

// Term is a word searched for: it must be found in one of its spellings.
type Term []string

// Match is the expression that finds the texts in which every term may occur: words of three letters and more in any
// place, shorter ones at the beginning of a word. It is empty when there are no terms.
func Match(terms []Term) string {
	var all []string
	for _, t := range terms {
		var any []string
		for _, w := range t {
			any = append(any, "("+strings.Join(pieces(w), " AND ")+")")
		}
		all = append(all, "("+strings.Join(any, " OR ")+")")
	}
	return strings.Join(all, " AND ")
}

// Needle is what must stand in the body for a word to be found in it.
func Needle(word string) string {
	if len([]rune(word)) < 3 {
		return "  " + word
	}
	return word
}

// maxPieces is how many pieces of one word are looked up; the body tells the rest.
const maxPieces = 4

// pieces are the quoted three-letter pieces that a word is looked up by. Each list of the index that is looked at costs
// its length, so the pieces that promise least are left out: the endings of long words, which many words share, and the
// beginnings of long numbers, which are codes of countries and towns. A word of two letters is looked up with one space
// before it, a single letter with two.
func pieces(word string) []string {
	r := []rune(word)
	switch len(r) {
	case 1:
		return []string{quoted("  " + word)}
	case 2:
		return []string{quoted(" " + word)}
	}
	step, from, to := 3, 0, len(r)
	switch digits := r[0] >= '0' && r[0] <= '9'; {
	case digits:
		step, from = 1, min(2, max(0, len(r)-5))
	case len(r) >= 6:
		to -= len(r) % 3
	}
	var out []string
	for i := from; i < to && len(out) < maxPieces; i += step {
		if step == 1 && i+3 > to {
			break
		}
		at := min(i, to-3)
		out = append(out, quoted(string(r[at:at+3])))
	}
	return out
}

func quoted(piece string) string { return `"` + strings.ReplaceAll(piece, `"`, `""`) + `"` }
