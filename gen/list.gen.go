// Code generated from openapi/runtime/list.go by spec gen. DO NOT EDIT.

package gen

import (
	"context"
	"iter"
)

// Fetch returns the page of a list to which a cursor leads, the first if the
// cursor is empty. A page that it returns with an error is the last: its items
// are yielded before the error.
type Fetch[T any] func(ctx context.Context, cursor string, opts ...CallOption) (*Page[T], error)

// Pages yields every page that fetch returns, in order; path names the operation
// in errors. A failure is yielded after the pages that came before it.
//
// With a [ReadAhead] among opts, fetch is called for the next page, and no
// further, as soon as a page has arrived: from another goroutine, and with a
// context that ends with the loop. The loop ends after that goroutine. Should
// fetch panic or call [runtime.Goexit] there, the loop does so here. fetch gets
// all opts.
func Pages[T any](ctx context.Context, path string, opts []CallOption, fetch Fetch[T]) iter.Seq2[*Page[T], error] {
	return func(yield func(*Page[T], error) bool) {
		w := newWalk(path, opts, untyped(fetch))
		defer w.end()
		for {
			page, err := w.next(ctx)
			switch {
			case err != nil:
				yield(nil, err)
				return
			case page == nil || !yield(page.(*Page[T]), nil):
				return
			}
		}
	}
}

// Items yields the items of all [Pages]. Every call of fetch after the first gets
// a [Continuation] besides opts.
func Items[T any](ctx context.Context, path string, opts []CallOption, fetch Fetch[T]) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		yieldItems(ctx, newWalk(path, opts, untyped(fetch)), yield)
	}
}

func yieldItems[T any](ctx context.Context, w *walk, yield func(*T, error) bool) {
	w.continues = true
	defer w.end()
	for {
		page, err := w.next(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		if page == nil {
			return
		}
		for _, item := range page.(*Page[T]).Items {
			if !yield(item, nil) {
				return
			}
		}
	}
}

// untyped keeps a nil page from becoming an interface that is not nil.
func untyped[T any](fetch Fetch[T]) fetchAny {
	return func(ctx context.Context, cursor string, opts []CallOption) (anyPage, error) {
		page, err := fetch(ctx, cursor, opts...)
		if page == nil {
			return nil, err
		}
		return page, err
	}
}

// list yields the items of a list that begins with the page that req asks for.
// Each loop uses the request as it is when the loop begins, so a program may
// change and reuse it meanwhile.
func list[T any](ctx context.Context, path string, req pagedRequest, opts []CallOption,
	fetchPage func(context.Context, pagedRequest, []CallOption) (*Page[T], error),
) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		requests := requestsFrom(path, req)
		yieldItems(ctx, newWalk(path, opts, func(ctx context.Context, cursor string, opts []CallOption) (anyPage, error) {
			req, err := requests.at(cursor)
			if err != nil {
				return nil, err
			}
			page, err := fetchPage(ctx, req, opts)
			if page == nil {
				return nil, err
			}
			return page, err
		}), yield)
	}
}
