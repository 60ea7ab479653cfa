package catalogue

import (
	"context"

	"fyne.io/fyne/v2"

	"rapport/screens/kit"
)

// showEmpty says what to do where there is nothing to show.
func (s *Screen) showEmpty() {
	if s.source.Count() != 0 {
		s.empty.Hide()
		return
	}
	t := s.env.T
	content := fyne.CanvasObject(kit.EmptyState(kit.EmptyIcon("box"), t.T("catalogue.none"), t.T("catalogue.none.line"),
		kit.NewButton(kit.Plain, t.T("catalogue.filter.clear"), s.clear)))
	if !s.narrowed() {
		buttons := kit.HBox(8, kit.NewButton(kit.Primary, t.T("catalogue.new"), s.New).WithIcon("plus"),
			kit.NewButton(kit.Plain, t.T("catalogue.import.file"), s.goImport).WithIcon("ul"),
			kit.NewButton(kit.Plain, t.T("catalogue.sample"), s.fillSample).WithIcon("bulb"))
		content = kit.Center(kit.VBox(16, kit.EmptyState(kit.EmptyIcon("box"), t.T("catalogue.empty"), t.T("catalogue.empty.line"), nil), kit.Center(buttons)))
	}
	s.empty.Objects = []fyne.CanvasObject{kit.NewGround(kit.Surface, 8), content}
	s.empty.Show()
	s.empty.Refresh()
}

// fillSample fills the empty catalogue with examples, which one undo takes away.
func (s *Screen) fillSample() {
	lang := s.env.T.Lang()
	s.act(func(ctx context.Context) error { return s.desk.SampleItems(ctx, lang) }, nil)
}
