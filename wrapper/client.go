package seam

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/redact"
)

// Client calls the Seam API. Make one with [NewClient] or [FromEnv] and share
// it: it may be used by many goroutines at once.
//
// Every documented operation has a method: client.Locks.UnlockDoor sends
// POST /locks/unlock_door, client.AccessCodes.Unmanaged.List sends
// POST /access_codes/unmanaged/list. They come from [gen.Client] and are
// generated, except those of client.ACS.Credentials, client.ACS.Encoders and
// client.AccessMethods, which are made by hand as far as there is more to say.
// To find your way from client.Locks.UnlockDoor to what it takes:
//
//	go doc github.com/seam-go/seam/gen LocksService
//	go doc github.com/seam-go/seam/gen LocksUnlockDoorRequest
//
// In the requests of package gen, an optional field is a pointer: new("x") sets
// it. One that may also be null is a [gen.Nullable]: gen.Value("x") sets it, and
// gen.Null[string]() sends null.
type Client struct {
	*gen.Client
	caller  gen.Caller
	waiting sync.Map // the waits that are going on, each a *waiter

	// ACS has the services for access control systems.
	ACS *ACSService
	// AccessCodes has the operations below /access_codes.
	AccessCodes *AccessCodesService
	// AccessGrants has the operations below /access_grants.
	AccessGrants *AccessGrantsService
	// AccessMethods has the operations below /access_methods.
	AccessMethods *AccessMethodsService
	// Spaces has the operations below /spaces.
	Spaces *SpacesService
	// UserIdentities has the operations below /user_identities.
	UserIdentities *UserIdentitiesService
}

// ACSService has the operations below /acs: what gen has for them, with the
// hand-made services in the place of the generated ones.
type ACSService struct {
	*gen.ACSService

	// Credentials has the operations below /acs/credentials.
	Credentials *CredentialsService
	// Encoders has the operations below /acs/encoders.
	Encoders *EncodersService
}

// errForeignService is for a service that has nothing to send with.
var errForeignService = errors.New("seam: this service was not created by NewClient; use the one of a client")

// NewClient returns a client that auth authorizes, such as [APIKey]. It sends
// nothing yet. The error names everything that is wrong with auth and opts.
func NewClient(auth Auth, opts ...Option) (*Client, error) {
	caller, err := newCaller(auth, opts)
	if err != nil {
		return nil, err
	}
	client := &Client{Client: gen.NewClient(caller), caller: caller}
	client.ACS = &ACSService{
		ACSService:  client.Client.ACS,
		Credentials: newCredentialsService(client),
		Encoders:    newEncodersService(client),
	}
	client.AccessCodes = &AccessCodesService{client.Client.AccessCodes, client}
	client.AccessGrants = &AccessGrantsService{client.Client.AccessGrants, client}
	client.AccessMethods = newAccessMethodsService(client)
	client.Spaces = &SpacesService{client.Client.Spaces}
	client.UserIdentities = &UserIdentitiesService{client.Client.UserIdentities}
	return client, nil
}

// FromEnv returns a client configured by the environment: SEAM_API_KEY, or
// SEAM_PERSONAL_ACCESS_TOKEN with SEAM_WORKSPACE_ID, and optionally SEAM_ENDPOINT
// or SEAM_API_URL, two names for the same setting. Both kinds of credential at
// once are an error, and so are two different endpoints. The options come after
// the environment and may replace its endpoint.
func FromEnv(opts ...Option) (*Client, error) {
	auth, fromEnv, err := authFromEnv(os.Getenv)
	if err != nil {
		return nil, err
	}
	return NewClient(auth, append(fromEnv, opts...)...)
}

// scrubber knows the credential that the client last sent.
func (c *Client) scrubber() redact.Scrubber {
	if engine, ok := c.caller.(*caller); ok {
		return engine.client.Scrubber()
	}
	return redact.Scrubber{}
}

// Call sends a request that has no method here, such as one that Seam has added
// since: in is sent as JSON with POST to path, and the whole answer, the object
// around the result, is read into out (nothing if that is nil). A path that the
// document does not list counts as a [gen.Write], which is never repeated in
// doubt.
func (c *Client) Call(ctx context.Context, path string, in, out any, opts ...gen.CallOption) error {
	if c == nil || c.caller == nil {
		return errors.New("seam: this Client is not made by NewClient")
	}
	if !strings.HasPrefix(path, "/") || strings.ContainsAny(path, "?#") {
		return &ParamsError{Operation: path, Problems: []Problem{{"path", `give one such as "/acs/users/get"`}}}
	}
	op := gen.LookupOperation(path)
	if op == nil {
		op = &gen.Operation{Path: path}
	}
	return c.caller.Call(ctx, op, in, out, append(slices.Clip(opts), ofAnyType())...)
}

// ofAnyType lets encoding/json read what package decode does not: no answer that this module knows
// has such types, so only this links it.
func ofAnyType() gen.CallOption {
	return callOption(func(s *callSettings) error {
		s.call.DecodeAnyType(json.Unmarshal)
		s.call.OfAnyType = !isGenerated(s.call.Request)
		return nil
	})
}

// isGenerated reports whether a request is of a type of package gen.
func isGenerated(request any) bool {
	t := reflect.TypeOf(request)
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t != nil && t.PkgPath() == reflect.TypeFor[gen.Operation]().PkgPath()
}

// Version is the version of this module. It is sent with every request as seam-sdk-version and
// in User-Agent, so that Seam's support can tell which client a request came from.
const Version = "0.1.0"

const sdkName = "seam-go"
