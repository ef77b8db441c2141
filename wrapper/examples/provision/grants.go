package provision

import (
	"context"
	"errors"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// grants makes access grants. A grant has the key of the booking.
type grants struct{ client *seam.Client }

func (g grants) create(ctx context.Context, identityID string, b Booking) (resource, error) {
	params := seam.AccessGrantParams{
		Grantee:  seam.UserIdentity(identityID),
		Methods:  []seam.GrantMethod{seam.Code{}},
		StartsAt: b.StartsAt,
		EndsAt:   b.EndsAt,
		Key:      b.Key,
	}
	if b.Place.EntranceID != "" {
		params.EntranceIDs = []string{b.Place.EntranceID}
	}
	if b.Place.DeviceID != "" {
		params.DeviceIDs = []string{b.Place.DeviceID}
	}
	made, err := g.client.AccessGrants.Create(ctx, params)
	if err != nil {
		return resource{}, err
	}
	return grantResource(made, b), nil
}

func (g grants) find(ctx context.Context, _ string, b Booking) ([]resource, error) {
	made, err := g.client.AccessGrants.Get(ctx, seam.GrantKey(b.Key))
	if errors.Is(err, seam.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	for _, warning := range made.Warnings {
		if warning.WarningCode == gen.AccessGrantWarningCodeBeingDeleted {
			return nil, nil
		}
	}
	return []resource{grantResource(made, b)}, nil
}

func (g grants) get(ctx context.Context, id string, b Booking) (resource, error) {
	made, err := g.client.AccessGrants.Get(ctx, seam.GrantID(id))
	if err != nil {
		return resource{}, err
	}
	methods, err := g.client.AccessGrants.Methods(ctx, seam.GrantID(id))
	if err != nil {
		return resource{}, err
	}
	found := grantResource(made, b)
	found.issued = len(methods) > 0 && len(made.PendingMutations) == 0
	for _, m := range methods {
		found.issued = found.issued && m.State() == seam.MethodIssued
	}
	return found, nil
}

func (g grants) update(ctx context.Context, id string, b Booking) error {
	return g.client.AccessGrants.Update(ctx, seam.GrantID(id), seam.AccessGrantUpdate{StartsAt: b.StartsAt, EndsAt: b.EndsAt})
}

func (g grants) remove(ctx context.Context, id string, _ Booking) error {
	return unlessGone(g.client.AccessGrants.Delete(ctx, seam.GrantID(id)))
}

// grantResource is a grant whose access methods are not known. Its place is taken from the booking.
func grantResource(g *seam.AccessGrant, b Booking) resource {
	b.StartsAt = g.StartsAt
	if g.EndsAt != nil {
		b.EndsAt = *g.EndsAt
	}
	return resource{id: g.AccessGrantID, booking: b}
}
