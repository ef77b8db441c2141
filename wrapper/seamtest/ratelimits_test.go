package seamtest_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest"
)

func TestRateLimits(t *testing.T) {
	now := time.Date(2024, 2, 1, 10, 0, 0, 0, time.UTC)
	srv := seamtest.NewServer(seamtest.WithRateLimits(), seamtest.WithClock(func() time.Time { return now }))
	first, second := srv.AddDevice(seamtest.Device{}), srv.AddDevice(seamtest.Device{})
	unlock := func(device string) (int, string) {
		req := httptest.NewRequest(http.MethodPost, "/locks/unlock_door", strings.NewReader(`{"device_id":"`+device+`"}`))
		req.Header.Set("Authorization", "Bearer "+srv.APIKey())
		req.Header.Set("Content-Type", "application/json")
		rec := httptest.NewRecorder()
		srv.ServeHTTP(rec, req)
		return rec.Code, rec.Header().Get("Retry-After")
	}
	for i := range 15 {
		if status, _ := unlock(first); status != http.StatusOK {
			t.Fatalf("call %d: %d", i+1, status)
		}
		now = now.Add(time.Second)
	}
	if status, wait := unlock(first); status != http.StatusTooManyRequests || wait != "45" {
		t.Errorf("too soon: %d, Retry-After %s", status, wait)
	}
	if status, _ := unlock(second); status != http.StatusOK {
		t.Errorf("another device: %d", status)
	}
	now = now.Add(45 * time.Second)
	if status, _ := unlock(first); status != http.StatusOK {
		t.Errorf("after the wait: %d", status)
	}
	if status, wait := unlock(first); status != http.StatusTooManyRequests || wait != "1" {
		t.Errorf("once more: %d, Retry-After %s", status, wait)
	}
}

// A call counts for its device, whether it names the device or an access code.
func TestRateLimitOfAccessCodes(t *testing.T) {
	w := newWorld(t)
	w.srv = seamtest.NewServer(seamtest.WithRateLimits(), seamtest.WithClock(func() time.Time { return w.now }))
	w.client = &http.Client{Transport: w.srv}
	lock := w.srv.AddDevice(seamtest.Device{})
	id := w.makeCode(`{'device_id':'` + lock + `','name':'Jane'}`)
	for range 10 {
		w.ok(codeUpdate, `{'access_code_id':'`+id+`','name':'John'}`)
	}
	w.refusedAs(codeUpdate, `{'access_code_id':'`+id+`','name':'John'}`, 429, "rate_limited")
	w.ok(codeDelete, `{'access_code_id':'`+id+`'}`)
}
