package seamtest

import (
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

var instantKeyOperations = protocol.Operations[*Server]{
	"/instant_keys/delete":                  (*Server).deleteInstantKey,
	"/instant_keys/get":                     (*Server).getInstantKey,
	"/instant_keys/list":                    (*Server).listInstantKeys,
	"/user_identities/generate_instant_key": (*Server).generateInstantKey,
}

// instantKey is a link that brings the mobile keys of a user identity onto the phone of whoever
// opens it.
type instantKey struct {
	world.Record
	owner     *people.Identity
	session   *session
	profileID string // how it looks
	expiresAt time.Time
}

// instantKeyLength is how long an instant key lasts. Seam does not say.
const instantKeyLength = 7 * 24 * time.Hour

type instantKeyView struct {
	ClientSessionID        string `json:"client_session_id"`
	CreatedAt              string `json:"created_at"`
	CustomizationProfileID string `json:"customization_profile_id,omitzero"`
	ExpiresAt              string `json:"expires_at"`
	InstantKeyID           string `json:"instant_key_id"`
	InstantKeyURL          string `json:"instant_key_url"`
	UserIdentityID         string `json:"user_identity_id"`
	WorkspaceID            string `json:"workspace_id"`
}

func (s *Server) viewInstantKey(of *instantKey) instantKeyView {
	return instantKeyView{
		ClientSessionID:        of.session.ID,
		CreatedAt:              wire.Time(of.CreatedAt),
		CustomizationProfileID: of.profileID,
		ExpiresAt:              wire.Time(of.expiresAt),
		InstantKeyID:           of.ID,
		InstantKeyURL:          of.url(),
		UserIdentityID:         of.owner.ID,
		WorkspaceID:            s.world.WorkspaceID,
	}
}

func (of *instantKey) url() string { return "https://ik.seam.co/" + of.ID }

func (s *Server) generateInstantKey(c *protocol.Call) (any, error) {
	if uses := c.Number("max_use_count"); uses != nil && *uses < 1 {
		return nil, problem.Invalid("max_use_count", "Must be at least 1")
	}
	owner, err := s.people.NamedIdentity(c)
	if err != nil {
		return nil, err
	}
	return s.viewInstantKey(s.newInstantKey(owner, c.UUID("customization_profile_id"))), nil
}

// newInstantKey makes a key, and the client session that its phone will use.
func (s *Server) newInstantKey(owner *people.Identity, profileID string) *instantKey {
	expiresAt := s.world.Now().Add(instantKeyLength)
	opened := &session{Identity: owner, expiresAt: expiresAt}
	s.putSession(opened)
	made := &instantKey{Record: s.world.NewRecord("instant_key"), owner: owner, session: opened, profileID: profileID, expiresAt: expiresAt}
	s.instantKeys.Insert(made)
	return made
}

func (s *Server) getInstantKey(c *protocol.Call) (any, error) {
	id, url := c.UUID("instant_key_id"), c.Text("instant_key_url")
	if id == "" && url == "" {
		return nil, problem.Invalid("", "Give instant_key_id or instant_key_url")
	}
	found, ok := s.instantKeys.First(func(of *instantKey) bool { return protocol.Equal(id, of.ID) && protocol.Equal(url, of.url()) })
	if !ok {
		return nil, problem.NotFound("instant_key")
	}
	return s.viewInstantKey(found), nil
}

func (s *Server) listInstantKeys(c *protocol.Call) (any, error) {
	owner := c.UUID("user_identity_id")
	found := s.instantKeys.Where(func(of *instantKey) bool { return protocol.Equal(owner, of.owner.ID) })
	return wire.Views(found, s.viewInstantKey), nil
}

func (s *Server) deleteInstantKey(c *protocol.Call) (any, error) {
	gone, ok := s.instantKeys.Get(c.UUID("instant_key_id"))
	if !ok {
		return nil, problem.NotFound("instant_key")
	}
	s.instantKeys.DeleteWhere(func(of *instantKey) bool { return of == gone })
	return protocol.OK, nil
}
