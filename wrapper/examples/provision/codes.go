package provision

import (
	"context"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// codes makes access codes on devices. A code has the key of the booking as its name, by which it is found.
// Every request names the device, because Seam limits requests by device.
type codes struct{ client *seam.Client }

func (c codes) create(ctx context.Context, _ string, b Booking) (resource, error) {
	made, err := c.client.AccessCodes.Create(ctx, seam.AccessCodeParams{
		DeviceID: b.Place.DeviceID,
		Name:     b.Key,
		StartsAt: b.StartsAt,
		EndsAt:   b.EndsAt,
	})
	if err != nil {
		return resource{}, err
	}
	return codeResource(made), nil
}

func (c codes) find(ctx context.Context, _ string, b Booking) ([]resource, error) {
	var found []resource
	req := &gen.AccessCodesListRequest{DeviceID: &b.Place.DeviceID, Search: &b.Key}
	var info seam.ResponseInfo
	for made, err := range c.client.AccessCodes.List(ctx, req, seam.CallInfo(&info)) {
		if err != nil {
			return nil, err
		}
		// A search finds parts of names, too.
		if made.Name != nil && *made.Name == b.Key {
			found = append(found, codeResource(made))
		}
	}
	return found, unreadable(info, "access_codes.access_code_id", "access_codes.name")
}

func (c codes) get(ctx context.Context, id string, b Booking) (resource, error) {
	made, err := c.client.AccessCodes.Get(ctx, &gen.AccessCodesGetRequest{AccessCodeID: &id, DeviceID: &b.Place.DeviceID})
	if err != nil {
		return resource{}, err
	}
	return codeResource(made), nil
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

func codeResource(c *gen.AccessCode) resource {
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
	return resource{id: c.AccessCodeID, issued: c.Status == gen.AccessCodeStatusSet, booking: b}
}
