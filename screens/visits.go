package screens

import (
	"fyne.io/fyne/v2"

	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// maxVisits bounds the history of places.
const maxVisits = 100

// Go shows another place and remembers the present one.
func (s *Shell) Go(to route.Route) {
	s.leave(func() {
		s.keepState()
		if len(s.visits) > 0 {
			s.visits = s.visits[:s.at+1]
		}
		if n := len(s.visits); n > 0 && s.visits[n-1].to == to {
			s.show()
			return
		}
		s.visits = append(s.visits, visit{to: to})
		if len(s.visits) > maxVisits {
			s.visits = s.visits[1:]
		}
		s.at = len(s.visits) - 1
		s.show()
	})
}

// Replace shows a place instead of the present one, which is not asked and not come back to.
func (s *Shell) Replace(to route.Route) {
	if len(s.visits) == 0 {
		s.Go(to)
		return
	}
	s.visits = append(s.visits[:s.at], visit{to: to})
	if s.at > 0 && s.visits[s.at-1].to == to {
		s.visits = s.visits[:s.at]
		s.at--
	}
	s.show()
}

// Back and Forward walk the history.
func (s *Shell) Back()    { s.walk(-1) }
func (s *Shell) Forward() { s.walk(1) }

func (s *Shell) walk(n int) {
	to := s.at + n
	if to < 0 || to >= len(s.visits) {
		return
	}
	s.leave(func() {
		s.keepState()
		s.at = to
		s.show()
	})
}

// leave asks the room shown whether it may be left.
func (s *Shell) leave(then func()) {
	if l, ok := s.here().(parts.Leaver); ok {
		l.Leave(then)
		return
	}
	then()
}

// here is the room shown, nil before the first.
func (s *Shell) here() parts.Screen {
	if s.at >= len(s.visits) {
		return nil
	}
	return s.rooms[s.visits[s.at].to.Room]
}

func (s *Shell) stateHere() any {
	if r, ok := s.here().(parts.Rememberer); ok {
		return r.State()
	}
	return nil
}

func (s *Shell) keepState() {
	if s.at < len(s.visits) {
		s.visits[s.at].state = s.stateHere()
	}
}

// show shows the place of the history the shell is at.
func (s *Shell) show() {
	v := s.visits[s.at]
	room := s.room(v.to.Room)
	for name, other := range s.rooms {
		if name != v.to.Room {
			other.Hide()
		}
	}
	s.window.Canvas().Unfocus()
	s.place.Objects = []fyne.CanvasObject{room.Object()}
	s.place.Refresh()
	s.rail.choose(v.to.Room)
	kit.KeepFootClear(highFoot[v.to.Room])
	if r, ok := room.(parts.Rememberer); ok {
		r.Restore(v.state)
	}
	room.Show(v.to)
	kit.HideTip()
}

// highFoot are the rooms with more than a line at the bottom, in units: a message must lie neither on the button that calls
// a batch off nor on what an offer comes to.
var highFoot = map[route.Room]float32{route.Batch: 144, route.Offer: 112}

// room is the screen of a room, made when it is first visited.
func (s *Shell) room(name route.Room) parts.Screen {
	if r := s.rooms[name]; r != nil {
		return r
	}
	r := s.makeRoom(name)
	s.rooms[name] = r
	return r
}
