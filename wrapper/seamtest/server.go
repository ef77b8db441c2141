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
	desks    map[*places.Encoder]*desk

	cards       *world.Table[*card]
	codes       *world.Table[*accessCode]
	credentials *world.Table[*credential]
	grants      *world.Table[*accessGrant]
	instantKeys *world.Table[*instantKey]
	methods     *world.Table[*accessMethod]
	sessions    *world.Table[*session]
	webviews    *world.Table[*webview]
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
	s.desks = make(map[*places.Encoder]*desk)
	s.cards = world.NewTable[*card](w, "card")
	s.codes = world.NewTable[*accessCode](w, "access_code")
	s.credentials = world.NewTable[*credential](w, "acs_credential")
	s.grants = world.NewTable[*accessGrant](w, "access_grant")
	s.instantKeys = world.NewTable[*instantKey](w, "instant_key")
	s.methods = world.NewTable[*accessMethod](w, "access_method")
	s.sessions = world.KeptTable[*session](w, "client_session")
	s.webviews = world.NewTable[*webview](w, "connect_webview")
	world.BelongsTo(s.credentials, s.places.Systems, func(of *credential) *places.System { return of.System })
	world.BelongsTo(s.credentials, s.people.Users, func(of *credential) *people.User { return of.user })
	world.ListedIn(s.places.Entrances, s.credentials, func(of *credential) *[]*places.Entrance { return &of.entrances })
	world.BelongsTo(s.codes, s.places.Devices, func(of *accessCode) *places.Device { return of.device })
	world.BelongsTo(s.sessions, s.people.Identities, func(of *session) *people.Identity { return of.Identity })
	world.BelongsTo(s.instantKeys, s.people.Identities, func(of *instantKey) *people.Identity { return of.owner })
	s.instantKeys.Deleted.Subscribe(func(of *instantKey) { s.sessions.Delete(of.session) })
	s.people.Identities.OnDelete(func(gone *people.Identity) {
		s.dropGrants(func(of *accessGrant) bool { return of.Identity == gone })
	})
	s.credentials.Deleted.Subscribe(s.credentialDeleted)
	s.places.OpenedBy = s.opens
	s.people.HasKeyFrom = s.managedBy
	s.people.Carries = s.carries
	s.people.LinksChanged.Subscribe(s.syncPhones)
	s.people.AccessRevoked.Subscribe(s.closeAll)
	s.places.Changed.Subscribe(s.fulfilAll)
	w.Ended.Subscribe(func(*world.Attempt) { s.noteIssued() })
	w.Reset.Subscribe(func() { clear(s.desks) })

	s.protocol.WorkspaceID = w.WorkspaceID
	s.protocol.Session = s.openSession
	s.protocol.DeviceID = s.deviceOf
	s.protocol.Areas = []protocol.Area{s.activity, s.places, s.people, flat{s}}
}

// Handler returns the handler of an operation that is not in an area yet, nil if there is none.
func (s flat) Handler(path string) protocol.Handler {
	for _, operations := range []protocol.Operations[*Server]{
		accessCodeOperations,
		unmanagedCodeOperations,
		accessGrantOperations,
		accessMethodOperations,
		credentialOperations,
		encodeOperations,
		entranceAccessOperations,
		identityAccessOperations,
		instantKeyOperations,
		rehearsalOperations,
		relatedOperations,
		scanOperations,
		sessionOperations,
		unlockOperations,
		userAccessOperations,
		webviewOperations,
	} {
		if h := operations.Handler(s.Server, path); h != nil {
			return h
		}
	}
	return nil
}

// flat has the operations that are not in an area yet.
type flat struct{ *Server }

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
