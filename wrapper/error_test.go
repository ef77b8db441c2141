package seam

import (
	"net/http"
	"reflect"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/seam-go/seam/gen"
)

// errorOf returns the error of a call that gets this response.
func errorOf(t *testing.T, resp *http.Response) *Error {
	t.Helper()
	c := stubCaller(t, func(int, *http.Request) (*http.Response, error) { return resp, nil }, WithRetries(0))
	err := call(t, c, &gen.Operation{Path: "/acs/credentials/get", Effect: gen.Read})
	e, ok := err.(*Error) //nolint:errorlint // The Error must not be wrapped.
	if !ok {
		t.Fatalf("got %T: %v", err, err)
	}
	return e
}

func TestErrorFields(t *testing.T) {
	e := errorOf(t, newResponse(400, `{"error":{
		"type":"invalid_input","message":"Bad request","data":{"x":[1]},
		"validation_errors":{
			"_errors":["Provide one of the two"],
			"acs_user_id":{"_errors":["Required","Not a UUID"]},
			"nested":{"_errors":[],"list":{"0":{"deep":{"_errors":["Too deep"]}}}}
		}},"ok":false}`, "Retry-After", "3"))
	want := []FieldMessages{
		{"", []string{"Provide one of the two"}},
		{"acs_user_id", []string{"Required", "Not a UUID"}},
		{"nested.list.0.deep", []string{"Too deep"}},
	}
	if !reflect.DeepEqual(e.ValidationErrors, want) {
		t.Errorf("validation errors %+v", e.ValidationErrors)
	}
	if e.Operation != "/acs/credentials/get" || e.StatusCode != 400 || e.Type != "invalid_input" || e.Message != "Bad request" ||
		e.RequestID != "req_1" || string(e.Data) != `{"x":[1]}` || e.RetryAfter.Seconds() != 3 || e.OutcomeUnknown || e.Unwrap() != nil {
		t.Errorf("error %+v", *e)
	}
	if want := "seam: POST /acs/credentials/get: 400 invalid_input: Bad request (request req_1)"; e.Error() != want {
		t.Errorf("text %s", e)
	}
	if !strings.HasPrefix(e.Body, `{"error":{`) {
		t.Errorf("body %q", e.Body)
	}
}

// A body in any form gives an error with a message, if the body has one.
func TestErrorBodies(t *testing.T) {
	for body, want := range map[string]Error{
		"":                    {},
		"null":                {},
		"[]":                  {},
		"7":                   {},
		`"x"`:                 {Message: "x"},
		"<h1>Not Found</h1>":  {Message: "Not Found"},
		"upstream\n  timeout": {Message: "upstream timeout"},
		"<html><title lang=en>\n 403  Forbidden</title><h1>x": {Message: "403 Forbidden"},
		"<html><body><p>x": {Message: "x"},
		"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>": {Message: "AccessDenied"},
		"\x00\x01":                             {},
		`{"title":"Quota","detail":"used up"}`: {Message: "Quota: used up"},
		`{"detail":"used up"}`:                 {Message: "used up"},
		`{"errors":[{"message":"a"},"b",{"code":"c"},"d"]}`:       {Message: "a; b; c"},
		`{"error":"invalid_grant","error_description":"expired"}`: {Message: "expired"},
		`{"Message":"quota"}`:                                 {Message: "quota"},
		`{"errors":{"x":["quota"]}}`:                          {Message: "quota"},
		`{"error":["quota"]}`:                                 {Message: "quota"},
		`["quota"]`:                                           {Message: "quota"},
		`[{"message":"quota"}]`:                               {Message: "quota"},
		`{"fault":{"faultstring":"quota"}}`:                   {Message: "quota"},
		`{"detail":[{"loc":["a"],"msg":"quota"}]}`:            {Message: "a; quota"},
		`{"message":"Forbidden","detail":"quota"}`:            {Message: "Forbidden: quota"},
		"<title></title><body>quota":                          {Message: "quota"},
		"<h1><b>quota</b></h1>":                               {Message: "quota"},
		"<style>a{}</style><!-- x > y --><p>quota</p>":        {Message: "quota"},
		"<title>404 Not Found</title><body>quota":             {Message: "404 Not Found quota"},
		`{"error":{"code":403,"status":"PERMISSION_DENIED"}}`: {Message: "PERMISSION_DENIED"},
		`{"error":{"type":"x"`:                                {Message: `{"error":{"type":"x"`},
		`{}`:                                                  {},
		`{"error":null}`:                                      {},
		`{"error":[]}`:                                        {},
		`{"error":"broken"}`:                                  {Message: "broken"},
		`{"message":"broken"}`:                                {Message: "broken"},
		`{"statusCode":404,"error":"Not Found","message":"Route not found"}`: {Message: "Route not found"},
		`{"error":{}}`: {},
		`{"error":{"type":7,"message":["m"],"data":null,"validation_errors":"no"}}`: {Message: "m; no", ValidationErrors: []FieldMessages{{"", []string{"no"}}}},
		`{"error":{"type":"t","message":{}}}`:                                       {Type: "t"},
		`{"error":{"type":[],"message":"m"}}`:                                       {Message: "m"},
		`{"error":{"validation_errors":{"a":["m",7],"b":"n","c":null,"d":7}}}`:      {Message: "m; n", ValidationErrors: []FieldMessages{{"a", []string{"m", "7"}}, {"b", []string{"n"}}}},
		`{"error":{"request_id":"in the body"}}`:                                    {Message: "in the body"},
	} {
		e := errorOf(t, newResponse(404, body))
		want.Operation, want.StatusCode, want.RequestID, want.Body = "/acs/credentials/get", 404, "req_1", body
		if !reflect.DeepEqual(*e, want) {
			t.Errorf("%s: got %+v, want %+v", body, *e, want)
		}
		if e.Error() == "" || strings.HasSuffix(e.Error(), ": ") {
			t.Errorf("%s: text %q", body, e.Error())
		}
	}
}

func TestRequestIDFromBody(t *testing.T) {
	resp := newResponse(404, `{"error":{"request_id":"in the body"}}`)
	resp.Header.Del("Seam-Request-Id")
	if e := errorOf(t, resp); e.RequestID != "in the body" {
		t.Errorf("request id %q", e.RequestID)
	}
}

func TestLongErrorBody(t *testing.T) {
	long := `{"error":{"type":"t","message":"` + strings.Repeat("ä", 100<<10) + `"}}`
	e := errorOf(t, newResponse(400, long))
	if len(e.Body) > maxErrorBody || !utf8.ValidString(e.Body) || e.Type != "t" {
		t.Errorf("%d bytes kept, type %q", len(e.Body), e.Type)
	}
	if len(e.Error()) > 1000 {
		t.Errorf("text of %d bytes", len(e.Error()))
	}
	// A body that is too long is not parsed; its beginning is kept.
	e = errorOf(t, newResponse(400, `{"error":"`+strings.Repeat("x", 2<<20)))
	if e.StatusCode != 400 || len(e.Body) != maxErrorBody || e.Unwrap() != nil {
		t.Errorf("%d bytes kept, %v", len(e.Body), e.Unwrap())
	}
}

// A server cannot write control characters to a terminal or forge log lines.
func TestErrorIsOneLine(t *testing.T) {
	e := errorOf(t, newResponse(400, `{"error":{"type":"a\nb","message":"c\r\n\u001b[31md\u2028e"}}`, "Seam-Request-Id", "f\tg"))
	if want := "seam: POST /acs/credentials/get: 400 a b: c   [31md e (request f g)"; e.Error() != want {
		t.Errorf("text %q", e)
	}
}

func TestDeepValidationErrors(t *testing.T) {
	deep := strings.Repeat(`{"a":`, 5000) + `{"_errors":["x"]}` + strings.Repeat("}", 5000)
	if e := errorOf(t, newResponse(400, `{"error":{"type":"t","validation_errors":`+deep+`}}`)); e.Type != "t" {
		t.Errorf("got %v", e)
	}
}

func FuzzErrorBody(f *testing.F) {
	for _, seed := range []string{
		"", "<h1>", "null", `{"error":{"type":"t","message":"m","data":{},"validation_errors":{"a":{"_errors":["x"]}}}}`,
		`{"error":"x"}`, `{"ok":false}`, "\xff\xfe", `{"error":{"message":"` + testKey + `"}}`, `{"error":{"message":"\u0073` + testKey[1:] + `"}}`,
		`{"error":{"data":"\ud800"}}`, `{"a":1}{"b":2}`,
	} {
		f.Add(400, seed)
		f.Add(200, seed)
	}
	f.Fuzz(func(t *testing.T, status int, body string) {
		if status < 200 || status > 999 {
			t.Skip()
		}
		c := stubCaller(t, func(int, *http.Request) (*http.Response, error) { return newResponse(status, body), nil }, WithRetries(0))
		err := c.Call(t.Context(), writeOp, nil, nil)
		if err == nil {
			if status/100 != 2 {
				t.Fatalf("status %d is no error", status)
			}
			return
		}
		e, ok := err.(*Error) //nolint:errorlint // The Error must not be wrapped.
		if !ok || e.StatusCode != status || len(e.Body) > maxErrorBody || !utf8.ValidString(e.Body) {
			t.Fatalf("got %#v", err)
		}
		for _, text := range []string{err.Error(), e.Type, e.Message, e.Body, string(e.Data)} {
			if strings.Contains(text, testKey) {
				t.Errorf("the key is in %q", text)
			}
		}
		if strings.ContainsFunc(err.Error(), func(r rune) bool { return !unicode.IsPrint(r) }) {
			t.Errorf("more than one line: %q", err)
		}
	})
}
