// Package clock waits for time to pass.
package clock

import (
	"context"
	"time"
)

// Sleep waits for d. If ctx ends earlier, it returns the cause. It does not wait if d is not positive.
func Sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
