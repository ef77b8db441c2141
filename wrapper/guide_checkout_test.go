package seam_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// A hotel may run the check-out of a stay twice: after a crash, after a lost response, or because two jobs do it.
// A grant that does not exist any longer is then a success. Record the end of the stay before you delete its
// grants: the deletion frees their keys, so a check-in that is repeated later would create them again.
func Example_checkout() {
	if err := endStay(fakeCheckoutHotel()); err != nil {
		log.Fatal(err)
	}
	// Output:
	// outage: true
	// response lost: true
	// repeated: <nil>
	// once more: <nil>
	// late check-in: the stay has ended
	// grants left: 0
}

// endStay checks two guests in, and checks them out although the network fails after the first deletion, and
// again after the second.
func endStay(hotel *checkoutHotel) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	stay := &checkoutStay{reservation: "reservation-4711", roomID: hotel.roomID, endsAt: time.Now().Add(48 * time.Hour)}
	for _, guest := range []string{"Ada", "Mary"} {
		if err := stay.checkIn(ctx, hotel.client, guest); err != nil {
			return err
		}
	}

	hotel.breakNetwork()
	fmt.Println("outage:", stay.checkOut(ctx, hotel.client) != nil)
	hotel.loseResponse()
	fmt.Println("response lost:", errors.Is(stay.checkOut(ctx, hotel.client), seam.ErrOutcomeUnknown))
	fmt.Println("repeated:", stay.checkOut(ctx, hotel.client))
	fmt.Println("once more:", stay.checkOut(ctx, hotel.client))
	fmt.Println("late check-in:", stay.checkIn(ctx, hotel.client, "Ada"))

	grants, err := stay.grants(ctx, hotel.client)
	fmt.Println("grants left:", len(grants))
	return err
}

// checkoutStay holds the data that the booking system stores about a stay.
type checkoutStay struct {
	reservation, roomID string
	endsAt              time.Time
	hasEnded            bool
}

// checkIn gives a guest of the stay access to the room. It may be called again. If another process may end the
// stay at the same time, read the record again after Create, and delete the grant if the stay has ended.
func (s *checkoutStay) checkIn(ctx context.Context, client *seam.Client, guest string) error {
	if s.hasEnded {
		return errors.New("the stay has ended")
	}
	_, err := client.AccessGrants.Create(ctx, seam.AccessGrantParams{
		Grantee:        seam.NewPerson{FullName: guest, Key: "guest-" + guest},
		EntranceIDs:    []string{s.roomID},
		Methods:        []seam.GrantMethod{seam.Code{}},
		EndsAt:         s.endsAt,
		Key:            s.reservation + "-" + guest,
		ReservationKey: s.reservation,
	})
	return err
}

// checkOut takes access away from all guests of the stay. If it returns nil, none of them has access. Call it
// again after any failure, also after seam.ErrOutcomeUnknown. If the outcome of a check-in is unknown, call it
// once more some minutes later, because the lost request may still arrive.
func (s *checkoutStay) checkOut(ctx context.Context, client *seam.Client) error {
	s.hasEnded = true // In a real program, commit this to the database before the first request.
	for {
		grants, err := s.grants(ctx, client)
		if err != nil || len(grants) == 0 {
			return err
		}
		for _, id := range grants {
			if err := client.AccessGrants.Delete(ctx, id); err != nil && !errors.Is(err, seam.ErrNotFound) {
				return err
			}
		}
		for _, id := range grants {
			if err := client.AccessGrants.WaitDeleted(ctx, id); err != nil {
				return err
			}
		}
		// List again: a check-in that was under way may have created another grant.
	}
}

// grants returns the grants of the stay. Grants of smart locks have no reservation: delete them by the
// [seam.GrantKey] that they were created with.
func (s *checkoutStay) grants(ctx context.Context, client *seam.Client) ([]seam.GrantID, error) {
	var ids []seam.GrantID
	for grant, err := range client.AccessGrants.List(ctx, seam.AccessGrantFilter{ReservationKey: s.reservation}) {
		if err != nil {
			return nil, err // With a part of the list, somebody would keep access.
		}
		ids = append(ids, seam.GrantID(grant.AccessGrantID))
	}
	return ids, nil
}

// checkoutHotel holds the client and the room of a hotel.
type checkoutHotel struct {
	client                     *seam.Client
	roomID                     string
	breakNetwork, loseResponse func()
}

// fakeCheckoutHotel returns a hotel of a fake Seam. A real program uses seam.NewClient(seam.APIKey(key)) and
// the IDs of its own entrances.
func fakeCheckoutHotel() *checkoutHotel {
	const deletion = "/access_grants/delete"
	srv := seamtest.NewServer()
	return &checkoutHotel{
		client: srv.Client(seam.WithRetries(0)), // Otherwise the client repeats requests by itself.
		roomID: srv.AddHotel().RoomID,
		breakNetwork: func() {
			srv.PassNext(deletion, 1)
			srv.OutageNext(deletion)
		},
		loseResponse: func() {
			srv.SetOutage(false)
			srv.ResetAfterNext(deletion)
		},
	}
}
