package seamtest_test

import (
	"testing"

	"github.com/seam-go/seam/wrapper/seamtest"
)

func TestReportDevices(t *testing.T) {
	w := newWorld(t)
	hotek := w.srv.AddSystem(seamtest.System{ExternalType: "hotek_site"})
	report := func(fields string) {
		t.Helper()
		w.ok("/acs/systems/report_devices", `{'acs_system_id':'`+hotek+`',`+fields+`}`)
	}
	list := func(path, key string) []string {
		t.Helper()
		return w.ids(path, key, "display_name", `{'acs_system_id':'`+hotek+`'}`)
	}
	for range 2 {
		report(`'acs_encoders':[{'hotek_metadata':{'encoder_number':'1'}},{'hotek_metadata':{'encoder_number':'2'}}],
			'acs_entrances':[{'hotek_metadata':{'room_number':'101'}},{'hotek_metadata':{'common_area_number':'7','common_area_name':'Spa'}},
				{'hotek_metadata':{'common_area_number':'8'}},{'hotek_metadata':{'common_area_name':'Garage'}}]`)
	}
	w.sameList("encoders", list("/acs/encoders/list", "acs_encoders"), "Encoder 1", "Encoder 2")
	w.sameList("entrances", list("/acs/entrances/list", "acs_entrances"), "Room 101", "Spa", "Common Area 8", "Garage")
	room := w.ids("/acs/entrances/list", "acs_entrances", "acs_entrance_id", `{'search':'Room 101'}`)[0]
	about := w.object("/acs/entrances/get", "acs_entrance", `{'acs_entrance_id':'`+room+`'}`)["hotek_metadata"]
	sameJSON(t, toJSON(t, about), `{'room_number':'101'}`)

	user := w.makeUser(`{'acs_system_id':'` + hotek + `','full_name':'Jane'}`)
	card := w.makeCredential(`{'acs_user_id':'` + user + `','access_method':'card','allowed_acs_entrance_ids':['` + room + `']}`)
	report(`'acs_encoders':[{'hotek_metadata':{'encoder_number':'2'},'is_removed':true},{'hotek_metadata':{'encoder_number':'9'},'is_removed':true}],
		'acs_entrances':[{'hotek_metadata':{'room_number':'101'},'is_removed':true},{'hotek_metadata':{'common_area_number':'7','common_area_name':'Wellness'}},
			{'hotek_metadata':{'room_number':'999'},'is_removed':true}]`)
	w.sameList("encoders, the removed one with an error", list("/acs/encoders/list", "acs_encoders"), "Encoder 1", "Encoder 2")
	w.sameList("entrances left", list("/acs/entrances/list", "acs_entrances"), "Wellness", "Common Area 8", "Garage")
	w.sameList("the card opens", w.ids("/acs/credentials/list_accessible_entrances", "acs_entrances", "acs_entrance_id", `{'acs_credential_id':'`+card+`'}`))
	w.sameList("removed", w.events("acs_entrance.removed", "acs_entrance_id"), room)
	if got := w.events("acs_encoder.removed", "acs_encoder_id"); len(got) != 1 {
		t.Errorf("removed %v", got)
	}

	// An encoder that is reported again after its removal has a new ID.
	report(`'acs_encoders':[{'hotek_metadata':{'encoder_number':'2'}}]`)
	w.sameList("encoders", list("/acs/encoders/list", "acs_encoders"), "Encoder 1", "Encoder 2", "Encoder 2")
}

func TestReportRefusals(t *testing.T) {
	w := newWorld(t)
	hotek := w.srv.AddSystem(seamtest.System{ExternalType: "hotek_site"})
	const path = "/acs/systems/report_devices"
	w.refusedAs(path, `{'acs_system_id':'`+unknownID+`'}`, 404, "acs_system_not_found")
	w.refusedAs(path, `{'acs_system_id':'`+w.hotel+`'}`, 400, "invalid_input")
	w.refusedAs(path, `{'acs_system_id':'`+hotek+`','acs_encoders':[{'hotek_metadata':{}}]}`, 400, "invalid_input")
	w.refused(path, `{'acs_system_id':'`+hotek+`','acs_entrances':[{'hotek_metadata':{'room_number':'1'}},{'hotek_metadata':{}}]}`, 400, `{'error':{
		'type':'invalid_input',
		'message':'Give room_number, common_area_number or common_area_name for \"acs_entrances.1.hotek_metadata\"',
		'validation_errors':{'_errors':[],'acs_entrances':{'_errors':[],'1':{'_errors':[],
			'hotek_metadata':{'_errors':['Give room_number, common_area_number or common_area_name']}}}}},'ok':false}`)
	w.sameList("entrances", w.ids("/acs/entrances/list", "acs_entrances", "acs_entrance_id", `{'acs_system_id':'`+hotek+`'}`))
}
