package rest

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/wrapper/internal/decode"
)

const testKey = "seam_test1_0123456789abcdef"

type bearer string

func (b bearer) Authorize(_ context.Context, header http.Header) error {
	header.Set("Authorization", "Bearer "+string(b))
	return nil
}

// respond returns a response for a transportFunc.
func respond(status int, body string) *http.Response {
	return &http.Response{
		StatusCode: status, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)),
		Header: http.Header{"Content-Type": {"application/json"}, "Seam-Request-Id": {"req_1"}},
	}
}

// recorder is an Observer that records the reports it receives.
type recorder struct {
	t       *testing.T
	reports []string
}

func (r *recorder) add(kind string, report *Report) {
	if report.Path != "/devices/list" || !report.Responded || string(report.RequestBody) != `{"limit":1}` ||
		report.Scrub.Text(testKey) != "[redacted]" {
		r.t.Errorf("%s: %+v", kind, report)
	}
	r.reports = append(r.reports, kind)
}

func (r *recorder) Done(_ context.Context, report *Report, failure *Failure, _ time.Duration) {
	kind := "done"
	if failure != nil {
		kind = "failed"
	}
	r.add(kind, report)
}

func (r *recorder) Retry(_ context.Context, report *Report, _ *Failure, _ time.Duration) {
	r.add("retry", report)
}

func (r *recorder) Malformed(_ context.Context, report *Report, _ []decode.Malformed) {
	r.add("malformed", report)
}

// newTestClient returns a client that receives the responses in turn.
func newTestClient(t *testing.T, observer Observer, responses ...*http.Response) *Client {
	t.Helper()
	n := 0
	client, err := New(&Config{
		Endpoint: &url.URL{Scheme: "https", Host: "seam.example"}, Auth: bearer(testKey), ConstantAuth: true,
		Transport: transportFunc(func(*http.Request) (*http.Response, error) { n++; return responses[n-1], nil }),
		Observer:  observer, AttemptTimeout: time.Second, MaxResponseBytes: 1 << 20,
	})
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func TestDo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		seen := &recorder{t: t}
		client := newTestClient(t, seen, respond(503, `{}`), respond(200, `{"devices":["a"],"name":[],"ok":true}`))
		var response struct {
			Devices []string `json:"devices"`
			Name    string   `json:"name"`
		}
		call := &Call{Path: "/devices/list", Effect: Read, Request: map[string]int{"limit": 1}, Response: &response, Retries: 1}
		call.KeepResponse()
		result, err := client.Do(t.Context(), call)
		if err != nil || !slices.Equal(response.Devices, []string{"a"}) {
			t.Fatalf("%+v, %v", response, err)
		}
		if result.Attempts != 2 || result.RequestID != "req_1" || result.Response.StatusCode != 200 ||
			len(result.Malformed) != 1 || result.Malformed[0].Path != "name" {
			t.Errorf("%+v", result)
		}
		if want := []string{"retry", "malformed", "done"}; !slices.Equal(seen.reports, want) {
			t.Errorf("reports %q, want %q", seen.reports, want)
		}
	})
}

// A failure holds everything known about the call, including an earlier attempt.
func TestFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client := newTestClient(t, nil, respond(500, `{"error":{"type":"internal"}}`),
			respond(400, `{"error":{"type":"bad","message":"no `+testKey+`","data":{"a":1},"validation_errors":{"f":["m"]}}}`))
		result, err := client.Do(t.Context(), &Call{Path: "/devices/update", Effect: Idempotent, Retries: 1})
		f, ok := errors.AsType[*Failure](err)
		if !ok || result == nil || result.Attempts != 2 {
			t.Fatalf("%+v, %v", result, err)
		}
		if f.Path != "/devices/update" || f.Status != 400 || f.Type != "bad" || f.Message != "no [redacted]" || f.RequestID != "req_1" ||
			string(f.Data) != `{"a":1}` || len(f.Fields) != 1 || f.Fields[0].Field != "f" || f.Body == "" {
			t.Errorf("%+v", f)
		}
		if !f.OutcomeUnknown || f.Foreign || f.Rejected || f.Retryable || f.Earlier == nil || f.Earlier.Status != 500 || !f.Earlier.Retryable {
			t.Errorf("%+v", f)
		}
		if want := "POST /devices/update: bad: no [redacted]"; err.Error() != want {
			t.Errorf("%v", err)
		}
	})
}

// An invalid call has no result, and nothing is sent.
func TestInvalidCall(t *testing.T) {
	client := newTestClient(t, nil)
	type request struct {
		Names []string `json:"names"`
	}
	optionErr := errors.New("a bad option")
	for name, call := range map[string]*Call{
		"path":    {Path: "devices"},
		"target":  {Path: "/devices/list", Response: 1},
		"option":  {Path: "/devices/list", OptionErr: optionErr},
		"request": {Path: "/devices/list", Request: request{}},
	} {
		result, err := client.Do(t.Context(), call)
		if result != nil || err == nil {
			t.Errorf("%s: %+v, %v", name, result, err)
		}
		if e, ok := errors.AsType[*RequestError](err); ok != (name == "request") || ok && (len(e.Problems) != 1 || e.Problems[0].Field != "Names") {
			t.Errorf("%s: %v", name, err)
		}
		if errors.Is(err, optionErr) != (name == "option") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
