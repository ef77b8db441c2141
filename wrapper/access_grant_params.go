package seam

import (
	"fmt"
	"time"

	"github.com/seam-go/seam/gen"
)

// AccessGrantParams are the parameters that an access grant is created with: who gets access, where, how
// and when. Times are sent in UTC, in milliseconds.
//
// They print without the PIN, also in JSON.
type AccessGrantParams struct {
	// Grantee is who gets access: a [UserIdentity] or a [NewPerson]. It is required.
	Grantee Grantee

	// SpaceIDs, SpaceKeys, EntranceIDs and DeviceIDs are where. At least one place is required. A
	// grant follows its spaces: a door that joins a space later is opened, too.
	SpaceIDs, SpaceKeys    []string
	EntranceIDs, DeviceIDs []string

	// Methods are how the doors open; each becomes one access method. At least one is required.
	Methods []GrantMethod

	// StartsAt is when access begins; zero means now.
	StartsAt time.Time
	// EndsAt is when access ends. Seam rejects an end in the past.
	EndsAt time.Time
	// NoEnd grants access until the grant is deleted. Set either EndsAt or NoEnd.
	NoEnd bool

	// Key is your own name for the grant, unique in the workspace. Give every grant one: with a Key,
	// [AccessGrantsService.Create] can be called again, and the grant is created once.
	Key string
	// ReservationKey is your own name for a stay that several grants may belong to. Seam requires it for
	// entrances of Visionline, Vostio, dormakaba and Salto Space, and rejects it for a grant without such
	// an entrance. The first grant of a new reservation makes the cards of the stay before it invalid,
	// and later grants of the same reservation join the first.
	ReservationKey string
	// Name is shown instead of a name that Seam computes.
	Name string
	// CustomizationProfileID is the ID of the profile that says how instant keys look.
	CustomizationProfileID string
}

// String is the fields with their names. The Methods leave their PIN out.
func (p AccessGrantParams) String() string {
	type fields AccessGrantParams // without String, which would call itself
	return fmt.Sprintf("%+v", fields(p))
}

// Validate returns what [AccessGrantsService.Create] would refuse, a [*ParamsError], without sending
// anything; nil if it would send it.
func (p AccessGrantParams) Validate() error { return p.check() }

func (p AccessGrantParams) check() error {
	var found problems
	if isNil(p.Grantee) {
		found.add("Grantee", "nil; give one such as seam.UserIdentity(id)")
	} else {
		p.Grantee.check(&found)
	}
	if len(p.SpaceIDs)+len(p.SpaceKeys)+len(p.EntranceIDs)+len(p.DeviceIDs) == 0 {
		found.add("EntranceIDs", "no place; give at least one space, entrance or device")
	}
	found.ids("SpaceIDs", p.SpaceIDs)
	found.ids("SpaceKeys", p.SpaceKeys)
	found.ids("EntranceIDs", p.EntranceIDs)
	found.ids("DeviceIDs", p.DeviceIDs)
	found.grantMethods(p.Methods)
	found.openValidity(p.StartsAt, p.EndsAt, p.NoEnd)
	if p.EndsAt.IsZero() && !p.NoEnd {
		found.add("EndsAt", "zero; give an end, or set NoEnd for access without one")
	}
	return found.err(pathCreateAccessGrant)
}

// request is for parameters that were checked.
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

// GrantRef names an access grant: a [GrantID] or a [GrantKey].
type GrantRef interface {
	checkRef(p *problems)
	// idOrKey returns one of the two, and nil for the other.
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
		p.add("GrantRef", "nil; give one such as seam.GrantID(id)")
		return
	}
	ref.checkRef(p)
}

// openValidity is for times whose open end has to be asked for.
func (p *problems) openValidity(startsAt, endsAt time.Time, noEnd bool) {
	if noEnd && !endsAt.IsZero() {
		p.add("NoEnd", "set together with EndsAt; set one of them")
	}
	p.validity(startsAt, endsAt)
}

// timeOrNil leaves a field out of a generated request.
func timeOrNil(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
