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

// CredentialsService creates and manages the credentials of access systems. Use it as
// client.ACS.Credentials.
//
// Its methods check their parameters before they send anything. Invalid parameters are a
// [*ParamsError] that lists every problem. A method that returns a credential returns either a
// credential or an error, never nil for both. All methods return the errors of calls; see [Error].
type CredentialsService struct{ client *Client }

func newCredentialsService(client *Client) *CredentialsService {
	return &CredentialsService{client: client}
}

// Create creates a credential for its holder and returns it.
//
// The request is repeated only if Seam certainly did not process it. After [ErrOutcomeUnknown],
// find out with [CredentialsService.Matching] whether the credential exists before you create it
// again.
//
//	credential, err := client.ACS.Credentials.Create(ctx, seam.CredentialParams{
//		Holder: seam.ACSUser(userID),
//		Method: seam.Code{PIN: "824759"},
//		EndsAt: checkout,
//	})
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

// Get returns the credential with this ID, or [ErrNotFound].
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

// Update changes the non-zero fields of update and returns the changed credential. An update
// without a change is a [*ParamsError]. After [ErrOutcomeUnknown], sending the same update again is
// safe.
//
// If the response lacks the credential, Update fetches it. If that fails, Update returns a
// [*gen.MissingResultError], because the change was made. The failure is then only in the text of
// the error: errors.Is does not match it.
//
//	credential, err := client.ACS.Credentials.Update(ctx, id, seam.CredentialUpdate{EndsAt: checkout})
//
// Effect: [gen.Idempotent].
//
// POST /acs/credentials/update
//
// POST /acs/credentials/get
func (s *CredentialsService) Update(ctx context.Context, id string, update CredentialUpdate, opts ...gen.CallOption) (*Credential, error) {
	if err := update.check(id); err != nil {
		return nil, err
	}
	return s.doOrFetch(ctx, pathUpdateCredential, id, update.request(id), opts)
}

// Delete deletes a credential. If it returns nil, the credential no longer exists. If the
// credential did not exist, Delete returns [ErrNotFound], unless an earlier attempt of the same
// call may have deleted it: then it returns nil. After [ErrOutcomeUnknown], calling Delete again is
// safe, and ErrNotFound then means that the credential is gone.
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

// Assign gives a credential to a holder and returns it. If the call is repeated and the second
// attempt is rejected, the first request may have done it: Assign then fetches the credential, and
// succeeds if it has the holder. After [ErrOutcomeUnknown], calling Assign again is safe.
//
// Assign also fetches a credential that is missing in the response, and returns a
// [*gen.MissingResultError] if that fails: see [CredentialsService.Update].
//
//	credential, err := client.ACS.Credentials.Assign(ctx, id, seam.ACSUser(userID))
//
// Effect: [gen.Idempotent].
//
// POST /acs/credentials/assign
//
// POST /acs/credentials/get
func (s *CredentialsService) Assign(ctx context.Context, id string, to Holder, opts ...gen.CallOption) (*Credential, error) {
	return s.doAssign(ctx, pathAssignCredential, id, to, opts)
}

// Unassign takes a credential away from a holder and returns it. If the call is repeated and the
// second attempt is rejected, the first request may have done it: Unassign then fetches the
// credential, and succeeds if the holder no longer has it. After [ErrOutcomeUnknown], calling
// Unassign again is safe.
//
// Unassign also fetches a credential that is missing in the response, and returns a
// [*gen.MissingResultError] if that fails: see [CredentialsService.Update].
//
// Effect: [gen.Idempotent].
//
// POST /acs/credentials/unassign
//
// POST /acs/credentials/get
func (s *CredentialsService) Unassign(ctx context.Context, id string, from Holder, opts ...gen.CallOption) (*Credential, error) {
	return s.doAssign(ctx, pathUnassignCredential, id, from, opts)
}

// ListAccessibleEntrances returns all entrances that a credential opens.
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
	return entrances, nil
}

// credentialRequest names a credential and, for some operations, its holder.
type credentialRequest struct {
	ACSCredentialID string `json:"acs_credential_id"`
	holderRequest
}

// doAssign performs assign or unassign, and confirms the result if the first of two attempts may
// have been processed.
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
	if rejected, ok := errors.AsType[*Error](err); ok && rejected.rejectedAfterUnknown() {
		return s.confirmHolder(ctx, id, holder, path == pathAssignCredential, rejected, opts)
	}
	return credential, err
}

// confirmHolder fetches the credential after its assignment was rejected on the second attempt. It
// returns the credential if the first attempt did the work, and the error unknown otherwise.
func (s *CredentialsService) confirmHolder(ctx context.Context, id string, holder Holder, wanted bool, unknown *Error, opts []gen.CallOption) (*Credential, error) {
	var malformed []MalformedValue
	credential, err := s.Get(ctx, id, withOption(opts, keepMalformed(&malformed))...)
	if err == nil {
		err = checkMalformed(pathGetCredential, id, malformed, "acs_credential.acs_user_id", "acs_credential.user_identity_id")
	}
	if err != nil {
		return nil, unknown.addCause(lookupFailure(err))
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

// doCredential performs an operation that returns a credential. A credential without an ID counts
// as missing, because it could not be found again.
func (s *CredentialsService) doCredential(ctx context.Context, path string, request any, opts []gen.CallOption) (*Credential, error) {
	var response credentialResponse
	if err := s.call(ctx, path, request, &response, opts); err != nil {
		return nil, err
	}
	if response.Result == nil || response.Result.ACSCredentialID == "" {
		return nil, &gen.MissingResultError{Operation: path, Key: "acs_credential"}
	}
	return response.Result, nil
}

// doOrFetch performs an operation that returns a credential, and fetches the credential if it is
// missing in the response. The document promises it there, but Seam does not always send it.
//
// The error does not wrap the failure to fetch: a change that was made must not look like one that
// found nothing or came too late.
func (s *CredentialsService) doOrFetch(ctx context.Context, path, id string, request any, opts []gen.CallOption) (*Credential, error) {
	credential, err := s.doCredential(ctx, path, request, opts)
	missing, ok := errors.AsType[*gen.MissingResultError](err)
	if !ok {
		return credential, err
	}
	credential, err = s.Get(ctx, id, opts...)
	if err != nil {
		return nil, fmt.Errorf("%w, and the credential could not be fetched: %s", missing, err.Error())
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

// credentialOperation returns the operation with this path. Looking it up in one service lets the
// linker drop the operations of all others.
func credentialOperation(path string) *gen.Operation {
	return gen.OperationOf[*gen.ACSCredentialsService](path)
}

// credentialResponse is the response to operations that return a credential.
type credentialResponse struct {
	Result *Credential `json:"acs_credential"`
}
