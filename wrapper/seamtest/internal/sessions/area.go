// Package sessions has client sessions, instant keys and Connect Webviews, with which the people of a
// workspace act for themselves. It does not depend on access grants, which can create instant keys.
package sessions

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Area has the sessions of one workspace.
type Area struct {
	Sessions    *world.Table[*Session]
	InstantKeys *world.Table[*InstantKey]
	Webviews    *world.Table[*Webview]

	world  *world.World
	places *places.Area
	people *people.Area
}

// New returns an area without sessions.
func New(w *world.World, in *places.Area, who *people.Area) *Area {
	a := &Area{
		Sessions:    world.KeptTable[*Session](w, "client_session"),
		InstantKeys: world.NewTable[*InstantKey](w, "instant_key"),
		Webviews:    world.NewTable[*Webview](w, "connect_webview"),

		world:  w,
		places: in,
		people: who,
	}
	world.BelongsTo(a.Sessions, who.Identities, func(s *Session) *people.Identity { return s.identity })
	world.BelongsTo(a.InstantKeys, who.Identities, func(k *InstantKey) *people.Identity { return k.owner })
	a.InstantKeys.Deleted.Subscribe(func(k *InstantKey) { a.Sessions.Delete(k.Session) })
	return a
}

// Rules returns the rules of Seam that are about sessions.
func Rules() []rules.Rule {
	return []rules.Rule{sameSession, deviceCreation}
}

// Handler returns the handler of an operation, nil if the area has none.
func (a *Area) Handler(path string) protocol.Handler { return operations.Handler(a, path) }

var operations = protocol.Operations[*Area]{
	"/client_sessions/create":        (*Area).createSession,
	"/client_sessions/delete":        (*Area).deleteSession,
	"/client_sessions/get":           (*Area).getSession,
	"/client_sessions/get_or_create": (*Area).getOrCreateSession,
	"/client_sessions/grant_access":  (*Area).grantAccess,
	"/client_sessions/list":          (*Area).listSessions,
	"/client_sessions/revoke":        (*Area).revokeSession,

	"/connect_webviews/create": (*Area).createWebview,
	"/connect_webviews/delete": (*Area).deleteWebview,
	"/connect_webviews/get":    (*Area).getWebview,
	"/connect_webviews/list":   (*Area).listWebviews,

	"/instant_keys/delete":                  (*Area).deleteInstantKey,
	"/instant_keys/get":                     (*Area).getInstantKey,
	"/instant_keys/list":                    (*Area).listInstantKeys,
	"/user_identities/generate_instant_key": (*Area).generateInstantKey,
}
