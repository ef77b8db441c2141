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
	// idleConnsPerHost lets that many concurrent calls find an open connection afterwards; the
	// two of net/http's default would close and dial again under load. It matters where HTTP/2
	// is not spoken.
	idleConnsPerHost = 100
	// readFrameSize lets a page of a list arrive in few frames instead of in many of 16 KiB.
	readFrameSize = 64 << 10
	// pingAfter and pingTimeout detect a dead HTTP/2 connection before the attempt times out, so that
	// the retry does not use the same connection.
	pingAfter   = 10 * time.Second
	pingTimeout = 5 * time.Second
)

// sender sends a request once. It does not follow redirects; roundTrip decides about those.
type sender func(*http.Request) (*http.Response, error)

// newSender sends with the user's client, or else with the transport alone: an http.Client would add
// redirects, cookies and a timeout, which rest does not want, and copy the headers for them.
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

// requireBody returns the sender of a transport. Like http.Client, it makes sure that there is a response
// to read if there is no error.
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

// endingWithContext closes the body of a response when the context of its request ends. The transport
// of net/http does that itself; another one may let a body go on for ever.
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

// watchedBody is a body that its reader or the end of the context closes, and only once.
type watchedBody struct {
	io.ReadCloser
	stop   func() bool
	closed sync.Once
	err    error
}

// Close returns when the body is closed.
func (b *watchedBody) Close() error {
	b.stop()
	b.closeOnce()
	return b.err
}

func (b *watchedBody) closeOnce() {
	b.closed.Do(func() { b.err = b.ReadCloser.Close() })
}

// shared holds the transport of all clients that do not set one: a program with a client for each
// tenant would otherwise keep connections for each.
var shared struct {
	sync.Mutex
	transport *http.Transport
	// from is the http.DefaultTransport that transport was made of.
	from *http.Transport
}

// sharedTransport returns the shared transport. It has the settings that http.DefaultTransport had when
// the first client was created, including proxies. A program that replaces http.DefaultTransport later
// gets a new one for its next clients.
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
