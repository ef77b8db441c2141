package seam

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/redact"
)

// errWebhookMethod is logged for a request that is not a POST.
var errWebhookMethod = errors.New("seam: webhook request is not a POST")

// Handler returns an [http.Handler] that calls handle with each event from Seam and responds with
// 204 if handle returns nil. If handle returns an error, it responds with 500, and Seam sends the
// event again later. A panic in handle is logged and continues, as in any http.Handler.
//
// Requests that are not events from Seam do not reach handle. The response is 405 if the request is
// not a POST, 413 if it is longer than MaxBodyBytes, and 400 if [Webhook.Verify] rejects it. A nil
// Webhook rejects every request.
//
// The same event may reach handle more than once, and events may be out of order; see [Webhook], and
// the example webhookEvents of this package.
// Seam waits for seconds, not minutes, and ctx ends when it gives up: put longer work into a queue.
// The Logger receives the text of the error that handle returns, so that text must not quote the
// event.
//
// No middleware may read the body of the request before the Handler does. Handler panics if handle
// is nil.
func (w *Webhook) Handler(handle func(ctx context.Context, event *gen.Event) error) http.Handler {
	if handle == nil {
		panic("seam: Webhook.Handler: nil function")
	}
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		event, status, err := w.receive(rw, r)
		if err != nil {
			w.log(r, "seam webhook not accepted", status, err)
			respondStatus(rw, status)
			return
		}
		if err := w.call(handle, r, event); err != nil {
			w.log(r, webhookHandlerFailed, http.StatusInternalServerError, err)
			respondStatus(rw, http.StatusInternalServerError)
			return
		}
		rw.WriteHeader(http.StatusNoContent)
	})
}

const webhookHandlerFailed = "seam webhook handler failed"

// respondStatus sends no reason, because the sender may be a stranger. The log has the reason.
func respondStatus(rw http.ResponseWriter, status int) {
	http.Error(rw, http.StatusText(status), status)
}

// receive returns the event of a request, or the status and the reason with which to reject it.
func (w *Webhook) receive(rw http.ResponseWriter, r *http.Request) (*gen.Event, int, error) {
	if r.Method != http.MethodPost {
		rw.Header().Set("Allow", http.MethodPost)
		return nil, http.StatusMethodNotAllowed, errWebhookMethod
	}
	body, err := w.readBody(rw, r)
	if _, tooLong := errors.AsType[*http.MaxBytesError](err); tooLong {
		return nil, http.StatusRequestEntityTooLarge, err
	}
	if err != nil {
		return nil, http.StatusBadRequest, err
	}
	event, err := w.Verify(r.Header, body)
	if err != nil {
		return nil, http.StatusBadRequest, err
	}
	return event, 0, nil
}

// readBody reads a nil body as an empty one. net/http always sets a body, but frameworks that build
// requests themselves may not.
func (w *Webhook) readBody(rw http.ResponseWriter, r *http.Request) ([]byte, error) {
	if r.Body == nil {
		return nil, nil
	}
	limit := int64(defaultWebhookMaxBodyBytes)
	if w != nil && w.MaxBodyBytes > 0 {
		limit = w.MaxBodyBytes
	}
	return io.ReadAll(http.MaxBytesReader(rw, r.Body, limit))
}

var errWebhookPanic = errors.New("seam: the handler panicked or ended its goroutine")

// call calls handle. It logs a panic without recovering it, so that the stack trace stays complete,
// and without its value, which may quote the event.
func (w *Webhook) call(handle func(context.Context, *gen.Event) error, r *http.Request, event *gen.Event) error {
	returned := false
	defer func() {
		if !returned {
			w.log(r, webhookHandlerFailed, http.StatusInternalServerError, errWebhookPanic)
		}
	}()
	err := handle(r.Context(), event)
	returned = true
	return err
}

// log writes one line for a rejected request or a failed handler. Text from outside is shortened to
// one line, without control characters and without anything that looks like a secret.
func (w *Webhook) log(r *http.Request, message string, status int, err error) {
	if w == nil || w.Logger == nil {
		return
	}
	// The ID is empty if the headers are incomplete.
	d, _ := readDelivery(r.Header)
	w.Logger.LogAttrs(r.Context(), slog.LevelWarn, message,
		slog.String("message_id", redact.OneLine(d.id)),
		slog.Int("status", status),
		slog.String("error", redact.OneLine(redact.Tokens(err.Error()))))
}
