//go:build probe

package screens

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"rapport/screens/kit"
)

// Probe is what the window shows, for tests that drive the real program: every visible text with its place in pixels.
type Probe struct {
	Room  string
	Idle  bool
	Toast string
	Focus string
	Texts []ProbeText
}

// ProbeText is one visible text; X, Y, W and H are in pixels of the window.
type ProbeText struct {
	S          string
	X, Y, W, H float32
}

// Watch answers on a local socket with a Probe as JSON for every line it is sent. It listens only when asked for.
func (s *Shell) Watch(address string) error {
	_ = os.Remove(address) // of a run that was killed
	listen, err := net.Listen("unix", address)
	if err != nil {
		return fmt.Errorf("listen for probes: %w", err)
	}
	kit.Serve(func() {
		for {
			conn, err := listen.Accept()
			if err != nil {
				return
			}
			_ = conn.SetDeadline(time.Now().Add(10 * time.Second))
			var p Probe
			kit.OnUIWait(func() { p = s.probe() })
			_ = json.NewEncoder(conn).Encode(p)
			_ = conn.Close()
		}
	})
	return nil
}

func (s *Shell) probe() Probe {
	c := s.window.Canvas()
	p := Probe{Idle: kit.Idle(), Toast: kit.ToastShown()}
	if len(s.visits) > 0 {
		p.Room = string(s.visits[s.at].to.Room)
	}
	if f := c.Focused(); f != nil {
		p.Focus = fmt.Sprintf("%T", f)
	}
	size, scale := c.Size(), c.Scale()
	collect := func(o fyne.CanvasObject) {
		kit.WalkVisible(o, size, func(t *canvas.Text, at fyne.Position, box fyne.Size) {
			p.Texts = append(p.Texts, ProbeText{t.Text, at.X * scale, at.Y * scale, box.Width * scale, box.Height * scale})
		})
	}
	collect(c.Content())
	for _, o := range c.Overlays().List() {
		collect(o)
	}
	return p
}
