package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/examples/internal/app"
	"github.com/seam-go/seam/wrapper/examples/internal/app/apptest"
)

// story plays guests and property managers.
type story struct {
	*apptest.Story
	t                 *testing.T
	rentals           *Rentals
	network           *network
	lock              string // of unit-101
	checkIn, checkOut time.Time
}

// network loses the next response to a path, and calls a function during each request.
type network struct {
	next   http.RoundTripper
	lose   string
	during func()
}

func (n *network) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := n.next.RoundTrip(req)
	if n.during != nil {
		n.during()
	}
	if req.URL.Path == n.lose {
		n.lose = ""
		return nil, errors.New("connection reset")
	}
	return resp, err
}

// play plays a story in a bubble with its own clock. The test calls Sync itself.
func play(t *testing.T, tell func(t *testing.T, s *story)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		checkIn := time.Now().Add(5 * time.Hour).UTC()
		s := &story{t: t, checkIn: checkIn, checkOut: checkIn.Add(48 * time.Hour)}
		s.Story = apptest.New(t, func(ctx context.Context, conn *app.Connection) (http.Handler, error) {
			s.network = &network{next: automations{conn.Fake, conn.Client}}
			var err error
			s.lock, err = automate(ctx, conn)
			s.rentals = newRentals(conn)
			s.rentals.client = conn.Fake.Client(seam.WithTransport(s.network))
			return s.rentals.routes(conn), err
		})
		tell(t, s)
	})
}

func (s *story) send(request, body string, status int) Reservation {
	s.t.Helper()
	var response struct{ Reservation Reservation }
	s.Send(request, body, status, &response)
	return response.Reservation
}

// book reserves a unit for Grace, with the request of the evaluation.
func (s *story) book(unit string, status int) Reservation {
	s.t.Helper()
	return s.send("POST /api/reservations", fmt.Sprintf(`{"guestName":"Grace Hopper","guestEmail":"grace@example.com",
		"propertyId":"prop-1","unitId":%q,"checkIn":%q,"checkOut":%q}`,
		unit, s.checkIn.Format(time.RFC3339), s.checkOut.Format(time.RFC3339)), status)
}

// wantCodes checks how many access codes are on the lock of unit-101, and returns them.
func (s *story) wantCodes(want int) []*gen.AccessCode {
	s.t.Helper()
	return s.WantCodes(s.lock, want)
}

func (s *story) sync() {
	s.t.Helper()
	if err := s.rentals.Sync(s.t.Context(), notice); err != nil {
		s.t.Error(err)
	}
}

// pushes returns how often the service pushed data.
func (s *story) pushes() int {
	n := 0
	for _, request := range s.Fake.Requests() {
		if strings.HasPrefix(request.Path, "/customers/") {
			n++
		}
	}
	return n
}

func TestReservation(t *testing.T) {
	play(t, func(t *testing.T, s *story) {
		s.Fake.SetActionTime(time.Minute)
		reservation := s.book("unit-101", http.StatusCreated)
		if reservation.Status != Confirmed || !reservation.Synced {
			t.Errorf("booked %+v", reservation)
		}
		s.WantMails() // The lock does not have the PIN yet.
		time.Sleep(time.Minute)
		told := "grace@example.com: Your PIN for unit-101 is " + *s.wantCodes(1)[0].Code + "."
		s.WantMails(told)

		later := s.checkOut.Add(24 * time.Hour)
		changed := s.send("PUT /api/reservations/"+reservation.ID, fmt.Sprintf(`{"checkOut":%q}`, later.Format(time.RFC3339)), http.StatusOK)
		time.Sleep(time.Minute)
		if code := s.wantCodes(1)[0]; !changed.CheckOut.Equal(later) || !code.EndsAt.Equal(later) || !code.StartsAt.Equal(s.checkIn) {
			t.Errorf("changed to %+v, on the lock: %v to %v", changed, code.StartsAt, code.EndsAt)
		}
		s.WantMails(told) // The PIN is the same.
		s.send("PUT /api/reservations/"+reservation.ID, fmt.Sprintf(`{"checkIn":%q}`, later.Format(time.RFC3339)), http.StatusBadRequest)

		for range 2 { // A cancellation may be repeated.
			if got := s.send("DELETE /api/reservations/"+reservation.ID, "", http.StatusOK); got.Status != Cancelled || !got.Synced {
				t.Errorf("cancelled %+v", got)
			}
			time.Sleep(time.Minute)
		}
		s.wantCodes(0)
		s.send("PUT /api/reservations/"+reservation.ID, `{}`, http.StatusConflict)
		before := s.pushes()
		s.sync()
		if s.pushes() != before {
			t.Error("Sync pushed what Seam has")
		}
	})
}

// Reservations, changes and cancellations go on while Seam is down.
func TestOutage(t *testing.T) {
	play(t, func(t *testing.T, s *story) {
		s.Fake.SetOutage(true)
		reservation := s.book("unit-101", http.StatusCreated)
		s.send("PUT /api/reservations/"+reservation.ID, fmt.Sprintf(`{"checkIn":%q}`, s.checkIn.Add(time.Hour).Format(time.RFC3339)), http.StatusOK)
		if reservation.Synced || s.rentals.Sync(t.Context(), notice) == nil {
			t.Errorf("booked %+v", reservation)
		}
		s.Fake.SetOutage(false)
		s.wantCodes(0)
		s.sync()
		if code := s.wantCodes(1)[0]; !code.StartsAt.Equal(s.checkIn.Add(time.Hour)) || len(s.Mails) != 1 {
			t.Errorf("on the lock from %v, told %q", code.StartsAt, s.Mails)
		}

		s.Fake.SetOutage(true)
		if got := s.send("DELETE /api/reservations/"+reservation.ID, "", http.StatusOK); got.Status != Cancelled || got.Synced {
			t.Errorf("cancelled %+v", got)
		}
		s.Fake.SetOutage(false)
		s.sync()
		s.wantCodes(0)
	})
}

func TestLostResponse(t *testing.T) {
	for _, path := range []string{"/customers/push_data", "/customers/delete_data"} {
		play(t, func(t *testing.T, s *story) {
			s.network.lose = path
			reservation := s.book("unit-101", http.StatusCreated)
			s.wantCodes(1)
			if got := s.send("DELETE /api/reservations/"+reservation.ID, "", http.StatusOK); !got.Synced {
				t.Errorf("%s: cancelled %+v", path, got)
			}
			s.wantCodes(0)
			if s.network.lose != "" || len(s.Mails) != 1 {
				t.Errorf("%s: told %q", path, s.Mails)
			}
		})
	}
}

func TestRefusedReservations(t *testing.T) {
	play(t, func(t *testing.T, s *story) {
		before := s.pushes()
		s.book("unit-303", http.StatusNotFound)
		s.send("POST /api/reservations", `{"unitId":"unit-101"}`, http.StatusBadRequest)
		s.checkOut = s.checkIn
		s.book("unit-101", http.StatusBadRequest)
		s.send("DELETE /api/reservations/none", "", http.StatusNotFound)
		if s.pushes() != before {
			t.Error("pushed a refused reservation")
		}
	})
}

// Seam accepts a reservation for unit-202, which has no lock, and makes no PIN. The staff is called once, in time.
func TestNoPINIsNoticed(t *testing.T) {
	play(t, func(t *testing.T, s *story) {
		if reservation := s.book("unit-202", http.StatusCreated); !reservation.Synced {
			t.Errorf("booked %+v", reservation)
		}
		s.book("unit-101", http.StatusCreated)
		s.Fake.CatchUp()
		s.sync()
		if len(s.Alarms) != 0 {
			t.Errorf("alarms: %q", s.Alarms)
		}
		time.Sleep(2 * time.Hour)
		s.sync()
		s.sync()
		if len(s.Alarms) != 1 || !strings.Contains(s.Alarms[0], "unit-202") {
			t.Errorf("alarms: %q", s.Alarms)
		}
	})
}

// The guest of two reservations is one person. To cancel one keeps the other.
func TestGuestWithTwoReservations(t *testing.T) {
	play(t, func(_ *testing.T, s *story) {
		first := s.book("unit-101", http.StatusCreated)
		s.checkIn, s.checkOut = s.checkOut, s.checkOut.Add(24*time.Hour)
		s.book("unit-101", http.StatusCreated)
		s.send("DELETE /api/reservations/"+first.ID, "", http.StatusOK)
		s.wantCodes(1)
	})
}

// A change during a push is pushed, too.
func TestChangeDuringPush(t *testing.T) {
	play(t, func(t *testing.T, s *story) {
		later := s.checkOut.Add(time.Hour)
		s.network.during = func() {
			s.network.during = nil
			for _, r := range s.rentals.reservations.All() {
				s.rentals.reservations.Update(r.ID, func(r *Reservation) bool { r.CheckOut = later; r.touch(); return true })
			}
		}
		if reservation := s.book("unit-101", http.StatusCreated); reservation.Synced {
			t.Errorf("booked %+v", reservation)
		}
		s.sync()
		if code := s.wantCodes(1)[0]; !code.EndsAt.Equal(later) {
			t.Errorf("on the lock until %v, want %v", code.EndsAt, later)
		}
	})
}

func TestEventAgain(t *testing.T) {
	play(t, func(t *testing.T, s *story) {
		s.Fake.SetActionTime(time.Minute)
		reservation := s.book("unit-101", http.StatusCreated)
		s.event(reservation)
		s.WantMails() // Whatever the event says, the lock does not have the PIN yet.
		time.Sleep(time.Minute)
		s.Fake.CatchUp()
		s.event(reservation)
		if len(s.Mails) != 1 {
			t.Errorf("told %q", s.Mails)
		}
	})
}

// event sends the event that the access of a reservation is issued.
func (s *story) event(r Reservation) {
	s.t.Helper()
	grant, err := s.Client.AccessGrants.Get(s.t.Context(), seam.GrantKey(r.ID))
	if err != nil {
		s.t.Fatal(err)
	}
	s.Fake.Emit(gen.EventTypeAccessMethodIssued, map[string]any{
		"access_method_id": "00000000-0000-4000-8000-000000000001", "access_grant_ids": []string{grant.AccessGrantID}, "code": "0000",
	})
}

// A guest who has cancelled is told nothing, even if Seam does not know of the cancellation yet.
func TestNoMailAfterCancellation(t *testing.T) {
	play(t, func(_ *testing.T, s *story) {
		s.Fake.SetActionTime(time.Minute)
		reservation := s.book("unit-101", http.StatusCreated)
		s.Fake.FailNext("/customers/delete_data", http.StatusBadRequest, "invalid_input", "not now")
		s.send("DELETE /api/reservations/"+reservation.ID, "", http.StatusOK)
		time.Sleep(time.Minute)
		s.wantCodes(1)
		s.WantMails()
		s.sync()
		time.Sleep(time.Minute)
		s.wantCodes(0)
	})
}

func TestPortal(t *testing.T) {
	play(t, func(t *testing.T, s *story) {
		var link struct {
			URL       string
			ExpiresAt time.Time
		}
		s.Send("POST /api/properties/prop-1/portal", "", http.StatusCreated, &link)
		if !strings.HasPrefix(link.URL, "https://") || link.ExpiresAt.IsZero() {
			t.Errorf("link %+v", link)
		}
		sent := s.Fake.Requests()
		if body := string(sent[len(sent)-1].Body); !strings.Contains(body, `"customer_key":"prop-1"`) || !strings.Contains(body, `"space_key":"unit-202"`) {
			t.Errorf("sent %s", body)
		}
		s.Send("POST /api/properties/prop-2/portal", "", http.StatusNotFound, &link)
	})
}

func TestPropertyLeaves(t *testing.T) {
	play(t, func(t *testing.T, s *story) {
		reservation := s.book("unit-101", http.StatusCreated)
		s.send("DELETE /api/properties/prop-1", "", http.StatusOK)
		s.wantCodes(0)
		if got := s.send("GET /api/reservations/"+reservation.ID, "", http.StatusOK); got.Status != Cancelled {
			t.Errorf("left %+v", got)
		}
	})
}
