// Package apptest plays stories with the example services, on a fake Seam.
package apptest

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/examples/internal/app"
)

// Story is a service on a fake Seam, with all that its guests and its staff were told.
type Story struct {
	*app.Connection
	Mails, Alarms []string

	t       *testing.T
	handler http.Handler
}

// New opens a service on a new fake Seam.
func New(t *testing.T, open func(context.Context, *app.Connection) (http.Handler, error)) *Story {
	t.Helper()
	conn, err := app.OnFake(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s := &Story{Connection: conn, t: t}
	conn.Mail = func(to, text string) { s.Mails = append(s.Mails, to+": "+text) }
	conn.Alarm = func(text string) { s.Alarms = append(s.Alarms, text) }
	if s.handler, err = conn.Open(t.Context(), open); err != nil {
		t.Fatal(err)
	}
	return s
}

// Send sends a request, such as "GET /health", with a body to the service. It fails the test if the response
// has another status, and decodes the response into response.
func (s *Story) Send(request, body string, wantStatus int, response any) {
	s.t.Helper()
	method, path, _ := strings.Cut(request, " ")
	recorder := httptest.NewRecorder()
	s.handler.ServeHTTP(recorder, httptest.NewRequestWithContext(s.t.Context(), method, path, strings.NewReader(body)))
	if recorder.Code != wantStatus {
		s.t.Fatalf("%s: status %d, want %d: %s", request, recorder.Code, wantStatus, recorder.Body)
	}
	if err := json.Unmarshal(recorder.Body.Bytes(), response); err != nil {
		s.t.Fatalf("%s: %v: %s", request, err, recorder.Body)
	}
}

// WantCodes checks how many access codes are on a lock, and returns them.
func (s *Story) WantCodes(lockID string, want int) []*gen.AccessCode {
	s.t.Helper()
	codes, err := seam.Collect(s.Client.AccessCodes.List(s.t.Context(), &gen.AccessCodesListRequest{DeviceID: &lockID}))
	if err != nil || len(codes) != want {
		s.t.Fatalf("%d codes on the lock, want %d (%v)", len(codes), want, err)
	}
	return codes
}

// WantMails checks all messages to guests so far.
func (s *Story) WantMails(want ...string) {
	s.t.Helper()
	if !slices.Equal(s.Mails, want) {
		s.t.Errorf("guests were told %q, want %q", s.Mails, want)
	}
}
