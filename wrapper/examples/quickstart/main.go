// Command quickstart lives the whole life of three credentials (a PIN code, a
// key card and a mobile key): it issues them, lists, updates, unassigns, assigns
// and deletes them, and says what Seam answered.
//
// Without SEAM_API_KEY it talks to a fake Seam in memory. With it, it talks to
// Seam, and asks before it writes there.
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

Without SEAM_API_KEY it uses a fake Seam in memory and changes nothing anywhere.
With SEAM_API_KEY it uses Seam itself: it creates a user in an access system, gives
that user the credentials, and deletes all of them again. It asks first.

Flags:
`

func main() {
	flags := flag.NewFlagSet("quickstart", flag.ContinueOnError)
	flags.SetOutput(os.Stdout)
	yes := flags.Bool("yes", false, "write to Seam without asking")
	system := flags.String("system", "", "`id` of the access system to use; the first one if empty")
	flags.Usage = func() {
		fmt.Fprint(os.Stdout, usage)
		flags.PrintDefaults()
	}
	if err := flags.Parse(os.Args[1:]); errors.Is(err, flag.ErrHelp) {
		return
	} else if err != nil {
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *system, *yes, os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run chooses where to do it, and does it.
func run(ctx context.Context, system string, yes bool, in io.Reader, out io.Writer) error {
	if os.Getenv("SEAM_API_KEY") == "" {
		fmt.Fprintln(out, "SEAM_API_KEY is not set: using a fake Seam in memory.")
		return quickstart(ctx, fake(), system, out)
	}
	client, err := seam.FromEnv()
	if err != nil {
		return err
	}
	if !yes && !confirmed(in, out) {
		return errors.New("quickstart: nothing was written; -yes answers for you")
	}
	return quickstart(ctx, client, system, out)
}

// confirmed asks before anything is written to a real workspace.
func confirmed(in io.Reader, out io.Writer) bool {
	fmt.Fprint(out, "This creates a user and three credentials in your workspace, and deletes them again. Go on? [y/N] ")
	answer, _ := bufio.NewReader(in).ReadString('\n') // no answer is a no
	return strings.EqualFold(strings.TrimSpace(answer), "y")
}
