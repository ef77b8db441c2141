package seam

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"reflect"
	"strings"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/decode"
)

// invocation is one call: what was asked for, and how far it has come.
type invocation struct {
	op       *gen.Operation
	body     []byte
	response any
	// fallback decodes the types that package decode does not. Only Client.Call sets it, whose request
	// and response may be of any type.
	fallback decode.Unmarshal
	header   http.Header
	timeout  time.Duration
	retries  int
	info     *ResponseInfo

	attempts int
	retried  int
	// first is the failure to report if this side ends the call later: that of the first attempt that
	// may have been processed, or else of the first.
	first *Error
	// maybeProcessed is true once Seam may have processed an attempt that failed.
	maybeProcessed bool
	// renewed is true once the credential was renewed, which is done once a call.
	renewed bool
	// authorization is that of the last attempt.
	authorization
}

// newInvocation checks and encodes everything that can be wrong before anything is sent.
func (c *caller) newInvocation(op *gen.Operation, request, response any, opts []gen.CallOption) (*invocation, error) {
	if err := checkOperation(op); err != nil {
		return nil, err
	}
	inv := &invocation{op: op, response: response, retries: c.retries}
	inv.scrub = c.knownScrubber()
	if err := errors.Join(checkTarget(response), applyCallOptions(inv, opts)); err != nil {
		return nil, fmt.Errorf("seam: POST %s: %w", op.Path, err)
	}
	body, err := encodeRequest(op.Path, request, inv.fallback != nil)
	if err != nil {
		return nil, err
	}
	inv.body = body
	return inv, nil
}

// checkOperation makes sure that the path stays below the endpoint: it may come from the user.
func checkOperation(op *gen.Operation) error {
	if op == nil {
		return errors.New("seam: the operation is nil")
	}
	segments, rooted := strings.CutPrefix(op.Path, "/")
	if !rooted {
		return fmt.Errorf("seam: the path %q does not begin with a slash", op.Path)
	}
	for segment := range strings.SplitSeq(segments, "/") {
		if !isPathSegment(segment) {
			return fmt.Errorf(`seam: the path %q is not one such as "/devices/list"`, op.Path)
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

// newRequest is the request of one attempt, observed by w. It is made by hand, because
// [http.NewRequest] takes the URL as text and would parse it again.
func (inv *invocation) newRequest(ctx context.Context, to *url.URL, w *wire) *http.Request {
	req := (&http.Request{
		Method:        http.MethodPost,
		URL:           to,
		Host:          strings.TrimSuffix(to.Host, ":"),
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        inv.requestHeader(),
		Body:          newBody(inv.body),
		GetBody:       func() (io.ReadCloser, error) { return newBody(inv.body), nil },
		ContentLength: int64(len(inv.body)),
	}).WithContext(httptrace.WithClientTrace(ctx, w.trace()))
	allowReplay(req, inv.op.Effect)
	return req
}

func newBody(b []byte) io.ReadCloser { return io.NopCloser(bytes.NewReader(b)) }

// The headers that are the same in every request. Requests share the values.
var (
	jsonMedia  = []string{"application/json"}
	userAgent  = []string{sdkName + "/" + Version}
	sdkNames   = []string{sdkName}
	sdkVersion = []string{Version}
)

// requestHeader lets the user's own User-Agent stand.
func (inv *invocation) requestHeader() http.Header {
	header := make(http.Header, 8)
	setAll(header, inv.auth)
	setAll(header, inv.header)
	if header.Get("User-Agent") == "" {
		header["User-Agent"] = userAgent
	}
	header["Seam-Sdk-Name"] = sdkNames
	header["Seam-Sdk-Version"] = sdkVersion
	header["Content-Type"] = jsonMedia
	header["Accept"] = jsonMedia
	return header
}

func setAll(to, from http.Header) {
	for name, values := range from {
		to[http.CanonicalHeaderKey(name)] = values
	}
}
