// Command reservations is the service of a vacation rental platform. Property managers connect their own locks,
// and Seam's Reservation Automations make a PIN for each stay from the reservations that the service pushes.
//
//	go run ./wrapper/examples/reservations
//
// Without SEAM_API_KEY it runs on a fake Seam in memory; -h explains how to use Seam. It solves the reservation task in
// the evaluations of Seam's plugin for coding tools (github.com/seamapi/seam-plugin), and shows how to
//
//   - push a reservation, its changes and its cancellation (rentals.go). A reservation never fails because of
//     Seam: what Seam does not have yet is pushed again every minute;
//   - notice that Seam has accepted a reservation and made no PIN (rentals.go);
//   - tell the guest the PIN once the lock has it (events.go);
//   - send property managers to a page on which they connect their locks (portal.go).
//
// It leaves out a login, a database, and requests that reach Seam long after the service has given them up. A
// service on several machines, or with many reservations a minute, does what wrapper/examples/provision does. To
// choose doors and access methods itself, it does what wrapper/examples/hotel does.
package main

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/seam-go/seam/wrapper/examples/internal/app"
	"github.com/seam-go/seam/wrapper/examples/internal/memory"
)

const try = `  curl URL/api/reservations -d '{"unitId":"unit-101", "guestName":"Grace Hopper", "guestEmail":"grace@example.com",
      "checkIn":"2040-05-01T15:00:00Z", "checkOut":"2040-05-03T10:00:00Z"}'
  curl URL/api/reservations/ID -X PUT -d '{"checkOut":"2040-05-04T10:00:00Z"}'
  curl URL/api/reservations/ID -X DELETE
  curl URL/api/properties/prop-1/portal -X POST
`

const env = `
Under Developer > Automations in Seam Console, switch on the automation for access. Each unit has to be a space
with a lock, and the key of the space is the ID of the unit. Property managers make them in the portal.
`

const (
	syncInterval = time.Minute
	notice       = 4 * time.Hour // to find another way into the house
)

func main() {
	const summary = "takes reservations and pushes them to Seam, which makes the PINs"
	app.Service{Name: "reservations", Summary: summary, Try: try, Env: env, Open: open}.Main()
}

func open(ctx context.Context, conn *app.Connection) (http.Handler, error) {
	if conn.Fake != nil {
		if _, err := automate(ctx, conn); err != nil {
			return nil, err
		}
	}
	rentals := newRentals(conn)
	go rentals.keepSynced(ctx)
	return rentals.routes(conn), nil
}

func newRentals(conn *app.Connection) *Rentals {
	return &Rentals{
		client: conn.Client, reservations: memory.NewTable[Reservation](), mail: conn.Mail, alarm: conn.Alarm,
		properties: map[string]string{"unit-101": "prop-1", "unit-202": "prop-1"},
	}
}

// routes returns the HTTP interface.
func (rt *Rentals) routes(conn *app.Connection) http.Handler {
	mux := conn.NewMux(rt.handle)
	app.Resource[Reservation]{
		Path: "/api/reservations", Name: "reservation",
		Get: rt.reservations.Get, Create: rt.book, Change: rt.change, Cancel: rt.cancel,
	}.Register(mux)
	mux.Handle("POST /api/properties/{id}/portal", app.Handler(rt.postPortal))
	mux.Handle("DELETE /api/properties/{id}", app.Handler(rt.deleteProperty))
	return mux
}

// keepSynced calls Sync until ctx ends.
func (rt *Rentals) keepSynced(ctx context.Context) {
	ticker := time.NewTicker(syncInterval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			if err := rt.Sync(ctx, notice); err != nil {
				slog.Warn("not everything is pushed", "err", err)
			}
		}
	}
}
