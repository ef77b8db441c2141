package js

import (
	"encoding/json"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// credentialLife creates, changes and deletes a PIN code, and creates a card.
func credentialLife(tp *tape) {
	ctx, credentials := tp.Context(), tp.ACS.Credentials
	guest, err := tp.ACS.Users.Create(ctx, &gen.ACSUsersCreateRequest{
		ACSSystemID: tp.world.system, FullName: "Ada Lovelace", EmailAddress: new("ada@example.com"),
	})
	tp.made(guest, err)
	holder := seam.ACSUser(guest.ACSUserID)

	code, err := credentials.Create(ctx, seam.CredentialParams{
		Holder: holder, Method: seam.Code{PIN: "824759"}, AllowedEntranceIDs: []string{tp.world.entrance},
		StartsAt: now.Add(time.Hour), EndsAt: now.Add(72 * time.Hour),
	})
	tp.keepCredential(code, err)
	id := code.ACSCredentialID
	card, err := credentials.Create(ctx, seam.CredentialParams{
		Holder: holder, Method: seam.Card{Metadata: seam.Visionline{CardFormat: seam.CardFormatRFID48}},
		AllowedEntranceIDs: []string{tp.world.entrance}, StartsAt: now.Add(time.Hour), EndsAt: now.Add(72 * time.Hour),
	})
	tp.keepCredential(card, err)

	tp.get(id)
	page, err := credentials.ListPage(ctx, seam.CredentialFilter{ACSUserID: guest.ACSUserID})
	if err != nil || len(page.Items) != 2 {
		tp.Fatalf("page %+v: %v", page, err)
	}
	tp.keep([]any{tp.decodedFields(page.Items[0]), tp.decodedFields(page.Items[1])}, nil)
	doors, err := credentials.ListAccessibleEntrances(ctx, id)
	tp.keep(doors, err)
	updated, err := credentials.Update(ctx, id, seam.CredentialUpdate{Code: "975428", EndsAt: now.Add(96 * time.Hour)})
	tp.keepCredential(updated, err)
	tp.get(id)
	unassigned, err := credentials.Unassign(ctx, id, holder)
	tp.keepCredential(unassigned, err)
	tp.get(id)
	assigned, err := credentials.Assign(ctx, id, holder)
	tp.keepCredential(assigned, err)
	tp.get(id)
	tp.keep(nil, credentials.Delete(ctx, id))
	tp.get(id) // not found
}

func (tp *tape) get(credentialID string) {
	tp.Helper()
	got, err := tp.ACS.Credentials.Get(tp.Context(), credentialID)
	tp.keepCredential(got, err)
}

func (tp *tape) keepCredential(cred *seam.Credential, err error) {
	tp.Helper()
	if err != nil {
		tp.keep(nil, err)
		return
	}
	tp.keep(tp.decodedFields(cred), nil)
}

// decodedFields returns the fields of a credential. A credential encodes as the JSON that it was
// decoded from, which would prove nothing.
func (tp *tape) decodedFields(cred *seam.Credential) map[string]any {
	tp.Helper()
	type fields seam.Credential
	members := []any{fields(*cred)}
	if visionline, ok := cred.Metadata().(*seam.VisionlineMetadata); ok {
		members = append(members, map[string]any{"visionline_metadata": visionline})
	}
	decodedFields := map[string]any{}
	for _, member := range members {
		data, err := json.Marshal(member)
		if err == nil {
			err = json.Unmarshal(data, &decodedFields)
		}
		if err != nil {
			tp.Fatal(err)
		}
	}
	return decodedFields
}
