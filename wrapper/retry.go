package seam

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/seam-go/seam/gen"
)

const (
	// firstBackoff bounds the wait before the first retry, maxBackoff that before any.
	firstBackoff = 500 * time.Millisecond
	maxBackoff   = 8 * time.Second
	// maxRetryAfter bounds what the server can make a call wait before one retry: whoever asks for
	// more gets no retry, and the caller the error.
	maxRetryAfter = time.Minute
)

// mayRetry allows another attempt after a failure that may pass: of a read or an idempotent operation
// always, of a write only if it certainly was not processed.
func (inv *invocation) mayRetry(o outcome) bool {
	if !o.retryable || inv.retried >= inv.retries || o.failure.RetryAfter > maxRetryAfter {
		return false
	}
	return o.notProcessed || inv.op.Effect != gen.Write
}

// backoff is how long to wait before the retry after the given number of them: a random part of
// a doubling ceiling ("full jitter"), so that clients that failed together do not come back
// together. What the server asks for comes on top, and does not take the jitter away.
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

// exceedsDeadline is true if ctx would end before the wait does: the failure at hand then says more
// than the end of the context would.
func exceedsDeadline(ctx context.Context, wait time.Duration) bool {
	deadline, ok := ctx.Deadline()
	return ok && time.Until(deadline) <= wait
}

// sleep waits for d or the end of ctx, whose error it returns.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return contextError(ctx)
	}
}
