package seamtest_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// statuses lists users n times and returns the statuses, with 0 for a call without a response.
func (w *world) statuses(n int) []int {
	w.t.Helper()
	got := make([]int, n)
	for i := range got {
		req := request(w.t, w.t.Context(), w.srv, strings.NewReader(`{}`))
		req.URL.Path = userList
		if resp, err := w.srv.RoundTrip(req); err == nil {
			got[i] = resp.StatusCode
		}
	}
	return got
}

// PassNext delays each kind of fault by n calls. Calls of other operations do not count.
func TestPassNext(t *testing.T) {
	tests := map[string]struct {
		prepare func(srv *seamtest.Server)
		want    []int
	}{
		"FailNext":       {func(srv *seamtest.Server) { srv.FailNext(userList, 500, "internal", "boom") }, []int{200, 200, 500, 200}},
		"LimitNext":      {func(srv *seamtest.Server) { srv.LimitNext(userList, time.Second) }, []int{200, 200, 429, 200}},
		"RespondNext":    {func(srv *seamtest.Server) { srv.RespondNext(userList, 502, "text/html", "") }, []int{200, 200, 502, 200}},
		"ResetNext":      {func(srv *seamtest.Server) { srv.ResetNext(userList) }, []int{200, 200, 0, 200}},
		"ResetAfterNext": {func(srv *seamtest.Server) { srv.ResetAfterNext(userList) }, []int{200, 200, 0, 200}},
		"OutageNext":     {func(srv *seamtest.Server) { srv.OutageNext(userList) }, []int{200, 200, 503, 503}},
		"twice": {func(srv *seamtest.Server) {
			srv.FailNext(userList, 500, "internal", "boom")
			srv.PassNext(userList, 1)
			srv.LimitNext(userList, time.Second)
		}, []int{200, 200, 500, 200, 429, 200}},
		"none": {func(srv *seamtest.Server) {
			srv.PassNext(userList, 0)
			srv.FailNext(userList, 500, "internal", "boom")
		}, []int{200, 200, 500, 200}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.srv.PassNext(userList, 2)
			test.prepare(w.srv)
			w.ok("/acs/systems/list", `{}`)
			w.ok("/acs/systems/list", `{}`)
			if got := w.statuses(len(test.want)); !slices.Equal(got, test.want) {
				t.Errorf("statuses %v, want %v", got, test.want)
			}
		})
	}
}

func TestPassNextThenAnswerNext(t *testing.T) {
	w := newWorld(t)
	w.srv.PassNext(userList, 1)
	w.srv.AnswerNext(userList, []gen.ACSUser{{ACSUserID: unknownID}})
	for i, want := range []int{0, 1, 0} {
		page, err := w.srv.Client().ACS.Users.ListPage(t.Context(), nil)
		if err != nil || len(page.Items) != want {
			t.Errorf("call %d: %+v, %v; want %d users", i+1, page, err, want)
		}
	}
}

func TestPassNextInvalidArguments(t *testing.T) {
	srv := seamtest.NewServer()
	mustPanic(t, `PassNext: Seam documents no operation "/acs/user/list"`, func() { srv.PassNext("/acs/user/list", 1) })
	mustPanic(t, "PassNext: n is -1", func() { srv.PassNext(userList, -1) })
	mustPanic(t, "PassNextAction: n is -1", func() { srv.PassNextAction("UNLOCK_DOOR", -1) })
	mustPanic(t, "PassNextAction: no documented operation starts", func() { srv.PassNextAction("unlock_door", 1) })
	mustPanic(t, `OutageNext: Seam documents no operation "/acs/user/list"`, func() { srv.OutageNext("/acs/user/list") })
}

// Calls during an outage do not count: prepared faults and delays apply to calls after it.
func TestOutageKeepsTheCount(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.srv.PassNext(userList, 1)
		w.srv.OutageNext(userList)
		w.srv.DelayNext(userList, time.Minute)
		w.srv.FailNext(userList, 500, "internal", "boom")
		start := time.Now()
		if got := w.statuses(3); !slices.Equal(got, []int{200, 503, 503}) || time.Since(start) != time.Minute {
			t.Errorf("statuses %v after %v", got, time.Since(start))
		}
		w.refusedAs("/acs/systems/list", `{}`, 503, "service_unavailable")
		w.srv.SetOutage(false)
		if got := w.statuses(2); !slices.Equal(got, []int{500, 200}) {
			t.Errorf("after the outage: %v", got)
		}
	})
}

// PassNext counts calls for delays and faults together, in any order of preparation.
func TestDelayAndFaultMeetOneCall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.srv.FailNext(userList, 500, "internal", "boom")
		w.srv.PassNext(userList, 1)
		w.srv.DelayNext(userList, time.Minute)
		w.srv.ResetNext(userList)
		for i, want := range []struct {
			status int
			took   time.Duration
		}{{500, 0}, {200, 0}, {0, time.Minute}, {200, 0}} {
			start := time.Now()
			if got := w.statuses(1); got[0] != want.status || time.Since(start) != want.took {
				t.Errorf("call %d: %v after %v, want %+v", i+1, got, time.Since(start), want)
			}
		}
	})
}

// A fault applies to the call that arrives first, even if a delay lets a later call finish before it.
func TestFaultsApplyInOrderOfArrival(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.srv.DelayNext(userList, time.Minute)
		w.srv.FailNext(userList, 500, "internal", "boom")
		slow := make(chan []int, 1)
		go func() { slow <- w.statuses(1) }()
		synctest.Wait()
		if got := w.statuses(1); got[0] != 200 {
			t.Errorf("the second call got %v", got)
		}
		if got := <-slow; got[0] != 500 {
			t.Errorf("the first call got %v", got)
		}
	})
}

// PassNext counts each of many concurrent calls exactly once.
func TestPassNextCountsOverlappingCalls(t *testing.T) {
	w := newWorld(t)
	const overlapping = 20
	w.srv.PassNext(userList, overlapping)
	w.srv.FailNext(userList, 500, "internal", "boom")
	var calls sync.WaitGroup
	for range overlapping {
		calls.Go(func() {
			if got := w.statuses(1); got[0] != 200 {
				t.Errorf("one that should pass got %v", got)
			}
		})
	}
	calls.Wait()
	if got := w.statuses(2); !slices.Equal(got, []int{500, 200}) {
		t.Errorf("after them: %v", got)
	}
}

// The third page fails with and without reading ahead.
func TestListFailsInItsThirdPage(t *testing.T) {
	for name, opts := range map[string][]gen.CallOption{"page by page": nil, "reading ahead": {seam.CallReadAhead()}} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			for i := range 8 {
				w.makeUser(fmt.Sprintf(`{'acs_system_id':'%s','full_name':'Guest %d'}`, w.hotel, i))
			}
			w.srv.PassNext(userList, 2)
			w.srv.FailNext(userList, 403, "forbidden", "no more")
			var seen int
			var failed error
			for _, err := range w.srv.Client().ACS.Users.List(t.Context(), &gen.ACSUsersListRequest{Limit: new(2)}, opts...) {
				if failed = err; err != nil {
					break
				}
				seen++
			}
			var seamErr *seam.Error
			if seen != 4 || !errors.As(failed, &seamErr) || seamErr.StatusCode != 403 {
				t.Errorf("%d users, then %v", seen, failed)
			}
		})
	}
}

func TestPassNextAction(t *testing.T) {
	srv := seamtest.NewServer()
	lock, client := srv.AddDevice(seamtest.Device{}), srv.Client()
	srv.FailNextAction("UNLOCK_DOOR", "jammed", "m")
	srv.PassNextAction("UNLOCK_DOOR", 2)
	srv.FailNextAction("UNLOCK_DOOR", "jammed", "m")
	unlock := func(ctx context.Context) error {
		attempt, err := client.Locks.UnlockDoor(ctx, &gen.LocksUnlockDoorRequest{DeviceID: lock})
		if err != nil {
			t.Fatal(err)
		}
		_, err = client.WaitFor(ctx, attempt)
		return err
	}
	for i, fails := range []bool{true, false, false, true, false} {
		if err := unlock(t.Context()); (err != nil) != fails {
			t.Errorf("attempt %d: %v", i+1, err)
		}
	}
}
