package model

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/tests/internal/tally"
	seam "github.com/seam-go/seam/wrapper"
)

// TestFrames makes calls over HTTP/2 to a server that misuses its frames. Of the seeds, those of
// methods that make one call are used: the server does not read the path.
func TestFrames(t *testing.T) {
	b := newBudget(t, 500)
	var r report
	for n := 0; b.left(n); n += batch {
		synctest.Test(t, func(*testing.T) {
			for i := range batch {
				r.add(runFrames(b.seed + uint64(n+i)))
			}
		})
	}
	r.fail(t)
	tally.Print("calls of the model test, HTTP/2 frames", r.calls)
}

// streams is a server of HTTP/2 for one call.
type streams struct {
	world *world
	rng   *rand.Rand
	call  string
	path  string

	mu     sync.Mutex
	events []event
	conns  []net.Conn
	wg     sync.WaitGroup
}

func runFrames(seed uint64) *story {
	goroutines := runtime.NumGoroutine()
	rng := rand.New(rand.NewPCG(seed, 6))
	op := operations[rng.IntN(len(operations))]
	for !op.oneCall() {
		op = operations[rng.IntN(len(operations))]
	}
	s := &streams{world: newWorld(), rng: rand.New(rand.NewPCG(seed, 7)), call: strconv.FormatUint(seed, 10), path: op.path}
	transport := &http.Transport{DialContext: s.dial, Protocols: new(http.Protocols)}
	transport.Protocols.SetUnencryptedHTTP2(true)
	client, err := seam.NewClient(seam.APIKey(apiKey), seam.WithEndpoint("http://127.0.0.1"), seam.WithTransport(transport))
	if err != nil {
		panic(err)
	}
	perform := op.prepare(newCall(seed, s.world, client, rng))

	limit := pick(rng, 10*time.Minute, 10*time.Minute, time.Duration(rng.Int64N(int64(time.Minute))))
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	st := &story{
		seed: seed, setting: "frames", op: op.name, effect: op.effect, allowed: limit + margin, secret: apiKey,
		setup: fmt.Sprintf("a context of %v", limit),
	}
	st.perform(ctx, forever, s.end, perform)
	cancel()
	transport.CloseIdleConnections()
	s.end()
	s.wg.Wait()
	time.Sleep(time.Hour)
	synctest.Wait()
	st.leaked = leaked(goroutines)
	st.events, st.deeds = s.events, s.world.deeds(s.call)
	return st
}

// end closes all connections.
func (s *streams) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, conn := range s.conns {
		_ = conn.Close()
	}
}

func (s *streams) dial(context.Context, string, string) (net.Conn, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.rng.IntN(15) == 0 {
		s.events = append(s.events, event{path: s.path, fault: "the connection is refused"})
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
	}
	ours, theirs := net.Pipe()
	s.conns = append(s.conns, ours)
	f := newFramed(ours)
	s.wg.Go(f.writeAll)
	s.wg.Go(func() {
		defer f.drain()
		f.requests(func(stream uint32, body []byte) bool { return s.handle(f, stream, body) })
	})
	return theirs, nil
}

// handle plays one fault.
func (s *streams) handle(f *framed, stream uint32, body []byte) (goOn bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	fault := pick(s.rng, streamFaults...)
	e := event{path: s.path, fault: fault.name, seam: "not processed"}
	content := `{"ok":true}`
	f.status = status200
	if fault.work == always || fault.work == either && s.rng.IntN(2) == 0 {
		r := s.world.do(s.call, s.path, body, nil)
		content = string(r.body)
		if !r.accepted() {
			f.status = "\x08\x03" + strconv.Itoa(r.status)
		}
		e.seam = fmt.Sprintf("%d %.60s", r.status, content)
	}
	s.events = append(s.events, e)
	return fault.play(f, stream, content)
}

// streamFault is the fate of one HTTP/2 request. play reports whether the connection continues.
type streamFault struct {
	name string
	work work
	play func(f *framed, stream uint32, content string) (goOn bool)
}

var streamFaults = []streamFault{
	{"Seam responds", always, respondFrames},
	{"Seam responds", always, respondFrames},
	{"Seam responds", always, respondFrames},
	{"Seam responds after GOAWAY", always, func(f *framed, stream uint32, content string) bool {
		f.goAway(stream, noError)
		return respondFrames(f, stream, content)
	}},
	{"REFUSED_STREAM", nothing, resetWith(refusedStream)},
	{"GOAWAY with an earlier stream as the last", nothing, goAwayBefore(noError)},
	{"GOAWAY with an earlier stream and an error", nothing, goAwayBefore(internalError)},
	{"GOAWAY with an earlier stream, and the end", nothing, func(f *framed, stream uint32, _ string) bool {
		f.goAway(stream-1, noError)
		return false
	}},
	{"GOAWAY, and the end", either, func(f *framed, stream uint32, _ string) bool {
		f.goAway(stream, noError)
		return false
	}},
	{"GOAWAY for all streams, and the end", either, func(f *framed, _ uint32, _ string) bool {
		f.goAway(1<<31-1, noError)
		return false
	}},
	{"PROTOCOL_ERROR", either, resetWith(protocolError)},
	{"INTERNAL_ERROR", either, resetWith(internalError)},
	{"CANCEL", either, resetWith(cancelled)},
	{"NO_ERROR without a response", either, resetWith(noError)},
	{"ENHANCE_YOUR_CALM", either, resetWith(calmDown)},
	{"HTTP_1_1_REQUIRED", either, resetWith(onlyHTTP11)},
	{"the connection ends", either, func(*framed, uint32, string) bool { return false }},
	{"nothing", either, func(*framed, uint32, string) bool { return true }},
	{"headers of a connection that does not know them", either, func(f *framed, stream uint32, _ string) bool {
		f.write(headersFrame, endHeaders, stream, "\xff\xff\xff\xff\xff\xff")
		return true
	}},
	{"103, and the end", either, func(f *framed, stream uint32, _ string) bool {
		f.write(headersFrame, endHeaders, stream, status103)
		return false
	}},
	{"headers, and the end", always, func(f *framed, stream uint32, _ string) bool {
		f.write(headersFrame, endHeaders, stream, f.status)
		return false
	}},
	{"half a body, and a reset", always, halfFrames(func(f *framed, stream uint32) { f.reset(stream, cancelled) })},
	{"half a body, and GOAWAY", always, halfFrames(func(f *framed, stream uint32) { f.goAway(stream, noError); f.reset(stream, internalError) })},
	{"half a body, and the end of the stream", always, halfFrames(func(f *framed, stream uint32) { f.write(dataFrame, endStream, stream, "") })},
}

func respondFrames(f *framed, stream uint32, content string) bool {
	f.write(headersFrame, endHeaders, stream, f.status)
	f.write(dataFrame, 0, stream, content[:1])
	f.write(dataFrame, endStream, stream, content[1:])
	return true
}

func resetWith(code uint32) func(*framed, uint32, string) bool {
	return func(f *framed, stream uint32, _ string) bool {
		f.reset(stream, code)
		return true
	}
}

func goAwayBefore(code uint32) func(*framed, uint32, string) bool {
	return func(f *framed, stream uint32, _ string) bool {
		f.goAway(stream-1, code)
		return true
	}
}

func halfFrames(then func(*framed, uint32)) func(*framed, uint32, string) bool {
	return func(f *framed, stream uint32, content string) bool {
		f.write(headersFrame, endHeaders, stream, f.status)
		f.write(dataFrame, 0, stream, content[:len(content)/2])
		then(f, stream)
		return true
	}
}
