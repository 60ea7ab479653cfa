package screens

import (
	"rapport/app/desk"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// printList prints a list as a screen shows it into the folder of papers and opens it.
func (s *Shell) printList(l parts.List) {
	list := desk.List{Title: l.Title, About: l.About, Rows: l.Rows, Foot: l.Foot}
	for _, c := range l.Columns {
		list.Columns = append(list.Columns, desk.ListColumn{Head: c.Title, Right: c.Right, Width: float64(c.Width)})
	}
	lang, folder := s.tongue().Lang(), s.outFolder()
	kit.Load(&s.loader, "print list", func(ctx ctxt) (string, error) {
		p, err := s.Desk.PrintList(ctx, list, lang)
		if err != nil {
			return "", err
		}
		return desk.KeepPrint(folder, p)
	}, func(path string, err error) {
		if err != nil {
			s.fail(err)
			return
		}
		s.env.OpenFile(path)
	})
}
