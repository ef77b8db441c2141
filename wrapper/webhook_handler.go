package seam

import (
	"cmp"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"

	"github.com/seam-go/seam/gen"
)

// errWebhookMethod is why a request that is no POST is refused.
var errWebhookMethod = errors.New("seam: webhook request is not a POST")

// Handler returns an [http.Handler] that calls handle with each event that Seam sends, and
// answers 204 if handle returns nil. It answers 500 if handle returns an error, and Seam sends
// the event again later. Whatever is not an event from Seam does not reach handle: 400 if
// [Webhook.Verify] refuses it, 413 if it is longer than MaxBodyBytes, 405 if it is not a POST.
//
// The same event may reach handle more than once, and later than one that occurred after it;
// see [Webhook]. Seam waits seconds, not minutes, for the answer, and ctx ends when it has given
// up: what takes longer, let handle put into a queue.
//
// Nothing may read the body of the request before the Handler does. It panics if handle is nil.
func (w *Webhook) Handler(handle func(ctx context.Context, event *gen.Event) error) http.Handler {
	if handle == nil {
		panic("seam: Webhook.Handler: nil function")
	}
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		status, err := w.serve(rw, r, handle)
		if err == nil {
			rw.WriteHeader(status)
			return
		}
		w.log(r, status, err)
		// The reason is for the log: whoever sent this may be a stranger.
		http.Error(rw, http.StatusText(status), status)
	})
}

// serve returns how to answer r, and why if that is not with success.
func (w *Webhook) serve(rw http.ResponseWriter, r *http.Request, handle func(context.Context, *gen.Event) error) (int, error) {
	if r.Method != http.MethodPost {
		rw.Header().Set("Allow", http.MethodPost)
		return http.StatusMethodNotAllowed, errWebhookMethod
	}
	limit := cmp.Or(w.MaxBodyBytes, defaultWebhookMaxBodyBytes)
	body, err := io.ReadAll(http.MaxBytesReader(rw, r.Body, limit))
	if _, tooLong := errors.AsType[*http.MaxBytesError](err); tooLong {
		return http.StatusRequestEntityTooLarge, err
	}
	if err != nil {
		return http.StatusBadRequest, err
	}
	event, err := w.Verify(r.Header, body)
	if err != nil {
		return http.StatusBadRequest, err
	}
	if err := handle(r.Context(), event); err != nil {
		return http.StatusInternalServerError, err
	}
	return http.StatusNoContent, nil
}

// log writes one line for a request that was not accepted. What comes from it is made fit for a
// log: it may be a stranger's.
func (w *Webhook) log(r *http.Request, status int, err error) {
	if w.Logger == nil {
		return
	}
	// Without its id a request is not a delivery, and has been refused for that.
	d, _ := readDelivery(r.Header)
	w.Logger.LogAttrs(r.Context(), slog.LevelWarn, "seam webhook not accepted",
		slog.String("message_id", oneLine(d.id)),
		slog.Int("status", status),
		slog.String("error", err.Error()))
}
