package seam

import "context"

// limiter is what WithLimiter takes.
type limiter interface {
	Wait(ctx context.Context) error
}

// waitForLimiter waits for the limiter, if there is one.
func (c *caller) waitForLimiter(ctx context.Context) error {
	if c.limiter == nil {
		return nil
	}
	return c.limiter.Wait(ctx)
}
