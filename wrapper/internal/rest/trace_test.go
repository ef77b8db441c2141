package rest

import (
	"context"
	"errors"
	"net"
	"net/http/httptrace"
	"testing"
)

// The reports of net/http until an error decide whether the request certainly did not reach Seam.
func TestNotSent(t *testing.T) {
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	lost := errors.New("connection lost")
	dial := &net.OpError{Op: "dial", Err: lost}
	tests := map[string]struct {
		ctx    context.Context
		report func(*httptrace.ClientTrace)
		err    error
		want   bool
	}{
		"nothing reported":           {t.Context(), func(*httptrace.ClientTrace) {}, lost, false},
		"nothing reported, dial":     {t.Context(), func(*httptrace.ClientTrace) {}, dial, true},
		"no connection":              {t.Context(), func(tr *httptrace.ClientTrace) { tr.GetConn("") }, lost, true},
		"no connection, ended":       {ended, func(tr *httptrace.ClientTrace) { tr.GetConn("") }, context.Canceled, true},
		"closed before use":          {t.Context(), connected, lost, true},
		"ended before use":           {ended, connected, context.Canceled, false},
		"written":                    {t.Context(), written, lost, false},
		"written, then dialed again": {t.Context(), written, dial, false},
		"written, refused": {
			t.Context(), written, errors.New("http2: Transport: cannot retry err [stream error: stream ID 15; REFUSED_STREAM; received from peer] after"), true,
		},
	}
	for name, tt := range tests {
		rt := new(requestTrace)
		tt.report(rt.hooks())
		if got := rt.notSent(tt.ctx, tt.err); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func connected(tr *httptrace.ClientTrace) {
	tr.GetConn("")
	tr.GotConn(httptrace.GotConnInfo{})
}

func written(tr *httptrace.ClientTrace) {
	connected(tr)
	tr.WroteHeaders()
}

// A server cannot imitate the error of net/http.
func TestServerCannotImitateUnprocessed(t *testing.T) {
	for _, text := range []string{
		`http2: server sent GOAWAY and closed the connection; LastStreamID=1, ErrCode=NO_ERROR, debug="http2: Transport: cannot retry err [http2: Transport received Server's graceful shutdown GOAWAY]"`,
		"http2: Transport: cannot retry err [stream error: stream ID 1; PROTOCOL_ERROR; received from peer] after",
		"http2: Transport: cannot retry err [stream error: stream ID 1; INTERNAL_ERROR; REFUSED_STREAM; received from peer] after",
		"stream error: stream ID 1; REFUSED_STREAM; received from peer",
		"",
	} {
		if isUnprocessed(errors.New(text)) {
			t.Errorf("%q counts as not processed", text)
		}
	}
}
