// Code generated from openapi/runtime/list_request.go by spec gen. DO NOT EDIT.

package gen

import (
	"context"
	"iter"
	"reflect"
)

// pagedRequest is a pointer to the request of a paged operation, or nil as such a
// pointer.
type pagedRequest interface {
	// pageCursor must not be called on nil.
	pageCursor() **string
}

// fetchRequest returns the page that a request asks for.
type fetchRequest[T any, R pagedRequest] func(ctx context.Context, req R, opts ...CallOption) (*Page[T], error)

// listPages yields the [Pages] of a list from the one that req asks for.
func listPages[T any, R pagedRequest](ctx context.Context, path string, req R, opts []CallOption, fetch fetchRequest[T, R]) iter.Seq2[*Page[T], error] {
	return func(yield func(*Page[T], error) bool) {
		yieldPages(ctx, walkFrom(path, req, opts, fetch), yield)
	}
}

// listItems yields the [Items] of a list from the page that req asks for.
func listItems[T any, R pagedRequest](ctx context.Context, path string, req R, opts []CallOption, fetch fetchRequest[T, R]) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		yieldItems(ctx, walkFrom(path, req, opts, fetch), yield)
	}
}

// walkFrom returns the walk of a loop that begins now. The loop uses the request as
// it is now, so a program may change and reuse it meanwhile.
func walkFrom[T any, R pagedRequest](path string, req R, opts []CallOption, fetch fetchRequest[T, R]) *walk {
	requests := requestsFrom(req)
	return newWalk(path, opts, requests.cursor(), func(ctx context.Context, cursor string, opts []CallOption) (anyPage, error) {
		return untypedPage(fetch(ctx, requests.at(cursor).(R), opts...))
	})
}

// requests are those for the pages of one list.
type requests struct {
	// first is the program's request as it was when the list began.
	first reflect.Value
}

func requestsFrom(req pagedRequest) requests { return requests{reflect.ValueOf(deepCopy(req))} }

// cursor returns the cursor of the first request, "" if it has none.
func (r requests) cursor() string {
	if r.first.IsNil() {
		return ""
	}
	if cursor := *r.first.Interface().(pagedRequest).pageCursor(); cursor != nil {
		return *cursor
	}
	return ""
}

// at returns the request for the page to which a cursor leads, the first if the
// cursor is empty.
func (r requests) at(cursor string) pagedRequest {
	if cursor == "" {
		return r.first.Interface().(pagedRequest)
	}
	fresh := reflect.New(r.first.Type().Elem())
	if !r.first.IsNil() {
		fresh.Elem().Set(r.first.Elem())
	}
	page := fresh.Interface().(pagedRequest)
	*page.pageCursor() = new(cursor)
	return page
}
