package seam

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/rest"
)

// pagesOf responds to the nth request with the nth of last pages, each with one credential, after
// d.
func pagesOf(last int, d time.Duration) func(n int, req *http.Request) (*http.Response, error) {
	return func(n int, req *http.Request) (*http.Response, error) {
		if err := rest.Sleep(req.Context(), d); err != nil {
			return nil, err
		}
		cursor := "null"
		if n < last {
			cursor = fmt.Sprintf("%q", strconv.Itoa(n))
		}
		return newResponse(200, pageOf(string(rune('a'+n-1)), cursor)), nil
	}
}

func credentialsOf(ctx context.Context, c *caller, opts ...gen.CallOption) func(func(*Credential, error) bool) {
	return newCredentialsService(clientOver(c)).List(ctx, CredentialFilter{}, opts...)
}

// Requests and the work of the loop take the same time for a page. With CallReadAhead they overlap.
func TestReadAheadSavesTime(t *testing.T) {
	const pages, each = 20, 20 * time.Millisecond
	for want, opts := range map[time.Duration][]gen.CallOption{
		2 * pages * each:   nil,
		(pages + 1) * each: {CallReadAhead()},
	} {
		synctest.Test(t, func(t *testing.T) {
			started, seen := time.Now(), 0
			for _, err := range credentialsOf(t.Context(), stubCaller(t, pagesOf(pages, each)), opts...) {
				if err != nil {
					t.Fatal(err)
				}
				<-time.After(each)
				seen++
			}
			if took := time.Since(started); took != want || seen != pages {
				t.Errorf("%d credentials took %v, want %v", seen, took, want)
			}
		})
	}
}

func TestReadAheadRejectsCallInfo(t *testing.T) {
	c := stubCaller(t, func(int, *http.Request) (*http.Response, error) {
		t.Error("sent")
		return newResponse(200, pageOf("a", "null")), nil
	})
	for _, opts := range [][]gen.CallOption{
		{CallReadAhead(), CallInfo(new(ResponseInfo))},
		{CallInfo(new(ResponseInfo)), CallReadAhead()},
	} {
		var last error
		for _, last = range credentialsOf(t.Context(), c, opts...) {
		}
		if last == nil || !strings.Contains(last.Error(), "CallInfo and CallReadAhead: ") {
			t.Errorf("got %v", last)
		}
	}
}

// A call that does not loop over pages ignores CallReadAhead.
func TestReadAheadElsewhere(t *testing.T) {
	sent := 0
	c := stubCaller(t, func(n int, _ *http.Request) (*http.Response, error) {
		sent = n
		return newResponse(200, pageOf("a", `"1"`)), nil
	})
	if err := call(t, c, writeOp, CallReadAhead()); err != nil || sent != 1 {
		t.Errorf("%d requests, %v", sent, err)
	}
	page, err := newCredentialsService(clientOver(c)).ListPage(t.Context(), CredentialFilter{}, CallReadAhead())
	if err != nil || len(page.Items) != 1 || sent != 2 {
		t.Errorf("%d requests, %v, %v", sent, page, err)
	}
}

// CallTimeout limits the request for a page, not the work of the loop meanwhile.
func TestReadAheadWithTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := stubCaller(t, func(n int, req *http.Request) (*http.Response, error) {
			return pagesOf(9, []time.Duration{1, 1, 3}[n-1]*time.Second)(n, req)
		})
		var ids string
		var last error
		for credential, err := range credentialsOf(t.Context(), c, CallReadAhead(), CallTimeout(2*time.Second)) {
			<-time.After(time.Minute)
			if last = err; err == nil {
				ids += credential.ACSCredentialID
			}
		}
		if ids != "ab" || !errors.Is(last, context.DeadlineExceeded) {
			t.Errorf("%q, then %v", ids, last)
		}
	})
}

func TestReadAheadRetries(t *testing.T) {
	for retries, want := range map[int]string{0: "a", 1: "ac"} {
		synctest.Test(t, func(t *testing.T) {
			c := stubCaller(t, func(n int, req *http.Request) (*http.Response, error) {
				if n == 2 {
					return newResponse(503, "{}"), nil
				}
				return pagesOf(3, 0)(n, req)
			})
			var ids string
			var last error
			for credential, err := range credentialsOf(t.Context(), c, CallReadAhead(), CallRetries(retries)) {
				if last = err; err == nil {
					ids += credential.ACSCredentialID
				}
			}
			if ids != want || (last == nil) != (retries == 1) {
				t.Errorf("%d retries: %q, then %v", retries, ids, last)
			}
		})
	}
}

// onePerSecond is a limiter that allows one request a second.
type onePerSecond struct{ passed, gaveUp int }

func (g *onePerSecond) Wait(ctx context.Context) error {
	if err := rest.Sleep(ctx, time.Second); err != nil {
		g.gaveUp++
		return err
	}
	g.passed++
	return nil
}

func TestReadAheadWaitsForTheLimiter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g, started, seen := new(onePerSecond), time.Now(), 0
		c := stubCaller(t, pagesOf(9, 0), WithLimiter(g))
		for _, err := range credentialsOf(t.Context(), c, CallReadAhead()) {
			synctest.Wait()
			if seen++; err != nil || seen == 3 {
				break
			}
		}
		if took := time.Since(started); took != 3*time.Second || g.passed != 3 || g.gaveUp != 1 {
			t.Errorf("took %v, the limiter let %d through and %d gave up", took, g.passed, g.gaveUp)
		}
	})
}

// Many goroutines may loop over one list.
func TestReadAheadConcurrently(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var sent atomic.Int32
		c := stubCaller(t, func(_ int, req *http.Request) (*http.Response, error) {
			sent.Add(1)
			var body struct {
				Cursor int `json:"page_cursor,string"`
			}
			if err := json.NewDecoder(req.Body).Decode(&body); err != nil {
				return nil, err
			}
			return pagesOf(5, time.Millisecond)(body.Cursor+1, req)
		})
		list := credentialsOf(t.Context(), c, CallReadAhead())
		var loops sync.WaitGroup
		for range 50 {
			loops.Go(func() {
				var ids string
				for credential, err := range list {
					if err != nil {
						t.Error(err)
						return
					}
					ids += credential.ACSCredentialID
				}
				if ids != "abcde" {
					t.Errorf("got %q", ids)
				}
			})
		}
		loops.Wait()
		if sent.Load() != 250 {
			t.Errorf("%d requests", sent.Load())
		}
	})
}
