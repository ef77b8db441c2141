package seamtest

import (
	"net/http"
	"sync"
	"time"
)

// Server is a fake Seam with one workspace. Make one with [NewServer]; use it as the Transport of
// an [http.Client], or serve it with net/http.
type Server struct {
	now func() time.Time

	// One lock guards all below: a call sees the world as a whole, and is over in microseconds.
	mu          sync.Mutex
	seed        string // what keys and IDs follow from
	keys        keys
	minted      map[string]int
	serial      int
	workspaceID string
	workspaces  shelf[*workspace]
	world
	sessions shelf[*session]
	attempts shelf[*attempt]
	events   shelf[*event]
	webhooks shelf[*webhook]

	at         time.Time  // the time while something is carried out that was due before, else zero
	pending    []*attempt // those that have not ended
	actionTime time.Duration
	mishaps    map[string][]*mishap

	postman    http.RoundTripper // nil delivers no webhooks
	outbox     []letter
	delivering bool
	delivered  []Delivery

	spent map[spending][]time.Time // nil unless rate limits are on

	turns   map[string][]turn // by path, for the calls to come; so are the delays
	delays  map[string][]time.Duration
	outage  bool
	journal journal
}

// world is what a workspace is about, and what goes when its sandbox is reset.
type world struct {
	accounts    shelf[*account]
	cards       shelf[*card]
	codes       shelf[*accessCode]
	credentials shelf[*credential]
	devices     shelf[*device]
	encoders    shelf[*encoder]
	entrances   shelf[*entrance]
	grants      shelf[*accessGrant]
	groups      shelf[*accessGroup]
	identities  shelf[*identity]
	instantKeys shelf[*instantKey]
	methods     shelf[*accessMethod]
	phones      shelf[*phone]
	spaces      shelf[*space]
	systems     shelf[*system]
	users       shelf[*user]
	webviews    shelf[*webview]
}

// Option changes a [Server] while it is made.
type Option func(*Server)

// WithClock makes the server read the time from now instead of [time.Now]. The server calls it
// with a lock held: it must not call the server.
func WithClock(now func() time.Time) Option {
	return func(s *Server) { s.now = now }
}

// NewServer returns an empty workspace: no access systems, no users, no credentials.
func NewServer(opts ...Option) *Server {
	s := &Server{
		now:     time.Now,
		journal: journal{limit: defaultJournalLimit},
		mishaps: make(map[string][]*mishap),
		turns:   make(map[string][]turn),
		delays:  make(map[string][]time.Duration),
	}
	for _, opt := range opts {
		opt(s)
	}
	if s.seed == "" {
		s.seed = newSeed()
	}
	s.keys = s.newKeys()
	s.firstWorkspace()
	return s
}

// arrange does what a test does to the world by hand, and delivers the events of it.
func (s *Server) arrange(do func()) {
	func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.catchUp()
		do()
	}()
	s.deliver()
}

// The server is both ends of HTTP.
var (
	_ http.Handler      = (*Server)(nil)
	_ http.RoundTripper = (*Server)(nil)
)
