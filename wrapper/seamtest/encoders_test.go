package seamtest_test

import "testing"

func TestEncoder(t *testing.T) {
	w := newWorld(t)
	desk, bar := w.srv.AddEncoder(w.hotel, "Front Desk"), w.srv.AddEncoder(w.office, "")
	account := pick(t, w.ok("/acs/systems/get", `{'acs_system_id':'`+w.hotel+`'}`), "acs_system", "connected_account_id")
	workspace := pick(t, w.ok("/acs/systems/get", `{'acs_system_id':'`+w.hotel+`'}`), "acs_system", "workspace_id")
	get := func(errors string) {
		t.Helper()
		sameJSON(t, w.ok("/acs/encoders/get", `{'acs_encoder_id':'`+desk+`'}`), fill(`{'acs_encoder':{
			'acs_encoder_id':'$desk',
			'acs_system_id':'$hotel',
			'connected_account_id':'$account',
			'created_at':'2024-02-01T10:00:00.123Z',
			'display_name':'Front Desk',
			'errors':`+errors+`,
			'workspace_id':'$workspace'
		},'ok':true}`, map[string]string{"desk": desk, "hotel": w.hotel, "account": account, "workspace": workspace}))
	}
	get(`[]`)
	if name := pick(t, w.ok("/acs/encoders/get", `{'acs_encoder_id':'`+bar+`'}`), "acs_encoder", "display_name"); name != "Encoder 2" {
		t.Errorf("an encoder without a name is called %q", name)
	}
	for range 2 {
		w.srv.RemoveEncoder(desk)
	}
	get(`[{'created_at':'2024-02-01T10:00:00.123Z','error_code':'acs_encoder_removed','message':'The encoder is no longer part of the access system'}]`)
	w.sameList("added", w.events("acs_encoder.added", "acs_encoder_id"), desk, bar)
	w.sameList("removed", w.events("acs_encoder.removed", "acs_encoder_id"), desk)

	w.refusedAs("/acs/encoders/get", `{'acs_encoder_id':'`+unknownID+`'}`, 404, "acs_encoder_not_found")
	mustPanic(t, "no system", func() { w.srv.AddEncoder(unknownID, "") })
	mustPanic(t, "no encoder", func() { w.srv.RemoveEncoder(unknownID) })
	mustPanic(t, "no encoder", func() { w.srv.SetEncoderOnline(unknownID, false) })
	mustPanic(t, "no encoder", func() { w.srv.TakeCard(unknownID) })
}

func TestListEncoders(t *testing.T) {
	w := newWorld(t)
	desk, back, office := w.srv.AddEncoder(w.hotel, ""), w.srv.AddEncoder(w.hotel, ""), w.srv.AddEncoder(w.office, "")
	tests := map[string]struct {
		body string
		want []string
	}{
		"by system":  {`{'acs_system_id':'` + w.hotel + `'}`, []string{desk, back}},
		"by systems": {`{'acs_system_ids':['` + w.hotel + `','` + w.office + `']}`, []string{desk, back, office}},
		"by IDs":     {`{'acs_encoder_ids':['` + office + `','` + desk + `']}`, []string{desk, office}},
		"a page":     {`{'acs_system_id':'` + w.hotel + `','limit':1}`, []string{desk}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			w.sameList("encoders", w.ids("/acs/encoders/list", "acs_encoders", "acs_encoder_id", test.body), test.want...)
		})
	}
}
