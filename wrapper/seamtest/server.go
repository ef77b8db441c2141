package seamtest

import (
	"maps"
	"net/http"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/activity"
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

	workspaces  *world.Table[*workspace]
	accounts    *world.Table[*account]
	cards       *world.Table[*card]
	codes       *world.Table[*accessCode]
	credentials *world.Table[*credential]
	devices     *world.Table[*device]
	encoders    *world.Table[*encoder]
	entrances   *world.Table[*entrance]
	grants      *world.Table[*accessGrant]
	groups      *world.Table[*accessGroup]
	identities  *world.Table[*identity]
	instantKeys *world.Table[*instantKey]
	methods     *world.Table[*accessMethod]
	phones      *world.Table[*phone]
	sessions    *world.Table[*session]
	spaces      *world.Table[*space]
	systems     *world.Table[*system]
	users       *world.Table[*user]
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
	s.workspaces = world.KeptTable[*workspace](w, "workspace")
	s.accounts = world.NewTable[*account](w, "connected_account")
	s.cards = world.NewTable[*card](w, "card")
	s.codes = world.NewTable[*accessCode](w, "access_code")
	s.credentials = world.NewTable[*credential](w, "acs_credential")
	s.devices = world.NewTable[*device](w, "device")
	s.encoders = world.NewTable[*encoder](w, "acs_encoder")
	s.entrances = world.NewTable[*entrance](w, "acs_entrance")
	s.grants = world.NewTable[*accessGrant](w, "access_grant")
	s.groups = world.NewTable[*accessGroup](w, "acs_access_group")
	s.identities = world.NewTable[*identity](w, "user_identity")
	s.instantKeys = world.NewTable[*instantKey](w, "instant_key")
	s.methods = world.NewTable[*accessMethod](w, "access_method")
	s.phones = world.NewTable[*phone](w, "phone")
	s.sessions = world.KeptTable[*session](w, "client_session")
	s.spaces = world.NewTable[*space](w, "space")
	s.systems = world.NewTable[*system](w, "acs_system")
	s.users = world.NewTable[*user](w, "acs_user")
	s.webviews = world.NewTable[*webview](w, "connect_webview")
	w.Ended.Subscribe(func(*world.Attempt) { s.noteIssued() })
	s.firstWorkspace()

	s.protocol.WorkspaceID = w.WorkspaceID
	s.protocol.Session = s.openSession
	s.protocol.DeviceID = s.deviceOf
	s.protocol.Operations = s.operations()
}

// operations returns every operation that is played. All others return examples.
func (s *Server) operations() protocol.Operations {
	all := make(protocol.Operations)
	for _, area := range []protocol.Operations{
		s.activity.Operations(),
		s.accessCodeOperations(),
		s.accessGrantOperations(),
		s.accessMethodOperations(),
		s.accountOperations(),
		s.credentialOperations(),
		s.deviceKindOperations(),
		s.deviceOperations(),
		s.deviceSimulationOperations(),
		s.encoderOperations(),
		s.entranceAccessOperations(),
		s.entranceOperations(),
		s.groupOperations(),
		s.identityAccessOperations(),
		s.identityOperations(),
		s.identityUpdateOperations(),
		s.identityUserOperations(),
		s.instantKeyOperations(),
		s.lockOperations(),
		s.managerOperations(),
		s.memberOperations(),
		s.phoneOperations(),
		s.rehearsalOperations(),
		s.relatedOperations(),
		s.reportOperations(),
		s.scanOperations(),
		s.sessionOperations(),
		s.spaceOperations(),
		s.spacePlaceOperations(),
		s.systemOperations(),
		s.unlockOperations(),
		s.unmanagedCodeOperations(),
		s.unmanagedDeviceOperations(),
		s.userAccessOperations(),
		s.userOperations(),
		s.userUpdateOperations(),
		s.webviewOperations(),
		s.workspaceOperations(),
	} {
		maps.Copy(all, area)
	}
	return all
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
