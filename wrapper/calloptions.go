package seam

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/seam-go/seam/gen"
)

// callOption is the kind of gen.CallOption that the client of this package knows, beside readAhead.
type callOption func(*invocation) error

// CallOption marks the type as an option of a call.
func (callOption) CallOption() {}

// applyCallOptions returns all that is wrong with the options at once.
func applyCallOptions(inv *invocation, opts []gen.CallOption) error {
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
		problems = append(problems, known(inv))
	}
	if ahead && inv.info != nil {
		problems = append(problems, errInfoReadAhead)
	}
	inv.resetInfo(continued)
	return errors.Join(problems...)
}

// CallTimeout bounds one call, all its attempts and the waiting between them together, by d. The
// context of the call bounds it as well. Where a method makes several calls, as a list does for its
// pages and [Attempt.Wait] for its looks, it bounds each of them: bound the whole by the context.
func CallTimeout(d time.Duration) gen.CallOption {
	return callOption(func(inv *invocation) error {
		if d <= 0 {
			return fmt.Errorf("CallTimeout: %v is not positive", d)
		}
		inv.timeout = d
		return nil
	})
}

// CallRetries repeats the request of one call at most n times, whatever [WithRetries] says.
func CallRetries(n int) gen.CallOption {
	return callOption(func(inv *invocation) error {
		if n < 0 {
			return fmt.Errorf("CallRetries: %d is negative", n)
		}
		inv.retries = n
		return nil
	})
}

// CallHeader sends one more header with one call. Headers that authorize, or that the client
// needs for itself, are refused.
func CallHeader(name, value string) gen.CallOption {
	return callOption(func(inv *invocation) error {
		if err := checkCallHeader(name, value); err != nil {
			return fmt.Errorf("CallHeader: %w", err)
		}
		if inv.header == nil {
			inv.header = http.Header{}
		}
		inv.header.Add(name, value)
		return nil
	})
}

// CallInfo fills info with the response to one call, whether it succeeds or fails. After a list that
// is read item by item it has the response to the last page, and the malformed values of all pages;
// in a loop over pages it is about the page that the loop has. [CallReadAhead] cannot be used with it.
func CallInfo(info *ResponseInfo) gen.CallOption {
	return callOption(func(inv *invocation) error {
		if info == nil {
			return errors.New("CallInfo: the pointer is nil")
		}
		inv.info = info
		return nil
	})
}

// resetInfo forgets the call before. The pages of one list, which are calls of their own, keep the
// malformed values of the pages before.
func (inv *invocation) resetInfo(continued bool) {
	if inv.info == nil {
		return
	}
	fresh := ResponseInfo{}
	if continued {
		fresh.Malformed = inv.info.Malformed
	}
	*inv.info = fresh
}

// ResponseInfo describes the response to a call.
type ResponseInfo struct {
	// Response is the last response, nil if none arrived. Its Body can be read, from memory, and
	// need not be closed; its Request is nil, because that holds the API key or token.
	Response *http.Response
	// RequestID identifies the request to Seam's support.
	RequestID string
	// Attempts is how many requests the call took.
	Attempts int
	// Malformed lists the values that did not fit the result and are missing from it; those of a
	// credential's metadata are in its Unknown. It is bounded: see [MalformedValue].
	Malformed []MalformedValue
}

// maxMalformed bounds the values that are kept of all pages of a list.
const maxMalformed = 10_000

func (i *ResponseInfo) addMalformed(values []MalformedValue) {
	room := maxMalformed - len(i.Malformed)
	switch {
	case len(values) <= room:
		i.Malformed = append(i.Malformed, values...)
	case room > 0:
		i.Malformed = append(i.Malformed, values[:room-1]...)
		i.Malformed = append(i.Malformed, MalformedValue{Path: "… and more, on this page and later ones"})
	}
}

// String leaves out what arrived, which may hold a PIN. What is malformed says where it was.
func (i ResponseInfo) String() string {
	return fmt.Sprintf("request %q, attempts %d, malformed %v", i.RequestID, i.Attempts, i.Malformed)
}
