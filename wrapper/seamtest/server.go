package seamtest

import (
	"net/http"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/activity"
	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Server is a fake Seam with one workspace. Make one with [NewServer]; use it as the Transport of
// an [http.Client], or serve it with net/http.
type Server struct {
	config config

	protocol *protocol.Server
	world    *world.World
	activity *activity.Area
	places   *places.Area
	people   *people.Area

	// Areas to be.
	credentialTables
	codeTables
	sessionTables
	grantTables
}

// Option changes a [Server] while it is made.
type Option func(*Server)

// config is what options set before the server is built.
type config struct {
	seed         string
	now          func() time.Time
	journalLimit *int
	rateLimits   bool
}

// WithClock makes the server read the time from now instead of [time.Now]. The server calls it
// with a lock held: it must not call the server.
func WithClock(now func() time.Time) Option {
	return func(s *Server) { s.config.now = now }
}

// NewServer returns an empty workspace: no access systems, no users, no credentials.
func NewServer(opts ...Option) *Server {
	s := &Server{config: config{now: time.Now}}
	for _, opt := range opts {
		opt(s)
	}
	if s.config.seed == "" {
		s.config.seed = newSeed()
	}
	s.world = world.New(s.config.seed, s.config.now)
	s.protocol = protocol.New(s.world)
	if s.config.journalLimit != nil {
		s.protocol.SetJournalLimit(*s.config.journalLimit)
	}
	if s.config.rateLimits {
		s.protocol.LimitRates()
	}
	s.build()
	return s
}

// build makes the areas, from the lowest to the highest, and registers their operations.
func (s *Server) build() {
	w := s.world
	s.activity = activity.New(w, &s.protocol.Outbox)
	s.places = places.New(w, s.PublishableKey())
	s.people = people.New(w, s.places)
	s.buildSessions()
	s.buildCredentials()
	s.buildCodes()
	s.buildGrants()

	s.protocol.WorkspaceID = w.WorkspaceID
	s.protocol.Session = s.openSession
	s.protocol.DeviceID = s.deviceOf
	s.protocol.Areas = []protocol.Area{
		s.activity,
		s.places,
		s.people,
		flat{s, sessionAreaOperations},
		flat{s, credentialAreaOperations},
		flat{s, codeAreaOperations},
		flat{s, grantAreaOperations},
	}
}

// flat has operations that are not in a package of their own yet.
type flat struct {
	server     *Server
	operations []protocol.Operations[*Server]
}

// Handler returns the handler of an operation, nil if it is not among these.
func (f flat) Handler(path string) protocol.Handler {
	for _, operations := range f.operations {
		if h := operations.Handler(f.server, path); h != nil {
			return h
		}
	}
	return nil
}

// The server is both ends of HTTP.
var (
	_ http.Handler      = (*Server)(nil)
	_ http.RoundTripper = (*Server)(nil)
)

// ServeHTTP answers one request over a socket. Pages of every origin may call, as with Seam.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.protocol.ServeHTTP(w, r) }

// RoundTrip answers one request in the caller's goroutine, without a network. It serves any host:
// only the path counts.
func (s *Server) RoundTrip(req *http.Request) (*http.Response, error) {
	return s.protocol.RoundTrip(req)
}

// CatchUp carries out what is due by now, and delivers webhooks. Every call does so too, before it is
// answered: CatchUp is for a test that moved the clock and looks without calling.
func (s *Server) CatchUp() { s.protocol.Do(func() {}) }
