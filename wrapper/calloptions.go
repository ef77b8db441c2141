package seam

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/rest"
)

// callSettings is a call and the options that package rest has no part in.
type callSettings struct {
	call rest.Call
	// info is a *ResponseInfo. It is an interface so that a program without CallInfo is linked without
	// the code that fills one.
	info interface {
		reset(continued bool)
		fill(result *rest.Result)
	}
}

// callOption is the kind of gen.CallOption that the client of this package knows, besides readAhead.
type callOption func(*callSettings) error

// CallOption marks the type as an option of a call.
func (callOption) CallOption() {}

// apply applies the options. All that is wrong with them is in s.call.OptionErr then.
func (s *callSettings) apply(opts []gen.CallOption) {
	var problems []error
	ahead, continued := false, false
	for i, opt := range opts {
		switch opt.(type) {
		case readAhead:
			ahead = true
			continue
		case gen.Continuation:
			continued = true
			continue
		}
		known, ok := opt.(callOption)
		if !ok || known == nil {
			problems = append(problems, fmt.Errorf("call option %d (%T) is not one of package seam", i+1, opt))
			continue
		}
		problems = append(problems, known(s))
	}
	if ahead && s.info != nil {
		problems = append(problems, errInfoReadAhead)
	}
	if s.info != nil {
		s.info.reset(continued)
	}
	s.call.OptionErr = errors.Join(problems...)
}

// CallTimeout bounds one call, all its attempts and the waiting between them together, by d. The
// context of the call bounds it as well. Where a method makes several calls, as a list does for its
// pages and [Attempt.Wait] for its looks, it bounds each of them: bound the whole by the context.
func CallTimeout(d time.Duration) gen.CallOption {
	return callOption(func(s *callSettings) error {
		if d <= 0 {
			return fmt.Errorf("CallTimeout: %v is not positive", d)
		}
		s.call.Timeout = d
		return nil
	})
}

// CallRetries repeats the request of one call at most n times, whatever [WithRetries] says.
func CallRetries(n int) gen.CallOption {
	return callOption(func(s *callSettings) error {
		if n < 0 {
			return fmt.Errorf("CallRetries: %d is negative", n)
		}
		s.call.Retries = n
		return nil
	})
}

// CallHeader sends one more header with one call. Headers that authorize, or that the client
// needs for itself, are refused.
func CallHeader(name, value string) gen.CallOption {
	return callOption(func(s *callSettings) error {
		if err := checkCallHeader(name, value); err != nil {
			return fmt.Errorf("CallHeader: %w", err)
		}
		s.call.AddHeader(name, value)
		return nil
	})
}

// CallInfo fills info with the response to one call, whether it succeeds or fails. After a list that
// is read item by item it has the response to the last page, and the malformed values of all pages;
// in a loop over pages it is about the page that the loop has. [CallReadAhead] cannot be used with it.
func CallInfo(info *ResponseInfo) gen.CallOption {
	return callOption(func(s *callSettings) error {
		if info == nil {
			return errors.New("CallInfo: the pointer is nil")
		}
		s.info = info
		s.call.KeepResponse()
		return nil
	})
}

// reservedHeaders cannot be set for one call, with the reason.
var reservedHeaders = map[string]string{
	authorizationHeader:         "it holds the credential",
	clientSessionHeader:         "it holds the credential",
	"Seam-Client-Session-Token": "it holds the credential",
	publishableKeyHeader:        "it holds the credential",
	"Proxy-Authorization":       "it holds a credential",
	"Cookie":                    "it holds a credential",
	workspaceHeader:             "the workspace belongs to the credential",
	"Idempotency-Key":           "net/http takes it for leave to repeat a write",
	"X-Idempotency-Key":         "net/http takes it for leave to repeat a write",
	"Content-Type":              "the client sets it",
	"Content-Length":            "the client sets it",
	"Content-Encoding":          "the client sets it",
	"Accept":                    "the client sets it",
	"Accept-Encoding":           "the client sets it",
	"Seam-Sdk-Name":             "the client sets it",
	"Seam-Sdk-Version":          "the client sets it",
	"Host":                      "the endpoint sets it",
	"Connection":                "it belongs to the connection",
	"Transfer-Encoding":         "it belongs to the connection",
	"Upgrade":                   "it belongs to the connection",
	"Te":                        "it belongs to the connection",
	"Trailer":                   "it belongs to the connection",
}

// checkCallHeader does not repeat the value, which may be a secret of the user's.
func checkCallHeader(name, value string) error {
	if !rest.IsHeaderName(name) {
		return fmt.Errorf("%q is not the name of a header", name)
	}
	if reason, reserved := reservedHeaders[http.CanonicalHeaderKey(name)]; reserved {
		return fmt.Errorf("%s cannot be set: %s", name, reason)
	}
	if !rest.IsHeaderValue(value) {
		return fmt.Errorf("the value of %s contains a control character", name)
	}
	return nil
}

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
