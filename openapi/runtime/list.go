package runtime

import (
	"context"
	"iter"
)

// Fetch returns the page of a list to which a cursor leads, the first if the
// cursor is empty. A page that it returns with an error is the last: its items
// are yielded before the error.
type Fetch[T any] func(ctx context.Context, cursor string, opts ...CallOption) (*Page[T], error)

// Pages yields every page that fetch returns, in order, from the page at the cursor
// on; path names the operation in errors. A failure is yielded after the pages that
// came before it. If a page leads back to a cursor that the list has followed, it is
// the last, and a [*RepeatedCursorError] follows it. The services have ListPages
// methods; use Pages for an operation without one.
//
// With a [ReadAhead] among opts, fetch is called for the next page, and no
// further, as soon as a page has arrived: from another goroutine, and with a
// context that ends with the loop. The loop ends after that goroutine. Should
// fetch panic or call [runtime.Goexit] there, the loop does so here. fetch gets
// all opts.
func Pages[T any](ctx context.Context, path string, opts []CallOption, cursor string, fetch Fetch[T]) iter.Seq2[*Page[T], error] {
	return func(yield func(*Page[T], error) bool) {
		yieldPages(ctx, newWalk(path, opts, cursor, untyped(fetch)), yield)
	}
}

// Items yields the items of all [Pages]. Every call of fetch after the first gets
// a [Continuation] besides opts.
func Items[T any](ctx context.Context, path string, opts []CallOption, cursor string, fetch Fetch[T]) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		yieldItems(ctx, newWalk(path, opts, cursor, untyped(fetch)), yield)
	}
}

func yieldPages[T any](ctx context.Context, w *walk, yield func(*Page[T], error) bool) {
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

func untyped[T any](fetch Fetch[T]) fetchAny {
	return func(ctx context.Context, cursor string, opts []CallOption) (anyPage, error) {
		return untypedPage(fetch(ctx, cursor, opts...))
	}
}

// untypedPage keeps a nil page from becoming an interface that is not nil.
func untypedPage[T any](page *Page[T], err error) (anyPage, error) {
	if page == nil {
		return nil, err
	}
	return page, err
}
