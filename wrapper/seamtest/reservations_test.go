package seamtest_test

import (
	"strings"
	"testing"

	"github.com/seam-go/seam/wrapper/seamtest"
)

// stay is the body of an access grant of a reservation, with a card for entrances.
func stay(key, times string, entrances ...string) string {
	return `{'user_identity':{},'reservation_key':'` + key + `',` + times + `'acs_entrance_ids':['` + strings.Join(entrances, `','`) + `'],
		'requested_access_methods':[{'mode':'card'}]}`
}

func TestReservationKey(t *testing.T) {
	const path = "/access_grants/create"
	w := newWorld(t)
	lock := w.srv.AddDevice(seamtest.Device{})
	w.refused(path, `{'user_identity':{},'acs_entrance_ids':['`+w.door+`'],'requested_access_methods':[]}`, 400, `{'error':{'type':'invalid_input',
		'message':'Required for guests of this access system for \"reservation_key\"',
		'validation_errors':{'_errors':[],'reservation_key':{'_errors':['Required for guests of this access system']}}},'ok':false}`)
	room := w.makeSpace(`{'name':'Room 12','acs_entrance_ids':['` + w.pool + `']}`)
	w.refusedAs(path, `{'user_identity':{},'space_ids':['`+room+`'],'requested_access_methods':[]}`, 400, "invalid_input")
	w.refusedAs(path, `{'user_identity':{},'reservation_key':'r1','acs_entrance_ids':['`+w.lobby+`'],'device_ids':['`+lock+`'],'requested_access_methods':[]}`, 400, "invalid_input")
	w.makeGrant(`{'user_identity':{},'acs_entrance_ids':['` + w.lobby + `'],'device_ids':['` + lock + `'],'requested_access_methods':[]}`)
	w.makeGrant(stay("r1", ``, w.door, w.lobby))
}

func TestReservationEntrances(t *testing.T) {
	w := newWorld(t)
	sauna := w.srv.AddEntrance(w.hotel, "Sauna")
	first := w.makeGrant(stay("r1", ``, w.door, w.pool))
	w.makeGrant(stay("r1", ``, w.door, w.pool, w.lobby)) // the lobby belongs to no reservation
	joiner := w.makeGrant(stay("r1", ``, w.pool))
	w.refused("/access_grants/create", stay("r1", ``, sauna), 409, `{'error':{'type':'conflict','message':'Reservation entrance change requires cleanup.'},'ok':false}`)
	w.makeGrant(stay("r2", ``, w.pool, sauna))

	// After the grants of the reservation are deleted, it may have other entrances.
	for _, id := range w.ids("/access_grants/list", "access_grants", "access_grant_id", `{'reservation_key':'r1'}`) {
		w.ok("/access_grants/delete", `{'access_grant_id':'`+id+`'}`)
	}
	w.refusedAs("/access_grants/get", `{'access_grant_id':'`+first+`'}`, 404, "access_grant_not_found")
	w.refusedAs("/access_grants/get", `{'access_grant_id':'`+joiner+`'}`, 404, "access_grant_not_found")
	w.makeGrant(stay("r1", ``, w.pool, sauna))
}

func TestReservationJoiner(t *testing.T) {
	const path, tooMany = "/access_grants/create", `{'error':{'type':'conflict','message':'Reservation joiner entrance set conflict.'},'ok':false}`
	w := newWorld(t)
	sauna := w.srv.AddEntrance(w.hotel, "Sauna")
	w.makeGrant(stay("r1", ``, w.door, w.pool))
	w.refused(path, stay("r1", ``, w.door, w.pool, sauna), 409, tooMany)
	w.refused(path, stay("r1", ``, w.pool, sauna), 409, tooMany)
	room := w.makeSpace(`{'name':'Spa','acs_entrance_ids':['` + w.pool + `','` + sauna + `']}`)
	w.refused(path, `{'user_identity':{},'reservation_key':'r1','space_ids':['`+room+`'],'requested_access_methods':[]}`, 409, tooMany)

	w.makeGrant(stay("r1", ``, w.pool, w.door))
	w.makeGrant(stay("r1", ``, w.pool))
	w.makeGrant(stay("r1", ``, w.door)) // a part of the first grant, not of the one before
	w.makeGrant(stay("r1", ``, w.door, w.lobby))
	w.makeGrant(stay("r2", ``, w.door, w.pool, sauna))
}

func TestReservationTimes(t *testing.T) {
	w := newWorld(t)
	week := func(from, to string) string {
		return `'starts_at':'2024-02-` + from + `T12:00:00Z','ends_at':'2024-02-` + to + `T12:00:00Z',`
	}
	id := w.makeGrant(stay("r1", week("10", "15"), w.door))
	w.makeGrant(stay("r1", week("14", "20"), w.door))
	w.refusedAs("/access_grants/create", stay("r1", week("20", "22"), w.door), 409, "conflict")
	w.refusedAs("/access_grants/create", stay("r1", week("08", "10"), w.door), 409, "conflict")
	w.makeGrant(stay("r2", week("20", "22"), w.door))
	open := w.makeGrant(stay("r1", ``, w.door)) // from now on
	w.refusedAs("/access_grants/update", `{'access_grant_id':'`+open+`','ends_at':'2024-02-10T12:00:00Z'}`, 409, "conflict")
	w.ok("/access_grants/update", `{'access_grant_id':'`+open+`','ends_at':'2024-02-16T12:00:00Z'}`)
	w.ok("/access_grants/update", `{'access_grant_id':'`+id+`','name':'Jane'}`)
}

func TestReservationOverride(t *testing.T) {
	d := newDesk(t)
	// credential returns the credential of a grant's one access method.
	credential := func(grant string) string {
		d.t.Helper()
		related := d.ok("/access_methods/get_related", `{'access_method_ids':['`+d.methods(grant)[0]+`']}`)
		return decode(t, related)["batch"].(map[string]any)["acs_credentials"].([]any)[0].(map[string]any)["acs_credential_id"].(string)
	}
	checkIn := func(grant string) {
		d.t.Helper()
		d.srv.PlaceCard(d.encoder, d.srv.AddCard(seamtest.Card{}))
		d.carryOut("/access_methods/encode", `{'acs_encoder_id':'`+d.encoder+`','access_method_id':'`+d.methods(grant)[0]+`'}`)
	}
	valid := func(grant string, want bool) {
		d.t.Helper()
		if got := d.get(credential(grant))["visionline_metadata"].(map[string]any)["is_valid"]; got != want {
			d.t.Errorf("is_valid is %v", got)
		}
	}
	before, elsewhere := d.makeGrant(stay("r1", ``, d.door)), d.makeGrant(stay("r2", ``, d.pool))
	checkIn(before)
	checkIn(elsewhere)

	first := d.makeGrant(stay("r3", ``, d.door))
	valid(before, true) // until the card of the next guest is encoded
	checkIn(first)
	valid(before, false)
	valid(elsewhere, true)
	joiner := d.makeGrant(stay("r3", ``, d.door))
	checkIn(joiner)
	valid(first, true)
	valid(joiner, true)

	// A mobile key is issued at once, and overrides the cards when its stay starts.
	d.makeGrant(`{'user_identity':{},'reservation_key':'r4','starts_at':'2024-02-02T10:00:00Z','acs_entrance_ids':['` + d.door + `'],
		'requested_access_methods':[{'mode':'mobile_key'}]}`)
	valid(first, true)
	d.now = d.now.AddDate(0, 0, 2)
	valid(first, false)
	valid(joiner, false)
	d.sawEvents(`'event_type':'acs_credential.invalidated'`, "acs_credential.invalidated", "acs_credential.invalidated", "acs_credential.invalidated")
}
