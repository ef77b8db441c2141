package seamtest

import (
	"slices"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// session is a client session: it lets a browser or an app act for one user.
type session struct {
	world.Record
	token       string
	userKey     string // the user identifier key
	customerKey string
	Identity    *people.Identity
	webviewIDs  []string
	accountIDs  []string
	expiresAt   time.Time
	revoked     bool
}

var sessionOperations = protocol.Operations[*Server]{
	"/client_sessions/create":        (*Server).createSession,
	"/client_sessions/delete":        (*Server).deleteSession,
	"/client_sessions/get":           (*Server).getSession,
	"/client_sessions/get_or_create": (*Server).getOrCreateSession,
	"/client_sessions/grant_access":  (*Server).grantSession,
	"/client_sessions/list":          (*Server).listSessions,
	"/client_sessions/revoke":        (*Server).revokeSession,
}

const (
	// sessionLength is how long a session lasts that names no end.
	sessionLength = 24 * time.Hour
)

type sessionView struct {
	ClientSessionID     string   `json:"client_session_id"`
	ConnectWebviewIDs   []string `json:"connect_webview_ids"`
	ConnectedAccountIDs []string `json:"connected_account_ids"`
	CreatedAt           string   `json:"created_at"`
	CustomerKey         string   `json:"customer_key,omitzero"`
	DeviceCount         int      `json:"device_count"`
	ExpiresAt           string   `json:"expires_at"`
	Token               string   `json:"token"`
	UserIdentifierKey   *string  `json:"user_identifier_key"`
	UserIdentityID      string   `json:"user_identity_id,omitzero"`
	UserIdentityIDs     []string `json:"user_identity_ids"`
	WorkspaceID         string   `json:"workspace_id"`
}

func (s *Server) viewSession(of *session) sessionView {
	view := sessionView{
		ClientSessionID:     of.ID,
		ConnectWebviewIDs:   wire.List(of.webviewIDs),
		ConnectedAccountIDs: wire.List(of.accountIDs),
		CreatedAt:           wire.Time(of.CreatedAt),
		CustomerKey:         of.customerKey,
		ExpiresAt:           wire.Time(of.expiresAt),
		Token:               of.token,
		UserIdentifierKey:   wire.Optional(of.userKey),
		UserIdentityIDs:     []string{},
		WorkspaceID:         s.world.WorkspaceID,
	}
	view.DeviceCount = len(s.places.Devices.Where(func(d *places.Device) bool { return slices.Contains(of.accountIDs, d.Account.ID) }))
	if of.Identity != nil {
		view.UserIdentityID, view.UserIdentityIDs = of.Identity.ID, []string{of.Identity.ID}
	}
	return view
}

func (s *Server) createSession(c *protocol.Call) (any, error) {
	made, err := s.readSession(c)
	if err != nil {
		return nil, err
	}
	s.putSession(made)
	return s.viewSession(made), nil
}

// getOrCreateSession returns the session of a user identifier key, or of a user identity, as long
// as it is good.
func (s *Server) getOrCreateSession(c *protocol.Call) (any, error) {
	made, err := s.readSession(c)
	if err != nil {
		return nil, err
	}
	found, ok := s.sessions.First(func(of *session) bool {
		return s.good(of) && (world.SameKey(of.userKey, made.userKey) || made.Identity != nil && of.Identity == made.Identity)
	})
	if !ok {
		s.putSession(made)
		found = made
	}
	return s.viewSession(found), nil
}

func (s *Server) good(of *session) bool { return !of.revoked && of.expiresAt.After(s.world.Now()) }

func (s *Server) readSession(c *protocol.Call) (*session, error) {
	made := &session{
		userKey:     c.Text("user_identifier_key"),
		customerKey: c.Text("customer_key"),
		webviewIDs:  c.UUIDs("connect_webview_ids"),
		accountIDs:  c.UUIDs("connected_account_ids"),
		expiresAt:   c.Time("expires_at"),
	}
	c.CheckWindow("expires_at", time.Time{}, made.expiresAt, s.world.Now())
	if err := c.Err(); err != nil {
		return nil, err
	}
	if made.expiresAt.IsZero() {
		made.expiresAt = s.world.Now().Add(sessionLength)
	}
	if err := s.readSessionIdentity(c, made); err != nil {
		return nil, err
	}
	if err := s.checkSessionScope(made.webviewIDs, made.accountIDs); err != nil {
		return nil, err
	}
	return made, nil
}

// checkSessionScope refuses a Connect Webview or an account that does not exist.
func (s *Server) checkSessionScope(webviewIDs, accountIDs []string) error {
	for _, id := range webviewIDs {
		if _, ok := s.webviews.Get(id); !ok {
			return problem.NotFound("connect_webview")
		}
	}
	for _, id := range accountIDs {
		if _, err := s.places.Accounts.Find(id); err != nil {
			return err
		}
	}
	return nil
}

// readSessionIdentity reads whom a session acts for. user_identity_ids is the older name.
func (s *Server) readSessionIdentity(c *protocol.Call, of *session) error {
	id := c.UUID("user_identity_id")
	if older := c.UUIDs("user_identity_ids"); id == "" && len(older) > 0 {
		id = older[0]
	}
	if id == "" {
		return nil
	}
	found, err := s.people.Identities.Find(id)
	if err != nil {
		return err
	}
	of.Identity = found
	return nil
}

func (s *Server) putSession(made *session) {
	made.Record = s.world.NewRecord("client_session")
	made.token = protocol.SessionPrefix + s.world.NextID("client_session_token")
	s.sessions.Insert(made)
}

// namedSession finds the session that a request names, or the one that makes the request.
func (s *Server) namedSession(c *protocol.Call) (*session, error) {
	id, key := c.UUID("client_session_id"), c.Text("user_identifier_key")
	if id == "" && key == "" && c.SessionID != "" {
		return s.sessions.Find(c.SessionID)
	}
	if id == "" && key == "" {
		return nil, problem.Invalid("", "Give client_session_id or user_identifier_key")
	}
	found, ok := s.sessions.First(func(of *session) bool { return protocol.Equal(id, of.ID) && protocol.Equal(key, of.userKey) })
	if !ok {
		return nil, problem.NotFound("client_session")
	}
	return found, nil
}

func (s *Server) getSession(c *protocol.Call) (any, error) {
	found, err := s.namedSession(c)
	if err != nil {
		return nil, err
	}
	return s.viewSession(found), nil
}

func (s *Server) grantSession(c *protocol.Call) (any, error) {
	found, err := s.namedSession(c)
	if err != nil {
		return nil, err
	}
	webviewIDs, accountIDs := c.UUIDs("connect_webview_ids"), c.UUIDs("connected_account_ids")
	if err := s.checkSessionScope(webviewIDs, accountIDs); err != nil {
		return nil, err
	}
	if err := s.readSessionIdentity(c, found); err != nil {
		return nil, err
	}
	found.webviewIDs = union(found.webviewIDs, webviewIDs)
	found.accountIDs = union(found.accountIDs, accountIDs)
	return s.viewSession(found), nil
}

// union adds what is not there yet.
func union(ids, more []string) []string {
	for _, id := range more {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

func (s *Server) listSessions(c *protocol.Call) (any, error) {
	id, key, identityID := c.UUID("client_session_id"), c.Text("user_identifier_key"), c.UUID("user_identity_id")
	webview := c.UUID("connect_webview_id")
	found := s.sessions.Where(func(of *session) bool {
		return protocol.Equal(id, of.ID) &&
			protocol.Equal(key, of.userKey) &&
			(identityID == "" || of.Identity != nil && of.Identity.ID == identityID) &&
			(webview == "" || slices.Contains(of.webviewIDs, webview)) &&
			(!c.IsTrue("without_user_identifier_key") || of.userKey == "")
	})
	return wire.Views(found, s.viewSession), nil
}

func (s *Server) deleteSession(c *protocol.Call) (any, error) {
	gone, err := s.namedSession(c)
	if err != nil {
		return nil, err
	}
	s.sessions.DeleteWhere(func(of *session) bool { return of == gone })
	s.world.Emit("client_session.deleted", wire.Object{"client_session_id": gone.ID})
	return protocol.OK, nil
}

func (s *Server) revokeSession(c *protocol.Call) (any, error) {
	found, err := s.namedSession(c)
	if err != nil {
		return nil, err
	}
	found.revoked = true
	return protocol.OK, nil
}

// openSession returns the ID of the client session that a token opens.
func (s *Server) openSession(token string) (id string, err error) {
	found, ok := s.sessions.First(func(of *session) bool { return of.token == token })
	switch {
	case !ok:
		return "", protocol.Unauthorized("client_session_not_found", "There is no such client session")
	case found.revoked:
		return "", protocol.Unauthorized("client_session_revoked", "The client session was revoked")
	case !found.expiresAt.After(s.world.Now()):
		return "", protocol.Unauthorized("client_session_expired", "The client session has expired")
	}
	return found.ID, nil
}
