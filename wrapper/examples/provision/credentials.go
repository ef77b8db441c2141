package provision

import (
	"context"
	"errors"
	"fmt"

	seam "github.com/seam-go/seam/wrapper"
)

// credentials makes credentials of access systems.
type credentials struct{ client *seam.Client }

func (c credentials) create(ctx context.Context, identityID string, b Booking) (resource, error) {
	made, err := c.client.ACS.Credentials.Create(ctx, seam.CredentialParams{
		Holder:             seam.UserIdentityIn(identityID, b.Place.SystemID),
		Method:             seam.Code{},
		AllowedEntranceIDs: []string{b.Place.EntranceID},
		StartsAt:           b.StartsAt,
		EndsAt:             b.EndsAt,
	})
	if err != nil {
		return resource{}, err
	}
	return credentialResource(made, b), nil
}

func (c credentials) find(ctx context.Context, identityID string, b Booking) ([]resource, error) {
	if identityID == "" {
		return nil, nil // Seam would list everybody's.
	}
	var found []resource
	var info seam.ResponseInfo
	filter := seam.CredentialFilter{UserIdentityID: identityID}
	for made, err := range c.client.ACS.Credentials.List(ctx, filter, seam.CallInfo(&info)) {
		if err != nil {
			return nil, err
		}
		if made.ACSSystemID == b.Place.SystemID {
			found = append(found, credentialResource(made, b))
		}
	}
	return found, unreadable(info, "acs_credentials.acs_credential_id", "acs_credentials.acs_system_id")
}

func (c credentials) get(ctx context.Context, id string, b Booking) (resource, error) {
	made, err := c.client.ACS.Credentials.Get(ctx, id)
	if err != nil {
		return resource{}, err
	}
	return credentialResource(made, b), nil
}

func (c credentials) update(ctx context.Context, id string, b Booking) error {
	_, err := c.client.ACS.Credentials.Update(ctx, id, seam.CredentialUpdate{EndsAt: b.EndsAt})
	return err
}

func (c credentials) remove(ctx context.Context, id string, _ Booking) error {
	return unlessGone(c.client.ACS.Credentials.Delete(ctx, id))
}

// unreadable returns an error if the list does not show what exists, because one of the fields is malformed.
func unreadable(info seam.ResponseInfo, fields ...string) error {
	if hidden := info.MalformedFields(fields...); len(hidden) > 0 {
		return fmt.Errorf("cannot tell what exists: %v", hidden)
	}
	return nil
}

// credentialResource is a credential with a PIN, which can be used at once. Seam does not show the entrances,
// so they are taken from the booking.
func credentialResource(c *seam.Credential, b Booking) resource {
	b.StartsAt, b.EndsAt = c.StartsAt, c.EndsAt
	return resource{id: c.ACSCredentialID, issued: true, booking: b}
}

// unlessGone is the error of a deletion. That there is nothing to delete is none.
func unlessGone(err error) error {
	if errors.Is(err, seam.ErrNotFound) {
		return nil
	}
	return err
}
