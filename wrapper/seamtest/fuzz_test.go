package seamtest_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// FuzzServe sends arbitrary bytes to any operation. Each response has Seam's form, and calls after it still
// work.
func FuzzServe(f *testing.F) {
	index := map[string]int{}
	for i, op := range gen.Operations() {
		index[op.Path] = i
	}
	f.Add(index["/acs/credentials/create"], uint8(0), "", `{"acs_user_id":"$user","access_method":"code","code":"1234","ends_at":"2030-01-01T00:00:00Z"}`)
	f.Add(index["/acs/entrances/list"], uint8(1), "limit=NaN&acs_entrance_ids=&search=%00", "")
	f.Add(index["/access_codes/create"], uint8(0), "", `{"device_id":"$lock","preferred_code_length":-1e300,"starts_at":"0000-01-01T00:00:00Z","ends_at":"9999-12-31T23:59:59Z"}`)
	f.Add(index["/access_codes/create_multiple"], uint8(0), "", `{"device_ids":["$lock","$lock"],"preferred_code_length":13}`)
	f.Add(index["/access_codes/report_device_constraints"], uint8(0), "", `{"device_id":"$lock","min_code_length":9,"max_code_length":4}`)
	f.Add(index["/devices/update"], uint8(3), "custom_metadata.a.b=1", `{"device_id":"$lock","custom_metadata":{"":null},"properties":{}}`)
	f.Add(index["/events/list"], uint8(1), "between=a&between=b&limit=1e999", "")
	f.Add(index["/action_attempts/list"], uint8(1), "page_cursor=eyJhZnRlciI6LTF9", "")
	f.Add(index["/webhooks/create"], uint8(0), "", `{"url":"http://a b/"}`)

	methods := []string{http.MethodPost, http.MethodGet, http.MethodDelete, http.MethodPatch, http.MethodPut}
	f.Fuzz(func(t *testing.T, op int, method uint8, query, body string) {
		now := time.Date(2024, 2, 1, 10, 0, 0, 0, time.UTC)
		srv := seamtest.NewServer(seamtest.WithClock(func() time.Time { return now }))
		lock := srv.AddDevice(seamtest.Device{})
		all := gen.Operations()
		path := all[uint(op)%uint(len(all))].Path
		req := httptest.NewRequest(methods[int(method)%len(methods)], path, strings.NewReader(strings.ReplaceAll(body, "$lock", lock)))
		req.URL = &url.URL{Path: path, RawQuery: query}
		req.Header.Set("Authorization", "Bearer "+srv.APIKey())
		req.Header.Set("Content-Type", "application/json")
		rec := httptest.NewRecorder()
		srv.ServeHTTP(rec, req)
		var response struct {
			OK    bool
			Error *struct{ Type, Message string }
		}
		if err := json.Unmarshal(rec.Body.Bytes(), &response); err != nil || response.OK != (rec.Code == 200) || response.OK == (response.Error != nil) || rec.Code >= 500 {
			t.Errorf("%s %s?%s %q: %d %s (%v)", req.Method, path, query, body, rec.Code, rec.Body, err)
		}
		now = now.Add(time.Hour)
		srv.CatchUp()
		srv.Requests()
	})
}
