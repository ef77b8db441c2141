package seamtest_test

import (
	"testing"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest"
)

// scan reads the card on the desk's encoder and returns the attempt after its end.
func (d desk) scan() string {
	d.t.Helper()
	return d.carryOut("/acs/encoders/scan_credential", `{'acs_encoder_id':'`+d.encoder+`'}`)
}

func (d desk) scanned() map[string]any {
	d.t.Helper()
	done := d.scan()
	result, ok := decode(d.t, done)["action_attempt"].(map[string]any)["result"].(map[string]any)
	if !ok {
		d.t.Fatalf("no result in %s", done)
	}
	return result
}

func TestScan(t *testing.T) {
	d := newDesk(t)
	sameJSON(t, toJSON(t, d.scanned()), fill(`{
		'acs_credential_on_encoder':{'card_number':'$card','created_at':null,'ends_at':null,'is_issued':false,'starts_at':null},
		'acs_credential_on_seam':null,
		'warnings':[]}`, map[string]string{"card": d.card}))

	d.encode(d.credential)
	issued := d.get(d.credential)
	result := d.scanned()
	sameJSON(t, toJSON(t, result["acs_credential_on_seam"]), toJSON(t, issued))
	sameJSON(t, toJSON(t, result["acs_credential_on_encoder"]), fill(`{
		'card_number':'$card',
		'created_at':'2024-02-01T10:00:00.123Z',
		'ends_at':'2024-02-04T10:00:00.000Z',
		'is_issued':true,
		'starts_at':'2024-02-01T10:00:00.000Z',
		'visionline_metadata':{
			'cancelled':false,
			'card_holder':'Jane Doe',
			'card_id':'$id',
			'common_acs_entrance_ids':[],
			'discarded':false,
			'expired':false,
			'guest_acs_entrance_ids':['$door'],
			'number_of_issued_cards':1,
			'overridden':false,
			'overwritten':false,
			'pending_auto_update':false
		}}`, map[string]string{"card": d.card, "door": d.door, "id": issued["visionline_metadata"].(map[string]any)["card_id"].(string)}))
	if got := warned(result); got != "" {
		t.Errorf("a fresh card differs: %s", got)
	}
}

func TestScanOldCard(t *testing.T) {
	d := newDesk(t)
	d.encode(d.credential)
	d.ok("/acs/credentials/update", `{'acs_credential_id':'`+d.credential+`','ends_at':'2024-02-09T10:00:00Z'}`)
	result := d.scanned()
	onCard, onSeam := result["acs_credential_on_encoder"].(map[string]any), result["acs_credential_on_seam"].(map[string]any)
	if warned(result) != "acs_credential_on_encoder_out_of_sync" || onCard["ends_at"] != "2024-02-04T10:00:00.000Z" || onSeam["ends_at"] != "2024-02-09T10:00:00.000Z" {
		t.Errorf("changed since: %v", result)
	}

	d.now = d.now.Add(30 * 24 * time.Hour)
	d.ok("/acs/credentials/delete", `{'acs_credential_id':'`+d.credential+`'}`)
	result = d.scanned()
	visionline := result["acs_credential_on_encoder"].(map[string]any)["visionline_metadata"].(map[string]any)
	if warned(result) != "acs_credential_on_seam_not_found" || result["acs_credential_on_seam"] != nil ||
		visionline["cancelled"] != true || visionline["expired"] != true {
		t.Errorf("deleted: %v", result)
	}
}

func TestScanFailures(t *testing.T) {
	d := newDesk(t)
	d.srv.SetEncoderOnline(d.encoder, false)
	failsAs(t, d.scan(), "encoder_not_online", "The encoder is not online")
	d.srv.SetEncoderOnline(d.encoder, true)
	d.srv.TakeCard(d.encoder)
	failsAs(t, d.scan(), "no_credential_on_encoder", "No card lies on the encoder")
	d.refusedAs("/acs/encoders/scan_credential", `{'acs_encoder_id':'`+unknownID+`'}`, 404, "acs_encoder_not_found")
}

// scanTo assigns the card on the desk's encoder to a holder, and returns the attempt after its end.
func (d desk) scanTo(holder string) string {
	d.t.Helper()
	return d.carryOut("/acs/encoders/scan_to_assign_credential", `{'acs_encoder_id':'`+d.encoder+`',`+holder+`}`)
}

func TestScanToAssign(t *testing.T) {
	d := newDesk(t)
	d.encode(d.credential)
	d.ok("/acs/credentials/unassign", `{'acs_credential_id':'`+d.credential+`','acs_user_id':'`+d.jane+`'}`)

	identity := d.makeIdentity(`{'full_name':'New'}`)
	done := d.scanTo(`'user_identity_id':'` + identity + `'`)
	user := pick(t, d.ok("/acs/users/get", `{'user_identity_id':'`+identity+`'}`), "acs_user", "acs_user_id")
	if got := pick(t, done, "action_attempt", "result", "acs_user_id"); got != user || d.get(d.credential)["acs_user_id"] != user {
		t.Errorf("assigned to %s, not %s", got, user)
	}
	if got := pick(t, d.scanTo(`'acs_user_id':'`+user+`'`), "action_attempt", "status"); got != "success" {
		t.Errorf("once more: %s", got)
	}
	failsAs(t, d.scanTo(`'acs_user_id':'`+d.jane+`'`), "uncategorized_error", "The credential belongs to another ACS user")
	d.ok("/acs/users/delete", `{'acs_user_id':'`+user+`'}`)
	failsAs(t, d.scanTo(`'acs_user_id':'`+d.jane+`'`), "no_credential_on_encoder", "The card holds no credential that Seam knows")
	d.srv.SetEncoderOnline(d.encoder, false)
	failsAs(t, d.scanTo(`'acs_user_id':'`+d.jane+`'`), "uncategorized_error", "The encoder is not online")

	d.srv.SetEncoderOnline(d.encoder, true)
	d.srv.SetActionTime(time.Minute)
	begun := d.begin("/acs/encoders/scan_to_assign_credential", `{'acs_encoder_id':'`+d.encoder+`','acs_user_id':'`+d.jane+`'}`)
	d.ok("/acs/users/delete", `{'acs_user_id':'`+d.jane+`'}`)
	d.now = d.now.Add(time.Minute)
	failsAs(t, d.outcome(begun), "uncategorized_error", "There is no such acs_user")
}

func TestScanToAssignRefusals(t *testing.T) {
	d := newDesk(t)
	const path = "/acs/encoders/scan_to_assign_credential"
	at := `{'acs_encoder_id':'` + d.encoder + `'`
	elsewhere := d.makeUser(`{'acs_system_id':'` + d.office + `','full_name':'Jo'}`)
	d.refusedAs(path, at+`}`, 400, "invalid_input")
	d.refusedAs(path, at+`,'acs_user_id':'`+elsewhere+`'}`, 400, "invalid_input")
	d.refusedAs(path, at+`,'acs_user_id':'`+unknownID+`'}`, 404, "acs_user_not_found")
	d.refusedAs(path, at+`,'acs_user_id':'`+d.jane+`','salto_ks_metadata':{'detect_new_tags':true}}`, 400, "invalid_input")
	d.refusedAs(path, `{'acs_encoder_id':'`+unknownID+`','acs_user_id':'`+d.jane+`'}`, 404, "acs_encoder_not_found")
}

func TestNewTag(t *testing.T) {
	c := newClub(t)
	d := desk{world: c.world, encoder: c.srv.AddEncoder(c.system, ""), card: c.srv.AddCard(seamtest.Card{}), jane: c.member()}
	d.srv.PlaceCard(d.encoder, d.card)
	failsAs(t, d.scanTo(`'acs_user_id':'`+d.jane+`'`), "no_credential_on_encoder", "The card holds no credential that Seam knows")
	tag := pick(t, d.scanTo(`'acs_user_id':'`+d.jane+`','salto_ks_metadata':{'detect_new_tags':true}`), "action_attempt", "result", "acs_credential_id")
	got := d.get(tag)
	if got["external_type"] != "salto_ks_tag" || got["card_number"] != d.card || got["is_issued"] != true || got["acs_user_id"] != d.jane {
		t.Errorf("tag: %v", got)
	}
	if onSeam := d.scanned()["acs_credential_on_seam"].(map[string]any)["acs_credential_id"]; onSeam != tag {
		t.Errorf("the tag is known as %v", onSeam)
	}
}
