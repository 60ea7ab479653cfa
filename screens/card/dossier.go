package card

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"rapport/app/desk"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// askDossier asks what shall be in the dossier and prints it.
func (s *Screen) askDossier() {
	t := s.env.T
	var langs []kit.Option
	for _, l := range text.Langs {
		langs = append(langs, kit.Option{ID: string(l), Label: l.Name()})
	}
	lang := kit.NewSelect(langs, nil)
	lang.SetValue(string(t.Lang()))
	remarks, sums := kit.NewCheck(t.T("card.dossier.remarks"), nil), kit.NewCheck(t.T("card.dossier.money"), nil)
	remarks.SetChecked(s.known.settings.ShowNotes)
	sums.SetChecked(true)
	form := kit.NewForm(1)
	form.Wide(kit.NewWrap(t.T("card.dossier.line"), kit.Dense, kit.Text2, 0))
	form.Add(kit.Field{ID: "lang", Label: t.T("card.dossier.lang"), Input: lang}, kit.Field{ID: "remarks", Input: remarks, Hint: t.T("card.dossier.remarks.hint")},
		kit.Field{ID: "money", Input: sums})
	m := kit.NewModal(t.T("card.dossier.title"), form).CancelButton(t.T("text.cancel"))
	m.Width = 440
	print := m.Action(kit.Primary, t.T("card.dossier.do"), func() bool {
		s.printDossier(text.Lang(lang.Value()), desk.DossierOptions{Remarks: remarks.Checked(), Money: sums.Checked(), Lens: s.env.Lens()})
		return true
	})
	m.StartWith(print).Show()
}

// dossier is a printed dossier where it was put.
type dossier struct {
	path    string
	remarks []desk.Remark
}

// printDossier prints in the background, shows the file and tells what was left out.
func (s *Screen) printDossier(lang text.Lang, opts desk.DossierOptions) {
	id, folder := s.id, s.env.OutFolder()
	kit.Load(&s.keeper, "dossier", func(ctx context.Context) (dossier, error) {
		p, err := s.desk.PrintDossier(ctx, id, lang, opts)
		if err != nil {
			return dossier{}, err
		}
		path, err := desk.KeepPrint(folder, p)
		return dossier{path, p.Remarks}, err
	}, func(d dossier, err error) {
		if err != nil {
			s.env.Fail(err)
			return
		}
		s.env.Say(s.env.T.T("card.dossier.done", "File", filepath.Base(d.path)))
		s.env.OpenFile(d.path)
		if len(d.remarks) > 0 {
			s.tellRemarks(d)
		}
	})
}

// tellRemarks says what the paper does not show as it was written.
func (s *Screen) tellRemarks(d dossier) {
	t := s.env.T
	rows := []fyne.CanvasObject{kit.NewWrap(t.T("card.dossier.but"), kit.Body, kit.Text2, 0)}
	for i, r := range d.remarks {
		if i == remarksShown {
			rows = append(rows, kit.NewText(t.T("card.facts.more", "N", t.Int(len(d.remarks)-i)), kit.Dense, kit.Text3))
			break
		}
		rows = append(rows, beside("info", kit.Amber, kit.NewWrap(parts.FaultSentence(t, r), kit.Dense, kit.Text, 0)))
	}
	m := kit.NewModal(t.T("card.dossier.ready"), kit.VBox(8, rows...))
	m.Action(kit.Plain, t.T("card.dossier.folder"), func() bool { s.env.RevealFile(d.path); return true })
	m.StartWith(m.Action(kit.Primary, t.T("text.close"), nil)).Show()
}

// remarksShown is how many remarks of the printer are told.
const remarksShown = 12
