package kit

import (
	"fyne.io/fyne/v2"
)

// textAreaLimit is the longest text, in bytes, that is edited in place: beyond it every keystroke of the toolkit's
// text field takes a noticeable time.
const textAreaLimit = 16 << 10

// TextArea is a field of several lines. A text beyond 16 KB is shown for reading only.
type TextArea struct {
	Entry

	notice string
	long   string
}

// NewTextArea makes a field of so many visible lines; notice is shown with a text too long to edit: as its
// tooltip, and in a form below the field.
func NewTextArea(placeholder string, lines int, notice string) *TextArea {
	t := &TextArea{notice: notice}
	t.MultiLine, t.lines = true, max(lines, 2)
	t.init(t, placeholder)
	t.Wrapping = fyne.TextWrapWord
	return t
}

// Value is the whole text, also when it is too long to edit.
func (t *TextArea) Value() string {
	if t.long != "" {
		return t.long
	}
	return t.Text
}

// SetValue changes the text; one beyond 16 KB is cut on the screen, kept whole and cannot be edited.
func (t *TextArea) SetValue(v string) {
	t.long, t.tip = "", ""
	if len(v) > textAreaLimit {
		t.long, t.tip = v, t.notice
		t.SetText(cutBytes(v, textAreaLimit) + "…")
		t.Disable()
		return
	}
	t.Enable()
	t.SetText(v)
}

// Notice says why the text cannot be edited, "" when it can.
func (t *TextArea) Notice() string {
	if t.long == "" {
		return ""
	}
	return t.notice
}

// TooLong reports whether the text is shown for reading only.
func (t *TextArea) TooLong() bool { return t.long != "" }

// TypedRune stops at the limit.
func (t *TextArea) TypedRune(r rune) {
	if len(t.Text) < textAreaLimit {
		t.Entry.TypedRune(r)
	}
}

// pasteCut is what is said when a pasted text did not fit, "" to say nothing.
var pasteCut string

// SayPasteCut sets the sentence that tells that only a part of a text was pasted.
func SayPasteCut(sentence string) { pasteCut = sentence }

// TypedShortcut pastes as much as the limit holds, and says so when that is not all.
func (t *TextArea) TypedShortcut(s fyne.Shortcut) {
	p, ok := s.(*fyne.ShortcutPaste)
	if !ok {
		t.Entry.TypedShortcut(s)
		return
	}
	room := max(textAreaLimit-len(t.Text)+len(t.SelectedText()), 0)
	whole := p.Clipboard.Content()
	part := cutBytes(whole, room)
	if part != "" || whole == "" {
		t.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: &cutClipboard{p.Clipboard, part}})
	}
	if len(part) < len(whole) && pasteCut != "" {
		ShowToast(Toast{Icon: "warn", IconToken: Amber, Sentence: pasteCut})
	}
}

// cutClipboard gives a part of what is on the clipboard.
type cutClipboard struct {
	fyne.Clipboard
	part string
}

// Content is the part.
func (c *cutClipboard) Content() string { return c.part }

// AcceptsTab is false: Tab leaves the field.
func (t *TextArea) AcceptsTab() bool { return false }

// cutBytes is the beginning of a text, whole letters of at most n bytes.
func cutBytes(s string, n int) string {
	n = min(n, len(s))
	for n > 0 && n < len(s) && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}
