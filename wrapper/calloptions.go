package seam

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/rest"
)

// callSettings is a call together with the options that package rest does not know.
type callSettings struct {
	call rest.Call
	// info is a *ResponseInfo. It is an interface so that the linker drops the code that fills one from
	// programs that do not use CallInfo.
	info interface {
		reset(continued bool)
		fill(result *rest.Result)
	}
	// malformed is the list of keepMalformed, or nil.
	malformed *[]MalformedValue
}

// callOption is a gen.CallOption that changes the settings of a call. The only other kind is
// readAhead.
type callOption func(*callSettings) error

// CallOption marks the type as a [gen.CallOption].
func (callOption) CallOption() {}

// apply applies the options, and sets s.call.OptionErr to their joined problems.
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
			problems = append(problems, fmt.Errorf("call option %d (%T) is not an option of package seam", i+1, opt))
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

// CallTimeout limits one call to d: all its attempts and the pauses between them. The context of
// the call limits it as well. If a method makes several calls, each has this limit: a list makes
// one for each page, and [Attempt.Wait] one for each poll. Limit the whole with the context.
func CallTimeout(d time.Duration) gen.CallOption {
	return callOption(func(s *callSettings) error {
		if d <= 0 {
			return fmt.Errorf("CallTimeout: %v is not positive", d)
		}
		s.call.Timeout = d
		return nil
	})
}

// CallRetries repeats the request of one call at most n times, overriding [WithRetries].
func CallRetries(n int) gen.CallOption {
	return callOption(func(s *callSettings) error {
		if n < 0 {
			return fmt.Errorf("CallRetries: %d is negative", n)
		}
		s.call.Retries = n
		return nil
	})
}

// CallHeader adds a header to the requests of one call. It rejects headers that authorize the
// request and headers that the client sets itself.
func CallHeader(name, value string) gen.CallOption {
	return callOption(func(s *callSettings) error {
		if err := checkCallHeader(name, value); err != nil {
			return fmt.Errorf("CallHeader: %w", err)
		}
		s.call.AddHeader(name, value)
		return nil
	})
}

// CallInfo fills info with details of the response, whether the call succeeds or fails. It cannot be
// used together with [CallReadAhead].
//
// A list in pages has many responses. After a loop over items, or [Collect], Malformed has the values of all
// pages, and the other fields describe the last response. In a loop over pages, info describes the present
// page.
//
//	var info seam.ResponseInfo
//	device, err := client.Devices.Get(ctx, req, seam.CallInfo(&info))
//	log.Println(info.RequestID, info.Attempts)
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

// CallEffect sets the effect of an operation that Seam does not document, for [Client.Call]. Without
// it, such an operation counts as a [gen.Write].
//
// A call that reads or is idempotent is repeated after a failure that may pass, even if Seam may have
// processed it. Use [gen.Idempotent] only if a second request changes nothing more, whenever it
// arrives.
//
// A documented operation keeps its documented effect. If the option sets another one, the call returns
// an error and sends nothing.
//
//	err := client.Call(ctx, "/reports/get", in, &out, seam.CallEffect(gen.Read))
func CallEffect(effect gen.Effect) gen.CallOption {
	return callOption(func(s *callSettings) error {
		switch effect {
		case gen.Read, gen.Idempotent, gen.Write:
		default:
			return fmt.Errorf("CallEffect: %v is not an effect", effect)
		}
		if op := gen.LookupOperation(s.call.Path); op != nil && op.Effect != effect {
			return fmt.Errorf("CallEffect: the operation is documented as %v, not %v; remove the option", op.Effect, effect)
		}
		s.call.Effect = restEffect(effect)
		return nil
	})
}

// reservedHeaders holds the headers that CallHeader rejects, each with the reason. Idempotency-Key
// is one of them because Seam documents no use of it, but net/http repeats a POST that has it.
var reservedHeaders = map[string]string{
	authorizationHeader:         "it holds the credential",
	clientSessionHeader:         "it holds the credential",
	"Seam-Client-Session-Token": "it holds the credential",
	publishableKeyHeader:        "it holds the credential",
	"Proxy-Authorization":       "it holds a credential",
	"Cookie":                    "it holds a credential",
	workspaceHeader:             "the workspace belongs to the credential",
	"Idempotency-Key":           "net/http repeats requests that have it",
	"X-Idempotency-Key":         "net/http repeats requests that have it",
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

// checkCallHeader does not repeat the value in its error: it may be a secret.
func checkCallHeader(name, value string) error {
	if !rest.IsHeaderName(name) {
		return fmt.Errorf("%q is not a header name", name)
	}
	if reason, reserved := reservedHeaders[http.CanonicalHeaderKey(name)]; reserved {
		return fmt.Errorf("%s cannot be set: %s", name, reason)
	}
	if !rest.IsHeaderValue(value) {
		return fmt.Errorf("the value of %s contains a control character", name)
	}
	return nil
}

// errInfoReadAhead prevents a data race: one goroutine would write the info while another reads it.
var errInfoReadAhead = errors.New("CallInfo and CallReadAhead: the info would change while the loop reads it; remove one of the two")

// CallReadAhead fetches the next page of a list while the loop works on the current one. If the
// loop takes as long for a page as the request does, the whole list takes half the time.
//
// The loop sees the same items, pages and errors in the same order as without the option. At most
// one page is fetched ahead, and none after the last. Leaving the loop early cancels the pending
// request and waits until it has ended: that request was wasted, and its connection is closed
// unless it uses HTTP/2.
//
// The request is sent from another goroutine, so do not change its parameters before the loop has
// ended. A panic in a transport or limiter is raised again in the loop, at the next page or when
// the loop is left; its stack trace shows only the loop.
//
// The other options apply to each page, but [CallInfo] is rejected. A call that does not loop over
// pages ignores CallReadAhead.
func CallReadAhead() gen.CallOption { return readAhead{} }

// readAhead is an empty option: gen.Items looks for its type.
type readAhead struct{}

var _ gen.ReadAhead = readAhead{}

// CallOption marks the type as a [gen.CallOption].
func (readAhead) CallOption() {}

// ReadAhead marks the type as a [gen.ReadAhead].
func (readAhead) ReadAhead() {}
