package seam

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/gen/scanner"
)

// scannable tells the two ways of decoding apart.
type scannable struct {
	Name    string `json:"name"`
	scanned bool
}

func (s *scannable) Scan(in *scanner.Scanner) {
	for in.Member() {
		if string(in.Key()) == "name" {
			in.Text(&s.Name)
		} else {
			in.Aside()
		}
	}
	s.scanned = true
}

// What is sound is scanned. What is not is left to encoding/json, with all that is made of its
// findings, as if it had never been scanned.
func TestSoundAnswersAreScanned(t *testing.T) {
	for name, tt := range map[string]struct {
		body, contentType string
		want              scannable
		malformed         string
		problem           string
	}{
		"sound":              {body: `{"name":"n","ok":true}`, want: scannable{"n", true}},
		"sound, error null":  {body: `{"error":null,"name":"n"}`, want: scannable{"n", true}},
		"without type":       {body: `{"name":"n"}`, contentType: "none", want: scannable{"n", true}},
		"null over a name":   {body: `{"name":"n","name":null}`, want: scannable{"n", false}},
		"invalid UTF-8":      {body: "{\"name\":\"\xff\"}", want: scannable{"\ufffd", false}},
		"a number":           {body: `{"name":7}`, malformed: "name"},
		"a failure":          {body: `{"name":"n","ok":false,"error":{"type":"t"}}`, problem: "seam: POST /devices/list: 200 t"},
		"a failure at large": {body: `{"name":"n","OK":false}`, problem: "seam: POST /devices/list: 200 OK"},
		"half":               {body: `{"name":"n"`, problem: "the answer is JSON that breaks off"},
		"HTML":               {body: `{"name":"n"}`, contentType: "text/html", problem: `the answer is "text/html", not JSON`},
		"nothing":            {body: ``, problem: "the answer is empty"},
		"null":               {body: `null`, problem: "the answer is not a JSON object"},
	} {
		t.Run(name, func(t *testing.T) {
			var header []string
			if tt.contentType != "" {
				header = []string{"Content-Type", strings.TrimPrefix(tt.contentType, "none")}
			}
			c := answering(t, func(int, *http.Request) (*http.Response, error) { return reply(200, tt.body, header...), nil })
			var got scannable
			var info ResponseInfo
			err := c.Call(t.Context(), readOp, nil, &got, CallInfo(&info), CallRetries(0))
			if failure, ok := errors.AsType[*Error](err); tt.problem != "" && (!ok || failure.Message != tt.problem && failure.Error() != tt.problem+" (request req_1)") {
				t.Errorf("error %v", err)
			}
			if tt.problem == "" && err != nil || got != tt.want {
				t.Errorf("got %+v, %v", got, err)
			}
			if tt.malformed != "" && (len(info.Malformed) != 1 || info.Malformed[0].Path != tt.malformed) {
				t.Errorf("malformed: %v", info.Malformed)
			}
		})
	}
}

// The hand-made answers are scanned, too: a credential read by encoding/json takes five times as
// long, and nobody would notice.
func TestCredentialAnswersAreScanned(t *testing.T) {
	one, many := new(credentialAnswer), new(credentialsAnswer)
	if !scanner.DecodeAnswer([]byte(`{"acs_credential":`+assigned+`,"ok":true}`), one) || one.Result.Code == "" && one.Result.ACSCredentialID == "" {
		t.Errorf("one is not: %+v", one.Result)
	}
	if !scanner.DecodeAnswer(fullPage(3), many) || len(many.Result) != 3 || *many.Pagination != (gen.Pagination{HasNextPage: true, NextPageCursor: many.Pagination.NextPageCursor}) {
		t.Errorf("a page is not: %+v", many)
	}
}
