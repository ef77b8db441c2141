package seamtest_test

import (
	"slices"
	"testing"
)

func TestInstantKey(t *testing.T) {
	w := newWorld(t)
	jane, john := w.makeIdentity(`{}`), w.makeIdentity(`{}`)
	got := w.ok("/user_identities/generate_instant_key", `{'user_identity_id':'`+jane+`','max_use_count':2}`)
	other := w.make("/user_identities/generate_instant_key", "instant_key", `{'user_identity_id':'`+john+`'}`)
	id, url := pick(t, got, "instant_key", "instant_key_id"), pick(t, got, "instant_key", "instant_key_url")
	sameJSON(t, w.ok("/instant_keys/get", `{'instant_key_id':'`+id+`'}`), got)
	sameJSON(t, w.ok("/instant_keys/get", `{'instant_key_url':'`+url+`'}`), got)
	session := pick(t, got, "instant_key", "client_session_id")
	if who := pick(t, w.ok("/client_sessions/get", `{'client_session_id':'`+session+`'}`), "client_session", "user_identity_id"); who != jane {
		t.Errorf("the session is for %s", who)
	}
	keys := func(filter string) []string {
		return w.ids("/instant_keys/list", "instant_keys", "instant_key_id", filter)
	}
	if all, johns := keys(`{}`), keys(`{'user_identity_id':'`+john+`'}`); !slices.Equal(all, []string{id, other}) || !slices.Equal(johns, []string{other}) {
		t.Errorf("keys %v and %v", all, johns)
	}

	w.ok("/instant_keys/delete", `{'instant_key_id':'`+id+`'}`)
	w.refusedAs("/instant_keys/delete", `{'instant_key_id':'`+id+`'}`, 404, "instant_key_not_found")
	w.refusedAs("/instant_keys/get", `{'instant_key_id':'`+id+`'}`, 404, "instant_key_not_found")
	w.refusedAs("/instant_keys/get", `{}`, 400, "invalid_input")
	w.refusedAs("/client_sessions/get", `{'client_session_id':'`+session+`'}`, 404, "client_session_not_found")
	w.refusedAs("/user_identities/generate_instant_key", `{'user_identity_id':'`+jane+`','max_use_count':0}`, 400, "invalid_input")
	w.refusedAs("/user_identities/generate_instant_key", `{'user_identity_id':'`+unknownID+`'}`, 404, "user_identity_not_found")
}
