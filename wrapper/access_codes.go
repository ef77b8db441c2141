package seam

import (
	"context"
	"slices"

	"github.com/seam-go/seam/gen"
)

const pathGetAccessCode = "/access_codes/get"

// AccessCodesService holds the operations below /access_codes, which are generated. WaitSet and WaitDeleted
// wait until the device has set or deleted an access code. [CheckPIN] checks a code against the rules of the
// device before it is sent.
//
// Create returns the access code together with an action attempt. Wait for the access code:
//
//	created, err := client.AccessCodes.Create(ctx, &gen.AccessCodesCreateRequest{DeviceID: lockID, Code: &pin})
//	if err != nil {
//		return err
//	}
//	code, err := client.AccessCodes.WaitSet(ctx, created.AccessCode.AccessCodeID)
//	if err != nil {
//		return err
//	}
//	fmt.Println(*code.Code)
type AccessCodesService struct {
	*gen.AccessCodesService
	client *Client
}

// WaitSet waits until an access code is set on its device, and returns the code. Its PIN opens the door
// only then. Seam sets a code that starts later some time before its start, and on some devices only at
// its start: set a deadline on ctx.
//
// WaitSet sends a request at once, and repeats it at growing intervals of at most 4 seconds. [Client.Wake]
// makes it send the next one earlier.
//
// If the code has errors, for example because its device is offline, WaitSet returns an [*IssueError]. If
// ctx ends first, it returns a [*WaitError].
//
// Effect: [gen.Read].
//
// POST /access_codes/get
func (s *AccessCodesService) WaitSet(ctx context.Context, accessCodeID string, opts ...gen.CallOption) (*gen.AccessCode, error) {
	if err := s.check(accessCodeID); err != nil {
		return nil, err
	}
	return waitFor(ctx, s.client, awaited{"access code", accessCodeID, "set"}, func(ctx context.Context) (*gen.AccessCode, bool, error) {
		var malformed []MalformedValue
		code, err := s.get(ctx, accessCodeID, withOption(opts, keepMalformed(&malformed)))
		if err != nil {
			return nil, false, err
		}
		if err := newIssueError("access code", accessCodeID, code); err != nil {
			return code, true, err
		}
		err = checkMalformed(pathGetAccessCode, accessCodeID, malformed, "access_code.status", "access_code.errors")
		return code, err == nil && code.Status == gen.AccessCodeStatusSet, err
	})
}

// WaitDeleted waits until a deleted access code is gone from its device. If Seam failed to remove it, or
// cannot reach the device, WaitDeleted returns an [*IssueError]. If ctx ends first, it returns a
// [*WaitError].
//
// Effect: [gen.Read].
//
// POST /access_codes/get
func (s *AccessCodesService) WaitDeleted(ctx context.Context, accessCodeID string, opts ...gen.CallOption) error {
	if err := s.check(accessCodeID); err != nil {
		return err
	}
	return waitDeleted(ctx, s.client, "access code", accessCodeID, func(ctx context.Context) (any, error) {
		code, err := s.get(ctx, accessCodeID, opts)
		if err != nil {
			return nil, err
		}
		return &gen.AccessCode{Errors: slices.DeleteFunc(code.Errors, isNotAboutRemoval)}, nil
	})
}

// isNotAboutRemoval reports whether an error does not keep a code from being removed, such as a failure to
// set it.
func isNotAboutRemoval(e gen.AccessCodeError) bool {
	return e.ErrorCode != gen.AccessCodeErrorCodeFailedToRemoveFromDevice &&
		!e.IsDeviceError && !e.IsConnectedAccountError && !e.IsBridgeError
}

func (s *AccessCodesService) check(accessCodeID string) error {
	if s == nil || s.client == nil {
		return errServiceWithoutClient
	}
	var found problems
	found.id("AccessCodeID", accessCodeID)
	return found.err(pathGetAccessCode)
}

func (s *AccessCodesService) get(ctx context.Context, id string, opts []gen.CallOption) (*gen.AccessCode, error) {
	return s.Get(ctx, &gen.AccessCodesGetRequest{AccessCodeID: &id}, opts...)
}
