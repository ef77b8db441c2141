package sessions

import (
	"slices"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Session is a client session: it lets a browser or an app act for one user.
type Session struct {
	world.Record

	// Token authenticates the calls of the session.
	Token string

	userKey     string // the user identifier key
	customerKey string
	identity    *people.Identity
	webviewIDs  []string
	accountIDs  []string
	expiresAt   time.Time
	revoked     bool
}

// sessionLength is the duration of a session if the request gives no end.
const sessionLength = 24 * time.Hour

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

// ViewSession returns a client session as responses show it.
func (a *Area) ViewSession(s *Session) any {
	view := sessionView{
		ClientSessionID:     s.ID,
		ConnectWebviewIDs:   wire.List(s.webviewIDs),
		ConnectedAccountIDs: wire.List(s.accountIDs),
		CreatedAt:           wire.Time(s.CreatedAt),
		CustomerKey:         s.customerKey,
		DeviceCount:         len(a.places.Devices.Where(func(d *places.Device) bool { return slices.Contains(s.accountIDs, d.Account.ID) })),
		ExpiresAt:           wire.Time(s.expiresAt),
		Token:               s.Token,
		UserIdentifierKey:   wire.Optional(s.userKey),
		UserIdentityIDs:     []string{},
		WorkspaceID:         a.world.WorkspaceID,
	}
	if s.identity != nil {
		view.UserIdentityID, view.UserIdentityIDs = s.identity.ID, []string{s.identity.ID}
	}
	return view
}

func (a *Area) createSession(c *protocol.Call) (any, error) {
	made, err := a.readSession(c)
	if err != nil {
		return nil, err
	}
	a.addSession(made)
	return a.ViewSession(made), nil
}

// sameSession is implemented by getOrCreateSession.
var sameSession = rules.Rule{
	Name:       "A user has one client session until it ends, if the program asks with get_or_create",
	Page:       "api/client_sessions/get_or_create",
	Operations: []string{"/client_sessions/get_or_create"},
	Test:       "TestSession",
}

// getOrCreateSession returns the session of a user identifier key or of a user identity. It creates one if
// there is none or it has ended.
func (a *Area) getOrCreateSession(c *protocol.Call) (any, error) {
	made, err := a.readSession(c)
	if err != nil {
		return nil, err
	}
	found, ok := a.Sessions.First(func(s *Session) bool {
		return a.checkOpen(s) == nil && (world.SameKey(s.userKey, made.userKey) || made.identity != nil && s.identity == made.identity)
	})
	if !ok {
		a.addSession(made)
		found = made
	}
	return a.ViewSession(found), nil
}

// readSession returns a new session from a request. It does not insert it into the table.
func (a *Area) readSession(c *protocol.Call) (*Session, error) {
	made := &Session{
		userKey:     c.Text("user_identifier_key"),
		customerKey: c.Text("customer_key"),
		expiresAt:   c.Time("expires_at"),
	}
	c.CheckWindow("expires_at", time.Time{}, made.expiresAt, a.world.Now())
	if err := c.Err(); err != nil {
		return nil, err
	}
	if made.expiresAt.IsZero() {
		made.expiresAt = a.world.Now().Add(sessionLength)
	}
	return made, a.extend(made, c)
}

// extend adds the person, the Connect Webviews and the accounts that a request names to a session. It
// returns an error if one of them does not exist. user_identity_ids is the older name of user_identity_id.
func (a *Area) extend(s *Session, c *protocol.Call) (err error) {
	webviewIDs, accountIDs := c.UUIDs("connect_webview_ids"), c.UUIDs("connected_account_ids")
	for _, id := range webviewIDs {
		if _, err := a.Webviews.Find(id); err != nil {
			return err
		}
	}
	for _, id := range accountIDs {
		if _, err := a.places.Accounts.Find(id); err != nil {
			return err
		}
	}
	identity, id := s.identity, c.UUID("user_identity_id")
	if older := c.UUIDs("user_identity_ids"); id == "" && len(older) > 0 {
		id = older[0]
	}
	if id != "" {
		if identity, err = a.people.Identities.Find(id); err != nil {
			return err
		}
	}
	s.identity = identity
	world.Add(&s.webviewIDs, webviewIDs...)
	world.Add(&s.accountIDs, accountIDs...)
	return nil
}

func (a *Area) addSession(made *Session) {
	a.Sessions.Insert(made)
	made.Token = protocol.SessionPrefix + a.world.NextID("client_session_token")
}

// namedSession returns the session that a request names, or else the one that authenticates the request.
func (a *Area) namedSession(c *protocol.Call) (*Session, error) {
	id, key := c.UUID("client_session_id"), c.Text("user_identifier_key")
	if id == "" && key == "" {
		id = c.SessionID
	}
	if id == "" && key == "" {
		return nil, problem.Invalid("", "Give client_session_id or user_identifier_key")
	}
	return a.Sessions.FindFirst(func(s *Session) bool { return protocol.Equal(id, s.ID) && protocol.Equal(key, s.userKey) })
}

func (a *Area) getSession(c *protocol.Call) (any, error) {
	found, err := a.namedSession(c)
	if err != nil {
		return nil, err
	}
	return a.ViewSession(found), nil
}

func (a *Area) grantAccess(c *protocol.Call) (any, error) {
	found, err := a.namedSession(c)
	if err != nil {
		return nil, err
	}
	if err := a.extend(found, c); err != nil {
		return nil, err
	}
	return a.ViewSession(found), nil
}

func (a *Area) listSessions(c *protocol.Call) (any, error) {
	id, key, identityID := c.UUID("client_session_id"), c.Text("user_identifier_key"), c.UUID("user_identity_id")
	webviewID := c.UUID("connect_webview_id")
	found := a.Sessions.Where(func(s *Session) bool {
		return protocol.Equal(id, s.ID) &&
			protocol.Equal(key, s.userKey) &&
			(identityID == "" || s.identity != nil && s.identity.ID == identityID) &&
			(webviewID == "" || slices.Contains(s.webviewIDs, webviewID)) &&
			(!c.IsTrue("without_user_identifier_key") || s.userKey == "")
	})
	return wire.Views(found, a.ViewSession), nil
}

func (a *Area) deleteSession(c *protocol.Call) (any, error) {
	gone, err := a.namedSession(c)
	if err != nil {
		return nil, err
	}
	a.Sessions.Delete(gone)
	a.world.Emit("client_session.deleted", wire.Object{"client_session_id": gone.ID})
	return protocol.OK, nil
}

func (a *Area) revokeSession(c *protocol.Call) (any, error) {
	found, err := a.namedSession(c)
	if err != nil {
		return nil, err
	}
	found.revoked = true
	return protocol.OK, nil
}

// Open returns the ID of the client session that has a token.
func (a *Area) Open(token string) (id string, err error) {
	found, ok := a.Sessions.First(func(s *Session) bool { return s.Token == token })
	if !ok {
		return "", protocol.Unauthorized(protocol.SessionNotFound, "There is no such client session")
	}
	return found.ID, a.checkOpen(found)
}

// checkOpen returns an error if a session has ended.
func (a *Area) checkOpen(s *Session) error {
	switch {
	case s.revoked:
		return protocol.Unauthorized("client_session_revoked", "The client session was revoked")
	case !s.expiresAt.After(a.world.Now()):
		return protocol.Unauthorized("client_session_expired", "The client session has expired")
	}
	return nil
}
