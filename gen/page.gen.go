// Code generated from openapi/runtime/page.go by spec gen. DO NOT EDIT.

package gen

import "slices"

// Page is one page of a list.
type Page[T any] struct {
	// Items are in the order in which Seam sent them.
	Items []*T
	// HasNextPage says that there is more.
	HasNextPage bool
	// NextPageCursor leads to the next page, as the cursor of a request that is
	// the same otherwise, its limit included. It is empty on the last page.
	NextPageCursor string
}

// NewPage returns a page as the response to a paged operation describes it. If
// its pagination cannot be followed it returns the page and a
// [*MissingCursorError] or [*PaginationError]. Items that are nil are left out.
func NewPage[T any](operation string, items []*T, link PageLink) (*Page[T], error) {
	page := &Page[T]{Items: withoutNulls(items), HasNextPage: link.more, NextPageCursor: link.cursor}
	return page, link.err(operation)
}

// withoutNulls leaves out the items that Seam sent as null, if the [Caller] has not.
// It is compiled once for all types of pointers.
func withoutNulls[P comparable](items []P) []P {
	var null P
	return slices.DeleteFunc(items, func(item P) bool { return item == null })
}

// anyPage is a [Page] of any type: the code that walks through pages is compiled once, and
// not for each type.
type anyPage interface {
	after() (more bool, cursor string)
	isEmpty() bool
}

func (p *Page[T]) after() (more bool, cursor string) { return p.HasNextPage, p.NextPageCursor }

func (p *Page[T]) isEmpty() bool { return len(p.Items) == 0 }
