package model

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"syscall"
)

// fail ends an exchange with an error of the transport, which names the request.
func (x *exchange) fail(err error) (*http.Response, error) {
	x.event.is = err
	return nil, err
}

// unsent reports to httptrace that the request got no connection.
func (x *exchange) unsent() {
	if trace := x.hooks(); trace != nil {
		trace.GetConn("connect.getseam.com:443")
	}
}

func refuseConnection(x *exchange) (*http.Response, error) {
	x.unsent()
	return x.fail(&net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)})
}

func nameNotFound(x *exchange) (*http.Response, error) {
	x.unsent()
	return x.fail(&net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "connect.getseam.com", IsNotFound: true}})
}

// untrusted, without httptrace, looks like any other error of a transport.
func untrusted(x *exchange) (*http.Response, error) {
	x.unsent()
	if !x.n.traced {
		x.event.knows = neutral
	}
	return x.fail(&tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}})
}

func closedWhileIdle(x *exchange) (*http.Response, error) {
	if trace := x.hooks(); trace != nil {
		x.connect(trace)
	} else {
		x.event.knows = maybeProcessed
	}
	return x.fail(errors.New("http: server closed idle connection"))
}

// broken waits for the request to arrive and ends the exchange with the error.
func (x *exchange) broken(err error) (*http.Response, error) {
	if cut := x.arrive(); cut != nil {
		return nil, cut
	}
	return x.fail(err)
}

func reset(x *exchange) (*http.Response, error) {
	err := error(&net.OpError{Op: "read", Net: "tcp", Err: os.NewSyscallError("read", syscall.ECONNRESET)})
	if echo := x.n.echo(); echo != "" {
		err = fmt.Errorf("%w%s", err, echo)
	}
	return x.broken(err)
}

func closed(x *exchange) (*http.Response, error) {
	return x.broken(pick(x.n.rng, io.EOF, io.ErrUnexpectedEOF))
}

func transportTimeout(x *exchange) (*http.Response, error) { return x.broken(os.ErrDeadlineExceeded) }

// oddError has a text that a client could take for something better than it is.
func oddError(x *exchange) (*http.Response, error) {
	return x.broken(errors.New(pick(x.n.rng, "the proxy gave up", "dial tcp: connection refused",
		"stream error: stream ID 1; REFUSED_STREAM; received from peer", "404 not found") + x.n.echo()))
}

// silence lasts until the context of the attempt ends.
func silence(x *exchange) (*http.Response, error) {
	if err := x.arrive(); err != nil {
		return nil, err
	}
	select {
	case <-x.req.Context().Done():
		return nil, x.contextError()
	case <-x.n.released:
		return nil, errReleased
	}
}

// twice sends the request a second time by itself, if net/http might do so. Another transport that
// does so and does not report it is beyond what a client can know.
func twice(x *exchange) (*http.Response, error) {
	if !x.n.traced || !x.replays() {
		x.event.fault = "Seam responds (net/http may not send it twice)"
		return deliver(x)
	}
	x.trace()
	x.do()
	resp, err := deliver(x)
	if x.event.knows == notProcessed {
		x.event.knows = neutral // The client knows that it was sent twice.
	}
	return resp, err
}

// stopping is a body that begins with content and then stops until the context ends.
func (x *exchange) stopping(content []byte) *body {
	return &body{x: x, content: bytes.NewReader(content)}
}
