package seamtest

import (
	"net/http"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/activity"
	"github.com/seam-go/seam/wrapper/seamtest/internal/climate"
	"github.com/seam-go/seam/wrapper/seamtest/internal/codes"
	"github.com/seam-go/seam/wrapper/seamtest/internal/credentials"
	"github.com/seam-go/seam/wrapper/seamtest/internal/grants"
	"github.com/seam-go/seam/wrapper/seamtest/internal/noise"
	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/sessions"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Server is a fake Seam with one workspace. Create it with [NewServer]. Use it as the Transport of an
// [http.Client], or serve it with net/http. [Server.AddWorkspace] adds more workspaces.
type Server struct {
	config   config
	siblings *siblings

	protocol    *protocol.Server
	world       *world.World
	activity    *activity.Area
	places      *places.Area
	people      *people.Area
	sessions    *sessions.Area
	credentials *credentials.Area
	codes       *codes.Area
	climate     *climate.Area
	noise       *noise.Area
	grants      *grants.Area
}

// Option configures a [Server] when [NewServer] creates it.
type Option func(*Server)

// config holds the values of the options.
type config struct {
	seed         string
	now          func() time.Time
	journalLimit *int
	rateLimits   bool
}

// WithClock sets the function that returns the current time. The default is [time.Now]. The server
// holds a lock while it calls now, so now must not call the server.
func WithClock(now func() time.Time) Option {
	return func(s *Server) { s.config.now = now }
}

// NewServer returns a server with an empty workspace: no access systems, no users, no credentials.
func NewServer(opts ...Option) *Server {
	s := &Server{config: config{now: time.Now}, siblings: &siblings{}}
	for _, opt := range opts {
		opt(s)
	}
	if s.config.seed == "" {
		s.config.seed = newSeed()
	}
	s.world = world.New(s.config.seed, s.config.now)
	s.protocol = protocol.New(s.world)
	s.build(places.Workspace{Name: "seamtest", Company: "seamtest", Sandbox: true, Publishable: true})
	return s
}

// build creates the areas, each after those that it uses, and registers their operations.
func (s *Server) build(workspace places.Workspace) {
	if s.config.journalLimit != nil {
		s.protocol.SetJournalLimit(*s.config.journalLimit)
	}
	if s.config.rateLimits {
		s.protocol.LimitRates()
	}
	w := s.world
	s.activity = activity.New(w, &s.protocol.Outbox)
	s.places = places.New(w, workspace, s.PublishableKey())
	s.places.Siblings = s.siblings.places
	s.places.AddSibling = func(of places.Workspace) *places.Area { return s.addSibling(of).places }
	s.people = people.New(w, s.places)
	s.sessions = sessions.New(w, s.places, s.people)
	s.credentials = credentials.New(w, s.places, s.people)
	s.codes = codes.New(w, s.places)
	s.climate = climate.New(w, s.places)
	s.noise = noise.New(w, s.places)
	s.grants = grants.New(w, grants.Below{
		Places: s.places, People: s.people, Credentials: s.credentials, Codes: s.codes, Sessions: s.sessions,
	})

	s.protocol.WorkspaceID = w.WorkspaceID
	s.protocol.Session = s.sessions.Open
	s.protocol.DeviceID = s.codes.DeviceOf
	s.protocol.Areas = []protocol.Area{
		s.activity,
		s.places,
		s.people,
		s.sessions,
		s.credentials,
		s.codes,
		s.climate,
		s.noise,
		s.grants,
	}
	s.siblings.servers = append(s.siblings.servers, s)
}

// A Server works as an HTTP server and as the transport of an HTTP client.
var (
	_ http.Handler      = (*Server)(nil)
	_ http.RoundTripper = (*Server)(nil)
)

// ServeHTTP handles one request that arrived over a socket. As with Seam, web pages of every origin
// may call.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.protocol.ServeHTTP(w, r) }

// RoundTrip handles one request in the caller's goroutine, without a network. It ignores the host of
// the URL.
func (s *Server) RoundTrip(req *http.Request) (*http.Response, error) {
	return s.protocol.RoundTrip(req)
}

// CatchUp finishes the actions that are due and delivers their webhooks. Every call to the API does
// the same first. Use CatchUp after moving the clock, to check the result without a call.
func (s *Server) CatchUp() { s.protocol.Do(func() {}) }
