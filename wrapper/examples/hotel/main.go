// Command hotel is the booking service of a boutique hotel. A guest who books a room gets a PIN for its smart
// lock and, on request, a card or a phone key for the doors of the access system, such as the lobby.
//
//	go run ./wrapper/examples/hotel
//
// Without SEAM_API_KEY it runs on a fake Seam in memory; -h explains how to use Seam. It solves the hotel task in
// the evaluations of Seam's plugin for coding tools (github.com/seamapi/seam-plugin), and shows how to
//
//   - grant access with a booking, change its dates and take it away (hotel.go). The access grant has a key,
//     so each step may be repeated: a booking stays pending until Seam has confirmed its grant;
//   - tell the guest the PIN once the lock has it, and again if Seam has replaced it (access.go);
//   - write cards at the front desk, again after a change of dates (access.go);
//   - name the reservation where the access system needs one (booking.go).
//
// It leaves out a login, a database, and repeating by itself: a pending booking waits for a request. A service
// that has to finish every booking, on several machines and through crashes, does what
// wrapper/examples/provision does.
package main

import (
	"context"
	"net/http"
	"os"
	"strings"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/examples/internal/app"
	"github.com/seam-go/seam/wrapper/examples/internal/memory"
	"github.com/seam-go/seam/wrapper/seamtest"
)

const try = `  curl URL/api/bookings -d '{"roomId":"room-101", "guestName":"Ada Lovelace", "guestEmail":"ada@example.com",
      "checkIn":"2040-05-01T15:00:00Z", "checkOut":"2040-05-03T10:00:00Z", "methods":["code","card"]}'
  curl URL/api/bookings/ID/cards -X POST
  curl URL/api/bookings/ID -X PUT -d '{"checkOut":"2040-05-04T10:00:00Z"}'
  curl URL/api/bookings/ID -X DELETE
`

const env = `  SEAM_DEVICE_ROOM_101   ID of the smart lock of room-101, and so on for other rooms
  SEAM_ENTRANCES         IDs of the entrances that all guests open, such as the lobby, with spaces between them
  SEAM_ENCODER           ID of the card encoder at the front desk
`

func main() {
	app.Service{Name: "hotel", Summary: "books rooms and gives the guests access to them", Try: try, Env: env, Open: open}.Main()
}

// doors has the IDs of the hardware of the hotel.
type doors struct {
	locks   map[string]string // by room
	shared  []string          // entrances that all guests open
	encoder string
}

func open(ctx context.Context, conn *app.Connection) (http.Handler, error) {
	if conn.Fake != nil {
		return routes(ctx, conn, fakeDoors(conn.Fake))
	}
	shared := strings.Fields(os.Getenv("SEAM_ENTRANCES"))
	return routes(ctx, conn, doors{app.DevicesFromEnv(), shared, os.Getenv("SEAM_ENCODER")})
}

// routes returns the HTTP interface of a hotel with these doors.
func routes(ctx context.Context, conn *app.Connection, d doors) (http.Handler, error) {
	inReservation, err := belongToReservations(ctx, conn.Client, d.shared)
	if err != nil {
		return nil, err
	}
	rooms := map[string]Room{}
	for room, lock := range d.locks {
		rooms[room] = Room{[]string{lock}, d.shared, inReservation}
	}
	hotel := &Hotel{conn.Client, memory.NewTable[Booking](), rooms, d.encoder, conn.Mail, conn.Alarm}
	mux := conn.NewMux(hotel.handle)
	app.Resource[Booking]{
		Path: "/api/bookings", Name: "booking",
		Get: hotel.bookings.Get, Create: hotel.book, Change: hotel.change, Cancel: hotel.cancel,
	}.Register(mux)
	mux.Handle("POST /api/bookings/{id}/cards", app.Handler(hotel.postCards))
	return mux, nil
}

// belongToReservations reports whether a new guest's key for one of the entrances replaces that of the guest
// before.
func belongToReservations(ctx context.Context, client *seam.Client, entranceIDs []string) (bool, error) {
	for _, id := range entranceIDs {
		entrance, err := client.ACS.Entrances.Get(ctx, &gen.ACSEntrancesGetRequest{ACSEntranceID: id})
		if err != nil || entrance.CanBelongToReservation {
			return err == nil, err
		}
	}
	return false, nil
}

// fakeDoors adds the lock of room-101, and a lobby with a front desk that writes cards.
func fakeDoors(srv *seamtest.Server) doors {
	system := srv.AddSystem(seamtest.System{Name: "Lobby", ExternalType: "visionline_system"})
	lobby, encoder := srv.AddEntrance(system, "Lobby"), srv.AddEncoder(system, "Front Desk")
	srv.SetEntranceMethods(lobby, seam.AccessMethodCard, seam.AccessMethodMobileKey)
	srv.PlaceCard(encoder, srv.AddCard(seamtest.Card{}))
	lock := srv.AddDevice(seamtest.Device{Name: "Room 101", Type: gen.DeviceTypeYaleLock})
	return doors{map[string]string{"room-101": lock}, []string{lobby}, encoder}
}
