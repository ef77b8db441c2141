package seam

import (
	"context"

	"github.com/seam-go/seam/gen"
)

const (
	pathCreateAccessGrant    = "/access_grants/create"
	pathGetAccessGrant       = "/access_grants/get"
	pathListAccessGrants     = "/access_grants/list"
	pathUpdateAccessGrant    = "/access_grants/update"
	pathDeleteAccessGrant    = "/access_grants/delete"
	pathRequestAccessMethods = "/access_grants/request_access_methods"
)

// AccessGrantsService gives people access and takes it away. Seam recommends access grants: a grant says
// who gets access to which places, and Seam makes the PINs, cards and keys for the hardware of the doors.
// Use [CredentialsService] in a program that manages the credentials of one access system itself.
//
// Invalid parameters return a [*ParamsError], and nothing is sent. A method that returns a grant never
// returns nil without an error.
type AccessGrantsService struct {
	*gen.AccessGrantsService
	client *Client
}

// Create gives a person access. It returns before the doors know: [AccessGrantsService.WaitIssued] waits
// for them.
//
// With a Key in params, Create makes only one grant, even if it is called again with the same params. If a
// response is lost, or Seam rejects the request because the key is taken, Create looks for the grant with
// the key:
//
//   - If that grant has the person, places, methods, times and reservation of params, Create returns it.
//   - If it differs or is being deleted, Create returns a [*KeyConflictError] with the differences. A grant
//     that was changed after its creation differs, too.
//   - If a field to compare is malformed, it returns a [*MalformedError] with the ID of that grant.
//   - If there is no such grant yet, Create sends the request again. Seam accepts a key only once.
//
// Store the params with the key, times included: an EndsAt that is computed again from time.Now differs
// from the first. A StartsAt that is zero is not compared. Two later changes matter:
//
//   - After an Update, the params of the creation are a conflict. Call Create with the new times, or use
//     the grant that has the key if Differences lists nothing but the times.
//   - After a deletion, the key is free. Create with the same params then grants access again, so record
//     the check-out before you delete the grant.
//
// Create returns [ErrOutcomeUnknown] only if it could not look for the grant or compare it, or if three
// responses were lost and it found no grant after each. Then call Create again. Do not delete a grant with
// this key before Create has succeeded: a lost request may still arrive and create the grant again.
//
// A lost or failed request may have created a [NewPerson] but no grant. If the person has a Key, Create then
// grants access to that person, or returns a [*KeyConflictError] whose Resource is "user identity" if the key
// belongs to another person. If not, Seam rejects the second creation because of the email address or phone
// number, and Create returns [ErrConflict] or [ErrInvalidInput], which is no [*KeyConflictError].
//
// Without a Key in params, Create cannot recognize a grant whose response was lost. After
// [ErrOutcomeUnknown], list the grants of the person before you call it again.
//
// Effect: [gen.Write].
//
// POST /access_grants/create
func (s *AccessGrantsService) Create(ctx context.Context, params AccessGrantParams, opts ...gen.CallOption) (*AccessGrant, error) {
	if err := params.check(); err != nil {
		return nil, err
	}
	c := &grantCreation{service: s, params: params, req: params.request(), opts: opts}
	if params.Key == "" {
		return c.create(ctx)
	}
	return settle(ctx, c)
}

// Get returns the access grant with this ID or key.
//
// Effect: [gen.Read].
//
// POST /access_grants/get
func (s *AccessGrantsService) Get(ctx context.Context, ref GrantRef, opts ...gen.CallOption) (*AccessGrant, error) {
	if err := checkGrantRef(pathGetAccessGrant, ref); err != nil {
		return nil, err
	}
	req := &gen.AccessGrantsGetRequest{}
	req.AccessGrantID, req.AccessGrantKey = ref.idOrKey()
	return s.doGrant(ctx, pathGetAccessGrant, req, opts)
}

// Update changes the times or the name of a grant. Seam updates the credentials after Update has returned:
// until then they are revoked or have the old times. [AccessGrantsService.WaitIssued] waits for the
// credentials, and its error lists the cards that have to be encoded again. PINs stay the same. After
// [ErrOutcomeUnknown] it is safe to send the same update again.
//
// Effect: [gen.Idempotent].
//
// POST /access_grants/update
func (s *AccessGrantsService) Update(ctx context.Context, ref GrantRef, update AccessGrantUpdate, opts ...gen.CallOption) error {
	if err := update.check(ref); err != nil {
		return err
	}
	return s.call(ctx, pathUpdateAccessGrant, update.request(ref), nil, opts)
}

// Delete takes access away: it deletes the grant and all its access methods. Seam finishes the deletion
// after Delete has returned; [AccessGrantsService.WaitDeleted] waits for it. If the grant does not exist,
// Delete returns [ErrNotFound], unless an earlier attempt of the same call may have deleted it. A program
// that repeats a check-out after an interruption may count that as success. With a [GrantKey], Delete sends
// one more request, which gets the ID.
//
// Effect: [gen.Idempotent].
//
// POST /access_grants/delete
func (s *AccessGrantsService) Delete(ctx context.Context, ref GrantRef, opts ...gen.CallOption) error {
	id, err := s.idOf(ctx, pathDeleteAccessGrant, ref, opts)
	if err != nil {
		return err
	}
	return s.call(ctx, pathDeleteAccessGrant, &gen.AccessGrantsDeleteRequest{AccessGrantID: id}, nil, opts)
}

// RequestAccessMethods adds access methods to a grant, and returns the grant. The methods have its places
// and times. With a [GrantKey], RequestAccessMethods sends one more request, which gets the ID.
//
// It also replaces an access method:
//
//   - After the loss of a card, or if somebody saw a PIN, delete the access method and request another. Wait
//     with [AccessMethodsService.WaitDeleted] in between if the access system allows only one card for each
//     person, as Salto Space does.
//   - After the loss of a phone, do more before you request another, because Seam puts the new key on every
//     phone of the person: delete the access method, the person's instant keys and client sessions, and
//     deactivate the phone. The example MobileKey of this package shows it.
//
// After [ErrOutcomeUnknown], read the RequestedAccessMethods of the grant before you call it again.
//
// Effect: [gen.Write].
//
// POST /access_grants/request_access_methods
func (s *AccessGrantsService) RequestAccessMethods(ctx context.Context, ref GrantRef, methods []GrantMethod, opts ...gen.CallOption) (*AccessGrant, error) {
	var found problems
	found.grantMethods(methods)
	if err := found.err(pathRequestAccessMethods); err != nil {
		return nil, err
	}
	id, err := s.idOf(ctx, pathRequestAccessMethods, ref, opts)
	if err != nil {
		return nil, err
	}
	req := &gen.AccessGrantsRequestAccessMethodsRequest{AccessGrantID: id}
	for _, m := range requestedMethods(methods) {
		req.RequestedAccessMethods = append(req.RequestedAccessMethods, gen.AccessGrantsRequestAccessMethodsRequestRequestedAccessMethod(m))
	}
	return s.doGrant(ctx, pathRequestAccessMethods, req, opts)
}

// Methods returns the access methods of a grant as they are now.
//
// Effect: [gen.Read].
//
// POST /access_methods/list
func (s *AccessGrantsService) Methods(ctx context.Context, ref GrantRef, opts ...gen.CallOption) ([]*GrantedMethod, error) {
	if err := checkClient(s.owner(), checkGrantRef(pathListAccessMethods, ref)); err != nil {
		return nil, err
	}
	req := &gen.AccessMethodsListRequest{}
	req.AccessGrantID, req.AccessGrantKey = ref.idOrKey()
	return s.client.AccessMethods.List(ctx, req, opts...)
}

func checkGrantRef(path string, ref GrantRef) error {
	var found problems
	found.grantRef(ref)
	return found.err(path)
}

// idOf returns the ID of a grant, for operations that take no key.
func (s *AccessGrantsService) idOf(ctx context.Context, path string, ref GrantRef, opts []gen.CallOption) (string, error) {
	if err := checkGrantRef(path, ref); err != nil {
		return "", err
	}
	if id, _ := ref.idOrKey(); id != nil {
		return *id, nil
	}
	grant, err := s.Get(ctx, ref, opts...)
	if err != nil {
		return "", err
	}
	return grant.AccessGrantID, nil
}

// doGrant performs an operation that returns a grant.
func (s *AccessGrantsService) doGrant(ctx context.Context, path string, request any, opts []gen.CallOption) (*AccessGrant, error) {
	var response accessGrantResponse
	if err := s.call(ctx, path, request, &response, opts); err != nil {
		return nil, err
	}
	if response.Result == nil || response.Result.AccessGrantID == "" {
		// Without its ID a grant cannot be deleted.
		return nil, &gen.MissingResultError{Operation: path, Key: "access_grant"}
	}
	return response.Result, nil
}

func (s *AccessGrantsService) call(ctx context.Context, path string, request, response any, opts []gen.CallOption) error {
	if err := checkClient(s.owner(), nil); err != nil {
		return err
	}
	return s.client.caller.Call(ctx, gen.OperationOf[*gen.AccessGrantsService](path), request, response, opts...)
}

func (s *AccessGrantsService) owner() *Client {
	if s == nil {
		return nil
	}
	return s.client
}

// accessGrantResponse is the response to operations that return an access grant.
type accessGrantResponse struct {
	Result *AccessGrant `json:"access_grant"`
}
