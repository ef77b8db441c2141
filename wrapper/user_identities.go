package seam

import (
	"context"
	"slices"

	"github.com/seam-go/seam/gen"
)

// UserIdentitiesService holds the operations below /user_identities. Create is hand-written; the others are
// those of [gen.UserIdentitiesService].
type UserIdentitiesService struct {
	*gen.UserIdentitiesService
}

// Create creates a user identity. With a UserIdentityKey it creates only one, however often it is called. If
// the response is lost, or Seam rejects the request because the key is taken, Create returns the user identity
// that has the key. If the name, email address or phone number of that one differ, it returns a
// [*KeyConflictError], and if one of these fields is malformed, a [*MalformedError]. It does not compare the
// ACSSystemIDs. After [ErrOutcomeUnknown], call it again.
//
// An email address or phone number that belongs to a user identity with another key is [ErrConflict].
//
// Effect: [gen.Write]. With a UserIdentityKey, call it again after any failure.
//
// POST /user_identities/create
func (s *UserIdentitiesService) Create(ctx context.Context, req *gen.UserIdentitiesCreateRequest, opts ...gen.CallOption) (*gen.UserIdentity, error) {
	if s == nil || s.UserIdentitiesService == nil {
		return nil, errServiceWithoutClient
	}
	if req == nil {
		return s.UserIdentitiesService.Create(ctx, req, opts...)
	}
	key, _ := req.UserIdentityKey.Get()
	if key == "" {
		return s.UserIdentitiesService.Create(ctx, req, opts...)
	}
	return settle(ctx, &identityCreation{service: s.UserIdentitiesService, req: req, key: key, opts: opts})
}

// identityCreation creates a user identity with a key, as a [keyedCreation] for [settle].
type identityCreation struct {
	service *gen.UserIdentitiesService
	req     *gen.UserIdentitiesCreateRequest
	key     string
	opts    []gen.CallOption
	// malformed are the malformed values of the user identity that find returned.
	malformed []MalformedValue
}

func (c *identityCreation) create(ctx context.Context) (*gen.UserIdentity, error) {
	return c.service.Create(ctx, c.req, c.opts...)
}

func (c *identityCreation) find(ctx context.Context) (*gen.UserIdentity, error) {
	c.malformed = nil
	opts := withOption(c.opts, keepMalformed(&c.malformed))
	return c.service.Get(ctx, &gen.UserIdentitiesGetRequest{UserIdentityKey: &c.key}, opts...)
}

func (c *identityCreation) compare(_ context.Context, found *gen.UserIdentity) error {
	name, _ := c.req.FullName.Get()
	email, _ := c.req.EmailAddress.Get()
	phone, _ := c.req.PhoneNumber.Get()
	asked := NewPerson{FullName: name, EmailAddress: email, PhoneNumber: phone, Key: c.key}
	fields := append(asked.compared("user_identity"), "user_identity.warnings.warning_code")
	if err := checkMalformed("/user_identities/get", found.UserIdentityID, c.malformed, fields...); err != nil {
		return err
	}
	d := differences{asked.differences(found)}
	if slices.ContainsFunc(found.Warnings, isIdentityBeingDeleted) {
		d.add("UserIdentity", "not being deleted", "being deleted")
	}
	return d.err("user identity", c.key, found.UserIdentityID)
}

func (c *identityCreation) resume(context.Context) (bool, error) { return false, nil }

func isIdentityBeingDeleted(w gen.UserIdentityWarning) bool {
	return w.WarningCode == gen.UserIdentityWarningCodeBeingDeleted
}
