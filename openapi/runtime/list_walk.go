package runtime

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
)

// maxEmptyPages is how many pages in a row may have no items and promise more.
// Seam's own pages are full but for the last, so that many come from a server
// whose list never ends.
const maxEmptyPages = 100

// errNoPage is the error of a fetch that returned nothing at all.
var errNoPage = errors.New("seam: fetch returned neither a page nor an error")

// fetchAny is a [Fetch] of any type.
type fetchAny func(ctx context.Context, cursor string, opts []CallOption) (anyPage, error)

// walk goes through the pages of a list.
type walk struct {
	path      string
	readAhead bool
	fetch     fetchAny
	// opts are the options of the next call.
	opts []CallOption
	// continues is true if the calls after the first say that they continue a list.
	continues bool
	// start is the cursor of the first page, and cursor leads to the next page.
	start, cursor string
	// followed are the cursors after start, by their sum: they may be long.
	followed map[[sha256.Size]byte]bool
	// empty is how many pages in a row had no items.
	empty int
	// ended is true after the last page, and err is why there are no more.
	ended bool
	err   error
	// ahead is the next page if it is read ahead.
	ahead *ahead
}

// newWalk returns a walk from the page at the cursor start. It copies opts, which are
// the caller's, who may change them in the loop.
func newWalk(path string, opts []CallOption, start string, fetch fetchAny) *walk {
	return &walk{path: path, readAhead: hasReadAhead(opts), opts: slices.Clone(opts), start: start, cursor: start, fetch: fetch}
}

// next returns the next page, nil after the last and with an error.
func (w *walk) next(ctx context.Context) (anyPage, error) {
	if w.ended {
		return nil, w.err
	}
	page, err := w.get(ctx)
	switch {
	case page != nil:
		w.follow(page, err)
	case err != nil:
		return nil, err
	default:
		return nil, errNoPage
	}
	if w.readAhead && !w.ended {
		w.ahead = &ahead{}
		w.ahead.begin(ctx, w.fetch, w.cursor, w.opts)
	}
	return page, nil
}

// get returns the page that the cursor leads to.
func (w *walk) get(ctx context.Context) (anyPage, error) {
	ahead := w.ahead
	w.ahead = nil
	switch {
	case ahead == nil:
	case ctx.Err() == nil:
		ahead.wait()
		return ahead.page, ahead.err
	default:
		// It comes too late. fetch reports in its own words that the context has ended.
		ahead.stop()
	}
	return w.fetch(ctx, w.cursor, w.opts)
}

// follow goes on to the cursor of a page, which is the last if there is an error.
func (w *walk) follow(page anyPage, err error) {
	more, cursor := page.after()
	sum := sha256.Sum256([]byte(cursor))
	if w.empty++; !page.isEmpty() {
		w.empty = 0
	}
	switch {
	case err != nil || !more:
		w.ended, w.err = true, err
	case cursor == "":
		w.ended, w.err = true, &MissingCursorError{w.path}
	case cursor == w.start || w.followed[sum]:
		w.ended, w.err = true, &RepeatedCursorError{w.path, cursor}
	case w.empty == maxEmptyPages:
		w.ended, w.err = true, &PaginationError{w.path, fmt.Sprintf("%d pages in a row are empty and promise more", w.empty)}
	default:
		w.goOn(cursor, sum)
	}
}

func (w *walk) goOn(cursor string, sum [sha256.Size]byte) {
	if w.followed == nil {
		w.followed = map[[sha256.Size]byte]bool{}
		if w.continues {
			w.opts = append(w.opts, continuation{})
		}
	}
	w.cursor, w.followed[sum] = cursor, true
}

// end gives up the request under way.
func (w *walk) end() {
	if w.ahead != nil {
		w.ahead.stop()
	}
}
