// Command seamtest serves a fake Seam over a socket, for programs in any language:
//
//	go run github.com/seam-go/seam/wrapper/seamtest/cmd/seamtest -addr 127.0.0.1:0
//
// It prints a name and a value on each line. The first lines are the credentials of a client: api_key,
// publishable_key, personal_access_token and workspace_id. Then come the IDs of the hardware. The last
// line is url, the address that it listens on.
//
// The hardware consists of two access systems with entrances, an access group, card encoders with a
// card on each, two locks of which one is unmanaged, a thermostat and a noise sensor. With -world empty
// there is no hardware.
//
// Keys and IDs are the same in every run with the same -seed. The command exits when it is interrupted.
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
	flag.StringVar(&o.addr, "addr", "127.0.0.1:0", "the `address` to listen on; port 0 selects a free port")
	flag.StringVar(&o.seed, "seed", "seamtest", "the `text` that keys and IDs are derived from")
	flag.StringVar(&o.world, "world", worldHotel, "the initial hardware: hotel or empty")
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

// shutdownTime is the time that calls in progress have to finish after an interrupt.
const shutdownTime = 5 * time.Second

// run serves until ctx ends.
func run(ctx context.Context, o options, out io.Writer) error {
	if o.world != worldHotel && o.world != worldEmpty {
		return fmt.Errorf("unknown -world %q: use %s or %s", o.world, worldHotel, worldEmpty)
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

// printHotel prints each ID under the name of the API field that accepts it. A prefix distinguishes
// several IDs for the same field.
func printHotel(h seamtest.Hotel, out io.Writer) {
	for _, line := range [][2]string{
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
		fmt.Fprintln(out, line[0], line[1])
	}
}
