package seam

import (
	"context"
	"iter"

	"github.com/seam-go/seam/gen"
)

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
