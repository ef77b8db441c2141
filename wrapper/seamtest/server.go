package seamtest

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/seam-go/seam/gen"
)

// apiKey has the shape of a real key, which clients check, and names itself in case it ends up in
// a log.
const apiKey = "seam_test1fake_key0for0seamtest0only"

// Server is a fake Seam with one workspace. Make one with [NewServer]; use it as the Transport of
// an [http.Client], or serve it with net/http.
type Server struct {
	now func() time.Time

	// One lock guards all below: a call sees the world as a whole, and is over in microseconds.
	mu          sync.Mutex
	minted      map[string]int
	serial      int
	workspaceID string
	systems     shelf[*system]
	entrances   shelf[*entrance]
	users       shelf[*user]
	identities  shelf[*identity]
	credentials shelf[*credential]
	faults      map[string][]*refusal
	journal     []Request
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
	s := &Server{now: time.Now}
	for _, opt := range opts {
		opt(s)
	}
	s.workspaceID = s.mint("workspace")
	return s
}

// APIKey returns the key that the server accepts, as the bearer token of a request.
func (s *Server) APIKey() string { return apiKey }

// ServeHTTP answers one request over a socket.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		// The client is gone or broke the protocol: there is no request to judge or to journal.
		http.Error(w, "the request could not be read", http.StatusBadRequest)
		return
	}
	base := url.URL{Scheme: "http", Host: r.Host, Path: r.URL.Path}
	if r.TLS != nil {
		base.Scheme = "https"
	}
	out := s.serve(r.Method, base, r.Header, body)
	maps.Copy(w.Header(), out.header)
	w.WriteHeader(out.status)
	_, _ = w.Write(out.body) // Only a client that hung up makes this fail.
}

// serve performs one call whole: the answer, the state behind it and the journal change together.
func (s *Server) serve(method string, base url.URL, header http.Header, body []byte) *reply {
	s.mu.Lock()
	defer s.mu.Unlock()

	result, no := s.dispatch(method, base, header, body)
	out := newReply(result, no)
	out.header.Set("Seam-Request-Id", s.mint("request"))
	s.record(base.Path, body, out.status)
	return out
}

// handler performs one operation. It returns a refusal and changes nothing, or changes what it must
// and returns an answer.
type handler func(*Server, *call) (answer, *refusal)

var routes = map[string]handler{
	"/acs/systems/get":  (*Server).getSystem,
	"/acs/systems/list": (*Server).listSystems,

	"/acs/entrances/get":  (*Server).getEntrance,
	"/acs/entrances/list": (*Server).listEntrances,

	"/acs/users/create": (*Server).createUser,
	"/acs/users/get":    (*Server).getUser,
	"/acs/users/list":   (*Server).listUsers,
	"/acs/users/delete": (*Server).deleteUser,

	"/acs/credentials/create":                    (*Server).createCredential,
	"/acs/credentials/get":                       (*Server).getCredential,
	"/acs/credentials/list":                      (*Server).listCredentials,
	"/acs/credentials/update":                    (*Server).updateCredential,
	"/acs/credentials/delete":                    (*Server).deleteCredential,
	"/acs/credentials/assign":                    (*Server).assignCredential,
	"/acs/credentials/unassign":                  (*Server).unassignCredential,
	"/acs/credentials/list_accessible_entrances": (*Server).listAccessibleEntrances,

	"/user_identities/create": (*Server).createIdentity,
	"/user_identities/get":    (*Server).getIdentity,
	"/user_identities/list":   (*Server).listIdentities,
}

// dispatch finds the operation and lets it answer. A fault asked for with FailNext comes before all
// else that the fake checks, so that a test can play any refusal, a missing key included.
func (s *Server) dispatch(method string, base url.URL, header http.Header, body []byte) (answer, *refusal) {
	if gen.LookupOperation(base.Path) == nil {
		return nil, &refusal{http.StatusNotFound, "route_not_found", "Seam documents no operation " + base.Path, nil}
	}
	if no := s.nextFault(base.Path); no != nil {
		return nil, no
	}
	if method != http.MethodPost {
		return nil, &refusal{http.StatusMethodNotAllowed, "method_not_allowed", "seamtest answers POST only", nil}
	}
	if token, ok := strings.CutPrefix(header.Get("Authorization"), "Bearer "); !ok || token != apiKey {
		return nil, &refusal{http.StatusUnauthorized, "unauthorized", "This request has no valid API key", nil}
	}
	handle, played := routes[base.Path]
	if !played {
		return nil, &refusal{http.StatusNotImplemented, "not_implemented_by_seamtest", "seamtest does not play " + base.Path + " yet", nil}
	}
	fields, no := decodeBody(header, body)
	if no != nil {
		return nil, no
	}
	return handle(s, &call{params: newParams(fields), base: base})
}

// call is one request to an operation.
type call struct {
	*params
	base url.URL // where the request was sent to; a next_page_url leads there again
}

// decodeBody reads the JSON object that every operation takes. No body means no parameters.
func decodeBody(header http.Header, body []byte) (map[string]json.RawMessage, *refusal) {
	if len(body) == 0 {
		return nil, nil
	}
	if !strings.Contains(header.Get("Content-Type"), "application/json") {
		return nil, &refusal{http.StatusBadRequest, "invalid_content_type", "A body needs the Content-Type application/json", nil}
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil || fields == nil {
		return nil, invalid("", "The request body is not a JSON object")
	}
	return fields, nil
}
