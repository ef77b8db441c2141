package seam

import (
	"context"
	"io"
	"net/http"
	"testing"
	"testing/synctest"

	"github.com/seam-go/seam/gen"
)

// leave takes the first credential of a list and leaves, while the next page is on its way.
func leave(t *testing.T, c *caller) {
	t.Helper()
	for credential, err := range credentialsOf(t.Context(), c, CallReadAhead()) {
		if err != nil || credential.ACSCredentialID != "a" {
			t.Errorf("got %v, %v", credential, err)
		}
		synctest.Wait()
		break
	}
}

// After a loop was left, the client goes on as before.
func TestLeavingReadAhead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork(t)
		c := n.caller()
		n.each(func(request int, c *serverConn) {
			switch request {
			case 1:
				c.json("200 OK", pageOf("a", `"1"`))
			case 2: // no answer: the client hangs up
			default:
				c.json("200 OK", `{"devices":[]}`)
			}
		})
		leave(t, c)
		for range 2 {
			if err := call(t, c, readOp); err != nil {
				t.Error(err)
			}
		}
		if n.requests.Load() != 4 || n.conns.Load() != 2 {
			t.Errorf("%d requests over %d connections", n.requests.Load(), n.conns.Load())
		}
	})
}

// With HTTP/2 not even the connection ends.
func TestLeavingReadAheadOverHTTP2(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork(t)
		c := n.http2Caller()
		n.serveHTTP2(func(stream uint32, c http2Conn) bool {
			switch n.requests.Load() {
			case 1:
				c.frame(frameHeaders, flagEndHeaders, stream, 0x88)
				c.frame(frameData, flagEndStream, stream, []byte(pageOf("a", `"1"`))...)
			case 2: // no answer: the client resets the stream
			default:
				c.ok(stream)
			}
			return true
		})
		leave(t, c)
		if err := call(t, c, readOp); err != nil {
			t.Error(err)
		}
		if n.requests.Load() != 3 || n.conns.Load() != 1 {
			t.Errorf("%d requests over %d connections", n.requests.Load(), n.conns.Load())
		}
	})
}

// stalled is a body that ends with the context of its request.
type stalled struct {
	ctx    context.Context
	closed bool
}

func (s *stalled) Read([]byte) (int, error) {
	<-s.ctx.Done()
	return 0, s.ctx.Err()
}

func (s *stalled) Close() error {
	s.closed = true
	return nil
}

func TestLeavingReadAheadClosesTheBody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var body *stalled
		c := answering(t, func(n int, req *http.Request) (*http.Response, error) {
			if n == 1 {
				return reply(200, pageOf("a", `"1"`)), nil
			}
			body = &stalled{ctx: req.Context()}
			resp := reply(200, "")
			resp.Body, resp.ContentLength = body, -1
			return resp, nil
		})
		if leave(t, c); body == nil || !body.closed {
			t.Errorf("the body is %+v", body)
		}
	})
}

// broken is what panics panic with.
const broken = "broken"

type panicking struct{ passed int }

func (p *panicking) Wait(context.Context) error {
	if p.passed++; p.passed == 2 {
		panic(broken)
	}
	return nil
}

// What panics while a page is read ahead panics in the loop, where the page would have come, or
// where the loop is left.
func TestReadAheadPanicsInTheLoop(t *testing.T) {
	transport := func(n int, _ *http.Request) (*http.Response, error) {
		if n == 2 {
			panic(broken)
		}
		return reply(200, pageOf("ab", `"1"`)), nil
	}
	for name, c := range map[string]func() *caller{
		"transport": func() *caller { return answering(t, transport) },
		"limiter":   func() *caller { return answering(t, pagesOf(9, 0), WithLimiter(new(panicking))) },
		"body": func() *caller {
			return answering(t, func(n int, _ *http.Request) (*http.Response, error) {
				resp := reply(200, pageOf("a", `"1"`))
				if n == 2 {
					resp.Body = io.NopCloser(panickingReader{})
				}
				return resp, nil
			})
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			alone, wasAlone := recovered(t.Context(), c(), false)
			ids, was := recovered(t.Context(), c(), false, CallReadAhead())
			if ids != alone || was != wasAlone || was != broken {
				t.Errorf("%s: %q, then %v; without reading ahead %q, then %v", name, ids, was, alone, wasAlone)
			}
			if ids, was := recovered(t.Context(), c(), true, CallReadAhead()); ids != "a" || was != broken {
				t.Errorf("%s, left: %q, then %v", name, ids, was)
			}
		})
	}
}

type panickingReader struct{}

func (panickingReader) Read([]byte) (int, error) { panic(broken) }

// recovered is what a loop saw, and what it panicked with.
func recovered(ctx context.Context, c *caller, leave bool, opts ...gen.CallOption) (ids string, was any) {
	defer func() {
		if v := recover(); v != nil {
			was = v
		}
	}()
	for credential, err := range credentialsOf(ctx, c, opts...) {
		if err != nil {
			return ids, err
		}
		ids += credential.ACSCredentialID
		if synctest.Wait(); leave {
			break
		}
	}
	return ids, nil
}
