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

// requestTrace observes one request on its way, to know afterwards whether it can have reached Seam. Its
// fields are atomic because net/http reports from goroutines of its own.
type requestTrace struct {
	// traced is true if the transport reports at all. A transport that is not net/http's may
	// not, and then silence means nothing.
	traced    atomic.Bool
	connected atomic.Bool
	// sends counts how often net/http handed the headers of the request to a connection, which it
	// does before the body and, unless the context ends, before it fails.
	sends atomic.Int32
	trace httptrace.ClientTrace
}

// hooks leaves out WroteHeaderField, for which net/http would make a slice for each header.
func (rt *requestTrace) hooks() *httptrace.ClientTrace {
	rt.trace = httptrace.ClientTrace{
		GetConn:      func(string) { rt.traced.Store(true) },
		GotConn:      func(httptrace.GotConnInfo) { rt.connected.Store(true) },
		WroteHeaders: func() { rt.sends.Add(1) },
	}
	return &rt.trace
}

// notSent reports whether Seam certainly did not process the request, which ended with err. ctx is the
// attempt's. If it is not certain, the request counts as sent.
func (rt *requestTrace) notSent(ctx context.Context, err error) bool {
	switch {
	case !rt.traced.Load():
		return isDialError(err) || isPermanent(err)
	case !rt.connected.Load():
		// No connection: name not found, refused, TLS failed, or the time ran out before.
		return true
	case rt.sends.Load() == 0:
		// The connection was found closed before use. But if the context ended, HTTP/2 may
		// still have been on the point of writing.
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

// isPermanent reports whether the next attempt would fail to open a connection for the same reason: the
// certificate is not trusted, or the two sides do not agree on TLS. One type switch makes a program
// smaller than an errors.AsType for each type.
func isPermanent(err error) bool {
	switch e := err.(type) { //nolint:errorlint // Each layer is looked at.
	case *tls.CertificateVerificationError, tls.RecordHeaderError,
		x509.UnknownAuthorityError, x509.HostnameError, x509.CertificateInvalidError:
		return true
	case *net.OpError:
		if e.Op == "remote error" { // An alert of TLS, with which the server refuses the handshake.
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

// isUnprocessed recognizes the two ways in which an HTTP/2 server says that it did not process a request:
// a GOAWAY that names an earlier request as the last one, and a stream reset with REFUSED_STREAM.
// net/http has no types for them, and wraps them in an error that says it may not repeat the request. If
// net/http changes that text, it is not recognized, and the outcome counts as unknown.
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
