package seamtest_test

import (
	"testing"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest"
)

// begin begins an action and returns its ID.
func (w *world) begin(path, body string) string {
	w.t.Helper()
	begun := w.ok(path, body)
	if status := pick(w.t, begun, "action_attempt", "status"); status != "pending" {
		w.t.Errorf("%s began as %s", path, status)
	}
	return pick(w.t, begun, "action_attempt", "action_attempt_id")
}

func (w *world) outcome(id string) string {
	w.t.Helper()
	return w.ok("/action_attempts/get", `{'action_attempt_id':'`+id+`'}`)
}

// carryOut begins an action and returns its attempt after the end.
func (w *world) carryOut(path, body string) string {
	w.t.Helper()
	return w.outcome(w.begin(path, body))
}

func failsAs(t *testing.T, attempt, kind, message string) {
	t.Helper()
	if pick(t, attempt, "action_attempt", "status") != "error" ||
		pick(t, attempt, "action_attempt", "error", "type") != kind ||
		pick(t, attempt, "action_attempt", "error", "message") != message {
		t.Errorf("want error %s, %q, got %s", kind, message, attempt)
	}
}

// desk is a hotel with an encoder, a card on it, and a credential to write.
type desk struct {
	*world
	encoder, card, jane, credential string
}

func newDesk(t *testing.T) desk {
	t.Helper()
	w := newWorld(t)
	d := desk{world: w, encoder: w.srv.AddEncoder(w.hotel, "Front Desk"), card: w.srv.AddCard(seamtest.Card{}), jane: w.guest()}
	w.srv.PlaceCard(d.encoder, d.card)
	d.credential = d.keycard(``)
	return d
}

// keycard makes a card credential for the front door.
func (d desk) keycard(fields string) string {
	d.t.Helper()
	return d.makeCredential(`{'acs_user_id':'` + d.jane + `','access_method':'card','starts_at':'2024-02-01T10:00:00Z',
		'ends_at':'2024-02-04T10:00:00Z','allowed_acs_entrance_ids':['` + d.door + `']` + fields + `}`)
}

// encode writes a credential and returns the attempt after its end.
func (d desk) encode(credential string) string {
	d.t.Helper()
	return d.carryOut("/acs/encoders/encode_credential", d.writing(credential))
}

func (d desk) writing(credential string) string {
	return `{'acs_encoder_id':'` + d.encoder + `','acs_credential_id':'` + credential + `'}`
}

func (d desk) get(credential string) map[string]any {
	d.t.Helper()
	return d.object("/acs/credentials/get", "acs_credential", `{'acs_credential_id':'`+credential+`'}`)
}

// warned returns the code of an object's first warning, or "" if there is none.
func warned(object map[string]any) string {
	warnings := object["warnings"].([]any)
	if len(warnings) == 0 {
		return ""
	}
	return warnings[0].(map[string]any)["warning_code"].(string)
}

func TestEncode(t *testing.T) {
	d := newDesk(t)
	if got := d.get(d.credential); got["is_issued"] != false || got["issued_at"] != nil || got["card_number"] != nil || warned(got) != "waiting_to_be_issued" {
		t.Errorf("before: %v", got)
	}
	d.srv.SetActionTime(5 * time.Second)
	begun := d.begin("/acs/encoders/encode_credential", d.writing(d.credential))
	d.now = d.now.Add(4 * time.Second)
	if status := pick(t, d.outcome(begun), "action_attempt", "status"); status != "pending" {
		t.Errorf("after 4 s: %s", status)
	}
	d.now = d.now.Add(2 * time.Second)
	done := d.outcome(begun)

	want := d.get(d.credential)
	if want["is_issued"] != true || want["issued_at"] != "2024-02-01T10:00:05.123Z" || want["card_number"] != d.card || warned(want) != "" {
		t.Errorf("after: %v", want)
	}
	visionline := want["visionline_metadata"].(map[string]any)
	if visionline["card_id"] == nil || visionline["credential_id"] == nil || visionline["is_valid"] != true {
		t.Errorf("Visionline: %v", visionline)
	}
	sameJSON(t, toJSON(t, decode(t, done)["action_attempt"].(map[string]any)["result"]), toJSON(t, want))
	d.sameList("issued", d.events("acs_credential.issued", "acs_credential_id"), d.credential)
	d.sameList("reissued", d.events("acs_credential.reissued", "acs_credential_id"))
}

func TestEncodeVostio(t *testing.T) {
	d := newDesk(t)
	vostio := d.srv.AddSystem(seamtest.System{ExternalType: "assa_abloy_vostio"})
	d.encoder = d.srv.AddEncoder(vostio, "")
	d.srv.PlaceCard(d.encoder, d.card)
	user := d.makeUser(`{'acs_system_id':'` + vostio + `','full_name':'Jane'}`)
	key := d.makeCredential(`{'acs_user_id':'` + user + `','access_method':'card'}`)
	d.encode(key)
	got := d.get(key)["assa_abloy_vostio_metadata"].(map[string]any)
	if got["key_id"] == nil || got["key_issuing_request_id"] == nil {
		t.Errorf("Vostio: %v", got)
	}
}

// A change of a credential does not reach its card until the card is encoded again.
func TestReissue(t *testing.T) {
	d := newDesk(t)
	d.encode(d.credential)
	d.ok("/acs/credentials/update", `{'acs_credential_id':'`+d.credential+`','ends_at':'2024-02-05T10:00:00Z'}`)
	if got := d.get(d.credential); warned(got) != "needs_to_be_reissued" || got["is_issued"] != true {
		t.Errorf("changed: %v", got)
	}
	d.now = d.now.Add(time.Hour)
	d.encode(d.credential)
	if got := d.get(d.credential); warned(got) != "" || got["issued_at"] != "2024-02-01T11:00:00.123Z" {
		t.Errorf("encoded again: %v", got)
	}
	d.sameList("reissued", d.events("acs_credential.reissued", "acs_credential_id"), d.credential)

	d.srv.PlaceCard(d.encoder, d.srv.AddCard(seamtest.Card{}))
	failsAs(t, d.encode(d.credential), "credential_cannot_be_reissued", "The credential was issued on another card")
}

// A card can be encoded with another credential. The earlier credential then opens no entrance.
func TestReuseCard(t *testing.T) {
	d := newDesk(t)
	d.encode(d.credential)
	second := d.keycard(``)
	d.encode(second)
	valid := func(credential string) any {
		return d.get(credential)["visionline_metadata"].(map[string]any)["is_valid"]
	}
	if got := d.get(second)["card_number"]; got != d.card || valid(second) != true || valid(d.credential) != false {
		t.Errorf("card %v, valid %v and %v", got, valid(second), valid(d.credential))
	}
	d.sameList("invalidated", d.events("acs_credential.invalidated", "acs_credential_id"), d.credential)
}

func TestEncodeFailures(t *testing.T) {
	tests := map[string]struct {
		before        func(d desk)
		kind, message string
	}{
		"no card":               {func(d desk) { d.srv.TakeCard(d.encoder) }, "no_credential_on_encoder", "No card lies on the encoder"},
		"card elsewhere":        {func(d desk) { d.srv.PlaceCard(d.srv.AddEncoder(d.hotel, ""), d.card) }, "no_credential_on_encoder", "No card lies on the encoder"},
		"offline":               {func(d desk) { d.srv.SetEncoderOnline(d.encoder, false) }, "encoder_not_online", "The encoder is not online"},
		"removed":               {func(d desk) { d.srv.RemoveEncoder(d.encoder) }, "encoder_not_online", "The encoder is not online"},
		"deleted":               {func(d desk) { d.ok("/acs/credentials/delete", `{'acs_credential_id':'`+d.credential+`'}`) }, "credential_deleted", "The credential was deleted before it was encoded"},
		"deleted with its user": {func(d desk) { d.ok("/acs/users/delete", `{'acs_user_id':'`+d.jane+`'}`) }, "credential_deleted", "The credential was deleted before it was encoded"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.srv.SetActionTime(time.Minute)
			begun := d.begin("/acs/encoders/encode_credential", d.writing(d.credential))
			test.before(d)
			d.now = d.now.Add(time.Minute)
			failsAs(t, d.outcome(begun), test.kind, test.message)
			d.sameList("issued", d.events("acs_credential.issued", "acs_credential_id"))
		})
	}
	t.Run("bridge", func(t *testing.T) {
		d := newDesk(t)
		d.srv.FailNextAction("ENCODE_CREDENTIAL", "bridge_disconnected", "The bridge is gone")
		failsAs(t, d.encode(d.credential), "bridge_disconnected", "The bridge is gone")
		if got := d.get(d.credential)["is_issued"]; got != false {
			t.Errorf("issued: %v", got)
		}
	})
}

func TestCardFormat(t *testing.T) {
	d := newDesk(t)
	long := d.keycard(`,'visionline_metadata':{'card_format':'TLCode'}`)
	d.srv.PlaceCard(d.encoder, d.srv.AddCard(seamtest.Card{Format: "rfid48"}))
	failsAs(t, d.encode(long), "incompatible_card_format", "The card has another format than the credential asks for")
	d.srv.PlaceCard(d.encoder, d.srv.AddCard(seamtest.Card{Number: "0042", Format: "TLCode"}))
	d.encode(long)
	if got := d.get(long)["card_number"]; got != "0042" {
		t.Errorf("card %v", got)
	}
	mustPanic(t, "no card format", func() { d.srv.AddCard(seamtest.Card{Format: "punched"}) })
	mustPanic(t, "a card \"0042\" already", func() { d.srv.AddCard(seamtest.Card{Number: "0042"}) })
	mustPanic(t, "no card", func() { d.srv.PlaceCard(d.encoder, "0043") })
	mustPanic(t, "no encoder", func() { d.srv.PlaceCard(unknownID, "0042") })
}

func TestEncodeRefusals(t *testing.T) {
	d := newDesk(t)
	const path = "/acs/encoders/encode_credential"
	code := d.makeCredential(`{'acs_user_id':'` + d.jane + `','access_method':'code'}`)
	d.refusedAs(path, `{'acs_encoder_id':'`+d.encoder+`'}`, 400, "invalid_input")
	d.refusedAs(path, `{'acs_encoder_id':'`+d.encoder+`','acs_credential_id':'`+d.credential+`','access_method_id':'`+unknownID+`'}`, 400, "invalid_input")
	d.refusedAs(path, `{'acs_encoder_id':'`+unknownID+`','acs_credential_id':'`+d.credential+`'}`, 404, "acs_encoder_not_found")
	d.refusedAs(path, d.writing(unknownID), 404, "acs_credential_not_found")
	d.refusedAs(path, `{'acs_encoder_id':'`+d.encoder+`','access_method_id':'`+unknownID+`'}`, 404, "access_method_not_found")
	d.refused(path, d.writing(code), 400, `{'error':{'type':'invalid_input',
		'message':'Only a credential with the access_method card can be encoded for \"acs_credential_id\"',
		'validation_errors':{'_errors':[],'acs_credential_id':{'_errors':['Only a credential with the access_method card can be encoded']}}},'ok':false}`)
	elsewhere := d.makeUser(`{'acs_system_id':'` + d.office + `','full_name':'Jo'}`)
	d.refusedAs(path, d.writing(d.makeCredential(`{'acs_user_id':'`+elsewhere+`','access_method':'card'}`)), 400, "invalid_input")
}
