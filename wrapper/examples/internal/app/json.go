package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"

	seam "github.com/seam-go/seam/wrapper"
)

// maxBody is the largest request body that [Read] accepts, in bytes.
const maxBody = 1 << 20

// Object is a JSON object.
type Object map[string]any

// Handler is an HTTP handler that returns the object to send. If it returns an error, too, the object has the
// text of the error as its member "error": a booking may be stored although Seam could not be reached.
type Handler func(r *http.Request) (Object, error)

// ServeHTTP handles one request.
func (h Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	object, err := h(r)
	status := http.StatusOK
	if r.Method == http.MethodPost {
		status = http.StatusCreated
	}
	if object == nil {
		object = Object{}
	}
	if err != nil {
		slog.Warn("request failed", "method", r.Method, "path", r.URL.Path, "err", err)
		status, object["error"] = public(err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(object); err != nil {
		slog.Warn("response not sent", "path", r.URL.Path, "err", err)
	}
}

// Read decodes the JSON body of a request.
func Read[T any](r *http.Request) (T, error) {
	var body T
	if err := json.NewDecoder(http.MaxBytesReader(nil, r.Body, maxBody)).Decode(&body); err != nil {
		return body, Errorf(http.StatusBadRequest, "the request is not valid JSON: %v", err)
	}
	return body, nil
}

// Error is an error whose text the sender of a request may see.
type Error struct {
	Status int // HTTP status
	Text   string
}

// Errorf returns an [*Error].
func Errorf(status int, format string, args ...any) error {
	return &Error{status, fmt.Sprintf(format, args...)}
}

// Error returns the text.
func (e *Error) Error() string { return e.Text }

// public returns the status and the text that the sender of a request gets for an error. Texts of Seam stay
// in the log, because they may repeat a PIN.
func public(err error) (status int, text string) {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Status, e.Text
	}
	if e, ok := errors.AsType[*seam.ParamsError](err); ok {
		return http.StatusBadRequest, e.Error()
	}
	switch {
	case errors.Is(err, seam.ErrInvalidInput):
		return http.StatusBadRequest, "Seam does not accept these values"
	case errors.Is(err, seam.ErrConflict):
		return http.StatusConflict, "this contradicts what exists at Seam"
	default:
		return http.StatusServiceUnavailable, "Seam cannot be reached; repeat the request"
	}
}
