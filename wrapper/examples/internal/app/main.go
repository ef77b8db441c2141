// Package app has what the example services share: flags, an HTTP server with JSON in and out, and the
// connection to Seam or to a fake.
package app

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"time"
)

// Service is a program that serves HTTP. The word URL in its texts stands for the URL of the server.
type Service struct {
	Name    string
	Summary string // what the service does, such as "books rooms"
	Try     string // commands to try, one a line
	Env     string // environment variables that it needs on Seam, one a line
	// Open returns the handler. Work in the background ends with ctx.
	Open func(ctx context.Context, conn *Connection) (http.Handler, error)
}

// Main runs the service until the user interrupts it.
func (s Service) Main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := s.run(ctx, os.Args[1:], os.Stdout)
	stop()
	switch {
	case errors.Is(err, errUsage):
		os.Exit(2)
	case err != nil:
		fmt.Fprintln(os.Stderr, s.Name+":", err)
		os.Exit(1)
	}
}

// errUsage reports wrong flags. Package flag has already printed what is wrong.
var errUsage = errors.New("wrong flags")

func (s Service) run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet(s.Name, flag.ContinueOnError)
	flags.SetOutput(out)
	address := flags.String("addr", "127.0.0.1:3000", "serve on this `address`")
	flags.Usage = func() {
		fmt.Fprint(out, s.help("http://"+*address))
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return nil
	} else if err != nil {
		return errUsage
	}
	conn, err := connect(ctx, out)
	if err != nil {
		return err
	}
	handler, err := conn.Open(ctx, s.Open)
	if err != nil {
		return err
	}
	if conn.Fake != nil {
		go conn.letTimePass(ctx)
	}
	return serve(ctx, *address, handler, func(url string) {
		fmt.Fprintf(out, "Serving on %s; Ctrl+C ends. In another terminal:\n\n%s\n", url, withURL(s.Try, url))
	})
}

func (s Service) help(url string) string {
	return withURL(fmt.Sprintf(`%s %s.

Try in another terminal:

%s
Messages to guests and staff are printed. Without SEAM_API_KEY the service is on a fake Seam in memory.
With SEAM_API_KEY it is on Seam, and needs

  SEAM_WEBHOOK_SECRET    secret of a webhook in Seam Console that sends to URL/webhooks/seam
%s
Exit status: 0 after Ctrl+C, 1 after a failure, 2 for wrong flags.

Flags:
`, s.Name, s.Summary, s.Try, s.Env), url)
}

func withURL(text, url string) string { return strings.ReplaceAll(text, "URL", url) }

// serve serves handler on address until ctx ends, and lets running requests finish. It calls started with the
// URL of the server.
func serve(ctx context.Context, address string, handler http.Handler, started func(url string)) error {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	stopped := make(chan error, 1)
	context.AfterFunc(ctx, func() {
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		stopped <- server.Shutdown(grace)
	})
	started(fmt.Sprintf("http://%s", listener.Addr()))
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}
