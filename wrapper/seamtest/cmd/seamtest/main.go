// Command seamtest serves a fake Seam over a socket, for programs in any language:
//
//	go run github.com/seam-go/seam/wrapper/seamtest/cmd/seamtest
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
// With -h it prints all flags, examples and exit statuses.
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
	"syscall"
	"time"

	"github.com/seam-go/seam/openapi/commandline"
	"github.com/seam-go/seam/wrapper/seamtest"
)

func main() { os.Exit(commandline.Main(commandLine, syscall.SIGTERM)) }

var commandLine = commandline.Command{
	Name:    "seamtest",
	Summary: "serve a fake Seam over HTTP, for programs in any language",
	Help: `
Use it to test a program that is not written in Go, or to try calls with curl. A
test in Go needs no server: see go doc github.com/seam-go/seam/wrapper/seamtest.

It prints a name and a value on each line: api_key and other credentials, the IDs
of the hardware, and at the end url, the address that it serves. Wait for that line.
Nothing is stored: each run begins anew. An interrupt or SIGTERM ends it.`,
	Examples: `
go run github.com/seam-go/seam/wrapper/seamtest/cmd/seamtest
seamtest -addr 127.0.0.1:4000 -world empty
curl -s http://127.0.0.1:4000/workspaces/get -X POST -H "Authorization: Bearer $api_key"`,
	Status: [3]string{0: "it was interrupted", 1: "it cannot listen on the address, or failed; stderr has the reason"},
	Setup: func(flags *flag.FlagSet) func(context.Context) error {
		var o options
		flags.StringVar(&o.addr, "addr", "127.0.0.1:0", "the `address` to listen on, as HOST:PORT; port 0 selects a free port")
		flags.StringVar(&o.seed, "seed", "seamtest", "the `text` that keys and IDs are derived from")
		flags.StringVar(&o.world, "world", worldHotel, "the `hardware` at the start: hotel or empty")
		return func(ctx context.Context) error { return run(ctx, o, os.Stdout) }
	},
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
		return commandline.Misuse("-world: unknown hardware %q: use %s or %s", o.world, worldHotel, worldEmpty)
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
	stopped := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
		defer cancel()
		stopped <- server.Shutdown(last)
	})
	defer stop()
	if err := server.Serve(socket); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
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
