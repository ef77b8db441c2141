package seam

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
)

func TestRetryAfterIsRespected(t *testing.T) {
	tests := map[string]struct {
		// header returns Retry-After for a response at this time.
		header    func(now time.Time) string
		low, high time.Duration // of both pauses together; a negative low means no retry
	}{
		"absent":     {func(time.Time) string { return "" }, 0, firstBackoff + 2*firstBackoff},
		"seconds":    {func(time.Time) string { return "7" }, 14 * time.Second, 15 * time.Second},
		"date":       {func(now time.Time) string { return now.Add(10 * time.Second).UTC().Format(http.TimeFormat) }, 18 * time.Second, 21 * time.Second},
		"past date":  {func(now time.Time) string { return now.Add(-time.Hour).UTC().Format(http.TimeFormat) }, 0, 3 * firstBackoff},
		"zero":       {func(time.Time) string { return "0" }, 0, 3 * firstBackoff},
		"negative":   {func(time.Time) string { return "-5" }, 0, 3 * firstBackoff},
		"words":      {func(time.Time) string { return "soon" }, 0, 3 * firstBackoff},
		"a minute":   {func(time.Time) string { return "60" }, 2 * time.Minute, 2*time.Minute + time.Second},
		"more":       {func(time.Time) string { return "61" }, -1, 1},
		"a year":     {func(time.Time) string { return "31536000" }, -1, 1},
		"absurd":     {func(time.Time) string { return "99999999999999999999999" }, -1, 1},
		"absurd day": {func(time.Time) string { return "Fri, 31 Dec 9999 23:59:59 GMT" }, -1, 1},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				requests := 0
				c := stubCaller(t, func(int, *http.Request) (*http.Response, error) {
					requests++
					return newResponse(429, "{}", "Retry-After", tt.header(time.Now())), nil
				})
				start := time.Now()
				err := call(t, c, writeOp)
				want := 3
				if tt.low < 0 {
					want = 1
				}
				if !errors.Is(err, ErrRateLimited) || requests != want {
					t.Errorf("%d requests, %v", requests, err)
				}
				within(t, "the call", time.Since(start), tt.low, tt.high)
			})
		})
	}
}

func TestErrorHasRetryAfter(t *testing.T) {
	for header, want := range map[string]time.Duration{
		"90": 90 * time.Second, "": 0, "99999999999999999999999": longestRetryAfter,
	} {
		c := stubCaller(t, func(int, *http.Request) (*http.Response, error) {
			return newResponse(429, "{}", "Retry-After", header), nil
		}, WithRetries(0))
		e, ok := errors.AsType[*Error](call(t, c, readOp))
		if !ok || e.RetryAfter != want {
			t.Errorf("%q: %v, want %v", header, e.RetryAfter, want)
		}
	}
}

// A pause longer than the deadline is not started. The failure at hand is returned, because it says
// more.
func TestDeadlineBeforeRetry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		requests := 0
		c := stubCaller(t, func(int, *http.Request) (*http.Response, error) {
			requests++
			return newResponse(429, "{}", "Retry-After", "60"), nil
		})
		start := time.Now()
		err := call(t, c, readOp, CallTimeout(10*time.Second))
		if !errors.Is(err, ErrRateLimited) || requests != 1 {
			t.Errorf("%d requests, %v", requests, err)
		}
		within(t, "the call", time.Since(start), 0, time.Millisecond)
	})
}

func TestCancelledWhileWaiting(t *testing.T) {
	mine := errors.New("my own cause")
	for name, cause := range map[string]error{"plain": nil, "with a cause": mine} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := stubCaller(t, func(int, *http.Request) (*http.Response, error) {
					return newResponse(429, "{}", "Retry-After", "60"), nil
				})
				ctx, cancel := context.WithCancelCause(t.Context())
				time.AfterFunc(5*time.Second, func() { cancel(cause) })
				start := time.Now()
				err := c.Call(ctx, writeOp, nil, nil)
				within(t, "the call", time.Since(start), 5*time.Second, 5*time.Second+1)
				if !errors.Is(err, context.Canceled) || !errors.Is(err, ErrRateLimited) || (cause != nil && !errors.Is(err, cause)) {
					t.Errorf("got %v", err)
				}
				if errors.Is(err, ErrOutcomeUnknown) {
					t.Error("the outcome is known: it was refused")
				}
			})
		})
	}
}

// The context of the call ends the attempt, and there is no other. The outcome of a write is
// unknown.
func TestCancelledInFlight(t *testing.T) {
	for effect, op := range allOps {
		t.Run(effect, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n := newNetwork(t)
				c := n.caller()
				n.serve(func(_ int, c *serverConn) { c.request(); c.request() })
				start := time.Now()
				err := call(t, c, op, CallTimeout(5*time.Second))
				within(t, "the call", time.Since(start), 5*time.Second, 5*time.Second+1)
				if !errors.Is(err, context.DeadlineExceeded) || n.requests.Load() != 1 {
					t.Errorf("%d requests, %v", n.requests.Load(), err)
				}
				want := "seam: POST " + op.Path + ": context deadline exceeded"
				if op.Effect != gen.Read {
					want += ": outcome unknown, it may have been processed"
				}
				if err.Error() != want || errors.Is(err, ErrOutcomeUnknown) != (op.Effect != gen.Read) {
					t.Errorf("got %v", err)
				}
			})
		})
	}
}

// A cancelled call is not logged as a retry, and its error has the reason once.
func TestCancelledInFlightErrorText(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork(t)
		var log bytes.Buffer
		c := n.caller(WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
		n.serve(func(_ int, c *serverConn) { c.request(); c.request() })
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		err := c.Call(ctx, readOp, nil, nil)
		if err == nil || err.Error() != "seam: POST /devices/list: context canceled" || log.Len() != 0 {
			t.Errorf("got %v, logged %s", err, log.String())
		}
	})
}

// A write that waits for a connection when its context ends was not sent.
func TestCancelledWhileDialing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork(t)
		c := n.caller() // Nobody accepts.
		err := call(t, c, writeOp, CallTimeout(5*time.Second))
		if !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, ErrOutcomeUnknown) {
			t.Errorf("got %v", err)
		}
	})
}

// An attempt that cannot connect in time is repeated, even for a write.
func TestSlowDialIsRepeated(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork(t)
		c := n.caller(WithAttemptTimeout(time.Second))
		time.AfterFunc(1500*time.Millisecond, func() { n.serve(alwaysJSON("200 OK", `{"ok":true}`)) })
		if err := call(t, c, writeOp); err != nil || n.requests.Load() != 1 {
			t.Errorf("%d requests, %v", n.requests.Load(), err)
		}
	})
}

func TestEndedContextSendsNothing(t *testing.T) {
	c := stubCaller(t, func(int, *http.Request) (*http.Response, error) {
		t.Error("sent")
		return newResponse(200, `{"ok":true}`), nil
	})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := c.Call(ctx, writeOp, nil, nil)
	if !errors.Is(err, context.Canceled) || errors.Is(err, ErrOutcomeUnknown) {
		t.Errorf("got %v", err)
	}
	if err := c.Call(nil, writeOp, nil, nil); err == nil { //nolint:staticcheck // The case under test.
		t.Error("a nil context was accepted")
	}
}

func TestRetryCounts(t *testing.T) {
	tests := map[string]struct {
		opts     []Option
		callOpts []gen.CallOption
		want     int
	}{
		"default":        {nil, nil, 3},
		"none":           {[]Option{WithRetries(0)}, nil, 1},
		"five":           {[]Option{WithRetries(5)}, nil, 6},
		"one call":       {nil, []gen.CallOption{CallRetries(4)}, 5},
		"none, one call": {[]Option{WithRetries(5)}, []gen.CallOption{CallRetries(0)}, 1},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				requests := 0
				c := stubCaller(t, func(int, *http.Request) (*http.Response, error) {
					requests++
					return newResponse(503, ""), nil
				}, tt.opts...)
				if err := call(t, c, readOp, tt.callOpts...); err == nil || requests != tt.want {
					t.Errorf("%d requests, want %d: %v", requests, tt.want, err)
				}
			})
		})
	}
}

// If the context ends, the error matches that of the context, whatever the transport returns.
func TestContextErrorOfATransport(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := stubCaller(t, func(_ int, req *http.Request) (*http.Response, error) {
			<-req.Context().Done()
			return nil, errors.New("gave up")
		})
		if err := call(t, c, readOp, CallTimeout(time.Second)); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	})
}

// The outcome of a write is unknown if the transport does not report how much of the request it
// sent.
func TestUntracedTransport(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		requests := 0
		c := stubCaller(t, func(int, *http.Request) (*http.Response, error) {
			requests++
			return nil, errors.New("something went wrong")
		})
		if err := call(t, c, writeOp); !errors.Is(err, ErrOutcomeUnknown) || requests != 1 {
			t.Errorf("%d requests, %v", requests, err)
		}
	})
}

// Failures to connect that do not pass are not retried.
func TestPermanentFailures(t *testing.T) {
	for name, failure := range map[string]error{
		"not trusted":   &tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}},
		"custom check":  x509.UnknownAuthorityError{},
		"another host":  x509.HostnameError{Certificate: new(x509.Certificate), Host: "seam"},
		"expired":       x509.CertificateInvalidError{Reason: x509.Expired},
		"no TLS":        tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"},
		"HTTP to HTTPS": http.ErrSchemeMismatch,
	} {
		for effect, op := range allOps {
			requests, err := callSequence(t, op, []step{func() (*http.Response, error) { return nil, failure }})
			if requests != 1 || errors.Is(err, ErrOutcomeUnknown) {
				t.Errorf("%s, %s: %d requests, %v", name, effect, requests, err)
			}
		}
	}
}

// A call that gives up because the deadline comes before its next attempt returns its failure. The deadline
// has not passed.
func TestDeadlineBeforeTheNextAttempt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := stubCaller(t, func(int, *http.Request) (*http.Response, error) { return newResponse(502, ""), nil }, WithRetries(100))
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		err := c.Call(ctx, deleteOp, nil, nil)
		if !errors.Is(err, ErrOutcomeUnknown) || !strings.Contains(err.Error(), "after the deadline") {
			t.Errorf("%v", err)
		}
		if _, isLate := errors.AsType[net.Error](err); isLate || errors.Is(err, context.DeadlineExceeded) || ctx.Err() != nil {
			t.Errorf("%v: the deadline has not passed", err)
		}
	})
}

// Permanent failures are recognized inside other errors.
func TestPermanentFailuresInside(t *testing.T) {
	refused := &net.OpError{Op: "remote error", Err: errors.New("tls: protocol version not supported")}
	for name, failure := range map[string]error{
		"joined":      errors.Join(io.EOF, &tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}}),
		"two wrapped": fmt.Errorf("%w: %w", io.EOF, x509.HostnameError{Certificate: new(x509.Certificate)}),
		"an alert":    refused,
	} {
		if requests, err := callSequence(t, readOp, []step{func() (*http.Response, error) { return nil, failure }}); requests != 1 {
			t.Errorf("%s: %d requests, %v", name, requests, err)
		}
	}
	passing := &net.OpError{Op: "remote error", Err: errors.New("tls: internal error")}
	if requests, err := callSequence(t, readOp, []step{func() (*http.Response, error) { return nil, passing }}); requests != 3 {
		t.Errorf("an internal error: %d requests, %v", requests, err)
	}
}
