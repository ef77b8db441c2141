package protocol

import (
	"context"
	"crypto/sha256"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/document"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
)

// World is what a server needs of the facts that its handlers change.
type World interface {
	// Now returns the time at the precision of the API.
	Now() time.Time
	// CatchUp carries out what is due by now.
	CatchUp()
	// NextID returns an ID that no other object has.
	NextID(kind string) string
	// NextBytes returns bytes that look random.
	NextBytes(kind string) [sha256.Size]byte
	// Has reports whether there is an object of a kind, such as "acs_user".
	Has(kind, id string) bool
	// NextExampleID and IsExampleID make and recognize the IDs of objects that only examples show.
	NextExampleID(kind string) string
	IsExampleID(kind, id string) bool
}

// Server answers requests. Make one with [New], and set its fields before the first request.
type Server struct {
	// Areas have a handler for each operation that is played. All others return examples.
	Areas []Area
	// WorkspaceID is the workspace that the keys open.
	WorkspaceID string
	// Session returns the ID of the client session that a token opens.
	Session func(token string) (id string, err error)
	// DeviceID returns the device that a call is about, for limits that count each device alone.
	DeviceID func(*Call) string
	// Outbox delivers webhooks.
	Outbox Outbox

	world World
	keys  Keys

	mu      sync.Mutex // guards the world and everything below
	limits  *limits    // nil unless rate limits are on
	scripts map[string][]Script
	delays  map[string][]time.Duration
	outage  bool
	journal journal
}

// New returns a server for a world.
func New(w World) *Server {
	s := &Server{
		world:   w,
		keys:    newKeys(w),
		scripts: make(map[string][]Script),
		delays:  make(map[string][]time.Duration),
		journal: journal{limit: defaultJournalLimit},
	}
	s.Outbox.mu = &s.mu
	return s
}

// Do runs f as if a request had: with the lock held, after what was due, and before webhooks are
// delivered.
func (s *Server) Do(f func()) {
	func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.world.CatchUp()
		f()
	}()
	s.Outbox.deliver()
}

// Lock keeps requests out, for a test that looks at the world or changes it without events.
func (s *Server) Lock() { s.mu.Lock() }

// Unlock lets requests in again.
func (s *Server) Unlock() { s.mu.Unlock() }

// serve answers one request and delivers the events that it caused. An error is one of the
// connection, not of the call.
func (s *Server) serve(ctx context.Context, r *request) (*Response, error) {
	var script Script
	var delay time.Duration
	if r.method != http.MethodOptions { // which is not a call, and uses up nothing that waits for one
		script, delay = s.nextScript(r.base.Path)
	}
	if err := pause(ctx, delay); err != nil {
		return nil, err
	}
	resp, err := s.carryOut(r, script)
	s.Outbox.deliver()
	if err == nil && script.Change != nil {
		resp = resp.changed(script.Change) // without the lock: it is the test's function
	}
	return resp, err
}

// carryOut performs one call whole: response, world and journal change together.
func (s *Server) carryOut(r *request, script Script) (*Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()

	s.world.CatchUp()
	op, _ := document.Lookup(r.base.Path) // nil where Seam documents nothing
	if script.LoseRequest {
		s.journal.record(op, r, 0)
		return nil, errReset
	}
	resp := script.Response
	if resp == nil {
		resp = s.respond(op, r, script)
	}
	resp.header.Set("Seam-Request-Id", s.world.NextID("request"))
	s.journal.record(op, r, resp.status)
	if script.LoseResponse {
		return nil, errReset
	}
	return resp, nil
}

// errReset is how a connection breaks that the server resets.
var errReset = errors.New("seamtest: connection reset by peer")

// respond turns the outcome of a call into a response.
func (s *Server) respond(op *document.Operation, r *request, script Script) *Response {
	if op != nil && r.method == http.MethodOptions && !s.outage {
		return options(op, r)
	}
	resp, err := s.call(op, r, script)
	if err != nil {
		return failure(err)
	}
	return resp
}

// call checks a request and lets the operation answer. A fault of a script comes before everything
// that the fake checks, so that a test can play any refusal, a missing key included.
func (s *Server) call(op *document.Operation, r *request, script Script) (*Response, error) {
	switch {
	case s.outage:
		return nil, OutOfService()
	case op == nil:
		return nil, problem.New(http.StatusNotFound, "route_not_found", "Seam documents no operation "+r.base.Path)
	case script.Fault != nil:
		return nil, script.Fault
	}
	c, err := s.check(op, r)
	if err != nil {
		return nil, err
	}
	if script.Result != nil {
		return s.newResponse(op, script.Result), nil
	}
	if s.limits != nil {
		if err := s.limits.spend(op.Path, s.DeviceID(c), s.world.Now()); err != nil {
			return nil, err
		}
	}
	handle := s.Handler(op.Path)
	if handle == nil {
		return s.example(c)
	}
	result, err := handle(c)
	if err != nil {
		return nil, err
	}
	return s.newResponse(op, result), nil
}

// Handler returns the handler of an operation, nil if it is not played.
func (s *Server) Handler(path string) Handler {
	for _, area := range s.Areas {
		if h := area.Handler(path); h != nil {
			return h
		}
	}
	return nil
}

// check refuses what Seam refuses in any state of the workspace.
func (s *Server) check(op *document.Operation, r *request) (*Call, error) {
	if r.method != http.MethodPost && !slices.Contains(op.Doubles, r.method) {
		return nil, methodNotAllowed(op)
	}
	sessionID, err := s.authenticate(op, r.header)
	if err != nil {
		return nil, err
	}
	if r.tooLong {
		return nil, bodyTooLong()
	}
	fields, err := r.params(op)
	if err != nil {
		return nil, err
	}
	if err := validate(op, fields); err != nil {
		return nil, err
	}
	return &Call{
		Params: newParams(op.Known(fields)), Operation: op, SessionID: sessionID,
		base: r.base, workspaceID: s.WorkspaceID,
	}, nil
}

// validate refuses a request that does not fit Seam's document.
func validate(op *document.Operation, fields map[string]any) error {
	var found problem.Fields
	for _, p := range op.Check(fields) {
		found.Add(p.Path, p.Text)
	}
	return found.Err()
}

func methodNotAllowed(op *document.Operation) error {
	methods := methodsOf(op)
	err := problem.New(http.StatusMethodNotAllowed, "method_not_allowed", "Only "+strings.Join(methods, " and ")+" accepted")
	err.Header = http.Header{"Allow": {strings.Join(methods, ", ")}}
	return err
}
