package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// stay holds the values that all credentials of a guest share.
type stay struct {
	client   *seam.Client
	out      io.Writer
	guest    string
	doors    []string
	from, to time.Time
}

// quickstart creates a guest, creates and deletes a credential of each kind, and
// deletes the guest, even if a call fails.
func quickstart(ctx context.Context, client *seam.Client, systemID string, out io.Writer) (err error) {
	system, err := chooseSystem(ctx, client, systemID)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "Access system: %s\n", system.Name)
	doors, err := entrances(ctx, client, system.ACSSystemID)
	if err != nil {
		return err
	}
	guest, err := client.ACS.Users.Create(ctx, &gen.ACSUsersCreateRequest{
		ACSSystemID: system.ACSSystemID, FullName: "Quickstart Guest",
	})
	if err != nil {
		return err
	}
	defer func() {
		// Deletes the guest even if the program was interrupted.
		ctx := context.WithoutCancel(ctx)
		err = errors.Join(err, client.ACS.Users.Delete(ctx, &gen.ACSUsersDeleteRequest{ACSUserID: &guest.ACSUserID}))
	}()
	now := time.Now().Truncate(time.Second).UTC()
	s := stay{client, out, guest.ACSUserID, doors, now.Add(time.Hour), now.Add(72 * time.Hour)}

	mobileKey := seam.MobileKey{MultiPhoneSync: true}
	if manager := system.DefaultCredentialManagerACSSystemID; manager != nil {
		mobileKey.CredentialManagerID = *manager
	}
	methods := []seam.CredentialMethod{
		seam.Code{PIN: "824759"},
		seam.Card{Metadata: seam.Visionline{CardFormat: seam.CardFormatRFID48}},
		mobileKey,
	}
	for _, method := range methods {
		if err := s.useCredential(ctx, method); err != nil {
			return err
		}
	}
	fmt.Fprintln(out, "\nThree credentials were created and deleted; the guest has checked out.")
	return nil
}

// useCredential creates a credential, changes it in every way, and deletes it.
func (s stay) useCredential(ctx context.Context, method seam.CredentialMethod) error {
	credentials := s.client.ACS.Credentials

	cred, err := credentials.Create(ctx, seam.CredentialParams{
		Holder:             seam.ACSUser(s.guest),
		Method:             method,
		AllowedEntranceIDs: s.doors,
		StartsAt:           s.from,
		EndsAt:             s.to,
	})
	if err != nil {
		return err
	}
	id := cred.ACSCredentialID
	fmt.Fprintf(s.out, "\n%s %q\n", cred.AccessMethod, cred.DisplayName)
	fmt.Fprintf(s.out, "  issued      %s, valid until %s%s\n", id, cred.EndsAt.Format(time.DateOnly), pin(cred))
	for _, warning := range cred.Warnings {
		fmt.Fprintf(s.out, "  warning     %s: %s\n", warning.Code, warning.Message)
	}

	held := 0
	for _, err := range credentials.List(ctx, seam.CredentialFilter{ACSUserID: s.guest}) {
		if err != nil {
			return err
		}
		held++
	}
	fmt.Fprintf(s.out, "  listed      the guest holds %d credential(s)\n", held)

	if cred, err = credentials.Update(ctx, id, seam.CredentialUpdate{EndsAt: s.to.Add(24 * time.Hour)}); err != nil {
		return err
	}
	fmt.Fprintf(s.out, "  updated     valid until %s\n", cred.EndsAt.Format(time.DateOnly))

	if _, err = credentials.Unassign(ctx, id, seam.ACSUser(s.guest)); err != nil {
		return err
	}
	fmt.Fprintln(s.out, "  unassigned  nobody holds it")

	if _, err = credentials.Assign(ctx, id, seam.ACSUser(s.guest)); err != nil {
		return err
	}
	fmt.Fprintln(s.out, "  assigned    the guest holds it again")

	if err = credentials.Delete(ctx, id); err != nil {
		return err
	}
	if _, err = credentials.Get(ctx, id); !errors.Is(err, seam.ErrNotFound) {
		return fmt.Errorf("quickstart: credential %s is still there: %w", id, err)
	}
	fmt.Fprintln(s.out, "  deleted     it is gone")
	return nil
}

// pin returns the PIN of a credential for printing.
func pin(cred *seam.Credential) string {
	if cred.Code == "" {
		return ""
	}
	return ", PIN " + cred.Code
}

// chooseSystem returns the access system with this ID. Without an ID it returns
// the first system that has doors, not one that only manages keys on phones.
func chooseSystem(ctx context.Context, client *seam.Client, id string) (*gen.ACSSystem, error) {
	if id != "" {
		return client.ACS.Systems.Get(ctx, &gen.ACSSystemsGetRequest{ACSSystemID: id})
	}
	systems, err := client.ACS.Systems.List(ctx, nil)
	if err != nil {
		return nil, err
	}
	for _, system := range systems {
		if !system.IsCredentialManager {
			return system, nil
		}
	}
	return nil, errors.New("quickstart: this workspace has no access system; connect one in the Seam Console")
}

// entrances returns the IDs of the doors of a system.
func entrances(ctx context.Context, client *seam.Client, systemID string) ([]string, error) {
	var ids []string
	for entrance, err := range client.ACS.Entrances.List(ctx, &gen.ACSEntrancesListRequest{ACSSystemID: &systemID}) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, entrance.ACSEntranceID)
	}
	return ids, nil
}
