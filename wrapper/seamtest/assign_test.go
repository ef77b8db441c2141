package seamtest_test

import (
	"slices"
	"strings"
	"testing"
)

func TestAssignAndUnassign(t *testing.T) {
	w := newWorld(t)
	jane, john := w.guest(), w.makeUser(`{'acs_system_id':'`+w.hotel+`','full_name':'John'}`)
	other := w.makeUser(`{'acs_system_id':'` + w.office + `','full_name':'Jack'}`)
	held := w.ok("/acs/credentials/create", `{'acs_user_id':'`+jane+`','access_method':'code','code':'1234'}`)
	id := pick(t, held, "acs_credential", "acs_credential_id")
	by := func(holder, value string) string {
		return `{'acs_credential_id':'` + id + `','` + holder + `':'` + value + `'}`
	}
	const assign, unassign = "/acs/credentials/assign", "/acs/credentials/unassign"
	const taken = `{'error':{'type':'acs_credential_already_assigned','message':'The credential belongs to another ACS user'},'ok':false}`
	const notHeld = `{'error':{'type':'acs_credential_not_assigned','message':'The credential does not belong to this ACS user'},'ok':false}`

	sameJSON(t, w.ok(assign, by("acs_user_id", jane)), held) // twice is fine
	w.refused(assign, by("acs_user_id", john), 409, taken)
	w.refused(unassign, by("acs_user_id", john), 409, notHeld)
	sameJSON(t, w.ok("/acs/credentials/get", `{'acs_credential_id':'`+id+`'}`), held)

	free := strings.Replace(held, `"acs_user_id":"`+jane+`",`, "", 1)
	sameJSON(t, w.ok(unassign, by("acs_user_id", jane)), free)
	w.refused(unassign, by("acs_user_id", jane), 409, notHeld)
	sameJSON(t, w.ok(assign, by("acs_user_id", john)), strings.Replace(held, jane, john, 1))
	w.ok(unassign, by("acs_user_id", john))

	w.refusedAs(assign, by("acs_user_id", other), 400, "invalid_input")
	for _, path := range []string{assign, unassign} {
		w.refusedAs(path, by("acs_user_id", unknownID), 404, "acs_user_not_found")
		w.refusedAs(path, by("user_identity_id", unknownID), 404, "user_identity_not_found")
		w.refusedAs(path, `{'acs_credential_id':'`+unknownID+`','acs_user_id':'`+jane+`'}`, 404, "acs_credential_not_found")
		w.refused(path, `{}`, 400, `{'error':{'type':'invalid_input', 'message':'acs_credential_id is required',
			'validation_errors':{'_errors':[],'acs_credential_id':{'_errors':['Required']}}},'ok':false}`)
		w.refused(path, `{'acs_credential_id':'`+id+`','acs_user_id':'`+jane+`','user_identity_id':'`+jane+`'}`, 400, `{'error':{'type':'invalid_input',
			'message':'Give exactly one of acs_user_id and user_identity_id',
			'validation_errors':{'_errors':['Give exactly one of acs_user_id and user_identity_id']}},'ok':false}`)
	}
}

func TestAssignToIdentity(t *testing.T) {
	w := newWorld(t)
	jane := w.guest()
	id := w.makeCredential(`{'acs_user_id':'` + jane + `','access_method':'card'}`)
	identity := w.makeIdentity(`{'email_address':'jane@example.com'}`)
	other := w.makeIdentity(`{'full_name':'John'}`)
	by := func(identity string) string {
		return `{'acs_credential_id':'` + id + `','user_identity_id':'` + identity + `'}`
	}
	// Jane can be linked to the identity but is not, so the credential is not the identity's.
	w.refusedAs("/acs/credentials/unassign", by(identity), 409, "acs_credential_not_assigned")

	// The holder is the user that the identity gets linked to.
	text := w.ok("/acs/credentials/assign", by(identity))
	if pick(t, text, "acs_credential", "acs_user_id") != jane || pick(t, text, "acs_credential", "user_identity_id") != identity {
		t.Errorf("assigned: %s", text)
	}
	w.refusedAs("/acs/credentials/assign", by(other), 409, "acs_credential_already_assigned")
	w.refusedAs("/acs/credentials/unassign", by(other), 409, "acs_credential_not_assigned")
	if got := w.ids("/acs/users/list", "acs_users", "acs_user_id", `{}`); !slices.Equal(got, []string{jane}) {
		t.Errorf("refused calls made users: %v", got)
	}
	w.ok("/acs/credentials/unassign", by(identity))

	text = w.ok("/acs/credentials/assign", by(other))
	if got := pick(t, text, "acs_credential", "acs_user_id"); got == jane {
		t.Error("John's credential went to Jane")
	}
}
