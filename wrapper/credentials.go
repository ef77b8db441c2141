package seam

import (
	"context"
	"errors"
	"fmt"

	"github.com/seam-go/seam/gen"
)

const (
	pathCreateCredential    = "/acs/credentials/create"
	pathGetCredential       = "/acs/credentials/get"
	pathListCredentials     = "/acs/credentials/list"
	pathUpdateCredential    = "/acs/credentials/update"
	pathDeleteCredential    = "/acs/credentials/delete"
	pathAssignCredential    = "/acs/credentials/assign"
	pathUnassignCredential  = "/acs/credentials/unassign"
	pathAccessibleEntrances = "/acs/credentials/list_accessible_entrances"
)

// CredentialsService creates credentials of access systems and works with them.
//
// Parameters that cannot be right are refused with a [*ParamsError] before anything is sent. A
// method that returns a credential never returns nil without an error.
type CredentialsService struct{ client *Client }

func newCredentialsService(client *Client) *CredentialsService {
	return &CredentialsService{client: client}
}

// Create creates a credential for its holder. It is sent again only if Seam certainly did not process
// it. After [ErrOutcomeUnknown] look with [CredentialsService.Matching] before you create it again.
//
// Effect: [gen.Write].
//
// POST /acs/credentials/create
func (s *CredentialsService) Create(ctx context.Context, params CredentialParams, opts ...gen.CallOption) (*Credential, error) {
	if err := params.check(); err != nil {
		return nil, err
	}
	return s.doCredential(ctx, pathCreateCredential, params.request(), opts)
}

// Get returns the credential with this ID.
//
// Effect: [gen.Read].
//
// POST /acs/credentials/get
func (s *CredentialsService) Get(ctx context.Context, id string, opts ...gen.CallOption) (*Credential, error) {
	if err := checkCredentialID(pathGetCredential, id); err != nil {
		return nil, err
	}
	return s.doCredential(ctx, pathGetCredential, credentialRequest{ACSCredentialID: id}, opts)
}

// Update changes a credential and returns it. An update without a change is a [*ParamsError]. After
// [ErrOutcomeUnknown] it is safe to send the same update again.
//
// Effect: [gen.Idempotent].
//
// POST /acs/credentials/update
func (s *CredentialsService) Update(ctx context.Context, id string, update CredentialUpdate, opts ...gen.CallOption) (*Credential, error) {
	if err := update.check(id); err != nil {
		return nil, err
	}
	return s.doOrFetch(ctx, pathUpdateCredential, id, update.request(id), opts)
}

// Delete deletes a credential. If it returns nil, the credential is gone. One that does not exist is
// [ErrNotFound], unless an earlier attempt of the same call may have deleted it: then there is no
// error. After [ErrOutcomeUnknown] it is safe to call Delete again, and ErrNotFound then means that
// the credential is gone.
//
// Effect: [gen.Idempotent].
//
// POST /acs/credentials/delete
func (s *CredentialsService) Delete(ctx context.Context, id string, opts ...gen.CallOption) error {
	if err := checkCredentialID(pathDeleteCredential, id); err != nil {
		return err
	}
	return s.call(ctx, pathDeleteCredential, credentialRequest{ACSCredentialID: id}, nil, opts)
}

// Assign gives a credential to a holder, and returns it. If it has to be sent twice and the second
// attempt is rejected, Assign fetches the credential, and returns it if it has the holder. After
// [ErrOutcomeUnknown] it is safe to call Assign again.
//
// Effect: [gen.Idempotent].
//
// POST /acs/credentials/assign
func (s *CredentialsService) Assign(ctx context.Context, id string, to Holder, opts ...gen.CallOption) (*Credential, error) {
	return s.doAssign(ctx, pathAssignCredential, id, to, opts)
}

// Unassign takes a credential away from its holder, and returns it. If it has to be sent twice and
// the second attempt is rejected, because there is no such holder any more, Unassign fetches the
// credential, and returns it if it has another holder or none. After [ErrOutcomeUnknown] it is safe
// to call Unassign again.
//
// Effect: [gen.Idempotent].
//
// POST /acs/credentials/unassign
func (s *CredentialsService) Unassign(ctx context.Context, id string, from Holder, opts ...gen.CallOption) (*Credential, error) {
	return s.doAssign(ctx, pathUnassignCredential, id, from, opts)
}

// ListAccessibleEntrances returns the entrances that a credential opens.
//
// Effect: [gen.Read].
//
// POST /acs/credentials/list_accessible_entrances
func (s *CredentialsService) ListAccessibleEntrances(ctx context.Context, id string, opts ...gen.CallOption) ([]*gen.ACSEntrance, error) {
	if err := checkClient(s.owner(), checkCredentialID(pathAccessibleEntrances, id)); err != nil {
		return nil, err
	}
	entrances, err := s.client.Client.ACS.Credentials.ListAccessibleEntrances(ctx, &gen.ACSCredentialsListAccessibleEntrancesRequest{ACSCredentialID: id}, opts...)
	if err != nil {
		return nil, err
	}
	return withoutNil(entrances), nil
}

// credentialRequest names a credential, and its holder where there is one to name.
type credentialRequest struct {
	ACSCredentialID string `json:"acs_credential_id"`
	holderRequest
}

func (s *CredentialsService) doAssign(ctx context.Context, path, id string, holder Holder, opts []gen.CallOption) (*Credential, error) {
	var found problems
	found.id("ACSCredentialID", id)
	found.holder(holder)
	if err := found.err(path); err != nil {
		return nil, err
	}
	req := credentialRequest{ACSCredentialID: id}
	holder.fillHolder(&req.holderRequest)
	credential, err := s.doOrFetch(ctx, path, id, req, opts)
	if rejected, ok := errors.AsType[*Error](err); ok && rejected.afterUnknown() {
		return s.settleHolder(ctx, id, holder, path == pathAssignCredential, rejected, opts)
	}
	return credential, err
}

// settleHolder looks whether an attempt that got no response has given a credential to its holder, or
// taken it away, after the next attempt was rejected.
func (s *CredentialsService) settleHolder(ctx context.Context, id string, holder Holder, wanted bool, unknown *Error, opts []gen.CallOption) (*Credential, error) {
	credential, err := s.Get(ctx, id, opts...)
	if err != nil {
		return nil, unknown.endedBy(err)
	}
	if is, known := holder.holds(credential); !known || is != wanted {
		return nil, unknown
	}
	return credential, nil
}

func checkCredentialID(path, id string) error {
	var found problems
	found.id("ACSCredentialID", id)
	return found.err(path)
}

// doCredential performs an operation that returns a credential.
func (s *CredentialsService) doCredential(ctx context.Context, path string, request any, opts []gen.CallOption) (*Credential, error) {
	var response credentialResponse
	if err := s.call(ctx, path, request, &response, opts); err != nil {
		return nil, err
	}
	if response.Result == nil || response.Result.ACSCredentialID == "" {
		// Without its ID a credential cannot be found again.
		return nil, &gen.MissingResultError{Operation: path, Key: "acs_credential"}
	}
	return response.Result, nil
}

// doOrFetch performs an operation that is documented to return the credential, but whose response may
// lack it. The credential is fetched then.
func (s *CredentialsService) doOrFetch(ctx context.Context, path, id string, request any, opts []gen.CallOption) (*Credential, error) {
	credential, err := s.doCredential(ctx, path, request, opts)
	missing, ok := errors.AsType[*gen.MissingResultError](err)
	if !ok {
		return credential, err
	}
	credential, err = s.Get(ctx, id, opts...)
	if err != nil {
		return nil, fmt.Errorf("%w, and the credential could not be fetched: %w", missing, err)
	}
	return credential, nil
}

func (s *CredentialsService) call(ctx context.Context, path string, request, response any, opts []gen.CallOption) error {
	if err := checkClient(s.owner(), nil); err != nil {
		return err
	}
	return s.client.caller.Call(ctx, credentialOperation(path), request, response, opts...)
}

func (s *CredentialsService) owner() *Client {
	if s == nil {
		return nil
	}
	return s.client
}

func credentialOperation(path string) *gen.Operation {
	return gen.OperationOf[*gen.ACSCredentialsService](path)
}

// credentialResponse is the response to operations that return a credential.
type credentialResponse struct {
	Result *Credential `json:"acs_credential"`
}
