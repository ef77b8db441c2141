package rest

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	// firstBackoff bounds the wait before the first retry, maxBackoff the wait before any.
	firstBackoff = 500 * time.Millisecond
	maxBackoff   = 8 * time.Second
	// MaxRetryAfter is the longest wait before a retry that a server can ask for. If it asks for more, the
	// call returns the failure instead.
	MaxRetryAfter = time.Minute
)

// mayRetry reports whether the request may be repeated: after a failure that may pass, a read or idempotent
// operation always, a write only if it certainly was not processed.
func (c *Call) mayRetry(o outcome) bool {
	if !o.retryable || c.retried >= c.Retries || o.failure.RetryAfter > MaxRetryAfter {
		return false
	}
	return o.notProcessed || c.Effect != Write
}

// backoff returns the wait before the next retry: a random part of a ceiling that doubles with each retry
// ("full jitter"), so that clients that failed together do not retry together. A wait that the server asks
// for is extended at random, too.
func backoff(retried int, retryAfter time.Duration) time.Duration {
	ceiling := maxBackoff
	if retried < 4 {
		ceiling = min(maxBackoff, firstBackoff<<retried)
	}
	if retryAfter > 0 {
		return retryAfter + rand.N(firstBackoff)
	}
	return rand.N(ceiling)
}

// errTooLate ends a call whose next attempt would come after its deadline. It does not match
// context.DeadlineExceeded, because the deadline has not passed: the call failed for another reason.
var errTooLate = errors.New("the next attempt would come after the deadline")

// exceedsDeadline reports whether ctx would end before the wait does. The present failure is then a more
// useful error than the later end of the context.
func exceedsDeadline(ctx context.Context, wait time.Duration) bool {
	deadline, ok := ctx.Deadline()
	return ok && time.Until(deadline) <= wait
}

// Sleep waits for d or the end of ctx, whose error it returns.
func Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ContextError(ctx)
	}
}

// longestRetryAfter replaces a longer Retry-After, which may overflow a time.Duration.
const longestRetryAfter = 365 * 24 * time.Hour

// parseRetryAfter parses a Retry-After header, which is a number of seconds or a date. It returns 0 for a
// header that is absent, invalid or past.
func parseRetryAfter(text string, now time.Time) time.Duration {
	text = strings.TrimSpace(text)
	seconds, err := strconv.ParseUint(text, 10, 64)
	if err == nil || errors.Is(err, strconv.ErrRange) { // Then seconds is the largest number.
		return time.Duration(min(seconds, uint64(longestRetryAfter/time.Second))) * time.Second
	}
	date, err := http.ParseTime(text)
	if err != nil {
		return 0
	}
	return min(max(0, date.Sub(now)), longestRetryAfter)
}
