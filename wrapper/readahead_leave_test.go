package seam

import (
	"context"
	"io"
	"net/http"
	"testing"
	"testing/synctest"

	"github.com/seam-go/seam/gen"
)

// leave takes the first credential of a list, waits until the next page is requested, and leaves
// the loop.
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

// After a loop was left, the client still works.
func TestLeavingReadAhead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork(t)
		c := n.caller()
		n.each(func(request int, c *serverConn) {
			switch request {
			case 1:
				c.json("200 OK", pageOf("a", `"1"`))
			case 2: // no response: the client closes the connection
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

// Over HTTP/2 the connection stays open, too.
func TestLeavingReadAheadOverHTTP2(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork(t)
		c := n.http2Caller()
		n.serveHTTP2(func(stream uint32, c http2Conn) bool {
			switch n.requests.Load() {
			case 1:
				c.frame(frameHeaders, flagEndHeaders, stream, 0x88)
				c.frame(frameData, flagEndStream, stream, []byte(pageOf("a", `"1"`))...)
			case 2: // no response: the client resets the stream
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

// blockedBody is a body that ends with the context of its request.
type blockedBody struct {
	ctx    context.Context
	closed bool
}

func (s *blockedBody) Read([]byte) (int, error) {
	<-s.ctx.Done()
	return 0, s.ctx.Err()
}

func (s *blockedBody) Close() error {
	s.closed = true
	return nil
}

func TestLeavingReadAheadClosesTheBody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var body *blockedBody
		c := stubCaller(t, func(n int, req *http.Request) (*http.Response, error) {
			if n == 1 {
				return newResponse(200, pageOf("a", `"1"`)), nil
			}
			body = &blockedBody{ctx: req.Context()}
			resp := newResponse(200, "")
			resp.Body, resp.ContentLength = body, -1
			return resp, nil
		})
		if leave(t, c); body == nil || !body.closed {
			t.Errorf("the body is %+v", body)
		}
	})
}

// panicValue is the value of the panics in this file.
const panicValue = "broken"

type panicsOnSecondWait struct{ passed int }

func (p *panicsOnSecondWait) Wait(context.Context) error {
	if p.passed++; p.passed == 2 {
		panic(panicValue)
	}
	return nil
}

// A panic while a page is fetched ahead is raised in the loop, at the next page or when the loop is
// left.
func TestReadAheadPanicsInTheLoop(t *testing.T) {
	transport := func(n int, _ *http.Request) (*http.Response, error) {
		if n == 2 {
			panic(panicValue)
		}
		return newResponse(200, pageOf("ab", `"1"`)), nil
	}
	for name, c := range map[string]func() *caller{
		"transport": func() *caller { return stubCaller(t, transport) },
		"limiter":   func() *caller { return stubCaller(t, pagesOf(9, 0), WithLimiter(new(panicsOnSecondWait))) },
		"body": func() *caller {
			return stubCaller(t, func(n int, _ *http.Request) (*http.Response, error) {
				resp := newResponse(200, pageOf("a", `"1"`))
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
			if ids != alone || was != wasAlone || was != panicValue {
				t.Errorf("%s: %q, then %v; without reading ahead %q, then %v", name, ids, was, alone, wasAlone)
			}
			if ids, was := recovered(t.Context(), c(), true, CallReadAhead()); ids != "a" || was != panicValue {
				t.Errorf("%s, left: %q, then %v", name, ids, was)
			}
		})
	}
}

type panickingReader struct{}

func (panickingReader) Read([]byte) (int, error) { panic(panicValue) }

// recovered returns the IDs that a loop received, and the value of its panic or its error.
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
