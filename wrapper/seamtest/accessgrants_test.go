package seamtest_test

import (
	"slices"
	"testing"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest"
)

func (w *world) makeGrant(body string) string {
	w.t.Helper()
	return w.make("/access_grants/create", "access_grant", body)
}

func (w *world) grant(id string) map[string]any {
	w.t.Helper()
	return w.object("/access_grants/get", "access_grant", `{'access_grant_id':'`+id+`'}`)
}

// methods returns the IDs of the access methods of a grant.
func (w *world) methods(grant string) []string {
	w.t.Helper()
	return w.ids("/access_methods/list", "access_methods", "access_method_id", `{'access_grant_id':'`+grant+`'}`)
}

func TestGrant(t *testing.T) {
	w := newWorld(t)
	got := w.ok("/access_grants/create", fill(`{'user_identity':{'full_name':'Jane','email_address':'jane@example.com'},
		'access_grant_key':'stay','reservation_key':'r1','acs_entrance_ids':['$door'],
		'starts_at':'2024-02-01T12:00:00Z','ends_at':'2024-02-04T10:00:00Z',
		'requested_access_methods':[{'mode':'card'},{'mode':'mobile_key','instant_key_max_use_count':2}]}`, map[string]string{"door": w.door}))
	id := pick(t, got, "access_grant", "access_grant_id")
	methods := w.methods(id)
	if len(methods) != 2 {
		t.Fatalf("methods %v", methods)
	}
	jane := w.ids("/user_identities/list", "user_identities", "user_identity_id", `{}`)[0]
	want := fill(`{'access_grant':{
		'access_grant_id':'$grant',
		'access_grant_key':'stay',
		'access_method_ids':['$card','$key'],
		'client_session_token':'$token',
		'created_at':'2024-02-01T10:00:00.123Z',
		'display_name':'Access for Jane',
		'ends_at':'2024-02-04T10:00:00.000Z',
		'errors':[],
		'instant_key_url':'$url',
		'location_ids':[],
		'name':null,
		'pending_mutations':[],
		'requested_access_methods':[
			{'created_access_method_ids':['$card'],'created_at':'2024-02-01T10:00:00.123Z','display_name':'Card','mode':'card'},
			{'created_access_method_ids':['$key'],'created_at':'2024-02-01T10:00:00.123Z','display_name':'Mobile Key','instant_key_max_use_count':2,'mode':'mobile_key'}],
		'reservation_key':'r1',
		'space_ids':[],
		'starts_at':'2024-02-01T12:00:00.000Z',
		'user_identity_id':'$jane',
		'warnings':[],
		'workspace_id':'$workspace'
	},'ok':true}`, map[string]string{
		"grant": id, "card": methods[0], "key": methods[1], "jane": jane, "workspace": w.srv.WorkspaceID(),
		"token": pick(t, got, "access_grant", "client_session_token"),
		"url":   pick(t, got, "access_grant", "instant_key_url"),
	})
	sameJSON(t, got, want)
	sameJSON(t, w.ok("/access_grants/get", `{'access_grant_id':'`+id+`'}`), want)
	sameJSON(t, w.ok("/access_grants/get", `{'access_grant_key':'stay'}`), want)
	if doors, _ := w.openTo(jane); !slices.Equal(doors, []string{w.door}) {
		t.Errorf("open are %v", doors)
	}

	w.ok("/access_grants/delete", `{'access_grant_id':'`+id+`'}`)
	w.refusedAs("/access_grants/delete", `{'access_grant_id':'`+id+`'}`, 404, "access_grant_not_found")
	if left := w.ids("/acs/credentials/list", "acs_credentials", "acs_credential_id", `{}`); len(left) != 0 {
		t.Errorf("credentials outlived the grant: %v", left)
	}
	w.refusedAs("/access_methods/get", `{'access_method_id':'`+methods[0]+`'}`, 404, "access_method_not_found")
	w.sawEvents(`'access_grant_id':'`+id+`'`, "access_grant.created", "access_grant.access_granted_to_door",
		"access_grant.access_to_door_lost", "access_grant.deleted")
	w.sawEvents(`'access_method_id':'`+methods[1]+`'`, "access_method.created", "access_method.issued", "access_method.deleted")
}

func TestGrantRefusals(t *testing.T) {
	w := newWorld(t)
	jane := w.makeIdentity(`{'email_address':'jane@example.com'}`)
	w.makeGrant(`{'user_identity_id':'` + jane + `','access_grant_key':'stay','requested_access_methods':[]}`)
	const path = "/access_grants/create"
	to := func(fields string) string { return `{'user_identity_id':'` + jane + `',` + fields + `}` }
	w.refusedAs(path, `{'user_identity':{'email_address':'jane@example.com'},'requested_access_methods':[]}`, 409, "user_identity_already_exists")
	w.refusedAs(path, `{'user_identity_id':'`+unknownID+`','requested_access_methods':[]}`, 404, "user_identity_not_found")
	w.refusedAs(path, `{'requested_access_methods':[]}`, 400, "invalid_input")
	w.refusedAs(path, to(`'requested_access_methods':[],'access_grant_key':'stay'`), 409, "access_grant_key_already_exists")
	w.refusedAs(path, to(`'requested_access_methods':[],'acs_entrance_ids':['`+unknownID+`']`), 404, "acs_entrance_not_found")
	w.refusedAs(path, to(`'requested_access_methods':[],'device_ids':['`+unknownID+`']`), 404, "device_not_found")
	w.refusedAs(path, to(`'requested_access_methods':[],'space_ids':['`+unknownID+`']`), 404, "space_not_found")
	w.refusedAs(path, to(`'requested_access_methods':[],'space_keys':['attic']`), 404, "space_not_found")
	w.refusedAs(path, to(`'requested_access_methods':[],'starts_at':'today'`), 400, "invalid_input")
	w.refusedAs(path, to(`'requested_access_methods':[],'starts_at':'2024-02-03T10:00:00Z','ends_at':'2024-02-03T10:00:00Z'`), 400, "invalid_input")
	w.refused(path, to(`'requested_access_methods':[{'mode':'card','code':'1234'}],'ends_at':'2024-01-01T10:00:00Z'`), 400, `{'error':{'type':'invalid_input',
		'message':'2 Input Errors: Only possible with the mode code for \"requested_access_methods.0.code\", Must be after starts_at for \"ends_at\"',
		'validation_errors':{'_errors':[],'ends_at':{'_errors':['Must be after starts_at']},
			'requested_access_methods':{'_errors':[],'0':{'_errors':[],'code':{'_errors':['Only possible with the mode code']}}}}},'ok':false}`)
	w.refusedAs(path, to(`'requested_access_methods':[{'mode':'code','instant_key_max_use_count':1}]`), 400, "invalid_input")
	if got := w.ids("/access_grants/list", "access_grants", "access_grant_id", `{}`); len(got) != 1 {
		t.Errorf("refused calls made grants: %v", got)
	}
	if got := w.ids("/user_identities/list", "user_identities", "user_identity_id", `{}`); len(got) != 1 {
		t.Errorf("refused calls made identities: %v", got)
	}
}

func TestUpdateGrant(t *testing.T) {
	w := newWorld(t)
	lock := w.srv.AddDevice(seamtest.Device{})
	id := w.makeGrant(`{'user_identity':{},'access_grant_key':'stay','reservation_key':'r1','ends_at':'2024-02-04T10:00:00Z','acs_entrance_ids':['` + w.door + `'],
		'device_ids':['` + lock + `'],'requested_access_methods':[{'mode':'code'}]}`)
	w.ok("/access_grants/update", `{'access_grant_key':'stay','name':'Weekend','starts_at':'2024-02-02T10:00:00Z','ends_at':'2024-02-05T10:00:00Z'}`)
	w.srv.CatchUp()
	got := w.grant(id)
	if got["name"] != "Weekend" || got["display_name"] != "Weekend" || got["starts_at"] != "2024-02-02T10:00:00.000Z" || got["ends_at"] != "2024-02-05T10:00:00.000Z" {
		t.Errorf("grant %v", got)
	}
	credential := decode(t, w.ok("/acs/credentials/list", `{}`))["acs_credentials"].([]any)[0].(map[string]any)
	code := decode(t, w.ok("/access_codes/list", `{'access_grant_id':'`+id+`'}`))["access_codes"].([]any)[0].(map[string]any)
	for _, key := range []map[string]any{credential, code} {
		if key["starts_at"] != "2024-02-02T10:00:00.000Z" || key["ends_at"] != "2024-02-05T10:00:00.000Z" {
			t.Errorf("not moved: %v", key)
		}
	}
	w.ok("/access_grants/update", `{'access_grant_id':'`+id+`','name':null,'ends_at':null}`)
	w.srv.CatchUp()
	if got := w.grant(id); got["name"] != nil || got["ends_at"] != nil {
		t.Errorf("grant %v", got)
	}
	if kind := decode(t, w.ok("/access_codes/list", `{'access_grant_key':'stay'}`))["access_codes"].([]any)[0].(map[string]any)["type"]; kind != "ongoing" {
		t.Errorf("the code is %v", kind)
	}
	w.refusedAs("/access_grants/update", `{'name':'x'}`, 400, "invalid_input")
	w.refusedAs("/access_grants/update", `{'access_grant_key':'stay','ends_at':'2024-02-02T10:00:00Z'}`, 400, "invalid_input")
	w.refusedAs("/access_grants/update", `{'access_grant_id':'`+unknownID+`'}`, 404, "access_grant_not_found")
	const moved = "access_grant.access_times_changed"
	w.sawEvents(`'event_type':'`+moved+`','access_grant_id':'`+id+`'`, moved, moved)
}

// When the places of a space change, so do those of the grants for the space.
func TestGrantFollowsSpaces(t *testing.T) {
	w := newWorld(t)
	lock := w.srv.AddDevice(seamtest.Device{})
	room := w.makeSpace(`{'name':'Room 12','space_key':'12'}`)
	id := w.makeGrant(`{'user_identity':{},'space_keys':['12'],'requested_access_methods':[{'mode':'code'},{'mode':'card'}]}`)
	got := w.grant(id)
	if code := got["errors"].([]any)[0].(map[string]any)["error_code"]; code != "cannot_create_requested_access_methods" || len(w.methods(id)) != 0 {
		t.Errorf("in an empty space: %v", got)
	}
	if toJSON(t, got["space_ids"]) != `["`+room+`"]` {
		t.Errorf("spaces %v", got["space_ids"])
	}

	w.ok("/spaces/add_devices", `{'space_id':'`+room+`','device_ids':['`+lock+`']}`)
	if got := w.methods(id); len(got) != 1 {
		t.Errorf("with a lock, methods %v", got)
	}
	w.ok("/spaces/add_acs_entrances", `{'space_id':'`+room+`','acs_entrance_ids':['`+w.door+`','`+w.lobby+`']}`)
	if got := w.grant(id); len(w.methods(id)) != 2 || len(got["errors"].([]any)) != 0 {
		t.Errorf("with entrances: %v", got)
	}
	jane := w.grant(id)["user_identity_id"].(string)
	if doors, devices := w.openTo(jane); !slices.Equal(doors, []string{w.door, w.lobby}) || !slices.Equal(devices, []string{lock}) {
		t.Errorf("open are %v and %v", doors, devices)
	}
	w.ok("/spaces/remove_acs_entrances", `{'space_id':'`+room+`','acs_entrance_ids':['`+w.lobby+`']}`)
	w.ok("/spaces/remove_devices", `{'space_id':'`+room+`','device_ids':['`+lock+`']}`)
	if doors, devices := w.openTo(jane); !slices.Equal(doors, []string{w.door}) || len(devices) != 0 {
		t.Errorf("open are %v and %v", doors, devices)
	}
	if got := w.ids("/access_codes/list", "access_codes", "access_code_id", `{'device_id':'`+lock+`'}`); len(got) != 0 {
		t.Errorf("codes left on the lock: %v", got)
	}
	w.ok("/spaces/delete", `{'space_id':'`+room+`'}`)
	if doors, _ := w.openTo(jane); len(doors) != 0 {
		t.Errorf("open are %v", doors)
	}
	w.sawEvents(`'event_type':'access_grant.could_not_create_requested_access_methods'`, "access_grant.could_not_create_requested_access_methods")
}

func TestGrantWarnings(t *testing.T) {
	w := newWorld(t)
	lock, mute := w.srv.AddDevice(seamtest.Device{}), w.srv.AddDevice(seamtest.Device{Can: map[string]bool{"program_online_access_codes": false}})
	w.make("/access_codes/create", "access_code", `{'device_id':'`+lock+`','code':'1234'}`)
	id := w.makeGrant(`{'user_identity':{},'device_ids':['` + lock + `','` + mute + `'],'requested_access_methods':[{'mode':'code','code':'1234'}]}`)
	warnings := w.grant(id)["warnings"].([]any)
	if len(warnings) != 2 {
		t.Fatalf("warnings %v", warnings)
	}
	first, second := warnings[0].(map[string]any), warnings[1].(map[string]any)
	if first["warning_code"] != "device_does_not_support_access_codes" || first["device_id"] != mute {
		t.Errorf("%v", first)
	}
	if second["warning_code"] != "requested_code_unavailable" || second["device_id"] != lock || second["original_code"] != "1234" || second["new_code"] == "1234" {
		t.Errorf("%v", second)
	}
}

// A lock with PINs of one digit can have ten codes.
func TestGrantOnFullDevice(t *testing.T) {
	w := newWorld(t)
	full := w.srv.AddDevice(seamtest.Device{Properties: map[string]any{"supported_code_lengths": []int{1}}})
	lock := w.srv.AddDevice(seamtest.Device{})
	const requested = `'requested_access_methods':[{'mode':'code'}]`
	for range 10 {
		w.makeGrant(`{'user_identity':{},'device_ids':['` + full + `'],` + requested + `}`)
	}
	id := w.makeGrant(`{'user_identity':{},'device_ids':['` + full + `','` + lock + `'],` + requested + `}`)
	errors := w.grant(id)["errors"].([]any)
	if len(errors) != 1 || toJSON(t, errors[0].(map[string]any)["missing_device_ids"]) != `["`+full+`"]` {
		t.Errorf("errors %v", errors)
	}
	if got := w.ids("/access_codes/list", "access_codes", "device_id", `{'access_grant_id':'`+id+`'}`); !slices.Equal(got, []string{lock}) {
		t.Errorf("codes on %v", got)
	}
	w.sawEvents(`'event_type':'access_grant.could_not_create_requested_access_methods'`, "access_grant.could_not_create_requested_access_methods")
}

func TestRequestMethods(t *testing.T) {
	w := newWorld(t)
	id := w.makeGrant(`{'user_identity':{},'reservation_key':'r1','acs_entrance_ids':['` + w.door + `'],'requested_access_methods':[]}`)
	with := func(method string) string {
		return `{'access_grant_id':'` + id + `','requested_access_methods':[` + method + `]}`
	}
	w.ok("/access_grants/request_access_methods", with(`{'mode':'code','code':'4321'}`))
	w.now = w.now.Add(time.Hour)
	got := w.object("/access_grants/request_access_methods", "access_grant", with(`{'mode':'cloud_key'}`))
	if asked := got["requested_access_methods"].([]any); len(asked) != 2 || asked[1].(map[string]any)["created_at"] != "2024-02-01T11:00:00.123Z" || len(w.methods(id)) != 2 {
		t.Errorf("grant %v", got)
	}
	w.refusedAs("/access_grants/request_access_methods", with(`{'mode':'card','code':'4321'}`), 400, "invalid_input")
	w.refusedAs("/access_grants/request_access_methods", with(``), 400, "invalid_input")
	w.refusedAs("/access_grants/request_access_methods", `{'access_grant_id':'`+unknownID+`','requested_access_methods':[{'mode':'card'}]}`, 404, "access_grant_not_found")
}

func TestInstantKeyOfGrant(t *testing.T) {
	w := newWorld(t)
	id := w.makeGrant(`{'user_identity':{},'acs_entrance_ids':['` + w.lobby + `'],'requested_access_methods':[{'mode':'mobile_key'},{'mode':'code'}]}`)
	if url := w.grant(id)["instant_key_url"]; url == nil || url != w.method(w.methods(id)[0])["instant_key_url"] {
		t.Errorf("with one mobile key: %v", url)
	}
	w.ok("/access_grants/request_access_methods", `{'access_grant_id':'`+id+`','requested_access_methods':[{'mode':'mobile_key'}]}`)
	if url := w.grant(id)["instant_key_url"]; url != nil {
		t.Errorf("with two mobile keys: %v", url)
	}
}

func TestListGrants(t *testing.T) {
	w := newWorld(t)
	lock := w.srv.AddDevice(seamtest.Device{})
	room := w.makeSpace(`{'name':'Room 12','customer_key':'grand','acs_entrance_ids':['` + w.pool + `']}`)
	jane := w.makeIdentity(`{}`)
	first := w.makeGrant(`{'user_identity_id':'` + jane + `','access_grant_key':'stay','reservation_key':'r2','space_ids':['` + room + `'],'requested_access_methods':[{'mode':'code'}]}`)
	second := w.makeGrant(`{'user_identity':{},'device_ids':['` + lock + `'],'requested_access_methods':[{'mode':'code'}]}`)
	code := w.ids("/access_codes/list", "access_codes", "access_code_id", `{'access_method_id':'`+w.methods(second)[0]+`'}`)[0]
	tests := map[string]struct {
		body string
		want []string
	}{
		"all":            {`{}`, []string{first, second}},
		"by IDs":         {`{'access_grant_ids':['` + second + `']}`, []string{second}},
		"by key":         {`{'access_grant_key':'stay'}`, []string{first}},
		"without key":    {`{'access_grant_key':null}`, []string{second}},
		"by code":        {`{'access_code_id':'` + code + `'}`, []string{second}},
		"by entrance":    {`{'acs_entrance_id':'` + w.pool + `'}`, []string{first}},
		"by system":      {`{'acs_system_id':'` + w.hotel + `'}`, []string{first}},
		"by device":      {`{'device_id':'` + lock + `'}`, []string{second}},
		"by space":       {`{'space_id':'` + room + `'}`, []string{first}},
		"by customer":    {`{'customer_key':'grand'}`, []string{first}},
		"by reservation": {`{'reservation_key':'r2'}`, []string{first}},
		"by identity":    {`{'user_identity_id':'` + jane + `'}`, []string{first}},
		"first page":     {`{'limit':1}`, []string{first}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := w.ids("/access_grants/list", "access_grants", "access_grant_id", test.body); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestSeveralSaltoLocks(t *testing.T) {
	w := newWorld(t)
	first := w.srv.AddDevice(seamtest.Device{Type: "salto_lock"})
	second := w.srv.AddDevice(seamtest.Device{Type: "salto_lock"})
	pins := func(devices string) []string {
		t.Helper()
		id := w.makeGrant(`{'user_identity':{},'device_ids':['` + devices + `'],'requested_access_methods':[{'mode':'code','code':'8888'}]}`)
		return w.ids("/access_codes/list", "access_codes", "code", `{'access_grant_id':'`+id+`'}`)
	}
	if got := pins(first + `','` + second); len(got) != 2 || got[0] == "8888" || got[0] != got[1] {
		t.Errorf("on two locks: %v", got)
	}
	w.sameList("PIN on one lock", pins(first), "8888")
}

func TestGrantFollowsEntranceMethods(t *testing.T) {
	w := newWorld(t)
	w.srv.SetEntranceMethods(w.lobby, "code")
	latch := w.srv.AddEntrance(w.srv.AddSystem(seamtest.System{ExternalType: "latch_building"}), "")
	id := w.makeGrant(`{'user_identity':{},'acs_entrance_ids':['` + w.lobby + `','` + latch + `'],
		'requested_access_methods':[{'mode':'code'},{'mode':'mobile_key'},{'mode':'cloud_key'}]}`)
	if got := w.grant(id)["errors"].([]any); len(got) != 1 || len(w.methods(id)) != 2 {
		t.Errorf("no entrance opens with a cloud key, but there are %d methods and the errors %v", len(w.methods(id)), got)
	}
	for method, want := range map[string]int{w.methods(id)[0]: 2, w.methods(id)[1]: 1} {
		related := decode(t, w.ok("/access_methods/get_related", `{'access_method_ids':['`+method+`']}`))["batch"].(map[string]any)
		if got := related["acs_credentials"].([]any); len(got) != want {
			t.Errorf("want %d credentials, got %v", want, got)
		}
	}
}

func TestEndOfGrant(t *testing.T) {
	w := newWorld(t)
	lock := w.srv.AddDevice(seamtest.Device{})
	id := w.makeGrant(`{'user_identity':{},'access_grant_key':'stay','ends_at':'2024-02-02T10:00:00Z','acs_entrance_ids':['` + w.lobby + `'],
		'device_ids':['` + lock + `'],'requested_access_methods':[{'mode':'code'},{'mode':'mobile_key'}]}`)
	issued := func(want bool, wantCodes ...string) {
		t.Helper()
		for _, method := range w.methods(id) {
			if got := w.method(method); got["is_issued"] != want {
				t.Errorf("method %v", got)
			}
		}
		w.sameList("codes", w.ids("/access_codes/list", "access_codes", "device_id", `{'device_id':'`+lock+`'}`), wantCodes...)
	}
	w.srv.CatchUp()
	w.ok("/access_grants/update", `{'access_grant_key':'stay','ends_at':'2024-02-03T10:00:00Z'}`)
	w.now = w.now.AddDate(0, 0, 1)
	issued(true, lock) // the first end does not count any more
	w.now = w.now.AddDate(0, 0, 1)
	issued(false)
	if got := w.grant(id); len(got["errors"].([]any)) != 0 {
		t.Errorf("errors %v", got["errors"])
	}
	w.sawEvents(`'access_method_id':'`+w.methods(id)[1]+`'`, "access_method.created", "access_method.issued",
		"access_method.revoked", "access_method.reissued", "access_method.revoked")
}
