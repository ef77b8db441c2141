package seam

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"slices"
	"strings"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/redact"
)

// Client calls the Seam API. Create one with [NewClient] or [FromEnv] and share it: it is safe for
// concurrent use.
//
// Every documented operation has a method: client.Locks.UnlockDoor sends POST /locks/unlock_door,
// and client.AccessCodes.Unmanaged.List sends POST /access_codes/unmanaged/list. Most methods are
// generated and belong to [gen.Client]. The services in the fields of Client and [ACSService] are
// hand-written where this package waits, checks or types more than the document does.
//
// To find the parameters of client.Locks.UnlockDoor:
//
//	go doc github.com/seam-go/seam/gen LocksService
//	go doc github.com/seam-go/seam/gen LocksUnlockDoorRequest
type Client struct {
	*gen.Client
	caller gen.Caller

	// ACS has the services for access control systems.
	ACS *ACSService
	// AccessCodes has the operations below /access_codes.
	AccessCodes *AccessCodesService
	// AccessGrants has the operations below /access_grants.
	AccessGrants *AccessGrantsService
	// AccessMethods has the operations below /access_methods.
	AccessMethods *AccessMethodsService
	// ConnectWebviews has the operations below /connect_webviews.
	ConnectWebviews *ConnectWebviewsService
	// Spaces has the operations below /spaces.
	Spaces *SpacesService
	// UserIdentities has the operations below /user_identities.
	UserIdentities *UserIdentitiesService
}

// ACSService holds the operations below /acs. The services Credentials and Encoders of this package
// replace the generated ones of the same name, which remain in the embedded [gen.ACSService].
type ACSService struct {
	*gen.ACSService

	// Credentials holds the operations below /acs/credentials.
	Credentials *CredentialsService
	// Encoders holds the operations below /acs/encoders.
	Encoders *EncodersService
}

// errServiceWithoutClient is returned by the methods of a zero or nil service.
var errServiceWithoutClient = errors.New("seam: this service was not created by NewClient; use a service of a Client")

// NewClient returns a client that authorizes its requests with auth, such as [APIKey]. It sends
// nothing. The error lists every problem with auth and opts, one a line.
//
//	client, err := seam.NewClient(seam.APIKey(key), seam.WithRetries(4))
//
// auth is an argument and not an [Option], because no client works without one.
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
	client.ConnectWebviews = &ConnectWebviewsService{client.Client.ConnectWebviews, client}
	client.Spaces = &SpacesService{client.Client.Spaces}
	client.UserIdentities = &UserIdentitiesService{client.Client.UserIdentities}
	return client, nil
}

// FromEnv returns a client configured by environment variables: SEAM_API_KEY, or
// SEAM_PERSONAL_ACCESS_TOKEN with SEAM_WORKSPACE_ID. SEAM_ENDPOINT or SEAM_API_URL, two names for
// the same setting, replaces the endpoint. opts are applied after the environment and override it.
//
// It sends nothing. It returns an error if the variables are incomplete or contradict each other,
// such as an API key together with a token, or two different endpoints.
func FromEnv(opts ...Option) (*Client, error) {
	auth, fromEnv, err := authFromEnv(os.Getenv)
	if err != nil {
		return nil, err
	}
	return NewClient(auth, append(fromEnv, opts...)...)
}

// scrubber returns a Scrubber that removes the credential the client last sent.
func (c *Client) scrubber() redact.Scrubber {
	if engine, ok := c.caller.(*caller); ok {
		return engine.client.Scrubber()
	}
	return redact.Scrubber{}
}

// Call sends a request to an operation that has no method here, such as one that Seam added after
// this version. It sends in as JSON with POST to path, and decodes the whole response, the object
// around the result, into out. A nil in sends {}; a nil out discards the response.
//
// A documented path has its documented effect. Any other path counts as a [gen.Write], which is
// never repeated if it may have been processed, unless [CallEffect] gives another effect. Call returns
// the same errors as a method, and a [*ParamsError] for a path that is not absolute or has a query.
//
//	var out struct {
//		Report json.RawMessage `json:"report"`
//	}
//	in := map[string]string{"report_id": id}
//	err := client.Call(ctx, "/reports/get", in, &out, seam.CallEffect(gen.Read))
func (c *Client) Call(ctx context.Context, path string, in, out any, opts ...gen.CallOption) error {
	if c == nil || c.caller == nil {
		return errors.New("seam: this Client was not created by NewClient")
	}
	if !strings.HasPrefix(path, "/") || strings.ContainsAny(path, "?#") {
		return &ParamsError{Operation: path, Problems: []Problem{{"path", `must be absolute and have no query, such as "/acs/users/get"`}}}
	}
	op := gen.LookupOperation(path)
	if op == nil {
		op = &gen.Operation{Path: path}
	}
	return c.caller.Call(ctx, op, in, out, append(slices.Clip(opts), decodeAnyType())...)
}

// decodeAnyType lets encoding/json decode the types that package decode does not. Only
// [Client.Call] needs it, because only its callers bring such types. Programs that do not use Call
// are linked without it.
func decodeAnyType() gen.CallOption {
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

// Version is the version of this module. Every request carries it in the headers seam-sdk-version
// and User-Agent, so that Seam's support can see which client sent the request.
const Version = "0.1.0"

const sdkName = "seam-go"
