package seam

import (
	"errors"
	"net/http"
	"testing"
	"testing/synctest"

	"github.com/seam-go/seam/gen"
)

// staleServer responds to the first request of the first connection, and closes that connection
// after the second request without a response.
func staleServer(n *network) {
	n.serve(func(i int, c *serverConn) {
		if i == 1 {
			c.request()
			c.json("200 OK", `{"devices":[]}`)
			c.request()
			return
		}
		alwaysJSON("200 OK", `{"devices":[]}`)(i, c)
	})
}

// net/http repeats a request itself only if the operation is safe to repeat. Retries of the client
// are off, so the third request is net/http's.
func TestReplayByTransport(t *testing.T) {
	for effect, op := range allOps {
		t.Run(effect, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n := newNetwork(t)
				c := n.caller(WithRetries(0))
				staleServer(n)
				if err := call(t, c, readOp); err != nil {
					t.Fatal(err)
				}
				err := call(t, c, op)
				got := n.requests.Load()
				if op.Effect == gen.Write {
					if !errors.Is(err, ErrOutcomeUnknown) || got != 2 {
						t.Errorf("%d requests, %v", got, err)
					}
					return
				}
				if err != nil || got != 3 {
					t.Errorf("%d requests, %v", got, err)
				}
			})
		})
	}
}

// A kept-alive connection that the server closed while idle does not fail a write.
func TestIdleClosedConnection(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork(t)
		c := n.caller(WithRetries(0))
		n.serve(func(_ int, c *serverConn) {
			c.request()
			c.json("200 OK", `{"ok":true}`)
		})
		for range 2 {
			if err := call(t, c, writeOp); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
		}
		if n.conns.Load() != 2 || n.requests.Load() != 2 {
			t.Errorf("%d connections, %d requests", n.conns.Load(), n.requests.Load())
		}
	})
}

// The header that lets net/http repeat a request is not sent.
func TestReplayMarkIsNotSent(t *testing.T) {
	for effect, op := range allOps {
		synctest.Test(t, func(t *testing.T) {
			n := newNetwork(t)
			var header http.Header
			c := n.caller()
			server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				header = r.Header.Clone()
				w.Header().Set("Content-Type", "application/json")
				_, _ = w.Write([]byte(`{"ok":true}`))
			})}
			n.wg.Go(func() { _ = server.Serve(n) })
			if err := call(t, c, op); err != nil {
				t.Fatal(effect, err)
			}
			if _, ok := header["Idempotency-Key"]; ok {
				t.Errorf("%s: the mark was sent", effect)
			}
		})
	}
}

// A deletion that net/http repeated counts as one whose first attempt may have been processed.
func TestDeleteReplayedByTransport(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork(t)
		c := n.caller(WithRetries(0))
		n.serve(func(i int, c *serverConn) {
			if i == 1 {
				c.request()
				c.json("200 OK", `{"ok":true}`)
				c.request()
				return
			}
			alwaysJSON("404 Not Found", `{"error":{"type":"acs_credential_not_found"}}`)(i, c)
		})
		if err := call(t, c, readOp); err != nil {
			t.Fatal(err)
		}
		if err := c.Call(t.Context(), deleteOp, nil, nil); err != nil {
			t.Error(err)
		}
		if err := c.Call(t.Context(), deleteOp, nil, nil); !errors.Is(err, ErrNotFound) {
			t.Errorf("a second deletion: %v", err)
		}
	})
}

func TestRepeatedDelete(t *testing.T) {
	gone := `{"error":{"type":"acs_credential_not_found","message":"gone"}}`
	tests := map[string]struct {
		first  string // "" for no response
		second string
		status string
		wantOK bool
	}{
		"no response, then gone":      {"", gone, "404 Not Found", true},
		"gateway timeout, then gone":  {"504 Gateway Timeout", gone, "404 Not Found", true},
		"gateway error, then gone":    {"502 Bad Gateway", gone, "404 Not Found", true},
		"rate limited, then gone":     {"429 Too Many Requests", gone, "404 Not Found", false},
		"Seam's own error, then gone": {"500 Internal Server Error", gone, "404 Not Found", true},
		"no response, then no route":  {"", `{"error":{"type":"not_found"}}`, "404 Not Found", false},
		"no response, then HTML":      {"", "<h1>", "404 Not Found", false},
		"no response, then refused":   {"", gone, "400 Bad Request", false},
		"no response, then done":      {"", `{"ok":true}`, "200 OK", true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n := newNetwork(t)
				c := n.caller()
				n.serve(func(i int, c *serverConn) {
					c.request()
					switch {
					case i > 1:
						c.json(tt.status, tt.second)
					case tt.first != "":
						c.json(tt.first, "{}")
					}
				})
				err := c.Call(t.Context(), deleteOp, nil, nil)
				if (err == nil) != tt.wantOK || n.requests.Load() != 2 {
					t.Errorf("%d requests, %v", n.requests.Load(), err)
				}
			})
		})
	}
}

// A 404 is an error for an operation that is not a deletion, and on the first attempt of any.
func TestNotFoundIsAnError(t *testing.T) {
	for _, op := range []*gen.Operation{deleteOp, readOp} {
		synctest.Test(t, func(t *testing.T) {
			n := newNetwork(t)
			c := n.caller()
			n.serve(func(i int, c *serverConn) {
				c.request()
				if op == deleteOp || i > 1 {
					c.json("404 Not Found", `{"error":{"type":"x_not_found"}}`)
				}
			})
			if err := c.Call(t.Context(), op, nil, nil); !errors.Is(err, ErrNotFound) {
				t.Errorf("%s: %v", op.Path, err)
			}
		})
	}
}
