package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/examples/internal/app"
	"github.com/seam-go/seam/wrapper/examples/internal/app/apptest"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// story plays guests and staff of the hotel.
type story struct {
	*apptest.Story
	t                 *testing.T
	doors             doors
	checkIn, checkOut time.Time
}

// play plays a story in a bubble with its own clock.
func play(t *testing.T, tell func(t *testing.T, s *story)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		checkIn := time.Now().Add(time.Hour).UTC()
		s := &story{t: t, checkIn: checkIn, checkOut: checkIn.Add(48 * time.Hour)}
		s.Story = apptest.New(t, func(ctx context.Context, conn *app.Connection) (http.Handler, error) {
			s.doors = fakeDoors(conn.Fake)
			return routes(ctx, conn, s.doors)
		})
		tell(t, s)
	})
}

func (s *story) send(request, body string, status int) Booking {
	s.t.Helper()
	var response struct{ Booking Booking }
	s.Send(request, body, status, &response)
	return response.Booking
}

// book books room-101 for Ada, with the request of the evaluation and these access methods.
func (s *story) book(status int, methods ...seam.AccessMethod) Booking {
	s.t.Helper()
	list, err := json.Marshal(methods) // null, if the guest has no wish
	if err != nil {
		s.t.Fatal(err)
	}
	return s.send("POST /api/bookings", fmt.Sprintf(`{"guestName":"Ada Lovelace","guestEmail":"ada@example.com",
		"guestPhone":"+15551234567","roomId":"room-101","checkIn":%q,"checkOut":%q,"methods":%s}`,
		s.checkIn.Format(time.RFC3339), s.checkOut.Format(time.RFC3339), list), status)
}

// moveCheckOut moves the check-out of a booking.
func (s *story) moveCheckOut(id string, to time.Time) Booking {
	s.t.Helper()
	return s.send("PUT /api/bookings/"+id, fmt.Sprintf(`{"checkOut":%q}`, to.Format(time.RFC3339)), http.StatusOK)
}

// wantCodes checks how many access codes are on the lock of room-101, and returns them.
func (s *story) wantCodes(want int) []*gen.AccessCode {
	s.t.Helper()
	return s.WantCodes(s.doors.locks["room-101"], want)
}

func TestStay(t *testing.T) {
	play(t, func(t *testing.T, s *story) {
		s.Fake.SetActionTime(time.Minute)
		booking := s.book(http.StatusCreated)
		if booking.Status != Confirmed || booking.AccessGrantID == "" {
			t.Errorf("booked %+v", booking)
		}
		s.event(booking)
		s.WantMails() // Whatever the event says, the lock does not have the PIN yet.
		time.Sleep(time.Minute)
		told := "ada@example.com: Your PIN is " + *s.wantCodes(1)[0].Code + "."
		s.WantMails(told)

		later := s.checkOut.Add(24 * time.Hour)
		changed := s.moveCheckOut(booking.ID, later)
		time.Sleep(time.Minute)
		if code := s.wantCodes(1)[0]; !changed.CheckOut.Equal(later) || !code.EndsAt.Equal(later) || !code.StartsAt.Equal(s.checkIn) {
			t.Errorf("changed to %+v, on the lock: %v to %v", changed, code.StartsAt, code.EndsAt)
		}
		s.WantMails(told) // The PIN is the same.

		for range 2 { // A cancellation may be repeated.
			if got := s.send("DELETE /api/bookings/"+booking.ID, "", http.StatusOK); got.Status != Cancelled {
				t.Errorf("cancelled %+v", got)
			}
			time.Sleep(time.Minute)
		}
		s.wantCodes(0)
		s.send("PUT /api/bookings/"+booking.ID, `{}`, http.StatusConflict)

		s.book(http.StatusCreated) // The guest comes again.
		time.Sleep(time.Minute)
		s.wantCodes(1)
		if len(s.Mails) != 2 {
			t.Errorf("told %q", s.Mails)
		}
	})
}

func TestCardIsWrittenAgainAfterAChange(t *testing.T) {
	play(t, func(t *testing.T, s *story) {
		booking := s.book(http.StatusCreated, seam.AccessMethodCode, seam.AccessMethodCard, seam.AccessMethodMobileKey)
		if last := s.Mails[len(s.Mails)-1]; !strings.Contains(last, "Open this link") || !strings.Contains(last, "Your PIN") {
			t.Errorf("told %q", s.Mails)
		}
		cards := "POST /api/bookings/" + booking.ID + "/cards"
		s.Fake.TakeCard(s.doors.encoder)
		s.send(cards, "", http.StatusConflict)
		s.Fake.PlaceCard(s.doors.encoder, s.Fake.AddCard(seamtest.Card{}))
		s.send(cards, "", http.StatusCreated)

		s.moveCheckOut(booking.ID, s.checkOut.Add(time.Hour))
		s.wantCard(booking, seam.MethodNeedsEncoding)
		if want := "a card has to be written: [" + booking.grantKey() + "]"; !slices.Equal(s.Alarms, []string{want, want}) {
			t.Errorf("alarms: %q", s.Alarms)
		}
		s.send(cards, "", http.StatusCreated)
		s.wantCard(booking, seam.MethodIssued)

		s.send("DELETE /api/bookings/"+booking.ID, "", http.StatusOK)
		s.send(cards, "", http.StatusConflict)
	})
}

// wantCard checks the state of the card of a booking.
func (s *story) wantCard(b Booking, want seam.MethodState) {
	s.t.Helper()
	methods, err := s.Client.AccessGrants.Methods(s.t.Context(), seam.GrantID(b.AccessGrantID))
	if err != nil {
		s.t.Fatal(err)
	}
	for _, m := range methods {
		if m.Mode == seam.AccessMethodCard && m.State() != want {
			s.t.Errorf("the card is %s, want %s", m.State(), want)
		}
	}
}

// While Seam is down, no booking is confirmed. Afterwards each is confirmed or cancelled, once.
func TestOutage(t *testing.T) {
	play(t, func(t *testing.T, s *story) {
		s.Fake.SetOutage(true)
		kept, dropped := s.book(http.StatusServiceUnavailable), s.book(http.StatusServiceUnavailable)
		s.send("DELETE /api/bookings/"+dropped.ID, "", http.StatusServiceUnavailable)
		s.Fake.SetOutage(false)
		if kept.Status != Pending {
			t.Errorf("booked %+v", kept)
		}
		s.WantMails()

		if got := s.send("PUT /api/bookings/"+kept.ID, `{}`, http.StatusOK); got.Status != Confirmed {
			t.Errorf("confirmed %+v", got)
		}
		s.send("DELETE /api/bookings/"+dropped.ID, "", http.StatusOK)
		s.wantCodes(1)
		if len(s.Mails) != 1 {
			t.Errorf("told %q", s.Mails)
		}
	})
}

func TestLostResponse(t *testing.T) {
	for _, path := range []string{"/access_grants/create", "/access_grants/update", "/access_grants/delete"} {
		play(t, func(t *testing.T, s *story) {
			s.Fake.ResetAfterNext(path)
			booking := s.book(http.StatusCreated)
			s.moveCheckOut(booking.ID, s.checkOut.Add(time.Hour))
			s.wantCodes(1)
			s.send("DELETE /api/bookings/"+booking.ID, "", http.StatusOK)
			s.wantCodes(0)
			if len(s.Mails) != 1 {
				t.Errorf("%s: told %q", path, s.Mails)
			}
		})
	}
}

func TestRefusedBookings(t *testing.T) {
	play(t, func(t *testing.T, s *story) {
		before := len(s.Fake.Requests())
		const guest, dates = `"guestName":"Ada","guestEmail":"ada@example.com",`, `"checkIn":"2040-01-01T15:00:00Z","checkOut":"2040-01-02T10:00:00Z"`
		for body, status := range map[string]int{
			`{` + guest + `"roomId":"room-205",` + dates + `}`: http.StatusNotFound,
			`{` + guest + dates + `}`:                          http.StatusNotFound,
			`{` + guest + `"roomId":"room-101","checkIn":"2040-01-02T15:00:00Z","checkOut":"2040-01-01T10:00:00Z"}`: http.StatusBadRequest,
			`{` + guest + `"roomId":"room-101","checkIn":"2040-01-01T15:00:00Z"}`:                                   http.StatusBadRequest,
			`{` + guest + `"roomId":"room-101",` + dates + `,"methods":["face"]}`:                                   http.StatusBadRequest,
			`{"guestName":"Ada","roomId":"room-101",` + dates + `}`:                                                 http.StatusBadRequest,
			`{`: http.StatusBadRequest,
		} {
			if stored := s.send("POST /api/bookings", body, status); stored.ID != "" {
				t.Errorf("stored %+v", stored)
			}
		}
		for _, request := range []string{"GET", "PUT", "DELETE"} {
			s.send(request+" /api/bookings/none", `{}`, http.StatusNotFound)
		}
		if sent := s.Fake.Requests()[before:]; len(sent) != 0 {
			t.Errorf("sent %v", sent)
		}
		s.checkIn, s.checkOut = s.checkIn.AddDate(-1, 0, 0), s.checkOut.AddDate(-1, 0, 0)
		if got := s.book(http.StatusBadRequest); got.Status != Cancelled { // Only Seam knows the time.
			t.Errorf("booked %+v", got)
		}
	})
}

// A guest who comes again, with another phone number, is the same person at Seam.
func TestKnownGuest(t *testing.T) {
	play(t, func(_ *testing.T, s *story) {
		s.book(http.StatusCreated)
		s.send("POST /api/bookings", fmt.Sprintf(`{"guestName":"Ada King","guestEmail":"Ada@example.com","roomId":"room-101","checkIn":%q,"checkOut":%q}`,
			s.checkOut.Format(time.RFC3339), s.checkOut.Add(time.Hour).Format(time.RFC3339)), http.StatusCreated)
		s.wantCodes(2)
	})
}

// An event that arrives again, or late, tells the guest nothing new.
func TestEventAgain(t *testing.T) {
	play(t, func(t *testing.T, s *story) {
		booking := s.book(http.StatusCreated)
		s.event(booking)
		s.send("DELETE /api/bookings/"+booking.ID, "", http.StatusOK)
		s.event(booking)
		if len(s.Mails) != 1 {
			t.Errorf("told %q", s.Mails)
		}
	})
}

// event sends the event that the access of a booking is issued.
func (s *story) event(b Booking) {
	s.Fake.Emit(gen.EventTypeAccessMethodIssued, map[string]any{
		"access_method_id": "00000000-0000-4000-8000-000000000001", "access_grant_ids": []string{b.AccessGrantID},
		"access_grant_keys": []string{"stay-of-another-program", b.grantKey()}, "code": "0000",
	})
}

// A request that arrives after the cancellation gives no access.
func TestLateRequest(t *testing.T) {
	play(t, func(t *testing.T, s *story) {
		s.Fake.OutageNext("/access_grants/create")
		booking := s.book(http.StatusServiceUnavailable)
		s.Fake.SetOutage(false)
		s.send("DELETE /api/bookings/"+booking.ID, "", http.StatusOK)

		_, err := s.Client.AccessGrants.Create(t.Context(), seam.AccessGrantParams{
			Grantee: seam.NewPerson{FullName: "Ada Lovelace"}, DeviceIDs: []string{s.doors.locks["room-101"]},
			Methods: []seam.GrantMethod{seam.Code{}}, NoEnd: true, Key: booking.grantKey(),
		})
		if err != nil {
			t.Fatal(err)
		}
		s.wantCodes(1)
		s.Fake.CatchUp()
		s.wantCodes(0)
		s.WantMails()
	})
}

func TestOfflineLockAlarmsTheStaff(t *testing.T) {
	play(t, func(t *testing.T, s *story) {
		lock := s.doors.locks["room-101"]
		if err := s.Client.Devices.Simulate.Disconnect(t.Context(), &gen.DevicesSimulateDisconnectRequest{DeviceID: lock}); err != nil {
			t.Fatal(err)
		}
		booking := s.book(http.StatusCreated)
		time.Sleep(time.Until(s.checkIn))
		s.Fake.CatchUp()
		s.WantMails()
		for _, want := range []string{"a lock is offline: " + lock, "access failed: [" + booking.grantKey() + "]"} {
			if !slices.Contains(s.Alarms, want) {
				t.Errorf("%q is missing in %q", want, s.Alarms)
			}
		}
	})
}
