package seam

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/seam-go/seam/wrapper/internal/rest"
)

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

// reset forgets the call before. The pages of one list, which are calls of their own, keep the malformed
// values of the pages before.
func (i *ResponseInfo) reset(continued bool) {
	fresh := ResponseInfo{}
	if continued {
		fresh.Malformed = i.Malformed
	}
	*i = fresh
}

// fill adds the result of a call.
func (i *ResponseInfo) fill(result *rest.Result) {
	i.Response, i.RequestID, i.Attempts = result.Response, result.RequestID, result.Attempts
	values, left := result.Malformed, maxMalformed-len(i.Malformed)
	cut := len(values) > left
	if cut {
		values = values[:max(left-1, 0)]
	}
	for _, v := range values {
		i.Malformed = append(i.Malformed, MalformedValue(v))
	}
	if cut && left > 0 {
		i.Malformed = append(i.Malformed, MalformedValue{Path: "… and more, on this page and later ones"})
	}
}

// String leaves out what arrived, which may hold a PIN. What is malformed says where it was.
func (i ResponseInfo) String() string {
	return fmt.Sprintf("request %q, attempts %d, malformed %v", i.RequestID, i.Attempts, i.Malformed)
}

// MalformedValue is a value of a response that does not fit the Go type it belongs in, such as an
// invalid date, or a null in a list. It is missing from the result, unless it could be read but may
// have lost something: a number where text belongs, a time without a zone. In the Raw of an event or
// action attempt a value that can be read replaces it, or null.
//
// At most 1,000 values of a response are reported; the path of a last one, such as "… 234 more", says
// how many there were beyond that. Long paths are shortened.
type MalformedValue struct {
	// Path leads to the value, such as "acs_credentials[3].created_at". For a page of a list whose
	// end is told oddly, such as a cursor beside "has_next_page": false, it is "pagination: " and
	// the reason.
	Path string
	// Raw is the value as it arrived; nil if it is longer than 4 KiB, and for an odd pagination.
	Raw json.RawMessage
}

// String is the path. It leaves the value out, which may be a PIN.
func (v MalformedValue) String() string { return v.Path }
