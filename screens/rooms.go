package screens

import (
	"context"

	"rapport/app/desk"
	"rapport/app/text"
	"rapport/screens/batch"
	"rapport/screens/board"
	"rapport/screens/card"
	"rapport/screens/catalogue"
	"rapport/screens/clients"
	"rapport/screens/deals"
	"rapport/screens/form"
	"rapport/screens/help"
	"rapport/screens/imports"
	"rapport/screens/offers"
	"rapport/screens/orders"
	"rapport/screens/parts"
	"rapport/screens/route"
	"rapport/screens/settings"
	"rapport/screens/welcome"
)

// makeRoom builds the screen of a room.
func (s *Shell) makeRoom(name route.Room) parts.Screen {
	switch name {
	case route.Form:
		return form.New(s.env, s.Desk)
	case route.Card:
		return card.New(s.env, s.Desk)
	case route.Assess:
		return card.NewAssess(s.env, s.Desk)
	case route.Board:
		return board.New(s.env, s.Desk, s)
	case route.Deals:
		return deals.New(s.env, s.Desk)
	case route.Deal:
		return deals.NewDeal(s.env, s.Desk)
	case route.Pipelines:
		return deals.NewPipelines(s.env, s.Desk)
	case route.Orders:
		return orders.New(s.env, s.Desk)
	case route.Order:
		return orders.NewOrder(s.env, s.Desk)
	case route.Offers:
		return offers.New(s.env, s.Desk)
	case route.Offer:
		return offers.NewEditor(s.env, s.Desk)
	case route.Batch:
		return batch.New(s.env, s.Desk)
	case route.Catalogue:
		return catalogue.New(s.env, s.Desk)
	case route.Item:
		return catalogue.NewItem(s.env, s.Desk)
	case route.Prices:
		return catalogue.NewPrices(s.env, s.Desk)
	case route.Imports:
		return imports.New(s.env, s.Desk)
	case route.Settings:
		return settings.New(s.env, s.Desk, s)
	case route.Help:
		return help.New(s.env)
	case route.Welcome:
		return welcome.New(s.env, s.Desk, s)
	}
	return clients.New(s.env, s.Desk)
}

// Settings, and what follows, is what the rooms of settings, first run and board ask of the shell.
func (s *Shell) Settings() desk.Settings { return s.settings }

// Apply takes new settings: they are kept, and the window is built anew where language, theme or scale changed.
func (s *Shell) Apply(now desk.Settings) {
	was := s.settings
	s.settings = now
	s.keepSettings()
	switch {
	case was.Scale != now.Scale:
		s.rescale(now.Scale)
	case was.Lang != now.Lang || was.Dark != now.Dark:
		s.rebuild()
	case was.Lens != now.Lens:
		s.forgetOthers()
	}
}

// forgetOthers lets all rooms but the one shown be made anew: what they were built from has changed.
func (s *Shell) forgetOthers() {
	here := s.here()
	for name, room := range s.rooms {
		if room != here {
			room.Hide()
			delete(s.rooms, name)
		}
	}
}

// Preview shows the window in another language without keeping it, for the first run.
func (s *Shell) Preview(lang text.Lang) {
	s.settings.Lang = lang
	s.rebuild()
}

// Begun is called when the first run is done: there is a firm now, and somebody sits at the program.
func (s *Shell) Begun(to route.Route) {
	chosen := s.settings
	if err := s.read(s.Ctx); err != nil {
		s.fail(err)
		return
	}
	s.settings.Lang, s.settings.Dark = chosen.Lang, chosen.Dark
	s.keepSettings()
	s.visits, s.at = nil, 0
	s.Go(to)
}

// KeepBackup writes a checked copy of the base into the backup folder; Backups lists the copies, newest first.
func (s *Shell) KeepBackup(ctx context.Context) (string, error) {
	return s.Base.Keep(ctx, s.Desk.Backup)
}
func (s *Shell) Backups() []string { return s.Base.Backups() }

// Folder and log of this installation, for the settings.
func (s *Shell) Paths() (folder, log string) { return s.Folder, s.Log }
