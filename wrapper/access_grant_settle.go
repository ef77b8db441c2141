package seam

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/seam-go/seam/gen"
)

// grantCreation creates an access grant with a key, as a [keyedCreation] for [settle].
type grantCreation struct {
	service *AccessGrantsService
	params  AccessGrantParams
	req     *gen.AccessGrantsCreateRequest
	opts    []gen.CallOption
	// malformed are the malformed values of the grant that find returned.
	malformed []MalformedValue
}

func (c *grantCreation) create(ctx context.Context) (*AccessGrant, error) {
	return c.service.doGrant(ctx, pathCreateAccessGrant, c.req, c.opts)
}

func (c *grantCreation) find(ctx context.Context) (*AccessGrant, error) {
	c.malformed = nil
	return c.service.Get(ctx, GrantKey(c.params.Key), withOption(c.opts, keepMalformed(&c.malformed))...)
}

// compare also fetches the person, the entrances and the devices of the grant, which the grant itself does
// not contain.
func (c *grantCreation) compare(ctx context.Context, found *AccessGrant) error {
	if err := checkMalformed(pathGetAccessGrant, found.AccessGrantID, c.malformed, c.params.compared()...); err != nil {
		return err
	}
	var malformed []MalformedValue
	related, err := c.service.GetRelated(ctx, &gen.AccessGrantsGetRelatedRequest{
		AccessGrantIDs: []string{found.AccessGrantID},
		Include: []gen.AccessGrantsRelated{
			gen.AccessGrantsRelatedACSEntrances, gen.AccessGrantsRelatedDevices,
			gen.AccessGrantsRelatedSpaces, gen.AccessGrantsRelatedUserIdentities,
		},
	}, withOption(c.opts, keepMalformed(&malformed))...)
	if err != nil {
		return err
	}
	if err := checkMalformed("/access_grants/get_related", found.AccessGrantID, malformed, c.params.comparedRelated()...); err != nil {
		return err
	}
	return c.params.differences(found, related).err("access grant", c.params.Key, found.AccessGrantID)
}

// resume changes the request to the existing person, if an earlier request created the person but not the
// grant.
func (c *grantCreation) resume(ctx context.Context) (bool, error) {
	person, isNew := c.params.Grantee.(NewPerson)
	if !isNew || person.Key == "" || c.req.UserIdentity == nil {
		return false, nil
	}
	var malformed []MalformedValue
	opts := withOption(c.opts, keepMalformed(&malformed))
	found, err := c.service.client.Client.UserIdentities.Get(ctx, &gen.UserIdentitiesGetRequest{UserIdentityKey: &person.Key}, opts...)
	switch {
	case errors.Is(err, ErrNotFound):
		return false, nil
	case err != nil:
		return false, err
	}
	if err := checkMalformed("/user_identities/get", found.UserIdentityID, malformed, person.compared("user_identity")...); err != nil {
		return false, err
	}
	differing := differences{person.differences(found)}
	if err := differing.err("user identity", person.Key, found.UserIdentityID); err != nil {
		return false, err
	}
	c.req.UserIdentity, c.req.UserIdentityID = nil, &found.UserIdentityID
	return true, nil
}

// compared returns the fields of a grant that differences compares.
func (p AccessGrantParams) compared() []string {
	fields := []string{
		"access_grant.access_grant_id", "access_grant.user_identity_id", "access_grant.space_ids",
		"access_grant.requested_access_methods.mode", "access_grant.requested_access_methods.code",
		"access_grant.requested_access_methods.instant_key_max_use_count",
		"access_grant.ends_at", "access_grant.reservation_key", "access_grant.warnings.warning_code",
	}
	if !p.StartsAt.IsZero() {
		fields = append(fields, "access_grant.starts_at")
	}
	return fields
}

// comparedRelated returns the fields of the related resources that differences compares.
func (p AccessGrantParams) comparedRelated() []string {
	fields := []string{
		"batch.acs_entrances.acs_entrance_id", "batch.acs_entrances.space_ids",
		"batch.devices.device_id", "batch.devices.space_ids",
	}
	if len(p.SpaceKeys) > 0 {
		fields = append(fields, "batch.spaces.space_id", "batch.spaces.space_key")
	}
	if person, isNew := p.Grantee.(NewPerson); isNew {
		fields = append(fields, person.compared("batch.user_identities")...)
	}
	return fields
}

// differences compares a grant with the parameters. It ignores the name, and also the start if StartsAt is
// zero.
func (p AccessGrantParams) differences(found *AccessGrant, related *gen.AccessGrantsGetRelatedBatch) *differences {
	d := &differences{}
	if found.isBeingDeleted() {
		d.add("AccessGrant", "not being deleted", "being deleted")
	}
	p.compareGrantee(d, found, related)
	p.comparePlaces(d, found, related)
	p.compareMethods(d, found)
	if !p.StartsAt.IsZero() {
		d.time("StartsAt", p.StartsAt, found.StartsAt)
	}
	d.time("EndsAt", p.EndsAt, timeOrZero(found.EndsAt))
	if p.ReservationKey != found.ReservationKey {
		d.add("ReservationKey", p.ReservationKey, found.ReservationKey)
	}
	return d
}

func (p AccessGrantParams) compareGrantee(d *differences, found *AccessGrant, related *gen.AccessGrantsGetRelatedBatch) {
	person, isNew := p.Grantee.(NewPerson)
	if !isNew {
		var asked gen.AccessGrantsCreateRequest
		p.Grantee.fillGrantee(&asked)
		d.text("Grantee", orEmpty(asked.UserIdentityID), found.UserIdentityID)
		return
	}
	for i := range related.UserIdentities {
		if identity := &related.UserIdentities[i]; identity.UserIdentityID == found.UserIdentityID {
			d.list = append(d.list, person.differences(identity)...)
			return
		}
	}
	d.add("Grantee", person.String(), found.UserIdentityID)
}

// comparePlaces compares the requested places with those of the grant. Seam lists the entrances and devices
// in the spaces of a grant among its own, so these count as requested.
func (p AccessGrantParams) comparePlaces(d *differences, found *AccessGrant, related *gen.AccessGrantsGetRelatedBatch) {
	spaces := slices.Clone(p.SpaceIDs)
	for _, key := range p.SpaceKeys {
		spaces = append(spaces, spaceIDOf(key, related.Spaces))
	}
	d.set("Spaces", spaces, found.SpaceIDs)

	entrances, devices := slices.Clone(p.EntranceIDs), slices.Clone(p.DeviceIDs)
	var openEntrances, openDevices []string
	for _, e := range related.ACSEntrances {
		openEntrances = append(openEntrances, e.ACSEntranceID)
		if overlap(e.SpaceIDs, found.SpaceIDs) {
			entrances = append(entrances, e.ACSEntranceID)
		}
	}
	for _, dev := range related.Devices {
		openDevices = append(openDevices, dev.DeviceID)
		if overlap(dev.SpaceIDs, found.SpaceIDs) {
			devices = append(devices, dev.DeviceID)
		}
	}
	d.set("EntranceIDs", entrances, openEntrances)
	d.set("DeviceIDs", devices, openDevices)
}

// spaceIDOf returns the ID of the space with the key. If there is no such space it returns the key, which
// differs from every ID.
func spaceIDOf(key string, spaces []gen.Space) string {
	for _, s := range spaces {
		if s.SpaceKey == key {
			return s.SpaceID
		}
	}
	return key
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// compareMethods compares the requested methods with those of the grant. It compares PINs only if Seam sent
// at least one, and leaves them out of the difference.
func (p AccessGrantParams) compareMethods(d *differences, found *AccessGrant) {
	var asked, have, askedPINs, havePINs []string
	for _, m := range requestedMethods(p.Methods) {
		asked = append(asked, methodText(m.Mode, m.InstantKeyMaxUseCount))
		askedPINs = append(askedPINs, orEmpty(m.Code))
	}
	for _, m := range found.RequestedAccessMethods {
		have = append(have, methodText(m.Mode, m.InstantKeyMaxUseCount))
		havePINs = append(havePINs, m.Code)
	}
	slices.Sort(asked)
	slices.Sort(have)
	if !slices.Equal(asked, have) {
		d.add("Methods", strings.Join(asked, ", "), strings.Join(have, ", "))
		return
	}
	slices.Sort(askedPINs)
	slices.Sort(havePINs)
	if strings.Join(havePINs, "") != "" && !slices.Equal(askedPINs, havePINs) {
		d.add("Methods", "a PIN", "another PIN")
	}
}

// methodText returns the text of a method without its PIN. One use is the default of an instant key.
func methodText(mode AccessMethod, uses *int) string {
	if uses == nil || *uses == 1 {
		return string(mode)
	}
	return string(mode) + " for " + strconv.Itoa(*uses) + " uses"
}

func timeOrZero(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return *t
}
