package seam_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// A group has two hotels in one workspace, each with its own access system. Seam lets the API key open every
// door of the workspace, so the program keeps the hotels apart: it reads the doors of each hotel with the ID of
// the access system, and refuses all others before it sends anything.
//
// Keys are unique in the workspace, and not in a hotel: the keys of bookings begin with the hotel. A guest of
// both hotels is one person, whose key and email address have no hotel. Where access system and hotel are not
// the same, give the connected accounts and spaces of each hotel a customer key, which the lists also take.
func Example_twoHotels() {
	demo := newHotelsDemo()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()

	grand, err := openHotel(ctx, demo.client, "grand", demo.grandID)
	if err != nil {
		fmt.Println(err)
		return
	}
	plaza, err := openHotel(ctx, demo.client, "plaza", demo.plazaID)
	if err != nil {
		fmt.Println(err)
		return
	}
	ada := seam.NewPerson{FullName: "Ada Lovelace", EmailAddress: "ada@example.com", Key: "guest-1815"}
	until := time.Now().Add(48 * time.Hour)
	fmt.Println(grand.checkIn(ctx, "4711", ada, demo.grandRoom, until))
	fmt.Println(plaza.checkIn(ctx, "4711", ada, demo.plazaRoom, until)) // another booking with the same number
	sent := len(demo.srv.Requests())
	fmt.Println(grand.checkIn(ctx, "4712", ada, demo.plazaRoom, until))
	fmt.Println(grand.checkIn(ctx, "4713", ada, demo.grandStairs, until))
	fmt.Println(len(demo.srv.Requests())-sent, "requests for these")

	fmt.Println(grand.checkOut(ctx, "4711"))
	for _, hotel := range []*hotelAccess{grand, plaza} {
		fmt.Println(hotel.stays(ctx))
	}
	// Output:
	// <nil>
	// <nil>
	// the door is not in this hotel
	// the door cannot be unlocked with [card]
	// 0 requests for these
	// <nil>
	// [] <nil>
	// [plaza-4711] <nil>
}

var errOtherHotel = errors.New("the door is not in this hotel")

// hotelAccess is the part of a workspace that belongs to one hotel. Give the code of a hotel a hotelAccess, and
// no client.
type hotelAccess struct {
	client        *seam.Client
	key, systemID string
	doors         map[string]*gen.ACSEntrance // by ID
}

// openHotel reads the doors of a hotel. Call it again from time to time: doors come and go.
func openHotel(ctx context.Context, client *seam.Client, key, systemID string) (*hotelAccess, error) {
	h := &hotelAccess{client: client, key: key, systemID: systemID, doors: map[string]*gen.ACSEntrance{}}
	for door, err := range client.ACS.Entrances.List(ctx, &gen.ACSEntrancesListRequest{ACSSystemID: &systemID}) {
		if err != nil {
			return nil, fmt.Errorf("doors of %s: %w", key, err)
		}
		h.doors[door.ACSEntranceID] = door
	}
	return h, nil
}

// checkIn gives a guest a card for a room. The key of the booking is the key of the reservation, too: with the
// same reservation key in both hotels, Seam would take two stays for one.
func (h *hotelAccess) checkIn(ctx context.Context, booking string, guest seam.NewPerson, doorID string, until time.Time) error {
	door, ok := h.doors[doorID]
	if !ok {
		return errOtherHotel
	}
	if missing := seam.CannotUnlock(door, seam.AccessMethodCard); len(missing) > 0 {
		return fmt.Errorf("the door cannot be unlocked with %v", missing)
	}
	_, err := h.client.AccessGrants.Create(ctx, seam.AccessGrantParams{
		Grantee:        guest,
		EntranceIDs:    []string{doorID},
		Methods:        []seam.GrantMethod{seam.Card{}},
		EndsAt:         until,
		Key:            h.bookingKey(booking),
		ReservationKey: h.bookingKey(booking),
	})
	return err
}

// checkOut ends a stay. A stay of the same guest in the other hotel goes on.
func (h *hotelAccess) checkOut(ctx context.Context, booking string) error {
	return h.client.AccessGrants.Delete(ctx, seam.GrantKey(h.bookingKey(booking)))
}

// stays returns the keys of the grants of this hotel.
func (h *hotelAccess) stays(ctx context.Context) ([]string, error) {
	var keys []string
	for grant, err := range h.client.AccessGrants.List(ctx, seam.AccessGrantFilter{ACSSystemID: h.systemID}) {
		if err != nil {
			return nil, err
		}
		keys = append(keys, grant.AccessGrantKey)
	}
	return keys, nil
}

func (h *hotelAccess) bookingKey(booking string) string { return h.key + "-" + booking }

// hotelsDemo is a fake Seam with two hotels.
type hotelsDemo struct {
	srv                               *seamtest.Server
	client                            *seam.Client
	grandID, plazaID                  string
	grandRoom, grandStairs, plazaRoom string
}

func newHotelsDemo() hotelsDemo {
	srv := seamtest.NewServer()
	d := hotelsDemo{srv: srv, client: srv.Client()}
	d.grandID = srv.AddSystem(seamtest.System{Name: "Grand Hotel", ExternalType: gen.ACSSystemExternalTypeVisionlineSystem})
	d.plazaID = srv.AddSystem(seamtest.System{Name: "Plaza Hotel", ExternalType: gen.ACSSystemExternalTypeVisionlineSystem})
	d.grandRoom, d.plazaRoom = srv.AddEntrance(d.grandID, "Room 101"), srv.AddEntrance(d.plazaID, "Room 101")
	d.grandStairs = srv.AddEntrance(d.grandID, "Stairs")
	srv.SetEntranceMethods(d.grandStairs, seam.AccessMethodCode)
	return d
}
