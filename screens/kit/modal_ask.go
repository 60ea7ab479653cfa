package kit

import (
	"fyne.io/fyne/v2"
)

// Confirm asks whether to do something; Enter says yes, Esc says no.
func Confirm(title, sentence, yes, no string, do func()) *Modal {
	m := question(title, sentence, no)
	b := m.Action(Primary, yes, func() bool { return closing(do) })
	m.StartWith(b).Show()
	return m
}

// Ask asks before something is taken away: the button is red and the keyboard starts on "no".
func Ask(title, sentence, yes, no string, do func()) *Modal {
	m := question(title, sentence, no)
	m.Action(Danger, yes, func() bool { return closing(do) })
	m.StartWith(m.cancel).Show()
	return m
}

func question(title, sentence, no string) *Modal {
	m := NewModal(title, NewWrap(sentence, Body, Text2, 0))
	m.Width = 420
	return m.CancelButton(no)
}

func closing(do func()) bool {
	if do != nil {
		do()
	}
	return true
}

// ErrorWords are the words of an error box, already translated.
type ErrorWords struct {
	Title   string
	Details string // the link that unfolds the details
	Copy    string
	Close   string
}

// ErrorBox says what went wrong, what was kept, and has the details for whoever asks for them. kept and details may
// be empty.
func ErrorBox(w ErrorWords, sentence, kept, details string) *Modal {
	column := VBox(10, HFill(12, NewGlyph("warn", Red, 20), Grow(NewWrap(sentence, Body, Text, 0))))
	if kept != "" {
		column.Add(Pad(NewWrap(kept, Dense, Text2, 0), 32, 0, 0, 0))
	}
	m := NewModal(w.Title, column)
	if details != "" {
		addDetails(m, column, w, details)
	}
	b := m.Action(Primary, w.Close, nil)
	m.StartWith(b).Show()
	return m
}

// detailsHeight is the most room the details take, in units; longer ones scroll.
const detailsHeight float32 = 140

// addDetails puts a folded box with the details and a copy button below the sentences.
func addDetails(m *Modal, column *fyne.Container, w ErrorWords, details string) {
	text := NewScrollMemory(Pad(NewWrap(details, Dense, Text2, 0), 10, 8, 10, 8))
	height := min(text.HeightAt(modalWidth-2*modalPad), detailsHeight)
	toCopy := NewButton(Plain, w.Copy, func() { fyne.CurrentApp().Clipboard().SetContent(details) }).
		WithIcon("copy").Sized(ControlSmall)
	folded := VBox(8, Fixed(Stack(NewGround(Well, radiusControl), text), 0, height), Left(toCopy))
	folded.Hide()
	link := NewLink(w.Details, nil)
	link.onTap = func() {
		toggle(folded, !folded.Visible())
		m.Refit()
	}
	column.Add(Pad(Left(link), 32, 0, 0, 0))
	column.Add(folded)
}
