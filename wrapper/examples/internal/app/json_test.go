package app

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	seam "github.com/seam-go/seam/wrapper"
)

func TestErrorsBecomeStatuses(t *testing.T) {
	for _, test := range []struct {
		err    error
		status int
		text   string
	}{
		{Errorf(http.StatusTeapot, "no %s", "coffee"), http.StatusTeapot, "no coffee"},
		{fmt.Errorf("today: %w", Errorf(http.StatusNotFound, "no tea")), http.StatusNotFound, "no tea"},
		{seam.AccessGrantParams{}.Validate(), http.StatusBadRequest, "Grantee"},
		{&seam.Error{StatusCode: 400, Type: "invalid_input", Message: "the PIN 1815"}, http.StatusBadRequest, "does not accept"},
		{&seam.Error{StatusCode: 409, Type: "conflict", Message: "the PIN 1815"}, http.StatusConflict, "contradicts"},
		{errors.New("the PIN 1815"), http.StatusServiceUnavailable, "repeat the request"},
	} {
		recorder := httptest.NewRecorder()
		Handler(func(*http.Request) (Object, error) { return Object{"kept": true}, test.err }).
			ServeHTTP(recorder, httptest.NewRequest(http.MethodPost, "/", nil))
		body := recorder.Body.String()
		if recorder.Code != test.status || !strings.Contains(body, test.text) || !strings.Contains(body, `"kept":true`) || strings.Contains(body, "1815") {
			t.Errorf("%v: status %d, %s", test.err, recorder.Code, body)
		}
	}
}

func TestResponseIsAnObject(t *testing.T) {
	recorder := httptest.NewRecorder()
	var none Object
	Handler(func(*http.Request) (Object, error) { return none, nil }).
		ServeHTTP(recorder, httptest.NewRequest(http.MethodDelete, "/", nil))
	if body := strings.TrimSpace(recorder.Body.String()); recorder.Code != http.StatusOK || body != "{}" {
		t.Errorf("status %d, %s", recorder.Code, body)
	}
}

func TestReadLimitsTheBody(t *testing.T) {
	request := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(`"`+strings.Repeat("x", maxBody)+`"`))
	if text, err := Read[string](request); err == nil {
		t.Errorf("read %d bytes", len(text))
	}
}
