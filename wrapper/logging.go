package seam

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"github.com/seam-go/seam/wrapper/internal/decode"
	"github.com/seam-go/seam/wrapper/internal/redact"
	"github.com/seam-go/seam/wrapper/internal/rest"
)

// A line about malformed values has this many of their paths, each of at most this many bytes. The
// line also has the number of all of them.
const (
	maxLoggedPaths = 20
	maxLoggedPath  = 200
)

// callLog logs what becomes of calls. Only [WithLogger] makes one, so that a program that sets no logger
// is linked without the code that formats the lines.
type callLog interface {
	// withBodies returns the same log, with the bodies in the line of a call; nil for none.
	withBodies(bodies bodyLog) rest.Observer
}

// structuredLog is the log of a slog.Logger.
type structuredLog struct {
	logger *slog.Logger
	bodies bodyLog // nil without WithLoggedBodies
}

func (l structuredLog) withBodies(bodies bodyLog) rest.Observer {
	return structuredLog{l.logger, bodies}
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
	if l.bodies != nil {
		attrs = append(attrs, slog.String("request", l.bodies.text(r.Scrub, r.RequestBody)))
		if r.Responded {
			attrs = append(attrs, slog.String("response", l.bodies.text(r.Scrub, r.ResponseBody)))
		}
	}
	l.logger.LogAttrs(ctx, slog.LevelDebug, "seam call", attrs...)
}

// Retry writes one line for an attempt that failed and will be repeated after wait.
func (l structuredLog) Retry(ctx context.Context, r *rest.Report, failure *rest.Failure, wait time.Duration) {
	attrs := append(reportAttrs(r),
		slog.Int("attempt", r.Attempts),
		slog.Duration("wait", wait),
		slog.String("error", reason(failure)))
	l.logger.LogAttrs(ctx, slog.LevelWarn, "seam retry", attrs...)
}

// Malformed writes where values were left out, but not the values: they may be personal, or a code that
// opens a door.
func (l structuredLog) Malformed(ctx context.Context, r *rest.Report, values []decode.Malformed) {
	attrs := append(reportAttrs(r), malformedAttrs(values)...)
	l.logger.LogAttrs(ctx, slog.LevelWarn, "seam response with malformed values", attrs...)
}

// malformedAttrs returns the number of malformed values and the paths of the first, without their
// values.
func malformedAttrs(values []decode.Malformed) []slog.Attr {
	paths := make([]string, 0, maxLoggedPaths)
	for _, value := range values[:min(len(values), maxLoggedPaths)] {
		paths = append(paths, redact.Shorten(redact.Tokens(value.Path), maxLoggedPath))
	}
	return []slog.Attr{slog.Int("count", len(values)), slog.Any("paths", paths)}
}

// reportAttrs returns the attributes of every line.
func reportAttrs(r *rest.Report) []slog.Attr {
	attrs := []slog.Attr{slog.String("operation", r.Path)}
	if r.Responded {
		attrs = append(attrs, slog.Int("status", r.Status), slog.String("request_id", r.RequestID))
	}
	return attrs
}

// reason returns the text of a failure without the server's own words, which may repeat parts of the
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

// maxLoggedBytes is how much of a body a line of the log has at most.
const maxLoggedBytes = 4 << 10

// maxMaskedBytes is how much of a body is read for the log: a single value may be long.
const maxMaskedBytes = 64 << 10

// masked replaces a value in the log.
const masked = "***"

// bodyLog writes bodies into a [callLog]. Only [WithLoggedBodies] makes one, for the same reason.
type bodyLog interface {
	text(scrub redact.Scrubber, body []byte) string
}

// maskedBodies leave out what opens a door, names a person or authorizes: they keep the keys, and
// only those values that are known to be harmless. A field that Seam adds tomorrow is masked.
type maskedBodies struct{}

func (maskedBodies) text(scrub redact.Scrubber, body []byte) string {
	read := body[:min(len(body), maxMaskedBytes)]
	m := masker{decoder: json.NewDecoder(bytes.NewReader(read)), scrub: scrub}
	m.decoder.UseNumber()
	switch err := m.value(false); {
	case err == errLogFull, err != nil && len(read) < len(body): //nolint:errorlint // It is returned as it is.
		shown := m.out.String()[:min(m.out.Len(), maxLoggedBytes)]
		return fmt.Sprintf("%s... (%d bytes)", strings.ToValidUTF8(shown, ""), len(body))
	case err != nil:
		return fmt.Sprintf("%d bytes that are not JSON", len(body))
	default:
		return m.out.String()
	}
}

// masker writes JSON again with its values masked. It stops when the line of the log is full, and
// reads no further then: bodies may be long.
type masker struct {
	decoder *json.Decoder
	scrub   redact.Scrubber
	out     strings.Builder
}

var errLogFull = fmt.Errorf("a line of the log is full: %w", io.ErrShortWrite)

func (m *masker) write(text string) error {
	m.out.WriteString(text)
	if m.out.Len() > maxLoggedBytes {
		return errLogFull
	}
	return nil
}

// value writes the next value, whose strings and numbers are masked unless shown.
func (m *masker) value(shown bool) error {
	token, err := m.decoder.Token()
	if err != nil {
		return err
	}
	switch token := token.(type) {
	case json.Delim:
		return m.container(token, shown)
	case string:
		return m.scalar(token, shown)
	case json.Number:
		return m.scalar(token, shown)
	default:
		return m.scalar(token, true)
	}
}

func (m *masker) scalar(value any, shown bool) error {
	if !shown {
		value = masked
	}
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	// Scrubbed before it is cut: half a token would not be recognized.
	return m.write(m.scrub.Text(string(text)))
}

// container writes an object or array. The items of a list are as harmless as the list.
func (m *masker) container(open json.Delim, shown bool) error {
	if err := m.write(open.String()); err != nil {
		return err
	}
	for i := 0; m.decoder.More(); i++ {
		if i > 0 {
			if err := m.write(","); err != nil {
				return err
			}
		}
		if open == '{' {
			key, err := m.key()
			if err != nil {
				return err
			}
			shown = isLogged(key)
		}
		if err := m.value(shown); err != nil {
			return err
		}
	}
	end, err := m.decoder.Token()
	if err != nil {
		return err
	}
	return m.write(end.(json.Delim).String())
}

// key writes the name of a member, and returns it.
func (m *masker) key() (string, error) {
	token, err := m.decoder.Token()
	if err != nil {
		return "", err
	}
	key, ok := token.(string)
	if !ok {
		return "", fmt.Errorf("the key is a %T", token)
	}
	if err := m.scalar(key, true); err != nil {
		return "", err
	}
	return key, m.write(":")
}

// isLogged is true for keys whose values are harmless: what something is, which one it is, and
// when.
func isLogged(key string) bool {
	switch key {
	case "access_method", "limit", "status", "type", "error_code", "warning_code":
		return true
	}
	for _, ending := range []string{"_id", "_ids", "_at", "_type"} {
		if strings.HasSuffix(key, ending) {
			return true
		}
	}
	return false
}
