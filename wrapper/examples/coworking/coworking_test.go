package main

import (
	"context"
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

// story plays the members of the coworking space.
type story struct {
	*apptest.Story
	t          *testing.T
	locks      map[string]string
	start, end time.Time
}

// play plays a story in a bubble with its own clock.
func play(t *testing.T, tell func(t *testing.T, s *story)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now().Add(time.Hour).UTC()
		s := &story{t: t, start: start, end: start.Add(2 * time.Hour)}
		s.Story = apptest.New(t, func(_ context.Context, conn *app.Connection) (http.Handler, error) {
			s.locks = fakeLocks(conn.Fake)
			return routes(conn, s.locks), nil
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

// book books a room for Mary, with the request of the evaluation.
func (s *story) book(room string, status int) Booking {
	s.t.Helper()
	return s.send("POST /api/bookings", fmt.Sprintf(`{"memberName":"Mary Somerville","memberEmail":"mary@example.com",
		"memberCompany":"Test Corp","roomId":%q,"startTime":%q,"endTime":%q}`,
		room, s.start.Format(time.RFC3339), s.end.Format(time.RFC3339)), status)
}

// wantCodes checks how many access codes are on the lock of a room, and returns them.
func (s *story) wantCodes(room string, want int) []*gen.AccessCode {
	s.t.Helper()
	return s.WantCodes(s.locks[room], want)
}

func TestBooking(t *testing.T) {
	play(t, func(t *testing.T, s *story) {
		s.Fake.SetActionTime(time.Minute)
		booking := s.book("room-a1", http.StatusCreated)
		if booking.Status != Active || booking.AccessCodeID == "" {
			t.Errorf("booked %+v", booking)
		}
		s.WantMails() // The lock does not have the PIN yet.
		time.Sleep(time.Minute)
		code := s.wantCodes("room-a1", 1)[0]
		told := "mary@example.com: Your PIN for room-a1 is " + *code.Code + "."
		s.WantMails(told)

		later := s.end.Add(time.Hour)
		changed := s.send("PUT /api/bookings/"+booking.ID, fmt.Sprintf(`{"endTime":%q}`, later.Format(time.RFC3339)), http.StatusOK)
		time.Sleep(time.Minute)
		if code = s.wantCodes("room-a1", 1)[0]; !changed.EndTime.Equal(later) || !code.EndsAt.Equal(later) || !code.StartsAt.Equal(s.start) {
			t.Errorf("changed to %+v, on the lock: %v to %v", changed, code.StartsAt, code.EndsAt)
		}
		time.Sleep(2 * time.Hour) // The code starts, which is nothing new.
		s.Fake.CatchUp()
		s.WantMails(told)

		for range 2 { // A cancellation may be repeated.
			if got := s.send("DELETE /api/bookings/"+booking.ID, "", http.StatusOK); got.Status != Cancelled {
				t.Errorf("cancelled %+v", got)
			}
			time.Sleep(time.Minute)
		}
		s.wantCodes("room-a1", 0)
		s.send("PUT /api/bookings/"+booking.ID, `{}`, http.StatusConflict)
	})
}

func TestRefusedBookings(t *testing.T) {
	play(t, func(t *testing.T, s *story) {
		before := len(s.Fake.Requests())
		s.book("room-c3", http.StatusNotFound)
		s.end = s.start
		s.book("room-a1", http.StatusBadRequest)
		s.send("POST /api/bookings", `{"roomId":"room-a1"}`, http.StatusBadRequest)
		s.send("POST /api/bookings", `[]`, http.StatusBadRequest)
		s.send("PUT /api/bookings/none", `{}`, http.StatusNotFound)
		if sent := s.Fake.Requests()[before:]; len(sent) != 0 {
			t.Errorf("sent %v", sent)
		}
	})
}

// The lock of room-b2 takes one PIN only.
func TestFullLock(t *testing.T) {
	play(t, func(t *testing.T, s *story) {
		s.book("room-b2", http.StatusCreated)
		before := len(s.Fake.Requests())
		s.book("room-b2", http.StatusConflict)
		for _, request := range s.Fake.Requests()[before:] {
			if request.Operation.Effect != gen.Read {
				t.Errorf("sent %s", request.Path)
			}
		}
		s.wantCodes("room-b2", 1)
	})
}

func TestLostResponse(t *testing.T) {
	for _, path := range []string{"/access_codes/create", "/access_codes/update", "/access_codes/delete"} {
		play(t, func(t *testing.T, s *story) {
			s.Fake.ResetAfterNext(path)
			booking := s.book("room-a1", http.StatusCreated)
			if code := s.wantCodes("room-a1", 1)[0]; code.AccessCodeID != booking.AccessCodeID || len(s.Mails) != 1 {
				t.Errorf("%s: booked %+v, told %q", path, booking, s.Mails)
			}
			s.send("PUT /api/bookings/"+booking.ID, fmt.Sprintf(`{"startTime":%q}`, s.start.Add(time.Minute).Format(time.RFC3339)), http.StatusOK)
			s.send("DELETE /api/bookings/"+booking.ID, "", http.StatusOK)
			s.wantCodes("room-a1", 0)
		})
	}
}

// A booking that failed leaves no code, even if its request arrives late.
func TestOutage(t *testing.T) {
	play(t, func(t *testing.T, s *story) {
		s.Fake.OutageNext("/access_codes/create")
		booking := s.book("room-a1", http.StatusServiceUnavailable)
		if booking.Status != Cancelled {
			t.Errorf("booked %+v", booking)
		}
		s.Fake.SetOutage(false)
		s.wantCodes("room-a1", 0)

		_, err := s.Client.AccessCodes.Create(t.Context(), seam.AccessCodeParams{DeviceID: s.locks["room-a1"], Name: booking.codeName(), NoEnd: true})
		if err != nil {
			t.Fatal(err)
		}
		s.wantCodes("room-a1", 0)
		s.WantMails()
	})
}

// Codes of other programs are left alone.
func TestCodeOfAnotherProgram(t *testing.T) {
	play(t, func(t *testing.T, s *story) {
		for _, name := range []string{"", "Cleaner", "Booking 1815"} {
			if _, err := s.Client.AccessCodes.Create(t.Context(), seam.AccessCodeParams{DeviceID: s.locks["room-a1"], Name: name, NoEnd: true}); err != nil {
				t.Fatal(err)
			}
		}
		s.wantCodes("room-a1", 3)
		s.WantMails()
	})
}

func TestEventAgain(t *testing.T) {
	play(t, func(t *testing.T, s *story) {
		booking := s.book("room-a1", http.StatusCreated)
		s.Fake.CatchUp()
		again := func() {
			s.Fake.Emit(gen.EventTypeAccessCodeSetOnDevice, map[string]any{
				"access_code_id": booking.AccessCodeID, "device_id": s.locks["room-a1"], "code": "0000",
				"connected_account_id": "00000000-0000-4000-8000-000000000001",
			})
		}
		again()
		s.send("DELETE /api/bookings/"+booking.ID, "", http.StatusOK)
		again()
		if len(s.Mails) != 1 {
			t.Errorf("told %q", s.Mails)
		}
	})
}

func TestOfflineLockAlarmsTheStaff(t *testing.T) {
	play(t, func(t *testing.T, s *story) {
		if err := s.Client.Devices.Simulate.Disconnect(t.Context(), &gen.DevicesSimulateDisconnectRequest{DeviceID: s.locks["room-a1"]}); err != nil {
			t.Fatal(err)
		}
		s.book("room-a1", http.StatusCreated)
		s.Fake.CatchUp()
		s.WantMails()
		if all := strings.Join(s.Alarms, "\n"); !strings.Contains(all, "is offline") || !strings.Contains(all, "no PIN on lock") {
			t.Errorf("alarms: %s", all)
		}
	})
}

// A member who leaves loses every PIN, and others keep theirs.
func TestMemberLeaves(t *testing.T) {
	play(t, func(t *testing.T, s *story) {
		s.book("room-a1", http.StatusCreated)
		s.book("room-b2", http.StatusCreated)
		s.send("POST /api/bookings", fmt.Sprintf(`{"memberName":"Emmy Noether","memberEmail":"emmy@example.com","roomId":"room-a1","startTime":%q,"endTime":%q}`,
			s.start.Format(time.RFC3339), s.end.Format(time.RFC3339)), http.StatusCreated)

		s.Fake.FailNext("/access_codes/delete", http.StatusConflict, "conflict", "not now")
		var left struct{ Cancelled []string }
		s.Send("DELETE /api/members/mary@example.com", "", http.StatusConflict, &left)
		if len(left.Cancelled) != 1 {
			t.Errorf("cancelled %v", left.Cancelled)
		}
		s.Send("DELETE /api/members/mary@example.com", "", http.StatusOK, &left)
		s.wantCodes("room-b2", 0)
		s.wantCodes("room-a1", 1)
	})
}
