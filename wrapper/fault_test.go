package seam

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
)

// fault is a permanent failure of a network, a gateway or Seam, and its effect on calls.
type fault struct {
	serve func(n int, c *serverConn)
	// refuse returns the error of the nth dial.
	refuse func(n int) error
	// reads and writes are the number of requests that a read (or idempotent call) and a write
	// send; if unread is true, the number of connections.
	reads, writes int
	// unread is true if the server never reads a whole request.
	unread bool
	// unknown is true if the outcome of a call that changes something is unknown.
	unknown bool
	// The error must match is and status, and contain text.
	is     error
	status int
	text   string
}

// always responds to every request with the same text.
func always(text string) func(int, *serverConn) {
	return func(_ int, c *serverConn) {
		for c.request() {
			c.write(text)
		}
	}
}

func alwaysJSON(status, body string) func(int, *serverConn) {
	return func(_ int, c *serverConn) {
		for c.request() {
			c.json(status, body)
		}
	}
}

func page(status string) string {
	return "HTTP/1.1 " + status + "\nContent-Type: text/html\nContent-Length: 18\n\n<h1>sorry</h1>1234"
}

var faults = map[string]fault{
	"dial refused": {
		refuse: func(int) error {
			return &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
		},
		reads: 3, writes: 3, unread: true, is: syscall.ECONNREFUSED, text: "connection refused",
	},
	"reset during the request": {
		serve: func(_ int, c *serverConn) {
			_, _ = io.ReadFull(c, make([]byte, 20))
			c.reset()
		},
		reads: 3, writes: 1, unread: true, unknown: true, is: syscall.ECONNRESET,
	},
	"reset after the request": {
		serve: func(_ int, c *serverConn) { c.request(); c.reset() },
		reads: 3, writes: 1, unknown: true, is: syscall.ECONNRESET,
	},
	"closed after the request": {
		serve: func(_ int, c *serverConn) { c.request() },
		reads: 3, writes: 1, unknown: true, is: io.EOF,
	},
	"incomplete status line": {
		serve: func(_ int, c *serverConn) { c.request(); c.write("HTTP/1.1 20") },
		reads: 3, writes: 1, unknown: true, text: "malformed HTTP",
	},
	"incomplete body": {
		serve: func(_ int, c *serverConn) {
			c.request()
			c.write("HTTP/1.1 200 OK\nContent-Type: application/json\nSeam-Request-Id: req_9\nContent-Length: 100\n\n{\"devices\":[")
		},
		reads: 3, writes: 1, unknown: true, is: io.ErrUnexpectedEOF, status: 200, text: "broke off after 12 bytes: unexpected EOF",
	},
	"incomplete chunked body": {
		serve: func(_ int, c *serverConn) {
			c.request()
			c.write("HTTP/1.1 200 OK\nContent-Type: application/json\nTransfer-Encoding: chunked\n\n" + chunk(`{"devices":[`))
		},
		reads: 3, writes: 1, unknown: true, is: io.ErrUnexpectedEOF, status: 200,
	},
	"no response": {
		serve: func(_ int, c *serverConn) { c.request(); c.request() },
		reads: 3, writes: 1, unknown: true, is: context.DeadlineExceeded, text: "no complete response within 30s",
	},
	"slow headers": {
		serve: slowly("HTTP/1.1 200 OK\nX-Long: " + strings.Repeat("x", 1000)),
		reads: 3, writes: 1, unknown: true, is: context.DeadlineExceeded, text: "no complete response within 30s",
	},
	"slow bytes": {
		serve: func(_ int, c *serverConn) {
			c.request()
			c.write("HTTP/1.1 200 OK\nContent-Length: 1000\n\n{")
			drip(c, strings.Repeat(" ", 1000))
		},
		reads: 3, writes: 1, unknown: true, is: context.DeadlineExceeded, status: 200, text: "no complete response within 30s",
	},
	"408": {
		serve: always(page("408 Request Timeout")),
		reads: 3, writes: 1, unknown: true, status: 408,
	},
	"429": {
		serve: alwaysJSON("429 Too Many Requests", `{"error":{"type":"rate_limited","message":"slow down"},"ok":false}`),
		reads: 3, writes: 3, is: ErrRateLimited, status: 429, text: "429 rate_limited: slow down (request req_1)",
	},
	"500 HTML": {
		serve: always(page("500 Internal Server Error")),
		reads: 3, writes: 1, unknown: true, status: 500, text: "500 Internal Server Error",
	},
	"500 JSON": {
		serve: alwaysJSON("500 Internal Server Error", `{"error":{"type":"internal_server_error","message":"oops"}}`),
		reads: 3, writes: 1, unknown: true, status: 500, text: "500 internal_server_error: oops",
	},
	"501": {
		serve: always(page("501 Not Implemented")),
		reads: 1, writes: 1, unknown: true, status: 501,
	},
	"502 HTML": {
		serve: always(page("502 Bad Gateway")),
		reads: 3, writes: 1, unknown: true, status: 502, text: "502 Bad Gateway",
	},
	"503 empty": {
		serve: always("HTTP/1.1 503 Service Unavailable\nContent-Length: 0\n\n"),
		reads: 3, writes: 1, unknown: true, status: 503, text: "503 Service Unavailable",
	},
	"504 broken off": {
		serve: func(_ int, c *serverConn) {
			c.request()
			c.write("HTTP/1.1 504 Gateway Timeout\nContent-Length: 100\n\n<h1>")
		},
		reads: 3, writes: 1, unknown: true, status: 504, is: io.ErrUnexpectedEOF,
	},
	"401": {
		serve: alwaysJSON("401 Unauthorized", `{"error":{"type":"unauthorized","message":"who?"}}`),
		reads: 1, writes: 1, is: ErrUnauthorized, status: 401, text: "401 unauthorized: who? (request req_1)",
	},
	"404": {
		serve: alwaysJSON("404 Not Found", `{"error":{"type":"device_not_found","message":"no"}}`),
		reads: 1, writes: 1, is: ErrNotFound, status: 404,
	},
	"409": {
		serve: alwaysJSON("409 Conflict", `{}`),
		reads: 1, writes: 1, is: ErrConflict, status: 409, text: "409 Conflict",
	},
	"wrong content type": {
		serve: always(page("200 OK")),
		reads: 1, writes: 1, unknown: true, status: 200, text: "the response is not JSON: sorry",
	},
	"content length too short": {
		serve: always("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 9\n\n{\"devices\":[]}"),
		reads: 1, writes: 1, unknown: true, status: 200, text: "truncated JSON",
	},
	"empty": {
		serve: alwaysJSON("200 OK", ""),
		reads: 1, writes: 1, unknown: true, status: 200, text: "the response is empty",
	},
	"not JSON": {
		serve: alwaysJSON("200 OK", "welcome"),
		reads: 1, writes: 1, unknown: true, status: 200, text: "the response is not JSON",
	},
	"a list": {
		serve: alwaysJSON("200 OK", "[]"),
		reads: 1, writes: 1, unknown: true, status: 200, text: "not a JSON object",
	},
	"null": {
		serve: alwaysJSON("200 OK", "null"),
		reads: 1, writes: 1, unknown: true, status: 200, text: "not a JSON object",
	},
	"200 with ok false": {
		serve: alwaysJSON("200 OK", `{"ok":false}`),
		reads: 1, writes: 1, status: 200, text: `rejected, "ok" is false`,
	},
	"200 with an error": {
		serve: alwaysJSON("200 OK", `{"ok":true,"error":{"type":"invalid_input","message":"no"}}`),
		reads: 1, writes: 1, unknown: true, status: 200, text: `invalid_input: the response contradicts itself: it has both "ok": true and an "error": no`,
	},
	"endless body": {
		serve: func(_ int, c *serverConn) {
			c.request()
			c.write("HTTP/1.1 200 OK\nContent-Type: application/json\nTransfer-Encoding: chunked\n\n")
			for zeros := chunk(strings.Repeat("0", 4096)); ; {
				if _, err := io.WriteString(c, strings.ReplaceAll(zeros, "\n", "\r\n")); err != nil {
					return
				}
			}
		},
		reads: 1, writes: 1, unknown: true, status: 200, text: "longer than 65536 bytes",
	},
	"2 GB announced": {
		serve: func(_ int, c *serverConn) {
			c.request()
			c.write("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 2147483648\n\n{")
			c.request()
		},
		reads: 1, writes: 1, unknown: true, status: 200, text: "longer than 65536 bytes",
	},
	"gzip bomb": {
		serve: func(_ int, c *serverConn) {
			c.request()
			bomb := gzipped(make([]byte, 1<<20))
			head := fmt.Sprintf("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Encoding: gzip\nContent-Length: %d\n\n", len(bomb))
			_, _ = io.WriteString(c, strings.ReplaceAll(head, "\n", "\r\n")+bomb)
		},
		reads: 1, writes: 1, unknown: true, status: 200, text: "longer than 65536 bytes",
	},
}

// slowly responds with one byte a second.
func slowly(text string) func(int, *serverConn) {
	return func(_ int, c *serverConn) {
		c.request()
		drip(c, strings.ReplaceAll(text, "\n", "\r\n"))
	}
}

func drip(c *serverConn, text string) {
	for _, b := range []byte(text) {
		<-time.After(time.Second)
		if _, err := c.Write([]byte{b}); err != nil {
			return
		}
	}
}

func gzipped(b []byte) string {
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	_, _ = w.Write(b)
	_ = w.Close()
	return buf.String()
}

func TestFaults(t *testing.T) {
	for name, f := range faults {
		for effect, op := range allOps {
			t.Run(name+"/"+effect, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) { f.test(t, op) })
			})
		}
	}
}

func (f fault) test(t *testing.T, op *gen.Operation) {
	n := newNetwork(t)
	n.refuse = f.refuse
	c := n.caller(WithMaxResponseBytes(64 << 10))
	if f.serve != nil {
		n.serve(f.serve)
	}
	err := call(t, c, op)
	e, ok := errors.AsType[*Error](err)
	if !ok {
		t.Fatalf("the error is %T: %v", err, err)
	}
	isWrite := op.Effect == gen.Write
	if e.Operation != op.Path || e.StatusCode != f.status {
		t.Errorf("operation %q, status %d", e.Operation, e.StatusCode)
	}
	if f.is != nil && !errors.Is(err, f.is) {
		t.Errorf("%v is not %v", err, f.is)
	}
	if got := errors.Is(err, ErrOutcomeUnknown); got != (f.unknown && op.Effect != gen.Read) {
		t.Errorf("outcome unknown is %v: %v", got, err)
	}
	if !strings.Contains(err.Error(), f.text) {
		t.Errorf("%q does not contain %q", err, f.text)
	}
	want, got := f.reads, int(n.requests.Load())
	if isWrite {
		want = f.writes
	}
	if f.unread {
		if got != 0 {
			t.Errorf("%d requests were read", got)
		}
		got = int(n.conns.Load())
	}
	if got != want {
		t.Errorf("%d requests, want %d: %v", got, want, err)
	}
}

// A fault that ends after the first connection does not fail a call that may be repeated.
func TestPassingFaults(t *testing.T) {
	for name, f := range faults {
		if f.serve == nil || f.reads == 1 {
			continue
		}
		for effect, op := range allOps {
			t.Run(name+"/"+effect, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) { f.testPassing(t, op) })
			})
		}
	}
}

func (f fault) testPassing(t *testing.T, op *gen.Operation) {
	n := newNetwork(t)
	c := n.caller()
	n.serve(func(i int, c *serverConn) {
		if i == 1 {
			c.limit = 1
			f.serve(i, c)
			return
		}
		alwaysJSON("200 OK", `{"devices":[{"device_id":"d"}]}`)(i, c)
	})
	var out result
	err := c.Call(t.Context(), op, nil, &out)
	if op.Effect == gen.Write && f.writes == 1 {
		if !errors.Is(err, ErrOutcomeUnknown) || n.conns.Load() != 1 {
			t.Errorf("%d connections, %v", n.conns.Load(), err)
		}
		return
	}
	if err != nil || len(out.Devices) != 1 || n.conns.Load() != 2 {
		t.Errorf("%d connections, %+v, %v", n.conns.Load(), out, err)
	}
}

func TestTLSFailureIsNotSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork(t)
		transport := n.transport()
		transport.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS13}
		c := n.callerOver(transport, WithEndpoint("https://seam.invalid"))
		n.serve(func(_ int, c *serverConn) { _, _ = c.Read(make([]byte, 10)) })
		err := call(t, c, writeOp)
		if err == nil || errors.Is(err, ErrOutcomeUnknown) {
			t.Errorf("got %v", err)
		}
		if got := n.conns.Load(); got != 3 {
			t.Errorf("%d connections, want 3", got)
		}
	})
}

// A connection is reused after every response that was read to its end.
func TestConnectionsAreReused(t *testing.T) {
	bodies := map[string]func(*serverConn){
		"success": func(c *serverConn) { c.json("200 OK", `{"devices":[]}`) },
		"error":   func(c *serverConn) { c.json("400 Bad Request", `{"error":{"type":"x"}}`) },
		"not JSON": func(c *serverConn) {
			c.json("200 OK", strings.Repeat("x", 10000))
		},
		"gzip": func(c *serverConn) {
			body := gzipped([]byte(`{"devices":[]}`))
			head := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n", len(body))
			_, _ = io.WriteString(c, head+body)
		},
	}
	for name, body := range bodies {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n := newNetwork(t)
				c := n.caller()
				n.each(func(_ int, c *serverConn) { body(c) })
				for range 5 {
					_ = call(t, c, readOp)
				}
				if n.conns.Load() != 1 || n.requests.Load() != 5 {
					t.Errorf("%d connections for %d requests", n.conns.Load(), n.requests.Load())
				}
			})
		})
	}
}
