package seam

import (
	"net/http"
	"time"
)

const (
	// idleConnsPerHost lets that many concurrent calls find an open connection afterwards; the
	// two of net/http's default would close and dial again under load. It matters where HTTP/2
	// is not spoken.
	idleConnsPerHost = 100
	// readFrameSize lets a page of a list arrive in few frames instead of in many of 16 KiB.
	readFrameSize = 256 << 10
	// pingAfter and pingTimeout find out that an HTTP/2 connection is dead before the attempt
	// times out, so that its repetition does not go into the same hole.
	pingAfter   = 10 * time.Second
	pingTimeout = 5 * time.Second
)

// newHTTPClient is the client that requests go out with: the user's, or one of our own. It never
// follows a redirect by itself; roundTrip decides about those.
func newHTTPClient(cfg *config) *http.Client {
	client := http.Client{Transport: cfg.transport}
	if cfg.client != nil {
		client = *cfg.client
	} else if cfg.transport == nil {
		client.Transport = newTransport()
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &client
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
