// Command quickstart creates three credentials (a PIN code, a key card and a
// mobile key), lists, updates, unassigns, assigns and deletes them, and prints
// the results.
//
// Without SEAM_API_KEY it uses a fake Seam in memory. With SEAM_API_KEY it uses
// Seam, and asks before it changes anything there.
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	seam "github.com/seam-go/seam/wrapper"
)

const usage = `quickstart issues, lists, updates, unassigns, assigns and deletes three credentials.

Without SEAM_API_KEY it uses a fake Seam in memory.
With SEAM_API_KEY it uses Seam: it creates a user in an access system, gives the
user the credentials, and deletes everything again. It asks first.

It exits with status 1 after an error, and if you say no. Wrong flags are status 2.

Flags:
`

func main() {
	flags := flag.NewFlagSet("quickstart", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // The errors are printed below.
	yes := flags.Bool("yes", false, "change the workspace without asking")
	system := flags.String("system", "", "`ID` of the access system; by default the first one")
	err := flags.Parse(os.Args[1:])
	if errors.Is(err, flag.ErrHelp) {
		fmt.Print(usage)
		flags.SetOutput(os.Stdout)
		flags.PrintDefaults()
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "quickstart:", err, "(-h explains the flags)")
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err = run(ctx, *system, *yes, os.Stdin, os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// source is the file to read while the program runs.
const source = "wrapper/examples/quickstart/quickstart.go"

const readNext = `
Next: the program at the top of README.md, the guide (go doc ./wrapper), and
a hotel, a coworking space and vacation rentals (wrapper/examples).
`

// run runs the quickstart on the fake, or on Seam if there is an API key.
func run(ctx context.Context, system string, yes bool, in io.Reader, out io.Writer) error {
	client := fake()
	if os.Getenv("SEAM_API_KEY") == "" {
		fmt.Fprintf(out, "%s on a fake Seam in memory, because SEAM_API_KEY is not set\n", source)
	} else {
		var err error
		if client, err = seam.FromEnv(); err != nil {
			return err
		}
		if !yes && !confirmed(in, out) {
			return errors.New("quickstart: nothing was changed; -yes skips the question")
		}
		fmt.Fprintln(out, source, "on Seam")
	}
	if err := quickstart(ctx, client, system, out); err != nil {
		return err
	}
	fmt.Fprint(out, readNext)
	return nil
}

// confirmed asks the user before anything in a real workspace is changed.
func confirmed(in io.Reader, out io.Writer) bool {
	fmt.Fprint(out, "This creates a user and three credentials in your workspace, and deletes them again. Continue? [y/N] ")
	reply, _ := bufio.NewReader(in).ReadString('\n') // A failure to read counts as no.
	return strings.EqualFold(strings.TrimSpace(reply), "y")
}
