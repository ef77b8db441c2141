package seamtest_test

import (
	"slices"
	"testing"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest"
)

func TestEvent(t *testing.T) {
	w := newWorld(t)
	id := w.srv.AddDevice(seamtest.Device{})
	account := pick(t, w.ok("/devices/get", `{'device_id':'`+id+`'}`), "device", "connected_account_id")
	made := w.srv.Emit("device.low_battery", map[string]any{"device_id": id, "connected_account_id": account, "battery_level": 0.1})
	want := fill(`{'event':{
		'battery_level':0.1,
		'connected_account_id':'$account',
		'created_at':'2024-02-01T10:00:00.123Z',
		'device_id':'$device',
		'event_id':'$event',
		'event_type':'device.low_battery',
		'occurred_at':'2024-02-01T10:00:00.123Z',
		'workspace_id':'$workspace'
	},'ok':true}`, map[string]string{"account": account, "device": id, "event": made, "workspace": w.srv.WorkspaceID()})
	sameJSON(t, w.ok("/events/get", `{'event_id':'`+made+`'}`), want)
	sameJSON(t, w.ok("/events/get", `{'event_type':'device.low_battery','device_id':'`+id+`'}`), want)
	w.refusedAs("/events/get", `{'event_id':'`+unknownID+`'}`, 404, "event_not_found")
	w.refusedAs("/events/get", `{}`, 400, "invalid_input")
}

func TestListEvents(t *testing.T) {
	w := newWorld(t)
	first := w.srv.AddDevice(seamtest.Device{})
	w.now = w.now.Add(time.Hour)
	second := w.srv.AddDevice(seamtest.Device{})
	const added = `'event_type':'device.added'`
	tests := map[string]struct {
		body string
		want []string
	}{
		"since":         {`{'since':'2024-02-01T00:00:00Z',` + added + `}`, []string{first, second}},
		"since later":   {`{'since':'2024-02-01T11:00:00Z',` + added + `}`, []string{second}},
		"between":       {`{'between':['2024-02-01T10:00:00Z','2024-02-01T11:00:00Z'],` + added + `}`, []string{first}},
		"by device":     {`{'since':'2024-02-01T00:00:00Z',` + added + `,'device_id':'` + second + `'}`, []string{second}},
		"by devices":    {`{'since':'2024-02-01T00:00:00Z',` + added + `,'device_ids':['` + first + `']}`, []string{first}},
		"by event type": {`{'since':'2024-02-01T00:00:00Z','event_types':['device.added','device.removed'],'limit':1}`, []string{first}},
		"offset":        {`{'since':'2024-02-01T00:00:00Z',` + added + `,'unstable_offset':1,'limit':1}`, []string{second}},
		"offset at end": {`{'since':'2024-02-01T00:00:00Z',` + added + `,'unstable_offset':2}`, []string{}},
		"other account": {`{'since':'2024-02-01T00:00:00Z',` + added + `,'connected_account_id':'` + unknownID + `'}`, []string{}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := w.ids("/events/list", "events", "device_id", test.body); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
	for _, bad := range []string{`{}`, `{'since':'yesterday'}`, `{'between':['2024-02-01T10:00:00Z','soon']}`, `{'since':'2024-02-01T00:00:00Z','limit':0}`, `{'since':'2024-02-01T00:00:00Z','unstable_offset':-1}`} {
		w.refusedAs("/events/list", bad, 400, "invalid_input")
	}
	w.sawEvents(`'acs_system_id':'`+w.hotel+`'`, "acs_system.added", "acs_system.connected", "acs_entrance.added", "acs_entrance.added")
}

func TestEventsOfAccessSystems(t *testing.T) {
	w := newWorld(t)
	user := w.guest()
	w.makeCredential(`{'acs_user_id':'` + user + `','access_method':'card'}`)
	w.ok("/acs/users/delete", `{'acs_user_id':'`+user+`'}`)
	w.sawEvents(`'event_types':['acs_user.created','acs_user.deleted','acs_credential.deleted']`,
		"acs_user.created", "acs_credential.deleted", "acs_user.deleted")
}

// A name that the type does not have is a mistake in the test. A documented one may be late.
func TestEmitChecksFields(t *testing.T) {
	w := newWorld(t)
	at := w.now.Add(-time.Hour)
	id := w.srv.Emit("lock.unlocked", map[string]any{"method": "keycode", "occurred_at": at})
	late := w.object("/events/get", "event", `{'event_id':'`+id+`'}`)
	if late["occurred_at"] != "2024-02-01T09:00:00.123Z" || late["created_at"] != "2024-02-01T10:00:00.123Z" {
		t.Errorf("%v", late)
	}
	w.srv.Emit("lock.unknown_to_seam", map[string]any{"devise_id": "x"})
	for _, wrong := range []map[string]any{{"devise_id": "x"}, {"device_id": 7}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("Emit accepts %v", wrong)
				}
			}()
			w.srv.Emit("lock.unlocked", wrong)
		}()
	}
}
