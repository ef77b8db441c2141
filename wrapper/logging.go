package seam

import (
	"context"
	"log/slog"
	"time"
)

// logCall writes one line for a call.
func (c *caller) logCall(ctx context.Context, inv *invocation, last *answer, err error, took time.Duration) {
	if c.logger == nil || !c.logger.Enabled(ctx, slog.LevelDebug) {
		return
	}
	attrs := append(last.attrs(inv), slog.Duration("duration", took), slog.Int("attempts", inv.attempts))
	if err != nil {
		attrs = append(attrs, slog.String("error", reason(err)))
	}
	if c.logBodies {
		attrs = append(attrs, slog.String("request", inv.loggedBody(inv.body)))
		if last != nil {
			attrs = append(attrs, slog.String("response", inv.loggedBody(last.body)))
		}
	}
	c.logger.LogAttrs(ctx, slog.LevelDebug, "seam call", attrs...)
}

// logRetry writes one line for an attempt that failed and will be repeated after wait.
func (c *caller) logRetry(ctx context.Context, inv *invocation, o outcome, wait time.Duration) {
	if c.logger == nil {
		return
	}
	attrs := append(o.answer.attrs(inv),
		slog.Int("attempt", inv.attempts),
		slog.Duration("wait", wait),
		slog.String("error", reason(o.failure)))
	c.logger.LogAttrs(ctx, slog.LevelWarn, "seam retry", attrs...)
}

// logMalformed tells where values were left out, but not what they were: they may be personal,
// or a code that opens a door.
func (c *caller) logMalformed(ctx context.Context, inv *invocation, a *answer, malformed []MalformedValue) {
	if c.logger == nil {
		return
	}
	paths := make([]string, len(malformed))
	for i, value := range malformed {
		paths[i] = value.Path
	}
	c.logger.LogAttrs(ctx, slog.LevelWarn, "seam answer with malformed values", append(a.attrs(inv), slog.Any("paths", paths))...)
}

// attrs are those of every line; a is nil if no answer arrived.
func (a *answer) attrs(inv *invocation) []slog.Attr {
	attrs := []slog.Attr{slog.String("operation", inv.op.Path)}
	if a != nil {
		attrs = append(attrs, slog.Int("status", a.status), slog.String("request_id", a.requestID))
	}
	return attrs
}

// reason is what an error says without the server's own words, which may repeat what the request
// held.
func reason(err error) string {
	e, ok := err.(*Error) //nolint:errorlint // An Error inside another error belongs to another call.
	if !ok {
		return err.Error()
	}
	quiet := Error{StatusCode: e.StatusCode, Type: e.Type, OutcomeUnknown: e.OutcomeUnknown, cause: e.cause}
	return quiet.Error()
}
