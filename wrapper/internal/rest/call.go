package rest

import (
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"time"

	"github.com/seam-go/seam/wrapper/internal/decode"
)

// Effect is the effect of sending an operation once more.
type Effect uint8

// The effects of operations.
const (
	// Write changes something each time it is sent.
	Write Effect = iota
	// Idempotent changes something, and nothing more when it is sent again.
	Idempotent
	// Read changes nothing.
	Read
)

// Call is one call: the operation, what to send, and how far it has come. It is for one [Client.Do].
type Call struct {
	// Path is the path of the operation, such as "/devices/list".
	Path string
	// Key is the property of the response that holds the result. It matters if Response is nil or may
	// be of any type.
	Key string
	// Effect decides when the request is repeated.
	Effect Effect
	// Gone lists the types of not-found errors that count as success after an attempt that may have
	// been processed.
	Gone []string
	// Request is sent as JSON, {} if it is nil. Response is a pointer to decode the response into, nil
	// for none.
	Request, Response any
	// OfAnyType is true for a request of a type that may mean null by a nil list. In other requests
	// one that is required is an error.
	OfAnyType bool
	// Timeout bounds the whole call; 0 for no bound but the context's.
	Timeout time.Duration
	// Retries is how often the request is repeated at most.
	Retries int
	// OptionErr is what is wrong with the options of the call. Do reports it together with what it
	// finds itself, and sends nothing.
	OptionErr error

	// header holds more headers to send, and hideHeader keeps their values out of errors; both are nil
	// unless [Call.AddHeader] was called.
	header     http.Header
	hideHeader func(cl *Client, c *Call)
	// decode decodes a response of any type; nil unless [Call.DecodeAnyType] was called.
	decode func(c *Call, body []byte) (decode.Verdict, error)
	// keep keeps a response in the result; nil unless [Call.KeepResponse] was called.
	keep    func(c *Call, last *response)
	body    []byte
	retried int
	// first is the failure to report if this side ends the call later: that of the first attempt that
	// may have been processed, or else of the first.
	first *Failure
	// maybeProcessed is true once Seam may have processed an attempt that failed.
	maybeProcessed bool
	// renewed is true once the credential was renewed, which is done once a call.
	renewed bool
	// authorization is that of the last attempt.
	authorization
	result Result
}

// AddHeader makes the call send one more header, whose value may be a secret. It is a method for the
// reason that [Call.KeepResponse] is one.
func (c *Call) AddHeader(name, value string) {
	if c.header == nil {
		c.header = http.Header{}
	}
	c.header.Add(name, value)
	c.hideHeader = hideHeader
}

// Body returns the request as it is sent. It may hold a PIN.
func (c *Call) Body() []byte { return c.body }

// hideHeader makes the scrubber of an attempt know the headers of the call, too.
func hideHeader(cl *Client, c *Call) {
	all := c.auth.Clone()
	setAll(all, c.header)
	c.scrub = newScrubber(all, cl.bodySecrets)
}

// DecodeAnyType lets the response be of any type: fallback decodes the types that package decode does
// not. It is a method for the reason that [Call.KeepResponse] is one.
//
// Any object fits such a type, so only the documented result counts as one.
func (c *Call) DecodeAnyType(fallback decode.Unmarshal) {
	c.decode = func(c *Call, body []byte) (decode.Verdict, error) {
		verdict, err := decode.Check(body, c.Key)
		if err != nil || !verdict.Accepted() {
			return verdict, err
		}
		return decode.Response(body, c.Response, fallback)
	}
}

// Result describes the responses to a call, whether it succeeded or failed.
type Result struct {
	// Response is the last response, nil if none arrived or the call did not ask for it. Its body can be
	// read from memory, and it holds no credential.
	Response *http.Response
	// RequestID identifies the request to Seam's support.
	RequestID string
	// Attempts is the number of requests.
	Attempts int
	// Malformed lists the values that did not fit Response of the call.
	Malformed []decode.Malformed
}

// prepare checks and encodes everything that can be wrong before anything is sent.
func (c *Call) prepare() error {
	if err := checkPath(c.Path); err != nil {
		return err
	}
	if err := errors.Join(checkTarget(c.Response), c.OptionErr); err != nil {
		return fmt.Errorf("seam: POST %s: %w", c.Path, err)
	}
	body, err := encodeRequest(c.Path, c.Request, c.OfAnyType)
	c.body = body
	return err
}

// checkPath makes sure that the path stays below the endpoint: it may come from the user.
func checkPath(path string) error {
	segments, rooted := strings.CutPrefix(path, "/")
	if !rooted {
		return fmt.Errorf("seam: the path %q does not begin with a slash", path)
	}
	for more := true; more; {
		var segment string
		segment, segments, more = strings.Cut(segments, "/")
		if !isPathSegment(segment) {
			return fmt.Errorf(`seam: the path %q is not one such as "/devices/list"`, path)
		}
	}
	return nil
}

func isPathSegment(s string) bool {
	for _, r := range s {
		if !isLetterOrDigit(r) && r != '_' && r != '-' {
			return false
		}
	}
	return s != ""
}

// checkTarget finds a response that nothing can be decoded into before a write is sent, not
// after it.
func checkTarget(response any) error {
	if response == nil {
		return nil
	}
	if v := reflect.ValueOf(response); v.Kind() != reflect.Pointer || v.IsNil() {
		return fmt.Errorf("the response is a %T, not a pointer to decode into", response)
	}
	return nil
}
