package seam

import (
	"context"
	"slices"

	"github.com/seam-go/seam/gen"
)

const (
	pathCreateAccessCode = "/access_codes/create"
	pathGetAccessCode    = "/access_codes/get"
)

// AccessCodesService holds the operations below /access_codes. Create checks its parameters before it sends
// anything. CheckPIN checks them against the rules of the device. WaitSet and WaitDeleted wait until the device
// has set or deleted an access code. The other methods are generated.
//
//	params := seam.AccessCodeParams{DeviceID: lockID, PIN: "1815", NoEnd: true}
//	check, err := client.AccessCodes.CheckPIN(ctx, params)
//	if err != nil {
//		return err
//	}
//	if err := check.Err(); err != nil {
//		return err // It lists the rules that the code breaks.
//	}
//	code, err := client.AccessCodes.Create(ctx, params)
//	if err != nil {
//		return err
//	}
//	code, err = client.AccessCodes.WaitSet(ctx, code.AccessCodeID)
//
// Use it to control one code on one device. An access grant gives a person access to several places, with
// PINs, cards and keys: see [AccessGrantsService].
type AccessCodesService struct {
	*gen.AccessCodesService
	client *Client
}

// Create creates an access code on a device and returns it. It returns before the device has the code:
// [AccessCodesService.WaitSet] waits for that.
//
// Invalid parameters return a [*ParamsError], and nothing is sent. If Seam's response has no code, Create
// returns a [*gen.MissingResultError]. It leaves out the action attempt of the response, because the state of
// the code says more; the generated method, client.AccessCodes.AccessCodesService.Create, returns it.
//
// The request is repeated only if Seam certainly did not process it. After [ErrOutcomeUnknown], look for the
// code by its Name before you create it again:
//
//	req := &gen.AccessCodesListRequest{DeviceID: &params.DeviceID, Search: &params.Name}
//	for code, err := range client.AccessCodes.List(ctx, req) {
//		if err != nil {
//			return nil, err
//		}
//		if code.Name != nil && *code.Name == params.Name { // Search finds parts of names, too.
//			return code, nil
//		}
//	}
//
// Wait for two minutes first, and check that the list shows all names: see [ErrOutcomeUnknown] and
// [ResponseInfo.MalformedFields].
//
// Effect: [gen.Write].
//
// POST /access_codes/create
func (s *AccessCodesService) Create(ctx context.Context, params AccessCodeParams, opts ...gen.CallOption) (*gen.AccessCode, error) {
	if err := checkClient(s.owner(), params.Validate()); err != nil {
		return nil, err
	}
	created, err := s.AccessCodesService.Create(ctx, params.request(), opts...)
	if err != nil {
		return nil, err
	}
	if created.AccessCode == nil || created.AccessCode.AccessCodeID == "" {
		// Without its ID a code cannot be deleted.
		return nil, &gen.MissingResultError{Operation: pathCreateAccessCode, Key: "access_code"}
	}
	return created.AccessCode, nil
}

// CheckPIN fetches the device of an access code and the codes on it, including those that people have set
// outside Seam, for example in the app of the lock. It returns the result of [CheckPIN] for them: its method Err
// reports whether the code may be sent. To check a PIN for an access grant, set only DeviceID and PIN. CheckPIN
// reserves nothing, so Seam can still reject a PIN that was free.
//
// A device that does not exist returns [ErrNotFound].
//
// Effect: [gen.Read].
//
// POST /devices/get
//
// POST /access_codes/list
//
// POST /access_codes/unmanaged/list
func (s *AccessCodesService) CheckPIN(ctx context.Context, params AccessCodeParams, opts ...gen.CallOption) (*PINCheck, error) {
	var found problems
	found.id("DeviceID", params.DeviceID)
	if err := checkClient(s.owner(), found.err(pathCreateAccessCode)); err != nil {
		return nil, err
	}
	device, err := s.client.Devices.Get(ctx, &gen.DevicesGetRequest{DeviceID: &params.DeviceID}, opts...)
	if err != nil {
		return nil, err
	}
	onDevice, err := Collect(s.List(ctx, &gen.AccessCodesListRequest{DeviceID: &params.DeviceID}, opts...))
	if err != nil {
		return nil, err
	}
	for code, err := range s.Unmanaged.List(ctx, &gen.AccessCodesUnmanagedListRequest{DeviceID: params.DeviceID}, opts...) {
		if err != nil {
			return nil, err
		}
		onDevice = append(onDevice, &gen.AccessCode{Code: code.Code, Name: code.Name, EndsAt: code.EndsAt})
	}
	return CheckPIN(device, params, onDevice...), nil
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
	return waitFor(ctx, s.client, awaited{resource: "access code", id: accessCodeID, state: "set"}, func(ctx context.Context) (*gen.AccessCode, bool, error) {
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
	var found problems
	found.id("AccessCodeID", accessCodeID)
	return checkClient(s.owner(), found.err(pathGetAccessCode))
}

func (s *AccessCodesService) get(ctx context.Context, id string, opts []gen.CallOption) (*gen.AccessCode, error) {
	return s.Get(ctx, &gen.AccessCodesGetRequest{AccessCodeID: &id}, opts...)
}

func (s *AccessCodesService) owner() *Client {
	if s == nil {
		return nil
	}
	return s.client
}
