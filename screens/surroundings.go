package screens

import (
	"errors"
	"io/fs"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/system"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// surroundings is what the rooms are lent, in the present language.
func (s *Shell) surroundings() *parts.Env {
	return &parts.Env{
		T: s.tongue(), Window: s.window, Go: s.Go, Replace: s.Replace, Back: s.Back, Say: s.say, Fail: s.fail, Search: s.search,
		Now: s.now, Lens: s.lens, Currency: func() string { return s.firm.Currency },
		AskReason: func(up bool) bool {
			if up {
				return s.settings.AskUp
			}
			return s.settings.AskDown
		},
		LowMargin: func() money.Dec { return s.settings.LowMargin },
		Reps:      func() map[crm.RepID]crm.Rep { return s.reps },
		Me:        func() crm.RepID { return s.settings.Me },
		OpenFile:  func(path string) { s.outside(path, func() error { return system.Open(path) }) },
		RevealFile: func(path string) {
			s.outside(path, func() error { return system.Reveal(path) })
		},
		PrintFile: func(path string) { s.outside(path, func() error { return system.Print(path) }) },
		SendFile: func(l parts.Letter) {
			s.outside(l.File, func() error {
				return system.Mail(system.Letter{To: l.To, Subject: l.Subject, Text: l.Text, File: l.File, Draft: l.Draft})
			})
		},
		PrintList: s.printList,
		PickFile:  s.pickFile, SaveFile: s.saveFile, OutFolder: s.outFolder,
	}
}

// lens is the lens chosen in the settings; a lens that is gone gives way to the first.
func (s *Shell) lens() crm.Lens {
	for _, l := range s.lenses {
		if parts.LensKey(l) == s.settings.Lens {
			return l
		}
	}
	return s.lenses[0]
}

// outFolder is where papers go: the folder of the settings, or one in the user's documents.
func (s *Shell) outFolder() string {
	if s.settings.OutFolder != "" {
		return s.settings.OutFolder
	}
	return system.Documents()
}

// outside calls another program on a file that is written, without holding the window up.
func (s *Shell) outside(path string, call func() error) {
	kit.Load(&s.loader, "outside", func(ctx ctxt) (none, error) { return none{}, call() }, func(_ none, err error) {
		switch {
		case errors.Is(err, system.ErrNoProgram):
			s.warn(s.tongue().T("shell.noprogram", "File", path))
		case errors.Is(err, fs.ErrNotExist):
			s.warn(s.tongue().T("shell.nofile", "File", path))
		case err != nil:
			s.fail(err)
		}
	})
}
