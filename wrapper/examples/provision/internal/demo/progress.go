package demo

import (
	"fmt"
	"io"
	"log"
	"os"
	"runtime"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/seam-go/seam/wrapper/examples/provision"
)

// discard is for a server whose connections break on purpose.
var discard = log.New(io.Discard, "", 0)

// progressLine prints what happens. Below that it shows a bar, if Config.Progress is a terminal.
type progressLine struct {
	out     io.Writer
	bar     *progressbar.ProgressBar
	started time.Time
}

func newProgressLine(cfg Config) *progressLine {
	return &progressLine{out: cfg.Out, started: time.Now(), bar: progressbar.NewOptions(cfg.Bookings,
		progressbar.OptionSetWriter(cfg.Progress),
		progressbar.OptionSetVisibility(isTerminal(cfg.Progress)),
		progressbar.OptionSetWidth(20),
		progressbar.OptionShowCount(),
		progressbar.OptionSetPredictTime(false),
		progressbar.OptionSetElapsedTime(true),
		progressbar.OptionShowDescriptionAtLineEnd(),
		progressbar.OptionUseANSICodes(runtime.GOOS != "windows"),
	)}
}

// isTerminal reports whether out can show a bar. CI is set where a program collects the output.
func isTerminal(out io.Writer) bool {
	file, ok := out.(*os.File)
	return ok && term.IsTerminal(int(file.Fd())) && os.Getenv("CI") == "" && os.Getenv("TERM") != "dumb"
}

func (p *progressLine) show(now provision.Progress, t Traffic) {
	_ = p.bar.Set(now.Done) // An error means that there are more bookings than at the start.
	p.bar.Describe(fmt.Sprintf("%d unknown, %d refused; %d calls", now.Unknown, now.Refused, t.Calls))
}

// say prints a line above the bar.
func (p *progressLine) say(format string, args ...any) {
	p.end()
	fmt.Fprintf(p.out, "%3.0fs  %s\n", time.Since(p.started).Seconds(), fmt.Sprintf(format, args...))
}

// end removes the bar.
func (p *progressLine) end() { _ = p.bar.Clear() }
