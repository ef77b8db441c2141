package seam

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
)

// trackedBody records whether it was read to its end and closed.
type trackedBody struct {
	io.Reader
	read   int
	ended  bool
	closed bool
}

func (b *trackedBody) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	b.read += n
	b.ended = b.ended || err == io.EOF
	return n, err
}

func (b *trackedBody) Close() error {
	b.closed = true
	return nil
}

// Every body is closed. It is read to its end, so that its connection can be reused, unless that
// would take too long.
func TestBodiesAreClosed(t *testing.T) {
	for name, tt := range map[string]struct {
		status  int
		body    string
		wantEnd bool
	}{
		"success":       {200, `{"ok":true}`, true},
		"not JSON":      {200, strings.Repeat("x", 100_000), true},
		"too long":      {200, strings.Repeat("x", 3<<20), false},
		"error":         {400, strings.Repeat("x", 100_000), true},
		"endless error": {400, strings.Repeat("x", 3<<20), false},
		"redirect":      {307, strings.Repeat("x", 1000), true},
		"long redirect": {307, strings.Repeat("x", 3<<20), false},
	} {
		var bodies []*trackedBody
		c := stubCaller(t, func(n int, _ *http.Request) (*http.Response, error) {
			body := &trackedBody{Reader: strings.NewReader(tt.body)}
			bodies = append(bodies, body)
			resp := newResponse(tt.status, "", "Location", "/elsewhere")
			resp.Body, resp.ContentLength = body, -1
			if n > 1 {
				resp.StatusCode = 404
			}
			return resp, nil
		}, WithMaxResponseBytes(2<<20))
		_ = call(t, c, writeOp)
		for i, body := range bodies {
			if !body.closed || (i == 0 && body.ended != tt.wantEnd) || body.read > 2<<20+512 {
				t.Errorf("%s: body %d: %+v", name, i, body)
			}
		}
	}
}

// A Content-Length is not allocated before the body has arrived.
func TestAnnouncedLengthIsNotAllocated(t *testing.T) {
	c := stubCaller(t, func(int, *http.Request) (*http.Response, error) {
		resp := newResponse(200, `{"ok":true}`)
		resp.ContentLength = 60 << 20
		return resp, nil
	})
	var err error
	grown := allocated(func() { err = call(t, c, readOp) })
	if err != nil || grown > 10<<20 {
		t.Errorf("allocated %d bytes, %v", grown, err)
	}
}

// A body that the transport left compressed is decompressed, up to the size limit.
func TestCompressedResponse(t *testing.T) {
	for name, tt := range map[string]struct {
		body string
		want string
	}{
		"gzip":     {gzipped([]byte(`{"devices":[{"device_id":"d"}]}`)), ""},
		"bomb":     {gzipped([]byte(`{"devices":"` + strings.Repeat("x", 1<<20) + `"}`)), "longer than 65536 bytes"},
		"not gzip": {`{"devices":[]}`, "decompressing the response: gzip: invalid header"},
		"cut":      {gzipped([]byte(`{"devices":[]}`))[:20], "broke off"},
		"no body":  {"", "the response is empty"},
	} {
		c := stubCaller(t, func(int, *http.Request) (*http.Response, error) {
			return newResponse(200, tt.body, "Content-Encoding", "gzip"), nil
		}, WithMaxResponseBytes(64<<10), WithRetries(0))
		var out result
		err := c.Call(t.Context(), readOp, nil, &out)
		if tt.want == "" {
			if err != nil || len(out.Devices) != 1 {
				t.Errorf("%s: %+v, %v", name, out, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// varyingCaller returns a caller whose responses are body with another letter in the place of @
// each time.
func varyingCaller(t *testing.T, body string) *caller {
	return stubCaller(t, func(n int, _ *http.Request) (*http.Response, error) {
		return newResponse(200, strings.ReplaceAll(body, "@", string(rune('a'+n%26)))), nil
	})
}

// The buffer of a response is reused for the next one. Results must not change with it.
func TestResultsDoNotShareTheBuffer(t *testing.T) {
	for name, test := range map[string]struct {
		body string
		read func(c *caller) (any, error)
	}{
		"credentials": {
			`{"acs_credentials":[{"acs_credential_id":"@@","errors":[{"message":"@"}],"@@@":"@","@_metadata":{"@":1}}],"pagination":{"has_next_page":true,"next_page_cursor":"@@@@"}}`,
			func(c *caller) (any, error) {
				page, err := newCredentialsService(clientOver(c)).ListPage(t.Context(), CredentialFilter{})
				return page, err
			},
		},
		"events": {
			`{"events":[{"event_id":"@@","event_type":"x.@","@@@":"@"}]}`,
			func(c *caller) (any, error) { return gen.NewClient(c).Events.List(t.Context(), nil) },
		},
		"devices": {
			`{"devices":[{"device_id":"@@","capabilities_supported":["@@@"],"custom_metadata":{"@@":"@"},"errors":[{"message":"@"}]}]}`,
			func(c *caller) (any, error) {
				page, err := gen.NewClient(c).Devices.ListPage(t.Context(), nil)
				return page, err
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := varyingCaller(t, test.body)
			first, err := test.read(c)
			if err != nil {
				t.Fatal(err)
			}
			want := jsonText(first)
			for range 20 {
				next, err := test.read(c)
				if err != nil || jsonText(next) == want {
					t.Fatalf("got %v, %s", err, jsonText(next))
				}
			}
			if got := jsonText(first); got != want {
				t.Errorf("was\n%s, is\n%s", want, got)
			}
		})
	}
}

// The body of a response in CallInfo belongs to the user: its memory is not reused.
func TestResponseIsNotReleased(t *testing.T) {
	c := varyingCaller(t, `{"events":[{"event_id":"@@"}]}`)
	var info ResponseInfo
	if _, err := gen.NewClient(c).Events.List(t.Context(), nil, CallInfo(&info)); err != nil {
		t.Fatal(err)
	}
	for range 20 {
		if _, err := gen.NewClient(c).Events.List(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
	}
	got, err := io.ReadAll(info.Response.Body)
	if want := `{"events":[{"event_id":"bb"}]}`; err != nil || string(got) != want {
		t.Errorf("got %s, %v", got, err)
	}
}

// A response with status 101 has an endless body, which is not read.
func TestSwitchedProtocolIsNotRead(t *testing.T) {
	read := false
	_, err := callSequence(t, writeOp, []step{func() (*http.Response, error) {
		resp := newResponse(101, "")
		resp.Body = io.NopCloser(readerFunc(func([]byte) (int, error) { read = true; return 0, io.EOF }))
		return resp, nil
	}})
	if read || !errors.Is(err, ErrOutcomeUnknown) {
		t.Errorf("read %v, %v", read, err)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(b []byte) (int, error) { return f(b) }

// Reading a body ends with the context of the call, whatever the transport does.
func TestEndlessBodyEndsWithContext(t *testing.T) {
	for status, op := range map[int]*gen.Operation{200: writeOp, 404: writeOp, 307: writeOp} {
		synctest.Test(t, func(t *testing.T) {
			c := stubCaller(t, func(int, *http.Request) (*http.Response, error) {
				body, _ := io.Pipe()
				resp := withoutRequestID(newResponse(status, "", "Location", "/elsewhere"))
				resp.Body, resp.ContentLength = body, -1
				return resp, nil
			})
			start := time.Now()
			err := call(t, c, op, CallTimeout(5*time.Second))
			within(t, "the call", time.Since(start), 5*time.Second, 5*time.Second+1)
			if !errors.Is(err, ErrOutcomeUnknown) {
				t.Errorf("%d: %v", status, err)
			}
		})
	}
}

// The error of a response that cannot be decompressed names its encoding.
func TestUnknownEncoding(t *testing.T) {
	for _, encoding := range []string{"br", "zstd", "deflate", "gzip, br"} {
		_, err := callSequence(t, readOp, []step{respond(200, "\x00\x01", "Content-Encoding", encoding)})
		if err == nil || !strings.Contains(err.Error(), `"`+encoding+`"`) {
			t.Errorf("%s: %v", encoding, err)
		}
	}
	for _, encoding := range []string{"br", "gzip", "identity", "GZIP"} {
		if _, err := callSequence(t, deleteOp, []step{respond(204, "", "Content-Encoding", encoding)}); err != nil {
			t.Errorf("%s without a body: %v", encoding, err)
		}
	}
}
