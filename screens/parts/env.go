// Package parts holds what the screens share: the surroundings the shell lends them and the widgets that know the
// words of the domain. It knows no screen and no desk.
package parts

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/screens/route"
)

// Env is what the shell lends a screen. It is made anew when the language or the theme changes, and so are the screens.
type Env struct {
	T      *text.Tongue
	Window fyne.Window
	// Go shows another place; the present one can be come back to.
	Go func(route.Route)
	// Replace puts a place instead of the present one, so that Back does not return to it (a form that was saved).
	Replace func(route.Route)
	// Back shows the place before.
	Back func()
	// Say shows a sentence in a toast, without undo. Acts of the desk announce themselves with undo: do not repeat them.
	Say func(sentence string)
	// Fail tells the user of an error in plain words with the details to unfold. A crm.Fault is told by its reason.
	Fail func(err error)
	// Search opens the search palette.
	Search func()
	// Now is the clock.
	Now func() time.Time
	// AskReason tells whether a move up or down asks for its reason.
	AskReason func(up bool) bool
	// Lens is the lens the ladder is shown through.
	Lens func() crm.Lens
	// Reps are the people of our own firm, by id; they are few and always known.
	Reps func() map[crm.RepID]crm.Rep
	// Me is the rep at this program, 0 when not named.
	Me func() crm.RepID
	// LowMargin is the margin below which a price is worth a second look, per cent.
	LowMargin func() money.Dec
	// Currency is our firm's currency, ISO code.
	Currency func() string
	// OpenFile opens a file that was written with the system's program, RevealFile shows its folder.
	OpenFile, RevealFile func(path string)
	// PickFile asks for a file to read (extensions without dots), SaveFile for one to write. The answer comes on the UI
	// goroutine; it is not called when the user thinks better of it.
	PickFile func(title string, extensions []string, picked func(path string))
	SaveFile func(title, proposed string, picked func(path string))
	// PrintFile sends a file to the printer, SendFile has the user's program of mail begin a letter with a file attached.
	PrintFile func(path string)
	SendFile  func(l Letter)
	// PrintList prints a list as a screen shows it: the paper is written into the folder of papers and opened.
	PrintList func(l List)
	// OutFolder is where papers are written by default.
	OutFolder func() string

	onPaper bool // what is written now goes on paper: no "today", which is another day for whoever reads it
}

// Screen is one room of the window. New builds it and loads nothing; Show loads; Hide drops the work under way.
type Screen interface {
	Object() fyne.CanvasObject
	Show(route.Route)
	Hide()
	// Changed is told of every act while the screen is shown.
	Changed(crm.News)
}

// The optional abilities of a screen; the shell's menu and keys look for them.
type (
	// Leaver is asked before another place is shown; it calls leave, at once or when the user has answered.
	Leaver interface{ Leave(leave func()) }
	// Maker answers Ctrl+N.
	Maker interface{ New() }
	// Saver answers Ctrl+S.
	Saver interface{ Save() }
	// Printer answers Ctrl+P.
	Printer interface{ Print() }
	// Marker answers Ctrl+E: what is shown goes on to its next state.
	Marker interface{ Mark() }
	// Finder answers Ctrl+F: it focuses the screen's own filter.
	Finder interface{ Find() }
	// KeyTaker sees the keys nobody else took: F-keys, Esc, arrows. It reports whether it used the key.
	KeyTaker interface{ Key(*fyne.KeyEvent) bool }
	// Rememberer keeps where it was (scroll, selection) across a rebuild or a visit elsewhere.
	Rememberer interface {
		State() any
		Restore(any)
	}
	// Keeper holds unsaved input; the shell asks it to keep a draft when the program stops.
	Keeper interface{ KeepDraft() }
)

// Context is the context of background work, as Loader hands it out.
type Context = context.Context
