package desk

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"sync"
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
	p, err := b.desk.printAnew(ctx, m.offer)
	if err != nil {
		m.err = err
		return
	}
	m.Remarks, m.print = append(m.Remarks, p.Remarks...), Print{Name: p.Name}
	m.temp, m.err = writeBeside(b.out.Folder, p.PDF)
}

// writeBeside writes a file of no name yet. It is not waited for until the disk has it: a draft can be printed again.
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

// placed gives a file its name in the folder; a name that is taken gets a number.
func placed(folder, name, temp string) (string, error) {
	path, err := freePath(folder, name, vacant)
	if err == nil {
		err = os.Rename(temp, path)
	}
	if err != nil {
		return "", fmt.Errorf("write paper: %w", err)
	}
	return path, nil
}
