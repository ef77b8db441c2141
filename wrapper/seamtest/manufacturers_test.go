package seamtest_test

import (
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// site is an access system of one manufacturer, with two entrances and a user.
type site struct {
	*world
	system, front, back, user string
}

func newSite(t *testing.T, manufacturer gen.ACSSystemExternalType) site {
	t.Helper()
	s := site{world: newWorld(t)}
	s.system = s.srv.AddSystem(seamtest.System{ExternalType: manufacturer})
	s.front, s.back = s.srv.AddEntrance(s.system, "Front"), s.srv.AddEntrance(s.system, "Back")
	s.user = s.makeUser(`{'acs_system_id':'` + s.system + `','full_name':'Jane'}`)
	return s
}

// credential returns a request for a credential of the user.
func (s site) credential(fields string) string {
	return `{'acs_user_id':'` + s.user + `',` + fields + `}`
}

func TestLatchCode(t *testing.T) {
	t.Parallel()
	latch := newSite(t, "latch_building")
	const create = "/acs/credentials/create"
	both := `,'allowed_acs_entrance_ids':['` + latch.front + `','` + latch.back + `']`
	latch.refusedAs(create, latch.credential(`'access_method':'code'`+both), 400, "invalid_input")
	latch.refusedAs(create, latch.credential(`'access_method':'code'`), 400, "invalid_input")
	latch.makeCredential(latch.credential(`'access_method':'code','allowed_acs_entrance_ids':['` + latch.front + `']`))
	latch.makeCredential(latch.credential(`'access_method':'mobile_key','is_multi_phone_sync_credential':true` + both))
}

func TestCustomPIN(t *testing.T) {
	t.Parallel()
	for _, manufacturer := range []gen.ACSSystemExternalType{"latch_building", "salto_ks_site"} {
		s := newSite(t, manufacturer)
		entrance := `,'allowed_acs_entrance_ids':['` + s.front + `']`
		s.refusedAs("/acs/credentials/create", s.credential(`'access_method':'code','code':'8247'`+entrance), 400, "invalid_input")
		made := s.makeCredential(s.credential(`'access_method':'code'` + entrance))
		if pin := pick(t, s.ok("/acs/credentials/get", `{'acs_credential_id':'`+made+`'}`), "acs_credential", "code"); pin == "" {
			t.Errorf("%s: no PIN", manufacturer)
		}
		s.refusedAs("/acs/credentials/update", `{'acs_credential_id':'`+made+`','code':'8247'}`, 400, "invalid_input")
		s.ok("/acs/credentials/update", `{'acs_credential_id':'`+made+`','ends_at':'2024-03-01T10:00:00Z'}`)
	}
}

func TestPTIPIN(t *testing.T) {
	t.Parallel()
	pti := newSite(t, "pti_site")
	made := pti.makeCredential(pti.credential(`'access_method':'code','code':'4294967296'`))
	for _, pin := range []string{"0", "4294967297", "99999999999999999999"} {
		pti.refusedAs("/acs/credentials/create", pti.credential(`'access_method':'code','code':'`+pin+`'`), 400, "invalid_input")
		pti.refusedAs("/acs/credentials/update", `{'acs_credential_id':'`+made+`','code':'`+pin+`'}`, 400, "invalid_input")
	}
	pti.ok("/acs/credentials/update", `{'acs_credential_id':'`+made+`','code':'1'}`)
}

func TestSaltoSpaceUser(t *testing.T) {
	t.Parallel()
	const create, refusal = "/acs/credentials/create", "acs_user_already_has_credential"
	salto := newSite(t, "salto_space_system")
	card := salto.makeCredential(salto.credential(`'access_method':'card'`))
	salto.refusedAs(create, salto.credential(`'access_method':'card'`), 409, refusal)
	key := `'access_method':'mobile_key','is_multi_phone_sync_credential':true`
	salto.makeCredential(salto.credential(key))
	salto.refusedAs(create, salto.credential(key), 409, refusal)

	// The first card must be deleted before the user can have another one.
	salto.ok("/acs/credentials/delete", `{'acs_credential_id':'`+card+`'}`)
	card = salto.makeCredential(salto.credential(`'access_method':'card'`))

	john := salto.makeUser(`{'acs_system_id':'` + salto.system + `','full_name':'John'}`)
	second := salto.makeCredential(`{'acs_user_id':'` + john + `','access_method':'card'}`)
	salto.ok("/acs/credentials/unassign", `{'acs_credential_id':'`+second+`','acs_user_id':'`+john+`'}`)
	salto.refusedAs("/acs/credentials/assign", `{'acs_credential_id':'`+second+`','acs_user_id':'`+salto.user+`'}`, 409, refusal)
	salto.ok("/acs/credentials/assign", `{'acs_credential_id':'`+card+`','acs_user_id':'`+salto.user+`'}`)
}

func TestVisionlineJoiners(t *testing.T) {
	t.Parallel()
	hotel := newSite(t, "visionline_system")
	card := func(metadata string) string {
		return hotel.credential(`'access_method':'card','visionline_metadata':{` + metadata + `}`)
	}
	first := hotel.makeCredential(card(`'override':true`))
	hotel.refusedAs("/acs/credentials/create", card(`'override':false`), 400, "invalid_input")
	hotel.makeCredential(card(`'override':false,'joiner_acs_credential_ids':['` + first + `']`))
}

func TestMobileKeyForAllPhones(t *testing.T) {
	t.Parallel()
	for _, manufacturer := range []gen.ACSSystemExternalType{"latch_building", "salto_ks_site", "salto_space_system", "visionline_system"} {
		s := newSite(t, manufacturer)
		s.refusedAs("/acs/credentials/create", s.credential(`'access_method':'mobile_key'`), 400, "invalid_input")
		s.makeCredential(s.credential(`'access_method':'mobile_key','is_multi_phone_sync_credential':true`))
	}
}

func TestRemoteUnlock(t *testing.T) {
	t.Parallel()
	for _, manufacturer := range []gen.ACSSystemExternalType{
		"hotek_site", "latch_building", "dormakaba_ambiance_site", "dormakaba_community_site",
	} {
		s := newSite(t, manufacturer)
		e := decode(t, s.ok("/acs/entrances/get", `{'acs_entrance_id':'`+s.front+`'}`))["acs_entrance"].(map[string]any)
		if e["can_unlock_with_cloud_key"] != false {
			t.Errorf("%s: can_unlock_with_cloud_key is %v", manufacturer, e["can_unlock_with_cloud_key"])
		}
		key := s.makeCredential(s.credential(`'access_method':'cloud_key'`))
		s.refused("/acs/entrances/unlock", `{'acs_credential_id':'`+key+`','acs_entrance_id':'`+s.front+`'}`, 400,
			`{'error':{'type':'invalid_input','message':'The entrance cannot be unlocked remotely for \"acs_entrance_id\"',
				'validation_errors':{'_errors':[],'acs_entrance_id':{'_errors':['The entrance cannot be unlocked remotely']}}},'ok':false}`)
	}
}

func TestEntranceMethods(t *testing.T) {
	t.Parallel()
	s := newSite(t, "brivo_account")
	s.srv.SetEntranceMethods(s.front, "card", "mobile_key")
	e := decode(t, s.ok("/acs/entrances/get", `{'acs_entrance_id':'`+s.front+`'}`))["acs_entrance"].(map[string]any)
	for method, want := range map[string]bool{"card": true, "mobile_key": true, "code": false, "cloud_key": false} {
		if got := e["can_unlock_with_"+method]; got != want {
			t.Errorf("can_unlock_with_%s is %v", method, got)
		}
		request := func(entrances string) string {
			return s.credential(`'access_method':'` + method + `','allowed_acs_entrance_ids':[` + entrances + `]`)
		}
		s.makeCredential(request(`'` + s.back + `'`))
		if both := request(`'` + s.back + `','` + s.front + `'`); want {
			s.makeCredential(both)
		} else {
			s.refusedAs("/acs/credentials/create", both, 400, "invalid_input")
		}
	}

	// A key that was created before stops working.
	key := s.makeCredential(s.credential(`'access_method':'cloud_key','allowed_acs_entrance_ids':['` + s.back + `']`))
	s.srv.SetActionTime(time.Minute)
	begun := s.begin("/acs/entrances/unlock", `{'acs_credential_id':'`+key+`','acs_entrance_id':'`+s.back+`'}`)
	s.srv.SetEntranceMethods(s.back)
	s.now = s.now.Add(time.Minute)
	failsAs(t, s.outcome(begun), "uncategorized_error", "The entrance cannot be unlocked remotely")

	mustPanic(t, "no access method", func() { s.srv.SetEntranceMethods(s.front, "key") })
	mustPanic(t, "no entrance", func() { s.srv.SetEntranceMethods(unknownID) })
}

func TestSaltoKSSchedule(t *testing.T) {
	t.Parallel()
	s := newSite(t, "salto_ks_site")
	user := s.makeUser(`{'acs_system_id':'` + s.system + `','full_name':'John',
		'access_schedule':{'starts_at':'2024-02-01T11:00:00Z','ends_at':'2024-02-01T12:00:00Z'}}`)
	key := s.makeCredential(`{'acs_user_id':'` + user + `','access_method':'cloud_key','allowed_acs_entrance_ids':['` + s.front + `']}`)
	unlock := func() string {
		return s.carryOut("/acs/entrances/unlock", `{'acs_credential_id':'`+key+`','acs_entrance_id':'`+s.front+`'}`)
	}
	for hour, subscribed := range []bool{false, true, false} {
		if got := warned(s.getUser(user)); (got == "") != subscribed {
			t.Errorf("after %d h: warning %q", hour, got)
		}
		if done := unlock(); !subscribed {
			failsAs(t, done, "uncategorized_error", "The ACS user is not subscribed")
		} else if pick(t, done, "action_attempt", "status") != "success" {
			t.Errorf("after %d h: %s", hour, done)
		}
		s.now = s.now.Add(time.Hour)
	}
	if got := warned(s.getUser(s.user)); got != "" {
		t.Errorf("without a schedule: warning %q", got)
	}
}

func TestEmailInUse(t *testing.T) {
	t.Parallel()
	s := newSite(t, "brivo_account")
	failure := func(user string) any {
		problems := s.getUser(user)["errors"].([]any)
		if len(problems) == 0 {
			return nil
		}
		return problems[0].(map[string]any)["error_code"]
	}
	user := func(email string) string {
		return s.makeUser(`{'acs_system_id':'` + s.system + `','full_name':'Jo','email_address':'` + email + `'}`)
	}
	first, second := user("jo@example.com"), user("jo@example.com")
	if got := failure(second); got != "failed_to_create_on_acs_system" || failure(first) != nil {
		t.Errorf("created: %v, and %v of the first one", got, failure(first))
	}
	s.ok("/acs/users/update", `{'acs_user_id':'`+second+`','email_address':'jo.roe@example.com'}`)
	if got := failure(second); got != nil {
		t.Errorf("with another address: %v", got)
	}
	s.ok("/acs/users/update", `{'acs_user_id':'`+first+`','email_address':'jo.roe@example.com'}`)
	if got := failure(first); got != "failed_to_update_on_acs_system" || failure(second) != nil {
		t.Errorf("updated: %v, and %v of the second one", got, failure(second))
	}
}

func (s site) getUser(id string) map[string]any {
	s.t.Helper()
	return decode(s.t, s.ok("/acs/users/get", `{'acs_user_id':'`+id+`'}`))["acs_user"].(map[string]any)
}

func TestVisionlineOverride(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	valid := func(credential string) bool {
		d.t.Helper()
		return d.get(credential)["visionline_metadata"].(map[string]any)["is_valid"].(bool)
	}
	at := func(entrance, metadata string) string {
		return d.keycard(`,'allowed_acs_entrance_ids':['` + entrance + `'],'visionline_metadata':{` + metadata + `}`)
	}
	before, elsewhere, staff := at(d.door, ``), at(d.pool, ``), at(d.door, `'card_function_type':'staff'`)
	joined := at(d.door, ``)
	next := at(d.door, `'override':true,'joiner_acs_credential_ids':['`+joined+`']`)
	if !valid(before) {
		t.Error("overridden before the card was encoded")
	}
	d.encode(next)
	later := at(d.door, `'joiner_acs_credential_ids':['`+next+`']`)
	d.encode(next)
	for name, want := range map[string]struct {
		credential string
		valid      bool
	}{
		"before": {before, false}, "elsewhere": {elsewhere, true}, "staff": {staff, true},
		"joined": {joined, true}, "itself": {next, true}, "later": {later, true},
	} {
		if got := valid(want.credential); got != want.valid {
			t.Errorf("%s: valid %v", name, got)
		}
	}
	d.sameList("invalidated", d.events("acs_credential.invalidated", "acs_credential_id"), d.credential, before)

	// A mobile key overrides as soon as it is created.
	d.makeCredential(`{'acs_user_id':'` + d.jane + `','access_method':'mobile_key','is_multi_phone_sync_credential':true,
		'allowed_acs_entrance_ids':['` + d.pool + `'],'visionline_metadata':{'override':true}}`)
	if valid(elsewhere) {
		t.Error("a mobile key did not override")
	}
}
