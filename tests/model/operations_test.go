package model

import (
	"context"
	"fmt"
	"math/rand/v2"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// call is one call in the making.
type call struct {
	id     string
	world  *world
	client *seam.Client
	rng    *rand.Rand
	opts   []gen.CallOption
	info   *seam.ResponseInfo // nil if the call does not ask for it
	// malformed holds the paths that info has named so far.
	malformed []string
	readAhead bool
}

// note records the paths that info names for the last response.
func (c *call) note() {
	if c.info == nil {
		return
	}
	for _, value := range c.info.Malformed {
		c.malformed = append(c.malformed, value.Path)
	}
}

// operation is one method of the client.
type operation struct {
	name   string
	path   string
	effect effect
	// prepare fills the world and returns the call. The call returns the client's error, or, if
	// there is none, how the result differs from the world.
	prepare func(c *call) func(context.Context) (wrong string, err error)
}

var operations = []operation{
	{"ACS.Credentials.Create", "/acs/credentials/create", write, createCredentialCall},
	{"AccessCodes.Create", "/access_codes/create", write, createCodeCall},
	{"AccessCodes.CreateMultiple", "/access_codes/create_multiple", write, createCodesCall},
	{"AccessGrants.Create", "/access_grants/create", write, createGrantCall},
	{"ClientSessions.Create", "/client_sessions/create", write, createSessionCall},
	{"Locks.UnlockDoor", "/locks/unlock_door", write, unlockCall},

	{"ACS.Credentials.Update", "/acs/credentials/update", idempotent, updateCredentialCall},
	{"ACS.Credentials.Delete", "/acs/credentials/delete", idempotent, deleteCredentialCall},
	{"ACS.Credentials.Assign", "/acs/credentials/assign", idempotent, assignCall},
	{"ACS.Credentials.Unassign", "/acs/credentials/unassign", idempotent, unassignCall},
	{"AccessCodes.Delete", "/access_codes/delete", idempotent, deleteCodeCall},
	{"AccessGrants.Delete", "/access_grants/delete", idempotent, deleteGrantCall},
	{"ACS.Users.AddToAccessGroup", "/acs/users/add_to_access_group", idempotent, addMemberCall},
	{"ACS.Users.RemoveFromAccessGroup", "/acs/users/remove_from_access_group", idempotent, removeMemberCall},
	{"Spaces.AddDevices", "/spaces/add_devices", idempotent, addDevicesCall},
	{"Devices.Update", "/devices/update", idempotent, updateDeviceCall},

	{"ACS.Credentials.Get", "/acs/credentials/get", read, getCredentialCall},
	{"ACS.Credentials.List", "/acs/credentials/list", read, listCredentialsCall},
	{"ACS.Credentials.ListPage", "/acs/credentials/list", read, listCredentialsPageCall},
	{"ACS.Credentials.ListPages", "/acs/credentials/list", read, listCredentialsPagesCall},
	{"Devices.List", "/devices/list", read, listDevicesCall},
	{"Locks.List", "/locks/list", read, listLocksCall},
}

// differ describes how a value of a result differs from the right one.
func differ(what string, got, want any) string {
	if got == want {
		return ""
	}
	return fmt.Sprintf("%s is %q, not %q", what, got, want)
}

// madeOne compares the ID of a result with the object that the world made for the call.
func (c *call) madeOne(id string) string {
	deeds := c.world.deeds(c.id)
	if len(deeds) == 0 {
		return "nothing was made"
	}
	return differ("the ID", id, deeds[0].id)
}

func (c *call) pin() string { return fmt.Sprintf("%04d", c.rng.IntN(10000)) }

func (c *call) device() string { return c.world.add("device_id", object{}) }

// credential makes one in the world, held by the user if that is not "".
func (c *call) credential(user string) string {
	o := object{"code": "none"}
	if user != "" {
		o["acs_user_id"] = user
	}
	return c.world.add("acs_credential_id", o)
}

// target returns an ID, in one of ten calls that of an object which does not exist.
func (c *call) target(id string) string {
	if c.rng.IntN(10) == 0 {
		delete(c.world.objects, id)
	}
	return id
}

func createCredentialCall(c *call) func(context.Context) (string, error) {
	params := seam.CredentialParams{Holder: seam.ACSUser("user-1"), Method: seam.Code{PIN: c.pin()}}
	return func(ctx context.Context) (string, error) {
		made, err := c.client.ACS.Credentials.Create(ctx, params, c.opts...)
		switch {
		case err != nil:
			return "", err
		case made == nil:
			return "the credential is nil", nil
		}
		return c.madeOne(made.ACSCredentialID), nil
	}
}

func createCodeCall(c *call) func(context.Context) (string, error) {
	params := seam.AccessCodeParams{DeviceID: c.device(), PIN: c.pin(), NoEnd: true}
	return func(ctx context.Context) (string, error) {
		made, err := c.client.AccessCodes.Create(ctx, params, c.opts...)
		switch {
		case err != nil:
			return "", err
		case made == nil:
			return "the access code is nil", nil
		}
		return c.madeOne(made.AccessCodeID), nil
	}
}

func createCodesCall(c *call) func(context.Context) (string, error) {
	request := &gen.AccessCodesCreateMultipleRequest{DeviceIDs: []string{c.device(), c.device()}}
	return func(ctx context.Context) (string, error) {
		made, err := c.client.AccessCodes.CreateMultiple(ctx, request, c.opts...)
		switch {
		case err != nil:
			return "", err
		case len(made) != 2 || made[0] == nil:
			return fmt.Sprintf("%d access codes, not 2", len(made)), nil
		}
		return c.madeOne(made[0].AccessCodeID), nil
	}
}

func createGrantCall(c *call) func(context.Context) (string, error) {
	params := seam.AccessGrantParams{
		Grantee:   seam.UserIdentity("identity-1"),
		DeviceIDs: []string{c.device()},
		Methods:   []seam.GrantMethod{seam.Code{}},
		NoEnd:     true,
	}
	return func(ctx context.Context) (string, error) {
		made, err := c.client.AccessGrants.Create(ctx, params, c.opts...)
		switch {
		case err != nil:
			return "", err
		case made == nil:
			return "the access grant is nil", nil
		}
		return c.madeOne(made.AccessGrantID), nil
	}
}

func createSessionCall(c *call) func(context.Context) (string, error) {
	request := &gen.ClientSessionsCreateRequest{UserIdentifierKey: new("guest-12")}
	return func(ctx context.Context) (string, error) {
		made, err := c.client.ClientSessions.Create(ctx, request, c.opts...)
		switch {
		case err != nil:
			return "", err
		case made == nil:
			return "the client session is nil", nil
		}
		return c.madeOne(made.ClientSessionID), nil
	}
}

func unlockCall(c *call) func(context.Context) (string, error) {
	request := &gen.LocksUnlockDoorRequest{DeviceID: c.target(c.device())}
	return func(ctx context.Context) (string, error) {
		attempt, err := c.client.Locks.UnlockDoor(ctx, request, c.opts...)
		switch {
		case err != nil:
			return "", err
		case attempt == nil:
			return "the action attempt is nil", nil
		}
		return c.madeOne(attempt.ActionAttemptID), nil
	}
}
