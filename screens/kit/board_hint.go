package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// boardHint is the place kept for a carried card; it says what a drop will do.
type boardHint struct {
	box   *fyne.Container
	outer *canvas.Rectangle
	inner *canvas.Rectangle
	lines [4]*Cell
}

func newBoardHint() *boardHint {
	h := &boardHint{
		outer: &canvas.Rectangle{CornerRadius: radiusControl}, inner: &canvas.Rectangle{CornerRadius: radiusControl - 2},
	}
	h.box = &fyne.Container{Objects: []fyne.CanvasObject{h.outer, h.inner}}
	for i := range h.lines {
		h.lines[i] = newCell()
		h.box.Objects = append(h.box.Objects, h.lines[i].box)
	}
	return h
}

// draw writes the hint: its first line bold, with the icon before it; a hint of one line is wrapped by words.
func (h *boardHint) draw(size fyne.Size, text, icon string) {
	setFill(h.outer, C(Accent), nil, 0)
	setFill(h.inner, C(AccentSoft), nil, 0)
	place(h.outer, 0, 0, size.Width, size.Height)
	place(h.inner, 2, 2, size.Width-4, size.Height-4)
	h.box.Resize(size)
	head, rest := hintParts(text, size.Width-24)
	h.line(0, size, Ink{head, Accent, Caption | Bold}, icon)
	tail := WrapText(rest, Caption, size.Width-24, len(h.lines)-1)
	for i := 1; i < len(h.lines); i++ {
		k := Ink{T: Accent, Style: Caption}
		if i <= len(tail) {
			k.S = tail[i-1]
		}
		h.line(i, size, k, "")
	}
}

// hintParts splits a hint into its bold head and the rest: at a line break, else after the first word.
func hintParts(text string, width float32) (head, rest string) {
	if head, rest, ok := strings.Cut(text, "\n"); ok {
		return head, rest
	}
	if (Caption | Bold).Width(text) <= width-16 {
		return text, ""
	}
	head, rest, _ = strings.Cut(text, " ")
	return head, rest
}

func (h *boardHint) line(i int, size fyne.Size, k Ink, icon string) {
	c := h.lines[i]
	c.begin(fyne.NewSize(size.Width-20, 18), fyne.TextAlignLeading)
	if icon != "" && k.S != "" {
		c.Icon(icon, k.T, 12)
		c.Gap(4)
	}
	if k.S != "" {
		c.Write(k, c.Rest())
	}
	c.box.Move(fyne.NewPos(12, 11+18*float32(i)))
	c.end()
}
