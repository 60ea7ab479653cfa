package sqlite

import "strings"

// Seek is a full-text index over the texts of a table: rows (seq, body) named Texts, index table Table. It finds any
// part of a word by its three-letter pieces, which the caller checks against the body: the index holds no places.
type Seek struct{ Texts, Table string }

// Make is the statement that creates the index. The texts are folded already, so case is left alone; a body has two
// spaces before each word, and by them the pieces tell where words begin.
func (k Seek) Make() string {
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
const maxPieces = 6

// pieces are the quoted three-letter pieces that cover a word side by side, the last one overlapping. Digits are covered
// by every piece: a thousand pieces hold them all, so each alone promises little. A word of two letters is looked up
// with one space before it, a single letter with two.
func pieces(word string) []string {
	r := []rune(word)
	switch len(r) {
	case 1:
		r = append([]rune("  "), r...)
	case 2:
		r = append([]rune(" "), r...)
	}
	step := 3
	if r[0] >= '0' && r[0] <= '9' {
		step = 1
	}
	var out []string
	for i := 0; i < len(r) && len(out) < maxPieces && (i == 0 || step == 3 || i+3 <= len(r)); i += step {
		at := min(i, len(r)-3)
		out = append(out, `"`+strings.ReplaceAll(string(r[at:at+3]), `"`, `""`)+`"`)
	}
	return out
}
