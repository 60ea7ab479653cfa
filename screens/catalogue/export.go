package catalogue

import (
	"context"

	"rapport/screens/kit"
	"rapport/screens/parts"
)

// exportMenu offers the formats the catalogue can be written in.
func (s *Screen) exportMenu() []kit.MenuItem {
	t := s.env.T
	return []kit.MenuItem{{Icon: "doc", Label: t.T("catalogue.export.xlsx"), Do: func() { s.export(".xlsx") }},
		{Icon: "doc", Label: t.T("catalogue.export.csv"), Do: func() { s.export(".csv") }}}
}

// export writes what the filter shows; what is no longer sold goes along where nothing is filtered.
func (s *Screen) export(ext string) {
	t, q := s.env.T, s.Query
	q.Inactive = q.Inactive || !s.narrowed()
	s.env.SaveFile(t.T("catalogue.export"), t.T("catalogue.export.name")+ext, func(path string) {
		parts.LongAct(s.env, &s.acts, "export", t.T("catalogue.export.busy"), func(ctx context.Context) error {
			return s.desk.ExportItemsFile(ctx, q, t, path)
		}, func() { s.env.Say(t.T("catalogue.export.done", "File", path)) })
	})
}
