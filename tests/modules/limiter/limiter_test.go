// Package limiter tests seam.WithLimiter with golang.org/x/time/rate.
package limiter

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
	"golang.org/x/time/rate"
)

// A rate.Limiter fails at once if the deadline comes before the next request. Its error has no type: the client
// recognizes its text, which another version may change.
func TestDeadlineBeforeTheNextRequest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := seamtest.NewServer()
		client := srv.Client(seam.WithLimiter(rate.NewLimiter(rate.Every(time.Minute), 1)))
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		if _, err := seam.Collect(client.Devices.List(ctx, nil)); err != nil {
			t.Fatal(err)
		}
		_, err := seam.Collect(client.Devices.List(ctx, nil))
		if !errors.Is(err, context.DeadlineExceeded) || ctx.Err() != nil {
			t.Errorf("got %v, and the context: %v", err, ctx.Err())
		}
	})
}

// A limiter that never lets a request pass is not a deadline.
func TestBurstOfZero(t *testing.T) {
	client := seamtest.NewServer().Client(seam.WithLimiter(rate.NewLimiter(1, 0)))
	ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
	defer cancel()
	if _, err := seam.Collect(client.Devices.List(ctx, nil)); err == nil || errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}
