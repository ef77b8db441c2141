// Command seamtest serves a fake Seam over a socket, for programs in any language:
//
//	go run github.com/seam-go/seam/wrapper/seamtest/cmd/seamtest -addr 127.0.0.1:0
//
// It prints one fact a line, a name and a value: api_key, publishable_key, personal_access_token and
// workspace_id let a client in, others are the IDs of the small world it begins with, and the last
// is url, where it listens. It ends when it is interrupted.
package main

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
	"syscall"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:0", "the `address` to listen on; port 0 is any free one")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *addr, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "seamtest:", err)
		os.Exit(1)
	}
}

// shutdownTime is how long calls that are under way may take to end.
const shutdownTime = 5 * time.Second

// run serves until ctx ends.
func run(ctx context.Context, addr string, out io.Writer) error {
	var listen net.ListenConfig
	socket, err := listen.Listen(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	srv := seamtest.NewServer()
	introduce(srv, out)
	fmt.Fprintln(out, "url", "http://"+socket.Addr().String())

	server := &http.Server{Handler: srv, ReadHeaderTimeout: time.Minute}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(socket) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		return err
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// introduce makes the world that the server begins with, and prints how to reach it.
func introduce(srv *seamtest.Server, out io.Writer) {
	fmt.Fprintln(out, "api_key", srv.APIKey())
	fmt.Fprintln(out, "publishable_key", srv.PublishableKey())
	fmt.Fprintln(out, "personal_access_token", srv.PersonalAccessToken())
	fmt.Fprintln(out, "workspace_id", srv.WorkspaceID())

	hotel := srv.AddSystem(seamtest.System{Name: "Grand Hotel", ExternalType: "visionline_system"})
	fmt.Fprintln(out, "acs_system_id", hotel)
	fmt.Fprintln(out, "acs_entrance_id", srv.AddEntrance(hotel, "Front Door"))
	fmt.Fprintln(out, "device_id", srv.AddDevice(seamtest.Device{Name: "Back Door"}))
}
