package seam

import (
	"errors"

	"github.com/seam-go/seam/gen"
)

// errInfoReadAhead keeps one goroutine from writing what another reads.
var errInfoReadAhead = errors.New("CallInfo and CallReadAhead: the info would change while it is read; leave one of the two out")

// CallReadAhead lets a list that is read page by page ask for its next page while the loop works
// on this one. Where that takes as long as a page takes to arrive, the whole takes half the time.
//
// What the loop gets is the same as without it, errors and their place included. At most one page
// is read ahead, and none beyond the last. A loop that is left early, in whichever way, cancels
// the request under way and waits for its end: the call was made for nothing, and a connection that
// does not speak HTTP/2 is closed by it.
//
// The request is sent by another goroutine, so do not change its parameters before the loop has
// ended. If something of yours panics there, such as a transport or a limiter, that panic comes
// out of the loop, where the page would have come or where the loop is left; of its stack only the
// part in your loop is known then.
//
// The other options are those of each page, but [CallInfo] is refused. A call that is not such a
// loop, a single page included, is made as it is without this option.
func CallReadAhead() gen.CallOption { return readAhead{} }

// readAhead says no more than its type: gen.Items looks for it.
type readAhead struct{}

var _ gen.ReadAhead = readAhead{}

// CallOption marks the type as an option of a call.
func (readAhead) CallOption() {}

// ReadAhead marks it as the one that lets lists read ahead.
func (readAhead) ReadAhead() {}
