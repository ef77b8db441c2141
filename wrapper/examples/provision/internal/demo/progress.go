package demo

import (
	"fmt"
	"io"
	"log"
	"os"
	"time"

	"github.com/seam-go/seam/wrapper/examples/provision"
)

// discard is for a server whose connections break on purpose.
var discard = log.New(io.Discard, "", 0)

// progressLine is a line that is written again and again on a terminal. Elsewhere, such as in a pipe, it is
// a new line every few seconds.
type progressLine struct {
	out      io.Writer
	terminal bool
	started  time.Time
	shown    time.Time
}

func newProgressLine(out io.Writer) *progressLine {
	p := &progressLine{out: out, started: time.Now()}
	if f, ok := out.(*os.File); ok {
		info, err := f.Stat()
		p.terminal = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	return p
}

func (p *progressLine) show(now provision.Progress, t Traffic) {
	if !p.terminal && time.Since(p.shown) < 3*time.Second {
		return
	}
	p.shown = time.Now()
	text := fmt.Sprintf("%3.0fs  %d of %d bookings done, %d with an unknown outcome, %d refused; %d calls",
		time.Since(p.started).Seconds(), now.Done, now.Bookings, now.Unknown, now.Refused, t.Calls)
	if p.terminal {
		fmt.Fprintf(p.out, "\r\x1b[K%s", text)
		return
	}
	fmt.Fprintln(p.out, text)
}

// say writes a line that stays.
func (p *progressLine) say(format string, args ...any) {
	if p.terminal {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
	fmt.Fprintf(p.out, "%3.0fs  %s\n", time.Since(p.started).Seconds(), fmt.Sprintf(format, args...))
}

// end leaves the line as it is.
func (p *progressLine) end() {
	if p.terminal {
		fmt.Fprintln(p.out)
	}
}
