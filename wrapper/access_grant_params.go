package seam

import (
	"fmt"
	"time"

	"github.com/seam-go/seam/gen"
)

// AccessGrantParams holds the parameters of a new access grant: who gets access, where, how and when. Times
// are sent in UTC, truncated to milliseconds.
//
// Printed and JSON forms leave out the PIN.
type AccessGrantParams struct {
	// Grantee is the person who gets access: a [UserIdentity] or a [NewPerson]. It is required.
	Grantee Grantee

	// SpaceIDs, SpaceKeys, EntranceIDs and DeviceIDs are the places. At least one is required. A grant to a
	// space includes the doors that are added to the space later.
	SpaceIDs, SpaceKeys    []string
	EntranceIDs, DeviceIDs []string

	// Methods are the ways to open the doors. Seam makes one access method for each. At least one is
	// required. A method is issued even if it does not open all places: check each entrance with
	// [CannotUnlock] before.
	Methods []GrantMethod

	// StartsAt is the time when access begins; zero means now.
	StartsAt time.Time
	// EndsAt is the time when access ends. Seam rejects an end in the past.
	EndsAt time.Time
	// NoEnd grants access until the grant is deleted. Set either EndsAt or NoEnd.
	NoEnd bool

	// Key is your own name for the grant, unique in the workspace. Set it for every grant: with a Key,
	// [AccessGrantsService.Create] can be called again and creates only one grant.
	Key string
	// ReservationKey is your own name for a stay that several grants may belong to. Seam requires it for
	// guests if CanBelongToReservation of an entrance is true, as for Visionline, Vostio, dormakaba and
	// Salto Space, and rejects it for a grant without such an entrance. The first grant of a new reservation
	// makes the cards of the stay before it invalid, and later grants of the same reservation join the first.
	ReservationKey string
	// Name replaces the name that Seam makes up for the grant.
	Name string
	// CustomizationProfileID is the ID of the profile that sets the appearance of instant keys.
	CustomizationProfileID string
}

// String returns the fields with their names. The Methods leave out their PIN.
func (p AccessGrantParams) String() string {
	type fields AccessGrantParams // without String, which would call itself
	return fmt.Sprintf("%+v", fields(p))
}

// Validate returns the [*ParamsError] that [AccessGrantsService.Create] returns for these parameters, or nil
// if they are valid. It sends nothing.
func (p AccessGrantParams) Validate() error { return p.check() }

func (p AccessGrantParams) check() error {
	var found problems
	if isNil(p.Grantee) {
		found.add("Grantee", "nil; set a person, for example seam.UserIdentity(id)")
	} else {
		p.Grantee.check(&found)
	}
	if len(p.SpaceIDs)+len(p.SpaceKeys)+len(p.EntranceIDs)+len(p.DeviceIDs) == 0 {
		found.add("EntranceIDs", "no place; set at least one space, entrance or device")
	}
	found.ids("SpaceIDs", p.SpaceIDs)
	found.ids("SpaceKeys", p.SpaceKeys)
	found.ids("EntranceIDs", p.EntranceIDs)
	found.ids("DeviceIDs", p.DeviceIDs)
	found.grantMethods(p.Methods)
	found.openValidity(p.StartsAt, p.EndsAt, p.NoEnd)
	if p.EndsAt.IsZero() && !p.NoEnd {
		found.add("EndsAt", "zero; set EndsAt, or set NoEnd for access without an end")
	}
	return found.err(pathCreateAccessGrant)
}

// request returns the request with the parameters, which must be valid.
func (p AccessGrantParams) request() *gen.AccessGrantsCreateRequest {
	req := &gen.AccessGrantsCreateRequest{
		AccessGrantKey:         orNil(p.Key),
		ACSEntranceIDs:         p.EntranceIDs,
		CustomizationProfileID: orNil(p.CustomizationProfileID),
		DeviceIDs:              p.DeviceIDs,
		EndsAt:                 timeOrNil(p.EndsAt),
		Name:                   orNil(p.Name),
		RequestedAccessMethods: requestedMethods(p.Methods),
		ReservationKey:         orNil(p.ReservationKey),
		SpaceIDs:               p.SpaceIDs,
		SpaceKeys:              p.SpaceKeys,
		StartsAt:               timeOrNil(p.StartsAt),
	}
	p.Grantee.fillGrantee(req)
	return req
}

// AccessGrantUpdate lists the fields to change; zero fields are left unchanged. The person, the places and
// the methods of a grant cannot be changed: create another grant, or call
// [AccessGrantsService.RequestAccessMethods] for one more method.
type AccessGrantUpdate struct {
	StartsAt time.Time
	EndsAt   time.Time
	// NoEnd removes the end: access lasts until the grant is deleted.
	NoEnd bool
	// Name is the new name; a pointer to "" removes it.
	Name *string
}

func (u AccessGrantUpdate) check(ref GrantRef) error {
	var found problems
	found.grantRef(ref)
	found.openValidity(u.StartsAt, u.EndsAt, u.NoEnd)
	if u == (AccessGrantUpdate{}) {
		found.add("AccessGrantUpdate", "nothing to change; set StartsAt, EndsAt, NoEnd or Name")
	}
	return found.err(pathUpdateAccessGrant)
}

func (u AccessGrantUpdate) request(ref GrantRef) *gen.AccessGrantsUpdateRequest {
	req := &gen.AccessGrantsUpdateRequest{StartsAt: timeOrNil(u.StartsAt)}
	req.AccessGrantID, req.AccessGrantKey = ref.idOrKey()
	switch {
	case u.NoEnd:
		req.EndsAt = gen.Null[time.Time]()
	case !u.EndsAt.IsZero():
		req.EndsAt = gen.Value(u.EndsAt)
	}
	switch {
	case u.Name == nil:
	case *u.Name == "":
		req.Name = gen.Null[string]()
	default:
		req.Name = gen.Value(*u.Name)
	}
	return req
}

// GrantRef refers to an access grant: a [GrantID] or a [GrantKey].
type GrantRef interface {
	checkRef(p *problems)
	// idOrKey returns either the ID or the key, and nil for the other.
	idOrKey() (id, key *string)
}

type (
	// GrantID is the ID that Seam gave to an access grant.
	GrantID string
	// GrantKey is the Key that an access grant was created with.
	GrantKey string
)

func (id GrantID) checkRef(p *problems) { p.id("AccessGrantID", string(id)) }

func (key GrantKey) checkRef(p *problems) { p.id("AccessGrantKey", string(key)) }

func (id GrantID) idOrKey() (*string, *string) { return new(string(id)), nil }

func (key GrantKey) idOrKey() (*string, *string) { return nil, new(string(key)) }

func (p *problems) grantRef(ref GrantRef) {
	if isNil(ref) {
		p.add("GrantRef", "nil; pass a reference, for example seam.GrantID(id)")
		return
	}
	ref.checkRef(p)
}

// openValidity checks a period that has no end if noEnd is true.
func (p *problems) openValidity(startsAt, endsAt time.Time, noEnd bool) {
	if noEnd && !endsAt.IsZero() {
		p.add("NoEnd", "set together with EndsAt; set only one of them")
	}
	p.validity(startsAt, endsAt)
}

// timeOrNil returns nil for the zero time, which leaves the field out of a generated request.
func timeOrNil(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
