package sessions

import (
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// InstantKey is a link that puts the mobile keys of a user identity on the phone on which it is opened.
type InstantKey struct {
	world.Record

	// Session is the client session of the phone. It is deleted with the key.
	Session *Session

	owner     *people.Identity
	profileID string // of the customization profile, which sets the look of the key
	expiresAt time.Time
}

// instantKeyLength is the validity of an instant key. Seam does not document its own.
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

// ViewInstantKey returns an instant key as responses show it.
func (a *Area) ViewInstantKey(k *InstantKey) any {
	return instantKeyView{
		ClientSessionID:        k.Session.ID,
		CreatedAt:              wire.Time(k.CreatedAt),
		CustomizationProfileID: k.profileID,
		ExpiresAt:              wire.Time(k.expiresAt),
		InstantKeyID:           k.ID,
		InstantKeyURL:          k.URL(),
		UserIdentityID:         k.owner.ID,
		WorkspaceID:            a.world.WorkspaceID,
	}
}

// URL returns the link.
func (k *InstantKey) URL() string { return "https://ik.seam.co/" + k.ID }

// AddInstantKey creates an instant key, and the client session for its phone.
func (a *Area) AddInstantKey(owner *people.Identity, profileID string) *InstantKey {
	expiresAt := a.world.Now().Add(instantKeyLength)
	made := &InstantKey{
		Session: &Session{identity: owner, expiresAt: expiresAt},
		owner:   owner, profileID: profileID, expiresAt: expiresAt,
	}
	a.addSession(made.Session)
	a.InstantKeys.Insert(made)
	return made
}

func (a *Area) generateInstantKey(c *protocol.Call) (any, error) {
	if uses := c.Number("max_use_count"); uses != nil && *uses < 1 {
		return nil, problem.Invalid("max_use_count", "Must be at least 1")
	}
	owner, err := a.people.NamedIdentity(c)
	if err != nil {
		return nil, err
	}
	return a.ViewInstantKey(a.AddInstantKey(owner, c.UUID("customization_profile_id"))), nil
}

func (a *Area) getInstantKey(c *protocol.Call) (any, error) {
	id, url := c.UUID("instant_key_id"), c.Text("instant_key_url")
	if id == "" && url == "" {
		return nil, problem.Invalid("", "Give instant_key_id or instant_key_url")
	}
	found, err := a.InstantKeys.FindFirst(func(k *InstantKey) bool { return protocol.Equal(id, k.ID) && protocol.Equal(url, k.URL()) })
	if err != nil {
		return nil, err
	}
	return a.ViewInstantKey(found), nil
}

func (a *Area) listInstantKeys(c *protocol.Call) (any, error) {
	ownerID := c.UUID("user_identity_id")
	found := a.InstantKeys.Where(func(k *InstantKey) bool { return protocol.Equal(ownerID, k.owner.ID) })
	return wire.Views(found, a.ViewInstantKey), nil
}

func (a *Area) deleteInstantKey(c *protocol.Call) (any, error) {
	gone, err := a.InstantKeys.Find(c.UUID("instant_key_id"))
	if err != nil {
		return nil, err
	}
	a.InstantKeys.Delete(gone)
	return protocol.OK, nil
}
