package catalogue

import (
	"context"

	"fyne.io/fyne/v2"

	"rapport/screens/kit"
)

// nothing says what to do where there is nothing to show.
func (s *Screen) nothing() fyne.CanvasObject {
	t := s.env.T
	if s.narrowed() {
		return kit.EmptyState(kit.EmptyIcon("box"), t.T("catalogue.none"), t.T("catalogue.none.line"),
			kit.NewButton(kit.Plain, t.T("catalogue.filter.clear"), s.clear))
	}
	buttons := kit.HBox(8, kit.NewButton(kit.Primary, t.T("catalogue.new"), s.New).WithIcon("plus"),
		kit.NewButton(kit.Plain, t.T("catalogue.import.file"), s.goImport).WithIcon("ul"),
		kit.NewButton(kit.Plain, t.T("catalogue.sample"), s.fillSample).WithIcon("bulb"))
	return kit.Center(kit.VBox(16, kit.EmptyState(kit.EmptyIcon("box"), t.T("catalogue.empty"), t.T("catalogue.empty.line"), nil), kit.Center(buttons)))
}

// fillSample fills the empty catalogue with examples, which one undo takes away.
func (s *Screen) fillSample() {
	lang := s.env.T.Lang()
	s.Act(func(ctx context.Context) error { return s.desk.SampleItems(ctx, lang) }, nil)
}
