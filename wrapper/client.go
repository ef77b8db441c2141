package seam

import (
	"errors"
	"os"

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
// it. One that may also be null has the methods Set and SetNull.
type Client struct {
	*gen.Client
	caller gen.Caller

	// ACS has the services for access control systems.
	ACS *ACSService
	// AccessMethods has the operations below /access_methods.
	AccessMethods *AccessMethodsService
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
		Credentials: &CredentialsService{caller: caller},
		Encoders:    newEncodersService(client),
	}
	client.AccessMethods = newAccessMethodsService(client)
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
