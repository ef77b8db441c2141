package seam

import (
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"
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
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if err := call(t, c, readOp); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if allocated := after.TotalAlloc - before.TotalAlloc; allocated > 10<<20 {
		t.Errorf("allocated %d bytes", allocated)
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
