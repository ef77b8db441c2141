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

// Effect is the effect of an operation, which decides whether its request may be repeated.
//
// The caller takes it from a reviewed table. A PUT in Seam's document is no proof that an operation may be
// repeated: access_codes/create_multiple also exists as a PUT, and creates more codes each time. An
// operation that nobody has reviewed is a Write.
type Effect uint8

// The effects of operations.
const (
	// Write changes something each time the request is processed.
	Write Effect = iota
	// Idempotent changes something the first time, and nothing after that.
	Idempotent
	// Read changes nothing.
	Read
)

// Call is one call: its operation, its request and its state. Each Call is for one [Client.Do].
type Call struct {
	// Path is the path of the operation, such as "/devices/list".
	Path string
	// Key is the name of the result in the response. It is used if Response is nil or of any type.
	Key string
	// Effect decides whether the request may be repeated.
	Effect Effect
	// Gone lists the types of not-found errors that mean success if an earlier attempt may have been
	// processed, because that attempt may have deleted the object.
	Gone []string
	// Request is sent as JSON; nil sends {}. Response points to the value to decode the response into; nil
	// ignores the result.
	Request, Response any
	// OfAnyType is true for a request whose type the user chose, in which a nil list may mean null. In
	// other requests a required list that is nil is an error.
	OfAnyType bool
	// Timeout bounds the whole call. If it is 0, only the context does.
	Timeout time.Duration
	// Retries bounds how often the request is repeated.
	Retries int
	// OptionErr reports invalid options of the call. Do sends nothing then, and returns OptionErr joined
	// with the problems that it finds itself.
	OptionErr error

	// header holds more headers to send, and hideHeader removes their values from errors. Both are nil
	// unless [Call.AddHeader] was called.
	header     http.Header
	hideHeader func(cl *Client, c *Call)
	// decode decodes a response of any type. It is nil unless [Call.DecodeAnyType] was called.
	decode func(c *Call, body []byte) (decode.Verdict, error)
	// keep stores a response in the result. It is nil unless [Call.KeepResponse] was called.
	keep    func(c *Call, last *response)
	body    []byte
	retried int
	// first is the failure to return if the client ends the call later: that of the first attempt that may
	// have been processed, or else that of the first attempt.
	first *Failure
	// maybeProcessed is true once an attempt failed that Seam may have processed.
	maybeProcessed bool
	// renewed is true once the credential was renewed.
	renewed bool
	// authorization belongs to the last attempt.
	authorization
	result Result
}

// AddHeader adds a header to the requests of the call. Its value may be a secret. It is a method for the
// same reason as [Call.KeepResponse].
func (c *Call) AddHeader(name, value string) {
	if c.header == nil {
		c.header = http.Header{}
	}
	c.header.Add(name, value)
	c.hideHeader = hideHeader
}

// Body returns the request as it is sent. It may hold a PIN.
func (c *Call) Body() []byte { return c.body }

// hideHeader adds the headers of the call to the secrets of its scrubber.
func hideHeader(cl *Client, c *Call) {
	all := c.auth.Clone()
	setAll(all, c.header)
	c.scrub = newScrubber(all, cl.bodySecrets)
}

// DecodeAnyType allows a response of any type: fallback decodes the types that package decode does not. It
// is a method for the same reason as [Call.KeepResponse].
//
// Any object may fit such a type, so the response must contain the documented result.
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
	// Response is the last response without credentials, and with its body in memory. It is nil if none
	// arrived, or without [Call.KeepResponse].
	Response *http.Response
	// RequestID identifies the request to Seam's support.
	RequestID string
	// Attempts is the number of requests.
	Attempts int
	// Malformed lists the values that did not fit the Response of the call.
	Malformed []decode.Malformed
}

// prepare checks the call and encodes its request, before anything is sent.
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

// checkPath returns an error for a path that may lead out of the endpoint. The path may come from the user.
func checkPath(path string) error {
	segments, rooted := strings.CutPrefix(path, "/")
	if !rooted {
		return fmt.Errorf("seam: the path %q does not begin with a slash", path)
	}
	for more := true; more; {
		var segment string
		segment, segments, more = strings.Cut(segments, "/")
		if !isPathSegment(segment) {
			return fmt.Errorf(`seam: the path %q is not of the form "/devices/list"`, path)
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

// checkTarget returns an error for a response that nothing can be decoded into, so that no write is sent
// for it.
func checkTarget(response any) error {
	if response == nil {
		return nil
	}
	if v := reflect.ValueOf(response); v.Kind() != reflect.Pointer || v.IsNil() {
		return fmt.Errorf("the response is a %T, not a pointer to decode into", response)
	}
	return nil
}
