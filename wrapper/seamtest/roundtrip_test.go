package seamtest_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest"
)

// watched is a request body that counts its Close calls.
type watched struct {
	io.Reader
	closed int
}

func (b *watched) Close() error { b.closed++; return nil }

// broken is a reader that fails.
type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, b.err }

// endless is a body whose reader waits until it is closed.
type endless struct {
	closed chan struct{}
	closes int
}

func (b *endless) Read([]byte) (int, error) { <-b.closed; return 0, io.ErrClosedPipe }

func (b *endless) Close() error {
	if b.closes++; b.closes == 1 {
		close(b.closed)
	}
	return nil
}

func request(t *testing.T, ctx context.Context, srv *seamtest.Server, body io.Reader) *http.Request {
	t.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://connect.getseam.com/acs/systems/list", body)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+srv.APIKey())
	req.Header.Set("Content-Type", "application/json")
	return req
}

func TestRoundTripClosesTheBody(t *testing.T) {
	broke := errors.New("broke")
	canceled, cancel := context.WithCancelCause(t.Context())
	cancel(broke)
	tests := map[string]struct {
		ctx  context.Context
		body io.Reader
		want error
	}{
		"response":        {t.Context(), strings.NewReader(`{}`), nil},
		"refusal":         {t.Context(), strings.NewReader(`{`), nil},
		"canceled before": {canceled, strings.NewReader(`{}`), broke},
		"unreadable":      {t.Context(), broken{broke}, broke},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			srv := seamtest.NewServer()
			body := &watched{Reader: test.body}
			resp, err := srv.RoundTrip(request(t, test.ctx, srv, body))
			if !errors.Is(err, test.want) || (resp == nil) == (err == nil) {
				t.Errorf("response %v and error %v, want error %v", resp, err, test.want)
			}
			if resp != nil {
				resp.Body.Close()
			}
			if body.closed != 1 {
				t.Errorf("body closed %d times", body.closed)
			}
			if n := len(srv.Requests()); (n == 1) != (err == nil) {
				t.Errorf("%d requests in the journal", n)
			}
		})
	}
}

func TestRoundTripWithoutBody(t *testing.T) {
	srv := seamtest.NewServer()
	resp, err := srv.RoundTrip(request(t, t.Context(), srv, nil))
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := srv.RoundTrip(request(t, ctx, srv, nil)); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: error %v", err)
	}
}

func TestRoundTripLeavesTheRequestAlone(t *testing.T) {
	srv := seamtest.NewServer()
	req := request(t, t.Context(), srv, strings.NewReader(`{}`))
	before := req.Clone(t.Context())
	resp, err := srv.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if req.URL.String() != before.URL.String() || req.Method != before.Method || len(req.Header) != len(before.Header) {
		t.Errorf("request became %+v", req)
	}
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if resp.Request != req || resp.Status != "200 OK" || resp.ContentLength != int64(len(text)) || resp.ProtoMajor != 1 {
		t.Errorf("response %+v", resp)
	}
}

func TestRoundTripWithoutURL(t *testing.T) {
	body := &watched{Reader: strings.NewReader(`{}`)}
	if _, err := seamtest.NewServer().RoundTrip(&http.Request{Body: body}); err == nil {
		t.Error("no error")
	}
	if body.closed != 1 {
		t.Errorf("body closed %d times", body.closed)
	}
}

// RoundTrip stops reading a body that never ends when the context ends.
func TestRoundTripStopsReadingWhenTheContextEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := seamtest.NewServer()
		ctx, cancel := context.WithTimeout(t.Context(), 45*time.Second)
		defer cancel()
		body := &endless{closed: make(chan struct{})}
		start := time.Now()
		_, err := srv.RoundTrip(request(t, ctx, srv, body))
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v", err)
		}
		if waited := time.Since(start); waited != 45*time.Second {
			t.Errorf("waited %v", waited)
		}
		if body.closes != 1 {
			t.Errorf("body closed %d times", body.closes)
		}
	})
}

func TestClientSeesCancellation(t *testing.T) {
	srv := seamtest.NewServer()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	client := &http.Client{Transport: srv}
	if _, err := client.Do(request(t, ctx, srv, strings.NewReader(`{}`))); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if n := len(srv.Requests()); n != 0 {
		t.Errorf("%d requests in the journal", n)
	}
}
