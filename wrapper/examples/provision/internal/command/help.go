package command

import (
	"flag"
	"fmt"
	"io"
	"strings"
)

// commands returns the commands in the order of the help.
func commands() []command {
	return []command{
		{"demo", "[flags]", "play it on a fake Seam, with a worker that is killed", `
It needs no account: a fake Seam runs in this process, and two workers run in others.
It takes less than a minute, and counts at the end who got access: every guest exactly
once, or the exit status is 1.

examples:
  make provision
  provision demo -faults 0.3 -kills 3 -seed 7
  provision demo -naive   # what happens without the look before a second try`, runDemo},
		{"plan", "[flags] FILE", "print what has to be done for the bookings in a file", `
FILE has JSON objects with the fields of provision.Booking, one after the other.
Nothing is stored and Seam is not called.

example:
  provision plan -db provision.db bookings.json`, runPlan},
		{"apply", "[flags] FILE", "store the bookings and queue the work", `
FILE is that of provision plan. Apply it again after a change: a booking with a higher
Generation replaces the one that is stored. The workers do the work.

example:
  provision apply -db postgres://localhost/hotel bookings.json`, runApply},
		{"worker", "[flags]", "work the queue until SIGINT or SIGTERM", `
Run as many as you like, on any machines, with one database. It calls Seam with the
key in SEAM_API_KEY. With -listen it receives webhooks, whose secret is in
SEAM_WEBHOOK_SECRET. After a signal it finishes the calls that run.

example:
  SEAM_API_KEY=... provision worker -db postgres://localhost/hotel`, runWorker},
		{"sweep", "[flags]", "compare everything with Seam and repair what differs", `
A worker does this every day. Run it by hand after the database was restored from a
backup. It prints what it found, and queues the repairs for the workers.

example:
  SEAM_API_KEY=... provision sweep -db postgres://localhost/hotel`, runSweep},
		{"figures", "[flags]", "measure it, which takes some minutes", `
It runs on a fake Seam, as the demonstration does, and prints how fast two workers are
and how much memory they need. RESULTS.md has the figures of one machine.

example:
  provision figures -bookings 10000`, runFigures},
	}
}

func find(name string) (command, bool) {
	for _, c := range commands() {
		if c.name == name {
			return c, true
		}
	}
	return command{}, false
}

func printHelp(out io.Writer) {
	fmt.Fprint(out, "provision: give guests access to doors, exactly once each, from any number of machines\n\n"+
		"usage: provision COMMAND [flags]\n\ncommands:\n")
	for _, c := range commands() {
		fmt.Fprintf(out, "  %-7s  %s\n", c.name, c.summary)
	}
	fmt.Fprint(out, "\nprovision help COMMAND explains a command.\n")
}

func (c command) printHelp(out io.Writer, flags *flag.FlagSet) {
	fmt.Fprintf(out, "provision %s: %s\n\nusage: provision %s %s\n\n%s\n\nflags:\n", c.name, c.summary, c.name, c.args, strings.TrimSpace(c.help))
	flags.SetOutput(out)
	flags.PrintDefaults()
	fmt.Fprint(out, "\nexit status:\n  0  success\n  1  failure; stderr has the reason\n  2  wrong usage, such as an unknown flag\n")
}
