package provision

import (
	"context"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// codes makes access codes on devices. A code has the key of the booking as its name, by which it is found.
// Every request names the device, because Seam limits requests by device.
type codes struct{ client *seam.Client }

func (c codes) create(ctx context.Context, _ string, b Booking) (thing, error) {
	made, err := c.client.AccessCodes.Create(ctx, &gen.AccessCodesCreateRequest{
		DeviceID: b.Place.DeviceID,
		Name:     &b.Key,
		StartsAt: &b.StartsAt,
		EndsAt:   &b.EndsAt,
	})
	if err != nil {
		return thing{}, err
	}
	if made.AccessCode == nil {
		return thing{}, &gen.MissingResultError{Operation: "/access_codes/create", Key: "access_code"}
	}
	return codeThing(made.AccessCode), nil
}

func (c codes) find(ctx context.Context, _ string, b Booking) ([]thing, error) {
	var found []thing
	req := &gen.AccessCodesListRequest{DeviceID: &b.Place.DeviceID, Search: &b.Key}
	for made, err := range c.client.AccessCodes.List(ctx, req) {
		if err != nil {
			return nil, err
		}
		// A search finds parts of names, too.
		if made.Name != nil && *made.Name == b.Key {
			found = append(found, codeThing(made))
		}
	}
	return found, nil
}

func (c codes) get(ctx context.Context, id string, b Booking) (thing, error) {
	made, err := c.client.AccessCodes.Get(ctx, &gen.AccessCodesGetRequest{AccessCodeID: &id, DeviceID: &b.Place.DeviceID})
	if err != nil {
		return thing{}, err
	}
	return codeThing(made), nil
}

func (c codes) update(ctx context.Context, id string, b Booking) error {
	_, err := c.client.AccessCodes.Update(ctx, &gen.AccessCodesUpdateRequest{
		AccessCodeID: id,
		DeviceID:     &b.Place.DeviceID,
		StartsAt:     &b.StartsAt,
		EndsAt:       &b.EndsAt,
	})
	return err
}

func (c codes) remove(ctx context.Context, id string, b Booking) error {
	_, err := c.client.AccessCodes.Delete(ctx, &gen.AccessCodesDeleteRequest{AccessCodeID: id, DeviceID: &b.Place.DeviceID})
	return unlessGone(err)
}

func codeThing(c *gen.AccessCode) thing {
	b := Booking{Method: AccessCode, Place: Place{DeviceID: c.DeviceID}}
	if c.Name != nil {
		b.Key = *c.Name
	}
	if c.StartsAt != nil {
		b.StartsAt = *c.StartsAt
	}
	if c.EndsAt != nil {
		b.EndsAt = *c.EndsAt
	}
	return thing{id: c.AccessCodeID, issued: c.Status == gen.AccessCodeStatusSet, booking: b}
}
