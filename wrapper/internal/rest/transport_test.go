package rest

import (
	"errors"
	"net/http"
	"testing"
)

// transportFunc is a transport without a network.
type transportFunc func(*http.Request) (*http.Response, error)

func (f transportFunc) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// The default transport has the settings of the standard one.
func TestDefaultTransport(t *testing.T) {
	shared := sharedTransport()
	transport, ok := shared.(*http.Transport)
	if !ok || transport == http.DefaultTransport || transport.Proxy == nil || !transport.ForceAttemptHTTP2 {
		t.Fatalf("transport %+v", shared)
	}
	if transport.MaxIdleConnsPerHost != 100 || transport.MaxConnsPerHost != 0 || transport.HTTP2.MaxReadFrameSize != 64<<10 || transport.DisableCompression {
		t.Errorf("not tuned: %+v", transport)
	}
}

// Clients without a transport share one, until the program replaces the standard one.
func TestSharedTransport(t *testing.T) {
	standard := http.DefaultTransport
	defer func() { http.DefaultTransport = standard }()
	first := sharedTransport()
	if sharedTransport() != first {
		t.Error("two clients have two transports")
	}
	http.DefaultTransport = &http.Transport{DisableCompression: true}
	replaced, ok := sharedTransport().(*http.Transport)
	if !ok || replaced == first || !replaced.DisableCompression {
		t.Errorf("a replaced http.DefaultTransport is not respected: %+v", replaced)
	}
	fake := transportFunc(func(*http.Request) (*http.Response, error) { return nil, errors.New("fake") })
	http.DefaultTransport = fake
	if _, ok := sharedTransport().(transportFunc); !ok {
		t.Errorf("a replaced http.DefaultTransport is not used: %T", sharedTransport())
	}
}
