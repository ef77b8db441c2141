package seam

import (
	"encoding/binary"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/seam-go/seam/gen"
)

// The parts of HTTP/2 (RFC 9113) that the test server needs.
const (
	frameData      = 0x0
	frameHeaders   = 0x1
	frameRSTStream = 0x3
	frameSettings  = 0x4
	framePing      = 0x6
	frameGoAway    = 0x7

	flagEndStream  = 0x1
	flagAck        = 0x1
	flagEndHeaders = 0x4

	codeNo            = 0x0
	codeProtocol      = 0x1
	codeInternal      = 0x2
	codeRefusedStream = 0x7
	codeCancel        = 0x8
)

// http2Conn is the server's end of an HTTP/2 connection. It ignores the content of headers. It
// writes from its own goroutine, because otherwise both ends of a pipe could wait for the other to
// read.
type http2Conn struct {
	*serverConn
	out chan []byte
}

func newHTTP2Conn(sc *serverConn) http2Conn {
	c := http2Conn{sc, make(chan []byte, 100)}
	sc.network.wg.Go(func() {
		for frame := range c.out {
			_, _ = sc.Write(frame)
		}
		_ = sc.Close()
	})
	return c
}

func (c http2Conn) frame(kind, flags byte, stream uint32, payload ...byte) {
	head := make([]byte, 9, 9+len(payload))
	binary.BigEndian.PutUint32(head, uint32(len(payload))<<8|uint32(kind))
	head[4] = flags
	binary.BigEndian.PutUint32(head[5:], stream)
	c.out <- append(head, payload...)
}

func word(n uint32) []byte { return binary.BigEndian.AppendUint32(nil, n) }

func (c http2Conn) resetStream(stream, code uint32) {
	c.frame(frameRSTStream, 0, stream, word(code)...)
}

func (c http2Conn) goAway(last, code uint32) {
	c.frame(frameGoAway, 0, 0, append(word(last), word(code)...)...)
}

func (c http2Conn) ok(stream uint32) {
	c.frame(frameHeaders, flagEndHeaders, stream, 0x88) // :status 200, from the static table
	c.frame(frameData, flagEndStream, stream, []byte(`{"devices":[]}`)...)
}

// serveHTTP2 calls script for each whole request, and closes the connection when script returns
// false.
func (n *network) serveHTTP2(script func(stream uint32, c http2Conn) (goOn bool)) {
	n.serve(func(_ int, sc *serverConn) {
		c := newHTTP2Conn(sc)
		defer close(c.out)
		if _, err := io.ReadFull(c, make([]byte, len("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))); err != nil {
			return
		}
		c.frame(frameSettings, 0, 0)
		head := make([]byte, 9)
		for {
			if _, err := io.ReadFull(c, head); err != nil {
				return
			}
			payload := make([]byte, binary.BigEndian.Uint32(head)>>8)
			if _, err := io.ReadFull(c, payload); err != nil {
				return
			}
			kind, flags, stream := head[3], head[4], binary.BigEndian.Uint32(head[5:])
			switch {
			case kind == frameSettings && flags&flagAck == 0:
				c.frame(frameSettings, flagAck, 0)
			case kind == framePing && flags&flagAck == 0:
				c.frame(framePing, flagAck, 0, payload...)
			case (kind == frameData || kind == frameHeaders) && flags&flagEndStream != 0:
				n.requests.Add(1)
				if !script(stream, c) {
					return
				}
			}
		}
	})
}

func (n *network) http2Caller(opts ...Option) *caller {
	transport := n.transport()
	transport.Protocols = new(http.Protocols)
	transport.Protocols.SetUnencryptedHTTP2(true)
	return n.callerOver(transport, opts...)
}

func TestHTTP2(t *testing.T) {
	tests := map[string]struct {
		fault func(stream uint32, c http2Conn)
		// closes is true if the server then closes the connection.
		closes bool
		// unprocessed is true if the server says that it did not process the request.
		unprocessed bool
	}{
		"GOAWAY before the stream": {
			fault: func(_ uint32, c http2Conn) { c.goAway(0, codeNo) }, unprocessed: true,
		},
		"refused stream": {
			fault: func(s uint32, c http2Conn) { c.resetStream(s, codeRefusedStream) }, unprocessed: true,
		},
		"protocol error":       {fault: func(s uint32, c http2Conn) { c.resetStream(s, codeProtocol) }},
		"internal error":       {fault: func(s uint32, c http2Conn) { c.resetStream(s, codeInternal) }},
		"cancelled":            {fault: func(s uint32, c http2Conn) { c.resetStream(s, codeCancel) }},
		"GOAWAY with an error": {fault: func(_ uint32, c http2Conn) { c.goAway(0, codeInternal) }},
		"connection closed":    {fault: func(uint32, http2Conn) {}, closes: true},
		"GOAWAY after the stream, then closed": {
			fault: func(s uint32, c http2Conn) { c.goAway(s, codeNo) }, closes: true,
		},
		"reset amid the body": {fault: func(s uint32, c http2Conn) {
			c.frame(frameHeaders, flagEndHeaders, s, 0x88)
			c.frame(frameData, 0, s, '{')
			c.resetStream(s, codeProtocol)
		}},
	}
	for name, tt := range tests {
		for effect, op := range allOps {
			t.Run(name+"/"+effect, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					n := newNetwork(t)
					c := n.http2Caller()
					faulty := true
					n.serveHTTP2(func(stream uint32, c http2Conn) bool {
						if faulty {
							faulty = false
							tt.fault(stream, c)
							return !tt.closes
						}
						c.ok(stream)
						return true
					})
					err := call(t, c, op)
					wantErr, want := false, int32(2)
					if op.Effect == gen.Write && !tt.unprocessed {
						wantErr, want = true, 1
					}
					if got := n.requests.Load(); got != want {
						t.Errorf("%d requests, want %d: %v", got, want, err)
					}
					if (err != nil) != wantErr || errors.Is(err, ErrOutcomeUnknown) != wantErr {
						t.Errorf("want an unknown outcome: %v, got %v", wantErr, err)
					}
				})
			})
		}
	}
}

// The outcome of a write that the server did not process is known.
func TestHTTP2UnprocessedWrite(t *testing.T) {
	for name, fault := range map[string]func(stream uint32, c http2Conn){
		"GOAWAY":  func(_ uint32, c http2Conn) { c.goAway(0, codeNo) },
		"refused": func(s uint32, c http2Conn) { c.resetStream(s, codeRefusedStream) },
	} {
		synctest.Test(t, func(t *testing.T) {
			n := newNetwork(t)
			c := n.http2Caller(WithRetries(0))
			n.serveHTTP2(func(stream uint32, c http2Conn) bool { fault(stream, c); return true })
			err := call(t, c, writeOp)
			if err == nil || errors.Is(err, ErrOutcomeUnknown) || n.requests.Load() != 1 {
				t.Errorf("%s: %d requests, %v", name, n.requests.Load(), err)
			}
		})
	}
}

// Over TLS, with net/http's server, which resets the stream when a handler panics.
func TestHTTP2OverTLS(t *testing.T) {
	for effect, op := range allOps {
		var requests atomic.Int32
		server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.ProtoMajor != 2 {
				t.Errorf("%s was used", r.Proto)
			}
			if requests.Add(1) == 1 {
				panic(http.ErrAbortHandler)
			}
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write([]byte(`{"ok":true}`))
		}))
		server.EnableHTTP2 = true
		server.StartTLS()
		c, err := newCaller(APIKey(testKey), []Option{WithEndpoint(server.URL), WithHTTPClient(server.Client())})
		if err != nil {
			t.Fatal(err)
		}
		err = call(t, c, op)
		unknown, want := op.Effect == gen.Write, int32(2)
		if unknown {
			want = 1
		}
		if (err != nil) != unknown || errors.Is(err, ErrOutcomeUnknown) != unknown || requests.Load() != want {
			t.Errorf("%s: %d requests, %v", effect, requests.Load(), err)
		}
		server.Close()
	}
}
