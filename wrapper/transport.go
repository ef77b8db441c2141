package seam

import (
	"fmt"
	"net/http"
	"time"
)

const (
	// idleConnsPerHost lets that many concurrent calls find an open connection afterwards; the
	// two of net/http's default would close and dial again under load. It matters where HTTP/2
	// is not spoken.
	idleConnsPerHost = 100
	// readFrameSize lets a page of a list arrive in few frames instead of in many of 16 KiB.
	readFrameSize = 64 << 10
	// pingAfter and pingTimeout find out that an HTTP/2 connection is dead before the attempt
	// times out, so that its repetition does not go into the same hole.
	pingAfter   = 10 * time.Second
	pingTimeout = 5 * time.Second
)

// sender sends a request once. It does not follow redirects; roundTrip decides about those.
type sender func(*http.Request) (*http.Response, error)

// newSender sends with the user's client, or else with the transport alone: an http.Client would
// add redirects, cookies and a timeout, none of which is wanted, and copy the headers for them.
func newSender(cfg *config) sender {
	switch {
	case cfg.client != nil:
		client := *cfg.client
		client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		return client.Do
	case cfg.transport != nil:
		return checked(cfg.transport)
	default:
		return checked(newTransport())
	}
}

// checked is the sender of a transport. It makes sure, as http.Client does, that without an error
// there is an answer to read.
func checked(transport http.RoundTripper) sender {
	return func(req *http.Request) (*http.Response, error) {
		resp, err := transport.RoundTrip(req)
		switch {
		case err != nil:
			return nil, err
		case resp == nil, resp.Body == nil && resp.ContentLength > 0:
			return nil, fmt.Errorf("the transport (%T) returned neither a whole answer nor an error", transport)
		case resp.Body == nil:
			resp.Body = http.NoBody
		}
		return resp, nil
	}
}

// newTransport keeps what http.DefaultTransport is set to, proxies included.
func newTransport() http.RoundTripper {
	standard, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		// The program has put its own in place, and means it.
		return http.DefaultTransport
	}
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
