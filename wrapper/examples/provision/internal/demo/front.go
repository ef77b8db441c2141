package demo

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest"
)

// front is what lies between the workers and the fake Seam: a network that loses and delays resources.
type front struct {
	seam *seamtest.Server
	// rate is the part of the changes that meet with a fault.
	rate float64
	// callTimeout and margin are those of the workers. A delayed request is processed after its caller has
	// given up, and before half of the margin has passed.
	callTimeout, margin time.Duration

	mu     sync.Mutex
	random *rand.Rand
	seen   Traffic
}

// Traffic counts requests.
type Traffic struct {
	// Calls is all requests that reached the fake, and Changes those that change something.
	Calls, Changes int
	// LostResponses were processed, LateRequests processed after the caller had given up.
	LostResponses, LateRequests int
	// Outages were not processed, and RateLimited were answered with 429 without a reason.
	Outages, RateLimited int
	// AboveLimit is how many requests the fake refused because they came too fast.
	AboveLimit int
}

type fault int

const (
	none fault = iota
	lostResponse
	lateRequest
	outage
	rateLimited
	faults
)

// ServeHTTP passes a request on, or lets it meet with a fault.
func (f *front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // The caller is gone.
	}
	fate, delay := f.draw(r.URL.Path)
	switch fate {
	case lateRequest:
		time.Sleep(delay)
		f.pass(r, body)
		panic(http.ErrAbortHandler) // closes the connection
	case lostResponse:
		f.pass(r, body)
		panic(http.ErrAbortHandler)
	case outage:
		refuse(w, http.StatusServiceUnavailable, "service_unavailable")
	case rateLimited:
		w.Header().Set("Retry-After", "1")
		refuse(w, http.StatusTooManyRequests, "rate_limited")
	default:
		response := f.pass(r, body)
		maps.Copy(w.Header(), response.Header())
		w.WriteHeader(response.Code)
		_, _ = w.Write(response.Body.Bytes()) // A caller who is gone has another problem.
	}
}

func refuse(w http.ResponseWriter, status int, errorType string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"ok": false, "error": map[string]string{"type": errorType, "message": errorType}})
}

// draw chooses what happens to a request.
func (f *front) draw(path string) (fault, time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.seen.Calls++
	if !isChange(path) {
		return none, 0
	}
	f.seen.Changes++
	if f.random.Float64() >= f.rate {
		return none, 0
	}
	fate := 1 + fault(f.random.IntN(int(faults)-1))
	switch fate {
	case lostResponse:
		f.seen.LostResponses++
	case lateRequest:
		f.seen.LateRequests++
	case outage:
		f.seen.Outages++
	case rateLimited:
		f.seen.RateLimited++
	}
	late := f.callTimeout + time.Duration(f.random.Float64()*float64(f.margin)/2)
	return fate, late
}

func isChange(path string) bool {
	for _, verb := range []string{"/create", "/update", "/delete"} {
		if strings.HasSuffix(path, verb) {
			return true
		}
	}
	return false
}

// pass has the fake process a request, whether or not its caller still waits.
func (f *front) pass(r *http.Request, body []byte) *httptest.ResponseRecorder {
	r = r.Clone(context.WithoutCancel(r.Context()))
	r.Body = io.NopCloser(bytes.NewReader(body))
	response := httptest.NewRecorder()
	f.seam.ServeHTTP(response, r)
	if response.Code == http.StatusTooManyRequests {
		f.mu.Lock()
		f.seen.AboveLimit++
		f.mu.Unlock()
	}
	return response
}

func (f *front) traffic() Traffic {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.seen
}
