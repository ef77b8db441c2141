package seamtest

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/document"
)

// arrival is a request as it came, by whatever way.
type arrival struct {
	method string
	base   url.URL // where it was sent to, without the query
	query  url.Values
	header http.Header
	body   []byte

	tooLong bool // the body was longer than the server reads, and is not in body
}

// ServeHTTP answers one request over a socket. Pages of every origin may call, as with Seam.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	openToBrowsers(w.Header())
	body, tooLong, err := readLimited(r.Body)
	if err != nil {
		// The client is gone or broke the protocol: there is no request to judge or to journal.
		invalid("", "The request body could not be read").reply().write(w)
		return
	}
	base := url.URL{Scheme: "http", Host: r.Host, Path: r.URL.Path}
	if r.TLS != nil {
		base.Scheme = "https"
	}
	out, err := s.serve(r.Context(), &arrival{r.Method, base, r.URL.Query(), r.Header, body, tooLong})
	if err != nil {
		panic(http.ErrAbortHandler) // net/http's way to break the connection
	}
	out.write(w)
}

func (out *reply) write(w http.ResponseWriter) {
	maps.Copy(w.Header(), out.header)
	w.WriteHeader(out.status)
	_, _ = w.Write(out.body) // Only a client that hung up makes this fail.
}

// serve answers one request and delivers the events that it caused. An error is one of the
// connection, not of the call.
func (s *Server) serve(ctx context.Context, in *arrival) (*reply, error) {
	var turn turn
	var delay time.Duration
	if in.method != http.MethodOptions { // which is no call, and uses up nothing that waits for one
		turn, delay = s.arrive(in.base.Path)
	}
	if err := pause(ctx, delay); err != nil {
		return nil, err
	}
	out, err := s.carryOut(in, turn)
	s.deliver()
	if err == nil && turn.change != nil {
		out = out.changed(turn.change) // with no lock held: it is the test's
	}
	return out, err
}

// carryOut performs one call whole: the answer, the state behind it and the journal change together.
func (s *Server) carryOut(in *arrival, turn turn) (*reply, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.catchUp()

	op, _ := document.Lookup(in.base.Path) // nil where Seam documents nothing
	if turn.lost {
		s.record(op, in, 0)
		return nil, errReset
	}
	out := turn.raw
	if out == nil {
		out = s.perform(op, in, turn)
	}
	out.header.Set("Seam-Request-Id", s.mint("request"))
	s.record(op, in, out.status)
	if turn.unanswered {
		return nil, errReset
	}
	return out, nil
}

// perform judges a request and lets the operation answer. A fault asked for with FailNext comes
// before all else that the fake checks, so that a test can play any refusal, a missing key included.
func (s *Server) perform(op *document.Operation, in *arrival, turn turn) *reply {
	switch {
	case s.outage:
		return outOfService().reply()
	case op == nil:
		return refuse(http.StatusNotFound, "route_not_found", "Seam documents no operation "+in.base.Path).reply()
	case in.method == http.MethodOptions:
		return options(op, in)
	case turn.refusal != nil:
		return turn.refusal.reply()
	}
	c, no := s.judge(op, in)
	if no != nil {
		return no.reply()
	}
	if turn.played {
		return turn.answer.reply()
	}
	if no := s.limit(c); no != nil {
		return no.reply()
	}
	handle, played := routes[op.Path]
	if !played {
		return s.example(c)
	}
	result, no := handle(s, c)
	if no != nil {
		return no.reply()
	}
	return result.reply()
}

// judge refuses what Seam refuses whatever the state of the workspace.
func (s *Server) judge(op *document.Operation, in *arrival) (*call, *refusal) {
	if in.method != http.MethodPost && !slices.Contains(op.Doubles, in.method) {
		return nil, methodNotAllowed(op)
	}
	who, no := s.authenticate(op, in.header)
	if no != nil {
		return nil, no
	}
	if in.tooLong {
		return nil, bodyTooLong()
	}
	fields, no := in.params(op)
	if no != nil {
		return nil, no
	}
	if no := check(op, fields); no != nil {
		return nil, no
	}
	return &call{params: newParams(op.Known(fields)), op: op, base: in.base, caller: who, workspaceID: s.workspaceID}, nil
}

// call is one request to an operation, judged by the document.
type call struct {
	*params
	op     *document.Operation
	base   url.URL // where the request was sent to; a next_page_url leads there again
	caller caller

	workspaceID string // of the server; a cursor is good there alone
}

func methodNotAllowed(op *document.Operation) *refusal {
	methods := methodsOf(op)
	no := refuse(http.StatusMethodNotAllowed, "method_not_allowed", "Only "+strings.Join(methods, " and ")+" accepted")
	no.header = http.Header{"Allow": {strings.Join(methods, ", ")}}
	return no
}

// errReset is how a connection breaks that the server resets.
var errReset = errors.New("seamtest: connection reset by peer")
