// Command coworking is the booking service of a coworking space, which manages its members itself and uses Seam
// to set PINs on the locks of its rooms. A gym or a rehearsal room works in the same way.
//
//	go run ./wrapper/examples/coworking
//
// Without SEAM_API_KEY it runs on a fake Seam in memory; -h explains how to use Seam. It solves the coworking task in
// the evaluations of Seam's plugin for coding tools (github.com/seamapi/seam-plugin), and shows how to
//
//   - create, change and delete the access codes of single locks (coworking.go). Access grants are simpler, and
//     do more: choose access codes if the program decides about every single PIN;
//   - find a code whose response was lost, because codes have no key to repeat a request with (coworking.go);
//   - tell the member the PIN once it is on the lock, and delete codes that arrived too late (events.go).
//
// It leaves out a login, a database, and repeating by itself: if Seam fails, so does the booking. A service that
// has to finish every booking, on several machines and through crashes, does what wrapper/examples/provision
// does.
package main

import (
	"context"
	"net/http"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/examples/internal/app"
	"github.com/seam-go/seam/wrapper/examples/internal/memory"
	"github.com/seam-go/seam/wrapper/seamtest"
)

const try = `  curl URL/api/bookings -d '{"roomId":"room-a1", "memberName":"Mary Somerville", "memberEmail":"mary@example.com",
      "startTime":"2020-05-01T10:00:00Z", "endTime":"2040-05-01T12:00:00Z"}'
  curl URL/api/bookings/ID -X PUT -d '{"endTime":"2040-05-01T13:00:00Z"}'
  curl URL/api/bookings/ID -X DELETE
  curl URL/api/members/mary@example.com -X DELETE
`

const env = `  SEAM_DEVICE_ROOM_A1    ID of the lock of room-a1, and so on for other rooms
`

func main() {
	const summary = "books rooms and sets a PIN on the lock of the room for each booking"
	app.Service{Name: "coworking", Summary: summary, Try: try, Env: env, Open: open}.Main()
}

func open(_ context.Context, conn *app.Connection) (http.Handler, error) {
	locks := app.DevicesFromEnv()
	if conn.Fake != nil {
		locks = fakeLocks(conn.Fake)
	}
	return routes(conn, locks), nil
}

// routes returns the HTTP interface of a coworking space with these locks.
func routes(conn *app.Connection, locks map[string]string) http.Handler {
	c := &Coworking{conn.Client, memory.NewTable[Booking](), locks, conn.Mail, conn.Alarm}
	mux := conn.NewMux(c.handle)
	app.Resource[Booking]{
		Path: "/api/bookings", Name: "booking",
		Get: c.bookings.Get, Create: c.book, Change: c.change, Cancel: c.cancel,
	}.Register(mux)
	mux.Handle("DELETE /api/members/{email}", app.Handler(c.deleteMember))
	return mux
}

// fakeLocks adds the locks of two rooms. The second one takes a single PIN.
func fakeLocks(srv *seamtest.Server) map[string]string {
	return map[string]string{
		"room-a1": srv.AddDevice(seamtest.Device{Name: "Room A1", Type: gen.DeviceTypeSchlageLock}),
		"room-b2": srv.AddDevice(seamtest.Device{Name: "Room B2", Type: gen.DeviceTypeSchlageLock, Properties: map[string]any{
			"max_active_codes_supported": 1,
		}}),
	}
}
