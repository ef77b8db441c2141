package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

const resultsHead = `# How cost grows

Written by %s on %s.

Everything is measured over loopback, against a server in a process of its own. Times are medians of
%d rounds in which the sides take turns.

**bare** is what a careful engineer writes by hand with net/http and encoding/json, with the full
type; **tuned** is bare that keeps as many idle connections as package seam does; **JavaScript** is
Seam's own client for Node at its defaults, which checks no types, in a process and, for lists, in
rounds of its own; **limit** is net/http alone, which throws bodies away.

![The cost of a credential by the length of the list, and calls a second by the number of callers](growth.svg)

## A list of credentials

In pages of %d, each credential looked at and dropped. The peak is that of the whole heap, with what
waits for the garbage collector.

| credentials | list | one | bare | JavaScript | limit | of bare | of JavaScript | allocations for one | bare | peak of the heap | bare |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
`

const resultsMiddle = `
From %s credentials on, the cost of one differs by %.0f%%; %.0f%% is allowed.

## Callers at once

Each creates credentials, one after the other. Connections are those that a client opened in the
last round, long after its first.

| callers | calls/s | bare | tuned | JavaScript | of bare | of JavaScript | one call | bare | tuned | connections | bare | tuned |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
`

// writeResults writes the tables.
func writeResults(w io.Writer, all []lists, crowds []crowd) {
	fmt.Fprintf(w, resultsHead, "`make bench-growth`", machine(), growthRounds, pageSize)
	for _, l := range all {
		fmt.Fprintf(w, "| %s | %v | %s µs | %s µs | %s µs | %s µs | %.2f | %.2f | %s | %s | %s MB | %s MB |\n",
			thousands(l.items), brief(l.ours.took),
			figure(l.each(l.ours.took)/1e3), figure(l.each(l.bare.took)/1e3),
			figure(l.each(l.js)/1e3), figure(l.each(l.limit)/1e3),
			quotient(l.ours.took, l.bare.took), quotient(l.ours.took, l.js),
			figure(l.ours.allocs/float64(l.items)), figure(l.bare.allocs/float64(l.items)),
			figure(float64(l.ours.peak)/megabytes), figure(float64(l.bare.peak)/megabytes))
	}
	fmt.Fprintf(w, resultsMiddle, thousands(flatFrom), 100*spreadOf(all), 100*flatWithin)
	for _, c := range crowds {
		fmt.Fprintf(w, "| %d | %s | %s | %s | %s | %.2f | %.2f | %v | %v | %v | %d | %d | %d |\n",
			c.callers, thousands(int(c.ours.rate)), thousands(int(c.bare.rate)), thousands(int(c.tuned.rate)), thousands(int(c.js)),
			c.ours.rate/c.bare.rate, c.ours.rate/c.js,
			brief(c.ours.mean), brief(c.bare.mean), brief(c.tuned.mean), c.ours.opened, c.bare.opened, c.tuned.opened)
	}
}

// machine describes the hardware and the Go release. It names no host.
func machine() string {
	return fmt.Sprintf("%s, %d cores, %s/%s, %s", processor(), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version())
}

// processor returns the processor model on Linux.
func processor() string {
	file, err := os.Open("/proc/cpuinfo")
	if err != nil {
		return "a processor that is not known"
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		name, value, _ := strings.Cut(lines.Text(), ":")
		if strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return "a processor that is not known"
}

// brief rounds a duration to three digits.
func brief(d time.Duration) time.Duration {
	unit := time.Duration(1)
	for d/unit >= 1000 {
		unit *= 10
	}
	return d.Round(unit)
}

// figure formats a number with about three digits.
func figure(x float64) string {
	switch {
	case x >= 100:
		return thousands(int(x + 0.5))
	case x >= 10:
		return strconv.FormatFloat(x, 'f', 1, 64)
	default:
		return strconv.FormatFloat(x, 'f', 2, 64)
	}
}

// thousands formats a whole number with commas.
func thousands(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
