package model

import (
	"context"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

func updateCredentialCall(c *call) func(context.Context) (string, error) {
	id, pin := c.target(c.credential("user-1")), c.pin()
	return func(ctx context.Context) (string, error) {
		changed, err := c.client.ACS.Credentials.Update(ctx, id, seam.CredentialUpdate{Code: pin}, c.opts...)
		switch {
		case err != nil:
			return "", err
		case changed == nil:
			return "the credential is nil", nil
		case changed.ACSCredentialID != id:
			return differ("the ID", changed.ACSCredentialID, id), nil
		}
		return differ("the PIN in the world", c.world.field(id, "code"), pin), nil
	}
}

func assignCall(c *call) func(context.Context) (string, error) {
	id := c.target(c.credential(""))
	return func(ctx context.Context) (string, error) {
		changed, err := c.client.ACS.Credentials.Assign(ctx, id, seam.ACSUser("user-2"), c.opts...)
		switch {
		case err != nil:
			return "", err
		case changed == nil:
			return "the credential is nil", nil
		case changed.ACSUserID != "user-2":
			return differ("the holder", changed.ACSUserID, "user-2"), nil
		}
		return differ("the holder in the world", c.world.field(id, "acs_user_id"), "user-2"), nil
	}
}

// unassignCall takes a credential from its holder, or from a user who does not hold it.
func unassignCall(c *call) func(context.Context) (string, error) {
	id, from := c.target(c.credential("user-1")), "user-1"
	if c.rng.IntN(10) == 0 {
		from = "user-3"
	}
	return func(ctx context.Context) (string, error) {
		changed, err := c.client.ACS.Credentials.Unassign(ctx, id, seam.ACSUser(from), c.opts...)
		switch {
		case err != nil:
			return "", err
		case changed == nil:
			return "the credential is nil", nil
		case changed.ACSUserID == from:
			return "the credential that was returned is still held by " + from, nil
		case c.world.field(id, "acs_user_id") == from:
			return "the credential is still held by " + from, nil
		}
		return "", nil
	}
}

// gone says that an object still exists after a deletion.
func (c *call) gone(id string) string {
	if c.world.has(id) {
		return id + " still exists"
	}
	return ""
}

func deleteCredentialCall(c *call) func(context.Context) (string, error) {
	id := c.target(c.credential("user-1"))
	return func(ctx context.Context) (string, error) {
		err := c.client.ACS.Credentials.Delete(ctx, id, c.opts...)
		return c.gone(id), err
	}
}

func deleteGrantCall(c *call) func(context.Context) (string, error) {
	id := c.target(c.world.add("access_grant_id", object{}))
	return func(ctx context.Context) (string, error) {
		err := c.client.AccessGrants.Delete(ctx, seam.GrantID(id), c.opts...)
		return c.gone(id), err
	}
}

func deleteCodeCall(c *call) func(context.Context) (string, error) {
	id := c.target(c.world.add("access_code_id", object{}))
	return func(ctx context.Context) (string, error) {
		attempt, err := c.client.AccessCodes.Delete(ctx, &gen.AccessCodesDeleteRequest{AccessCodeID: id}, c.opts...)
		if err == nil && attempt == nil {
			return "the action attempt is nil", nil
		}
		return c.gone(id), err
	}
}

func addMemberCall(c *call) func(context.Context) (string, error) {
	request := &gen.ACSUsersAddToAccessGroupRequest{ACSUserID: "user-1", ACSAccessGroupID: "group-1"}
	return func(ctx context.Context) (string, error) {
		err := c.client.ACS.Users.AddToAccessGroup(ctx, request, c.opts...)
		if !c.world.hasMember("user-1", "group-1") {
			return "the user is not in the group", err
		}
		return "", err
	}
}

// removeMemberCall removes a user from a group, who may not be in it.
func removeMemberCall(c *call) func(context.Context) (string, error) {
	c.world.members[[2]string{"user-1", "group-1"}] = c.rng.IntN(10) > 0
	request := &gen.ACSUsersRemoveFromAccessGroupRequest{ACSUserID: new("user-1"), ACSAccessGroupID: "group-1"}
	return func(ctx context.Context) (string, error) {
		err := c.client.ACS.Users.RemoveFromAccessGroup(ctx, request, c.opts...)
		if c.world.hasMember("user-1", "group-1") {
			return "the user is still in the group", err
		}
		return "", err
	}
}

func addDevicesCall(c *call) func(context.Context) (string, error) {
	device := c.device()
	request := &gen.SpacesAddDevicesRequest{SpaceID: "space-1", DeviceIDs: []string{device}}
	return func(ctx context.Context) (string, error) {
		err := c.client.Spaces.AddDevices(ctx, request, c.opts...)
		if !c.world.hasMember(device, "space-1") {
			return "the device is not in the space", err
		}
		return "", err
	}
}

func updateDeviceCall(c *call) func(context.Context) (string, error) {
	id, name := c.target(c.device()), "door "+c.pin()
	request := &gen.DevicesUpdateRequest{DeviceID: id, Name: gen.Value(name)}
	return func(ctx context.Context) (string, error) {
		err := c.client.Devices.Update(ctx, request, c.opts...)
		return differ("the name in the world", c.world.field(id, "name"), name), err
	}
}
