package sqlite

import (
	"cmp"
	"context"
	"slices"
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
// place, shorter ones at the beginning of a word. It is empty when there are no terms. A list of the index costs its
// length, so of each word the pieces with the shortest lists are looked up, and words with short lists first.
func (s *Session) Match(ctx context.Context, k Seek, terms []Term) (string, error) {
	chosen := make([]lookup, len(terms))
	for i, t := range terms {
		for _, w := range t {
			spelling, err := s.spelling(ctx, k, w, i < manyTerms)
			if err != nil {
				return "", err
			}
			chosen[i].any = append(chosen[i].any, "("+strings.Join(spelling.pieces, " AND ")+")")
			chosen[i].pages += spelling.pages
		}
	}
	slices.SortStableFunc(chosen, func(a, b lookup) int { return cmp.Compare(a.pages, b.pages) })
	all := make([]string, len(chosen))
	for i, c := range chosen {
		all[i] = "(" + strings.Join(c.any, " OR ") + ")"
	}
	return strings.Join(all, " AND "), nil
}

// lookup is how one term is looked up: by any of its spellings.
type lookup struct {
	any   []string
	pages int64 // of the shortest lists
}

// spelling is how one word is looked up: by all of these pieces.
type spelling struct {
	pieces []string
	pages  int64 // of the shortest list
}

const (
	manyTerms = 3  // further words are looked up by one piece each
	mostLists = 16 // pieces of a word that are compared
	tooLong   = 16 // a second list this much longer than the first would cost more than it leaves out
)

// spelling chooses the piece of a word with the shortest list, and, when two are wanted, the one with the next.
func (s *Session) spelling(ctx context.Context, k Seek, word string, two bool) (spelling, error) {
	pieces := pieces(word)
	if len(pieces) == 1 {
		return spelling{pieces: []string{quoted(pieces[0])}}, nil
	}
	lists := make([]list, len(pieces))
	for i, p := range pieces {
		pages, err := s.seekPages(ctx, k, p)
		if err != nil {
			return spelling{}, err
		}
		lists[i] = list{p, pages}
	}
	slices.SortStableFunc(lists, func(a, b list) int { return cmp.Compare(a.pages, b.pages) })
	out := spelling{[]string{quoted(lists[0].piece)}, lists[0].pages}
	if two && lists[1].pages < tooLong*(lists[0].pages+1) {
		out.pieces = append(out.pieces, quoted(lists[1].piece))
	}
	return out, nil
}

// list is the list of one piece in the index.
type list struct {
	piece string
	pages int64
}

// seekPages tells about how many pages the list of a piece fills in the biggest segment of the index. It reads the
// index of FTS5's own pages, table _idx: segid, the first term of a page behind the prefix "0" of the main index, and the
// page's number with a flag in the lowest bit. A wrong answer makes a search slower and leaves nothing out.
func (s *Session) seekPages(ctx context.Context, k Seek, piece string) (pages int64, err error) {
	segment, err := s.bulk(ctx, k)
	if err != nil {
		return 0, err
	}
	err = s.Get(ctx, "SELECT coalesce(coalesce((SELECT pgno FROM "+k.Table+"_idx WHERE segid = $1 AND term > $2 ORDER BY term LIMIT 1), (SELECT max(pgno) FROM "+
		k.Table+"_idx WHERE segid = $1)) / 2 - coalesce((SELECT pgno FROM "+k.Table+"_idx WHERE segid = $1 AND term <= $2 ORDER BY term DESC LIMIT 1), 0) / 2, -1)",
		[]any{segment, []byte("0" + piece)}, &pages)
	if pages < 0 { // merged into another
		delete(s.bulks, k.Table)
	}
	return max(0, pages), err
}

// bulkUses is after how many uses the biggest segment is looked for again.
const bulkUses = 512

// bulkSegment is the biggest segment of an index, and how often it will be taken for that yet.
type bulkSegment struct {
	id   int64
	uses int
}

// bulk finds the segment that holds the bulk of an index; 0 when the index is empty.
func (s *Session) bulk(ctx context.Context, k Seek) (int64, error) {
	held := s.bulks[k.Table]
	if held.uses > 0 {
		held.uses--
		s.bulks[k.Table] = held
		return held.id, nil
	}
	err := s.Get(ctx, "SELECT coalesce((SELECT segid FROM "+k.Table+"_idx GROUP BY segid ORDER BY count(*) DESC LIMIT 1), 0)", nil, &held.id)
	if s.bulks == nil {
		s.bulks = map[string]bulkSegment{}
	}
	s.bulks[k.Table] = bulkSegment{held.id, bulkUses}
	return held.id, err
}

// Needle is what must stand in the body for a word to be found in it.
func Needle(word string) string {
	if len([]rune(word)) < 3 {
		return "  " + word
	}
	return word
}

// pieces are the three-letter pieces of a word, of which each text with the word has all. A word of two letters is
// looked up with one space before it, a single letter with two.
func pieces(word string) []string {
	r := []rune(word)
	switch len(r) {
	case 1:
		return []string{"  " + word}
	case 2:
		return []string{" " + word}
	}
	var out []string
	for i := 0; i+3 <= len(r) && len(out) < mostLists; i++ {
		if p := string(r[i : i+3]); !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

func quoted(piece string) string { return `"` + strings.ReplaceAll(piece, `"`, `""`) + `"` }
