package seam

import (
	"context"
	"log/slog"
	"time"

	"github.com/seam-go/seam/wrapper/internal/redact"
)

// A line about malformed values has this many of their paths, each of at most this many bytes. The
// line also has the number of all of them.
const (
	maxLoggedPaths = 20
	maxLoggedPath  = 200
)

// callLog writes down what becomes of calls. Only [WithLogger] makes one, so that a program that
// sets no logger is linked without what formats the lines.
type callLog interface {
	// withBodies is the same log, with the bodies in the line of a call.
	withBodies(bodies bodyLog) callLog
	// call writes one line for a call.
	call(ctx context.Context, inv *invocation, last *answer, err error, took time.Duration)
	// retry writes one line for an attempt that failed and will be repeated after wait.
	retry(ctx context.Context, inv *invocation, o outcome, wait time.Duration)
	// malformed writes where values were left out, but not the values: they may be personal,
	// or a code that opens a door.
	malformed(ctx context.Context, inv *invocation, a *answer, values []MalformedValue)
}

// structuredLog is the log of a slog.Logger.
type structuredLog struct {
	logger *slog.Logger
	bodies bodyLog // nil without WithLoggedBodies
}

func (l structuredLog) withBodies(bodies bodyLog) callLog {
	return structuredLog{l.logger, bodies}
}

func (l structuredLog) call(ctx context.Context, inv *invocation, last *answer, err error, took time.Duration) {
	if !l.logger.Enabled(ctx, slog.LevelDebug) {
		return
	}
	attrs := append(last.attrs(inv), slog.Duration("duration", took), slog.Int("attempts", inv.attempts))
	if err != nil {
		attrs = append(attrs, slog.String("error", reason(err)))
	}
	if l.bodies != nil {
		attrs = append(attrs, slog.String("request", l.bodies.text(inv.scrub, inv.body)))
		if last != nil {
			attrs = append(attrs, slog.String("response", l.bodies.text(inv.scrub, last.body)))
		}
	}
	l.logger.LogAttrs(ctx, slog.LevelDebug, "seam call", attrs...)
}

func (l structuredLog) retry(ctx context.Context, inv *invocation, o outcome, wait time.Duration) {
	attrs := append(o.answer.attrs(inv),
		slog.Int("attempt", inv.attempts),
		slog.Duration("wait", wait),
		slog.String("error", reason(o.failure)))
	l.logger.LogAttrs(ctx, slog.LevelWarn, "seam retry", attrs...)
}

func (l structuredLog) malformed(ctx context.Context, inv *invocation, a *answer, values []MalformedValue) {
	attrs := append(a.attrs(inv), slog.Int("count", len(values)))
	paths := make([]string, 0, maxLoggedPaths)
	for _, value := range values[:min(len(values), maxLoggedPaths)] {
		paths = append(paths, redact.Shorten(value.Path, maxLoggedPath))
	}
	attrs = append(attrs, slog.Any("paths", paths))
	l.logger.LogAttrs(ctx, slog.LevelWarn, "seam response with malformed values", attrs...)
}

// attrs are those of every line; a is nil if no answer arrived.
func (a *answer) attrs(inv *invocation) []slog.Attr {
	attrs := []slog.Attr{slog.String("operation", inv.op.Path)}
	if a != nil {
		attrs = append(attrs, slog.Int("status", a.status), slog.String("request_id", a.requestID))
	}
	return attrs
}

// reason is the text of an error without the server's own words, which may repeat parts of the
// request.
func reason(err error) string {
	e, ok := err.(*Error) //nolint:errorlint // An Error inside another error belongs to another call.
	if !ok {
		return err.Error()
	}
	return e.withoutMessage().Error()
}

func (e *Error) withoutMessage() *Error {
	if e == nil {
		return nil
	}
	return &Error{
		StatusCode: e.StatusCode, Type: e.Type, OutcomeUnknown: e.OutcomeUnknown,
		cause: e.cause, earlier: e.earlier.withoutMessage(), rejected: e.rejected,
	}
}
