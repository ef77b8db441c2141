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
