package model

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync"
	"time"
)

// callHeader says which call a request belongs to.
const callHeader = "X-Model-Call"

// moment is a point in an exchange at which the context of the call may be cancelled.
type moment int

const (
	never moment = iota
	beforeSending
	afterProcessing
	whileReading
	afterExchange // between two attempts, or after the last
)

// network is a transport with faults. It belongs to one call.
type network struct {
	world *world
	rng   *rand.Rand
	key   string // the API key, which it may repeat in its responses
	ctx   context.Context
	// traced is true if the transport reports to httptrace, as net/http does.
	traced bool
	http2  bool
	// oneCall is true for a method that makes one call of the API.
	oneCall bool
	// calm is the percentage of requests that meet no fault.
	calm int
	// cancel is called in request cancelIn at the moment cancelAt.
	cancel   func()
	cancelIn int
	cancelAt moment
	released chan struct{} // closed when the call is broken off

	mu     sync.Mutex
	events []*event
	active int       // requests under way, and bodies that are open
	once   sync.Once // closes released

	// emptyPages makes all pages of lists empty, each with a new cursor.
	emptyPages bool
	tooMany    bool   // more than maxRequests were sent
	firstPage  string // the request for the first page of a list, without its cursor
	changed    string // how a later request differs from it
}

var errReleased = errors.New("the test broke the call off")

// release ends everything that the network still holds up.
func (n *network) release() { n.once.Do(func() { close(n.released) }) }

func (n *network) reach(request int, m moment) {
	if request == n.cancelIn && m == n.cancelAt {
		n.cancel()
	}
}

// idle reports whether no request is under way.
func (n *network) idle() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.active == 0
}

// note adds what happened outside of a request, such as a limiter that fails.
func (n *network) note(e event) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.events = append(n.events, &e)
}

// exchange is one request and its fate on the network.
type exchange struct {
	n      *network
	number int
	fault  *fault
	event  *event
	req    *http.Request
	body   []byte
	// response is Seam's response, once the request has been processed.
	response response
	// change is made to a page before it is sent; nil for none.
	change func(*page)

	processed     bool
	late          bool // Seam processes the request even if the context ends on the way
	before, after time.Duration
}

// RoundTrip implements [http.RoundTripper].
func (n *network) RoundTrip(req *http.Request) (*http.Response, error) {
	var content []byte
	if req.Body != nil {
		var err error
		content, err = io.ReadAll(req.Body)
		_ = req.Body.Close()
		if err != nil {
			return nil, err
		}
	}
	x := n.begin(req, content)
	defer n.end(x)
	n.reach(x.number, beforeSending)
	resp, err := x.fault.play(x)
	if err != nil {
		x.event.cut = n.ctx.Err() != nil && req.Context().Err() != nil
		return nil, err
	}
	resp.Request = req
	if opened, ok := resp.Body.(*body); ok {
		opened.open()
	}
	return resp, nil
}

func (n *network) begin(req *http.Request, body []byte) *exchange {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.active++
	x := &exchange{n: n, req: req, body: body, number: len(n.events) + 1, event: &event{path: req.URL.Path}}
	n.events = append(n.events, x.event)
	x.fault = n.choose(req)
	x.event.fault = x.fault.name
	x.before, x.after, x.late = n.delay(), n.delay(), n.rng.IntN(2) == 0
	x.processed = x.fault.work == always || (x.fault.work == either && n.rng.IntN(2) == 0)
	x.event.knows = x.fault.knows
	if strings.HasSuffix(req.URL.Path, "/list") {
		n.sameRequest(body)
		if x.fault.knows == accepted {
			x.mangle()
		}
	}
	return x
}

func (n *network) end(x *exchange) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.active--
	if x.number == n.cancelIn && n.cancelAt == afterExchange {
		time.AfterFunc(1+n.jitter(), n.cancel)
	}
}

// jitter is short compared with the time between two attempts.
func (n *network) jitter() time.Duration { return time.Duration(n.rng.IntN(3)) * 10 * time.Millisecond }

// delay is mostly zero, and sometimes longer than an attempt may take.
func (n *network) delay() time.Duration {
	switch k := n.rng.IntN(40); {
	case k < 30:
		return 0
	case k < 38:
		return time.Duration(n.rng.Int64N(int64(2 * time.Second)))
	default:
		return time.Duration(n.rng.Int64N(int64(time.Minute)))
	}
}

// wait lets time pass, unless the context of the attempt ends.
func (x *exchange) wait(d time.Duration) error {
	switch {
	case x.req.Context().Err() != nil:
		return x.contextError()
	case d == 0:
		return nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-x.req.Context().Done():
		return x.contextError()
	case <-x.n.released:
		return errReleased
	}
}

// contextError is what net/http returns when the context of a request ends.
func (x *exchange) contextError() error {
	x.event.knows = maybeProcessed
	x.event.is = x.req.Context().Err()
	return context.Cause(x.req.Context())
}

// arrive brings the request to Seam if the fault lets it get there, and waits for what follows.
func (x *exchange) arrive() error {
	x.trace()
	sent := time.Now()
	if err := x.wait(x.before); err != nil {
		if x.processed && x.late && !isRead(x.event.path) {
			x.event.seam = "processed later"
			time.AfterFunc(x.before-time.Since(sent)+time.Second, func() { x.do() })
		}
		return err
	}
	x.event.seam = "not processed"
	if x.processed {
		x.response = x.do()
		x.event.seam = fmt.Sprintf("%d %.60s", x.response.status, x.response.body)
	}
	x.n.reach(x.number, afterProcessing)
	return x.wait(x.after)
}

func (x *exchange) do() response {
	return x.n.world.do(x.req.Header.Get(callHeader), x.req.URL.Path, x.body, x.change)
}

// trace reports a request that is sent, as net/http does.
func (x *exchange) trace() {
	if trace := x.hooks(); trace != nil {
		x.connect(trace)
		trace.WroteHeaders()
	}
}

// hooks returns the hooks of the client, nil if it has none or this transport does not report.
func (x *exchange) hooks() *httptrace.ClientTrace {
	trace := httptrace.ContextClientTrace(x.req.Context())
	if !x.n.traced || trace == nil {
		return nil
	}
	own := *trace
	trace = &own
	if trace.GetConn == nil {
		trace.GetConn = func(string) {}
	}
	if trace.GotConn == nil {
		trace.GotConn = func(httptrace.GotConnInfo) {}
	}
	if trace.WroteHeaders == nil {
		trace.WroteHeaders = func() {}
	}
	return trace
}

func (x *exchange) connect(trace *httptrace.ClientTrace) {
	trace.GetConn("connect.getseam.com:443")
	trace.GotConn(httptrace.GotConnInfo{})
}

// replays reports whether net/http may send the request again by itself: over HTTP/1 if it is
// marked as idempotent and its body can be read again, over HTTP/2 if its body can be read again.
func (x *exchange) replays() bool {
	if x.req.GetBody == nil {
		return false
	}
	_, marked := x.req.Header["Idempotency-Key"]
	_, alsoMarked := x.req.Header["X-Idempotency-Key"]
	return marked || alsoMarked || x.n.http2
}

// respond makes a response whose body is content.
func (x *exchange) respond(status int, contentType, content string) *http.Response {
	return x.stream(status, contentType, &body{x: x, content: bytes.NewReader([]byte(content)), end: io.EOF}, int64(len(content)))
}

func (x *exchange) stream(status int, contentType string, content io.ReadCloser, length int64) *http.Response {
	header := http.Header{}
	if contentType != "" {
		header.Set("Content-Type", contentType)
	}
	resp := &http.Response{
		Status: fmt.Sprintf("%d %s", status, http.StatusText(status)), StatusCode: status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: header, Body: content, ContentLength: length,
	}
	if x.n.http2 {
		resp.Proto, resp.ProtoMajor, resp.ProtoMinor = "HTTP/2.0", 2, 0
	}
	return resp
}
