package desk

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"rapport/app/crm"
)

// print prints the offers on all cores, each into a file beside its place.
func (b *batch) print(ctx context.Context, all []*made) {
	work, ready := make(chan *made), make(chan *made, len(all))
	var hands sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), max(len(all), 1)) {
		hands.Add(1)
		go func() {
			defer hands.Done()
			for m := range work {
				b.printOne(ctx, m)
				ready <- m
			}
		}()
	}
	go func() {
		for _, m := range all {
			work <- m
		}
		close(work)
		hands.Wait()
		close(ready)
	}()
	done := len(b.out.Done)
	for m := range ready {
		done++
		b.progress(BatchProgress{Done: done, All: b.all, Last: m.Name})
	}
}

func (b *batch) printOne(ctx context.Context, m *made) {
	if m.Refused != nil {
		return
	}
	if m.err = ctx.Err(); m.err != nil {
		return
	}
	p, err := b.desk.printAnew(ctx, b.desk.leaving(m.offer))
	if err != nil {
		m.err = err
		return
	}
	m.Remarks, m.name = append(m.Remarks, p.Remarks...), p.Name
	if m.temps.paper, m.err = writeBeside(b.out.Folder, p.PDF); m.err == nil && b.letters {
		m.err = b.writeLetter(ctx, m, p)
	}
}

// writeLetter writes the draft of the letter that bears the paper; without an address there is none, which is told.
func (b *batch) writeLetter(ctx context.Context, m *made, p Print) error {
	letter, err := b.desk.letterWith(ctx, m.offer, p)
	if err != nil {
		return err
	}
	if !letter.Addressed {
		m.Remarks = append(m.Remarks, crm.Fault{Field: "email", Reason: "desk.batch.letter"})
		return nil
	}
	body, err := letter.Draft()
	if err == nil {
		m.temps.letter, err = writeBeside(b.out.Folder, body)
	}
	return err
}

// parcel is a paper and the letter that bears it, as paths; there may be no letter.
type parcel struct{ paper, letter string }

// drop removes the files that are there.
func (p parcel) drop() {
	for _, path := range []string{p.paper, p.letter} {
		if path != "" {
			_ = os.Remove(path)
		}
	}
}

// writeBeside writes a file of no name yet. It is not waited for until the disk has it: an offer can be printed again.
func writeBeside(folder string, body []byte) (string, error) {
	f, err := os.CreateTemp(folder, ".rapport-*")
	if err != nil {
		return "", fmt.Errorf("write paper: %w", err)
	}
	_, err = f.Write(body)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return f.Name(), fmt.Errorf("write paper: %w", err)
	}
	return f.Name(), nil
}

// placed gives a paper and its letter their name in the folder, one but for the ending; a name that either would find taken
// gets a number. Both are there or neither is.
func placed(folder, name string, temps parcel) (parcel, error) {
	path, err := freePath(folder, name, func(path string) (bool, error) {
		free, err := vacant(path)
		if err == nil && free && temps.letter != "" {
			free, err = vacant(letterBeside(path))
		}
		return free, err
	})
	if err != nil {
		return parcel{}, fmt.Errorf("write paper: %w", err)
	}
	put := parcel{paper: path}
	if temps.letter != "" {
		put.letter = letterBeside(path)
		if err := os.Rename(temps.letter, put.letter); err != nil {
			return parcel{}, fmt.Errorf("write letter: %w", err)
		}
	}
	if err := os.Rename(temps.paper, path); err != nil {
		parcel{letter: put.letter}.drop()
		return parcel{}, fmt.Errorf("write paper: %w", err)
	}
	return put, nil
}

// letterBeside is the path of the letter that bears a paper.
func letterBeside(paper string) string {
	return strings.TrimSuffix(paper, filepath.Ext(paper)) + ".eml"
}
