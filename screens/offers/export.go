package offers

import (
	"bytes"
	"context"
	"io"
	"path/filepath"

	"rapport/app/desk"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// saveTable makes a table and writes it to a file the user names.
func saveTable(env *parts.Env, l *kit.Loader, proposed string, write func(ctx context.Context, w io.Writer) error) {
	kit.Load(l, "table", func(ctx context.Context) ([]byte, error) {
		var b bytes.Buffer
		err := write(ctx, &b)
		return b.Bytes(), err
	}, func(body []byte, err error) {
		if err != nil {
			env.Fail(err)
			return
		}
		env.SaveFile(env.T.T("offers.export"), proposed, func(path string) { keepTable(env, l, path, body) })
	})
}

func keepTable(env *parts.Env, l *kit.Loader, path string, body []byte) {
	if filepath.Ext(path) == "" {
		path += ".csv"
	}
	kit.Load(l, "write", func(context.Context) (struct{}, error) { return struct{}{}, desk.WriteFile(path, body) }, func(_ struct{}, err error) {
		if err != nil {
			env.Fail(err)
			return
		}
		env.Say(env.T.T("offers.written", "File", filepath.Base(path)))
	})
}

// export writes the offers listed as a table for spreadsheets.
func (s *Screen) export() {
	q := s.Query
	saveTable(s.env, &s.loader, s.env.T.T("offers.export.file")+".csv", func(ctx context.Context, w io.Writer) error { return s.desk.ExportOffers(ctx, q, s.env.T, w) })
}

// export writes the lines of the offer as a table for spreadsheets.
func (e *Editor) export() {
	o, ok := e.printable()
	if !ok {
		return
	}
	name := desk.TableName(o.FullNumber(), e.env.T.T("offers.export.lines"))
	saveTable(e.env, &e.saver, name, func(ctx context.Context, w io.Writer) error { return e.desk.ExportOfferLines(ctx, o, e.env.T, w) })
}
