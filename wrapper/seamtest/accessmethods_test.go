package seamtest_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest"
)

func (w *world) method(id string) map[string]any {
	w.t.Helper()
	return w.object("/access_methods/get", "access_method", `{'access_method_id':'`+id+`'}`)
}

// makeMethod makes a grant for the front door, until the fourth, and returns its one access method.
func (w *world) makeMethod(mode string) string {
	w.t.Helper()
	return w.methods(w.makeGrant(`{'user_identity':{'full_name':'Jane'},'access_grant_key':'` + mode + `','reservation_key':'` + mode + `','acs_entrance_ids':['` + w.door + `'],
		'starts_at':'2024-02-01T10:00:00Z','ends_at':'2024-02-04T10:00:00Z','requested_access_methods':[{'mode':'` + mode + `'}]}`))[0]
}

func TestMethodWithCode(t *testing.T) {
	w := newWorld(t)
	id := w.makeMethod("code")
	credential := decode(t, w.ok("/acs/credentials/list", `{}`))["acs_credentials"].([]any)[0].(map[string]any)
	sameJSON(t, w.ok("/access_methods/get", `{'access_method_id':'`+id+`'}`), fill(`{'access_method':{
		'access_method_id':'$method',
		'code':'$code',
		'created_at':'2024-02-01T10:00:00.123Z',
		'display_name':'PIN Code',
		'errors':[],
		'is_assignment_required':false,
		'is_encoding_required':false,
		'is_issued':true,
		'is_ready_for_assignment':false,
		'is_ready_for_encoding':false,
		'issued_at':'2024-02-01T10:00:00.123Z',
		'mode':'code',
		'pending_mutations':[],
		'warnings':[],
		'workspace_id':'$workspace'
	},'ok':true}`, map[string]string{"method": id, "code": credential["code"].(string), "workspace": w.srv.WorkspaceID()}))
	if credential["starts_at"] != "2024-02-01T10:00:00.000Z" || credential["ends_at"] != "2024-02-04T10:00:00.000Z" || credential["access_method"] != "code" {
		t.Errorf("credential %v", credential)
	}
	w.sawEvents(`'access_method_id':'`+id+`'`, "access_method.created", "access_method.issued")
}

// A method with the mode code has the same PIN on all devices, and is issued when all of them have it.
func TestMethodOnDevices(t *testing.T) {
	w := newWorld(t)
	w.srv.SetActionTime(time.Minute)
	short := w.srv.AddDevice(seamtest.Device{Properties: map[string]any{"supported_code_lengths": []int{6}}})
	long := w.srv.AddDevice(seamtest.Device{})
	id := w.methods(w.makeGrant(`{'user_identity':{},'device_ids':['` + short + `','` + long + `'],'requested_access_methods':[{'mode':'code'}]}`))[0]
	if got := w.method(id); got["is_issued"] != false || got["issued_at"] != nil {
		t.Errorf("before the devices know: %v", got)
	}
	w.now = w.now.Add(time.Minute)
	got := w.method(id)
	if got["is_issued"] != true || got["issued_at"] != "2024-02-01T10:01:00.123Z" {
		t.Errorf("after: %v", got)
	}
	for _, code := range decode(t, w.ok("/access_codes/list", `{'access_method_id':'`+id+`'}`))["access_codes"].([]any) {
		if code := code.(map[string]any); code["code"] != got["code"] || code["status"] != "set" {
			t.Errorf("code %v, want %v", code, got["code"])
		}
	}
}

// The PIN of a method is free on every device and in every access system. With PINs of one digit few are
// free.
func TestMethodPIN(t *testing.T) {
	w := newWorld(t)
	short := func() string {
		return w.srv.AddDevice(seamtest.Device{Properties: map[string]any{"supported_code_lengths": []int{1}}})
	}
	pin := func(places string) string {
		t.Helper()
		id := w.makeGrant(`{'user_identity':{},` + places + `,'requested_access_methods':[{'mode':'code'}]}`)
		return w.method(w.methods(id)[0])["code"].(string)
	}
	for range 3 { // one PIN could be right by chance
		empty, taken, used := short(), short(), "" // the empty one comes first and would take any PIN
		for range 9 {
			used += pin(`'device_ids':['` + taken + `']`)
		}
		if got := pin(`'device_ids':['` + empty + `','` + taken + `']`); strings.Contains(used, got) {
			t.Errorf("PIN %s is one of %s", got, used)
		}
	}

	known := map[string]bool{}
	for range 10 {
		known[pin(`'device_ids':['`+short()+`'],'acs_entrance_ids':['`+w.lobby+`']`)] = true
	}
	if len(known) != 10 {
		t.Errorf("the access system has but %d PINs for 10 people", len(known))
	}
}

func TestMethodFailsToIssue(t *testing.T) {
	w := newWorld(t)
	lock := w.srv.AddDevice(seamtest.Device{Offline: true})
	id := w.methods(w.makeGrant(`{'user_identity':{},'device_ids':['` + lock + `'],'requested_access_methods':[{'mode':'code'}]}`))[0]
	got := w.method(id)
	if errors := got["errors"].([]any); got["is_issued"] != false || len(errors) != 1 || errors[0].(map[string]any)["error_code"] != "failed_to_issue" {
		t.Errorf("method %v", got)
	}
}

func TestSamePIN(t *testing.T) {
	w := newWorld(t)
	jane := w.makeIdentity(`{}`)
	lock, other := w.srv.AddDevice(seamtest.Device{}), w.srv.AddDevice(seamtest.Device{})
	pin := func(identity, device string) any {
		t.Helper()
		id := w.makeGrant(`{'user_identity_id':'` + identity + `','device_ids':['` + device + `'],'requested_access_methods':[{'mode':'code'}]}`)
		return w.method(w.methods(id)[0])["code"]
	}
	own := pin(jane, lock)
	if got := pin(jane, other); got != own {
		t.Errorf("PIN %v on the other lock, want %v", got, own)
	}
	if got := pin(jane, lock); got == own {
		t.Errorf("PIN %v twice on the same lock", got)
	}
	if got := pin(w.makeIdentity(`{}`), lock); got == own {
		t.Errorf("somebody else has the PIN %v", got)
	}
}

func TestDelayInIssuing(t *testing.T) {
	w := newWorld(t)
	lock := w.srv.AddDevice(seamtest.Device{Offline: true})
	id := w.methods(w.makeGrant(`{'user_identity':{},'starts_at':'2024-02-02T10:00:00Z','device_ids':['` + lock + `'],
		'requested_access_methods':[{'mode':'code'}]}`))[0]
	w.srv.CatchUp()
	if got := w.method(id); warned(got) != "delay_in_issuing" || len(got["errors"].([]any)) != 0 {
		t.Errorf("before the start: %v", got)
	}
	w.now = w.now.AddDate(0, 0, 1)
	if got := w.method(id); warned(got) != "" || len(got["errors"].([]any)) != 1 {
		t.Errorf("after the start: %v", got)
	}
	w.sawEvents(`'access_method_id':'`+id+`'`, "access_method.created", "access_method.delay_in_issuing", "access_method.failed_to_issue")
}

func TestMethodWithMobileKey(t *testing.T) {
	w := newWorld(t)
	got := w.method(w.makeMethod("mobile_key"))
	key := pick(t, w.ok("/instant_keys/get", `{'instant_key_url':'`+got["instant_key_url"].(string)+`'}`), "instant_key", "user_identity_id")
	phone := w.makePhone(key, ``)
	if got["is_issued"] != true || got["client_session_token"] == nil || len(w.phones(`{'owner_user_identity_id':'`+key+`'}`)) != 1 {
		t.Errorf("method %v, phone %s", got, phone)
	}
	on := w.ids("/acs/credentials/list", "acs_credentials", "access_method", `{'is_multi_phone_sync_credential':false}`)
	if !slices.Equal(on, []string{"mobile_key"}) {
		t.Errorf("on the phone is %v", on)
	}
}

func TestEncodeMethod(t *testing.T) {
	for _, path := range []string{"/access_methods/encode", "/acs/encoders/encode_credential"} {
		d := newDesk(t)
		id := d.makeMethod("card")
		if got := d.method(id); got["is_issued"] != false || got["is_ready_for_encoding"] != true || got["is_encoding_required"] != true || got["is_ready_for_assignment"] != false {
			t.Errorf("before: %v", got)
		}
		with := `{'acs_encoder_id':'` + d.encoder + `','access_method_id':'` + id + `'}`
		if got := pick(t, d.carryOut(path, with), "action_attempt", "result", "card_number"); got != d.card {
			t.Errorf("card %s", got)
		}
		if got := d.method(id); got["is_issued"] != true || got["issued_at"] != "2024-02-01T10:00:00.123Z" || got["is_ready_for_encoding"] != false || got["is_encoding_required"] != false {
			t.Errorf("after: %v", got)
		}
		d.now = d.now.Add(time.Hour)
		d.ok("/access_grants/update", `{'access_grant_key':'card','ends_at':'2024-02-05T10:00:00Z'}`)
		if got := d.method(id); got["is_issued"] != false || got["is_encoding_required"] != true || got["is_ready_for_encoding"] != true {
			t.Errorf("changed: %v", got)
		}
		d.carryOut(path, with)
		if got := d.method(id); got["issued_at"] != "2024-02-01T11:00:00.123Z" || got["is_encoding_required"] != false {
			t.Errorf("encoded again: %v", got)
		}
		d.sawEvents(`'access_method_id':'`+id+`'`, "access_method.created", "access_method.card_encoding_required", "access_method.issued",
			"access_method.revoked", "access_method.card_encoding_required", "access_method.reissued")
		d.refusedAs(path, `{'acs_encoder_id':'`+d.encoder+`','access_method_id':'`+d.makeMethod("code")+`'}`, 400, "invalid_input")
		d.refusedAs(path, `{'acs_encoder_id':'`+d.srv.AddEncoder(d.office, "")+`','access_method_id':'`+id+`'}`, 400, "invalid_input")
		d.refusedAs(path, `{'acs_encoder_id':'`+d.encoder+`','access_method_id':'`+unknownID+`'}`, 404, "access_method_not_found")
		d.refusedAs(path, `{'acs_encoder_id':'`+unknownID+`','access_method_id':'`+id+`'}`, 404, "acs_encoder_not_found")
	}
}

func TestAssignCard(t *testing.T) {
	const path = "/access_methods/assign_card"
	d := newDesk(t)
	id := d.makeMethod("card")
	with := func(number string) string { return `{'access_method_id':'` + id + `','card_number':'` + number + `'}` }
	d.encode(d.credential)
	failsAs(t, d.carryOut(path, with(d.card)), "credential_not_found", "No free card of the access system has this number")
	d.ok("/acs/credentials/unassign", `{'acs_credential_id':'`+d.credential+`','acs_user_id':'`+d.jane+`'}`)
	if got := d.method(id); got["is_ready_for_assignment"] != true {
		t.Errorf("before: %v", got)
	}
	failsAs(t, d.carryOut(path, with("0000")), "credential_not_found", "No free card of the access system has this number")
	done := d.carryOut(path, with(d.card))
	if got := decode(t, done)["action_attempt"].(map[string]any)["result"]; toJSON(t, got) != toJSON(t, d.method(id)) {
		t.Errorf("result %v", got)
	}
	if got := d.method(id); got["is_issued"] != true || got["is_encoding_required"] != false || got["is_ready_for_assignment"] != false {
		t.Errorf("after: %v", got)
	}
	if got := d.get(d.credential); got["user_identity_id"] == nil {
		t.Errorf("credential %v", got)
	}
	d.refusedAs(path, with(d.card), 409, "access_method_already_issued")
	d.refusedAs(path, `{'access_method_id':'`+d.makeMethod("code")+`','card_number':'1'}`, 400, "invalid_input")

	d.ok("/access_grants/update", `{'access_grant_key':'card','ends_at':'2024-02-06T10:00:00Z'}`)
	if got := d.get(d.credential); got["ends_at"] != "2024-02-06T10:00:00.000Z" || warned(got) != "" {
		t.Errorf("retimed: %v", got)
	}
	d.ok("/access_methods/delete", `{'access_method_id':'`+id+`'}`)
	if got := d.get(d.credential); got["acs_user_id"] != nil { // the card is free again
		t.Errorf("credential %v", got)
	}
	d.refusedAs(path, with(d.card), 404, "access_method_not_found")
}

func TestUnlockWithMethod(t *testing.T) {
	const path = "/access_methods/unlock_door"
	w := newWorld(t)
	id := w.makeMethod("cloud_key")
	at := func(door, method string) string {
		return `{'access_method_id':'` + method + `','acs_entrance_id':'` + door + `'}`
	}
	if done := w.carryOut(path, at(w.door, id)); pick(t, done, "action_attempt", "status") != "success" {
		t.Errorf("got %s", done)
	}
	w.refusedAs(path, at(w.pool, id), 400, "invalid_input")
	w.refusedAs(path, at(w.lobby, id), 400, "invalid_input")
	w.refusedAs(path, at(w.door, w.makeMethod("code")), 400, "invalid_input")
	w.refusedAs(path, at(w.door, unknownID), 404, "access_method_not_found")
	w.refusedAs(path, at(unknownID, id), 404, "acs_entrance_not_found")
	w.now = w.now.AddDate(0, 0, 3)
	failsAs(t, w.carryOut(path, at(w.door, id)), "uncategorized_error", "The credential is no longer valid")
}

func TestDeleteMethods(t *testing.T) {
	w := newWorld(t)
	lock := w.srv.AddDevice(seamtest.Device{})
	const requested = `'requested_access_methods':[{'mode':'code'},{'mode':'card'}]`
	id := w.makeGrant(`{'user_identity':{},'reservation_key':'r1','acs_entrance_ids':['` + w.door + `'],'device_ids':['` + lock + `'],` + requested + `}`)
	methods := w.methods(id)
	w.ok("/access_methods/delete", `{'access_method_id':'`+methods[0]+`'}`)
	if got := w.methods(id); !slices.Equal(got, methods[1:]) {
		t.Errorf("methods %v", got)
	}
	if got := w.ids("/access_codes/list", "access_codes", "access_code_id", `{'device_id':'`+lock+`'}`); len(got) != 0 {
		t.Errorf("codes left: %v", got)
	}
	w.ok("/access_grants/update", `{'access_grant_id':'`+id+`','ends_at':'2024-02-04T10:00:00Z'}`) // brings nothing back
	if got := w.methods(id); !slices.Equal(got, methods[1:]) {
		t.Errorf("methods %v", got)
	}
	w.ok("/access_methods/delete", `{'reservation_key':'r1'}`)
	w.ok("/access_methods/delete", `{'access_grant_id':'`+id+`'}`) // has none by now
	if got := w.ids("/acs/credentials/list", "acs_credentials", "acs_credential_id", `{}`); len(got)+len(w.methods(id)) != 0 {
		t.Errorf("left are %v and %v", w.methods(id), got)
	}
	w.refusedAs("/access_methods/delete", `{'access_method_id':'`+methods[0]+`'}`, 404, "access_method_not_found")
	w.refusedAs("/access_methods/delete", `{'reservation_key':'r2'}`, 404, "access_grant_not_found")
	w.refusedAs("/access_methods/delete", `{}`, 400, "invalid_input")
}

func TestListMethods(t *testing.T) {
	w := newWorld(t)
	lock := w.srv.AddDevice(seamtest.Device{})
	room := w.makeSpace(`{'name':'Room 12','device_ids':['` + lock + `']}`)
	first := w.makeMethod("cloud_key")
	second := w.methods(w.makeGrant(`{'user_identity':{},'space_ids':['` + room + `'],'requested_access_methods':[{'mode':'code'}]}`))[0]
	code := w.ids("/access_codes/list", "access_codes", "access_code_id", `{'device_id':'`+lock+`'}`)[0]
	for filter, want := range map[string][]string{
		``:                                   {first, second},
		`'access_grant_key':'cloud_key'`:     {first},
		`'acs_entrance_id':'` + w.door + `'`: {first},
		`'device_id':'` + lock + `'`:         {second},
		`'access_code_id':'` + code + `'`:    {second},
		`'space_id':'` + room + `'`:          {second},
	} {
		if got := w.ids("/access_methods/list", "access_methods", "access_method_id", `{`+filter+`}`); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", filter, got, want)
		}
	}
}
