package seamtest

import (
	"slices"
	"time"
)

// session is a client session: it lets a browser or an app act for one user.
type session struct {
	record
	token       string
	userKey     string // the user identifier key
	customerKey string
	identity    *identity
	webviewIDs  []string
	accountIDs  []string
	expiresAt   time.Time
	revoked     bool
}

var sessionRoutes = map[string]handler{
	"/client_sessions/create":        (*Server).createSession,
	"/client_sessions/delete":        (*Server).deleteSession,
	"/client_sessions/get":           (*Server).getSession,
	"/client_sessions/get_or_create": (*Server).getOrCreateSession,
	"/client_sessions/grant_access":  (*Server).grantSession,
	"/client_sessions/list":          (*Server).listSessions,
	"/client_sessions/revoke":        (*Server).revokeSession,
}

const (
	sessionPrefix = "seam_cst1fake_"
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
		ClientSessionID:     of.id,
		ConnectWebviewIDs:   listed(of.webviewIDs),
		ConnectedAccountIDs: listed(of.accountIDs),
		CreatedAt:           timestamp(of.createdAt),
		CustomerKey:         of.customerKey,
		ExpiresAt:           timestamp(of.expiresAt),
		Token:               of.token,
		UserIdentifierKey:   optional(of.userKey),
		UserIdentityIDs:     []string{},
		WorkspaceID:         s.workspaceID,
	}
	view.DeviceCount = len(s.devices.where(func(d *device) bool { return slices.Contains(of.accountIDs, d.account.id) }))
	if of.identity != nil {
		view.UserIdentityID, view.UserIdentityIDs = of.identity.id, []string{of.identity.id}
	}
	return view
}

func (s *Server) createSession(c *call) (answer, *refusal) {
	made, no := s.readSession(c)
	if no != nil {
		return nil, no
	}
	s.putSession(made)
	return answer{"client_session": s.viewSession(made)}, nil
}

// getOrCreateSession returns the session of a user identifier key, or of a user identity, as long
// as it is good.
func (s *Server) getOrCreateSession(c *call) (answer, *refusal) {
	made, no := s.readSession(c)
	if no != nil {
		return nil, no
	}
	found, ok := s.sessions.first(func(of *session) bool {
		return s.good(of) && (same(of.userKey, made.userKey) || made.identity != nil && of.identity == made.identity)
	})
	if !ok {
		s.putSession(made)
		found = made
	}
	return answer{"client_session": s.viewSession(found)}, nil
}

func (s *Server) good(of *session) bool { return !of.revoked && of.expiresAt.After(s.instant()) }

func (s *Server) readSession(c *call) (*session, *refusal) {
	made := &session{
		userKey:     c.text("user_identifier_key"),
		customerKey: c.text("customer_key"),
		webviewIDs:  c.uuids("connect_webview_ids"),
		accountIDs:  c.uuids("connected_account_ids"),
		expiresAt:   c.dateTime("expires_at"),
	}
	c.window("expires_at", time.Time{}, made.expiresAt, s.instant())
	if no := c.refusal(); no != nil {
		return nil, no
	}
	if made.expiresAt.IsZero() {
		made.expiresAt = s.instant().Add(sessionLength)
	}
	if no := s.readSessionIdentity(c, made); no != nil {
		return nil, no
	}
	if no := s.checkSessionScope(made.webviewIDs, made.accountIDs); no != nil {
		return nil, no
	}
	return made, nil
}

// checkSessionScope refuses a Connect Webview or an account that does not exist.
func (s *Server) checkSessionScope(webviewIDs, accountIDs []string) *refusal {
	for _, id := range webviewIDs {
		if _, ok := s.webviews.get(id); !ok {
			return notFound("connect_webview")
		}
	}
	for _, id := range accountIDs {
		if _, no := s.findAccount(id); no != nil {
			return no
		}
	}
	return nil
}

// readSessionIdentity reads whom a session acts for. user_identity_ids is the older name.
func (s *Server) readSessionIdentity(c *call, of *session) *refusal {
	id := c.uuid("user_identity_id")
	if older := c.uuids("user_identity_ids"); id == "" && len(older) > 0 {
		id = older[0]
	}
	if id == "" {
		return nil
	}
	found, no := s.findIdentity(id)
	if no != nil {
		return no
	}
	of.identity = found
	return nil
}

func (s *Server) putSession(made *session) {
	made.record = s.newRecord("client_session")
	made.token = sessionPrefix + s.mint("client_session_token")
	s.sessions.put(made)
}

// namedSession finds the session that a request names, or the one that makes the request.
func (s *Server) namedSession(c *call) (*session, *refusal) {
	id, key := c.uuid("client_session_id"), c.text("user_identifier_key")
	if id == "" && key == "" && c.caller.session != nil {
		return c.caller.session, nil
	}
	if id == "" && key == "" {
		return nil, invalid("", "Give client_session_id or user_identifier_key")
	}
	found, ok := s.sessions.first(func(of *session) bool { return equals(id, of.id) && equals(key, of.userKey) })
	if !ok {
		return nil, notFound("client_session")
	}
	return found, nil
}

func (s *Server) getSession(c *call) (answer, *refusal) {
	found, no := s.namedSession(c)
	if no != nil {
		return nil, no
	}
	return answer{"client_session": s.viewSession(found)}, nil
}

func (s *Server) grantSession(c *call) (answer, *refusal) {
	found, no := s.namedSession(c)
	if no != nil {
		return nil, no
	}
	webviewIDs, accountIDs := c.uuids("connect_webview_ids"), c.uuids("connected_account_ids")
	if no := s.checkSessionScope(webviewIDs, accountIDs); no != nil {
		return nil, no
	}
	if no := s.readSessionIdentity(c, found); no != nil {
		return nil, no
	}
	found.webviewIDs = union(found.webviewIDs, webviewIDs)
	found.accountIDs = union(found.accountIDs, accountIDs)
	return answer{"client_session": s.viewSession(found)}, nil
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

func (s *Server) listSessions(c *call) (answer, *refusal) {
	id, key, identityID := c.uuid("client_session_id"), c.text("user_identifier_key"), c.uuid("user_identity_id")
	webview := c.uuid("connect_webview_id")
	found := s.sessions.where(func(of *session) bool {
		return equals(id, of.id) &&
			equals(key, of.userKey) &&
			(identityID == "" || of.identity != nil && of.identity.id == identityID) &&
			(webview == "" || slices.Contains(of.webviewIDs, webview)) &&
			(!c.on("without_user_identifier_key") || of.userKey == "")
	})
	return answer{"client_sessions": views(found, s.viewSession)}, nil
}

func (s *Server) deleteSession(c *call) (answer, *refusal) {
	gone, no := s.namedSession(c)
	if no != nil {
		return nil, no
	}
	s.sessions.remove(func(of *session) bool { return of == gone })
	s.emit("client_session.deleted", answer{"client_session_id": gone.id})
	return nil, nil
}

func (s *Server) revokeSession(c *call) (answer, *refusal) {
	found, no := s.namedSession(c)
	if no != nil {
		return nil, no
	}
	found.revoked = true
	return nil, nil
}
