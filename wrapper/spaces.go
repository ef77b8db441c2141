package seam

import (
	"context"

	"github.com/seam-go/seam/gen"
)

// SpacesService holds the operations below /spaces. Create is hand-written; the others are those of
// [gen.SpacesService].
type SpacesService struct {
	*gen.SpacesService
}

// Create creates a space. With a SpaceKey it creates only one, however often it is called. If the response
// is lost, or Seam rejects the request because the key is taken, Create returns the space that has the key.
// If the name, customer, entrances or devices of that space differ, it returns a [*KeyConflictError], and
// if one of these fields is malformed, a [*MalformedError]. It does not compare ConnectedAccountIDs and
// CustomerData. After [ErrOutcomeUnknown], call it again.
//
// Effect: [gen.Write]. With a SpaceKey, call it again after any failure.
//
// POST /spaces/create
func (s *SpacesService) Create(ctx context.Context, req *gen.SpacesCreateRequest, opts ...gen.CallOption) (*gen.Space, error) {
	if s == nil || s.SpacesService == nil {
		return nil, errServiceWithoutClient
	}
	if req == nil || orEmpty(req.SpaceKey) == "" {
		return s.SpacesService.Create(ctx, req, opts...)
	}
	return settle(ctx, &spaceCreation{service: s.SpacesService, req: req, opts: opts})
}

// spaceCreation creates a space with a key, as a [keyedCreation] for [settle].
type spaceCreation struct {
	service *gen.SpacesService
	req     *gen.SpacesCreateRequest
	opts    []gen.CallOption
	// malformed are the malformed values of the space that find returned.
	malformed []MalformedValue
}

func (c *spaceCreation) create(ctx context.Context) (*gen.Space, error) {
	return c.service.Create(ctx, c.req, c.opts...)
}

func (c *spaceCreation) find(ctx context.Context) (*gen.Space, error) {
	c.malformed = nil
	return c.service.Get(ctx, &gen.SpacesGetRequest{SpaceKey: c.req.SpaceKey}, withOption(c.opts, keepMalformed(&c.malformed))...)
}

func (c *spaceCreation) compare(ctx context.Context, found *gen.Space) error {
	fields := []string{"space.space_id", "space.name"}
	if orEmpty(c.req.CustomerKey) != "" {
		fields = append(fields, "space.customer_key")
	}
	if err := checkMalformed("/spaces/get", found.SpaceID, c.malformed, fields...); err != nil {
		return err
	}
	var malformed []MalformedValue
	related, err := c.service.GetRelated(ctx, &gen.SpacesGetRelatedRequest{
		SpaceIDs: []string{found.SpaceID},
		Include:  []gen.SpacesRelated{gen.SpacesRelatedACSEntrances, gen.SpacesRelatedDevices},
	}, withOption(c.opts, keepMalformed(&malformed))...)
	if err != nil {
		return err
	}
	if err := checkMalformed("/spaces/get_related", found.SpaceID, malformed,
		"batch.acs_entrances.acs_entrance_id", "batch.devices.device_id"); err != nil {
		return err
	}
	var d differences
	d.text("Name", c.req.Name, found.Name)
	d.text("CustomerKey", orEmpty(c.req.CustomerKey), found.CustomerKey)
	var entrances, devices []string
	for _, e := range related.ACSEntrances {
		entrances = append(entrances, e.ACSEntranceID)
	}
	for _, dev := range related.Devices {
		devices = append(devices, dev.DeviceID)
	}
	d.set("ACSEntranceIDs", c.req.ACSEntranceIDs, entrances)
	d.set("DeviceIDs", c.req.DeviceIDs, devices)
	return d.err("space", *c.req.SpaceKey, found.SpaceID)
}

func (c *spaceCreation) resume(context.Context) (bool, error) { return false, nil }
