package seam

import (
	"errors"
	"net/http"
	"strings"
	"testing"
)

// Bodies that arrive with a success status: the result, the malformed values or the error of the
// call.
func TestSuccessResponses(t *testing.T) {
	type named struct {
		Name string `json:"name"`
	}
	for name, tt := range map[string]struct {
		body, contentType        string
		want, malformed, problem string
	}{
		"sound":              {body: `{"name":"n","ok":true}`, want: "n"},
		"sound, error null":  {body: `{"error":null,"name":"n"}`, want: "n"},
		"without type":       {body: `{"name":"n"}`, contentType: "none", want: "n"},
		"with parameters":    {body: `{"name":"n"}`, contentType: "Application/Problem+JSON; charset=utf-8", want: "n"},
		"null over a name":   {body: `{"name":"n","name":null}`, want: "n"},
		"invalid UTF-8":      {body: "{\"name\":\"\xff\"}", want: "\ufffd"},
		"a number":           {body: `{"name":7}`, want: "7", malformed: "name"},
		"a fraction":         {body: `{"name":7.5,"ok":true}`, malformed: "name"},
		"a list":             {body: `{"ok":true,"name":[]}`, malformed: "name"},
		"a list, no ok":      {body: `{"name":[]}`, problem: `the response is not Seam's: it has neither "ok" nor the result`},
		"another object":     {body: `{"message":"log in","names":[]}`, problem: `the response is not Seam's: it has neither "ok" nor the result: log in`},
		"odd ok":             {body: `{"name":"n","ok":"true"}`, problem: `the response is not Seam's: its "ok" is not true or false`},
		"an error beside":    {body: `{"name":"n","error":"none"}`, problem: `the response is not Seam's: it has an "error" and no "ok": none`},
		"a failure":          {body: `{"name":"n","ok":false,"error":{"type":"t"}}`, problem: `seam: POST /devices/list: 200 t: rejected, "ok" is false`},
		"a failure at large": {body: `{"name":"n","OK":false}`, problem: `seam: POST /devices/list: 200 OK: rejected, "ok" is false`},
		"half":               {body: `{"name":"n"`, problem: "the response is truncated JSON"},
		"no JSON":            {body: `{"name":n}`, problem: "the response is not JSON"},
		"as text":            {body: `{"name":"n"}`, contentType: "text/plain", want: "n"},
		"with a mark":        {body: "\ufeff{\"name\":\"n\"}", want: "n"},
		"HTML":               {body: `<title>Log in</title>`, contentType: "text/html", problem: "the response is not JSON: Log in"},
		"nothing":            {body: ``, problem: "the response is empty"},
		"null":               {body: `null`, problem: "the response is not a JSON object"},
	} {
		t.Run(name, func(t *testing.T) {
			var header []string
			if tt.contentType != "" {
				header = []string{"Content-Type", strings.TrimPrefix(tt.contentType, "none")}
			}
			c := stubCaller(t, func(int, *http.Request) (*http.Response, error) { return newResponse(200, tt.body, header...), nil })
			var got named
			var info ResponseInfo
			err := c.Call(t.Context(), readOp, nil, &got, CallInfo(&info), CallRetries(0))
			if failure, ok := errors.AsType[*Error](err); tt.problem != "" && (!ok || failure.Message != tt.problem && failure.Error() != tt.problem+" (request req_1)") {
				t.Errorf("error %v", err)
			}
			if tt.problem == "" && err != nil || got.Name != tt.want {
				t.Errorf("got %+v, %v", got, err)
			}
			if tt.malformed != "" && (len(info.Malformed) != 1 || info.Malformed[0].Path != tt.malformed) {
				t.Errorf("malformed: %v", info.Malformed)
			}
		})
	}
}
