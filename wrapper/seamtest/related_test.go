package seamtest_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/seam-go/seam/wrapper/seamtest"
)

// checkBatch compares the numbers of objects of each kind in a batch.
func checkBatch(t *testing.T, text string, want map[string]int) {
	t.Helper()
	got := map[string]int{}
	for kind, objects := range decode(t, text)["batch"].(map[string]any) {
		got[kind] = len(objects.([]any))
	}
	if !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestRelated(t *testing.T) {
	w := newWorld(t)
	lock := w.srv.AddDevice(seamtest.Device{})
	room := w.makeSpace(`{'name':'Room 12','space_key':'12','device_ids':['` + lock + `'],'acs_entrance_ids':['` + w.door + `','` + w.pool + `']}`)
	w.makeSpace(`{'name':'Lobby','acs_entrance_ids':['` + w.lobby + `']}`)
	grant := w.makeGrant(`{'user_identity':{},'access_grant_key':'stay','reservation_key':'r1','space_ids':['` + room + `'],'requested_access_methods':[{'mode':'code'},{'mode':'mobile_key'}]}`)
	w.makeMethod("card") // of another grant
	methods := w.methods(grant)

	inSpace := map[string]int{"access_methods": 2, "acs_entrances": 2, "acs_systems": 1, "connected_accounts": 2, "devices": 1, "spaces": 1}
	checkBatch(t, w.ok("/spaces/get_related", `{'space_ids':['`+room+`'],'space_keys':['12']}`), inSpace)
	ofGrant := maps.Clone(inSpace)
	ofGrant["acs_access_groups"], ofGrant["user_identities"] = 0, 1
	checkBatch(t, w.ok("/access_grants/get_related", `{'access_grant_ids':['`+grant+`'],'access_grant_keys':['stay']}`), ofGrant)
	checkBatch(t, w.ok("/access_methods/get_related", `{'access_method_ids':['`+methods[1]+`']}`), map[string]int{
		"access_grants": 1, "access_methods": 1, "acs_credentials": 1, "acs_entrances": 2,
		"client_sessions": 1, "devices": 1, "instant_keys": 1, "spaces": 1,
	})
	checkBatch(t, w.ok("/spaces/get_related", `{'space_ids':['`+room+`'],'include':['devices','spaces'],'exclude':['spaces']}`), map[string]int{"devices": 1})
	checkBatch(t, w.ok("/spaces/get_related", `{'space_ids':[]}`), map[string]int{
		"access_methods": 0, "acs_entrances": 0, "acs_systems": 0, "connected_accounts": 0, "devices": 0, "spaces": 0,
	})
	some := decode(t, w.ok("/access_grants/get_related", `{'access_grant_keys':['stay'],'include':['access_methods']}`))["batch"]
	if got := idsIn(t, toJSON(t, some), "access_methods", "access_method_id"); !slices.Equal(got, methods) {
		t.Errorf("methods %v, want %v", got, methods)
	}
}

func TestRelatedRefusals(t *testing.T) {
	w := newWorld(t)
	w.refusedAs("/spaces/get_related", `{}`, 400, "invalid_input")
	w.refusedAs("/spaces/get_related", `{'space_ids':['`+unknownID+`']}`, 404, "space_not_found")
	w.refusedAs("/spaces/get_related", `{'space_keys':['12']}`, 404, "space_not_found")
	w.refusedAs("/access_grants/get_related", `{}`, 400, "invalid_input")
	w.refusedAs("/access_grants/get_related", `{'access_grant_ids':['`+unknownID+`']}`, 404, "access_grant_not_found")
	w.refusedAs("/access_grants/get_related", `{'access_grant_keys':['stay']}`, 404, "access_grant_not_found")
	w.refusedAs("/access_methods/get_related", `{'access_method_ids':['`+unknownID+`']}`, 404, "access_method_not_found")
}
