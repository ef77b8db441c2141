// Command seamtest serves a fake Seam over a socket, for programs in any language:
//
//	go run github.com/seam-go/seam/wrapper/seamtest/cmd/seamtest -addr 127.0.0.1:0
//
// It prints one fact a line, a name and a value: api_key, publishable_key, personal_access_token and
// workspace_id let a client in, others are the IDs of the hardware that it begins with, and the last
// is url, where it listens. Two access systems have entrances, card encoders with a card on each, and
// an access group; there are locks, an unmanaged one among them, a thermostat and a noise sensor. With
// -world empty there are none.
//
// Keys and IDs are the same in every run, and others with another -seed. It ends when it is
// interrupted.
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
	var o options
	flag.StringVar(&o.addr, "addr", "127.0.0.1:0", "the `address` to listen on; port 0 is any free one")
	flag.StringVar(&o.seed, "seed", "seamtest", "what keys and IDs follow from: any `text`")
	flag.StringVar(&o.world, "world", worldHotel, "the hardware to begin with: hotel or empty")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, o, os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "seamtest:", err)
		os.Exit(1)
	}
}

// options are the flags of the command.
type options struct{ addr, seed, world string }

const (
	worldHotel = "hotel"
	worldEmpty = "empty"
)

// shutdownTime is how long calls that are under way may take to end.
const shutdownTime = 5 * time.Second

// run serves until ctx ends.
func run(ctx context.Context, o options, out io.Writer) error {
	if o.world != worldHotel && o.world != worldEmpty {
		return fmt.Errorf("there is no world %q: use %s or %s", o.world, worldHotel, worldEmpty)
	}
	var listen net.ListenConfig
	socket, err := listen.Listen(ctx, "tcp", o.addr)
	if err != nil {
		return err
	}
	srv := seamtest.NewServer(seamtest.WithSeed(o.seed))
	printKeys(srv, out)
	if o.world == worldHotel {
		printHotel(srv.AddHotel(), out)
	}
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

func printKeys(srv *seamtest.Server, out io.Writer) {
	fmt.Fprintln(out, "api_key", srv.APIKey())
	fmt.Fprintln(out, "publishable_key", srv.PublishableKey())
	fmt.Fprintln(out, "personal_access_token", srv.PersonalAccessToken())
	fmt.Fprintln(out, "workspace_id", srv.WorkspaceID())
}

// printHotel names each ID by the field of the API that takes it, with a word before where there are
// two of a kind.
func printHotel(h seamtest.Hotel, out io.Writer) {
	for _, fact := range [][2]string{
		{"acs_system_id", h.SystemID},
		{"acs_entrance_id", h.FrontDoorID},
		{"room_acs_entrance_id", h.RoomID},
		{"acs_encoder_id", h.EncoderID},
		{"card_number", h.CardNumber},
		{"credential_manager_acs_system_id", h.CredentialManagerID},
		{"staff_acs_system_id", h.StaffSystemID},
		{"staff_acs_entrance_id", h.OfficeID},
		{"acs_access_group_id", h.AccessGroupID},
		{"staff_acs_encoder_id", h.StaffEncoderID},
		{"staff_card_number", h.StaffCardNumber},
		{"device_id", h.LockID},
		{"unmanaged_device_id", h.UnmanagedLockID},
		{"thermostat_device_id", h.ThermostatID},
		{"noise_sensor_device_id", h.NoiseSensorID},
	} {
		fmt.Fprintln(out, fact[0], fact[1])
	}
}
