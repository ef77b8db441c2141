// Package progress shows on a terminal how far a program has come with work that takes long.
//
// It shows nothing if its output is not a terminal, such as a pipe or a file, if the environment
// variable CI is set, or if TERM is dumb. It uses no colours, so NO_COLOR makes no difference.
package progress

import (
	"io"
	"os"
	"runtime"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// interval is how often the time and the spinner are drawn again.
const interval = 100 * time.Millisecond

// Bar is a line at the bottom of a terminal: a bar with a count, or a spinner. Its methods may be
// called from several goroutines. The zero Bar shows nothing.
type Bar struct {
	mu    sync.Mutex
	bar   *progressbar.ProgressBar // nil if nothing is shown
	steps int
	begun bool
	hide  chan struct{} // closed to end the goroutine that draws; nil while the bar is hidden
}

// New returns a bar on out for work of this many steps, or a spinner if steps is 0, for a number
// that is not known. It is drawn from the first [Bar.Step] on.
func New(out io.Writer, steps int) *Bar {
	if !isTerminal(out) || quiet() {
		return &Bar{}
	}
	// The console of Windows prints the codes unless a program asks it not to.
	return newBar(out, steps, runtime.GOOS != "windows")
}

func newBar(out io.Writer, steps int, codes bool) *Bar {
	options := []progressbar.Option{
		progressbar.OptionSetWriter(out),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionUseANSICodes(codes),
	}
	if steps == 0 {
		return &Bar{bar: progressbar.NewOptions(-1, append(options,
			progressbar.OptionSpinnerType(14),
			// The spinner turns whenever it is drawn. With an interval, the library would draw
			// from a goroutine that Hide cannot stop.
			progressbar.OptionSetSpinnerChangeInterval(0))...)}
	}
	return &Bar{steps: steps, bar: progressbar.NewOptions(steps, append(options,
		progressbar.OptionShowCount(),
		progressbar.OptionSetElapsedTime(true),
		progressbar.OptionSetPredictTime(false), // Steps may differ too much for a forecast.
		progressbar.OptionSetWidth(24))...)}
}

// Step says that the step before is done, and that this one begins. It shows the bar.
func (b *Bar) Step(name string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bar == nil {
		return
	}
	if b.begun && b.steps > 0 {
		_ = b.bar.Add(1) // An error means that there are more steps than New was told.
	}
	b.begun = true
	b.bar.Describe(name)
	if b.hide == nil {
		b.hide = make(chan struct{})
		go b.draw(b.hide)
	}
}

// Hide removes the bar, so that the program can print. The next [Bar.Step] shows it again. Hide has
// to be called when the work has ended.
func (b *Bar) Hide() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.hide == nil {
		return
	}
	close(b.hide)
	b.hide = nil
	_ = b.bar.Clear() // Nobody needs to know that a terminal is gone.
}

// draw draws the bar again and again, until hide is closed.
func (b *Bar) draw(hide <-chan struct{}) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		select {
		case <-hide:
			return
		case <-ticker.C:
		}
		b.mu.Lock()
		if b.hide == hide {
			_ = b.bar.RenderBlank()
		}
		b.mu.Unlock()
	}
}

func isTerminal(out io.Writer) bool {
	file, ok := out.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

// quiet reports whether the environment asks for plain output.
func quiet() bool { return os.Getenv("CI") != "" || os.Getenv("TERM") == "dumb" }
