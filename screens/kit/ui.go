package kit

import (
	"log/slog"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// OnUI runs f on the UI goroutine, soon; a panic in it goes to the log and not to the end of the program.
func OnUI(f func()) {
	fyne.Do(func() {
		defer func() {
			if r := recover(); r != nil {
				slog.Error("panic on the UI goroutine", "panic", r, "stack", string(debug.Stack()))
			}
		}()
		f()
	})
}

// soon calls f on the UI goroutine when the event being handled is over; at once where a test drives the window.
func soon(f func()) {
	if _, real := fyne.CurrentApp().Driver().(desktop.Driver); !real {
		f()
		return
	}
	go OnUI(f)
}

// SetTheme gives the program the light or the dark theme.
func SetTheme(app fyne.App, darkSide bool) { app.Settings().SetTheme(NewTheme(darkSide)) }

// HideTip takes the tooltip away.
func HideTip() {
	if ground != nil {
		ground.tips.hide()
	}
}

// OnUIWait runs f on the UI goroutine and returns when it is done. It must not be called on that goroutine.
func OnUIWait(f func()) { fyne.DoAndWait(f) }

// Serve runs f on a goroutine of its own for as long as the program lives; a panic in it goes to the log.
func Serve(f func()) {
	go func() {
		defer func() {
			if r := recover(); r != nil {
				slog.Error("panic on a server goroutine", "panic", r, "stack", string(debug.Stack()))
			}
		}()
		f()
	}()
}

// Later calls f on the UI goroutine after a time. It does not count as work under way.
func Later(d time.Duration, f func()) { after(d, f) }

// settleAfter is when the start is over: the window stands and its first room is read.
const settleAfter = 5 * time.Second

// Settle gives back to the system, some time after the start, the memory that only the start needed, and from then on
// garbage is collected at the usual pace.
func Settle() {
	Later(settleAfter, func() {
		debug.SetGCPercent(100)
		Serve(debug.FreeOSMemory)
	})
}
