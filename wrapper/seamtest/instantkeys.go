package seamtest

import "time"

var instantKeyRoutes = map[string]handler{
	"/instant_keys/delete":                  (*Server).deleteInstantKey,
	"/instant_keys/get":                     (*Server).getInstantKey,
	"/instant_keys/list":                    (*Server).listInstantKeys,
	"/user_identities/generate_instant_key": (*Server).generateInstantKey,
}

// instantKey is a link that brings the mobile keys of a user identity onto the phone of whoever
// opens it.
type instantKey struct {
	record
	owner     *identity
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
		ClientSessionID:        of.session.id,
		CreatedAt:              timestamp(of.createdAt),
		CustomizationProfileID: of.profileID,
		ExpiresAt:              timestamp(of.expiresAt),
		InstantKeyID:           of.id,
		InstantKeyURL:          of.url(),
		UserIdentityID:         of.owner.id,
		WorkspaceID:            s.workspaceID,
	}
}

func (of *instantKey) url() string { return "https://ik.seam.co/" + of.id }

func (s *Server) generateInstantKey(c *call) (answer, *refusal) {
	if uses := c.number("max_use_count"); uses != nil && *uses < 1 {
		return nil, invalid("max_use_count", "Must be at least 1")
	}
	owner, no := s.identified(c)
	if no != nil {
		return nil, no
	}
	return answer{"instant_key": s.viewInstantKey(s.newInstantKey(owner, c.uuid("customization_profile_id")))}, nil
}

// newInstantKey makes a key, and the client session that its phone will use.
func (s *Server) newInstantKey(owner *identity, profileID string) *instantKey {
	expiresAt := s.instant().Add(instantKeyLength)
	opened := &session{identity: owner, expiresAt: expiresAt}
	s.putSession(opened)
	made := &instantKey{record: s.newRecord("instant_key"), owner: owner, session: opened, profileID: profileID, expiresAt: expiresAt}
	s.instantKeys.put(made)
	return made
}

func (s *Server) getInstantKey(c *call) (answer, *refusal) {
	id, url := c.uuid("instant_key_id"), c.text("instant_key_url")
	if id == "" && url == "" {
		return nil, invalid("", "Give instant_key_id or instant_key_url")
	}
	found, ok := s.instantKeys.first(func(of *instantKey) bool { return equals(id, of.id) && equals(url, of.url()) })
	if !ok {
		return nil, notFound("instant_key")
	}
	return answer{"instant_key": s.viewInstantKey(found)}, nil
}

func (s *Server) listInstantKeys(c *call) (answer, *refusal) {
	owner := c.uuid("user_identity_id")
	found := s.instantKeys.where(func(of *instantKey) bool { return equals(owner, of.owner.id) })
	return answer{"instant_keys": views(found, s.viewInstantKey)}, nil
}

func (s *Server) deleteInstantKey(c *call) (answer, *refusal) {
	gone, ok := s.instantKeys.get(c.uuid("instant_key_id"))
	if !ok {
		return nil, notFound("instant_key")
	}
	s.dropInstantKeys(func(of *instantKey) bool { return of == gone })
	return nil, nil
}

// dropInstantKeys ends keys and the sessions of the phones that used them.
func (s *Server) dropInstantKeys(gone func(*instantKey) bool) {
	for _, of := range s.instantKeys.where(gone) {
		s.sessions.remove(func(opened *session) bool { return opened == of.session })
	}
	s.instantKeys.remove(gone)
}
