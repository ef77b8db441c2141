package rest

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"
)

const (
	// idleConnsPerHost is how many connections stay open without HTTP/2. Under load, the two of
	// net/http's default would be closed and opened again all the time.
	idleConnsPerHost = 100
	// readFrameSize lets a page of a list arrive in few frames instead of many of 16 KiB.
	readFrameSize = 64 << 10
	// pingAfter and pingTimeout detect a dead HTTP/2 connection before the attempt times out, so that the
	// retry uses another.
	pingAfter   = 10 * time.Second
	pingTimeout = 5 * time.Second
)

// sender sends a request once. It does not follow redirects: roundTrip does.
type sender func(*http.Request) (*http.Response, error)

// newSender returns a sender over the user's client or, without one, over the transport alone: an
// http.Client would add redirects, cookies and a timeout, and copy the headers for them.
func newSender(cfg *Config) sender {
	switch {
	case cfg.HTTPClient != nil:
		client := *cfg.HTTPClient
		client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		return endingWithContext(client.Do)
	case cfg.Transport != nil:
		return endingWithContext(requireBody(cfg.Transport))
	default:
		return requireBody(sharedTransport())
	}
}

// requireBody returns a sender over a transport. Like http.Client, it returns either an error or a response
// with a body.
func requireBody(transport http.RoundTripper) sender {
	return func(req *http.Request) (*http.Response, error) {
		resp, err := transport.RoundTrip(req)
		switch {
		case err != nil:
			return nil, err
		case resp == nil, resp.Body == nil && resp.ContentLength > 0:
			return nil, fmt.Errorf("the transport (%T) returned neither a whole response nor an error", transport)
		case resp.Body == nil:
			resp.Body = http.NoBody
		}
		return resp, nil
	}
}

// endingWithContext closes the body of a response when the context of its request ends. The transport of
// net/http does that itself, but with another a body might never end.
func endingWithContext(send sender) sender {
	return func(req *http.Request) (*http.Response, error) {
		resp, err := send(req)
		if err != nil {
			return nil, err
		}
		body := &watchedBody{ReadCloser: resp.Body}
		body.stop = context.AfterFunc(req.Context(), body.closeOnce)
		resp.Body = body
		return resp, nil
	}
}

// watchedBody is a body that is closed once, by its reader or the end of a context.
type watchedBody struct {
	io.ReadCloser
	stop   func() bool
	closed sync.Once
	err    error
}

// Close implements [io.Closer]. It returns when the body is closed.
func (b *watchedBody) Close() error {
	b.stop()
	b.closeOnce()
	return b.err
}

func (b *watchedBody) closeOnce() {
	b.closed.Do(func() { b.err = b.ReadCloser.Close() })
}

// shared holds the transport of all clients without their own. A program with a client for each tenant would
// otherwise keep connections for each.
var shared struct {
	sync.Mutex
	transport *http.Transport
	// from is the http.DefaultTransport that was cloned into transport.
	from *http.Transport
}

// sharedTransport returns the shared transport: a clone of http.DefaultTransport, including its proxies, as it
// was when the first client was created. If a program replaces http.DefaultTransport, its next clients get
// another clone.
func sharedTransport() http.RoundTripper {
	standard, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return http.DefaultTransport // Respects a replaced one, such as a fake or a recorder.
	}
	shared.Lock()
	defer shared.Unlock()
	if shared.from != standard {
		shared.from, shared.transport = standard, newTransport(standard)
	}
	return shared.transport
}

func newTransport(standard *http.Transport) *http.Transport {
	t := standard.Clone()
	t.MaxIdleConnsPerHost = idleConnsPerHost
	if t.HTTP2 == nil {
		t.HTTP2 = new(http.HTTP2Config)
	}
	t.HTTP2.MaxReadFrameSize = readFrameSize
	t.HTTP2.SendPingTimeout = pingAfter
	t.HTTP2.PingTimeout = pingTimeout
	return t
}
