package seam

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/seam-go/seam/gen"
)

const (
	pathCreateCredential   = "/acs/credentials/create"
	pathGetCredential      = "/acs/credentials/get"
	pathListCredentials    = "/acs/credentials/list"
	pathUpdateCredential   = "/acs/credentials/update"
	pathDeleteCredential   = "/acs/credentials/delete"
	pathAssignCredential   = "/acs/credentials/assign"
	pathUnassignCredential = "/acs/credentials/unassign"
)

// CredentialsService creates credentials of access systems and works with them.
//
// Parameters that cannot be right are refused with a [*ParamsError] before anything is sent. A
// method that returns a credential never returns nil without an error.
type CredentialsService struct{ caller gen.Caller }

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

// Matching yields the credentials that a Create with these parameters may have made. Look with it
// after [ErrOutcomeUnknown], before you send a Create again:
//
//	made, err := credentials.Create(ctx, params)
//	if errors.Is(err, seam.ErrOutcomeUnknown) {
//		made, err = nil, nil
//		for found, failed := range credentials.Matching(later, params) {
//			made, err = found, failed
//		}
//		if made == nil && err == nil {
//			made, err = credentials.Create(later, params)
//		}
//	}
//
// A request that lost its response may still be under way. Look with a context that is still alive,
// and only when the request can no longer be: some time after the attempt timeout (see
// [WithAttemptTimeout]) is enough for the client's part.
//
// A credential matches if it has the holder, access system, access method, start and end of the
// parameters, which must be the same ones: an end that is computed again from the present time is
// another. A zero StartsAt matches every start, and a zero EndsAt only a credential without an end. The
// PIN and the kind of mobile key are compared if the parameters and the credential have them; the
// entrances are not, because Seam does not show them. A credential that was created earlier with the
// same parameters matches as well: compare its CreatedAt with that of the newest one you know.
//
// Effect: [gen.Read].
//
// POST /acs/credentials/list
func (s *CredentialsService) Matching(ctx context.Context, params CredentialParams, opts ...gen.CallOption) iter.Seq2[*Credential, error] {
	return func(yield func(*Credential, error) bool) {
		if err := params.check(); err != nil {
			yield(nil, err)
			return
		}
		wanted := newMatch(params)
		for credential, err := range s.List(ctx, params.filter(), opts...) {
			if err == nil && !wanted.matches(credential) {
				continue
			}
			if !yield(credential, err) {
				return
			}
		}
	}
}

// List yields the credentials that the filter chooses, fetching page by page. A failure is yielded
// after the credentials that came before it, and ends the list. [CallReadAhead] saves the time that
// a page takes while the loop works on the one before. To keep the place reached in a long list, use
// [CredentialsService.ListPages].
//
// Effect: [gen.Read].
//
// POST /acs/credentials/list
func (s *CredentialsService) List(ctx context.Context, filter CredentialFilter, opts ...gen.CallOption) iter.Seq2[*Credential, error] {
	return gen.Items(ctx, pathListCredentials, opts, s.pages(filter))
}

// ListPages is [CredentialsService.List] page by page: the NextPageCursor of a page is where to go on
// after it, as the Cursor of the same filter, should the program end. With [CallInfo], the info is
// about the page that the loop has. For a list that package gen has, [gen.Pages] does the same.
//
// Effect: [gen.Read].
//
// POST /acs/credentials/list
func (s *CredentialsService) ListPages(ctx context.Context, filter CredentialFilter, opts ...gen.CallOption) iter.Seq2[*gen.Page[Credential], error] {
	return gen.Pages(ctx, pathListCredentials, opts, s.pages(filter))
}

// pages returns the page that a cursor leads to, the first if it is empty.
func (s *CredentialsService) pages(filter CredentialFilter) gen.Fetch[Credential] {
	if filter.MultiPhoneSync != nil {
		filter.MultiPhoneSync = new(*filter.MultiPhoneSync) // The caller may change its own.
	}
	return func(ctx context.Context, cursor string, opts ...gen.CallOption) (*gen.Page[Credential], error) {
		page := filter
		switch cursor {
		case "":
		case filter.Cursor:
			// The pages would go round; that the list began here, package gen does not know.
			return nil, &gen.RepeatedCursorError{Operation: pathListCredentials, Cursor: cursor}
		default:
			page.Cursor = cursor
		}
		return s.ListPage(ctx, page, opts...)
	}
}

// ListPage returns one page of the credentials that the filter chooses: the one its Cursor leads
// to, the first without one. A page whose pagination cannot be followed is returned with a
// [*gen.MissingCursorError] or [*gen.PaginationError].
//
// Effect: [gen.Read].
//
// POST /acs/credentials/list
func (s *CredentialsService) ListPage(ctx context.Context, filter CredentialFilter, opts ...gen.CallOption) (*gen.Page[Credential], error) {
	if err := filter.check(); err != nil {
		return nil, err
	}
	var answer credentialsAnswer
	if err := s.call(ctx, pathListCredentials, filter.request(), &answer, opts); err != nil {
		return nil, err
	}
	if answer.Result == nil {
		return nil, &gen.MissingResultError{Operation: pathListCredentials, Key: "acs_credentials"}
	}
	return gen.NewPage(pathListCredentials, withoutNil(answer.Result), answer.Pagination)
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

// withoutNil leaves out what was null in a list: users do not expect nil pointers there.
func withoutNil[T any](items []*T) []*T {
	return slices.DeleteFunc(items, func(item *T) bool { return item == nil })
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
	var answer credentialAnswer
	if err := s.call(ctx, path, request, &answer, opts); err != nil {
		return nil, err
	}
	if answer.Result == nil || answer.Result.ACSCredentialID == "" {
		// Without its ID a credential cannot be found again.
		return nil, &gen.MissingResultError{Operation: path, Key: "acs_credential"}
	}
	return answer.Result, nil
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
	if s == nil || s.caller == nil {
		return errForeignService
	}
	return s.caller.Call(ctx, gen.OperationOf[*gen.ACSCredentialsService](path), request, response, opts...)
}
