package seam

import (
	"context"
	"log/slog"
	"time"

	"github.com/seam-go/seam/wrapper/internal/decode"
	"github.com/seam-go/seam/wrapper/internal/redact"
	"github.com/seam-go/seam/wrapper/internal/rest"
)

// A log line about malformed values lists at most maxLoggedPaths paths of at most maxLoggedPath
// bytes each, and the number of all malformed values.
const (
	maxLoggedPaths = 20
	maxLoggedPath  = 200
)

// structuredLog writes calls to a slog.Logger, with their bodies if bodies is true.
type structuredLog struct {
	logger *slog.Logger
	bodies bool
}

// Done writes one line for a call.
func (l structuredLog) Done(ctx context.Context, r *rest.Report, failure *rest.Failure, took time.Duration) {
	if !l.logger.Enabled(ctx, slog.LevelDebug) {
		return
	}
	attrs := append(reportAttrs(r), slog.Duration("duration", took), slog.Int("attempts", r.Attempts))
	if failure != nil {
		attrs = append(attrs, slog.String("error", reason(failure)))
	}
	if l.bodies {
		attrs = append(attrs, slog.String("request", maskBody(r.Scrub, r.RequestBody)))
		if r.Responded {
			attrs = append(attrs, slog.String("response", maskBody(r.Scrub, r.ResponseBody)))
		}
	}
	l.logger.LogAttrs(ctx, slog.LevelDebug, "seam call", attrs...)
}

// Retry writes one line for a failed attempt that is repeated after wait.
func (l structuredLog) Retry(ctx context.Context, r *rest.Report, failure *rest.Failure, wait time.Duration) {
	attrs := append(reportAttrs(r),
		slog.Int("attempt", r.Attempts),
		slog.Duration("wait", wait),
		slog.String("error", reason(failure)))
	l.logger.LogAttrs(ctx, slog.LevelWarn, "seam retry", attrs...)
}

// Malformed writes one line with the paths of malformed values. It leaves out the values, which may
// be personal data or a PIN.
func (l structuredLog) Malformed(ctx context.Context, r *rest.Report, values []decode.Malformed) {
	attrs := append(reportAttrs(r), malformedAttrs(values)...)
	l.logger.LogAttrs(ctx, slog.LevelWarn, "seam response with malformed values", attrs...)
}

// malformedAttrs returns the number of malformed values and the paths of the first of them.
func malformedAttrs(values []decode.Malformed) []slog.Attr {
	paths := make([]string, 0, maxLoggedPaths)
	for _, value := range values[:min(len(values), maxLoggedPaths)] {
		paths = append(paths, redact.Shorten(redact.Tokens(value.Path), maxLoggedPath))
	}
	return []slog.Attr{slog.Int("count", len(values)), slog.Any("paths", paths)}
}

// reportAttrs returns the attributes that all lines have.
func reportAttrs(r *rest.Report) []slog.Attr {
	attrs := []slog.Attr{slog.String("operation", r.Path)}
	if r.Responded {
		attrs = append(attrs, slog.Int("status", r.Status), slog.String("request_id", r.RequestID))
	}
	return attrs
}

// reason returns the text of a failure without the server's message, which may repeat parts of the
// request.
func reason(failure *rest.Failure) string {
	return newError(failure).withoutMessage().Error()
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
