package model

import (
	"context"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/seam-go/seam/tests/internal/tally"
	seam "github.com/seam-go/seam/wrapper"
)

const (
	roundCalls = 80 // the calls of one round, made at once, which share a server and a client
	// callTime is the longest context of a call, attemptTime that of an attempt. The rest of a
	// second or two goes into the waits between attempts.
	callTime    = 3 * time.Second
	attemptTime = 300 * time.Millisecond
	// overtime is how late a call may return on a busy machine.
	overtime = 5 * time.Second
)

// TestLoopback makes calls to net/http servers whose handlers give up and whose connections break.
// It cannot be repeated by its seed: the machine decides who comes first.
func TestLoopback(t *testing.T) {
	b := newBudget(t, roundCalls)
	var r report
	for n := 0; b.left(n); n += roundCalls {
		var one, two []*story
		var rounds sync.WaitGroup
		rounds.Go(func() { one = round(b.seed+uint64(n), false) })
		rounds.Go(func() { two = round(b.seed+uint64(n), true) })
		rounds.Wait()
		for _, s := range append(one, two...) {
			r.add(s)
		}
		if left := leftover(); left != "" {
			t.Fatalf("seed %d: goroutines are left:\n%s", b.seed+uint64(n), left)
		}
	}
	r.fail(t)
	tally.Print("calls of the model test, over loopback", r.calls)
}

// round makes calls over one server, ends it, and returns their stories. Only then is it certain
// that nothing more is carried out.
func round(seed uint64, http2 bool) []*story {
	srv := newServer(seed, http2)
	client, err := seam.NewClient(seam.APIKey(apiKey), seam.WithEndpoint(srv.http.URL),
		seam.WithHTTPClient(srv.http.Client()), seam.WithAttemptTimeout(attemptTime))
	if err != nil {
		panic(err)
	}
	stories := make([]*story, roundCalls)
	var calls sync.WaitGroup
	for i := range stories {
		calls.Go(func() { stories[i] = srv.call(client, seed+uint64(i)) })
	}
	calls.Wait()
	srv.end()
	for _, s := range stories {
		srv.finish(s)
	}
	return stories
}

// server is the model behind net/http. Each call has a world of its own.
type server struct {
	name string
	http *httptest.Server

	mu     sync.Mutex
	rng    *rand.Rand
	worlds map[string]*world
	events map[string][]event
}

func newServer(seed uint64, http2 bool) *server {
	s := &server{
		name: "HTTP/1.1", rng: rand.New(rand.NewPCG(seed, 3)),
		worlds: map[string]*world{}, events: map[string][]event{},
	}
	if http2 {
		s.name = "HTTP/2"
	}
	s.http = httptest.NewUnstartedServer(s)
	s.http.EnableHTTP2 = http2
	s.http.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.http.Listener = &breakable{Listener: s.http.Listener, rng: rand.New(rand.NewPCG(seed, 4))}
	s.http.StartTLS()
	return s
}

func (s *server) end() {
	s.http.Client().CloseIdleConnections()
	s.http.CloseClientConnections()
	s.http.Close()
}

// call makes one call and returns its story, which finish completes.
func (s *server) call(client *seam.Client, seed uint64) *story {
	rng := rand.New(rand.NewPCG(seed, 5))
	op := operations[rng.IntN(len(operations))]
	c := newCall(seed, newWorld(), client, rng)
	perform := op.prepare(c)
	s.mu.Lock()
	s.worlds[c.id] = c.world
	s.mu.Unlock()

	limit := callTime
	if rng.IntN(4) == 0 {
		limit = time.Duration(rng.IntN(30_000)) * time.Microsecond
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	st := &story{
		seed: seed, setting: s.name, op: op.name, effect: op.effect,
		setup: fmt.Sprintf("a context of %v", limit), allowed: limit + overtime, secret: apiKey,
	}
	st.perform(ctx, limit+2*overtime, s.http.CloseClientConnections, perform)
	return st
}

// finish adds what the server carried out.
func (s *server) finish(st *story) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := strconv.FormatUint(st.seed, 10)
	st.events = s.events[id]
	st.deeds = s.worlds[id].deeds(id)
}

// leftover waits until no goroutine of HTTP is left outside of the bubbles of synctest, and returns
// their stacks if that takes too long.
func leftover() (left string) {
	deadline := time.Now().Add(overtime)
	for time.Now().Before(deadline) {
		left = ""
		for _, stack := range allStacks()[1:] {
			if !strings.Contains(stack, "synctest") && strings.Contains(stack, "net/http") {
				left += stack + "\n\n"
			}
		}
		if left == "" {
			return ""
		}
		runtime.Gosched()
	}
	return left[:min(len(left), 4000)]
}

// ServeHTTP implements [http.Handler].
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	x := &served{server: s, w: w, path: r.URL.Path, call: r.Header.Get(callHeader), body: body}
	s.mu.Lock()
	x.world = s.worlds[x.call]
	fault := pick(s.rng, handlerFaults...)
	x.cut = s.rng.IntN(1000)
	x.first = s.rng.IntN(2) == 0
	s.mu.Unlock()
	if err != nil {
		x.note("half a request", "not processed")
		return
	}
	fault(x)
}
