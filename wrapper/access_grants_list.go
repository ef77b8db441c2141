package seam

import (
	"context"
	"iter"
	"slices"

	"github.com/seam-go/seam/gen"
)

// AccessGrantFilter selects access grants. Zero fields are ignored; the zero filter selects all grants.
type AccessGrantFilter struct {
	IDs            []string
	Key            string
	ReservationKey string
	// WithoutKey selects the grants that have no Key.
	WithoutKey     bool
	UserIdentityID string
	// CustomerKey selects the grants to places of a customer.
	CustomerKey  string
	ACSSystemID  string
	SpaceID      string
	EntranceID   string
	DeviceID     string
	AccessCodeID string
	// Limit is the largest number of grants on a page, not in the whole list; 0 means Seam's default.
	Limit int
	// Cursor continues a list: it is the NextPageCursor of a page with the same filter and Limit.
	Cursor string
}

// List yields the access grants that the filter selects, and fetches page by page. A failure is yielded
// after the grants before it, and ends the list.
//
// Effect: [gen.Read].
//
// POST /access_grants/list
func (s *AccessGrantsService) List(ctx context.Context, filter AccessGrantFilter, opts ...gen.CallOption) iter.Seq2[*AccessGrant, error] {
	return gen.Items(ctx, pathListAccessGrants, opts, filter.Cursor, s.pages(filter))
}

// ListPages yields the pages of [AccessGrantsService.List]. To continue after a page later, set the Cursor
// of the same filter to the NextPageCursor of the page.
//
// Effect: [gen.Read].
//
// POST /access_grants/list
func (s *AccessGrantsService) ListPages(ctx context.Context, filter AccessGrantFilter, opts ...gen.CallOption) iter.Seq2[*gen.Page[AccessGrant], error] {
	return gen.Pages(ctx, pathListAccessGrants, opts, filter.Cursor, s.pages(filter))
}

// pages returns the function that fetches the page at a cursor, or the first page if the cursor is empty.
func (s *AccessGrantsService) pages(filter AccessGrantFilter) gen.Fetch[AccessGrant] {
	filter.IDs = slices.Clone(filter.IDs) // The caller may change its slice.
	return func(ctx context.Context, cursor string, opts ...gen.CallOption) (*gen.Page[AccessGrant], error) {
		page := filter
		page.Cursor = cursor
		return s.ListPage(ctx, page, opts...)
	}
}

// ListPage returns one page of the access grants that the filter selects: the page at its Cursor, or the
// first page. If the next page cannot be found from this one, ListPage returns the page together with a
// [*gen.MissingCursorError] or [*gen.PaginationError].
//
// Effect: [gen.Read].
//
// POST /access_grants/list
func (s *AccessGrantsService) ListPage(ctx context.Context, filter AccessGrantFilter, opts ...gen.CallOption) (*gen.Page[AccessGrant], error) {
	if err := filter.check(); err != nil {
		return nil, err
	}
	var response accessGrantsResponse
	if err := s.call(ctx, pathListAccessGrants, filter.request(), &response, opts); err != nil {
		return nil, err
	}
	if response.Result == nil {
		return nil, &gen.MissingResultError{Operation: pathListAccessGrants, Key: "access_grants"}
	}
	return gen.NewPage(pathListAccessGrants, response.Result, response.Pagination)
}

// accessGrantsResponse is one page of access grants.
type accessGrantsResponse struct {
	Result []*AccessGrant `json:"access_grants"`
	gen.PagedResponse
}

func (f AccessGrantFilter) check() error {
	var found problems
	found.ids("IDs", f.IDs)
	if f.Key != "" && f.WithoutKey {
		found.add("WithoutKey", "set together with Key; set only one of them")
	}
	if f.Limit < 0 {
		found.add("Limit", "negative")
	}
	return found.err(pathListAccessGrants)
}

func (f AccessGrantFilter) request() *gen.AccessGrantsListRequest {
	req := &gen.AccessGrantsListRequest{
		AccessCodeID:   orNil(f.AccessCodeID),
		AccessGrantIDs: f.IDs,
		ACSEntranceID:  orNil(f.EntranceID),
		ACSSystemID:    orNil(f.ACSSystemID),
		CustomerKey:    orNil(f.CustomerKey),
		DeviceID:       orNil(f.DeviceID),
		PageCursor:     orNil(f.Cursor),
		ReservationKey: orNil(f.ReservationKey),
		SpaceID:        orNil(f.SpaceID),
		UserIdentityID: orNil(f.UserIdentityID),
	}
	switch {
	case f.WithoutKey:
		req.AccessGrantKey = gen.Null[string]()
	case f.Key != "":
		req.AccessGrantKey = gen.Value(f.Key)
	}
	if f.Limit != 0 {
		req.Limit = &f.Limit
	}
	return req
}
