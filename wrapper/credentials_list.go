package seam

import (
	"context"
	"iter"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/rest"
)

// Matching yields the credentials that a Create with these parameters may have created. Use it
// after [ErrOutcomeUnknown], before you call Create again. Create does not do so itself, because it
// cannot know whether Seam will still process the lost request.
//
//	credential, err := credentials.Create(ctx, params)
//	if errors.Is(err, seam.ErrOutcomeUnknown) {
//		credential, err = nil, nil
//		for match, matchErr := range credentials.Matching(later, params) {
//			credential, err = match, matchErr
//		}
//		if credential == nil && err == nil {
//			credential, err = credentials.Create(later, params)
//		}
//	}
//
// The request that lost its response may still be in flight. Wait a while longer than the attempt
// timeout first (see [WithAttemptTimeout]), and call Matching with a context that has not ended, such
// as later in the example.
//
// A credential matches if it has the same holder, access system, access method, start and end. Pass
// the parameters of the lost Create, and do not compute the end again from the present time. A zero
// StartsAt matches every start; a zero EndsAt matches only a credential without an end. The PIN and
// the kind of mobile key are compared if both the parameters and the credential have them.
// Entrances are not compared, because Seam does not return them. An older credential with the same
// parameters matches, too: compare CreatedAt with the newest credential that you already know.
//
// An error is yielded last and ends the sequence.
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
		matcher := newMatcher(params)
		for credential, err := range s.List(ctx, params.filter(), opts...) {
			if err == nil && !matcher.matches(credential) {
				continue
			}
			if !yield(credential, err) {
				return
			}
		}
	}
}

// List yields the credentials that the filter selects, and fetches page by page. A failure is
// yielded after the credentials before it, and ends the sequence. [CallReadAhead] fetches the next
// page while the loop works. To resume a long list later, use [CredentialsService.ListPages].
//
//	for credential, err := range client.ACS.Credentials.List(ctx, seam.CredentialFilter{ACSUserID: userID}) {
//		if err != nil {
//			return err
//		}
//		fmt.Println(credential)
//	}
//
// Effect: [gen.Read].
//
// POST /acs/credentials/list
func (s *CredentialsService) List(ctx context.Context, filter CredentialFilter, opts ...gen.CallOption) iter.Seq2[*Credential, error] {
	return gen.Items(ctx, pathListCredentials, opts, filter.Cursor, s.pages(filter))
}

// ListPages yields the pages of [CredentialsService.List]. Store the NextPageCursor of a page to
// resume after it: set it as Cursor in the same filter. With [CallInfo], the info describes the
// current page.
//
// Effect: [gen.Read].
//
// POST /acs/credentials/list
func (s *CredentialsService) ListPages(ctx context.Context, filter CredentialFilter, opts ...gen.CallOption) iter.Seq2[*gen.Page[Credential], error] {
	return gen.Pages(ctx, pathListCredentials, opts, filter.Cursor, s.pages(filter))
}

// pages returns a function that fetches the page at a cursor, or the first page if the cursor is
// empty.
func (s *CredentialsService) pages(filter CredentialFilter) gen.Fetch[Credential] {
	if filter.MultiPhoneSync != nil {
		filter.MultiPhoneSync = new(*filter.MultiPhoneSync) // The caller may change its pointer's value later.
	}
	return func(ctx context.Context, cursor string, opts ...gen.CallOption) (*gen.Page[Credential], error) {
		page := filter
		page.Cursor = cursor
		return s.ListPage(ctx, page, opts...)
	}
}

// ListPage returns one page of [CredentialsService.List]: the page at filter.Cursor, or the first
// page. If Seam's response does not say how the list continues, ListPage returns the page together
// with a [*gen.MissingCursorError] or [*gen.PaginationError].
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
	return gen.NewPage(pathListCredentials, response.Result, response.Pagination)
}

// credentialsResponse is the response to a list of credentials.
type credentialsResponse struct {
	Result []*Credential `json:"acs_credentials"`
	gen.PagedResponse
}

// filter returns a filter for the credentials of the holder.
func (p CredentialParams) filter() CredentialFilter {
	var holder holderRequest
	p.Holder.fillHolder(&holder)
	system, _ := p.Holder.system()
	return CredentialFilter{ACSUserID: holder.ACSUserID, UserIdentityID: holder.UserIdentityID, ACSSystemID: system}
}

// matcher recognizes the credentials that certain parameters may have created. It keeps a copy of
// the parameters, because a CredentialMethod may be a pointer whose value changes.
type matcher struct {
	holder Holder
	req    *createCredentialRequest
}

func newMatcher(p CredentialParams) matcher { return matcher{p.Holder, p.request()} }

// matches reports whether the credential may have been created with the parameters. A field that
// Seam did not send counts as equal.
func (m matcher) matches(c *Credential) bool {
	is, known := m.holder.holds(c)
	return (is || !known) &&
		sameOrUnset(c.ACSSystemID, m.req.ACSSystemID) &&
		c.AccessMethod == m.req.AccessMethod &&
		sameOrUnset(c.Code, m.req.Code) &&
		(!m.req.IsMultiPhoneSync || c.IsMultiPhoneSyncCredential) &&
		(m.req.StartsAt.IsZero() || sameTime(c.StartsAt, m.req.StartsAt)) &&
		sameTime(c.EndsAt, m.req.EndsAt)
}

// sameOrUnset reports whether two texts are equal or one of them is empty.
func sameOrUnset(a, b string) bool { return a == "" || b == "" || a == b }

// sameTime compares two times with the precision that Seam stores.
func sameTime(a, b time.Time) bool { return rest.SentTime(a).Equal(rest.SentTime(b)) }
