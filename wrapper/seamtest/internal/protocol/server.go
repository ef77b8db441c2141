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

// World is the part of the fake's state that a server itself uses.
type World interface {
	// Now returns the current time, truncated to the precision of the API.
	Now() time.Time
	// CatchUp finishes the actions that are due.
	CatchUp()
	// At schedules a call of f, which the first CatchUp at or after the given time makes.
	At(when time.Time, f func())
	// NextID returns a new unique ID.
	NextID(kind string) string
	// NextBytes returns pseudo-random bytes.
	NextBytes(kind string) [sha256.Size]byte
	// Has reports whether an object of a kind, such as "acs_user", exists.
	Has(kind, id string) bool
	// NextExampleID returns a new ID for an object that exists only in an example.
	NextExampleID(kind string) string
	// IsExampleID reports whether NextExampleID returned an ID.
	IsExampleID(kind, id string) bool
}

// Server handles requests. Create it with [New], and set its fields before the first request.
type Server struct {
	// Areas hold the handlers of the stateful operations. All other operations return examples.
	Areas []Area
	// WorkspaceID is the ID of the workspace that the keys belong to.
	WorkspaceID string
	// Session returns the ID of the client session that a token belongs to.
	Session func(token string) (id string, err error)
	// DeviceID returns the ID of the device that a call refers to. Rate limits are per device.
	DeviceID func(*Call) string
	// Outbox delivers webhooks.
	Outbox Outbox

	world World
	keys  Keys

	mu       *sync.Mutex // guards the world, the outbox and the fields below; that of the siblings
	siblings *siblings

	limits  *limits // nil unless rate limits are on
	scripts map[string][]Script
	delays  map[string][]time.Duration
	outage  bool
	journal journal
}

// New returns a server for a world.
func New(w World) *Server { return newServer(w, &siblings{}) }

func newServer(w World, in *siblings) *Server {
	s := &Server{
		mu:       &in.mu,
		siblings: in,

		world:   w,
		keys:    newKeys(w),
		scripts: make(map[string][]Script),
		delays:  make(map[string][]time.Duration),
		journal: journal{limit: defaultJournalLimit},
	}
	s.Outbox.mu = s.mu
	in.servers = append(in.servers, s)
	return s
}

// Do runs f like the handler of a request: it finishes due actions, calls f with the lock held, and then
// delivers webhooks.
func (s *Server) Do(f func()) {
	func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.world.CatchUp()
		f()
	}()
	s.Outbox.deliver()
}

// Lock blocks requests until Unlock. Use it to read the world, or to change it without sending events.
func (s *Server) Lock() { s.mu.Lock() }

// Unlock ends a Lock.
func (s *Server) Unlock() { s.mu.Unlock() }

// dispatch processes one request at the server of its workspace.
func (s *Server) dispatch(ctx context.Context, r *request) (*Response, error) {
	return s.serverFor(r.header).serve(ctx, r)
}

// serve processes one request and delivers the events that it caused. It returns an error only if the
// connection breaks; an error in Seam's form is a response.
func (s *Server) serve(ctx context.Context, r *request) (*Response, error) {
	var script Script
	var delay time.Duration
	if r.method != http.MethodOptions { // OPTIONS does not count as a call
		script, delay = s.nextScript(r.base.Path)
	}
	if err := pause(ctx, delay); err != nil {
		return nil, err
	}
	resp, err := s.process(r, script)
	s.Outbox.deliver()
	if err == nil && script.Change != nil {
		resp = resp.applyChange(script.Change) // without the lock, because the test's function may call the server
	}
	return resp, err
}

// process handles one call under the lock, so that response, world and journal agree.
func (s *Server) process(r *request, script Script) (*Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()

	s.world.CatchUp()
	op, _ := document.Lookup(r.base.Path) // nil for an undocumented path
	switch {
	case script.LoseRequest:
		s.journal.record(op, r, 0)
		return nil, errReset
	case script.Late != 0:
		later := *r
		later.header = r.header.Clone() // the caller may change its headers when it has the error
		s.world.At(s.world.Now().Add(script.Late), func() { s.complete(op, &later, script) })
		return nil, errReset
	}
	resp := s.complete(op, r, script)
	if script.LoseResponse {
		return nil, errReset
	}
	return resp, nil
}

// complete carries out a call and records it.
func (s *Server) complete(op *document.Operation, r *request, script Script) *Response {
	resp := script.Response
	if resp == nil {
		resp = s.respond(op, r, script)
	}
	if !resp.foreign {
		resp.header.Set("Seam-Request-Id", s.world.NextID("request"))
	}
	s.journal.record(op, r, resp.status)
	return resp
}

// errReset is the error of a call whose connection a script breaks.
var errReset = errors.New("seamtest: connection reset by peer")

// respond returns the response of a call, also if the call fails.
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

// call checks a request and returns the response of its operation. The fault of a script takes
// precedence over all checks, so that a test can simulate any error, even one about the key.
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

// Handler returns the handler of an operation, or nil if the operation is not stateful.
func (s *Server) Handler(path string) Handler {
	for _, area := range s.Areas {
		if h := area.Handler(path); h != nil {
			return h
		}
	}
	return nil
}

// check performs the checks that do not depend on the state: method, key, body and parameters.
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
		HasPersonalToken: s.hasPersonalToken(r.header),
		base:             r.base, workspaceID: s.WorkspaceID,
	}, nil
}

// validate returns an error with all differences between a request and Seam's document.
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
