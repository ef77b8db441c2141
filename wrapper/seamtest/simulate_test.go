package seamtest_test

import "testing"

// simulate calls one of the operations that determine the result of the encoder's next action.
func (d desk) simulate(outcome, fields string) {
	d.t.Helper()
	d.ok("/acs/encoders/simulate/next_credential_"+outcome, `{'acs_encoder_id':'`+d.encoder+`'`+fields+`}`)
}

func TestSimulateEncoding(t *testing.T) {
	d := newDesk(t)
	other := d.keycard(``)
	d.srv.TakeCard(d.encoder)
	d.simulate("encode_will_fail", ``)
	d.simulate("encode_will_fail", `,'error_code':'encoding_interrupted'`)
	d.simulate("encode_will_fail", `,'error_code':'action_attempt_expired','acs_credential_id':'`+other+`'`)
	d.simulate("encode_will_succeed", ``)
	failsAs(t, d.encode(d.credential), "no_credential_on_encoder", "No card lies on the encoder")
	failsAs(t, d.encode(d.credential), "encoding_interrupted", "The card was taken away while it was written")
	if got := pick(t, d.encode(d.credential), "action_attempt", "status"); got != "success" {
		t.Errorf("with a simulated card: %s", got)
	}
	failsAs(t, d.encode(other), "action_attempt_expired", "Nothing happened at the encoder in time")
	failsAs(t, d.encode(other), "no_credential_on_encoder", "No card lies on the encoder")

	// The simulation of another encoding uses the card that the credential already has.
	number := d.get(d.credential)["card_number"].(string)
	d.simulate("encode_will_succeed", `,'scenario':'credential_is_issued'`)
	if got := pick(t, d.encode(d.credential), "action_attempt", "result", "card_number"); got != number {
		t.Errorf("encoded again on %s, not on %s", got, number)
	}
	d.srv.PlaceCard(d.encoder, number)
	if got := d.scanned()["acs_credential_on_seam"].(map[string]any)["acs_credential_id"]; got != d.credential {
		t.Errorf("the card holds %v", got)
	}
}

func TestSimulateScan(t *testing.T) {
	d := newDesk(t)
	seam := `,'acs_credential_id_on_seam':'` + d.credential + `'`
	tests := map[string]struct {
		fields, warning string
		onSeam, issued  bool
	}{
		"by default":   {``, "", true, true},
		"known":        {seam + `,'scenario':'credential_exists_on_seam'`, "", true, true},
		"needs update": {seam + `,'scenario':'credential_on_encoder_needs_update'`, "acs_credential_on_encoder_out_of_sync", true, true},
		"unknown":      {`,'scenario':'credential_does_not_exist_on_seam'`, "acs_credential_on_seam_not_found", false, true},
		"empty":        {`,'scenario':'credential_on_encoder_is_empty'`, "", false, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d.simulate("scan_will_succeed", test.fields)
			got := d.scanned()
			if warned(got) != test.warning || (got["acs_credential_on_seam"] != nil) != test.onSeam ||
				got["acs_credential_on_encoder"].(map[string]any)["is_issued"] != test.issued {
				t.Errorf("%v", got)
			}
		})
	}
	if got := d.get(d.credential)["is_issued"]; got != false {
		t.Error("a simulated scan issued the credential")
	}

	d.simulate("scan_will_fail", ``)
	failsAs(t, d.scan(), "no_credential_on_encoder", "No card lies on the encoder")
	d.simulate("scan_will_fail", seam+`,'error_code':'uncategorized_error'`)
	failsAs(t, d.scanTo(`'acs_user_id':'`+d.jane+`'`), "uncategorized_error", "The encoder reported an unknown error")
	d.simulate("scan_will_succeed", seam)
	if got := pick(t, d.scanTo(`'acs_user_id':'`+d.jane+`'`), "action_attempt", "result", "acs_credential_id"); got != d.credential {
		t.Errorf("assigned %s", got)
	}
}

func TestSimulationRefusals(t *testing.T) {
	d := newDesk(t)
	const simulate = "/acs/encoders/simulate/next_credential_"
	at := `{'acs_encoder_id':'` + d.encoder + `'`
	for _, outcome := range []string{"encode_will_fail", "encode_will_succeed", "scan_will_fail", "scan_will_succeed"} {
		d.refusedAs(simulate+outcome, `{'acs_encoder_id':'`+unknownID+`'}`, 404, "acs_encoder_not_found")
	}
	d.refusedAs(simulate+"encode_will_fail", at+`,'error_code':'incompatible_card_format'}`, 400, "invalid_input")
	d.refusedAs(simulate+"encode_will_fail", at+`,'error_code':'uncategorized_error','acs_credential_id':'`+unknownID+`'}`, 404, "acs_credential_not_found")
	d.refusedAs(simulate+"scan_will_fail", at+`,'error_code':'uncategorized_error','acs_credential_id_on_seam':'`+unknownID+`'}`, 404, "acs_credential_not_found")
	d.refusedAs(simulate+"scan_will_succeed", at+`,'acs_credential_id_on_seam':'`+unknownID+`'}`, 404, "acs_credential_not_found")
	code := d.makeCredential(`{'acs_user_id':'` + d.jane + `','access_method':'code'}`)
	d.refusedAs(simulate+"scan_will_succeed", at+`,'acs_credential_id_on_seam':'`+code+`'}`, 400, "invalid_input")
	d.ok("/acs/credentials/delete", `{'acs_credential_id':'`+d.credential+`'}`)
	d.refusedAs(simulate+"scan_will_succeed", at+`}`, 404, "acs_credential_not_found")
	// Refused simulations have no effect on the next scan.
	if got := d.scanned()["acs_credential_on_encoder"].(map[string]any)["card_number"]; got != d.card {
		t.Errorf("scanned %v", got)
	}
}
