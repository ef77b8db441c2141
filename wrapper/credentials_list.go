package seam

import (
	"context"
	"iter"
	"slices"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/rest"
)

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
	var response credentialsResponse
	if err := s.call(ctx, pathListCredentials, filter.request(), &response, opts); err != nil {
		return nil, err
	}
	if response.Result == nil {
		return nil, &gen.MissingResultError{Operation: pathListCredentials, Key: "acs_credentials"}
	}
	return gen.NewPage(pathListCredentials, withoutNil(response.Result), response.Pagination)
}

// credentialsResponse is one page of credentials.
type credentialsResponse struct {
	Result []*Credential `json:"acs_credentials"`
	gen.PagedResponse
}

// withoutNil leaves out what was null in a list: users do not expect nil pointers there.
func withoutNil[T any](items []*T) []*T {
	return slices.DeleteFunc(items, func(item *T) bool { return item == nil })
}

// filter chooses the credentials of the holder.
func (p CredentialParams) filter() CredentialFilter {
	var holder holderRequest
	p.Holder.fillHolder(&holder)
	system, _ := p.Holder.system()
	return CredentialFilter{ACSUserID: holder.ACSUserID, UserIdentityID: holder.UserIdentityID, ACSSystemID: system}
}

// match recognizes the credentials that parameters may have created. It has the parameters as they were
// when it was made, whatever happens to a method that a pointer leads to.
type match struct {
	holder Holder
	req    *createCredentialRequest
}

func newMatch(p CredentialParams) match { return match{p.Holder, p.request()} }

// matches is true for a credential that may have been created with the parameters. A field that Seam
// did not send does not speak against it.
func (m match) matches(c *Credential) bool {
	is, known := m.holder.holds(c)
	return (is || !known) &&
		sameOrUnset(c.ACSSystemID, m.req.ACSSystemID) &&
		c.AccessMethod == m.req.AccessMethod &&
		sameOrUnset(c.Code, m.req.Code) &&
		(!m.req.IsMultiPhoneSync || c.IsMultiPhoneSyncCredential) &&
		(m.req.StartsAt.IsZero() || sameTime(c.StartsAt, m.req.StartsAt)) &&
		sameTime(c.EndsAt, m.req.EndsAt)
}

// sameOrUnset is true if two texts are equal or one of them is empty.
func sameOrUnset(a, b string) bool { return a == "" || b == "" || a == b }

// sameTime compares times as Seam keeps them.
func sameTime(a, b time.Time) bool { return rest.SentTime(a).Equal(rest.SentTime(b)) }
