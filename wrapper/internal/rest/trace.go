package rest

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/http/httptrace"
	"slices"
	"strings"
	"sync/atomic"
)

// requestTrace records the progress of one request, to decide afterwards whether it may have reached Seam. A
// transport's error does not say that: the same "connection reset" occurs before and after sending.
//
// The fields are atomic because net/http reports from other goroutines.
type requestTrace struct {
	// traced is true if the transport reports at all. One that is not net/http's may not, and then the
	// other fields prove nothing.
	traced    atomic.Bool
	connected atomic.Bool
	// sends counts how often net/http wrote the headers of the request to a connection. It does so before
	// the body and, unless the context ends, before it reports an error.
	sends atomic.Int32
	trace httptrace.ClientTrace
}

// hooks returns the functions that net/http calls. WroteHeaderField is not among them, because net/http would
// allocate a slice for each header.
func (rt *requestTrace) hooks() *httptrace.ClientTrace {
	rt.trace = httptrace.ClientTrace{
		GetConn:      func(string) { rt.traced.Store(true) },
		GotConn:      func(httptrace.GotConnInfo) { rt.connected.Store(true) },
		WroteHeaders: func() { rt.sends.Add(1) },
	}
	return &rt.trace
}

// notSent reports whether Seam certainly did not process the request, which ended with err. ctx belongs to
// the attempt.
func (rt *requestTrace) notSent(ctx context.Context, err error) bool {
	switch {
	case !rt.traced.Load():
		return isDialError(err) || isPermanent(err)
	case !rt.connected.Load():
		// There was no connection: name not found, refused, TLS failed, or a timeout.
		return true
	case rt.sends.Load() == 0:
		// The connection was closed before use. But if the context ended, HTTP/2 may have begun to
		// write and not reported it yet.
		return ctx.Err() == nil
	default:
		return isUnprocessed(err)
	}
}

// repeated reports whether net/http itself sent the request more than once.
func (rt *requestTrace) repeated() bool { return rt.sends.Load() > 1 }

func isDialError(err error) bool {
	op, ok := errors.AsType[*net.OpError](err)
	return ok && op.Op == "dial"
}

// isPermanent reports whether the next attempt would fail to connect for the same reason: the certificate is
// not trusted, or the two sides do not agree on TLS. A type switch makes a program smaller than an
// errors.AsType for each type.
func isPermanent(err error) bool {
	switch e := err.(type) { //nolint:errorlint // Each layer is examined.
	case *tls.CertificateVerificationError, tls.RecordHeaderError,
		x509.UnknownAuthorityError, x509.HostnameError, x509.CertificateInvalidError:
		return true
	case *net.OpError:
		if e.Op == "remote error" { // With a TLS alert the server rejects the handshake.
			return e.Err == nil || e.Err.Error() != "tls: internal error"
		}
	case interface{ Unwrap() []error }:
		return slices.ContainsFunc(e.Unwrap(), isPermanent)
	}
	if err == http.ErrSchemeMismatch { //nolint:errorlint // As above.
		return true
	}
	inner := errors.Unwrap(err)
	return inner != nil && isPermanent(inner)
}

// isUnprocessed recognizes the two ways in which an HTTP/2 server reports that it did not process a request:
// a GOAWAY that names an earlier request as the last, and a stream reset with REFUSED_STREAM. net/http has
// no types for them and wraps them in an error about a request that it cannot repeat. If net/http changes
// that text, it is no longer recognized, and the outcome counts as unknown.
func isUnprocessed(err error) bool {
	text, wrapped := strings.CutPrefix(err.Error(), "http2: Transport: cannot retry err [")
	if !wrapped {
		return false
	}
	if strings.HasPrefix(text, "http2: Transport received Server's graceful shutdown GOAWAY]") {
		return true
	}
	reason, reset := strings.CutPrefix(text, "stream error: stream ID ")
	return reset && strings.HasPrefix(strings.TrimLeft(reason, "0123456789"), "; REFUSED_STREAM; received from peer]")
}
