package main

import (
	"context"
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

func newStory(t *testing.T) *story {
	t.Helper()
	checkIn := time.Now().Add(time.Hour).UTC().Truncate(time.Second)
	s := &story{t: t, checkIn: checkIn, checkOut: checkIn.Add(48 * time.Hour)}
	s.Story = apptest.New(t, func(ctx context.Context, conn *app.Connection) (http.Handler, error) {
		s.doors = fakeDoors(conn.Fake)
		return routes(ctx, conn, s.doors)
	})
	return s
}

func (s *story) send(request, body string, status int) Booking {
	s.t.Helper()
	var response struct{ Booking Booking }
	s.Send(request, body, status, &response)
	return response.Booking
}

// book books room-101 for Ada, with the request of Seam's evaluation and these access methods.
func (s *story) book(methods string, status int) Booking {
	s.t.Helper()
	return s.send("POST /api/bookings", fmt.Sprintf(`{"guestName":"Ada Lovelace","guestEmail":"ada@example.com",
		"guestPhone":"+15551234567","roomId":"room-101","checkIn":%q,"checkOut":%q%s}`,
		s.checkIn.Format(time.RFC3339), s.checkOut.Format(time.RFC3339), methods), status)
}

// codes returns the access codes on the lock of the room.
func (s *story) codes() []*gen.AccessCode {
	s.t.Helper()
	lock := s.doors.locks["room-101"]
	var codes []*gen.AccessCode
	for code, err := range s.Client.AccessCodes.List(s.t.Context(), &gen.AccessCodesListRequest{DeviceID: &lock}) {
		if err != nil {
			s.t.Fatal(err)
		}
		codes = append(codes, code)
	}
	return codes
}

func (s *story) wantMails(want ...string) {
	s.t.Helper()
	if !slices.Equal(s.Mails, want) {
		s.t.Errorf("the guest was told %q, want %q", s.Mails, want)
	}
}

func TestStay(t *testing.T) {
	s := newStory(t)
	booking := s.book("", http.StatusCreated)
	if booking.Status != Confirmed || booking.AccessGrantID == "" {
		t.Errorf("booked %+v", booking)
	}
	codes := s.codes()
	if len(codes) != 1 {
		t.Fatalf("%d codes on the lock", len(codes))
	}
	told := "ada@example.com: Your PIN is " + *codes[0].Code + "."
	s.wantMails(told)

	// One more night: the PIN stays, so there is nothing new to tell.
	later := s.checkOut.Add(24 * time.Hour)
	changed := s.send("PUT /api/bookings/"+booking.ID, fmt.Sprintf(`{"checkOut":%q}`, later.Format(time.RFC3339)), http.StatusOK)
	if !changed.CheckOut.Equal(later) || !changed.CheckIn.Equal(s.checkIn) {
		t.Errorf("changed to %+v", changed)
	}
	if codes = s.codes(); len(codes) != 1 || !codes[0].EndsAt.Equal(later) {
		t.Errorf("on the lock: %+v", codes)
	}
	s.wantMails(told)

	for range 2 { // A cancellation may be repeated.
		if got := s.send("DELETE /api/bookings/"+booking.ID, "", http.StatusOK); got.Status != Cancelled {
			t.Errorf("cancelled %+v", got)
		}
	}
	if codes = s.codes(); len(codes) != 0 {
		t.Errorf("left on the lock: %v", codes)
	}
	s.send("PUT /api/bookings/"+booking.ID, `{}`, http.StatusConflict)
	if got := s.send("GET /api/bookings/"+booking.ID, "", http.StatusOK); got.Status != Cancelled {
		t.Errorf("shown %+v", got)
	}

	// The guest comes again.
	s.book("", http.StatusCreated)
	if codes = s.codes(); len(codes) != 1 || len(s.Mails) != 2 {
		t.Errorf("on the lock: %v, told %q", codes, s.Mails)
	}
}

func TestCardIsWrittenAgainAfterAChange(t *testing.T) {
	s := newStory(t)
	booking := s.book(`,"methods":["code","card","mobile_key"]`, http.StatusCreated)
	if last := s.Mails[len(s.Mails)-1]; !strings.Contains(last, "Open this link") || !strings.Contains(last, "Your PIN") {
		t.Errorf("told %q", s.Mails)
	}
	cards := "POST /api/bookings/" + booking.ID + "/cards"
	encoder := s.doors.encoder
	s.Fake.TakeCard(encoder)
	s.send(cards, "", http.StatusConflict)
	s.Fake.PlaceCard(encoder, s.Fake.AddCard(seamtest.Card{}))
	s.send(cards, "", http.StatusCreated)

	s.send("PUT /api/bookings/"+booking.ID, fmt.Sprintf(`{"checkOut":%q}`, s.checkOut.Add(time.Hour).Format(time.RFC3339)), http.StatusOK)
	if got := s.cardState(booking); got != seam.MethodNeedsEncoding {
		t.Errorf("after the change, the card is %s", got)
	}
	s.send(cards, "", http.StatusCreated)
	if got := s.cardState(booking); got != seam.MethodIssued {
		t.Errorf("after encoding, the card is %s", got)
	}
	s.send("DELETE /api/bookings/"+booking.ID, "", http.StatusOK)
	s.send(cards, "", http.StatusConflict)
}

func (s *story) cardState(b Booking) seam.MethodState {
	s.t.Helper()
	methods, err := s.Client.AccessGrants.Methods(s.t.Context(), seam.GrantID(b.AccessGrantID))
	if err != nil {
		s.t.Fatal(err)
	}
	card := slices.IndexFunc(methods, func(m *seam.GrantedMethod) bool { return m.Mode == seam.AccessMethodCard })
	return methods[card].State()
}

// The guest gets no PIN that opens nothing yet.
func TestNoPINBeforeTheLockHasIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStory(t)
		s.Fake.SetActionTime(time.Minute)
		s.book("", http.StatusCreated)
		s.wantMails()
		time.Sleep(time.Minute) // the time of the fake
		s.Fake.CatchUp()
		s.wantMails("ada@example.com: Your PIN is " + *s.codes()[0].Code + ".")
	})
}

func TestOfflineLockAlarmsTheStaff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStory(t)
		lock := s.doors.locks["room-101"]
		if err := s.Client.Devices.Simulate.Disconnect(t.Context(), &gen.DevicesSimulateDisconnectRequest{DeviceID: lock}); err != nil {
			t.Fatal(err)
		}
		booking := s.book("", http.StatusCreated)
		time.Sleep(s.checkIn.Sub(time.Now()))
		s.Fake.CatchUp()
		s.wantMails()
		for _, want := range []string{"a lock is offline: " + lock, "access failed: [" + booking.grantKey() + "]"} {
			if !slices.Contains(s.Alarms, want) {
				t.Errorf("%q is missing in %q", want, s.Alarms)
			}
		}
	})
}

// While Seam is down, the booking is not confirmed. Afterwards it is confirmed or cancelled once.
func TestOutage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStory(t)
		s.Fake.SetOutage(true)
		kept, dropped := s.book("", http.StatusServiceUnavailable), s.book("", http.StatusServiceUnavailable)
		s.send("DELETE /api/bookings/"+dropped.ID, "", http.StatusServiceUnavailable)
		s.Fake.SetOutage(false)
		if kept.Status != Pending {
			t.Errorf("booked %+v", kept)
		}
		s.wantMails()

		if got := s.send("PUT /api/bookings/"+kept.ID, `{}`, http.StatusOK); got.Status != Confirmed {
			t.Errorf("confirmed %+v", got)
		}
		s.send("DELETE /api/bookings/"+dropped.ID, "", http.StatusOK)
		if got := s.codes(); len(got) != 1 || len(s.Mails) != 1 {
			t.Errorf("on the lock: %v, told %q", got, s.Mails)
		}
	})
}

func TestLostResponse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, path := range []string{"/access_grants/create", "/access_grants/delete"} {
			s := newStory(t)
			s.Fake.ResetAfterNext(path)
			booking := s.book("", http.StatusCreated)
			if got := s.codes(); len(got) != 1 || len(s.Mails) != 1 {
				t.Errorf("%s: on the lock: %v, told %q", path, got, s.Mails)
			}
			s.send("DELETE /api/bookings/"+booking.ID, "", http.StatusOK)
			if got := s.codes(); len(got) != 0 {
				t.Errorf("%s: left on the lock: %v", path, got)
			}
		}
	})
}

func TestRefusedBookings(t *testing.T) {
	s := newStory(t)
	before := len(s.Fake.Requests())
	const guest = `"guestName":"Ada","guestEmail":"ada@example.com",`
	for body, status := range map[string]int{
		`{` + guest + `"roomId":"room-205","checkIn":"2040-01-01T15:00:00Z","checkOut":"2040-01-02T10:00:00Z"}`:                    http.StatusNotFound,
		`{` + guest + `"roomId":"room-101","checkIn":"2040-01-02T15:00:00Z","checkOut":"2040-01-01T10:00:00Z"}`:                    http.StatusBadRequest,
		`{` + guest + `"roomId":"room-101","checkIn":"2040-01-01T15:00:00Z"}`:                                                      http.StatusBadRequest,
		`{` + guest + `"roomId":"room-101","checkIn":"2040-01-01T15:00:00Z","checkOut":"2040-01-02T10:00:00Z","methods":["face"]}`: http.StatusBadRequest,
		`{"guestName":"Ada","roomId":"room-101","checkIn":"2040-01-01T15:00:00Z","checkOut":"2040-01-02T10:00:00Z"}`:               http.StatusBadRequest,
		`{`: http.StatusBadRequest,
	} {
		s.send("POST /api/bookings", body, status)
	}
	if sent := s.Fake.Requests()[before:]; len(sent) != 0 {
		t.Errorf("sent %v", sent)
	}
	s.send("GET /api/bookings/none", "", http.StatusNotFound)
	s.send("PUT /api/bookings/none", `{}`, http.StatusNotFound)
	s.send("DELETE /api/bookings/none", "", http.StatusNotFound)
}

// An event that arrives again, or late, tells the guest nothing new.
func TestEventAgain(t *testing.T) {
	s := newStory(t)
	booking := s.book("", http.StatusCreated)
	again := func() {
		s.Fake.Emit(gen.EventTypeAccessMethodIssued, map[string]any{
			"access_method_id": "00000000-0000-4000-8000-000000000001", "access_grant_ids": []string{booking.AccessGrantID},
			"access_grant_keys": []string{booking.grantKey(), "stay-of-another-program"}, "code": "0000",
		})
	}
	again()
	s.send("DELETE /api/bookings/"+booking.ID, "", http.StatusOK)
	again()
	if len(s.Mails) != 1 {
		t.Errorf("told %q", s.Mails)
	}
}
