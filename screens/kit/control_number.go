package kit

import (
	"fmt"

	"fyne.io/fyne/v2"
)

// addressOf is a name no other widget of the program has.
func addressOf(w fyne.Widget) string { return fmt.Sprintf("%p", w) }

// NumberField is a field whose digits stand at the right while it is not being edited.
type NumberField struct {
	Entry

	// Read reads what was typed; ok is false when that is no number. canonical is what the form gets as the value,
	// shown is how the number is written once the keyboard leaves.
	Read func(typed string) (canonical, shown string, ok bool)

	canonical string
	wrong     bool
	suffix    string
}

// NewNumberField makes an empty field that reads numbers by read.
func NewNumberField(placeholder string, read func(typed string) (canonical, shown string, ok bool)) *NumberField {
	n := &NumberField{Read: read}
	n.init(n, placeholder)
	n.right = true
	n.typed = n.take
	n.OnFocus(func(gained bool) {
		if !gained {
			n.settle()
		}
	})
	return n
}

// WithSuffix puts a grey unit behind the number, "₽" or "%", and returns the field.
func (n *NumberField) WithSuffix(s string) *NumberField {
	n.suffix = s
	n.ActionItem = NewText(s, Body, Text3)
	return n
}

func (n *NumberField) take(s string) {
	canonical, _, ok := n.Read(s)
	n.wrong = !ok && s != ""
	n.canonical = ""
	if ok {
		n.canonical = canonical
	}
}

func (n *NumberField) settle() {
	if n.wrong || n.Text == "" {
		return
	}
	if _, shown, ok := n.Read(n.Text); ok && shown != n.Text {
		n.Entry.SetValue(shown)
	}
}

// Wrong reports whether what is typed is no number.
func (n *NumberField) Wrong() bool { return n.wrong }

// Value is the number in the canonical form, "" when the field is empty, and what was typed when that is no number.
func (n *NumberField) Value() string {
	if n.wrong {
		return n.Text
	}
	return n.canonical
}

// SetValue puts a number into the field; it is read as if typed.
func (n *NumberField) SetValue(v string) {
	if _, shown, ok := n.Read(v); ok {
		v = shown
	}
	n.Entry.SetValue(v)
}

// FileField shows the path of a chosen file or folder, with a button that asks for another.
type FileField struct {
	Entry

	choose func(done func(path string))
}

// NewFileField makes an empty field. choose shows the system's file dialog and calls done with the path, on the UI
// goroutine; it does not call it when the user changes his mind.
func NewFileField(placeholder string, choose func(done func(path string))) *FileField {
	f := &FileField{choose: choose}
	f.init(f, placeholder)
	f.ActionItem = newFieldButton("more", f.ask)
	f.OnKey = func(ev *fyne.KeyEvent) bool {
		if ev.Name == fyne.KeyDown && !f.Disabled() {
			f.ask()
			return true
		}
		return false
	}
	return f
}

func (f *FileField) ask() {
	if f.choose != nil && !f.Disabled() {
		f.choose(f.SetValue)
	}
}
